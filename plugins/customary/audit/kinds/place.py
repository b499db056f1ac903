"""A place or a number that stands for a person (L2): "the man in seat 17F", "Room 412 needs towels".

A place is a person only where the words beside it say so: somebody is named by it ("the guy on flight
64"), it does what only people do ("table 14 wants the bill"), or it is spoken to ("ask room 9").
Everything else is a place: "Room 204 is ready", "see table 6".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from customary.audit.kinds.deeds import (
    LOOK,
    ONE_DOES,
    of_address,
    of_deed,
    of_gift,
    of_many,
    of_sending,
    told,
)
from customary.audit.kinds.people import (
    AILMENT,
    BARE,
    BRINGS,
    BRINGS_WHAT,
    DOES,
    DOUBTFUL,
    NUMBERED,
    OWNED,
    PREPOSITIONS,
    SENT,
    TELLS,
)  # fmt: skip
from customary.audit.model import Cue, Occurrence, Passage, Rewriting, Rule
from customary.audit.reading import APOSTROPHES, Change, Reading, edits_of, reading
from customary.audit.stems import alternation, places_of, shortest


class Found(NamedTuple):
    """One place that stands for a person: offsets of the reading, the changes, and what is uncertain."""

    start: int
    end: int
    place: str
    plural: bool
    changes: tuple[Change, ...]
    why: str = ""


def stems(rule: Rule) -> tuple[str, ...]:
    """What a text must hold: a place and a digit (written 0 here), or a person "in 0"."""
    return _stems(rule.terms)


def _stems(places: tuple[str, ...]) -> tuple[str, ...]:
    return (*(f"{place} 0" for place in places), *(f"{person} in 0" for person in (*_ONE, *_MANY)))


_ONE = tuple("man woman guy lady gentleman gent bloke chap person fellow dude".split())  # noqa: SIM905
_MANY = tuple("men women guys ladies gentlemen people persons folks couple family party pair".split())  # noqa: SIM905
_GROUPS = frozenset(("couple", "family", "party", "pair"))


def finder(rules: Sequence[Rule]) -> Callable[[Passage], Iterator[Occurrence]]:
    """One pass over a passage that finds people called by places and numbers."""
    digit = re.compile(r"\d")
    gates = [(rule, _gate(rule.terms)) for rule in rules]

    def occurrences(passage: Passage) -> Iterator[Occurrence]:
        view = reading(passage)
        if not digit.search(view.text):
            return
        for rule, gate in gates:
            if not places_of(gate, view.text):
                continue
            for found in _all(view.text, rule.terms).values():
                start, end = view.span(found.start, found.end)
                surface = view.text[found.start : found.end]
                yield Occurrence(rule, passage, start, end, surface, found.place, found.plural)

    return occurrences


def rewriting(passage: Passage, occurrence: Occurrence, replacement: str) -> Rewriting:
    """How to name the person in the place."""
    view = reading(passage)
    found = _again(view, occurrence)
    if found is None:
        return Rewriting((), False, "the words around it have changed")
    changes = [(s, e, text.replace("customer", replacement)) for s, e, text in found.changes]
    edits = edits_of(view, changes)
    if edits is None:
        return Rewriting((), False, "markup cuts the words up")
    return Rewriting(edits, not found.why, found.why)


def cue(occurrence: Occurrence) -> Cue:
    """The sign that a person is meant: a hard one, or a doubt."""
    found = _again(reading(occurrence.passage), occurrence)
    if found is None or found.why:
        return Cue(
            "place-perhaps-a-person", "doubt", "hard", "a place or a number may stand for a person here"
        )
    return Cue("place-for-a-person", "rewrite", "hard", "a place or a number stands for a person here")


def _again(view: Reading, occurrence: Occurrence) -> Found | None:
    return _all(view.text, occurrence.rule.terms).get(view.index(occurrence.start))


# The ways to call a person by a place


class _Patterns(NamedTuple):
    gate: re.Pattern[str]
    beside: re.Pattern[str]
    named: re.Pattern[str]
    acting: re.Pattern[str]
    asked: re.Pattern[str]
    spoken_to: re.Pattern[str]
    owning: re.Pattern[str]
    sending: re.Pattern[str]
    ailing: re.Pattern[str]
    numbered: re.Pattern[str]


_NUMBER = r"(?:(?:numbers?|no\.?|nos\.?)\s+|\#\s?)?(?:[A-Z]-?)?\d[\dA-Za-z/-]*"
_NUMBERS = rf"{_NUMBER}(?:(?:,\s+|\s+and\s+|,\s+and\s+|\s+or\s+|\s*&\s*){_NUMBER})*"
_SEAT = r"[1-9]\d?[A-HJK]"
_OPENS = (
    r"(?:^|(?<=[.!?:;,(\"“‘'’])\s*|(?<=[\n—–|])\s*|(?<=\s[-*•])\s+"
    r"|(?<=\band)\s+|(?<=\bbut)\s+|(?<=\bthat)\s+|(?<=\bif)\s+|(?<=\bwhen)\s+|(?<=\bbecause)\s+|(?<=\bwhile)\s+"
    r"|(?<=\bso)\s+|(?<=\bthen)\s+|(?<=\bonce)\s+|(?<=\bsince)\s+|(?<=\bhas)\s+|(?<=\bdoes)\s+|(?<=\bdid)\s+"
    r"|(?<=\bwhy)\s+|(?<=\bsays)\s+|(?<=\bsaid)\s+|(?<=\bor)\s+|(?<=\bis)\s+|(?<=\buntil)\s+|(?<=\bwhat)\s+"
    r"|(?<=\btoday)\s+|(?<=\btonight)\s+|(?<=\byesterday)\s+|(?<=\bagain)\s+)"
)


@cache
def _gate(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(alternation(shortest(_stems(terms))))


@cache
def _patterns(terms: tuple[str, ...]) -> _Patterns:
    places = "|".join(sorted(map(re.escape, terms), key=len, reverse=True))
    place = rf"(?P<place>{places})(?P<s>s?)\s+(?P<number>{_NUMBERS})"
    one, many = "|".join(_ONE), "|".join(_MANY)
    and_ = r"(?:,\s+|,?\s+(?:and|or)\s+|\s*&\s*)"
    also = rf"(?P<also>(?:{and_}(?:{places})s?\s+{_NUMBERS}){{0,3}})"
    will = r"(?:will|would|won['’]t|can(?:not|['’]t)|didn['’]t|did\s+not|has\s+to|had\s+to|must)"
    asks = r"(?<=\bdid)\s+|(?<=\bwill)\s+|(?<=\bwould)\s+|(?<=\bcan)\s+|(?<=\bdoes)\s+|(?<=\bdidn['’]t)\s+"
    flags = re.I
    return _Patterns(
        _gate(terms),
        re.compile(rf"(?<![\w-])(?:{places})s?\s+{_NUMBER}{and_}$", flags),
        re.compile(
            rf"(?<![\w-])(?P<person>{one}|{many})(?P<link>(?:\s+(?:who\s+(?:is|are|was|were)|sitting|seated|staying|"
            rf"waiting|lying|standing|booked|sat|stuck|down|over|up|back|out|there))*\s+"
            rf"(?:in|at|on|from|of|with|by)\s+(?:the\s+)?)"
            rf"(?:{place}(?!\.\d)|(?P<seat>{_SEAT})(?=\s*(?:[.,;:!?)\"”’]|$)|\s+[–—-]|\s+{_AFTER_A_SEAT}))(?![\w-])",
            flags,
        ),
        re.compile(
            rf"(?:{_OPENS}{place}{also}(?=\s+(?:(?:also|just|still|now|already|again)\s+)?(?:{DOES}|{will}\s+(?:not\s+)?"
            rf"(?P<later>{BARE}))|(?P<who>,?\s+who\b)))",
            flags,
        ),
        re.compile(
            rf"(?:{asks}){place}{also}(?=\s+(?:ever\s+|really\s+|already\s+|also\s+)?(?P<later>{BARE}))",
            flags,
        ),
        re.compile(
            rf"(?<![\w-])(?:(?P<tells>{TELLS})|(?P<brings>{BRINGS})|(?P<doubt>{DOUBTFUL}))\s+{place}{also}(?![\w-]|\.\d)",
            flags,
        ),
        re.compile(rf"(?:{_OPENS}){place}[{APOSTROPHES}]s\s+(?P<owned>{OWNED})(?!\w)", flags),
        re.compile(rf"(?<![\w-])(?P<sent>{SENT})\s+{place}{also}(?![\w-]|\.\d)", flags),
        re.compile(rf"(?<=\bthe\s)(?P<person>{AILMENT})\s+in\s+(?:room|bed|bay)\s+{_NUMBER}(?![\w-])", flags),
        re.compile(
            rf"(?<=\bthe\s)(?P<person>{one})\s+in\s+\d{{1,3}}(?=\s*(?:[.,;:!?)](?!\w)|$)|\s+{DOES})", flags
        ),
    )


@lru_cache(maxsize=16)
def _all(text: str, terms: tuple[str, ...]) -> dict[int, Found]:
    """Every place of `text` that stands for a person, by its start, in order."""
    patterns = _patterns(terms)
    found: dict[int, Found] = {}
    taken: set[int] = set()
    for start, end in _windows(text, patterns.gate):
        for pattern, read in (
            (patterns.named, _named),
            (patterns.acting, _acting),
            (patterns.asked, _asked),
            (patterns.spoken_to, _spoken_to),
            (patterns.sending, _sending),
            (patterns.owning, _owning),
            (patterns.ailing, _perhaps_named),
            (patterns.numbered, _perhaps_named),
        ):
            for match in pattern.finditer(text, start, end):
                if patterns.beside.search(text, max(0, match.start() - _NEAR), _begins(match)):
                    continue  # one of a longer row of places: all of them or none
                new = read(text, match)
                if new and taken.isdisjoint(range(new.start, new.end)):
                    found[new.start] = new
                    taken.update(range(new.start, new.end))
    return dict(sorted(found.items()))


def _windows(text: str, gate: re.Pattern[str]) -> list[tuple[int, int]]:
    """The stretches of `text` around each place with a number: only there is anything to find."""
    windows: list[tuple[int, int]] = []
    for at in places_of(gate, text):
        if not _NUMBERED.match(text, at):
            continue
        start, end = max(0, at - _WINDOW), min(len(text), at + 2 * _WINDOW)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


_NUMBERED = re.compile(rf"\w+\s+(?:in\s+)?{_NUMBER}", re.I)
_NEAR = 40
_WINDOW = 100
"""Characters before a place that its pattern may look at; twice as many after it."""


_AFTER_A_SEAT = (
    r"(?:is|are|was|were|has|had|have|who|and|or|with|will|would|can|cannot|could|may|about|for|by|on|to|again|now|"
    r"first|please|before|after|while|because|left|spilt|stood|sat|slept|wants?|needs?|asks?|complains?|says?|calls?|"
    r"orders?|refuses?|prefers?|pays?|likes?|seems?|looks?|feels?|keeps?|never|always|[a-z]+ed)\b"
)
"""What no noun is: "people in 5G networks" are in no seat."""
_ARTICLE = re.compile(r"(?<![^\W_])(an?)\s+$", re.I)


def _named(text: str, match: re.Match[str]) -> Found | None:
    """The man in seat 17F -> the customer in seat 17F."""
    person = match["person"]
    place = (match["place"] or "seat").lower()
    link = match["link"].lower().split()
    group = person.lower() in _GROUPS
    if match["seat"] and not match["seat"][-1].isupper():
        return None
    if "of" in link and (place not in NUMBERED | {"flight"} or group):
        return None
    if (
        (place == "table" and "in" in link)
        or _in_a_title(text, match)
        or _OF_A_PAPER.match(text, match.end())
    ):
        return None
    plural = person.lower() in _MANY
    why = ""
    if match["seat"] and match["seat"] in _NO_SEATS:
        if plural:
            return None
        why = f"{match['seat']} may be no seat"
    if person.lower() in ("party", "pair"):
        why = f"a {person.lower()} may be no people"
    if "of" in link or (place in NUMBERED and "with" not in link):
        why = "it may be somebody who works on it"
    word = _like(person, "customers" if plural else "customer")
    changes: list[Change] = [(match.start("person"), match.end("person"), word)]
    verb = ONE_DOES.match(text, match.end()) if group else None
    if verb:
        why = "the verb that follows is in the singular"
        changes.append((verb.start(1), verb.end(1), of_many(verb[1])))
    adjective = re.search(
        r"(?<![\w-])(old|older|young|younger|little|big|fat)\s+$",
        text[max(0, match.start() - 20) : match.start()],
        re.I,
    )
    if adjective:
        why = f"{adjective[1].lower()} customer means something else"
    article = _ARTICLE.search(text, max(0, match.start() - 20), match.start())
    if article and len(article[1]) == 2:
        changes.append((article.start(1) + 1, article.end(1), ""))
    if match["seat"]:
        changes.append((match.start("seat"), match.start("seat"), "seat "))
    return Found(match.start("person"), match.end(), place, plural, tuple(sorted(changes)), why)


_NO_SEATS = frozenset("1D 2D 3D 4D 1G 2G 3G 4G 5G 6G 2K 4K 5K 8K 10K".split())  # noqa: SIM905
"""Dimensions, networks, screens and races."""
_OF_A_PAPER = re.compile(
    r"\s+of\s+(?:the|this|that|our|your|a)\s+(?:table|sheet|list|spread\w+|survey|\w*data\w*|report)\b", re.I
)


def _in_a_title(text: str, match: re.Match[str]) -> bool:
    """The Woman in Cabin 10: capitals in the middle of a sentence, and no screaming."""
    person, place = match["person"], match["place"] or "Seat"
    capitals = person[0].isupper() and place[0].isupper() and not person.isupper()
    return capitals and not _opens_a_sentence(text, match.start("person"))


def _perhaps_named(text: str, match: re.Match[str]) -> Found:
    """The gallbladder in room 3, the lady in 17 -> the customer in room 3, the customer in 17."""
    start, end = match.span("person")
    said = _like(match["person"], "customer")
    return Found(start, match.end(), "room", False, ((start, end, said),), "say who it is, with the name")


def _acting(text: str, match: re.Match[str]) -> Found | None:
    """Room 412 needs towels -> The customer in room 412 needs towels."""
    if match["who"]:
        return _person_in(text, match)
    if match["later"]:
        return _asked(text, match)
    place = match["place"].lower()
    done = text[match.end() : match.end() + _DEED]
    return _found(text, match, of_deed(place, match["number"], done))


_DEED = 140
"""As much of what is said of a place is looked at."""


def _asked(text: str, match: re.Match[str]) -> Found | None:
    """Did room 9 pay? -> Did the customer in room 9 pay?"""
    place = match["place"].lower()
    if place in NUMBERED | {"flight", "unit", "row"}:
        return None
    done = text[match.start("later") : match.end() + _DEED]
    return _found(text, match, of_deed(place, match["number"], f" {told(done)}"))


def _spoken_to(text: str, match: re.Match[str]) -> Found | None:
    """Ask table 9 -> ask the customer at table 9."""
    place, number, rest = match["place"].lower(), match["number"], text[match.end() : match.end() + _DEED]
    if match["brings"]:
        if not re.match(BRINGS_WHAT, rest, re.I):
            return None
        return _found(text, match, of_gift(place, number, rest, not _MOVES.match(match["brings"])))
    if match["tells"]:
        return _found(text, match, of_address(place, number, match["tells"], rest))
    return None if place in NUMBERED else _person_in(text, match, LOOK)


_MOVES = re.compile(r"ta?o?ke?s?$|took|g[eo]ts?$|fetch|sen[dt]|hand", re.I)


def _sending(text: str, match: re.Match[str]) -> Found | None:
    """A complaint from room 412 -> a complaint from the customer in room 412."""
    rest = text[match.end() : match.end() + _DEED]
    return _found(text, match, of_sending(match["place"].lower(), match["number"], match["sent"], rest))


def _owning(text: str, match: re.Match[str]) -> Found | None:
    """Room 412's bags -> The bags of the customer in room 412."""
    start = match.start("place")
    capital = text[start].isupper() and _opens_a_sentence(text, start)
    place = match["place"].lower() if capital else match["place"]
    the = "The" if capital else "the"
    person = "customers" if match["s"] else "customer"
    where = f"{_preposition(place)} {place}{match['s']} {match['number']}"
    said = f"{the} {match['owned']} of the {person} {where}"
    changes = ((start, match.end("owned"), said),)
    return Found(
        start,
        match.end("owned"),
        match["place"].lower(),
        bool(match["s"]),
        changes,
        "the order of words changes",
    )


def _found(text: str, match: re.Match[str], why: str | None) -> Found | None:
    return None if why is None else _person_in(text, match, why)


def _person_in(text: str, match: re.Match[str], why: str = "") -> Found:
    start, end = match.start("place"), match.end("place")
    others = list(_OTHERS.finditer(match["also"]))
    many = not _ASKS.search(text, max(0, start - 12), start) and _MANY_DO.match(text, match.end())
    plural = bool(match["s"] or others or many)
    opens = _opens_a_sentence(text, start)
    place, link = match["place"], _preposition(match["place"])
    person = f"the {'customers' if plural else 'customer'} {link} "
    if len(place) > 1 and place.isupper():
        said = person.upper() + place
    elif opens and place[0].isupper():
        said = person[0].upper() + person[1:] + place[0].lower() + place[1:]
    else:
        said = person + place
    changes = [(start, end, said)]
    for other in others:
        if (also := _preposition(other[1])) != link:
            at = match.start("also") + other.start(1)
            changes.append((at, at, f"{also} "))
    if others and (why or len({link, *(_preposition(o[1]) for o in others)}) > 1):
        why = why or "several places: the customers in each are meant"
    if place[0].isupper() and not place.isupper() and _CAPITAL.match(text, match.end()):
        why = why or "it may be a title"
    return Found(start, match.end("also"), place.lower(), plural, tuple(changes), why)


_ASKS = re.compile(r"\b(?:did|does|will|would|can|didn['’]t)\s+$", re.I)
_CAPITAL = re.compile(r"\s+[A-Z](?!\w*[A-Z])")
_OTHERS = re.compile(r"(?<![\w-])([^\W\d_]{3,}?)s?\s+(?:(?:numbers?|nos?\.?)\s+|#\s?)?(?:[A-Z]-?)?\d", re.I)


_MANY_DO = re.compile(
    r"\s+(?:(?:still|all|now|just)\s+)?(?:are|were|have|want|need|say|ask|like|prefer|order)\b", re.I
)


def _preposition(place: str) -> str:
    return PREPOSITIONS.get(place.lower(), "in")


def _begins(match: re.Match[str]) -> int:
    """Where the place or the person of a match begins: before it may stand a verb or a sign."""
    return match.start("place") if match.re.groupindex.get("place") else match.start()


def _opens_a_sentence(text: str, start: int) -> bool:
    near = text[max(0, start - 60) : start]
    before = near.rstrip(" \t\n\"“‘'(*-•|>")
    return not before or before[-1] in ".!?:\n" or near.rstrip(" \t")[-1:] in ("\n", "|")


def _like(old: str, new: str) -> str:
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new[0].upper() + new[1:] if old[0].isupper() else new
