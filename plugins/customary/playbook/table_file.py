"""Rows from a log that people keep: a YAML list or a CSV table, each row with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from customary.errors import BadInput, ProblemInFile, not_a_name
from customary.source import parse_yaml
from customary.text import read_text


@dataclass(frozen=True, slots=True)
class Row:
    """One row: texts by column (empty where nothing stands), lists for columns that hold several."""

    path: str
    line: int
    cells: dict[str, str]
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict, repr=False)

    def problem(self, what: str, remedy: str = "", column: str = "") -> ProblemInFile:
        """A problem of this row."""
        return ProblemInFile(self.path, self.line, self.columns.get(column, 0), what, remedy)


def rows(
    path: Path, names: Sequence[str], lists: Sequence[str] = (), shown_as: str | None = None
) -> tuple[list[Row], list[ProblemInFile]]:
    """The rows of a YAML or CSV file and what is wrong with its form.

    `names`: the columns that there are; those of `lists` hold several words (in CSV joined by `;`).
    Raises BadInput where the file can't be read at all.
    """
    shown = shown_as or str(path)
    text = read_text(path, shown)
    read = _from_yaml if path.suffix.lower() in (".yml", ".yaml") else _from_csv
    return read(text, shown, names, lists)


def _from_csv(
    text: str, path: str, names: Sequence[str], lists: Sequence[str]
) -> tuple[list[Row], list[ProblemInFile]]:
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    found: list[Row] = []
    problems: list[ProblemInFile] = []
    try:
        head = [name.strip().casefold() for name in next(reader, [])]
        for name in head:
            if name not in names:
                problems.append(ProblemInFile(path, 1, 0, *not_a_name(name, "a column", names)))
        line = reader.line_num + 1
        for values in reader:
            at, line = line, reader.line_num + 1
            if not any(value.strip() for value in values):
                continue
            if len(values) != len(head):
                has = "1 cell" if len(values) == 1 else f"{len(values)} cells"
                what = f"This row has {has}, and the first row names {len(head)} columns."
                problems.append(ProblemInFile(path, at, 0, what, "Put texts that hold a comma in quotes."))
                continue
            cells = {name: value.strip() for name, value in zip(head, values, strict=True)}
            several = {name: _words(cells.get(name, "").replace(",", ";").split(";")) for name in lists}
            found.append(Row(path, at, cells, several))
    except csv.Error as error:
        raise BadInput(
            [ProblemInFile(path, reader.line_num, 0, f"This is not CSV: {error}.", "Check its quotes.")]
        ) from None
    return found, problems


def _from_yaml(
    text: str, path: str, names: Sequence[str], lists: Sequence[str]
) -> tuple[list[Row], list[ProblemInFile]]:
    document = parse_yaml(text, path)
    if not isinstance(document.data, list):
        if document.data is None:
            return [], []
        raise BadInput([document.problem((), "This should be a list.", 'Start each entry with "- ".')])
    found: list[Row] = []
    problems: list[ProblemInFile] = []
    for number, entry in enumerate(document.data):
        if not isinstance(entry, dict):
            problems.append(
                document.problem((number,), "This entry has no settings.", 'Write "name: value".')
            )
            continue
        for name, value in entry.items():
            if name not in names:
                what, remedy = not_a_name(name, "a setting here", names)
                problems.append(document.problem((number, name), what, remedy, on_key=True))
            elif not isinstance(value, str | None) and not (name in lists and isinstance(value, list)):
                problems.append(document.problem((number, name), f'"{name}" should be one text.'))
        cells = {name: value for name, value in entry.items() if isinstance(value, str)}
        several = {name: _listed(entry.get(name)) for name in lists}
        columns = {name: document.at((number, name))[1] for name in entry}
        found.append(Row(path, document.at((number,))[0], cells, several, columns))
    return found, problems


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return _words([item for item in value if isinstance(item, str)])
    return _words(value.replace(",", ";").split(";")) if isinstance(value, str) else ()


def _words(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for part in parts if part.strip())
