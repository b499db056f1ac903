"""What an organisation says about itself: the nearest customary.yml, or the plugin's options in mkdocs.yml.

Both hold the same keys. A customary.yml further up wins over a mkdocs.yml nearer by. A file that can't be
read as settings is a problem of its own, and the pages below it are left alone, because a rewriting under
settings that nobody meant is worse than none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from customary.audit.model import Settings
from customary.errors import BadInput, ProblemInFile, not_a_name, shortened

if TYPE_CHECKING:
    from customary.source import Document, Place  # YAML costs start-up time, so only where there is some

FILE = "customary.yml"
MKDOCS_FILE = "mkdocs.yml"
PLUGIN = "language-audit"
LISTS = ("we_are", "customers_are_called", "not_customers", "protect")
KEYS = (*LISTS, "also_say", "packs", "folders")
PLUGIN_KEYS = ("mode", "summary", "enabled")
"""Options that only the plugin has; they mean nothing to the command line."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What one place of a settings file says: a whole project, or one folder of it."""

    we_are: frozenset[str] | None = None
    customers_are_called: frozenset[str] = frozenset()
    not_customers: frozenset[str] = frozenset()
    also_say: dict[str, str] = field(default_factory=dict)
    protect: tuple[str, ...] = ()

    def over(self, settings: Settings) -> Settings:
        """`settings` with what is declared here in force: the nearer word on a term wins."""
        told = self.customers_are_called | self.not_customers
        return Settings(
            we_are=settings.we_are if self.we_are is None else self.we_are,
            customers_are_called=(settings.customers_are_called - told) | self.customers_are_called,
            not_customers=(settings.not_customers - told) | self.not_customers,
            also_say={**settings.also_say, **self.also_say},
            protect=(*settings.protect, *self.protect),
        )


@dataclass(frozen=True, slots=True)
class Language:
    """The settings of a project: its own words, and those of its folders."""

    root: Path
    """The folder that folder names are relative to."""
    path: Path | None = None
    """The file they came from; None for no settings."""
    everywhere: Declared = Declared()
    folders: tuple[tuple[str, Declared], ...] = ()
    """(folder with a closing slash, its words), outer folders first."""
    packs: tuple[Path, ...] = ()
    """The project's own rule packs."""
    terms_at: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Where each declared term stands in the file, for a later word about it."""

    def settings_for(self, path: Path) -> Settings:
        """The settings in force for the file at `path`."""
        settings = self.everywhere.over(Settings())
        if self.folders:
            try:
                inside = PurePosixPath(absolute(path)).relative_to(self.root.as_posix()).as_posix()
            except ValueError:
                return settings
            for folder, declared in self.folders:
                if inside.startswith(folder):
                    settings = declared.over(settings)
        return settings


class Finder:
    """Finds the settings of each file, and reads every settings file once."""

    def __init__(self, otherwise: Language | None = None) -> None:
        self._by_folder: dict[Path, Language | None] = {}
        self._otherwise = otherwise
        self.problems: list[ProblemInFile] = []
        """Of all the settings files read so far."""

    def language_for(self, path: Path) -> Language | None:
        """The settings of the file or folder at `path`, or None where they are broken."""
        folder = absolute(path if path.is_dir() else path.parent)
        if folder not in self._by_folder:
            self._by_folder[folder] = self._find(folder)
        return self._by_folder[folder]

    def _find(self, folder: Path) -> Language | None:
        try:
            return nearest_language(folder, self._otherwise)
        except BadInput as bad:
            self.problems += [p for p in bad.problems if p not in self.problems]
            return None


def nearest_language(folder: Path, otherwise: Language | None = None) -> Language:
    """The settings in force in `folder`: the nearest customary.yml that speaks of language, else `otherwise`
    (the options of a running plugin), else the nearest mkdocs.yml with the plugin, else none.

    Raises BadInput where that file is wrong.
    """
    found = _upwards(folder, FILE, read_customary) or otherwise or _upwards(folder, MKDOCS_FILE, read_mkdocs)
    return found or Language(folder)


def files_of_settings(docs: Path, root: Path, options: dict[str, Any]) -> list[Path]:
    """Every file that may hold settings or rules for the pages in `docs`, whether it is there yet or not.

    These are a customary.yml in each folder above `docs` up to `root` (that of mkdocs.yml), the nearest
    one further up, and the packs that they or the plugin's `options` name.
    """
    top = Path(os.path.commonpath((absolute(docs), absolute(root))))
    files = [folder / FILE for folder in absolute(docs).parents if folder.is_relative_to(top)]
    files += [folder / FILE for folder in top.parents if (folder / FILE).is_file()][:1]
    named = [(absolute(root), options.get("packs"))]
    named += [(path.parent, _packs_named_in(path)) for path in files]
    packs = [
        folder / pack
        for folder, listed in named
        for pack in (listed if isinstance(listed, list) else [])
        if isinstance(pack, str)
    ]
    return [*files, *packs]


def _packs_named_in(path: Path) -> object:
    """What the settings at `path` give as `packs`, for what it is worth: whatever else is wrong there."""
    from customary.source import load_yaml

    try:
        return load_yaml(path).data["language"]["packs"]
    except (BadInput, KeyError, TypeError):
        return None


def _upwards(folder: Path, name: str, read: Callable[[Path], Language | None]) -> Language | None:
    for above in (folder, *folder.parents):
        found = read(above / name)
        if found:
            return found
    return None


def read_customary(path: Path) -> Language | None:
    """The `language:` part of a customary.yml, or None where there is none. Raises BadInput."""
    if not path.is_file():
        return None
    from customary.source import load_yaml

    document = load_yaml(path, shown(path))
    if document.data is None:
        return None
    if not isinstance(document.data, dict):
        raise BadInput([document.problem((), "This should be settings.", 'Start with a line "language:".')])
    unknown = [key for key in document.data if key != "language"]
    if unknown:
        raise BadInput(
            document.problem(
                (key,), f'"{shortened(key)}" is not a setting here.', 'Put it under "language:".', on_key=True
            )
            if key in KEYS
            else document.problem((key,), *not_a_name(key, "a setting", ["language"]), on_key=True)
            for key in unknown
        )
    return language_in(document, ("language",), path) if document.data.get("language") is not None else None


def read_mkdocs(path: Path) -> Language | None:
    """The plugin's options in a mkdocs.yml (or in the one it inherits), or None where it has none."""
    if not path.is_file():
        return None
    from customary.text import read_text

    text = read_text(path, shown(path))
    if PLUGIN not in text and "INHERIT" not in text:
        return None
    from customary.audit.mkdocs_yml import options_of_plugin

    document, place = options_of_plugin(path, text, PLUGIN)
    if document is None:
        return None
    return language_in(document, place, path, also=PLUGIN_KEYS)


def options_as_language(path: Path, options: dict[str, Any]) -> Language:
    """The options of a running plugin as settings; `path` is the mkdocs.yml, for the places of problems.

    Raises BadInput with all that is wrong with them.
    """
    from customary.audit.mkdocs_yml import options_of_plugin
    from customary.source import Document
    from customary.text import read_text

    document: Document | None = None
    place: Place = ()
    with suppress(BadInput):
        document, place = options_of_plugin(path, read_text(path, shown(path)), PLUGIN)
    told = {key: value for key, value in options.items() if value}
    return language_in(replace(document or Document(shown(path), {}), data=told), place, path)


def language_in(document: Document, place: Place, path: Path, also: Sequence[str] = ()) -> Language:
    """The settings at `place` of `document`. Raises BadInput with all that is wrong with them."""
    return _Reader(document, path, tuple(also)).read(place)


def absolute(path: Path | str) -> Path:
    """`path` from the root, with every ".." taken out and links left as they are."""
    return Path(os.path.normpath(Path(path).absolute()))


def shown(path: Path) -> str:
    """`path` as a reader at the current folder would write it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith(os.pardir + os.sep + os.pardir) else relative


class _Reader:
    """Reads one settings file and gathers its problems, so that they can be mended in one go."""

    def __init__(self, document: Document, path: Path, also: tuple[str, ...]) -> None:
        self.document, self.path, self.also = document, path, also
        self.problems: list[ProblemInFile] = []
        self.terms_at: dict[str, tuple[int, int]] = {}

    def read(self, place: Place) -> Language:
        data = _value(self.document.data, place)
        root = absolute(self.path.parent)
        if data is None:
            data = {}
        if not isinstance(data, dict):
            self._wrong(
                place, "This should be settings, one a line.", 'Write "customers_are_called: [guest]".'
            )
            data = {}
        self.named: list[tuple[str, Place]] = []
        everywhere = self._declared(data, place, (*KEYS, *self.also))
        folders = sorted(self._folders(data.get("folders"), (*place, "folders")), key=lambda f: len(f[0]))
        packs = tuple(dict.fromkeys(self._packs(data.get("packs"), (*place, "packs"))))
        self._check_packs(packs)
        if self.problems:
            raise BadInput(dict.fromkeys(self.problems))
        return Language(root, self.path, everywhere, tuple(folders), packs, self.terms_at)

    def _declared(self, data: dict[str, Any], place: Place, known: Sequence[str]) -> Declared:
        for key in data:
            if key not in known:
                what, remedy = not_a_name(key, "a setting", known)
                self.problems.append(self.document.problem((*place, key), what, remedy, on_key=True))
        lists = {key: self._texts(data.get(key), (*place, key)) for key in LISTS}
        called, not_customers = (frozenset(self._terms(lists[k])) for k in LISTS[1:3])
        for term in sorted(called & not_customers):
            self._wrong(
                (*place, "not_customers"), f'"{shortened(term)}" stands in both lists.', "Keep it in one."
            )
        named = lists["we_are"]
        self.named += named
        return Declared(
            frozenset(text for text, _ in named) if named else None,
            called,
            not_customers,
            dict(self._phrases(data.get("also_say"), (*place, "also_say"))),
            tuple(text for text, _ in lists["protect"]),
        )

    def _texts(self, value: Any, place: Place) -> list[tuple[str, Place]]:
        if value is None:
            return []
        if not isinstance(value, list):
            example = shortened(value) if isinstance(value, str) else "guest, client"
            self._wrong(place, f'"{place[-1]}" should be a list.', f"Write [{example}].")
            return []
        texts = []
        for number, item in enumerate(value):
            if isinstance(item, str) and item.strip():
                texts.append((" ".join(item.split()), (*place, number)))
            else:
                self._wrong((*place, number), f'Every entry of "{place[-1]}" is a word or a phrase.', "")
        return texts

    def _terms(self, texts: list[tuple[str, Place]]) -> Iterator[str]:
        for text, place in texts:
            term = text.casefold()
            if term.endswith("s") and term[:-1] in _shipped_terms():
                self._wrong(place, f'"{shortened(text)}" is a plural.', f'Write "{shortened(text[:-1])}".')
            self.terms_at.setdefault(term, self.document.at(place))
            yield term

    def _phrases(self, value: Any, place: Place) -> Iterator[tuple[str, str]]:
        if value is None:
            return
        if not isinstance(value, dict):
            self._wrong(
                place, '"also_say" should pair words with what to say.', "Write {client: our clients}."
            )
            return
        for term, phrase in value.items():
            if isinstance(phrase, str) and phrase.strip():
                yield term.casefold(), " ".join(phrase.split())
            else:
                self._wrong((*place, term), f'What do you say for "{shortened(term)}"?', "Write a phrase.")

    def _folders(self, value: Any, place: Place) -> Iterator[tuple[str, Declared]]:
        if value is None:
            return
        if not isinstance(value, dict):
            self._wrong(
                place, '"folders" should name folders.', "Write {docs/platform/: {not_customers: [guest]}}."
            )
            return
        for name, data in value.items():
            inside = (*place, name)
            folder = name.strip().removeprefix("./").strip("/")
            if not folder or ".." in folder.split("/") or name.startswith("/"):
                what = f'"{shortened(name)}" is not a folder below this file.'
                self.problems.append(
                    self.document.problem(inside, what, "Write it relative to this file.", on_key=True)
                )
            elif not isinstance(data, dict):
                self._wrong(inside, "A folder has settings of its own.", "Write {not_customers: [guest]}.")
            elif not (absolute(self.path.parent) / folder).is_dir():
                what = f'There is no folder "{shortened(name)}".'
                self.problems.append(
                    self.document.problem(inside, what, "Write it relative to this file.", on_key=True)
                )
            else:
                yield folder + "/", self._declared(data, inside, (*LISTS, "also_say"))

    def _packs(self, value: Any, place: Place) -> Iterator[Path]:
        for text, at in self._texts(value, place):
            path = absolute(self.path.parent / text)
            if path.is_file():
                yield path
            else:
                self._wrong(
                    at, f'There is no file "{shortened(text)}".', "Name a rule pack, relative to this file."
                )

    def _check_packs(self, own: Sequence[Path]) -> None:
        """Whether each pack named is there: a shipped one, or one of the project's `own`."""
        if not self.named:
            return
        from customary.audit.pack import names_of_packs

        known = names_of_packs()
        unknown = [(text, place) for text, place in self.named if text not in known]
        if not unknown:
            return
        from customary.audit.packfile import name_in  # costs start-up time

        names = [name_in(path) for path in own]
        known = (*known, *(name for name in names if name))
        missing = [(text, place) for text, place in unknown if text not in known]
        if missing:  # the pages are left alone, so nobody else would tell what is wrong with the packs
            self.problems += _wrong_in(own)
        for text, place in missing if all(names) else ():
            self._wrong(place, *not_a_name(text, "a pack", known))

    def _wrong(self, place: Place, what: str, remedy: str) -> None:
        self.problems.append(self.document.problem(place, what, remedy))


@cache
def _shipped_terms() -> frozenset[str]:
    from customary.audit.pack import TRADES, load_packs

    return frozenset(term for pack in load_packs(TRADES).packs for rule in pack.rules for term in rule.terms)


def _wrong_in(own: Sequence[Path]) -> tuple[ProblemInFile, ...]:
    """All that is wrong with a project's own packs."""
    from customary.audit.pack import load_packs

    try:
        load_packs(None, own)
    except BadInput as bad:
        return bad.problems
    return ()


def _value(data: Any, place: Place) -> Any:
    for step in place:
        data = data[step]
    return data
