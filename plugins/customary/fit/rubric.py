"""load_rubric: a rubric file, YAML or canonical JSON -> Rubric, or every problem that it has."""

from __future__ import annotations

from pathlib import Path

from customary.errors import BadInput, ProblemInFile, not_a_name
from customary.fit.assess import assess
from customary.fit.assessment import looks_like_rubric
from customary.fit.canonical import read_canonical
from customary.fit.json_file import load_json, parse_json
from customary.fit.model import Example, Rubric, Verdict
from customary.source import load_yaml, parse_yaml

SUFFIXES = (".yml", ".yaml", ".json")


def load_rubric(path: Path, shown_as: str | None = None) -> Rubric:
    """Read, check and try one rubric file. Its own worked examples have to come out.

    Raises BadInput with every problem, each with its line.
    """
    name = shown_as or str(path)
    if path.suffix.lower() == ".json":
        return read_canonical(load_json(path, name))
    from customary.fit.rubric_yaml import (
        read_rubric_yaml,
    )  # brings pydantic, which canonical JSON can do without

    rubric = read_rubric_yaml(load_yaml(path, name))
    try_examples(rubric, name)
    return rubric


def rubric_from_text(text: str, shown_as: str) -> Rubric:
    """As `load_rubric`, from the text of a file called `shown_as`."""
    if shown_as.lower().endswith(".json"):
        return read_canonical(parse_json(text, shown_as))
    from customary.fit.rubric_yaml import read_rubric_yaml

    rubric = read_rubric_yaml(parse_yaml(text, shown_as))
    try_examples(rubric, shown_as)
    return rubric


def try_examples(rubric: Rubric, path: str) -> None:
    """Raise BadInput for the worked examples that don't come out as they say."""
    problems = []
    for example in rubric.examples:
        what = _what_differs(rubric, example, assess(rubric, example.answers))
        if what:
            remedy = "Correct the example, or the rubric."
            problems.append(ProblemInFile(path, example.line, 0, f'Example "{example.name}": {what}', remedy))
    if problems:
        raise BadInput(problems)


def find_rubric(rubric_id: str, folder: Path) -> Path:
    """The file in `folder` that holds the rubric called `rubric_id`. Raises BadInput with the nearest
    name."""
    by_id = rubrics_in(folder)
    if rubric_id in by_id:
        return by_id[rubric_id]
    if not by_id:
        raise BadInput([no_rubrics(folder)])
    what, remedy = not_a_name(rubric_id, f"a rubric in {folder}", by_id)
    raise BadInput([ProblemInFile(str(folder), 0, 0, what, remedy)])


def no_rubrics(folder: Path) -> ProblemInFile:
    """What to say of a folder in which no rubric stands, or that isn't there."""
    what = "There is no rubric in this folder." if folder.is_dir() else "There is no such folder here."
    remedy = (
        "Write a first rubric with customary fit draft, start with customary init, "
        "or name another folder with --rubrics."
    )
    return ProblemInFile(str(folder), 0, 0, what, remedy)


def rubrics_in(folder: Path) -> dict[str, Path]:
    """The rubric files of a folder by id, without reading more of them than that. Broken ones go by file
    name."""
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix.lower() in SUFFIXES and path.is_file() and not path.name.endswith(".schema.json"):
            name = _id_of(path)
            if name is not None:
                found.setdefault(name, path)
    return found


def _id_of(path: Path) -> str | None:
    """The id that a file gives its rubric; None where it holds something else."""
    try:
        document = load_json(path) if path.suffix.lower() == ".json" else load_yaml(path)
    except BadInput:
        return path.stem
    if not looks_like_rubric(document):
        return None
    name = document.data.get("rubric")
    return name if isinstance(name, str) else path.stem


def _what_differs(rubric: Rubric, example: Example, verdict: Verdict) -> str:
    if example.verdict is not None and verdict.verdict != example.verdict:
        got = _span([rubric.verdicts[n] for n in verdict.verdict]) if verdict.verdict else verdict.state
        return f"the verdict is {got}, not {_span([rubric.verdicts[n] for n in example.verdict])}."
    score = None if verdict.score is None else (verdict.score[0] // 10, verdict.score[1] // 10)
    if example.score is not None and score != example.score:
        got = _span([str(n) for n in score]) if score else verdict.state
        return f"the score is {got}, not {_span([str(n) for n in example.score])}."
    return ""


def _span(ends: list[str]) -> str:
    return f'"{ends[0]}"' if ends[0] == ends[1] else f'"{ends[0]}" to "{ends[1]}"'
