"""The page of sample prospects: what was decided about each, and why. Only published ones come here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from customary.errors import printable
from customary.fit.model import Assessment, Verdict
from customary.fit.page import template
from customary.fit.reports.summary import Summary, of_100, summary

MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A titled list."""

    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One prospect as the page shows it."""

    prospect: str
    anchor: str
    rubric: str
    headline: str
    score: str
    tone: str
    parts: tuple[Part, ...]
    range: tuple[int, int] | None
    """The least and the most that the score can be, 0..1000; None where nothing counts."""
    marks: tuple[int, ...]
    """Where the verdicts begin on the same scale."""
    rank: tuple[int, ...]
    """Sorts the best verdict first."""


def prospects_html(judged: Sequence[tuple[Assessment, Verdict]], hidden: int = 0) -> str:
    """The page's fragment, in the order given. `hidden` private ones are counted below; 0 says nothing.

    Above them stands one line for each, the best verdict first. Names of people, and notes, stay out of it.
    Everything is escaped.
    """
    cards = [_card(summary(*each), each[1], number) for number, each in enumerate(judged, 1)]
    ranked = sorted(cards, key=lambda card: card.rank)
    return str(template("prospects.html").render(shown=cards, ranked=ranked, hidden=hidden))


def _card(said: Summary, verdict: Verdict, number: int) -> Card:
    known = [row for row in said.rows if row.known]
    reasons = [row for row in known if row.prediction != "none"] or sorted(known, key=lambda row: -row.weight)
    dearest = [row.reason for row in reasons][:MOST_REASONS]
    parts = [
        Part("Why", (*said.rules, *dearest)),
        Part("To agree on before signing", said.conditions),
        Part("Ask next", said.ask_next),
        Part(
            "Whom to send them to", (said.refer_to[:1].upper() + said.refer_to[1:],) if said.refer_to else ()
        ),
    ]
    shown = tuple(Part(part.title, tuple(map(printable, part.texts))) for part in parts if part.texts)
    return Card(
        prospect=printable(said.prospect),
        anchor=f"prospect-{number}",
        rubric=printable(said.rubric),
        headline=printable(said.headline),
        score=" to ".join(dict.fromkeys(map(of_100, said.score))) if said.score else "",
        tone=_tone(said),
        parts=shown,
        range=said.score,
        marks=tuple(at for at in verdict.rubric.thresholds if at),
        rank=(-said.best, -said.worst, *(-end for end in said.score or ()), number),
    )


def _tone(said: Summary) -> str:
    if said.state != "settled":
        return "open"
    return "bad" if said.best == 0 else "good" if said.worst == said.verdicts - 1 else "warn"
