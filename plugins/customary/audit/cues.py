"""Local signs around an occurrence: what the letters and words beside it say about its sense.

Three sources, one shape. The pack's own contexts (words around the word); names that hold the word
(`audit.names`); and what is true of every word: it is part of an identifier, it stands in somebody's
quotation, it is spoken of as a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, takewhile
from typing import NamedTuple

from customary.audit.kinds import place
from customary.audit.labels import is_pressed
from customary.audit.model import CODE, MACRO, MARKUP, URL, Context, Cue, Occurrence, Passage, Rule
from customary.audit.names import name_cues
from customary.audit.patterns import Pattern, pattern
from customary.audit.reading import Reading, Token, reading, words, words_after, words_before


def cues(passage: Passage, occurrence: Occurrence, protect: Sequence[str] = ()) -> tuple[Cue, ...]:
    """The signs for and against rewriting `occurrence`, hard ones first.

    `protect` names further names (of the organisation) that stay as they are.
    """
    view = reading(passage)
    start, end = view.index(occurrence.start), view.index(occurrence.end - 1) + 1
    before, after = words_before(view, start), words_after(view, end)
    if occurrence.kind != "term":
        spoken = (*_mention(view, start, end, before, after), *_quotation(view, start, end))
        return tuple(c for c in spoken if c.strength == "hard") or _of_another_kind(occurrence)
    found = [
        *_identifier(view, start, end, occurrence),
        *name_cues(view, start, end, occurrence, (*occurrence.rule.protect, *protect), before, after),
        *_mention(view, start, end, before, after),
        *_quotation(view, start, end),
        *_of_the_rule(occurrence, before, after),
    ]
    if MARKUP in passage.text:
        headword = _HEADWORD.match(passage.text)
        if is_pressed(occurrence):
            found.append(Cue("pressed-label", "keep", "hard", "a label on a screen"))
        elif headword and occurrence.end - passage.start <= headword.end("word"):
            found.append(Cue("mention", "keep", "hard", "the text speaks of the word itself"))
    return tuple(sorted(found, key=lambda cue: cue.strength))


def _of_another_kind(occurrence: Occurrence) -> tuple[Cue, ...]:
    if occurrence.kind == "place":
        return (place.cue(occurrence),)
    return (Cue("advice", "doubt", "soft", occurrence.rule.note),)


def _of_the_rule(occurrence: Occurrence, before: list[Token], after: list[Token]) -> Iterator[Cue]:
    """The contexts of the rule's pack."""
    known = _contexts(occurrence.rule)
    likely = set(known.always)
    for tokens, by_word in ((before, known.before), (after, known.after)):
        for at, token in enumerate(tokens[: known.within]):
            if token.low in by_word:
                likely.update(number for number, within in by_word[token.low] if at < within)
    rewriting, possessive, last = False, bool(occurrence.possessive), None
    for number in sorted(likely):
        context, one = known.patterns[number]
        if context is not last and one.matches(before, after, occurrence.plural, possessive):
            last = context
            rewriting |= context.side == "rewrite"
            yield Cue(context.id, context.side, context.strength, context.words)
    if occurrence.rule.only_in_context and not rewriting:
        yield Cue("no-context", "keep", "hard", "nothing beside the word says that people are meant")


class _Contexts(NamedTuple):
    """The patterns of a rule's contexts, in their order, and how to find those that may match."""

    patterns: tuple[tuple[Context, Pattern], ...]
    before: dict[str, list[tuple[int, int]]]
    """For each word, the numbers of the patterns that need it (or one of its alternatives) before the term,
    and among how many tokens."""
    after: dict[str, list[tuple[int, int]]]
    """The same behind the term."""
    within: int
    """No pattern needs a word that is farther away."""
    always: tuple[int, ...]
    """The numbers of those that need no word that is known."""


@cache
def _contexts(rule: Rule) -> _Contexts:
    patterns = tuple((context, pattern(text)) for context in rule.contexts for text in context.patterns)
    before: dict[str, list[tuple[int, int]]] = {}
    after: dict[str, list[tuple[int, int]]] = {}
    needs = [(number, one.needs) for number, (_, one) in enumerate(patterns) if one.needs]
    for number, need in needs:
        for word in need.words:
            (before if need.before else after).setdefault(word, []).append((number, need.within))
    farthest = max((need.within for _, need in needs), default=0)
    always = tuple(number for number, (_, one) in enumerate(patterns) if not one.needs)
    return _Contexts(patterns, before, after, farthest, always)


# What is true of every word


_GLUE = "_@#$=~"


def _identifier(view: Reading, start: int, end: int, occurrence: Occurrence) -> Iterator[Cue]:
    """Part of an identifier, a path or a command: guest_id, client.py, --client, docs/guests/."""
    text = view.text
    left, right = text[start - 1 : start], text[end : end + 1]
    if (not left or left.isspace()) and (not right or right.isspace()) and occurrence.case != "mixed":
        if _is_a_key(text, start, end):
            yield Cue("key", "keep", "hard", "it stands in a key, not in a text")
        elif _DECLARED.match(text, end):
            yield Cue("identifier", "keep", "hard", "it is the type of a variable")
        elif _COMPARED.match(text, end) or _METHOD.search(text, max(0, start - 8), start):
            yield Cue("identifier", "keep", "hard", "it is the name of a value or of an address in a program")
        return
    beyond = text[end + 1 : end + 2]
    glued = (
        (left and left in _GLUE + CODE + URL + MACRO)
        or (right and right in "_@#$=" + CODE + URL + MACRO)
        or (right == "\\" and beyond.isalnum())
        or (left == "\\" and text[start - 2 : start - 1].isalnum())
        or occurrence.case == "mixed"
        or (left == "." and text[start - 2 : start - 1].isalnum())
        or (right in (".", ":") and (beyond.isalnum() or beyond in ("_", ":")) and beyond != "")
        or (
            left == ":"
            and (text[start - 2 : start - 1] == ":" or text[max(0, start - 2) : start - 1].isspace())
        )
        or (left == "-" and text[start - 2 : start - 1] in ("-", " ", "") and right not in (" ", ""))
        or (right == "(" and beyond == ")")
        or (right == "-" and beyond.isdigit())
        or (right == "]" and beyond.isalnum())
        or (left == "-" and re.search(r"(?<![^\W_])--$", text[max(0, start - 3) : start]))
        or (left == "{" or right == "}")
        or (right == "?" and (beyond == "|" or (beyond == ")" and left == "|")))  # a regular expression
        or (left == "[" and text[start - 2 : start - 1].isalnum())
    )
    if glued or _in_a_path(text, start, end) or _in_dots(text, start, end):
        yield Cue("identifier", "keep", "hard", "it is part of an identifier, a path or a command")
    elif _in_kebab(text, start, end):
        yield Cue("kebab-name", "keep", "hard", "it is part of a name joined by hyphens")
    elif _is_a_key(text, start, end):
        yield Cue("key", "keep", "hard", "it stands in a key, not in a text")


_DECLARED = re.compile(r"\s\w+\s?=\s?(?:new\b|null\b|None\b|\w+\(|\w+;)")
"""Behind a type: Patient pt = new Patient();"""
_COMPARED = re.compile(r"\sis (?:not )?(?:None|null)\b|\s[!=]==?\s")
_METHOD = re.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE|const|var)\s\Z")
_DOTTED = re.compile(r"[^\W_]\.[^\W\d_]|[^\W_]=|[^\W_]::")


def _in_dots(text: str, start: int, end: int) -> bool:
    """guest-list.title=…, events.guest-list, api::client: dots and signs join it to other names."""
    before = re.search(r"[^\s\"“”'’(\[,;]*$", text[max(0, start - 60) : start])
    after = re.match(r"[^\s\"“”'’)\],;]*", text[end : end + 60])
    whole = (before[0] if before else "") + text[start:end] + (after[0] if after else "")
    return bool(_DOTTED.search(whole.rstrip(".:=")))


def _in_a_path(text: str, start: int, end: int) -> bool:
    """docs/guest/x and /guests: a slash on both sides, or before it with nothing but a path there."""
    before = re.search(r"\S*$", text[max(0, start - 80) : start])
    after = re.match(r"\S*", text[end : end + 80])
    left, right = before[0] if before else "", after[0] if after else ""
    if "/" not in left + right:
        return False
    whole = left + text[start:end] + right
    return bool(
        whole.lstrip("(['\"`").startswith(("/", "./", "../", "~/", "@"))
        or whole.count("/") > 2
        or re.search(r"/$", whole.rstrip(").,;'\"`"))
        or re.search(r"[/.\w]\.[a-z]{2,4}\b", whole)
        or re.search(r"\w_\w|//", whole)
    )


_NAMED = re.compile(r"\s?:\s")
_FIELD = re.compile(r"\s?:\s*(?:\d|[\[{]|(?:true|false|null)\b)|\s?=\s?[\w\"'(\[{]")


def _is_a_key(text: str, start: int, end: int) -> bool:
    """ "Incoming guests": "…", or guests: 12 and guests = 12 on a line of its own: the name of a value."""
    plain = text[start:end].islower() or text[start:end].isupper()
    if text[max(0, start - 4) : start].rstrip().endswith("{") and _NAMED.match(text, end):
        return True
    if plain and _FIELD.match(text, end) and not text[:start].rpartition("\n")[2].strip():
        return True
    if text.find('"', end, end + 201) < 0:
        return False
    after = re.match(r"[^\"\n]{0,200}\"\s?:\s*[\"'{\[\d]", text[end : end + 220])
    return bool(after) and text.rfind('"', max(0, start - 200), start) >= 0


_ENGLISH_PREFIX = words(
    "non ex pre post per end inter co cross first new old long short high low all self half multi single "
    "anti mid near one two three four five full part pro sub under over out in third would-be soon-to-be "
    "b2b would be time term to of and for"
)


def _in_kebab(text: str, start: int, end: int) -> bool:
    """django-tenants, data-guest-id: hyphens join it to what is no English prefix, and no case of writing."""
    before = re.search(r"([^\W_]+-)+$", text[max(0, start - 60) : start])
    after = re.match(r"(-[^\W_]+)+", text[end : end + 60])
    parts = (before[0].count("-") if before else 0) + (after[0].count("-") if after else 0)
    if parts >= 2 and text[start:end].islower():
        return not (before and _ENGLISH_PREFIX & set(before[0].lower().split("-")))
    return False


_SPEAKS_OF_WORDS = words(
    "term terms word words phrase phrases name names noun label labels labelled labeled called call calls "
    "known termed named title titled wording expression synonym prefix suffix abbreviation acronym "
    "headword adjective jargon meaning"
)
_DEFINES = words(
    "means mean refers refer denotes denote signifies describes is stands as instead rather or comes"
)
_WORDS = words("term word words terms phrase noun synonym adjective")
_CHOOSES = words("not than say use using avoid prefer write instead of")
_SAYS_A_WORD = words(
    "term terms word words phrase noun synonym adjective wording say says saying said write writes"
)
_CALLS = words("call calls called calling")
_THEM = words("them him her us people everyone everybody ourselves themselves")
_SENTENCE_ENDS = frozenset(".!?;")
_HEADWORD = re.compile(
    rf"\s*{MARKUP}*(?P<word>[^{MARKUP}\n]{{1,80}}?)(?::{MARKUP}+|{MARKUP}+\s?[:–—-])\s*(?:[Ww]e |[Yy]ou )?"
    r"(?:[Uu]se|[Aa]void|[Dd]on't|[Dd]o not|[Dd]efine|[Ss]ay|[Ww]rite|[Mm]eans|[Rr]efers|[Pp]refer)\b"
)
"""An entry of a style guide: **patient**: Use …"""
_OPEN, _CLOSE = "\"“‘«'`„", "\"”’»'`“"


def _mention(view: Reading, start: int, end: int, before: list[Token], after: list[Token]) -> Iterator[Cue]:
    """The word spoken of as a word: the term "guest", "client" means …"""
    near = list(islice((t.low for t in before if t.text not in _OPEN), 4))
    quoted = _tightly_quoted(view.text, start, end) and not _is_a_value(view.text, start)
    called = near[1:2] and near[1] in _CALLS and near[0] in _THEM  # we call them guests
    if (
        called
        or _WORDS & set(near[:1])
        or ((quoted or _emphasised(view, start, end)) and _speaks_of_it(near, quoted, before, after))
    ):
        yield Cue("mention", "keep", "hard", "the text speaks of the word itself")
    elif quoted:
        yield Cue("in-quotation-marks", "keep", "soft", "the word alone stands in quotation marks")


def _speaks_of_it(near: list[str], quoted: bool, before: list[Token], after: list[Token]) -> bool:
    """Whether the text around a word that stands apart speaks of words; `near`: the words before it."""
    if not _SAYS_A_WORD.isdisjoint(takewhile(lambda low: low not in _SENTENCE_ENDS, (t.low for t in before))):
        return True
    closed = next((i for i, t in enumerate(after[:4]) if t.text in _CLOSE), -1)
    then = [t.low for t in after[closed + 1 : closed + 3] if t.text not in ",."]
    return quoted and bool(
        _SPEAKS_OF_WORDS & set(near) or _DEFINES & set(then[:1]) or near[:1] == ["as"] or _is_chosen(before)
    )


def _is_chosen(before: list[Token]) -> bool:
    """Whether the words before the quotation mark choose between words: not "diabetes patient"."""
    opened = next((i for i, t in enumerate(before[:4]) if t.text in _OPEN), len(before))
    last, one_before = (*(t.low for t in before[opened + 1 : opened + 3]), "", "")[:2]
    return last in _CHOOSES and (last != "of" or one_before in _CHOOSES)


def _emphasised(view: Reading, start: int, end: int) -> bool:
    """Whether emphasis (or another mark without width) encloses just the word."""
    opened = view.at[start] > (view.at[start - 1] + 1 if start else view.start)
    closed = (view.at[end] if end < len(view.at) else view.end) > view.at[end - 1] + 1
    return opened and closed


def _tightly_quoted(text: str, start: int, end: int) -> bool:
    """Whether quotation marks stand around the word, or around it and one or two beside it."""
    if not any(mark in text[max(0, start - 40) : start] for mark in _OPEN):
        return False
    left = re.search(rf"[{_OPEN}](?:[^\W_]+[ -]){{0,2}}$", text[max(0, start - 40) : start])
    right = re.match(rf"(?:[ -][^\W_]+){{0,2}}[,.]?[{_CLOSE}]", text[end : end + 40])
    return bool(left and right)


_MARK = re.compile(r"[\"“„«]")
_QUOTED = 400
"""Characters to either side in which the marks of a quotation are looked for."""
_SAYING = re.compile(
    r"\b(?:said|says|say|saying|told|tells|asked|wrote|writes|written|according to|states|stated|stating|"
    r"quote[sd]?|"
    r"replied|added|adds|explained|explains|recalled|remarked|testified|puts it|noted|notes|argued|called it|"
    r"reads|commented|announced|declared|warned|insisted|describes?)\b",
    re.I,
)


_VALUE = re.compile(
    rf"""(?:^|[\n{{,(])\s*(?:-\s)?(?:(?:[a-z][\w.-]*|{CODE}+)\s?[:=]|["'][^"'\n]*["']\s?:|=>)\s*\Z"""
    r"""|[=\[{]\s*\Z|\w\(\s*\Z"""
)
"""What stands before a text that a program shows: description: "…", "key": "…", label("…"""


def _is_a_value(text: str, start: int) -> bool:
    """Whether the words from `start` on open a text that a program shows, its mark just before them."""
    mark = max(text.rfind(sign, max(0, start - 40), start) for sign in "\"'“‘")
    return mark >= 0 and _VALUE.search(text, max(0, mark - 80), mark) is not None


_SOURCE = re.compile(
    rf"[,.]?\s*(?:[{MARKUP}{URL}]*\s*[(\[]\s?[{MARKUP}{URL}]*[\w“\"]|[–—]\s?[{MARKUP}]*[A-Z]|-\s[{MARKUP}]*[A-Z])"
)
"""Behind somebody's words, who said them: "…" (Section 3), "…" [S7], "…" — A Name."""
_SENTENCE = 5
"""So many words in quotation marks are a sentence, or most of one."""


def _quotation(view: Reading, start: int, end: int) -> Iterator[Cue]:
    """Somebody's quoted words: some of them in quotation marks, with a verb of saying or their source."""
    marked = _MARK.search(view.text, max(0, start - _QUOTED), start)
    inside = _quoted_range(view.text, start, end) if marked else None
    if inside is None or view.text[inside[0] : inside[1]].count(" ") < 2:
        return
    left, right = inside
    before, after = view.text[max(0, left - 40) : left], view.text[right : right + 40]
    if _SAYING.search(before.rpartition(".")[2]) or _SAYING.search(after.partition(".")[0]):
        yield Cue("quotation", "keep", "hard", "somebody's quoted words")
    elif not before.rstrip().endswith(":") and _is_a_title(view.text, left, right):
        yield Cue("quoted-title", "keep", "hard", "a title or a label in quotation marks")
    elif _is_a_value(view.text, left + 1):
        yield Cue("quotation-marks", "keep", "soft", "it stands in quotation marks")
    elif view.text.count(" ", left, right) >= _SENTENCE - 1 and _SOURCE.match(view.text, right):
        yield Cue("quotation", "keep", "hard", "somebody's quoted words")
    else:
        yield Cue(
            "in-quotation", "doubt", "soft", "it stands in quotation marks: perhaps somebody's own words"
        )


def _is_a_title(text: str, left: int, right: int) -> bool:
    """Whether what stands in quotation marks is written like a title, in a line that is not."""
    inside = re.findall(r"[^\W\d_]{4,}", text[left:right])
    around = re.findall(r"[^\W\d_]{4,}", text[max(0, left - 80) : left] + " " + text[right : right + 80])
    cited = re.search(r"\b(?:doi|ISBN|pp\.|vol\.|\d+\(\d+\):)", text[right : right + 80])
    titled = len(inside) > 1 and all(word[0].isupper() for word in inside)
    return bool(cited) or (titled and any(word[0].islower() for word in around))


def _quoted_range(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The nearest pair of double quotation marks around `start` to `end`, within one paragraph."""
    low = max(0, start - _QUOTED)
    for opening, closing in (("“", "”"), ("«", "»"), ('"', '"'), ("„", "“")):
        before = text[low:start]
        if opening == closing:
            if not _opened(text[max(0, start - 2000) : start], opening, start <= 2000):
                continue
            left = before.rfind(opening)
        else:
            left = before.rfind(opening)
            if left < before.rfind(closing):
                continue
        right = text.find(closing, end, end + _QUOTED)
        if left >= 0 and right >= 0:
            return low + left, right + 1
    return None


def _opened(before: str, mark: str, whole: bool) -> bool:
    """Whether the last of the alike quotation marks in `before` opens. Where `before` is not the whole
    passage, its place between a space and a letter tells."""
    if whole:
        return before.count(mark) % 2 == 1
    return bool(re.search(rf"(?:^|[\s(\[]){mark}\S[^{mark}]*$", before))
