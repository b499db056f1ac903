"""The words of the audit: passages in, findings out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from customary.text import Edit

CODE, URL, MARKUP, MACRO = "\ue000", "\ue001", "\ue002", "\ue003"
"""Fillers: each stands for one character of the source that is not prose. MARKUP has no width for a
reader (emphasis marks, tags); CODE, URL and MACRO stand for something that a reader sees."""

FILLERS = CODE + URL + MARKUP + MACRO

Fix = Literal["auto", "suggest", "none"]
Severity = Literal["error", "warning", "advice"]
Scope = Literal[
    "paragraph", "heading", "item", "cell", "quote", "caption", "term",  # blocks
    "title", "description",  # front matter, <title>, <meta>
    "alt", "tooltip", "label", "placeholder", "abbreviation",  # prose inside markup
    "index",  # a text field of a search index
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """The prose of one block.

    `text` is as long as the source range it covers: character i of `text` is character `start + i`
    of the source, with everything that is not prose replaced by fillers (and the marks that open a
    line of a quotation or list by spaces). So an offset in a passage is an offset in the file.
    """

    start: int
    text: str
    scope: Scope
    heading: str = ""
    """The nearest heading above, as plain text."""
    level: int = 0
    """1 to 6 for a heading, else 0."""

    @property
    def end(self) -> int:
        """The offset just after the passage."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Finding:
    """One judgement on one place of one file. Offsets are the file's."""

    rule: str
    pack: str
    surface: str
    start: int
    end: int
    fix: Fix
    edits: tuple[Edit, ...]
    """What to change, where the word is and around it (an article, a doubled word). Empty for `none`."""
    message: str
    why: tuple[str, ...] = ()
    """The evidence for and against, in words, most telling first."""
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True)
class Suppression:
    """An author's word that findings in a range are intended."""

    start: int
    end: int
    terms: frozenset[str]
    """Rule ids or surfaces in lower case; empty for all."""
    reason: str
    at: int
    """Where the suppression itself is written."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an organisation says about itself (`language:` in customary.yml, or the plugin's options)."""

    we_are: frozenset[str] = frozenset()
    customers_are_called: frozenset[str] = frozenset()
    not_customers: frozenset[str] = frozenset()
    also_say: dict[str, str] = field(default_factory=dict)
    protect: tuple[str, ...] = ()
