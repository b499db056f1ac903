"""The words of the playbook: pages of a kind, with an owner, a review, actions and changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from customary.errors import ProblemInFile

ROLES = ("front line", "sales", "writers", "managers")
"""Who opens the playbook. A role is a view of it, never a permission."""

STAGES = ("investigate", "evaluate", "purchase", "use", "dispose")
"""The five stages in which an organisation meets its customers (X1)."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do, and who does it."""

    do: str
    role: str = ""
    practice: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a page's history that its readers should know about."""

    on: date
    what: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a page's body."""

    title: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the playbook, as its front matter and headings say. Texts have their facts filled in."""

    src: str
    """Path below docs/, with forward slashes."""
    path: str
    """The path to show in messages."""
    title: str
    kind: str = "page"
    description: str = ""
    id: str = ""
    owner: str = ""
    reviewed: date | None = None
    review_due: date | None = None
    """None where the kind needs no review or the page has no date."""
    practice: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    key_point: str = ""
    actions: tuple[Action, ...] = ()
    changes: tuple[Change, ...] = ()
    card: bool = False
    private: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)
    """The fields of this kind alone: `stage`, `who`, `time`, `when`, `touchpoint`, `rubric`, `short` …"""
    sections: tuple[Section, ...] = ()
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict, repr=False)
    """Line and column of each front matter key."""

    def text(self, name: str) -> str:
        """The field `name` of this kind as text, empty where the page lacks it."""
        value = self.extra.get(name)
        return value if isinstance(value, str) else ""

    def problem(self, key: str, what: str, remedy: str = "") -> ProblemInFile:
        """A problem at the front matter key `key` of this page."""
        line, column = self.places.get(key, (1, 1))
        return ProblemInFile(self.path, line, column, what, remedy)


@dataclass(frozen=True)
class Playbook:
    """All pages, in the order of their paths, and what is wrong with them."""

    pages: tuple[Page, ...] = ()
    problems: tuple[ProblemInFile, ...] = ()

    def of_kind(self, *kinds: str) -> list[Page]:
        """The pages of these kinds, by title."""
        found = [page for page in self.pages if page.kind in kinds]
        return sorted(found, key=lambda page: (page.title.casefold(), page.src))

    @cached_property
    def by_src(self) -> dict[str, Page]:
        """The pages by their path below docs/."""
        return {page.src: page for page in self.pages}
