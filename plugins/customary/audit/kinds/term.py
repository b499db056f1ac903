"""A word for people who are customers, in all its forms: client, clients', CLIENT, account-holder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from customary.audit.model import Case, Occurrence, Passage, Rule
from customary.audit.reading import APOSTROPHES, Reading, reading
from customary.audit.stems import alternation, places_of, shortest

_GAP = r"[\s\-\u2010\u2011\u00a0]"
_ENDING = rf"[{APOSTROPHES}][sS](?!\w)|(?<=[sS])[{APOSTROPHES}](?!\w)"


def stems(rule: Rule) -> tuple[str, ...]:
    """The last word of each term, without what a plural changes."""
    return tuple(re.sub(r"(?:man|y)$", "", re.split(r"[ -]", term)[-1]) for term in rule.terms)


def plural_of(term: str) -> str:
    """The plural of an English noun (of the last word of a phrase): clients, bodies, churches."""
    if term.endswith(("man",)):
        return term[:-2] + "en"
    if re.search(r"[^aeiou]y$", term):
        return term[:-1] + "ies"
    return term + ("es" if term.endswith(("s", "x", "z", "ch", "sh")) else "s")


def finder(rules: Sequence[Rule]) -> Callable[[Passage], Iterator[Occurrence]]:
    """One pass over a passage that finds the words of all `rules`."""
    known: dict[str, tuple[Rule, str, bool]] = {}
    for rule in rules:
        for term in rule.terms:
            for form, plural in ((term, False), (plural_of(term), True)):
                known.setdefault(_closed(form), (rule, term, plural))
    forms = {form for rule in rules for term in rule.terms for form in (term, plural_of(term))}
    patterns = sorted((_spaced(form) for form in forms), key=lambda p: (-len(p), p))
    if not patterns:
        return lambda passage: iter(())
    words = re.compile(rf"(?<![^\W_])(?P<word>{'|'.join(patterns)})(?P<ending>{_ENDING})?(?![^\W_])", re.I)
    gate = re.compile(alternation(shortest(re.split(r"[ -]", form)[0] for form in forms)))

    def occurrences(passage: Passage) -> Iterator[Occurrence]:
        view = reading(passage)
        stop = 0
        for at in places_of(gate, view.text):
            match = words.match(view.text, at) if at >= stop else None
            if match is None:
                continue
            stop = match.end()
            rule, term, plural = known[_closed(match["word"])]
            yield _occurrence(rule, term, plural, passage, view, match)

    return occurrences


def case_of(words: str) -> Case:
    """How a word or phrase is capitalised."""
    parts = re.findall(r"[^\W\d_]+", words)
    if all(p.islower() for p in parts):
        return "lower"
    if all(p.isupper() for p in parts) and len("".join(parts)) > 1:
        return "upper"
    if len(parts) > 1 and all(p[:1].isupper() and p[1:] == p[1:].lower() for p in parts):
        return "title"
    if parts[0][:1].isupper() and all(p == p.lower() for p in (parts[0][1:], *parts[1:])):
        return "first"
    return "mixed"


def _occurrence(
    rule: Rule, term: str, plural: bool, passage: Passage, view: Reading, match: re.Match[str]
) -> Occurrence:
    ending = match["ending"] or ""
    if len(ending) == 1 and _closes_a_quotation(view.text, match.start(), ending):
        ending = ""
    stop = match.end("word") + len(ending)
    start, end = view.span(match.start(), stop)
    return Occurrence(
        rule,
        passage,
        start,
        end,
        view.text[match.start() : stop],
        term,
        plural,
        ending,
        case_of(match["word"]),
    )


def _closes_a_quotation(text: str, start: int, mark: str) -> bool:
    """Whether the apostrophe after a plural ends 'words in quotation marks' instead."""
    opening = {"'": "'", "\u2019": "\u2018"}.get(mark)
    if opening is None:
        return False
    before = text[max(0, start - 80) : start]
    opened = re.search(rf"(?:^|[\s(\[]){opening}(?=\S|$)(?:(?!{mark}(?:\W|$)).)*$", before, re.S)
    return opened is not None


def _closed(form: str) -> str:
    return re.sub(rf"{_GAP}+", "", form).lower()


def _spaced(form: str) -> str:
    """The form as a pattern: "account holder" is also account-holder, accountholder, and over a line end."""
    return rf"{_GAP}{{0,9}}".join(re.escape(part) for part in re.split(r"[ -]", form))
