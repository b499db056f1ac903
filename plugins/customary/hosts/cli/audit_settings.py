"""`customary audit settings`: ten questions about who the customers are."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sys
from collections import defaultdict, deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from customary.audit.settings import FILE, shown
from customary.audit.suppress import singular
from customary.audit.survey import (
    QUESTIONS,
    Question,
    Sighting,
    by_folder,
    elsewhere,
    other_words,
    questions,
    sightings,
)
from customary.audit.sweep import Sweep
from customary.audit.writing import Answers, place_for, write_answers
from customary.errors import BadInput, ProblemInFile, nearest, printable, shortened
from customary.hosts.cli.audit import NO_FILE, files_of, is_terminal, tell, write
from customary.hosts.cli.audit import shown as with_progress
from customary.hosts.cli.audit_ask import QUIT, ask

CHOICES = ["yes", "no", "some", "skip", "back", QUIT]
HOW = """
yes    the word names your customers
no     it doesn't
some   ask again, folder by folder
skip   leave it open (Enter does the same)
back   the question before
quit   write what is answered so far, and stop
"""
LISTED = 'Answer in a terminal, or with --yes and --no, such as "--yes {}".'


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
    one by one. Stop when you like, also with Ctrl-C: what is answered is written. With --yes and --no nothing
    is asked; TERM:FOLDER/ answers for one folder. Without a terminal the questions are only listed.

    \b
    Examples:
      customary audit settings
      customary audit settings docs/ --yes guest --no participant
      customary audit settings docs/ --no client:docs/platform/
      customary audit settings docs/ --format json
    """
    survey = _Survey(paths, [_term(text) for text in yes])
    place = Path(output) if output else place_for(paths or (".",), Path.cwd())
    asked = survey.asked if everything else survey.asked[:QUESTIONS]
    if yes or no:
        answers = _told(yes, no, survey, place.parent)
    elif form == "json":
        write(_as_json(survey.asked))
        answers = Answers()
    elif is_terminal(sys.stdin) and is_terminal(sys.stdout):
        answers = _Interview(asked, place.parent).answers()
    else:
        write("".join(f"\n{_shown(question)}" for question in asked))
        answers = Answers()
    _say_what_was_done(place, answers, survey, listed=form == "text")
    if len(survey.asked) > len(asked) and not (yes or no):
        tell([f"{len(survey.asked) - len(asked)} more questions settle less; see them with --all."])
    tell(survey.sweep.notes)
    tell(map(str, sorted(survey.sweep.problems)))
    sys.exit(2 if survey.sweep.problems else 0)


def _say_what_was_done(place: Path, answers: Answers, survey: _Survey, listed: bool) -> None:
    if answers:
        done = write_answers(place, answers)
        name = shown(place)
        tell(f"{name}: {line}" for line in done or ["It says so already."])
        if done:
            tell([f"See what changes: {shlex.join(['customary', 'audit', 'check', *survey.paths])}"])
    elif not survey.sweep.files and not survey.sweep.problems:
        tell([NO_FILE])
    elif not survey.asked and survey.sweep.files and listed:
        tell(["Nothing to ask: every word is declared, or clear from its page."])
    elif not (is_terminal(sys.stdin) and is_terminal(sys.stdout)) and survey.asked and listed:
        tell([LISTED.format(survey.asked[0].term)])
    if survey.others and listed:
        words = ", ".join(f"{term} ({number})" for term, number in survey.others)
        tell([f"Looked for only where you declare them: {words}. Are they your customers? Add --yes TERM."])


class _Survey:
    """What there is to ask about some paths."""

    def __init__(self, paths: tuple[str, ...], given: Sequence[str] = ()) -> None:
        from customary.audit.run import examine
        from customary.audit.suppress import whole_page

        self.paths = paths
        self.sweep = Sweep()
        self.terms: set[str] = set()
        """Every term that there is a rule for."""
        self.standing: set[str] = set()
        """Those of the words `given` as an answer that stand in a page."""
        forms = {term: re.compile(_form(term), re.IGNORECASE) for term in given if term}
        seen: list[Sighting] = []
        others: defaultdict[str, int] = defaultdict(int)
        for path in with_progress(files_of(paths, self.sweep.problems)):
            page = self.sweep.page(path, findings=False)
            if page and len(self.standing) < len(forms):
                self.standing |= {term for term, form in forms.items() if form.search(page.text)}
            if not page or whole_page(page.text, page.format.name) == "off":
                continue
            self.terms |= page.lexicon.by_term.keys()
            told = examine(page.text, page.format, page.lexicon, page.settings, explain=False)
            seen += sightings(page.path, told, page.lexicon, page.settings)
            for term in other_words(page.text, page.format, page.lexicon, page.settings):
                others[term] += 1
        self.sweep.close()
        self.asked = questions(seen)
        """Most telling first."""
        self.others = sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))
        """Words that no rule looks for until they are declared, with how often they stand there."""
        if not self.terms:
            from customary.audit.pack import load_packs

            self.terms = set(load_packs().by_term)


class _Interview:
    """The questions, one after the other, and back again. What is known is the list of answers: all else is
    worked out from it, so that going back is taking one off."""

    def __init__(self, asked: Sequence[Question], base: Path) -> None:
        self._asked, self._base = asked, base
        self._given: list[str] = []

    def answers(self) -> Answers:
        """Ask, until there is nothing left to ask or the writer stops."""
        if self._asked:
            click.echo(HOW, nl=False)
        with suppress(KeyboardInterrupt):  # between two questions; at a question it is an answer
            self._go_through()
        return self._in_words()

    def _go_through(self) -> None:
        while waiting := self._played()[1]:
            question, _ = waiting[0]
            number = len(self._given) + 1
            click.echo(f"\n{number} of {number + len(waiting) - 1}: {_in_a_terminal(question)}", nl=False)
            answer = ask(" / ".join(CHOICES) + ":", CHOICES, "skip")
            if answer == QUIT:
                break
            if answer == "back":
                del self._given[-1:]
                continue
            self._given.append(answer)
            if answer == "some":
                _say_what_is_left(question)

    def _played(self) -> tuple[list[tuple[Question, bool, str]], list[tuple[Question, bool]]]:
        """The questions answered so far (question, whether it is for the whole tree, answer), and those that
        wait."""
        waiting = deque((question, True) for question in self._asked)
        done = []
        for answer in self._given:
            question, whole = waiting.popleft()
            done.append((question, whole, answer))
            if answer == "some":
                waiting.extendleft((inner, False) for inner in reversed(by_folder(question)))
        return done, list(waiting)

    def _in_words(self) -> Answers:
        told: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for question, whole, answer in self._played()[0]:
            if answer in ("yes", "no"):
                where = "" if whole else _below(question.folder, self._base)
                told[where][answer == "no"].add(question.term)
        return _answers(told)


def _say_what_is_left(question: Question) -> None:
    left = elsewhere(question)
    if left == question.count:
        click.echo("All of it lies in one folder, so the audit judges each place by itself.")
    elif left:
        places = f"{left} place{'s' * (left != 1)}"
        click.echo(f"{places} in {question.folder or 'the top folder'} itself: judged one by one.")


def _told(yes: Sequence[str], no: Sequence[str], survey: _Survey, base: Path) -> Answers:
    """The answers given as options. Raises BadInput for a word without a rule or with both answers, and for
    a folder that isn't there."""
    problems: list[ProblemInFile] = []
    told: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for side, option, given in ((0, "--yes", yes), (1, "--no", no)):
        for text in given:
            term, folder = _term(text), text.partition(":")[2]
            problems += _doubts(option, term, survey)
            try:
                where = _below(folder, base, option) if folder else ""
            except BadInput as bad:
                problems += bad.problems
                continue
            told[where][side].add(term)
    for called, other in told.values():
        for term in sorted(called & other):
            what = f'"{term}" is answered with yes and with no.'
            problems.append(ProblemInFile("--yes", 0, 0, what, "Keep one."))
    if problems:
        raise BadInput(problems)
    return _answers(told)


def _term(text: str) -> str:
    """The word of an answer such as "guest:docs/inn/"."""
    return " ".join(text.partition(":")[0].casefold().split())


def _form(term: str) -> str:
    """A regular expression for the word and its plural, however its lines are broken."""
    words = r"\s+".join(map(re.escape, term.removesuffix("y").split()))
    return rf"(?<!\w){words}{'(?:y|ies)' if term.endswith('y') else '(?:e?s)?'}(?!\w)"


def _doubts(option: str, term: str, survey: _Survey) -> list[ProblemInFile]:
    """What is wrong with a term: no word at all, a plural, or no word that a rule could keep from changing.
    A word of one's own that stands in a page may be said to name customers; it is looked for from then on."""
    from customary.audit.pack import load_packs, names_of_packs

    known = survey.terms | {term for term, _ in survey.others}
    everywhere = known | load_packs(names_of_packs()).by_term.keys()
    meant = nearest(term, known) or nearest(term, everywhere)
    one = next((t for t in (term.removesuffix("s"), singular(term)) if t != term and t in everywhere), None)
    if not any(c.isalpha() for c in term):
        return [ProblemInFile(option, 0, 0, f'"{term}" is not a word.', "Name one in the singular.")]
    if term in known or (option == "--yes" and term in everywhere):
        return []
    if one:
        return [ProblemInFile(option, 0, 0, f'"{term}" is a plural.', f'Write "{one}".')]
    if option == "--no":
        remedy = f'Did you mean "{meant}"?' if meant else "Name a word in the singular."
        return [ProblemInFile(option, 0, 0, f'No rule finds "{term}".', remedy)]
    if survey.sweep.files and term not in survey.standing:
        remedy = f'Did you mean "{meant}"?' if meant else "Name a word of your pages, in the singular."
        what = f'"{shortened(term)}" stands in none of these pages, and no pack has it.'
        return [ProblemInFile(option, 0, 0, what, remedy)]
    if meant:
        tell([f'"{term}" is a word of your own, looked for from now on. Did you mean "{meant}"?'])
    return []


def _answers(told: dict[str, tuple[set[str], set[str]]]) -> Answers:
    made = {folder: (frozenset(yes), frozenset(no)) for folder, (yes, no) in sorted(told.items())}
    yes, no = made.pop("", (frozenset(), frozenset()))
    return Answers(yes, no, made)


def _below(folder: str, base: Path, option: str = "") -> str:
    """`folder` (from the current folder) as the settings file at `base` would name it."""
    if not Path(folder).is_dir():
        problems: list[ProblemInFile] = []
        files_of((folder.rstrip("/"),), problems)
        remedy = problems[0].remedy if problems else "Name a folder."
        raise BadInput([ProblemInFile(option or folder, 0, 0, f'There is no folder "{folder}".', remedy)])
    inside = os.path.relpath(folder, base).replace(os.sep, "/").strip("/")
    if inside == "." or inside.startswith(".."):
        what = "The folder does not lie below the settings file."
        remedy = f"Choose another file with -o, such as {folder.rstrip('/')}/{FILE}."
        raise BadInput([ProblemInFile(folder, 0, 0, what, remedy)])
    return f"{inside}/"


def _shown(question: Question) -> str:
    places = [f"  {s.path}: …{s.before}[{s.surface}]{s.after}…" for s in question.contexts]
    return _lines(f"{question.words} ({question.stake})", places)


def _in_a_terminal(question: Question) -> str:
    """The question with its places cut to the width of the terminal."""
    width = shutil.get_terminal_size().columns
    places = [_place(s, s.path[len(question.folder) :], width) for s in question.contexts]
    return _lines(f"{question.words} ({question.stake})", places)


def _lines(head: str, places: Sequence[str]) -> str:
    return "".join(printable(line) + "\n" for line in (head, *places))


def _place(sighting: Sighting, path: str, width: int) -> str:
    """A line of at most `width` characters where that can be: the path cut to its end, the text at words, on
    both sides alike."""
    path = path if len(path) <= width // 3 else f"…{path[1 - width // 3 :]}"
    word = f"[{sighting.surface}]"
    before, after = sighting.before, sighting.after
    room = max(width - len(f"  {path}: ……") - len(word), 20)
    while len(before) + len(after) > room and (" " in before.strip() or " " in after.strip()):
        if len(before) >= len(after) and " " in before.strip():
            before = before.lstrip().partition(" ")[2]
        elif " " in after.strip():
            after = after.rstrip().rpartition(" ")[0]
        else:
            break
    return f"  {path}: …{before}{word}{after}…"


def _as_json(asked: Sequence[Question]) -> str:
    told = [
        {
            "term": q.term,
            "folder": q.folder,
            "places": q.count,
            "open": q.open,
            "question": q.words,
            "contexts": [
                {"path": s.path, "before": s.before, "surface": s.surface, "after": s.after}
                for s in q.contexts
            ],
        }
        for q in asked
    ]
    return json.dumps({"version": 1, "questions": told}, ensure_ascii=False, indent=1) + "\n"
