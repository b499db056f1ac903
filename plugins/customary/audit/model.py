"""The words of the audit: passages in, findings out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from customary.text import Edit

CODE, URL, MARKUP, MACRO = "\ue000", "\ue001", "\ue002", "\ue003"
"""Fillers: each stands for one character of the source that is not prose. MARKUP has no width for a
reader (emphasis marks, tags); CODE, URL and MACRO stand for something that a reader sees."""

FILLERS = CODE + URL + MARKUP + MACRO

Fix = Literal["auto", "suggest", "none"]
Severity = Literal["error", "warning", "advice"]
Case = Literal["lower", "first", "title", "upper", "mixed"]
"""client; Client (or Account holder); Account Holder; CLIENT; anything else."""
Side = Literal["keep", "rewrite", "doubt"]
Strength = Literal["hard", "soft"]
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
    escapes: tuple[tuple[int, int], ...] = ()
    """Ranges of the file that read as one character, such as `&amp;`: MARKUP but for the last place."""

    @property
    def end(self) -> int:
        """The offset just after the passage."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that shows what a rule does. `becomes` is the sentence after the rewriting, or "" where
    nothing is rewritten (the rule only speaks up, or leaves the sentence alone)."""

    text: str
    becomes: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """Words around a term that speak for keeping or for rewriting it."""

    id: str
    side: Side
    strength: Strength
    patterns: tuple[str, ...]
    """Word patterns (see `audit.patterns`), with `~` where the term stands."""
    words: str
    """Why, for the reader of `--explain`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One judgement: these words name people who are customers."""

    id: str
    pack: str
    kind: str
    """A name in `audit.kinds.KINDS`: term, place or wording."""
    terms: tuple[str, ...]
    """Singular, lower case, the first one is the rule's own word. For a wording: the phrases."""
    practice: str = "L1"
    severity: Severity = "warning"
    note: str = ""
    also_in: tuple[str, ...] = ()
    """Other packs that switch this rule on."""
    opt_in: bool = False
    """Only where its pack is named or its word is declared: too broad a word for everybody."""
    say: str = ""
    """What to say instead, for advice that is never a rewriting."""
    contexts: tuple[Context, ...] = ()
    protect: tuple[str, ...] = ()
    """Names that hold the term and stay as they are."""
    only_in_context: bool = False
    """The word is kept unless one of the `rewrite` contexts stands around it (covers, beds)."""

    def __hash__(self) -> int:  # a rule is looked up for every occurrence, and its id says it all
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules of one trade."""

    name: str
    title: str
    about: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a rule's word stands, before anybody judged it. Offsets are the file's."""

    rule: Rule
    passage: Passage
    start: int
    end: int
    """Just after the word and its possessive ending, if it has one."""
    surface: str
    """What the file has from `start` to `end`, fillers of the passage left out."""
    term: str
    """The word in the singular, lower case and closed spelling normalised: "account holder"."""
    plural: bool = False
    possessive: str = ""
    """The ending as written, apostrophe included: "'s", "\u2019", "\u02bcs" … or ""."""
    case: Case = "lower"

    @property
    def pack(self) -> str:
        """The pack that holds the rule."""
        return self.rule.pack

    @property
    def kind(self) -> str:
        """The rule's kind."""
        return self.rule.kind


@dataclass(frozen=True, slots=True)
class Rewriting:
    """How to say customer in the place of an occurrence."""

    edits: tuple[Edit, ...]
    certain: bool
    """False where the change needs a person's look (then it is `suggest` at most)."""
    why: str = ""
    """What is uncertain, in words; "" where it is certain."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One local sign for or against rewriting an occurrence."""

    id: str
    side: Side
    strength: Strength
    """A hard keep or rewrite ends the matter, a hard doubt rules out `auto`; soft ones are weighed."""
    words: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """How a matter was weighed that nothing settled by itself, in thousandths of a logit."""

    parts: tuple[tuple[int, str], ...]
    """What counted most, and its words, as in the finding's `why`."""
    rest: int
    """What all other signs count together."""
    total: int
    auto: int
    """From which total on the word is changed unseen, unless a doubt remains."""
    suggest: int
    """From which total on it is proposed."""


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
    weighing: Weighing | None = field(default=None, compare=False)
    """What the evidence counts; only where it was just weighed, not where it is remembered."""


Leaning = tuple[int, int]
"""How many occurrences of a word were weighed, and the sum of their scores."""


@dataclass(frozen=True, slots=True)
class Company:
    """What documents of one folder tell together."""

    leanings: Mapping[str, Leaning] = field(default_factory=dict)
    """For each term, how its occurrences lean."""
    trades: Mapping[str, int] = field(default_factory=dict)
    """How often the words of each trade stand in them."""
    words: int = 0
    """How many words were read."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a document tells about its words, in whole numbers."""

    words: int = 0
    """How many words were read."""
    topics: Mapping[str, int] = field(default_factory=dict)
    """How much it speaks of each topic, 0 to 40."""
    own: Mapping[str, int] = field(default_factory=dict)
    """For each term, how much it speaks of the trades in which the term names a customer, 0 to 40."""
    scores: Mapping[str, int] = field(default_factory=dict)
    """For each term, what topics and trades together count for rewriting it, in thousandths of a logit."""
    labels: int = 0
    """How many names of buttons and fields it shows in bold."""
    titles: tuple[str, ...] = ()
    """Its link texts that are titles (see `sense.titles`)."""
    company: Company = field(default_factory=Company)
    """What it adds to the company of its folder."""
    said: Callable[[], Mapping[str, tuple[str, ...]]] = dict
    """A few words of each topic, for the reader of a reason: gathered when somebody asks."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What may be done with an occurrence: `auto`, `suggest`, `none` (speak only), or None: it stays."""

    fix: Fix | None
    why: tuple[str, ...] = ()
    """Reasons for and against, in words, most telling first."""
    weighing: Weighing | None = None
    """What they count, where the matter was weighed and somebody asked for reasons."""


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
    understood: bool = True
    """False for an order that is none (`<!-- audit: kep guest -->`): it keeps nothing, and is named."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an organisation says about itself (`language:` in customary.yml, or the plugin's options)."""

    we_are: frozenset[str] = frozenset()
    customers_are_called: frozenset[str] = frozenset()
    not_customers: frozenset[str] = frozenset()
    also_say: dict[str, str] = field(default_factory=dict)
    protect: tuple[str, ...] = ()
    company: Company = field(default_factory=Company)
    """Not told, but read: what the files of the folder tell together (see `audit.company`)."""
