"""`customary audit settings`: ten questions about who the customers are."""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import click

from customary.audit.settings import FILE, shown
from customary.audit.survey import QUESTIONS, Question, Sighting, by_folder, questions, sightings
from customary.audit.sweep import Sweep
from customary.audit.writing import Answers, place_for, write_answers
from customary.errors import BadInput, ProblemInFile, nearest, printable
from customary.hosts.cli.audit import files_of, tell, write
from customary.hosts.cli.audit import shown as with_progress


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--yes", "yes", multiple=True, metavar="TERM", help="This word names our customers (repeat it)."
)
@click.option("--no", "no", multiple=True, metavar="TERM", help="This word does not (repeat it).")
@click.option(
    "--all", "everything", is_flag=True, help=f"Ask more than the {QUESTIONS} most telling questions."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to write.")
@click.option("-o", "--output", metavar="FILE", help=f"Write the answers here instead of the nearest {FILE}.")
def settings(
    paths: tuple[str, ...],
    yes: tuple[str, ...],
    no: tuple[str, ...],
    everything: bool,
    form: str,
    output: str | None,
) -> None:
    """Ask who your customers are, once a word and folder, and write the answers to customary.yml.

    Each question comes with five real contexts. Answer yes, no, or some: then the folders are asked about
    one by one. With --yes and --no nothing is asked; TERM:FOLDER/ answers for one folder. Without a terminal
    the questions are only listed.

    \b
    Examples:
      customary audit settings
      customary audit settings docs/ --yes guest --no participant
      customary audit settings docs/ --no client:docs/platform/
      customary audit settings docs/ --format json
    """
    sweep = Sweep()
    asked, known = _questions(paths, sweep)
    place = Path(output) if output else place_for(paths or (".",), Path.cwd())
    base = place.parent
    if yes or no:
        answers = _told(yes, no, known, base)
    elif form == "json":
        write(_as_json(asked))
        answers = Answers()
    elif sys.stdin.isatty() and sys.stdout.isatty():
        answers = _ask(asked if everything else asked[:QUESTIONS], base)
    else:
        for question in asked if everything else asked[:QUESTIONS]:
            write(_shown(question))
        answers = Answers()
    sweep.close()
    if answers:
        tell(f"{printable(shown(place))}: {line}" for line in write_answers(place, answers))
    if len(asked) > QUESTIONS and not everything and not (yes or no):
        tell([f"{len(asked) - QUESTIONS} more questions settle less; see them with --all."])
    tell(sweep.notes)
    tell(map(str, sorted(sweep.problems)))
    sys.exit(2 if sweep.problems else 0)


def _questions(paths: tuple[str, ...], sweep: Sweep) -> tuple[list[Question], frozenset[str]]:
    """The questions about `paths`, and every term that there is a rule for."""
    from customary.audit.run import examine

    seen: list[Sighting] = []
    terms: set[str] = set()
    for path in with_progress(files_of(paths, sweep.problems)):
        page = sweep.page(path, findings=False)
        if page:
            terms |= page.lexicon.by_term.keys()
            told = examine(page.text, page.format, page.lexicon, page.settings)
            seen += sightings(page.path, told, page.lexicon, page.settings)
    if not terms:
        from customary.audit.pack import load_packs

        terms = set(load_packs().by_term)
    return questions(seen), frozenset(terms)


def _ask(asked: Sequence[Question], base: Path) -> Answers:
    yes: set[str] = set()
    no: set[str] = set()
    folders: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    waiting = [(question, True) for question in reversed(asked)]
    while waiting:
        question, whole = waiting.pop()
        click.echo(_shown(question), nl=False)
        choices = click.Choice(["yes", "no", "some", "skip", "quit"])
        answer = click.prompt(
            "yes / no / some / skip / quit", type=choices, default="skip", show_choices=False
        )
        if answer == "quit":
            break
        if answer == "some":
            waiting += [(inner, False) for inner in reversed(by_folder(question))]
        elif answer in ("yes", "no"):
            where = (yes, no) if whole else folders[_below(question.folder, base)]
            where[0 if answer == "yes" else 1].add(question.term)
    inner = {folder: (frozenset(a), frozenset(b)) for folder, (a, b) in folders.items()}
    return Answers(frozenset(yes), frozenset(no), inner)


def _told(yes: Sequence[str], no: Sequence[str], known: frozenset[str], base: Path) -> Answers:
    """The answers given as options. Raises BadInput for a word without a rule or with both answers."""
    problems: list[ProblemInFile] = []
    words: tuple[dict[str, set[str]], dict[str, set[str]]] = (defaultdict(set), defaultdict(set))
    for side, option, given in ((0, "--yes", yes), (1, "--no", no)):
        for text in given:
            term, _, folder = text.partition(":")
            term = " ".join(term.casefold().split())
            meant = nearest(term, known)
            if side == 1 and term not in known:
                remedy = f'Did you mean "{meant}"?' if meant else "Name a word in the singular."
                problems.append(ProblemInFile(option, 0, 0, f'No rule finds "{term}".', remedy))
            elif side == 0 and term not in known and meant and (term.removesuffix("s") == meant or not term):
                problems.append(ProblemInFile(option, 0, 0, f'"{term}" is a plural.', f'Write "{meant}".'))
            words[side][_below(folder, base) if folder else ""].add(term)
    for folder in words[0].keys() & words[1].keys():
        for term in sorted(words[0][folder] & words[1][folder]):
            problems.append(
                ProblemInFile("--yes", 0, 0, f'"{term}" is answered with yes and with no.', "Keep one.")
            )
    if problems:
        raise BadInput(problems)
    inner = {
        f: (frozenset(words[0].get(f, ())), frozenset(words[1].get(f, ())))
        for f in sorted({*words[0], *words[1]} - {""})
    }
    return Answers(frozenset(words[0].get("", ())), frozenset(words[1].get("", ())), inner)


def _below(folder: str, base: Path) -> str:
    """`folder` (from the current folder) as the settings file at `base` would name it."""
    inside = os.path.relpath(folder, base).replace(os.sep, "/")
    if inside.startswith(".."):
        what = "The folder does not lie below the settings file."
        raise BadInput(
            [ProblemInFile(folder, 0, 0, what, f"Choose another file with -o, such as {folder}/{FILE}.")]
        )
    return inside.strip("/") + "/"


def _shown(question: Question) -> str:
    where = f" in {question.folder}" if question.folder else ""
    weight = f"{question.count} place{'s' * (question.count != 1)}, {question.open} open"
    lines = ["", f'Is "{question.term}"{where} a word for your customers?  ({weight})']
    lines += [f"  {s.path}: …{s.before}[{s.surface}]{s.after}…" for s in question.contexts]
    return "".join(printable(line) + "\n" for line in lines)


def _as_json(asked: Sequence[Question]) -> str:
    told = [
        {
            "term": q.term,
            "folder": q.folder,
            "places": q.count,
            "open": q.open,
            "contexts": [
                {"path": s.path, "before": s.before, "surface": s.surface, "after": s.after}
                for s in q.contexts
            ],
        }
        for q in asked
    ]
    return json.dumps({"version": 1, "questions": told}, ensure_ascii=False, indent=1) + "\n"
