"""load_assessment: one prospect's answers, YAML or JSON -> Assessment, or every problem that the file has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from customary.errors import BadInput, ProblemInFile, not_a_name, shortened
from customary.fit.answers import LONGEST_WORD, Unreadable, quoted, read_date
from customary.fit.compile import sha256
from customary.fit.json_file import load_json, parse_json
from customary.fit.model import Assessment, Rubric
from customary.fit.reading import MOST_NAMES, Reader, Steps
from customary.fit.reading_answers import read_answers
from customary.source import Document, load_yaml, parse_yaml

SETTINGS = (
    "prospect",
    "rubric",
    "rubric version",
    "publish",
    "on",
    "answers",
    "note",
    "signed",
    "outcome",
    "hours",
    "value",
)
SIGNED = ("by", "on", "verdict", "because")
OUTCOME = ("kept", "on", "note")


def load_document(path: Path, shown_as: str | None = None) -> Document:
    """An assessment file as a document, so that its rubric can be looked up before it is read."""
    name = shown_as or str(path)
    return load_json(path, name) if path.suffix.lower() == ".json" else load_yaml(path, name)


def document_of(text: str, shown_as: str) -> Document:
    """As `load_document`, from the text of a file called `shown_as`."""
    return parse_json(text, shown_as) if shown_as.lower().endswith(".json") else parse_yaml(text, shown_as)


def load_assessment(path: Path, rubric: Rubric, shown_as: str | None = None) -> Assessment:
    """Read one assessment for `rubric`. Raises BadInput with every problem, each with its line."""
    return read_assessment(load_document(path, shown_as), rubric)


def read_assessments(document: Document, rubric: Rubric) -> list[Assessment]:
    """All assessments of a file: one, or each of a list. Raises BadInput with the problems of all of them."""
    if not isinstance(document.data, list):
        return [read_assessment(document, rubric)]
    found: list[Assessment] = []
    problems: list[ProblemInFile] = []
    for position in range(len(document.data)):
        try:
            found.append(read_assessment(document, rubric, (position,)))
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(problems)
    return found


def read_assessment(document: Document, rubric: Rubric, place: Steps = ()) -> Assessment:
    """The assessment that stands at `place` of a document (the whole of it, unless a file holds a list of
    them)."""
    reader = Reader(document)
    data = document.data
    for step in place:
        data = data[step]
    data = reader.mapping(data, place, "an assessment")
    if not data:
        reader.bad(place, "There is no assessment here.", "Write one, or run customary fit new.")
    reader.stop_if_bad()
    data, answers_at = _answers_of(reader, data, place)
    rubric_id = reader.text(data, "rubric", place, LONGEST_WORD)
    if rubric_id and rubric_id != rubric.id:
        what = f'The assessment is of rubric "{shortened(rubric_id)}", not "{shortened(rubric.id)}".'
        reader.bad((*place, "rubric"), what, "Name the other rubric.")
    version = reader.text(data, "rubric version", place, 64)
    assessment = Assessment(
        prospect=_name(reader, data, place, document.path),
        rubric_id=rubric.id,
        answers=read_answers(reader, data.get("answers"), answers_at, rubric),
        on=_date(reader, data, "on", place),
        rubric_version=version,
        publish=_yes(reader, data, "publish", place),
        signed=_notes(reader, data, "signed", place, SIGNED),
        outcome=_notes(reader, data, "outcome", place, OUTCOME),
        hours=reader.whole(data, "hours", place, 0, 10**6),
        value=reader.whole(data, "value", place, 0, 10**12),
        warnings=(*_warnings(rubric, version), *reader.warnings),
        path=document.path,
    )
    reader.stop_if_bad()
    return assessment


def rubric_id_of(document: Document) -> str | None:
    """The rubric that the file says it belongs to."""
    data = document.data[0] if isinstance(document.data, list) and document.data else document.data
    name = data.get("rubric") if isinstance(data, dict) else None
    return name if isinstance(name, str) else None


def looks_like_rubric(document: Document) -> bool:
    """Whether a file holds a rubric rather than an assessment, a rubric with a misspelt setting included."""
    data = document.data
    if not isinstance(data, dict) or "answers" in data:
        return isinstance(data, dict) and "criteria" in data
    if "criteria" in data:
        return True
    tables = [key for key in list(data)[:MOST_NAMES] if isinstance(data[key], (dict, list))]
    return "verdicts" in tables or any(
        get_close_matches(key[:80], ("criteria",), cutoff=0.8) for key in tables
    )


def _answers_of(reader: Reader, data: dict[str, Any], place: Steps) -> tuple[dict[str, Any], Steps]:
    """The settings, and where the answers stand. A JSON file may hold nothing but the answers."""
    is_json = reader.document.path.lower().endswith(".json")
    if is_json:
        data = {
            key.replace("_", " ") if key.replace("_", " ") in SETTINGS else key: data[key] for key in data
        }
    if "answers" in data:
        if is_json:
            reader.likely_typos({k: v for k, v in data.items() if k not in SETTINGS}, place, SETTINGS)
        else:
            for key in data:
                if key not in SETTINGS:
                    reader.bad((*place, key), *not_a_name(key, "a setting", SETTINGS), on_key=True)
        return data, (*place, "answers")
    if is_json and "prospect" not in data:
        return {"answers": data}, place
    for key in data:
        if key not in SETTINGS:
            reader.bad((*place, key), *not_a_name(key, "a setting", SETTINGS), on_key=True)
    reader.bad(place, '"answers" is missing.', "Add it.")
    return data, place


def _name(reader: Reader, data: dict[str, Any], place: Steps, path: str) -> str:
    for key in ("prospect", "id", "title"):
        if data.get(key) is not None:
            return reader.text(data, key, place, LONGEST_WORD) or Path(path).stem
    return Path(path).stem


def _date(reader: Reader, data: dict[str, Any], key: str, place: Steps) -> date | None:
    if data.get(key) is None:
        return None
    try:
        return read_date(data[key])
    except Unreadable as wrong:
        reader.bad((*place, key), wrong.what, wrong.remedy)
        return None


def _yes(reader: Reader, data: dict[str, Any], key: str, place: Steps) -> bool:
    typed = data.get(key)
    if typed in (True, "yes", "true"):
        return True
    if typed not in (None, False, "no", "false"):
        reader.bad((*place, key), f"{quoted(typed)} is neither yes nor no.", "Write yes or no.")
    return False


def _notes(
    reader: Reader, data: dict[str, Any], key: str, place: Steps, names: tuple[str, ...]
) -> Mapping[str, str]:
    at = (*place, key)
    given = reader.mapping(data.get(key), at, "a group of settings")
    for name in given:
        if name not in names:
            reader.bad((*at, name), *not_a_name(name, "a setting", names), on_key=True)
    if given.get("on") is not None:
        _date(reader, given, "on", at)
    if given.get("kept") is not None:
        _yes(reader, given, "kept", at)
    return {name: reader.text(given, name, at) for name in given if given[name] is not None}


def _warnings(rubric: Rubric, version: str) -> tuple[str, ...]:
    today = sha256(rubric) if version else ""
    if not version or (len(version) >= 4 and today.startswith(version.lower())):
        return ()
    return (
        f"The assessment was made on version {shortened(version)} of the rubric; this is version "
        f"{today[:8]}. Read its answers again before you rely on the verdict.",
    )
