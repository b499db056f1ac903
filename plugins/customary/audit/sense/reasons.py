"""Why a word was judged as it was, in words that a writer understands, most telling first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from customary.audit.sense.weights import weights
from customary.audit.sense.words import TRADES

SUBJECTS = {
    "software": "software", "computing": "computing", "collaboration": "meetings and calls",
    "premises": "buildings and who may enter", "travel": "travel", "cargo": "freight",
    "hospitality": "hotels",
    "restaurants": "restaurants", "health": "health care", "events": "events", "agencies": "work for clients",
    "advice": "advice and cases", "banking": "accounts and payments", "insurance": "insurance",
    "telecom": "telephone and networks", "newsletter": "mailings", "housing": "housing",
    "libraries": "libraries", "retail": "shops", "public-services": "public services", "education": "courses",
    "community": "colleagues and communities", "research": "studies", "shared-rides": "shared rides",
    "media": "posts and talks", "scheme": "schemes and standards", "law": "laws", "economy": "the economy",
    "pay": "buying and paying", "dealings": "dealings with people",
}  # fmt: skip
"""Topics that a reader would name; the other lists are parts of speech."""
TELLING = 150
"""A sign of less weight is not worth a sentence, in thousandths of a logit."""
MOST = 4
Sign = tuple[int, str]
"""What a reason counts (below zero: against a rewriting), and its words."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A topic with what it counts, for later words."""

    subject: str
    weight: int


def of_topics(found: Mapping[str, int], places: Sequence[str], term: str) -> tuple[Heard, ...]:
    """What each subject counts among the signs `found` at `places`, the word's own trades as "own"."""
    known = weights().signs
    sums: dict[str, int] = {}
    for name, value in found.items():
        if name in known and (subject := _subject_of(name, term)) and name.partition(":")[0] in places:
            sums[subject] = sums.get(subject, 0) + known[name] * value
    return tuple(Heard(subject, weight) for subject, weight in sorted(sums.items()) if abs(weight) >= TELLING)


@cache
def _subject_of(sign: str, term: str) -> str:
    """The subject that a sign speaks of; "" where it is none that a reader would name."""
    subject = sign.partition(":")[2].removesuffix(f" {term}").removesuffix(" many")
    return subject if subject in SUBJECTS or subject == "own" else ""


def of_page(heard: Iterable[Heard], said: Mapping[str, Sequence[str]], term: str) -> list[Sign]:
    """The page's subjects as sentences; `said` has a few words of each."""
    return [
        (
            h.weight,
            f"{_side(h.weight)}: the page speaks of {_subject(h.subject, term)}{_words(said, h, term)}",
        )
        for h in heard
    ]


def of_sentence(heard: Iterable[Heard], term: str) -> list[Sign]:
    """The subjects of the passage as sentences."""
    return [
        (h.weight, f"{_side(h.weight)}: the words around it speak of {_subject(h.subject, term)}")
        for h in heard
    ]


def of_company(term: str, times: int, total: int) -> list[Sign]:
    """How the word's other occurrences lean."""
    weight = weights().pool[1] * total // (times + 2) // 1000
    if times < 2 or abs(weight) < TELLING:
        return []
    if weight < 0:  # said of what is left, once the customers among them are rewritten
        left = f'where "{term}" still stands, here and in the pages beside it, it mostly means something else'
        return [(weight, f"{_side(weight)}: {left}")]
    return [(weight, f'{_side(weight)}: "{term}" here and in the pages beside it mostly means customers')]


def of_habit(term: str) -> list[Sign]:
    """What the word means as a rule."""
    weight = weights().signs.get(f"t:{term}", 0)
    if abs(weight) < TELLING:
        return []
    habit = "names a customer more often than not" if weight > 0 else "often means somebody or something else"
    return [(weight, f'{_side(weight)}: "{term}" {habit}')]


def most_telling(signs: Iterable[Sign], sure: bool) -> tuple[str, ...]:
    """The words of the weightiest signs, first those that speak for what was decided."""
    heaviest = sorted(signs, key=lambda sign: (-abs(sign[0]), sign[1]))[:MOST]
    return tuple(words for _, words in sorted(heaviest, key=lambda sign: (sign[0] > 0) != sure))


def _side(weight: int) -> str:
    return "for" if weight > 0 else "against"


def _subject(subject: str, term: str) -> str:
    if subject != "own":
        return SUBJECTS[subject]
    return " or ".join(SUBJECTS[trade] for trade in TRADES.get(term, ())) or f"what belongs to a {term}"


def _words(said: Mapping[str, Sequence[str]], heard: Heard, term: str) -> str:
    words = tuple(said.get(heard.subject, ()))
    if heard.subject == "own":
        words = tuple(dict.fromkeys(w for trade in TRADES.get(term, ()) for w in said.get(trade, ())))[:3]
    return f" ({', '.join(words)})" if words else ""
