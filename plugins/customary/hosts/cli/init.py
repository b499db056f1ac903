"""`customary init`: a new playbook to edit."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from customary.errors import BadInput, ProblemInFile, not_a_name, printable
from customary.starter import TRADE, Company, plan, trades
from customary.text import write_text

# What is asked, with what stands in the pages until somebody answers.
QUESTIONS = {
    "company": ("What is your organisation called?", ""),
    "trade": ("What are you: {trades}?", TRADE),
    "town": ("In which town?", "our town"),
    "phone": ("On which number do customers reach you?", "our main number"),
    "mail": ("At which mail address?", "our mail address"),
    "hours": ("At which hours?", "weekdays from 9 to 5"),
    "owner": ("Who looks after this playbook?", "The editor"),
    "notice": ("How many working days of notice does your work need?", "5"),
}
LONGEST = 200
"""Characters of an answer."""
MOST_NOTICE = 250
"""Working days of notice: about a year."""


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
    if asking:
        click.echo("Eight short questions. Enter takes what stands in brackets.", err=True)
    answers = {}
    for name, (question, default) in QUESTIONS.items():
        value = given[name]
        if value is None and asking:
            text = question.format(trades=", ".join(trades()))
            value = click.prompt(
                text, default=default or None, value_proc=_checked(name), prompt_suffix=" ", err=True
            )
        answers[name] = str(default if value is None else value).strip()
    return answers


def _checked(name: str) -> Callable[[str], str]:
    """For a question: asks again, saying why, where the answer to `name` will not do."""

    def checked(answer: str) -> str:
        faults = [f"{what[:1].upper()}{what[1:]} {remedy}" for what, remedy in _faults(name, answer.strip())]
        if faults:
            raise click.UsageError(" ".join(faults))
        return answer

    return checked


def _company(answers: dict[str, str], today: str) -> Company:
    problems = [
        (f"--{name}: {what}", remedy)
        for name, value in answers.items()
        for what, remedy in _faults(name, value)
    ]
    if problems:
        raise BadInput(ProblemInFile("init", 0, 0, what, remedy) for what, remedy in problems)
    return Company(
        answers["company"], answers["trade"], answers["town"], answers["phone"], answers["mail"],
        answers["hours"], answers["owner"], int(answers["notice"]), today,
    )  # fmt: skip


def _faults(name: str, value: str) -> list[tuple[str, str]]:
    """What is wrong with the answer `value` to the question `name`, each with its remedy."""
    found = []
    if printable(value) != value:
        found.append(("the text holds a control character or a direction mark.", "Type it again."))
    if "<" in value or ">" in value:
        found.append(("the text holds an angle bracket.", "Leave it out: themes print names as they are."))
    if len(value) > LONGEST:
        found.append((f"{len(value)} characters are too many.", f"Use at most {LONGEST}."))
    if name == "company" and not value:
        found.append(("it is missing.", 'Say what your organisation is called, like "Quay Clinic".'))
    if name == "trade" and value not in trades():
        found.append(not_a_name(value, "a trade that the starter knows", trades()))
    if name == "notice" and not (
        value.isdecimal() and value.isascii() and 1 <= int(value[:9]) <= MOST_NOTICE
    ):
        found.append(("this is not a number of working days.", f"Write 1 to {MOST_NOTICE}."))
    return found


def _day(today: str | None) -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if today is None and epoch:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date().isoformat()
    try:
        return (dt.date.fromisoformat(today) if today else dt.date.today()).isoformat()
    except ValueError:
        what = f'--today: "{today}" is not a date.'
        raise BadInput([ProblemInFile("init", 0, 0, what, "Write it as 2026-11-22.")]) from None
