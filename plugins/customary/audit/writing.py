"""Writes answers into customary.yml, with comments for whoever reads it next, and keeps what is there.

An existing file keeps its comments, its order and its style. What stands in mkdocs.yml so far is taken over,
because a customary.yml is read in its place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from yaml import YAMLError

from customary.audit.settings import (
    FILE,
    Declared,
    Language,
    absolute,
    language_in,
    nearest_language,
    read_customary,
)
from customary.audit.yaml_words import flow_list, scalar, with_words, without_words
from customary.errors import BadInput, ProblemInFile
from customary.source import parse_yaml
from customary.text import read_text, write_text

CALLED = "customers_are_called"
NOT = "not_customers"
HEAD = (
    '# Who our customers are. "customary audit settings" asks the questions; edit the answers as you like.\n'
)
ABOUT = {
    "we_are": "# Our trades: only their words are looked for.",
    CALLED: "# These words name people who buy or use what we offer; they are rewritten.",
    NOT: "# These words name other people, or no people; they stay.",
    "folders": "# Words that mean something else in one folder; the nearer word wins.",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """Words that were settled: everywhere, and by folder (with a closing slash)."""

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    folders: Mapping[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    """Folder -> (yes, no)."""

    def __bool__(self) -> bool:
        return bool(self.yes or self.no or self.folders)


def write_answers(path: Path, answers: Answers) -> list[str]:
    """Put `answers` into the file at `path`, and say what each one changed there, one line each.

    Raises BadInput, and writes nothing, where the file is there and is not a customary.yml, where a folder
    isn't there, or where a list is written in a way that can't be added to.
    """
    before = read_customary(path)
    text = read_text(path) if path.exists() else ""
    told: list[str] = []
    if before is None:
        before, text, told = _begun(path, text)
    changed, wanted = text, {}
    for folder, (yes, no) in sorted({"": (answers.yes, answers.no), **answers.folders}.items()):
        was = dict(before.folders).get(folder, Declared()) if folder else before.everywhere
        told += _changes(was, yes, no, folder)
        wanted[folder] = _with(was, yes, no)
        place = ("language", "folders", folder) if folder else ("language",)
        with suppress(YAMLError):  # what can't be edited is not as wanted, and so isn't written
            changed = _changed(changed, place, was, yes, no)
    if wanted != {"": before.everywhere} | {f: d for f, d in before.folders if f in wanted}:
        _expect(changed, path, wanted)
        write_text(path, changed)
        return told
    return []


def place_for(paths: Iterable[str], folder: Path) -> Path:
    """Where the answers about `paths` go: the nearest customary.yml upwards; else beside the mkdocs.yml that
    speaks for them; else in `folder` where they lie below it, or in the folder that holds them all."""
    tops = [here if here.is_dir() else here.parent for here in map(absolute, paths)]
    for top in tops:
        for above in (top, *top.parents):
            if (above / FILE).is_file():
                return above / FILE
        language = nearest_language(top)
        if language.path:
            return language.path.parent / FILE
    shared = Path(os.path.commonpath([*tops, folder])) if tops else folder
    return (folder if shared == folder else Path(os.path.commonpath(tops))) / FILE


def _begun(path: Path, text: str) -> tuple[Language, str, list[str]]:
    """The settings to go on from where the file has none yet, its text with them, and what to say of it."""
    language = nearest_language(absolute(path.parent))
    text = text or HEAD
    if language.path is None or language.path.parent != absolute(path.parent):
        return Language(absolute(path.parent)), text, []
    block = "".join(f"  {line}\n" for line in _taken_over(language))
    if not block:
        return Language(absolute(path.parent)), text, []
    told = f"{language.path.name} is not asked for words any more: what it says was taken over."
    return language, f"{text}language:\n{block}", [told]


def _taken_over(language: Language) -> Iterator[str]:
    for key, value in _entries(language.everywhere).items():
        if key in ABOUT:
            yield ABOUT[key]
        yield f"{key}: {value}"
    if language.packs:
        yield f"packs: {flow_list(os.path.relpath(p, language.root) for p in language.packs)}"
    if language.folders:
        yield ABOUT["folders"]
        yield "folders:"
        for folder, declared in language.folders:
            yield f"  {scalar(folder)}: {_braced(_entries(declared))}"


def _entries(declared: Declared) -> dict[str, str]:
    lists = {
        "we_are": declared.we_are or (),
        CALLED: declared.customers_are_called,
        NOT: declared.not_customers,
    }
    entries = {key: flow_list(sorted(words)) for key, words in lists.items() if words}
    if declared.also_say:
        entries["also_say"] = _braced({scalar(k): scalar(v) for k, v in sorted(declared.also_say.items())})
    return entries | ({"protect": flow_list(declared.protect)} if declared.protect else {})


def _braced(pairs: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{key}: {value}' for key, value in pairs.items())}}}"


def _changed(
    text: str, place: tuple[str, ...], was: Declared, yes: frozenset[str], no: frozenset[str]
) -> str:
    text = without_words(text, (*place, CALLED), no & was.customers_are_called)
    text = without_words(text, (*place, NOT), yes & was.not_customers)
    text = with_words(text, (*place, CALLED), yes - was.customers_are_called, ABOUT)
    return with_words(text, (*place, NOT), no - was.not_customers, ABOUT)


def _with(was: Declared, yes: frozenset[str], no: frozenset[str]) -> Declared:
    return replace(
        was,
        customers_are_called=was.customers_are_called - no | yes,
        not_customers=was.not_customers - yes | no,
    )


def _changes(was: Declared, yes: Iterable[str], no: Iterable[str], folder: str) -> Iterator[str]:
    where = f" in {folder}" if folder else ""
    for term in sorted(yes):
        if term in was.not_customers:
            yield f'"{term}" was a word for other people{where}; now it names your customers.'
        elif term not in was.customers_are_called:
            yield f'"{term}" names your customers{where}.'
    for term in sorted(no):
        if term in was.customers_are_called:
            yield f'"{term}" named your customers{where}; now it doesn\'t.'
        elif term not in was.not_customers:
            yield f'"{term}" does not name your customers{where}.'


def _expect(text: str, path: Path, wanted: Mapping[str, Declared]) -> None:
    """Raise BadInput unless `text`, read as the settings at `path`, says what is `wanted`."""
    read = language_in(parse_yaml(text, str(path)), ("language",), path)
    says = {"": read.everywhere, **dict(read.folders)}
    if any(says.get(folder) != declared for folder, declared in wanted.items()):
        what = "The answers can't be put into this file as it is written."
        remedy = f'Write its lists as "{CALLED}: [guest, client]", or use another file with -o.'
        raise BadInput([ProblemInFile(str(path), 0, 0, what, remedy)])
