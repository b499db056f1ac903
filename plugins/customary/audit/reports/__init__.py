"""What was found, for a reader or a program: one module an output, and one table that lists them."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from customary.audit.model import Finding
from customary.errors import ProblemInFile
from customary.text import LineIndex, apply_edits

AROUND = 60
"""Characters shown to either side of a change."""


@dataclass(frozen=True, slots=True)
class Located:
    """A finding where a reader meets it: file, line and column (from 1), and the words around it."""

    path: str
    line: int
    column: int
    finding: Finding
    before: str
    """The words around the finding as they are, on one line."""
    after: str
    """The same words with the edits made; equal to `before` where there are none."""
    sides: tuple[str, str]
    """The characters around it that make its fingerprint."""

    @property
    def fingerprint(self) -> str:
        """What the finding is known by in a baseline."""
        from customary.audit.baseline import fingerprint_of

        return fingerprint_of(self.finding, *self.sides)


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one run has to tell."""

    files: int
    findings: Sequence[Located]
    problems: Sequence[ProblemInFile]

    @property
    def open(self) -> int:
        """Findings that somebody should act on: those with a fix."""
        return sum(located.finding.fix != "none" for located in self.findings)


Report = Callable[..., str]
REPORTS = {name: f"customary.audit.reports.{name}:report" for name in ("text", "json", "sarif", "github")}


def report_named(name: str) -> Report:
    """The function `report(outcome, explain=False, colour=False) -> str` of an output in `REPORTS`."""
    module, _, function = REPORTS[name].partition(":")
    found: Report = getattr(importlib.import_module(module), function)
    return found


def located(path: str, text: str, findings: Iterable[Finding]) -> Iterator[Located]:
    """Each finding of the file's `text` with its place and the words around it."""
    from customary.audit.baseline import sides

    lines: LineIndex | None = None
    findings = list(findings)
    for finding in findings:
        lines = lines or LineIndex(text)
        line, column = lines.at(finding.start)
        shown = around(text, _with_its_row(finding, findings))
        yield Located(path, line, column, finding, *shown, sides(text, finding))


def _with_its_row(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """A word that is left out because its neighbours say customers, with the edits that make them say so."""
    if not finding.edits or any(edit.replacement.strip() for edit in finding.edits):
        return finding
    beside = [
        edit
        for other in findings
        if other.fix in ("auto", finding.fix) and abs(other.start - finding.start) <= AROUND
        for edit in other.edits
    ]
    return replace(finding, edits=tuple(sorted({*finding.edits, *beside})))


def around(text: str, finding: Finding, reach: int = AROUND) -> tuple[str, str]:
    """The words around `finding` before and after its edits, each on one line."""
    first = min([finding.start, *(e.start for e in finding.edits)])
    last = max([finding.end, *(e.end for e in finding.edits)])
    start, end = _widened(text, first, last, reach)
    inside = [(e.start - start, e.end - start, e.replacement) for e in finding.edits]
    part = text[start:end]
    changed = apply_edits(part, [type(finding.edits[0])(*e) for e in inside]) if inside else part
    left, right = ("…" if start and text[start - 1] not in "\r\n\ufeff" else ""), ""
    if end < len(text) and text[end] not in "\r\n":
        right = "…"
    return tuple(f"{left}{' '.join(words.split())}{right}" for words in (part, changed))  # type: ignore[return-value]


def _widened(text: str, first: int, last: int, reach: int) -> tuple[int, int]:
    """`first` and `last` moved out to whole words of the same lines, at most `reach` characters."""
    line_start = max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) + 1
    line_start += text.startswith("\ufeff", line_start)  # the mark in front of a file is no word
    ends = [i for i in (text.find("\n", last), text.find("\r", last)) if i >= 0]
    line_end = min(ends, default=len(text))
    start, end = max(line_start, first - reach), min(line_end, last + reach)
    if start > line_start:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    if end < line_end:
        space = text.rfind(" ", last, end)
        end = space if space >= 0 else end
    return start, end
