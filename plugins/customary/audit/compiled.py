"""The compiled form of a pack: plain dicts and lists, which load in a moment."""

from __future__ import annotations

from typing import Any

from customary.audit.model import Context, Pack, Rule


def pack_from(data: dict[str, Any]) -> Pack:
    """A pack from its compiled form (plain dicts and lists, as `packfile.plain` writes it)."""
    rules = tuple(_rule(data["pack"], rule) for rule in data["rules"])
    return Pack(data["pack"], data["title"], data.get("about", ""), rules)


def _rule(pack: str, data: dict[str, Any]) -> Rule:
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
    }
    contexts = tuple(Context(c[0], c[1], c[2], tuple(c[3]), c[4]) for c in data.get("contexts", ()))
    return Rule(**{**fields, "pack": pack, "contexts": contexts})
