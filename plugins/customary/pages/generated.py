"""The pages that nobody writes: each is a title, a few words, and a block; and the table of all blocks.

A playbook may put any block on a page of its own with `{playbook:NAME}`; the page made here then stays away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass

from customary.pages import board
from customary.pages.cards import cards
from customary.pages.coverage_page import coverage_block
from customary.pages.ease import ease_block
from customary.pages.learning import gap_block, learning_block
from customary.pages.share import share_block
from customary.pages.site import Site, View, slug
from customary.pages.touchpoint_map import touchpoint_map
from customary.playbook.model import ROLES

BLOCKS: dict[str, Callable[[View, str], str]] = {
    "map": touchpoint_map,
    "actions": board.actions,
    "role": board.role,
    "kind": board.kind,
    "news": board.news,
    "review": board.review,
    "glossary": board.glossary,
    "coverage": coverage_block,
    "cards": cards,
    "learning": learning_block,
    "gap": gap_block,
    "share": share_block,
    "readability": ease_block,
}
"""What `{playbook:NAME OF}` draws, as Markdown with HTML in it."""

ROLE_NAMES = {"front line": "the front line"}
FAINTEST = 0.4
"""How much a page that lists others counts in the search beside one that somebody wrote."""


@dataclass(frozen=True, slots=True)
class Generated:
    """A page to make, where the playbook has something for it and no page of its own."""

    src: str
    title: str
    intro: str
    block: str
    wanted: Callable[[Site], bool]
    tags: tuple[str, ...] = ()
    """What people type who want this page. Else it comes after the pages that it lists."""
    of: str = ""
    about: str = ""
    """A sentence on the page for lists of pages, where the first line says less."""

    @property
    def markdown(self) -> str:
        """The page's source: as if somebody had written it."""
        front = (
            f"---\ntitle: {self.title}\ndescription: {json.dumps(self.about or self.intro)}\n"
            f"tags: [{', '.join(self.tags)}]\nsearch: {{boost: {FAINTEST}}}\n---\n"
        )
        block = f"{self.block} {self.of}".strip()
        return f"{front}# {self.title}\n\n{self.intro}\n\n{{playbook:{block}}}\n"


def _any_actions(site: Site) -> bool:
    return any(page.actions for page in site.book.pages)


def _has(kind: str) -> Callable[[Site], bool]:
    return lambda site: any(page.kind == kind for page in site.book.pages)


def _uses_role(role: str) -> Callable[[Site], bool]:
    return lambda site: any(role in page.roles and page.kind != "page" for page in site.book.pages)


GENERATED = (
    Generated(
        "playbook/map.md", "Touchpoint map",
        "Where customers meet us, from the first search to the last goodbye. Follow a box to its page.",
        "map", _has("touchpoint"), ("touchpoint map", "journey"),
    ),
    Generated(
        "playbook/actions.md", "Action board",
        "Everything the playbook asks somebody to do, by role. Pick one for this week.",
        "actions", _any_actions, ("action board", "actions", "to do", "tasks", "what should I do"),
    ),
    Generated(
        "playbook/glossary.md", "Glossary", "The words that mean something special here.",
        "glossary", _has("term"), ("glossary", "terms", "meaning", "dictionary", "abbreviations"),
    ),
    Generated(
        "playbook/news.md", "What's new", "The latest changes, newest first.", "news",
        lambda site: any(page.changes for page in site.book.pages),
        ("news", "what's new", "changes", "changed", "latest", "new pages"),
    ),
    Generated(
        "playbook/review.md", "Pages to review",
        "Each page has a person who reads it through from time to time. The last column is worked out today, "
        "in your browser.",
        "review", lambda site: any(page.review_due for page in site.book.pages),
        ("review", "pages to review", "out of date", "page owner", "who owns this page", "old pages"),
    ),
    Generated(
        "playbook/coverage.md", "Practices at work",
        "Each practice that this playbook is built on, and where it is put to work.",
        "coverage", lambda site: any(page.practice for page in site.book.pages),
        ("practices", "coverage"),
    ),
    Generated(
        "playbook/cards.md", "Cards for the desk",
        "One side of A4 each: print them, and pin them up where they are needed.",
        "cards", lambda site: any(page.card for page in site.book.pages),
        ("print cards", "print the cards", "desk cards", "phone cards", "cheat sheet", "pin up", "laminate"),
    ),
    Generated(
        "playbook/learning.md", "What complaints taught us",
        "We count what complaints gave us and how far the lessons travelled, not how fast a case was closed.",
        "learning", lambda site: site.complaints is not None,
        ("complaint statistics", "lessons", "how many complaints"),
    ),
    Generated(
        "playbook/gap.md", "Our view and theirs",
        "What we believe about our service, beside what customers say about it. Their view is the one that "
        "counts.",
        "gap", lambda site: site.gaps is not None,
        ("survey results", "customer satisfaction", "what customers think"),
    ),
    Generated(
        "playbook/share.md", "The word customer, by section",
        "Each part of this playbook, and how often it calls the people who buy from us customers. Counted "
        "in this build, by the language audit.",
        "share", lambda site: site.audited and any(page.kind != "page" for page in site.book.pages),
        ("customer share", "how often do we say customer", "count words"),
    ),
    Generated(
        "playbook/readability.md", "How hard the pages read",
        "For writers: the pages that ask more of their readers than their kind should stand first.",
        "readability", lambda site: bool(site.readings), ("readability", "reading ease", "hard to read"),
    ),
    *(
        Generated(
            f"playbook/roles/{slug(role)}.md", f"Everything for {named}",
            "", "role", _uses_role(role), (role, "my role"), of=role,
            about="What colleagues in this role use most, and what they are asked to do.",
        )
        for role, named in ((role, ROLE_NAMES.get(role, role)) for role in ROLES)
    ),
)  # fmt: skip


def to_generate(site: Site, taken: Collection[str], placed: Collection[tuple[str, str]]) -> list[Generated]:
    """The pages to make: wanted, at a free path, and with a block that no page has placed itself.

    `placed`: the (name, of) of each block that stands on a written page.
    """
    return [
        page
        for page in GENERATED
        if page.src not in taken and (page.block, page.of) not in placed and page.wanted(site)
    ]
