"""Which practice is put to work where: pages, rubrics and rule packs that name its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from customary.audit.model import Pack
from customary.audit.pack import load_packs, names_of_packs
from customary.errors import BadInput
from customary.playbook.model import Page, Playbook
from customary.playbook.practices import practices
from customary.source import load_yaml


@dataclass(frozen=True, slots=True)
class Use:
    """One place that puts a practice to work."""

    kind: Literal["page", "rubric", "pack"]
    path: str
    title: str
    src: str = ""
    """For a page: its path below docs/."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The uses of every practice, in the order of the practices."""

    uses: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """The practices that nothing puts to work."""
        return [id for id, uses in self.uses.items() if not uses]


def coverage(book: Playbook, rubrics: Iterable[Path] = (), packs: Iterable[Pack] = ()) -> Coverage:
    """Look through the pages (their actions too), the rubric files and the rule packs."""
    uses: dict[str, list[Use]] = {id: [] for id in practices()}
    for page in book.pages:
        _note(uses, _named_by(page), Use("page", page.path, page.title, page.src))
    for path in rubrics:
        named, title = _in_file(path)
        _note(uses, named, Use("rubric", path.as_posix(), title))
    for pack in packs:
        named = [rule.practice for rule in pack.rules]
        _note(uses, named, Use("pack", f"customary/audit/packs/{pack.name}.yml", pack.title))
    return Coverage({id: tuple(found) for id, found in uses.items()})


def shipped_packs() -> list[Pack]:
    """The rule packs that come with the language audit, by name."""
    return sorted(load_packs(names_of_packs()).packs, key=lambda pack: pack.name)


def coverage_json(found: Coverage) -> dict[str, Any]:
    """The contract of `customary playbook coverage --format json`."""
    return {
        "version": 1,
        "practices": {
            id: [{"kind": use.kind, "path": use.path, "title": use.title} for use in uses]
            for id, uses in found.uses.items()
        },
        "missing": found.missing,
    }


def _note(uses: dict[str, list[Use]], named: Iterable[str], use: Use) -> None:
    for id in named:
        if id in uses and use not in uses[id]:
            uses[id].append(use)


def _named_by(page: Page) -> list[str]:
    return [*page.practice, *(action.practice for action in page.actions if action.practice)]


def _in_file(path: Path) -> tuple[list[str], str]:
    """The practice ids anywhere in a YAML file, and its title. A faulty file is another loader's to name."""
    try:
        data = load_yaml(path).data
    except BadInput:
        return [], path.stem
    found: list[str] = []
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            named = item.get("practice")
            found += named if isinstance(named, list) else [named] if isinstance(named, str) else []
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
    title = data.get("title") or data.get("name") if isinstance(data, dict) else None
    return [str(id) for id in found], title if isinstance(title, str) else path.stem
