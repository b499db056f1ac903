"""Counts the words of files, for the record of today and of the weeks before."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from customary.audit.formats import by_suffix
from customary.audit.history import Week, Words, weeks
from customary.audit.language_of import other_language
from customary.audit.record import TOP, Counted, other_words, section_of
from customary.audit.run import check, customers_in
from customary.audit.settings import absolute
from customary.audit.sweep import Page, Sweep
from customary.errors import BadInput, ProblemInFile
from customary.text import decode


def tally(
    files: list[str],
    paths: Sequence[str],
    problems: list[ProblemInFile],
    watched: Callable[[list[str]], Iterable[str]] = iter,
) -> Iterator[Counted]:
    """The words of each file, with its section: the first folder below the one of `paths` it was found in."""
    sweep = Sweep()
    for path in watched(files):
        page = sweep.page(path, findings=False)
        if page:
            yield _section(path, paths), *_words(page)
    sweep.close()
    problems += sweep.problems


def history_of(paths: Sequence[str]) -> list[Week]:
    """The weeks of the repository that holds the first of `paths`, under today's settings."""
    first = absolute(paths[0])
    root = next((above for above in (first, *first.parents) if (above / ".git").exists()), None)
    if root is None:
        remedy = "Run it in a git repository."
        raise BadInput([ProblemInFile(paths[0], 0, 0, "There is no git repository here.", remedy)])
    sweep = Sweep()

    def count(path: str, raw: bytes) -> Words | None:
        try:
            text = decode(raw, path)
        except BadInput:
            return None
        if other_language(text):
            return None
        page = sweep.page_of(str(root / path), text)
        return _words(page) if page else None

    inside = [os.path.relpath(absolute(path), root) for path in paths]
    return weeks(root, inside, lambda name: by_suffix(name) is not None, count)


def _words(page: Page) -> Words:
    found = check(page.text, page.format, page.lexicon, page.settings)
    return customers_in(page.text, page.format), other_words(found)


def _section(path: str, paths: Sequence[str]) -> str:
    for root in paths:
        if Path(root).is_dir():
            inside = os.path.relpath(path, root)
            if not inside.startswith(os.pardir):
                return section_of(inside)
    return TOP
