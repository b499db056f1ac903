"""Names that hold a term: laws, programmes, products, bodies, titles, defined roles, labels on a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from customary.audit.model import Cue, Occurrence
from customary.audit.reading import REACH, Reading, Token, words, words_after, words_before

_SMALL = words("of and the for in on to a an at by with or de la & / ’ '")
_LAW = words(
    "Act Acts Bill Law Regulation Regulations Directive Code Charter Convention Treaty Protocol Rule "
    "Rules Duty Ordinance Statute Order Amendment Principle Principles Programme Program Scheme "
    "Initiative Fund Award Awards Bureau Agency Authority Commission Committee Council Association "
    "Society Federation Institute Foundation Board Office Department Ministry Ombudsman Union League "
    "Alliance Group Ltd Limited Inc LLC GmbH Corp Company Manual Handbook Guide Standard Standards "
    "Framework Index Survey Report Review Journal Magazine Conference Summit Forum Week Day Edition Suite "
    "Platform Portal Hub Cloud API APIs SDK Connect Manager Studio Server Library Toolkit Service "
    "Services Centre Center Plan Policy Agreement Directory Registry Number System"
)
_SCREEN = words(
    "button buttons tab tabs menu menus checkbox field fields dropdown option options icon link toggle "
    "page screen panel pane dialog dialogue column section view widget tile sidebar radio submenu"
)
_PRESS = words("click clicking tap tapping press pressing select selecting choose open check tick goto hit")
_CLICK = words("click clicking tap tapping press pressing")
_TAB = words("button buttons tab tabs menu menus checkbox dropdown icon")
_TITLE = re.compile(r"\b(?:(?:Dr|Mrs?|Ms|Prof)\.?|Miss|Professor)\s+\Z")
_CITED_LAW = re.compile(
    r"(?:\s+(?:[A-Z][^\W\d_]*|of|and|on|for|in|the)){0,6}\s+(?:Act|Regulations?|Directive|Ordinance|Statute|Bill|Order)"
    r"\s+(?:\((?:EC|EU|EEC|UK|No\.?)\)|No\.?\s?\d|\d|of\s+\d)"
)
_QUOTES = "\"“”‘’'*_"
_TYPE = words(
    "resource resources object objects class classes entity entities type types model models table schema "
    "record endpoint interface instance field property node element enum struct message dto aggregate"
)


def name_cues(
    view: Reading,
    start: int,
    end: int,
    occurrence: Occurrence,
    protect: Sequence[str],
    before: list[Token],
    after: list[Token],
) -> Iterator[Cue]:
    """The signs that the word at `start` to `end` belongs to a name."""
    name = _name_around(tuple(protect), view.text, start, end) if protect else ""
    if name:
        yield Cue("protected-name", "keep", "hard", f"part of the name {name}")
        return
    if occurrence.case in ("lower", "mixed"):
        return
    if (
        occurrence.case == "first"
        and not occurrence.plural
        and _TITLE.search(view.text, max(0, start - 12), start)
    ):
        yield Cue("persons-name", "keep", "hard", "a person's name, after a title")
    if occurrence.case != "upper" and _CITED_LAW.match(view.text, end):
        yield Cue("name-of-a-law", "keep", "hard", "part of the name of a law")
    sentence = _Sentence(view, start, end, before, after)
    if _on_a_screen(before, after, sentence.plain):
        yield Cue("screen-label", "keep", "hard", "a label on a screen")
    if sentence.plain:
        yield from _capitalised(sentence, occurrence)


class _Sentence:
    """The sentence around a word, as far as capitals tell something in it."""

    def __init__(self, view: Reading, start: int, end: int, before: list[Token], after: list[Token]) -> None:
        self.left = words_before(view, start, _opens(view.text, start))
        self.right = words_after(view, end, _closes(view.text, end))
        self.first = not before or not before[0].is_word
        words = [t for t in (*self.left, *self.right) if t.text[0].isalpha() and len(t.text) > 3]
        low = sum(t.text[0].islower() for t in words)
        self.plain = low >= 2 and low * 2 >= len(words)
        """Whether capitals mean something: most longer words are in lower case."""

    def run_after(self) -> list[Token]:
        """The capitalised words that follow at once (small words between them allowed)."""
        return _run(self.right)

    def run_before(self) -> list[Token]:
        """The capitalised words right before, without the word that opens the sentence."""
        run = _run(self.left)
        words = [t for t in self.left if t.is_word]
        if run and words and run[-1] is words[-1]:
            run = run[:-1]
        return run


def _capitalised(sentence: _Sentence, occurrence: Occurrence) -> Iterator[Cue]:
    after, before = sentence.run_after(), sentence.run_before()
    names = {t.text for t in (*after, *before)}
    next_word = sentence.right[0].low if sentence.right and sentence.right[0].is_word else ""
    if occurrence.case == "upper" and len(occurrence.surface) > 1:
        return
    if names & _LAW:
        yield Cue(
            "name-with-a-head", "keep", "hard", "part of a name: a law, a body, a programme or a product"
        )
    elif after or (before and not sentence.first):
        yield Cue("in-a-name", "keep", "soft", "capitals around it make it look like part of a name")
    if not sentence.first and next_word in _TYPE:
        yield Cue("data-type", "keep", "hard", "the name of a data type")
    if not sentence.first and not before and not after:
        yield Cue("defined-term", "doubt", "soft", "a capital in mid-sentence: perhaps a defined term")


def _on_a_screen(before: list[Token], after: list[Token], plain: bool) -> bool:
    """Click Guests; the Guests tab. `plain`: the sentence around is in lower case."""
    last = next((t.low for t in before if t.text not in _QUOTES), "")
    then = next((t.low for t in after if t.text not in _QUOTES), "")
    if last in _CLICK or then in _TAB:
        return True
    return plain and (last in _PRESS or then in _SCREEN)


def _run(tokens: list[Token]) -> list[Token]:
    run: list[Token] = []
    pending = 0
    for token in tokens:
        if token.text[0].isupper():
            run.append(token)
            pending = 0
        elif token.low in _SMALL and pending < 2:
            pending += 1
        elif token.text in "-‐‑":
            continue
        else:
            break
    return run


_STOP = re.compile(r'[!?:;•|()\[\]"“”]|\.(?![^\W_])')
"""What ends a sentence; a dot within a name does not. One character more is looked at for that."""


def _opens(text: str, start: int) -> int:
    """Where the sentence of the word at `start` opens, as far as it is looked at."""
    return max((stop.end() for stop in _STOP.finditer(text, max(0, start - REACH), start + 1)), default=0)


def _closes(text: str, end: int) -> int:
    stop = _STOP.search(text, end, end + REACH + 1)
    return stop.start() if stop else len(text)


@cache
def _names(protect: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all names; spaces and apostrophes are taken as they come."""
    rows = (
        r"[\s\u00a0-]+".join(re.escape(w) for w in name.split()) for name in sorted(protect, key=len)[::-1]
    )
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(rows)})(?![^\W_])".replace("'", "['’ʼ]"), re.I)


def _name_around(protect: tuple[str, ...], text: str, start: int, end: int) -> str:
    """The protected name that stands around `start` to `end`, or ""."""
    reach = max(map(len, protect)) + 20
    for match in _names(protect).finditer(text, max(0, start - reach), min(len(text), end + reach)):
        if match.start() < end and start < match.end():
            return " ".join(match[0].split())
    return ""
