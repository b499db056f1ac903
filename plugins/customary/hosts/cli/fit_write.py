"""`customary fit new` and `customary fit draft`: an empty assessment, and a first rubric."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from customary.errors import BadInput, ProblemInFile
from customary.hosts.cli.fit import rubric_named


@click.command()
@click.argument("rubric", type=click.Path(path_type=Path))
@click.option("--prospect", default="", help="The prospect's name.")
@click.option("--rubrics", "folder", type=click.Path(path_type=Path), help="The folder of rubrics.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this new file.")
def new(rubric: Path, prospect: str, folder: Path | None, output: Path | None) -> None:
    """Write an empty assessment: every question, with what can be answered, as comments.

    \b
    Examples:
      customary fit new customer-fit -o northside.yml --prospect "Northside Schools"
      customary fit new fit_rubrics/customer-fit.yml > blank.yml
    """
    from customary.fit.assessment_yaml import blank_assessment

    found, version = rubric_named(rubric, folder)
    _write_new(blank_assessment(found, version, prospect), output)


@click.command()
@click.option("--company", help="The company's name.")
@click.option("--id", "rubric", help="The rubric's id.")
@click.option("--notice", type=click.IntRange(1, 1000), help="Working days of notice that the work takes.")
@click.option("--custom", type=click.IntRange(0, 100), help="Share of orders made to measure, in a hundred.")
@click.option("--contact", help="How customers are looked after: a word of the scale.")
@click.option("--newness", help="How much that is new suits the company: a word of the scale.")
@click.option("--offers", help="The kinds of work the company does, with commas between.")
@click.option("--investment", type=click.IntRange(0, 10**9), help="What may be spent before a first order.")
@click.option("--currency", help="The unit of that, such as thousand euro.")
@click.option("--refer-to", "refer_to", help="Whom to recommend when a prospect is declined.")
@click.option("--defaults", is_flag=True, help="Ask nothing: take the usual values for what is not given.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this new file.")
def draft(defaults: bool, output: Path | None, **given: Any) -> None:
    """Ask a company for its own facts and write a first rubric, with comments, that passes fit check.

    \b
    Examples:
      customary fit draft -o fit_rubrics/our-fit.yml
      customary fit draft --company "Harbour Print" --notice 10 --offers "printing, binding" --defaults
    """
    from customary.fit.draft import CONTACT, NEWNESS, Facts, drafted
    from customary.fit.rubric import rubric_from_text

    if output is not None and output.exists():
        raise BadInput([_taken(output)])
    usual = Facts()
    words = {"contact": CONTACT, "newness": NEWNESS}
    known: dict[str, Any] = {}
    for name, question in QUESTIONS.items():
        value = given[name]
        if value is None and not defaults:
            value = _asked(question, getattr(usual, name), words.get(name))
        known[name] = _checked(name, getattr(usual, name) if value is None else value, words.get(name))
    text = drafted(Facts(**known))
    rubric_from_text(text, str(output or "draft.yml"))  # what is written here has been read
    _write_new(text, output)


QUESTIONS = {
    "company": "What is the company called?",
    "rubric": "What should the rubric be called (its id)?",
    "notice": "How many working days of notice does your work take?",
    "custom": "How many orders in a hundred may be made to measure?",
    "contact": "How do you look after customers?",
    "newness": "How often do you like to try something new?",
    "offers": "Which kinds of work do you do? (with commas between)",
    "investment": "How much may you spend before a customer's first order?",
    "currency": "In which unit is that?",
    "refer_to": "Whom do you recommend when you decline? (may be empty)",
}


def _asked(question: str, usual: Any, words: tuple[str, ...] | None) -> Any:
    kind: Any = click.Choice(words) if words else click.IntRange(0, 10**9) if isinstance(usual, int) else str
    shown = ", ".join(usual) if isinstance(usual, tuple) else usual
    return click.prompt(question, default=shown, type=kind, err=True)


def _checked(name: str, value: Any, words: tuple[str, ...] | None) -> Any:
    """The fact as the draft wants it, or BadInput with the option that is wrong."""
    from customary.errors import not_a_name

    if words and value not in words:
        raise BadInput([ProblemInFile(f"--{name}", 0, 0, *not_a_name(str(value), "on the scale", words))])
    if isinstance(value, str) and len(value) > 300:
        what = f"A text of {len(value)} characters is too long."
        raise BadInput([ProblemInFile(f"--{name}", 0, 0, what, "Shorten it.")])
    if name == "offers" and isinstance(value, str):
        value = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
        if not value:
            raise BadInput(
                [ProblemInFile("--offers", 0, 0, "No kind of work is named.", "Name at least one.")]
            )
    if name in ("company", "rubric", "currency") and not str(value).strip():
        raise BadInput([ProblemInFile(f"--{name}", 0, 0, "The text is empty.", "Write it, or leave it out.")])
    return value


def _write_new(text: str, output: Path | None) -> None:
    from customary.text import write_text

    if output is None:
        click.echo(text, nl=False)
        return
    if output.exists():
        raise BadInput([_taken(output)])
    output.parent.mkdir(parents=True, exist_ok=True)
    write_text(output, text)
    click.echo(f"Written to {output}.", err=True)


def _taken(output: Path) -> ProblemInFile:
    return ProblemInFile(
        str(output), 0, 0, "The file is there already.", "Choose another name, or remove it."
    )
