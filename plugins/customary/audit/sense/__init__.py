"""Which sense of a word this is: does *guest* here name a customer, a virtual machine or a friend?

`evidence` reads a document once; `decide` judges one occurrence. What the organisation says of itself
comes first, then hard local cues, then the weighing of everything else by whole-number weights
(`weights.json`, made by `tools/train_sense.py`). Where a word may have another sense in the same place
(a capital in mid-sentence, a word for the public at large), a person looks: `suggest`, never `auto`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial

from customary.audit.cues import cues
from customary.audit.model import (
    Company,
    Cue,
    Decision,
    Evidence,
    Fix,
    Leaning,
    Occurrence,
    Passage,
    Rule,
    Settings,
    Weighing,
)
from customary.audit.sense import reasons
from customary.audit.sense.doubts import count_labels, doubt, says_little
from customary.audit.sense.signs import document_signs, level, levels, said, signs, spoken
from customary.audit.sense.titles import titles_in
from customary.audit.sense.weights import KEPT, LIMIT, weights
from customary.audit.sense.words import ALL_TRADES, OPENING, counts, opening, own_words, trades_of

_USUAL = 6, 300
"""So many words of a trade are thought to stand among so many words that nobody has read."""
SHORT, CAUTION = 120, 450
"""A document of fewer words tells little of its subject: more is asked of it, in thousandths of a logit."""


def evidence(text: str, passages: Collection[Passage], occurrences: Sequence[Occurrence]) -> Evidence:
    """What the document `text` says about the words of `occurrences`."""
    terms = {o.term: own_words(o.term, o.rule) for o in occurrences}
    words, total = counts(opening(text))
    times = spoken(words)
    company = Company({}, {trade: times[trade] for trade in ALL_TRADES & times.keys()}, total)
    if not terms:
        return Evidence(company=company)
    topics = levels(times, total)
    own = {
        term: level(sum(words[word] for word in words.keys() & mine), total)
        for term, mine in sorted(terms.items())
    }
    scores = {term: _sum(document_signs(term, topics, own[term])) for term in own}
    labels = count_labels(text[:OPENING])
    titles = titles_in(text, (o.start for o in occurrences))
    about = Evidence(total, topics, own, scores, labels, titles, company, cache(partial(said, words)))
    return replace(about, company=replace(company, leanings=_leanings(occurrences, about)))


def together(documents: Iterable[Company]) -> Company:
    """What several documents tell: the `company` of their folder's settings."""
    leanings: dict[str, Leaning] = {}
    trades: dict[str, int] = {}
    words = 0
    for document in documents:
        words += document.words
        for trade, times in document.trades.items():
            trades[trade] = trades.get(trade, 0) + times
        for term, (times, score) in document.leanings.items():
            before = leanings.get(term, (0, 0))
            leanings[term] = (before[0] + times, before[1] + score)
    return Company(leanings, trades, words)


def beside(term: str, rule: Rule, company: Company) -> int:
    """How much the documents of a `company` speak of the trade of `term` that they speak of most, 0 to 40.

    Few words tell little: so some more are thought to stand beside them, which speak of it as pages do.
    """
    most = max(company.trades.get(trade, 0) for trade in trades_of(term, rule))
    return level(most + _USUAL[0], company.words + _USUAL[1])


def decide(occurrence: Occurrence, evidence: Evidence, settings: Settings, explain: bool = True) -> Decision:
    """Judge `occurrence` in the light of its document and of what the organisation says of itself.

    Without `explain` the reasons that were weighed are left out: to word them takes as long as to weigh them.
    """
    if occurrence.term in settings.not_customers:
        return Decision(None, ("You say that they are not your customers.",))
    seen = _look(_Asked(occurrence, settings.protect))
    if occurrence.kind == "wording" and not (seen.hard and seen.hard.side == "keep"):
        return Decision("none", (occurrence.rule.note,))  # advice about the work is never an edit
    if seen.hard:
        return _by(seen.hard)
    told = occurrence.term in settings.customers_are_called
    company = _company(occurrence, evidence.company, settings.company, told)
    score = _pooled(seen.score + evidence.scores.get(occurrence.term, 0), company)
    sure, likely = weights().declared if told else _marks(occurrence.term, seen.cues, evidence.words < SHORT)
    fix: Fix | None = "auto" if score >= sure else "suggest" if score >= likely else None
    question = _question(occurrence, seen, evidence, company, told) if fix == "auto" else ""
    if not (fix and explain):
        return Decision("suggest", (question,)) if question else Decision(fix)
    weighed = _weighed(occurrence, seen, evidence, company, fix == "auto" and not question)
    rest = score - sum(weight for weight, _ in weighed)
    why = (*filter(None, (question,)), *_told(occurrence, told), *(words for _, words in weighed))
    return Decision("suggest" if question else fix, why, Weighing(weighed, rest, score, sure, likely))


def _marks(term: str, found: Iterable[Cue], short: bool) -> tuple[int, int]:
    """From which score on a word that nobody declared is `auto`, and `suggest`.

    What is proposed depends on which way the words beside it point: where they only speak for keeping it,
    the whole page has to speak against them; where they only speak for a customer, a person looks in any
    case but the plainest. Between the two, words that mostly mean something else have marks of their own.
    """
    sure, likely = weights().plain
    sides = {cue.side for cue in found if cue.id != "quotation-marks"} & {"keep", "rewrite"}
    name = next(iter(sides)) if len(sides) == 1 else term
    return sure + CAUTION * short, weights().likely.get(name, likely)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the other occurrences of a word tell of it, and what is spoken of around them."""

    times: int
    score: int
    trades: int
    """What it counts that its trades are spoken of, more or less than pages do (`beside`)."""


def _company(o: Occurrence, of_page: Company, of_folder: Company, told: bool) -> _Beside:
    """That of the page's folder, or of the page alone where it has none. Where the organisation has told who
    is meant, it counts nothing that little is said of the trade."""
    times, score = of_folder.leanings.get(o.term) or of_page.leanings.get(o.term, (0, 0))
    _, _, usual, each = weights().pool
    trades = usual + each * beside(o.term, o.rule, of_folder if of_folder.words else of_page)
    return _Beside(times, score, max(0, trades) if told else trades)


def _question(o: Occurrence, seen: _Look, about: Evidence, company: _Beside, told: bool) -> str:
    """Why a person should look at what leans towards `auto`; "" where nobody has to."""
    question = doubt(o, seen.cues, about.topics, about.labels, about.titles, told)
    if not question and not told and _says_little(o, seen.cues, about) and company.score <= 0:
        question = "there is too little else on the page to tell who is meant"
    return question


def _says_little(o: Occurrence, found: Iterable[Cue], about: Evidence) -> bool:
    """Whether a short document tells nothing of a word but the word itself."""
    return about.words < SHORT and says_little(o.term, found, about.own.get(o.term, 0))


def _told(occurrence: Occurrence, told: bool) -> tuple[str, ...]:
    return (f'you say that "{occurrence.term}" names your customers',) if told else ()


def _weighed(
    o: Occurrence, seen: _Look, about: Evidence, company: _Beside, sure: bool
) -> tuple[reasons.Sign, ...]:
    """What counted most, with what it counts in the company of the word's other occurrences."""
    of_document = document_signs(o.term, about.topics, about.own.get(o.term, 0))
    said = about.said()
    alone = [
        *reasons.of_page(reasons.of_topics(of_document, ("d",), o.term), said, o.term),
        *reasons.of_sentence(reasons.of_topics(seen.around, ("xw", "xp"), o.term), said, o.term),
        *reasons.of_form(seen.around),
        *reasons.of_habit(o.term),
    ]
    others = [
        *map(reasons.in_company, alone),
        *reasons.of_company(o.term, company.times, company.score),
        *reasons.of_trades(trades_of(o.term, o.rule), company.trades),
    ]
    beside = map(reasons.in_company, reasons.of_cues(seen.cues))
    return (*beside, *reasons.most_telling(others, sure))


def forget() -> None:
    """Forget what was looked at: for measuring with other weights."""
    _look.cache_clear()


def _by(cue: Cue) -> Decision:
    fixes: dict[str, Fix | None] = {"keep": None, "rewrite": "auto", "doubt": "suggest"}
    return Decision(fixes[cue.side], (cue.words,))


def _pooled(score: int, beside: _Beside) -> int:
    """The score in the company of the word's other occurrences."""
    alone, company, *_ = weights().pool
    return (alone * score + company * beside.score // (beside.times + 2)) // 1000 + beside.trades


def _leanings(occurrences: Sequence[Occurrence], about: Evidence) -> dict[str, Leaning]:
    sums: dict[str, Leaning] = {}
    for o in occurrences:
        leaning = _leaning(o, about)
        if leaning is not None:
            times, score = sums.get(o.term, (0, 0))
            sums[o.term] = (times + 1, score + leaning)
    return sums


def _leaning(occurrence: Occurrence, about: Evidence) -> int | None:
    """What an occurrence says about its neighbours; None where it says nothing.

    What is left to a person says nothing, so that a rewriting never makes its neighbours surer.
    """
    seen = _look(_Asked(occurrence))
    if seen.hard:
        return KEPT if seen.hard.side == "keep" else None
    if doubt(occurrence, seen.cues, about.topics, about.labels, about.titles, declared=False):
        return None
    if _says_little(occurrence, seen.cues, about):
        return None
    return max(-LIMIT, min(LIMIT, seen.score + about.scores[occurrence.term]))


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look at one place tells: its cues, the hard one that ends the matter, else its score."""

    cues: tuple[Cue, ...]
    hard: Cue | None
    score: int
    around: Mapping[str, int] = field(default_factory=dict)
    """The signs that were weighed."""


class _Asked:
    """An occurrence as a key: the same place between the same words, wherever they stand."""

    __slots__ = ("_key", "occurrence", "protect")

    def __init__(self, occurrence: Occurrence, protect: tuple[str, ...] = ()) -> None:
        self.occurrence, self.protect = occurrence, protect
        passage = occurrence.passage
        place = occurrence.start - passage.start, occurrence.end - passage.start
        self._key = (passage.text, place, occurrence.rule, protect)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self._key == other._key


@lru_cache(maxsize=8192)
def _look(asked: _Asked) -> _Look:
    """Each place is looked at for its document's leanings and again to be judged, and many a paragraph
    stands on many pages: once is enough."""
    o = asked.occurrence
    found = cues(o.passage, o, asked.protect)
    hard = next((cue for cue in found if cue.strength == "hard"), None)
    if hard:
        return _Look(found, hard, 0)
    around = signs(o, found)
    return _Look(found, None, weights().bias + _sum(around), around)


def _sum(found: Mapping[str, int]) -> int:
    known = weights().signs
    return sum(known[name] * value for name, value in found.items() if name in known)
