"""`customary playbook …`: what the plugin shows on pages, told on the command line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from customary.errors import BadInput, ProblemInFile
from customary.pages.assemble import Assembled, assembled_from
from customary.pages.settings import Settings, find_config, settings_of

FORMATS = click.Choice(["text", "json"])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def playbook() -> None:
    """Check a service playbook: problems, reviews, practices, readability, complaints.

    The playbook is the one of the nearest mkdocs.yml, or of --config FILE.

    \b
    Examples:
      customary playbook check
      customary playbook review --today 2026-12-01
      customary playbook coverage --format json
    """


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every sub-command has."""
    command = click.option("--format", "form", type=FORMATS, default="text", help="How to print it.")(command)
    return click.option(
        "--config", type=click.Path(path_type=Path, dir_okay=False), help="The mkdocs.yml of the playbook."
    )(command)


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date:
    """`--today`, else the day of SOURCE_DATE_EPOCH, else today."""
    if value:
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f'"{value}" is not a day like 2026-12-01.') from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else date.today()


@playbook.command()
@_shared
def check(config: Path | None, form: str) -> None:
    """Name everything that is wrong with the pages, the logs and the options.

    \b
    Examples:
      customary playbook check
      customary playbook check --config other/mkdocs.yml --format json
    """
    _, read = _read(config)
    if form == "json":
        problems = [_as_json(problem) for problem in read.problems]
        _print_json({"version": 1, "pages": len(read.site.book.pages), "problems": problems})
    else:
        for problem in read.problems:
            click.echo(str(problem))
        click.echo(f"{len(read.site.book.pages)} pages, {len(read.problems)} problems.", err=True)
    sys.exit(2 if read.problems else 0)


@playbook.command()
@_shared
@click.option("--today", callback=_day, metavar="YYYY-MM-DD", help="The day to judge by.")
def review(config: Path | None, form: str, today: date) -> None:
    """List the pages that are due for review, and dates that were moved with no other change.

    Ends with 1 where a review is overdue.

    \b
    Examples:
      customary playbook review
      customary playbook review --today 2026-12-01 --format json
    """
    from customary.playbook.review import date_only, due, review_json

    settings, read = _read(config)
    found = due(read.site.book.pages, today, settings.due_soon)
    moved = date_only(read.site.book.pages, settings.docs)
    if form == "json":
        _print_json(review_json(found, moved, today))
    else:
        for entry in found:
            when = f"overdue by {-entry.days}" if entry.overdue else f"due in {entry.days}"
            click.echo(f"{entry.page.path}: {when} days ({entry.page.owner or 'no owner'})")
        for page in moved:
            click.echo(
                f"{page.path}: the review date moved, and nothing else has changed since the one before"
            )
        click.echo(f"{len(found)} due, {len(moved)} with a moved date.", err=True)
    _end(read, any(entry.overdue for entry in found))


@playbook.command()
@_shared
def coverage(config: Path | None, form: str) -> None:
    """Show which practice is put to work where, and which is not.

    Ends with 1 where a practice is missing.

    \b
    Examples:
      customary playbook coverage
      customary playbook coverage --format json
    """
    from customary.pages.coverage import coverage_json
    from customary.playbook.practices import practices

    _, read = _read(config)
    found = read.site.coverage
    assert found is not None
    if form == "json":
        _print_json(coverage_json(found))
    else:
        for id, uses in found.uses.items():
            click.echo(f"{id}  {practices()[id].name}: {len(uses) or 'nothing yet'}")
            for use in uses:
                click.echo(f"      {use.kind}  {use.path}")
    _end(read, bool(found.missing))


@playbook.command()
@_shared
def readability(config: Path | None, form: str) -> None:
    """Score how hard each page reads, and name those that are harder than their kind should be.

    Ends with 1 where a page is too hard.

    \b
    Examples:
      customary playbook readability
      customary playbook readability --format json
    """
    from customary.pages.ease import page_readings
    from customary.playbook.readability import target, too_hard

    settings, read = _read(config)
    pages = read.site.book.pages
    scores = page_readings(read.texts, read.rules.facts, settings)
    hard = too_hard(pages, scores, settings.reading_ease)
    if form == "json":
        rows = [
            {
                "path": page.path,
                "kind": page.kind,
                "ease": scores[page.src].ease,
                "target": target(page, settings.reading_ease),
                "grade": scores[page.src].grade,
                "ari": scores[page.src].ari,
                "words": scores[page.src].words,
                "sentences": scores[page.src].sentences,
            }
            for page in pages
            if page.src in scores
        ]
        _print_json({"version": 1, "pages": rows, "findings": [_as_json(finding) for finding in hard]})
    else:
        for page in sorted((p for p in pages if p.src in scores), key=lambda p: (scores[p.src].ease, p.src)):
            score = scores[page.src]
            click.echo(f"{score.ease:5.0f}  grade {score.grade:4.1f}  {score.words:5} words  {page.path}")
        _say(hard)
    _end(read, bool(hard))


@playbook.command()
@_shared
@click.argument("log", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--csv", "as_csv", is_flag=True, help="Write the log as a CSV table instead.")
def complaints(config: Path | None, form: str, log: Path | None, as_csv: bool) -> None:
    """Show what the complaints of a log gave, and how far their lessons travelled.

    LOG is a YAML list or a CSV table; without it, the one of the plugin's option `complaints`.

    \b
    Examples:
      customary playbook complaints
      customary playbook complaints records/complaints.csv --format json
    """
    from customary.playbook import complaints as c

    if log is None:
        settings, read = _read(config)
        if settings.complaints is None:
            raise click.UsageError("No log: name one, or set the playbook plugin's option `complaints`.")
        found, problems = list(read.site.complaints or ()), list(read.problems)
    else:
        found, problems = c.load_complaints(log)
    learned = c.learning(found)
    if as_csv:
        click.echo(c.complaints_csv(found), nl=False)
    elif form == "json":
        _print_json({**c.learning_json(learned), "problems": [_as_json(p) for p in problems]})
    else:
        click.echo(f"Complaints: {learned.complaints}, learning stories: {learned.stories}, ", nl=False)
        click.echo(f"lessons told in training: {learned.trained}.")
        for use, count in learned.uses.items():
            click.echo(f"{count:4}  {use}")
        for complaint in learned.without_story:
            click.echo(f"no story yet: {complaint.on}  {complaint.what}")
    _say(problems)
    sys.exit(2 if problems else 0)


def _read(config: Path | None) -> tuple[Settings, Assembled]:
    """The playbook of `config` or of the nearest mkdocs.yml, with all its problems."""
    settings, problems = settings_of(config or find_config(Path.cwd()))
    if not settings.docs.is_dir():
        what = f"There is no folder {settings.docs}."
        raise BadInput(
            [ProblemInFile(str(config or "mkdocs.yml"), 0, 0, what, "Set docs_dir to the pages' folder.")]
        )
    read = assembled_from(settings)
    return settings, Assembled(read.site, read.rules, read.texts, (*problems, *read.problems))


def _end(read: Assembled, found: bool) -> None:
    """Leave with the exit code of the contract; bad input wins."""
    _say(read.problems)
    sys.exit(2 if read.problems else 1 if found else 0)


def _say(problems: Iterable[ProblemInFile]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _as_json(problem: ProblemInFile) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "what": problem.what,
        "remedy": problem.remedy,
    }
