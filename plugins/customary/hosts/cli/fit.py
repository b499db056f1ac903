"""`customary fit`: rubrics, assessments and verdicts in the terminal. Thin: options in, core call, text
out."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from customary.errors import ProblemInFile
    from customary.fit.model import Assessment, Rubric, Verdict
    from customary.fit.shelf import Shelf
    from customary.source import Document

ELSEWHERE = {
    "new": "fit_write",
    "ask": "fit_ask",
    "draft": "fit_write",
}
"""Commands by the module that holds them."""


class _Group(click.Group):
    """Imports the other commands only when one of them is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *ELSEWHERE]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module = importlib.import_module(f"customary.hosts.cli.{ELSEWHERE[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the text, or fail with what it should look like."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2026-11-20.", param, ctx)


@click.group(cls=_Group)
def fit() -> None:
    """Ask whether a prospect is the right customer, before you sign.

    \b
    Examples:
      customary fit draft -o fit_rubrics/our-fit.yml     a first rubric from your own facts
      customary fit ask customer-fit -o northside.yml    the most telling question first
      customary fit assess northside.yml                 the verdict, with reasons
    """


@fit.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="What to write."
)
@click.option(
    "--rubric", "rubric", type=click.Path(path_type=Path), help="The rubric file: YAML or canonical JSON."
)
@click.option(
    "--rubrics",
    "folder",
    type=click.Path(path_type=Path),
    help="The folder of rubrics (default: fit_rubrics).",
)
@click.option("--today", type=Day(), help="The day on which answers have to be fresh (YYYY-MM-DD).")
@click.option("--gate", is_flag=True, help="End with 1 where a prospect is declined, or may be.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def assess(
    paths: tuple[Path, ...],
    form: str,
    rubric: Path | None,
    folder: Path | None,
    today: date | None,
    gate: bool,
    output: Path | None,
) -> None:
    """Give the verdict on each prospect, with reasons, conditions and what would change it.

    A folder means every assessment below it; rubrics and canonical JSON files of rubrics are left out.
    Without
    --today, answers have to be fresh on the day of the assessment (its "on:").

    \b
    Examples:
      customary fit assess northside.yml
      customary fit assess prospects/ --format html -o prospects.html
      customary fit assess northside.yml --format json | jq .[0].verdict
      customary fit assess --rubric rubric.json answers.json --gate
    """
    from customary.fit.shelf import Shelf

    problems: list[ProblemInFile] = []
    judged = list(_judged(paths, Shelf(rubric, folder), today, problems))
    _write(_rendered(judged, form), output)
    if problems:
        for problem in sorted(problems):
            click.echo(str(problem), err=True)
        sys.exit(2)
    if gate and any(_not_fit(verdict) for _, verdict, _ in judged):
        sys.exit(1)


@fit.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--rubrics",
    "folder",
    type=click.Path(path_type=Path),
    help="The folder of rubrics (default: fit_rubrics).",
)
def check(paths: tuple[Path, ...], folder: Path | None) -> None:
    """Check rubrics (with their worked examples) and assessments. A folder means every file below it.

    \b
    Examples:
      customary fit check
      customary fit check fit_rubrics/customer-fit.yml
      customary fit check prospects/ --rubrics fit_rubrics
    """
    from customary.fit.rubric import no_rubrics
    from customary.fit.shelf import FOLDER, Shelf

    problems: list[ProblemInFile] = []
    if not paths and not Path(FOLDER).is_dir():
        click.echo(str(no_rubrics(Path(FOLDER))), err=True)
        sys.exit(2)
    counted = _checked(paths or (Path(FOLDER),), Shelf(folder=folder), problems)
    for problem in sorted(set(problems)):
        click.echo(str(problem), err=True)
    rubrics, assessments = counted
    read = f"{_count(rubrics, 'rubric')} and {_count(assessments, 'assessment')} read"
    click.echo(f"{read}, {_count(len(set(problems)), 'problem')}.")
    if problems:
        sys.exit(2)


@fit.command()
@click.argument("rubric", type=click.Path(path_type=Path))
@click.option("--sha256", "digest", is_flag=True, help="Print the version instead.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def compile(rubric: Path, digest: bool, output: Path | None) -> None:
    """Print a rubric's canonical JSON: whole numbers, the same bytes on every run.

    \b
    Examples:
      customary fit compile fit_rubrics/customer-fit.yml
      customary fit compile customer-fit --sha256
    """
    from customary.fit.compile import canonical_json

    found, version = rubric_named(rubric)
    _write(f"{version}\n" if digest else canonical_json(found) + "\n", output)


def rubric_named(given: Path, folder: Path | None = None) -> tuple[Rubric, str]:
    """A rubric by its file or by its id, and its sha256."""
    from customary.fit.rubric import SUFFIXES
    from customary.fit.shelf import Shelf

    shelf = Shelf(folder=folder)
    if given.suffix.lower() in SUFFIXES or given.is_file():
        return shelf.rubric_in(given)
    return shelf.rubric_called(str(given), Path.cwd())


def _judged(
    paths: tuple[Path, ...], shelf: Shelf, today: date | None, problems: list[ProblemInFile]
) -> Iterator[tuple[Assessment, Verdict, str]]:
    """Every assessment that can be read, with its verdict and its rubric's version."""
    from customary.errors import BadInput
    from customary.fit.assess import assess as judge
    from customary.fit.assessment import load_document, looks_like_rubric, read_assessments
    from customary.fit.shelf import files_below

    broken: set[str] = set()
    for path in paths:
        for file in files_below(path):
            try:
                document = load_document(file)
                if path.is_dir() and looks_like_rubric(document):
                    continue
                rubric, version = shelf.rubric_of(document)
                for assessment in read_assessments(document, rubric):
                    yield assessment, judge(rubric, assessment.answers, today or assessment.on), version
            except BadInput as bad:
                new = [problem for problem in bad.problems if str(problem) not in broken]
                broken |= {str(problem) for problem in new}
                problems += new


def _checked(paths: tuple[Path, ...], shelf: Shelf, problems: list[ProblemInFile]) -> tuple[int, int]:
    from customary.errors import BadInput, printable
    from customary.fit.assessment import load_document, looks_like_rubric, read_assessments
    from customary.fit.shelf import files_below

    rubrics = assessments = 0
    for file in (file for path in paths for file in files_below(path)):
        try:
            document = load_document(file)
            if looks_like_rubric(document):
                rubrics += 1
                rubric, _ = shelf.rubric_in(file)
                _note_on_id(rubric.id, document)
            else:
                assessments += 1
                for assessment in read_assessments(document, shelf.rubric_of(document)[0]):
                    for warning in assessment.warnings:
                        click.echo(printable(f"{document.path}: {warning}"), err=True)
        except BadInput as bad:
            problems += bad.problems
    return rubrics, assessments


def _note_on_id(rubric_id: str, document: Document) -> None:
    """Say which id is hard to type in a command. It works, in quotes, so it is no problem of the file."""
    plain = re.sub(r"[^\w.]+", "-", rubric_id).strip("-").casefold()
    if plain and not re.fullmatch(r"[\w.-]+", rubric_id):
        what = f'"{rubric_id[:60]}" has to be quoted in commands.'
        click.echo(
            f"Note: {document.problem(('rubric',), what, f'Shorter to type: {plain[:60]}.')}", err=True
        )


def _rendered(judged: list[tuple[Assessment, Verdict, str]], form: str) -> str:
    if form == "json":
        from customary.fit.reports.json import verdict_json, verdicts_json

        return verdicts_json([verdict_json(*one) for one in judged]) + "\n"
    if form == "html":
        from customary.fit.reports.html import verdicts_html

        return verdicts_html([(assessment, verdict) for assessment, verdict, _ in judged])
    from customary.fit.reports.text import verdict_text

    plain = not str(getattr(sys.stdout, "encoding", "")).lower().startswith("utf")  # it may be closed
    return "\n".join(verdict_text(assessment, verdict, plain) for assessment, verdict, _ in judged)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    from customary.text import write_text

    write_text(output, text)
    click.echo(f"Written to {output}.", err=True)


def _not_fit(verdict: Verdict) -> bool:
    return verdict.rubric.shape == "verdict" and (verdict.verdict is None or verdict.verdict[0] == 0)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
