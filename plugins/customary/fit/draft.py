"""A company's own facts -> a first rubric file with comments, which passes `customary fit check`."""

from __future__ import annotations

from dataclasses import dataclass

from customary.fit.yaml_text import comment, listed, quoted

CONTACT = ("all online", "mostly online", "mixed", "mostly personal", "all meetings")
NEWNESS = (
    "same again each time",
    "now and then",
    "some each year",
    "new every season",
    "first in the market",
)
NAME = "our-fit"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a company knows about itself. Counts are whole; `contact` and `newness` are words of their
    scales."""

    company: str = "Our company"
    rubric: str = NAME
    notice: int = 10
    custom: int = 20
    contact: str = "mostly online"
    newness: str = "some each year"
    offers: tuple[str, ...] = ("our main service",)
    investment: int = 10
    currency: str = "thousand euro"
    refer_to: str = ""


def drafted(facts: Facts) -> str:
    """The rubric file. Every number in it is a first guess to be argued about, and says so."""
    worthless = max(1, facts.notice * 4 // 5)
    parts = [
        _head(facts),
        _notice(facts, worthless),
        _custom(facts),
        _contact(facts),
        _newness(facts),
        _offers(facts),
        _investment(facts),
        _FURTHER,
        _rules(facts),
        _examples(facts),
    ]
    return "\n".join(parts)


def _head(facts: Facts) -> str:
    refer = f"refer to: {quoted(facts.refer_to)}\n" if facts.refer_to else ""
    return f"""\
{comment(f"The questions that {facts.company} asks before it signs a new customer.")}
#
# Every answer is compared with our own position (at least, at most, ours) and gives a fit from 0 to 100.
# The weights below are first guesses: talk them over with the people who do the work.
# Check each change with: customary fit check

rubric: {quoted(facts.rubric)}
title: Are we right for each other?
{refer}
# The score from which each verdict holds, from worst to best.
verdicts: {{decline: 0, sign if: 55, sign: 75}}

criteria:"""


def _notice(facts: Facts, worthless: int) -> str:
    return f"""\
  lead time:
    ask: How many working days ahead do they order?
    unit: working days
    unit one: working day
    at least: {facts.notice}
    # This many days short, nothing is left of the fit; half of it is lost at half of that.
    worthless after: {worthless} short
    weight: 5
    # Under this fit nothing else can save the verdict.
    deal-breaker below: 20
    if short: They call {{theirs}} ahead; you need {{ours}}.
    if fine: They order {{theirs}} ahead, and that is time enough.
    # What to agree on before signing, where this is what is wrong.
    sign if: they order {{ours}} ahead, in writing
    # An answer this old counts as unknown again.
    good for: 180 days
"""


def _custom(facts: Facts) -> str:
    return f"""\
  custom share:
    ask: How many of their orders would be made to measure, out of a hundred?
    unit: "%"
    at most: {facts.custom}
    worthless after: 40 over
    weight: 5
    deal-breaker below: 20
    if over: They want {{theirs}} of their orders made to measure; you are set up for {{ours}}.
    if fine: 'Made to measure: {{theirs}} of their orders, within your limit of {{ours}}.'
    sign if: no more than {{ours}} of their orders leave the standard range
"""


def _contact(facts: Facts) -> str:
    return f"""\
  attention:
    ask: How do they like to be looked after?
    scale: {listed(CONTACT)}
    ours: {facts.contact}
    # Or: they want less, either way.
    matters when: they want more
    # The fit at no step apart, at one step, at two, and so on.
    steps: [100, 60, 20, 0, 0]
    weight: 3
    if more: Their way is {{theirs}}; yours is {{ours}}.
    if fine: Their way is {{theirs}}, which goes well with yours.
    sign if: they accept that contact is {{ours}}
"""


def _newness(facts: Facts) -> str:
    return f"""\
  innovation:
    ask: How often do they want something new?
    scale: {listed(NEWNESS)}
    ours: {facts.newness}
    matters when: either way
    steps: [100, 60, 20, 0, 0]
    weight: 2
    if more: 'Asked about new things, they say: {{theirs}}. You say: {{ours}}.'
    if less: 'Asked about new things, they say: {{theirs}}. You say: {{ours}}.'
    if fine: 'Asked about new things, they say: {{theirs}}. So do you.'
    sign if: both sides agree how often the work may change
"""


def _offers(facts: Facts) -> str:
    return f"""\
  capability:
    ask: Which kinds of work do they need?
    # Everything you do well today.
    ours: {listed(facts.offers)}
    weight: 4
    if missing: They need {{missing}}, which you don't do.
    if fine: 'You do what they need: {{theirs}}.'
    sign if: it is agreed who else does {{missing}}
"""


def _investment(facts: Facts) -> str:
    return f"""\
  investment:
    ask: {quoted(f"How much would you have to spend before their first order, in {facts.currency}?")}
    unit: {quoted(facts.currency)}
    at most: {facts.investment}
    worthless after: {max(1, facts.investment * 4)} over
    weight: 3
    if over: You would have to spend {{theirs}} before their first order; your limit is {{ours}}.
    if fine: What you would have to buy stays within your limit of {{ours}}.
    sign if: they pay for what goes beyond {{ours}}
"""


_FURTHER = """\
  workflow:
    ask: How well does their work run through the house as it is today?
    scale: [runs as it is, a step or two to add, a stretch, another way of working]
    # Points for each word, where there is no position of your own to compare with.
    points: [100, 70, 30, 0]
    weight: 3
    if more: 'The people who would do it say: {theirs}.'
    if fine: The people who would do it say that it {theirs}.
    sign if: a trial order has gone through before the contract starts

  long term:
    ask: What do you expect of them over five years?
    scale: [a single order, a few orders, steady orders, a partner]
    points: [0, 40, 80, 100]
    weight: 3
    if less: Over five years you expect {theirs}.
    if fine: Over five years you expect {theirs}.
    sign if: a first contract over two years
"""


def _rules(facts: Facts) -> str:
    return """\
# Rules limit the verdict, however good the rest is.
rules:
  - when: {lead time below: 50}
    at most: sign if
    because: With so little notice their jobs would come late.
  - when: {capability below: 50}
    at most: decline
    because: More than half of what they need is work that you don't do.
  - when: {workflow below: 50, investment below: 50}
    at most: decline
    because: Two stretches at once are too many.

# Answers that can't both be true count as unknown, and are named.
contradictions:
  - when: {innovation: same again each time, custom share: at least 60}
    because: They want the same thing every time, yet most of it made to measure.
"""


def _examples(facts: Facts) -> str:
    return f"""\
# Worked examples are the rubric's tests: it is refused while one of them doesn't come out.
examples:
  - name: Just as we work
    answers:
      lead time: {facts.notice}
      custom share: {facts.custom}
      attention: {facts.contact}
      innovation: {facts.newness}
      capability: {listed(facts.offers[:1])}
      investment: 0
      workflow: runs as it is
      long term: a partner
    verdict: sign
    score: 100
  - name: Nothing is known yet
    answers: {{}}
    verdict: [decline, sign]
"""
