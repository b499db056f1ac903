"""`customary init`: a new playbook to edit."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import click

from customary.errors import BadInput, ProblemInFile, not_a_name, printable
from customary.starter import TRADE, Company, plan, trades
from customary.text import write_text

# What is asked, with what stands in the pages until somebody answers.
QUESTIONS = {
    "company": ("What is your organisation called?", ""),
    "trade": ("What do you do? One of: {trades}", TRADE),
    "town": ("In which town?", "our town"),
    "phone": ("On which number do customers reach you?", "our main number"),
    "mail": ("At which mail address?", "our mail address"),
    "hours": ("When?", "weekdays from 9 to 5"),
    "owner": ("Who looks after this playbook?", "The editor"),
    "notice": ("How many working days of notice does your work need?", "5"),
}


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--company", help="The name of your organisation.")
@click.option("--trade", metavar="NAME", help="clinic, hotel, agency, software or other.")
@click.option("--town", help="Where you are.")
@click.option("--phone", help="The number on which customers reach you.")
@click.option("--mail", help="The address at which customers reach you.")
@click.option("--hours", help="When customers reach you.")
@click.option("--owner", help="Who looks after the playbook.")
@click.option("--notice", help="Working days of notice that your work needs.")
@click.option(
    "--today", metavar="YYYY-MM-DD", help="The day on which the pages were reviewed; default: today."
)
def init(folder: Path, today: str | None, **given: str | None) -> None:
    """Write a new playbook into DIR: pages, rubrics, settings and a CI example, ready to build.

    Asks for your facts on a terminal; takes options otherwise. Nothing that is there is overwritten.

    \b
    Examples:
      customary init our-playbook
      customary init our-playbook --company "Quay Clinic" --trade clinic --phone "0800 1234"
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "There is something here already."
        raise BadInput([ProblemInFile(str(folder), 0, 0, what, "Name a new or an empty folder.")])
    company = _company(_answers(given), _day(today))
    files = plan(company)
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_text(target, text)
    click.echo(f"Wrote {len(files)} files to {printable(str(folder))}.")
    click.echo(f"\nNext:\n  cd {printable(str(folder))}\n  pip install -r requirements.txt\n  mkdocs serve")


def _answers(given: dict[str, str | None]) -> dict[str, str]:
    asking = sys.stdin.isatty() and given["company"] is None
    answers = {}
    for name, (question, default) in QUESTIONS.items():
        value = given[name]
        if value is None and asking:
            text = question.format(trades=", ".join(trades()))
            value = click.prompt(text, default=default or None, err=True)
        answers[name] = str(default if value is None else value).strip()
    return answers


def _company(answers: dict[str, str], today: str) -> Company:
    problems = [
        (f"--{name}: the text holds a control character or a direction mark.", "Type it again.")
        for name, value in answers.items()
        if printable(value) != value
    ]
    problems += [
        (f"--{name}: the text holds an angle bracket.", "Leave it out: themes print names as they are.")
        for name, value in answers.items()
        if "<" in value or ">" in value
    ]
    problems += [
        (f"--{name}: {len(value)} characters are too many.", "Use at most 200.")
        for name, value in answers.items()
        if len(value) > 200
    ]
    if not answers["company"]:
        problems.append(
            ("--company is missing.", 'Say what your organisation is called: --company "Quay Clinic".')
        )
    if answers["trade"] not in trades():
        what, remedy = not_a_name(answers["trade"], "a trade that the starter knows", trades())
        problems.append((f"--trade: {what}", remedy))
    if not (
        answers["notice"].isdecimal() and answers["notice"].isascii() and int(answers["notice"][:9]) <= 250
    ):
        problems.append(("--notice: this is not a number of working days.", "Write 1 to 250."))
    if problems:
        raise BadInput(ProblemInFile("init", 0, 0, what, remedy) for what, remedy in problems)
    return Company(
        answers["company"], answers["trade"], answers["town"], answers["phone"], answers["mail"],
        answers["hours"], answers["owner"], int(answers["notice"]), today,
    )  # fmt: skip


def _day(today: str | None) -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if today is None and epoch:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date().isoformat()
    try:
        return (dt.date.fromisoformat(today) if today else dt.date.today()).isoformat()
    except ValueError:
        what = f'--today: "{today}" is not a date.'
        raise BadInput([ProblemInFile("init", 0, 0, what, "Write it as 2026-11-22.")]) from None
