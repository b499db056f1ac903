"""Why a word was judged as it was, in words that a writer understands, most telling first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from customary.audit.model import Cue
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
FORMS = {
    "plural": "there are several", "singular": "there is one", "possessive": "something belongs to it",
    "bare singular": "it stands without an article", "modal after": "can, will or must follows",
    "code near": "code stands near", "capital first": "a capital at the start",
    "capital within": "a capital within the sentence", "capital before": "a capital before it",
    "capital after": "a capital after it", "all capitals": "all capitals", "- before": "a hyphen before it",
    "- after": "a hyphen after it", "/ before": "a slash before it", "/ after": "a slash after it",
}  # fmt: skip
"""How it is written, for a reader."""
TELLING = 150
"""A sign of less weight is not worth a sentence, in thousandths of a logit."""
MOST = 6
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
            f"{_side(h.weight)}: the page speaks of {_subject(h.subject, said, term)}{_words(said, h, term)}",
        )
        for h in heard
    ]


def of_sentence(heard: Iterable[Heard], said: Mapping[str, Sequence[str]], term: str) -> list[Sign]:
    """The subjects of the passage as sentences."""
    return [
        (h.weight, f"{_side(h.weight)}: the words around it speak of {_subject(h.subject, said, term)}")
        for h in heard
    ]


def of_cues(found: Iterable[Cue]) -> list[Sign]:
    """The words beside it as sentences. That something speaks for a side at all counts once a side."""
    known, sides, signs = weights().signs, set[str](), list[Sign]()
    names = {"keep": "against", "rewrite": "for", "doubt": "in doubt"}
    for cue in found:
        weight = known.get(f"cue:{cue.id}", 0) + (0 if cue.side in sides else known.get(f"cue:{cue.side}", 0))
        sides.add(cue.side)
        signs.append((weight, f"{names[cue.side]}: {cue.words}"))
    return signs


def in_company(sign: Sign) -> Sign:
    """`sign` with what it counts beside what the word's other occurrences count."""
    weight, words = sign
    return weight * weights().pool[0] // 1000, words


def of_company(term: str, times: int, total: int) -> list[Sign]:
    """How the word's other occurrences lean."""
    weight = weights().pool[1] * total // (times + 2) // 1000
    if times < 2 or abs(weight) < TELLING:
        return []
    if weight < 0:  # said of what is left, once the customers among them are rewritten
        left = f'where "{term}" still stands, here and in the pages beside it, it mostly means something else'
        return [(weight, f"{_side(weight)}: {left}")]
    return [(weight, f'{_side(weight)}: "{term}" here and in the pages beside it mostly means customers')]


def of_trades(trades: Sequence[str], weight: int) -> list[Sign]:
    """How much the page and those beside it speak of the word's trades, more or less than pages do."""
    subject = " or ".join(SUBJECTS[trade] for trade in trades[:2] if trade in SUBJECTS)
    if abs(weight) < TELLING or not subject:
        return []
    much = "much" if weight > 0 else "little"
    return [(weight, f"{_side(weight)}: {much} is said of {subject}, here and in the pages beside it")]


def of_form(found: Mapping[str, int]) -> list[Sign]:
    """How the word is written."""
    known = weights().signs
    weighed = ((known.get(name, 0), words) for name, words in FORMS.items() if name in found)
    return [(w, f"{_side(w)}: {words}") for w, words in weighed if abs(w) >= TELLING]


def of_habit(term: str) -> list[Sign]:
    """What the word means as a rule."""
    weight = weights().signs.get(f"t:{term}", 0)
    if abs(weight) < TELLING:
        return []
    habit = "names a customer more often than not" if weight > 0 else "often means somebody or something else"
    return [(weight, f'{_side(weight)}: "{term}" {habit}')]


def most_telling(signs: Iterable[Sign], sure: bool) -> tuple[Sign, ...]:
    """The weightiest signs, first those that speak for what was decided."""
    heaviest = sorted(signs, key=lambda sign: (-abs(sign[0]), sign[1]))[:MOST]
    return tuple(sorted(heaviest, key=lambda sign: (sign[0] > 0) != sure))


def _side(weight: int) -> str:
    return "for" if weight > 0 else "against"


def _subject(subject: str, said: Mapping[str, Sequence[str]], term: str) -> str:
    if subject != "own":
        return SUBJECTS[subject]
    trades = [trade for trade in TRADES.get(term, ()) if said.get(trade)] or TRADES.get(term, ())
    return " or ".join(SUBJECTS[trade] for trade in trades[:2]) or f"what belongs to a {term}"


def _words(said: Mapping[str, Sequence[str]], heard: Heard, term: str) -> str:
    words = tuple(said.get(heard.subject, ()))
    if heard.subject == "own":
        words = tuple(dict.fromkeys(w for trade in TRADES.get(term, ()) for w in said.get(trade, ())))[:3]
    return f" ({', '.join(words)})" if words else ""
