"""Finding the rubric that an assessment belongs to, and reading each rubric once."""

from __future__ import annotations

import os
from pathlib import Path

from customary.errors import BadInput, ProblemInFile
from customary.fit.assessment import looks_like_rubric, rubric_id_of
from customary.fit.compile import sha256
from customary.fit.model import Rubric
from customary.fit.rubric import SUFFIXES, find_rubric, load_rubric
from customary.source import Document

FOLDER = "fit_rubrics"


class Shelf:
    """Rubrics by file. Everything is of one rubric `file`, or is looked up by id in `folder`.

    Without either, rubrics stand in the nearest folder called fit_rubrics, from the assessment upwards.
    """

    def __init__(self, file: Path | None = None, folder: Path | None = None) -> None:
        self.file, self.folder = file, folder
        self._rubrics: dict[Path, tuple[Rubric, str]] = {}
        self._paths: dict[tuple[str, Path], Path] = {}

    def rubric_of(self, document: Document) -> tuple[Rubric, str]:
        """The rubric of an assessment, and its sha256. Raises BadInput where there is none, or a broken
        one."""
        if self.file is not None:
            return self.rubric_in(self.file)
        name = rubric_id_of(document)
        if not document.data:
            what = "There is nothing in this file."
            remedy = "Write a rubric (customary fit draft) or an assessment (customary fit new) in it."
            raise BadInput([ProblemInFile(document.path, 1, 1, what, remedy)])
        if name is None:
            what = "The assessment doesn't say which rubric it belongs to."
            remedy = 'Add "rubric: customer-fit", or name one with --rubric.'
            raise BadInput([ProblemInFile(document.path, 1, 1, what, remedy)])
        return self.rubric_called(name, Path(document.path).resolve().parent)

    def rubric_called(self, name: str, start: Path) -> tuple[Rubric, str]:
        """The rubric with an id, looked up from the folder `start` upwards unless a folder was given."""
        folder = self.folder or Path(os.path.relpath(nearest_folder(start)))  # as a message names it
        key = (name, folder)
        if key not in self._paths:
            self._paths[key] = find_rubric(name, folder)
        return self.rubric_in(self._paths[key])

    def rubric_in(self, path: Path) -> tuple[Rubric, str]:
        """The rubric in a file, and its sha256."""
        if path not in self._rubrics:
            rubric = load_rubric(path)
            self._rubrics[path] = rubric, sha256(rubric)
        return self._rubrics[path]


def nearest_folder(start: Path) -> Path:
    """The nearest fit_rubrics folder at or above `start`; the one here where there is none."""
    for folder in (start, *start.parents):
        if folder.name == FOLDER:
            return folder
        if (folder / FOLDER).is_dir():
            return folder / FOLDER
    return Path(FOLDER)


def files_below(path: Path) -> list[Path]:
    """The YAML and JSON files that a path means: itself, or those below a folder, hidden ones left out."""
    if not path.is_dir():
        return [path]
    return sorted(
        found
        for found in path.rglob("*")
        if found.suffix.lower() in SUFFIXES
        and found.is_file()
        and not found.name.endswith(".schema.json")
        and not any(part.startswith(".") for part in found.relative_to(path).parts)
    )


def is_rubric(document: Document) -> bool:
    """Whether a document is a rubric; anything else is taken for an assessment."""
    return looks_like_rubric(document)
