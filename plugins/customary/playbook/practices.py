"""The practices and the uses of a complaint, from the data file beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from customary.source import load_yaml


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice: `id` as pages name it, and what it asks, in our words."""

    id: str
    name: str
    asks: str
    group: str


@cache
def practices() -> dict[str, Practice]:
    """All practices by id, in the order of the file."""
    known = _file()
    return {
        id: Practice(id, entry["name"], entry["asks"], str(known["groups"][id[0]]))
        for id, entry in known["practices"].items()
    }


@cache
def complaint_uses() -> dict[str, str]:
    """The eleven things that a complaint can give (C1), by id."""
    return {use: str(what) for use, what in _file()["complaint_uses"].items()}


@cache
def _file() -> dict[str, dict[str, Any]]:
    path = Path(__file__).with_name("practices.yml")
    loaded: dict[str, dict[str, Any]] = load_yaml(path, "practices.yml").data
    return loaded
