"""What must not be said twice: customers and clients, guests/visitors, a customer or guest profile.

The words that will all be customers and stand in one row are a chain. Its first word survives; the
others go, each with the conjunction before it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from customary.audit.kinds.term import plural_of
from customary.audit.model import Occurrence
from customary.audit.reading import APOSTROPHES, Change, Reading, words


@dataclass(frozen=True, slots=True)
class Double:
    """What becomes of an occurrence and of the customers beside it."""

    leaves_out: bool = False
    """The word itself goes; another one says it."""
    changes: tuple[Change, ...] = ()
    capital: bool = False
    """The word now opens the sentence."""
    why: str = ""
    """What a person should look at, or ""."""
    two_people: bool = False
    """Beside customers the word names somebody else: only a person can reword that."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One word of a row: `own` tells the words that stand for customers from the literal ones."""

    start: int
    end: int
    plural: bool
    possessive: str
    literal: bool
    term: str = "customer"


_CUSTOMER = re.compile(
    rf"(?<![^\W_])customer(?P<s>s?)(?P<p>[{APOSTROPHES}]s(?!\w)|(?<=s)[{APOSTROPHES}](?!\w))?(?![^\W_])", re.I
)
_DETERMINER = r"(?P<det>(?:the|our|your|their|its|his|her|my|a|an|any|all|every|each)\s+)?"
_PAIR = re.compile(
    rf"(?P<comma>,)?\s+(?P<and>and|or|nor|&|and/or|as\s+well\s+as)\s+{_DETERMINER}|\s*/\s*", re.I
)
_COMMA = re.compile(rf",\s+{_DETERMINER}", re.I)
_ALIAS = re.compile(r"\s*\(\s*(?:or\s+|i\.?e\.?,?\s+)?", re.I)
_AGAINST = re.compile(
    r"[\"”’']?,?\s+(?:but|not|never|like|unlike|rather\s+than|instead\s+of|than|vs\.?|versus|into|as|to|become[s]?|are|is|for)\s+"
    r"(?:(?:not|also|rather|of|instead|the|our|a|an|your)\s+)*",
    re.I,
)
_OTHER = re.compile(
    r",?\s+(?:and|or|of|for|to|with|from|by)\s+(?:all\s+)?(?:the\s+)?(?:their|its|his|her|other|own|our|your)\s+"
    r"(?:own\s+|other\s+)?",
    re.I,
)
_OPENING = re.compile(r"(?<![^\W_])(both|either|neither|between|among)\s+((?:the|our|your|a|an)\s+)?$", re.I)
_BEFORE_A_COMMA = re.compile(r"([\w)]+)(,)(\s+)$")
_LIST_ENDS = re.compile(r",?\s+(?:and|or|&)\s+", re.I)
_REACH = 60


def find(
    view: Reading,
    start: int,
    end: int,
    occurrence: Occurrence,
    replacement: str,
    beside: Collection[Occurrence],
) -> Double:
    """What the words around `start` to `end` ask for, when all of them say customer."""
    if not re.fullmatch(r"customers?", replacement):
        return Double()
    text = view.text
    items = _items(view, start, end, beside)
    if not items:
        return Double()
    here = _Item(start, end, occurrence.plural, occurrence.possessive, False, occurrence.term)
    if any(_says_what_one_is(text, *sorted((here, item), key=_place)) for item in items):
        return Double(why="the sentence says what the other is called or becomes", two_people=True)
    clash = _adjacent(text, here, items)
    if clash:
        return clash
    chain = _chain(text, here, items)
    if len(chain) == 1:
        return _set_apart(text, here, items)
    if _compares(text, chain):
        return Double(why="the sentence tells the two apart or counts them", two_people=True)
    return _collapsed(text, chain, here)


_NAMES = re.compile(
    r"\b(?:call(?:s|ed|ing)?|nam(?:e|es|ed|ing)|consider(?:s|ed|ing)?|deem(?:s|ed)?|label(?:s|led|ed)?|"
    r"mak(?:e|es|ing)|made)\s+(?:[^\W\d_]+\s+){0,2}$",
    re.I,
)


def _place(item: _Item) -> int:
    return item.start


def _says_what_one_is(text: str, one: _Item, two: _Item) -> bool:
    """We call our guests customers; they name a client a customer."""
    between = re.fullmatch(r"\s+(?:(?:a|an|the|our|your)\s+)?", text[one.end : two.start])
    alike = one.plural == two.plural and (one.plural or (between and between[0].strip()))
    return bool(between and alike and not one.possessive and _NAMES.search(_before(text, one.start)))


_COMPARED = re.compile(
    r"[^.!?\n]{0,40}?\b(?:differ(?:s|ed|ent|ence|ences)?|distinct|distinguish\w*|unlike|not\s+the\s+same|"
    r"each\s+other|one\s+another)\b|\s*[:\u2013\u2014]\s*(?:all|both|each|every|none)\b",
    re.I,
)
_COMPARES = re.compile(
    r"\b(?:differences?|distinctions?|distinguish\w*|tell)\s+(?:(?:between|the|a|an|our)\s+)*$", re.I
)


_EACH_ITS_OWN = re.compile(
    r"(?:\band|&|\bas\s+well\s+as)\s+(?:the|our|your|their|its|his|her|my|an?)\s", re.I
)


def _compares(text: str, chain: list[_Item]) -> bool:
    """A guest and a customer may differ; guest, passenger or client: all pay."""
    after = text[chain[-1].end : chain[-1].end + _REACH]
    return bool(_COMPARED.match(after) or _COMPARES.search(_before(text, chain[0].start)))


def _items(view: Reading, start: int, end: int, beside: Collection[Occurrence]) -> list[_Item]:
    low, high = max(0, start - 3 * _REACH), min(len(view.text), end + 3 * _REACH)
    items = [
        _Item(m.start(), m.end(), bool(m["s"]), m["p"] or "", True)
        for m in _CUSTOMER.finditer(view.text, low, high)
    ]
    for other in beside:
        at, to = view.index(other.start), view.index(other.end - 1) + 1
        if low <= at and to <= high and at != start and other.kind == "term":
            items.append(_Item(at, to, other.plural, other.possessive, False, other.term))
    return sorted(items, key=lambda item: item.start)


def _chain(text: str, here: _Item, items: list[_Item]) -> list[_Item]:
    """The row of words around `here` that all say customer."""
    chain = [here]
    for item in reversed([i for i in items if i.end <= here.start]):
        if not _joined(text, item, chain[0]):
            break
        chain.insert(0, item)
    for item in (i for i in items if i.start >= here.end):
        if not _joined(text, chain[-1], item):
            break
        chain.append(item)
    return chain


def _joined(text: str, one: _Item, two: _Item) -> bool:
    gap = text[one.end : two.start]
    if len(gap) > _REACH or one.plural != two.plural or (one.possessive and not two.possessive):
        return False
    if one.term == two.term:
        return False  # the writer said the same word twice and meant to
    pair = _PAIR.fullmatch(gap)
    if pair:
        return _same_determiner(text, one, pair["det"])
    comma = _COMMA.fullmatch(gap)
    if comma:
        after = text[two.end : two.end + _REACH]
        row = _LIST_ENDS.match(after) or re.match(r"(?:,\s+[\w\s-]{1,30})+,?\s+(?:and|or|&)\s+", after)
        return bool(row) and _same_determiner(text, one, comma["det"])
    return bool(_ALIAS.fullmatch(gap)) and text[two.end : two.end + 1] == ")"


def _before(text: str, end: int) -> str:
    return text[max(0, end - _REACH) : end]


def _same_determiner(text: str, one: _Item, determiner: str | None) -> bool:
    if not determiner:
        return True
    article = determiner.strip().lower()
    alike = r"an?" if article in ("a", "an") else article
    return bool(re.search(rf"(?<![^\W_]){alike}\s+$", _before(text, one.start), re.I))


def _collapsed(text: str, chain: list[_Item], here: _Item) -> Double:
    first, last = chain[0], chain[-1]
    conjunction = " ".join(text[a.end : b.start] for a, b in pairwise(chain))
    opening = _OPENING.search(text, max(0, first.start - _REACH), first.start)
    word = opening[1].lower() if opening else ""
    if word in ("neither", "between", "among") and re.search(r"\b(?:and|nor)\b", conjunction, re.I):
        return Double(why="the sentence keeps the two apart", two_people=True)
    changes = _removals(text, chain, here)
    why = ""
    if "(" in conjunction:
        why = "the word in brackets says the same again"
    elif all(item.possessive for item in chain) and _EACH_ITS_OWN.search(conjunction):
        why = "each has an article of its own: perhaps two groups, each with something of its own"
    capital = False
    verb, doubt = _agreement(text, chain, conjunction)
    why = why or doubt
    listed, doubt = _list_before(text, first, last, conjunction)
    why = why or doubt  # whoever is left out goes no surer than the one who stays
    if here is first or (first.literal and here is next(i for i in chain if not i.literal)):
        if opening and word in ("both", "either"):
            extra, capital = _without_opening(text, opening, first)
            changes += extra
        changes += [*verb, *listed]
    if here is first:
        return Double(False, tuple(changes), capital and here.start == _opened(opening), why)
    return Double(True, tuple(changes), False, why)


def _opened(opening: re.Match[str] | None) -> int:
    """Where the word stands that follows both or either at once."""
    return opening.end() if opening and not opening[2] else -1


def _removals(text: str, chain: list[_Item], here: _Item) -> list[Change]:
    """Delete `here` (unless it survives) and the customers that follow it, with their conjunctions."""
    changes: list[Change] = []
    owner = None
    for before, item in zip([None, *chain], chain, strict=False):
        owner = item if not item.literal else owner
        mine = owner is here
        if before is None or not mine:
            continue
        stop = item.end
        ending = item.possessive if item.possessive and not before.possessive and item is chain[-1] else ""
        if "(" in text[before.end : item.start]:
            stop += 1
        elif item is chain[-1] and not _listed(text, chain[0]):
            oxford = re.match(r",(?=\s+(?:and|or|&)\s)", text[stop:], re.I)
            stop += 1 if oxford and _COMMA.fullmatch(text[before.end : item.start]) else 0
        changes.append((before.end, stop, ending))
    return changes


def _listed(text: str, first: _Item) -> bool:
    return bool(re.search(r"[\w)],\s+(?:(?:the|our|your)\s+)?$", _before(text, first.start)))


def _without_opening(text: str, opening: re.Match[str], first: _Item) -> tuple[list[Change], bool]:
    """Both and either go; what follows takes over their capital."""
    start = opening.start(1)
    stop = opening.start(2) if opening[2] else opening.end()
    changes: list[Change] = [(start, stop, "")]
    capital = opening[1][0].isupper()
    if capital and opening[2]:
        changes.append((stop, stop + 1, text[stop].upper()))
    elif capital and first.literal:
        changes.append((first.start, first.start + 1, text[first.start].upper()))
    return changes, capital


_VERBS = {"are": "is", "were": "was", "have": "has", "do": "does", "aren't": "isn't", "weren't": "wasn't"}
_VERBS |= {"go": "goes", "haven't": "hasn't", "don't": "doesn't"}
_DETERMINED = re.compile(r"(?<![^\W_])(?:the|our|your|their|its|his|her|my|an?|any|every|each)\s+$", re.I)
_THING = re.compile(
    r"[\s-]+(?!and\b|or\b|is\b|are\b|was\b|were\b|has\b|have\b|can\b|may\b|must\b|will\b|should\b|could\b|would\b|"
    r"do\b|does\b|did\b|who\b|that\b|which\b|to\b|of\b|in\b|on\b|at\b|for\b|from\b|by\b|with\b|when\b|if\b|as\b|"
    r"agree\b|sign\b|meet\b|need\b|want\b|share\b|both\b|then\b|together\b|each\b|not\b|before\b|after\b|alike\b)[^\W\d_]+",
    re.I,
)


_PLAIN_VERB = words(
    "accept agree apply argue arrive ask attend bargain become begin book bring call cancel change chat "
    "check choose claim collect come complain complete confirm decide deserve differ disagree discuss eat "
    "enter expect fill find fly gather get give go greet have hear help hold insist join keep know learn "
    "leave like listen live look lose love make meet move need negotiate open order own park pay pick "
    "play prefer quarrel reach receive refuse register rely rent request return ring say see seem send "
    "settle share shop sign sit sleep smile speak stand stay submit swap take talk tell travel trust try "
    "understand use visit wait walk want watch win wish work write"
)


def _agreement(text: str, chain: list[_Item], conjunction: str) -> tuple[list[Change], str]:
    """One customer where there were two: the verb goes into the singular, and a person looks."""
    first, last = chain[0], chain[-1]
    if first.plural or last.possessive or not re.search(r"\band\b|&|as\s+well", conjunction, re.I):
        return [], ""
    thing = _THING.match(text, last.end)
    apart = _EACH_ITS_OWN.search(conjunction) or not _DETERMINED.search(_before(text, first.start))
    if thing and not (apart and thing[0].strip(" \n\t-").lower() in _PLAIN_VERB):
        return [], ""
    verb = _NEXT_WORD.match(text, last.end)
    word = _singular(verb[1].lower().replace("’", "'")) if verb else ""
    if not verb or not word:
        return [], "one is left of two: check the verb"
    return [(*verb.span(1), word)], "one is left of two: check the sentence"


_NEXT_WORD = re.compile(r"\s+([^\W\d_]+(?:['’]t)?)(?!\w)")


def _singular(verb: str) -> str:
    """The form of a verb that goes with one customer; "" for any other word."""
    return _VERBS.get(verb) or (plural_of(verb) if verb in _PLAIN_VERB else "")


def _list_before(text: str, first: _Item, last: _Item, conjunction: str) -> tuple[list[Change], str]:
    """staff, customers and clients: the list ends with customers now, so its last comma becomes and."""
    said = re.search(r"(,)?\s+(and|or|&)\s+", conjunction, re.I)
    before = _BEFORE_A_COMMA.search(text, max(0, first.start - _REACH), first.start)
    if not said or not before or _LIST_ENDS.match(text, last.end):
        return [], ""
    why = "a list has lost a word: check its commas"
    if not (said[1] or before[1].endswith("s") or before[1] in ("staff", "people", "crew")):
        return [], why
    longer = re.search(r"[\w)],\s+[\w\s-]{1,30}$", _before(text, before.start(2)))
    if said[1] and longer:
        return [(before.end(), before.end(), said[2] + " ")], why
    return [(before.start(2), before.end(2), " " + said[2])], why


def _adjacent(text: str, here: _Item, items: list[_Item]) -> Double | None:
    """Never customer customer: guest customers, customer clients."""
    why = "it would say customer twice"
    for item in items:
        if (
            here.end <= item.start
            and re.fullmatch(r"[ \t\n-]+", text[here.end : item.start])
            and not here.possessive
        ):
            return Double(True, _without(text, here, item), False, why)
        if (
            item.end <= here.start
            and re.fullmatch(r"[ \t\n-]+", text[item.end : here.start])
            and not item.possessive
        ):
            if item.literal and not any(
                _joined(text, other, item) for other in items if other.end <= item.start
            ):
                gone = (item.start, here.start, "")
                return Double(False, (gone,), _opens_with_a_capital(text, item), why)
            return Double(capital=_opens_with_a_capital(text, item), why=why)
    return None


def _without(text: str, here: _Item, item: _Item) -> tuple[Change, ...]:
    """`here` goes, and `item` after it takes over its capital."""
    gone = (here.start, item.start, "")
    if not item.literal or not _opens_with_a_capital(text, here):
        return (gone,)  # another word's own rewriting brings the capital
    return gone, (item.start, item.start + 1, text[item.start].upper())


def _opens_with_a_capital(text: str, item: _Item) -> bool:
    return text[item.start].isupper() and not text[item.start : item.end].isupper()


def _set_apart(text: str, here: _Item, items: list[_Item]) -> Double:
    """Words that show the two as different people, if there are any."""
    for item in items:
        gap = text[item.end : here.start] if item.end <= here.start else text[here.end : item.start]
        if len(gap) > _REACH or item.term == here.term:
            continue
        if _OTHER.fullmatch(gap):
            return Double(why="beside customers the word names somebody else", two_people=True)
        if _AGAINST.fullmatch(gap):
            return Double(why="the sentence sets it against customers", two_people=True)
        if _PAIR.fullmatch(gap) or _COMMA.fullmatch(gap):
            return Double(why="customer stands beside it")
    return Double()
