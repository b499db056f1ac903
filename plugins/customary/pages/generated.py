"""The pages that nobody writes: each is a title, a few words, and a block; and the table of all blocks.

A playbook may put any block on a page of its own with `{playbook:NAME}`; the page made here then stays away.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from customary.pages import board
from customary.pages.coverage import coverage_block
from customary.pages.site import Site, View
from customary.pages.touchpoint_map import touchpoint_map

BLOCKS: dict[str, Callable[[View, str], str]] = {
    "map": touchpoint_map,
    "actions": board.actions,
    "role": board.role,
    "kind": board.kind,
    "news": board.news,
    "review": board.review,
    "glossary": board.glossary,
    "coverage": coverage_block,
}
"""What `{playbook:NAME OF}` draws, as Markdown with HTML in it."""


@dataclass(frozen=True, slots=True)
class Generated:
    """A page to make, where the playbook has something for it and no page of its own."""

    src: str
    title: str
    intro: str
    block: str
    wanted: Callable[[Site], bool]
    in_search: bool = False

    @property
    def markdown(self) -> str:
        """The page's source: as if somebody had written it."""
        search = "" if self.in_search else "search:\n  exclude: true\n"
        front = f"---\ntitle: {self.title}\n{search}---\n"
        return f"{front}# {self.title}\n\n{self.intro}\n\n{{playbook:{self.block}}}\n"


def _any_actions(site: Site) -> bool:
    return any(page.actions for page in site.book.pages)


def _has(kind: str) -> Callable[[Site], bool]:
    return lambda site: any(page.kind == kind for page in site.book.pages)


GENERATED = (
    Generated(
        "playbook/map.md", "Touchpoint map",
        "Where customers meet us, from the first search to the last goodbye. Follow a box to its page.",
        "map", _has("touchpoint"), True,
    ),
    Generated(
        "playbook/actions.md", "Action board",
        "Everything the playbook asks somebody to do, by role. Pick one for this week.",
        "actions", _any_actions,
    ),
    Generated(
        "playbook/glossary.md", "Glossary", "The words that mean something special here.",
        "glossary", _has("term"), True,
    ),
    Generated(
        "playbook/news.md", "What's new", "The latest changes, newest first.", "news",
        lambda site: any(page.changes for page in site.book.pages),
    ),
    Generated(
        "playbook/review.md", "Pages to review",
        "Each page has a person who reads it through from time to time. The last column is worked out today, "
        "in your browser.",
        "review", lambda site: any(page.review_due for page in site.book.pages),
    ),
    Generated(
        "playbook/coverage.md", "Practices at work",
        "Each practice that this playbook is built on, and where it is put to work.",
        "coverage", lambda site: any(page.practice for page in site.book.pages),
    ),
)  # fmt: skip


def to_generate(site: Site, taken: Collection[str], placed: Collection[str]) -> list[Generated]:
    """The pages to make: wanted, at a free path, and with a block that no page has placed itself."""
    return [
        page for page in GENERATED if page.src not in taken and page.block not in placed and page.wanted(site)
    ]
