"""For a terminal: where, what to say instead, and the words before and after."""

from __future__ import annotations

from collections.abc import Iterator

from customary.audit.model import Finding
from customary.audit.reports import Located, Outcome
from customary.errors import printable

_COLOURS = {"auto": "32", "suggest": "33", "none": "36", "-": "31", "+": "32", "dim": "2", "bold": "1"}


def report(outcome: Outcome, explain: bool = False, colour: bool = False) -> str:
    """One paragraph a finding; "" where there is none."""
    return "".join(line + "\n" for found in outcome.findings for line in _lines(found, explain, colour))


def summary(outcome: Outcome) -> str:
    """What a run comes to, in one sentence."""
    counts = {fix: sum(f.finding.fix == fix for f in outcome.findings) for fix in ("auto", "suggest", "none")}
    said = {"auto": "sure", "suggest": "to look at", "none": "advice"}
    parts = ", ".join(f"{n} {said[fix]}" for fix, n in counts.items() if n)
    found = sum(counts.values())
    return f"{count(found, 'finding')}{f' ({parts})' if parts else ''} in {count(outcome.files, 'file')}."


def count(number: int, thing: str) -> str:
    """So many things: 1 file, 2 files."""
    return f"{number} {thing}{'s' * (number != 1)}"


def _lines(found: Located, explain: bool, colour: bool) -> Iterator[str]:
    finding = found.finding
    where = _in(f"{printable(found.path)}:{found.line}:{found.column}", "bold", colour)
    tier = _in({"auto": "sure", "suggest": "look", "none": "advice"}[finding.fix], finding.fix, colour)
    yield f"{where}: {printable(finding.message)} [{finding.rule}, {tier}]"
    if finding.edits:
        yield "  - " + _in(printable(found.before), "-", colour)
        yield "  + " + _in(printable(found.after), "+", colour)
    else:
        yield "    " + printable(found.before)
    if explain:
        for line in _reasons(finding):
            yield "    " + _in(printable(line), "dim", colour)


def _reasons(finding: Finding) -> Iterator[str]:
    """What settled the matter, or what was weighed: each sign with what it counts, and the sum."""
    weighed = finding.weighing
    counted = {words for _, words in weighed.parts} if weighed else set()
    yield from (f"because {reason}" for reason in finding.why if reason not in counted)
    if weighed:
        yield from (f"{weight:+6} {words}" for weight, words in weighed.parts)
        yield f"{weighed.rest:+6} everything else together"
        yield f"{weighed.total:+6} in all: sure from {weighed.auto:+}, to look at from {weighed.suggest:+}"


def _in(text: str, name: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[name]}m{text}\x1b[0m" if colour else text
