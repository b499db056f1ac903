"""`customary audit fix --interactive`: a page's findings, asked about one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import click

from customary.audit.fix import Fixed, NotOnlyWords, findings_of, with_anchors, with_edits_of
from customary.audit.keep import keep
from customary.audit.model import Finding
from customary.audit.reports import Located, located
from customary.audit.run import examine
from customary.audit.sweep import Page
from customary.errors import printable
from customary.hosts.cli.audit_ask import QUIT, ask, line
from customary.text import Edit, apply_edits

QUESTION = "Change it? (y)es, (n)o and note why, (s)kip, (q)uit:"


class Sitting:
    """One page being gone through. Each answer takes effect at once, so that what is asked next is worded
    for the sentence as it stands by then."""

    def __init__(self, page: Page, rules: Collection[str]) -> None:
        self.stopped = False
        """Whether the writer has had enough, of this page and the others."""
        self.refused = 0
        """How many refusals were noted in the page."""
        self._begun, self._page = page, page
        self._rules = rules
        self._evidence = examine(page.text, page.format, page.lexicon, page.settings).evidence
        self._position = 0
        self._skipped: list[Finding] = []
        self._made: list[Finding] = []

    def fixed(self) -> Fixed:
        """The page after all the answers, with its headings' addresses kept."""
        try:
            while not self.stopped and (finding := self._next()):
                self._take(finding, self._answer(finding))
        except KeyboardInterrupt:  # between two questions; at a question it is an answer
            self.stopped = True
        return with_anchors(self._begun, Fixed(self._page.text, tuple(self._made)))

    def _next(self) -> Finding | None:
        found = findings_of(
            self._page.text, self._page.format, self._page.lexicon, self._page.settings,
            self._evidence, self._rules, self._skipped,
        )  # fmt: skip
        return next((f for f in found if f.edits and f.start >= self._position), None)

    def _answer(self, finding: Finding) -> str:
        (one,) = located(self._page.path, self._page.text, [finding])
        _show(one)
        return ask(QUESTION, ["yes", "no", "skip", QUIT], "yes")

    def _take(self, finding: Finding, answer: str) -> None:
        if answer == QUIT:
            self.stopped = True
        elif answer == "yes":
            self._change(finding)
        elif answer == "no":
            self._refuse(finding)
        else:
            self._skip(finding)

    def _change(self, finding: Finding) -> None:
        try:
            text = with_edits_of(self._page.text, self._page.format, [finding])
        except NotOnlyWords:
            click.echo("That would change more than words, so it is skipped; rewrite it by hand.")
            self._skip(finding)
            return
        self._made.append(finding)
        self._go_on(finding, text, finding.edits)

    def _refuse(self, finding: Finding) -> None:
        reason = line("Why does it stay? (Enter for no reason)")
        note = keep(self._page, finding, reason or "")
        if note:
            self.refused += 1
            self._go_on(finding, apply_edits(self._page.text, [note]), [note])
        else:
            word = printable(" ".join(finding.surface.split()))
            click.echo(f'No note here can keep this "{word}" alone, so it is skipped; add one by hand.')
            self._skip(finding)
        self.stopped = reason is None

    def _skip(self, finding: Finding) -> None:
        self._skipped.append(finding)
        self._position = finding.end

    def _go_on(self, finding: Finding, text: str, edits: Sequence[Edit]) -> None:
        self._position = _moved(finding.end, edits)
        self._skipped = [
            replace(f, start=_moved(f.start, edits), end=_moved(f.end, edits)) for f in self._skipped
        ]
        self._page = replace(self._page, text=text)


def _moved(offset: int, edits: Sequence[Edit]) -> int:
    """Where `offset` is after `edits`; the end of what was put in its place, where that was replaced."""
    return offset + sum(len(e.replacement) - (e.end - e.start) for e in edits if e.end <= offset)


def _show(one: Located) -> None:
    click.echo(f"\n{printable(one.path)}:{one.line}:{one.column}: {printable(one.finding.message)}")
    click.echo(f"  - {printable(one.before)}\n  + {printable(one.after)}")
    for reason in one.finding.why:
        click.echo(f"    because {printable(reason)}")
