"""`customary fit ask`: one prospect's questionnaire in the terminal, the most telling question first."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from customary.hosts.cli.fit import Day, rubric_named

if TYPE_CHECKING:
    from customary.fit.model import Assessment, Criterion, Rubric, Verdict

MOST_REASONS = 4
"""That the last lines name; `fit assess` names them all."""
STOPPED = "Stopped. The same command goes on from here."


@click.command()
@click.argument("rubric", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The assessment to write, or to go on with."
)
@click.option("--prospect", help="The prospect's name.")
@click.option("--by", "said_by", default="", help="Who answers; it is noted with each answer.")
@click.option("--today", type=Day(), help="The day to note with each answer (YYYY-MM-DD).")
@click.option("--rubrics", "folder", type=click.Path(path_type=Path), help="The folder of rubrics.")
@click.option("--all", "everything", is_flag=True, help="Ask on after the verdict is settled.")
def ask(
    rubric: Path,
    output: Path | None,
    prospect: str | None,
    said_by: str,
    today: date | None,
    folder: Path | None,
    everything: bool,
) -> None:
    """Ask the questions of a rubric, the most telling one first, until the verdict is settled.

    With -o every answer is saved at once; stop whenever you like and give the same command again. Without it,
    the assessment is printed at the end. Answers may also come through a pipe, one a line.

    \b
    Examples:
      customary fit ask customer-fit -o northside.yml --prospect "Northside Schools"
      customary fit ask fit_rubrics/customer-fit.yml < answers.txt > northside.yml
    """
    from customary.fit.assessment_yaml import written
    from customary.text import write_text

    found, version = rubric_named(rubric, folder)
    assessment = _begun(found, version, output, prospect, today)

    def save(current: Assessment) -> None:
        if output is not None:
            write_text(output, written(current, found))

    save(assessment)
    sitting = _Interview(found, assessment, said_by, today)
    try:
        _run(sitting, everything, save)
    except KeyboardInterrupt:  # between two questions; at a question it counts as the end of the answers
        click.echo(f"\n{STOPPED}", err=True)
    if output is None:
        click.echo(written(sitting.assessment, found), nl=False)
    else:
        click.echo(f"Saved as {output}.", err=True)


def _begun(
    rubric: Rubric, version: str, output: Path | None, prospect: str | None, today: date | None
) -> Assessment:
    from customary.fit.assessment import load_assessment
    from customary.fit.model import UNKNOWN, Assessment

    if output is not None and output.exists():
        assessment = load_assessment(output, rubric)
        for warning in assessment.warnings:
            click.echo(warning, err=True)
        return replace(assessment, prospect=prospect or assessment.prospect, rubric_version=version[:8])
    name = prospect or (output.stem.replace("-", " ").replace("_", " ") if output else "a prospect")
    answers = (UNKNOWN,) * len(rubric.criteria)
    return Assessment(name, rubric.id, answers, on=today, rubric_version=version[:8])


class _Interview:
    """One sitting: what was answered, in which order, and what was left out."""

    def __init__(self, rubric: Rubric, assessment: Assessment, said_by: str, today: date | None) -> None:
        self.rubric, self.assessment, self.said_by, self.today = rubric, assessment, said_by, today
        self.left_out: set[int] = set()
        self.asked: list[int] = []
        self.again: int | None = None

    def verdict(self) -> Verdict:
        from customary.fit.assess import assess

        return assess(self.rubric, self.assessment.answers, self.today or self.assessment.on)

    def next_position(self, everything: bool) -> int | None:
        from customary.fit.interview import next_to_ask

        if self.again is not None:
            return self.again
        verdict = self.verdict()
        done = self.left_out | set(self.asked)  # a range isn't asked about twice in one sitting
        position = next_to_ask(verdict, done)
        if position is None and everything:
            unknown = (n for n, judged in enumerate(verdict.criteria) if judged.state == "unknown")
            return next((n for n in unknown if n not in done), None)
        return position

    def back(self) -> None:
        self.again = self.asked.pop() if self.asked else self.again
        self.left_out.discard(-1 if self.again is None else self.again)

    def take(self, position: int, line: str) -> None:
        """Read a typed answer and keep it. Raises Unreadable."""
        from customary.errors import printable
        from customary.fit.doubts import doubts
        from customary.fit.interview import read_line

        answer = read_line(self.rubric.criteria[position], line)
        for doubt in doubts(self.rubric.criteria[position], line, answer):
            click.echo(printable(f"  {doubt}"), err=True)
        if answer.values or answer.not_applicable is not None:
            answer = replace(answer, said_by=self.said_by, on=self.today)
        else:
            self.left_out.add(position)
        answers = list(self.assessment.answers)
        answers[position] = answer
        self.assessment = replace(self.assessment, answers=tuple(answers))
        self.asked.append(position)
        self.again = None


def _run(sitting: _Interview, everything: bool, save: Callable[[Assessment], None]) -> None:
    from customary.errors import printable
    from customary.fit.answers import Unreadable
    from customary.fit.interview import HELP

    lines = _typed_lines()
    click.echo("Type help for what you can answer.", err=True)
    while (position := sitting.next_position(everything)) is not None:
        _show_question(sitting.rubric.criteria[position])
        line: str = next(lines, "quit")
        word = line.strip().casefold()
        if word in ("quit", "exit", "q"):
            click.echo(STOPPED, err=True)
            break
        if word in ("help", ""):
            click.echo(HELP, err=True)
        elif word == "back":
            sitting.back()
        else:
            try:
                sitting.take(position, line)
            except Unreadable as wrong:
                click.echo(printable(f"  {wrong}"), err=True)
            save(sitting.assessment)
    _show_verdict(sitting.assessment, sitting.verdict(), sitting.left_out)


def _typed_lines() -> Iterator[str]:
    """Lines from the terminal or the pipe, until it ends or is interrupted."""
    while True:
        click.echo("> ", nl=False, err=True)
        try:
            line = sys.stdin.readline() if sys.stdin else ""  # there is none where it was closed
        except KeyboardInterrupt:
            line = ""
        if not line:
            click.echo(err=True)
            return
        yield line


def _show_question(criterion: Criterion) -> None:
    from customary.errors import printable
    from customary.fit.assessment_yaml import choices
    from customary.fit.interview import menu

    lines = ["", criterion.ask, *([f"  {criterion.help}"] if criterion.help else [])]
    lines += menu(criterion) or [f"  {choices(criterion)}"]
    for line in lines:
        click.echo(printable(line), err=True)


def _show_verdict(assessment: Assessment, verdict: Verdict, left_out: Collection[int]) -> None:
    from customary.errors import printable

    names = verdict.names
    if names is None:
        text = "Nothing can be assessed yet."
    elif verdict.rubric.shape == "profile":
        text = "That is all. Give fit assess the file to see the profile."
    elif names[0] == names[1]:
        text = f"Settled: {names[0]}. No further question can change that."
    else:
        text = f"Still open: {names[0]} to {names[1]}."
        if left_out:
            text += f" Left out: {', '.join(verdict.rubric.criteria[n].name for n in sorted(left_out))}."
    click.echo("\n" + printable(text), err=True)
    if names is not None and verdict.rubric.shape != "profile":
        for line in _reasons(assessment, verdict):
            click.echo(printable(f"  {line}"), err=True)


def _reasons(assessment: Assessment, verdict: Verdict) -> Iterator[str]:
    """The score, the rules that apply, and the answers that cost most."""
    from customary.fit.reports.summary import of_100, summary

    said = summary(assessment, verdict)
    if said.score is not None:
        yield f"Score: {' to '.join(dict.fromkeys(map(of_100, said.score)))} of 100."
    yield from said.rules
    yield from [row.reason for row in said.rows if row.known and row.prediction != "none"][:MOST_REASONS]
