"""The audit of many files: each with its own settings, each on its own, whatever the others do."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from customary.audit.cache import Cache, ground, key_of
from customary.audit.formats import Format, by_suffix
from customary.audit.language_of import other_language
from customary.audit.model import Company, Finding, Settings
from customary.audit.pack import ALWAYS, Lexicon, load_packs
from customary.audit.settings import Finder, Language
from customary.errors import BadInput, ProblemInFile
from customary.text import LARGEST_FILE, decode

MARK = b"audit:"
"""Every suppression in a comment holds it, so that a page without a word to find still has its
unused suppressions looked at."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file that was read, what decides about it, and what was found in it."""

    path: str
    text: str
    format: Format
    lexicon: Lexicon
    settings: Settings
    findings: tuple[Finding, ...]


class Sweep:
    """Reads files one after the other. What goes wrong with one is noted, and the next one is read."""

    def __init__(self, packs: Sequence[str] = (), cache: Cache | None = None, explain: bool = False) -> None:
        """`explain`: the findings say why, in all the words that there are."""
        self.problems: list[ProblemInFile] = []
        self.notes: list[str] = []
        """What was left alone on purpose, one line each."""
        self.files = 0
        self._packs = tuple(packs)
        self._cache = cache
        self._explain = explain
        self._finder = Finder()
        self._lexicons: dict[tuple[object, ...], tuple[Lexicon, str] | None] = {}
        self._told_in: dict[Path, InForce | None] = {}
        self._company_in: dict[Path, Company] = {}

    def pages(self, paths: Iterable[str]) -> Iterator[Page]:
        """The files among `paths` in which something was found, in that order."""
        for path in paths:
            page = self.page(path)
            if page and page.findings:
                yield page

    def page(self, path: str, findings: bool = True) -> Page | None:
        """The file at `path` with its findings; None where it can't be read, is not English or has nothing
        to find. With `findings=False`, every English page, not yet judged."""
        told = self._told(Path(path))
        raw = self._bytes(path)
        if told is None or raw is None:
            return None
        try:
            text = decode(raw, path)
        except BadInput as bad:
            self.problems += bad.problems
            return None
        self.files += 1
        if findings and not told.lexicon.prefilter.search(raw) and MARK not in raw:
            return None
        language = other_language(text)
        if language:
            self.notes.append(f"{path}: the page says that its language is {language}; skipped.")
            return None
        page = self.page_of(path, text)
        return replace(page, findings=self._findings(raw, page, told)) if page and findings else page

    def page_of(self, path: str, text: str) -> Page | None:
        """`text` as the content of the file at `path`, not yet judged."""
        format, told = by_suffix(path), self._told(Path(path))
        if format is None or told is None:
            return None
        settings = replace(told.settings, company=self._company(Path(path).parent, told))
        return Page(path, text, format, told.lexicon, settings, ())

    def rules_for(self, paths: Iterable[str]) -> set[str]:
        """The ids of the rules in force for the files at `paths`."""
        told = (self._told(Path(path)) for path in paths)
        return {rule.id for lexicon in {t.lexicon for t in told if t} for rule in lexicon.rules}

    def close(self) -> None:
        """Keep what was learned for the next run, and gather the problems of settings files."""
        self.problems += [p for p in self._finder.problems if p not in self.problems]
        if self._cache:
            self._cache.save()

    def _findings(self, raw: bytes, page: Page, told: InForce) -> tuple[Finding, ...]:
        kind = f"{page.format.name} {self._explain}"
        key = key_of(raw, ground(kind, page.settings, told.packs)) if self._cache else ""
        known = self._cache.get(key) if self._cache else None
        if known is not None:
            return known
        from customary.audit.run import check  # only where there is something to judge

        findings = tuple(check(page.text, page.format, page.lexicon, page.settings, explain=self._explain))
        if self._cache:
            self._cache.put(key, findings)
        return findings

    def _company(self, folder: Path, told: InForce) -> Company:
        if folder not in self._company_in:
            from customary.audit.company import company_in  # only where there is something to judge

            self._company_in[folder] = company_in(folder, told.lexicon, partial(self._told_by, told))
        return self._company_in[folder]

    def _told_by(self, told: InForce, raw: bytes, format: Format) -> Company:
        from customary.audit.company import told_by

        if not self._cache:
            return told_by(raw, format, told.lexicon)
        key = key_of(raw, told.ground(f"{format.name} in company"))
        return self._cache.company(key, partial(told_by, raw, format, told.lexicon))

    def _bytes(self, path: str) -> bytes | None:
        try:
            with open(path, "rb", opener=_at_once) as file:  # Path.open takes no opener
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise OSError(errno.EINVAL, "it is a pipe, a socket or a device")
                raw = file.read(LARGEST_FILE + 1)
        except OSError as error:
            what = f"The file can't be read: {error.strerror or error}."
            self.problems.append(ProblemInFile(path, 0, 0, what, "Check the name and the permissions."))
            return None
        if len(raw) > LARGEST_FILE:
            what = f"The file is larger than {LARGEST_FILE // 2**20} MiB."
            self.problems.append(ProblemInFile(path, 0, 0, what, "Split it, or leave it out of the paths."))
            return None
        return raw

    def _told(self, path: Path) -> InForce | None:
        folder = path.parent
        if folder not in self._told_in:
            language = self._finder.language_for(path)
            self._told_in[folder] = self._with_lexicon(language, path) if language else None
        return self._told_in[folder]

    def _with_lexicon(self, language: Language, path: Path) -> InForce | None:
        settings = language.settings_for(path)
        key = (settings.we_are, settings.customers_are_called, language.packs)
        if key not in self._lexicons:
            try:
                lexicon = lexicon_for(settings, language.packs, self._packs)
                self._lexicons[key] = lexicon, name_of_packs(self._packs, language.packs)
            except BadInput as bad:
                if self._packs and not language.packs:
                    raise  # the option is wrong, not a file
                self.problems += [p for p in bad.problems if p not in self.problems]
                self._lexicons[key] = None
        known = self._lexicons[key]
        return InForce(settings, *known) if known else None


def _at_once(path: str, flags: int) -> int:
    """Opens without waiting, as a pipe would for somebody to write into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


@dataclass(frozen=True, slots=True)
class InForce:
    """What decides in one folder."""

    settings: Settings
    lexicon: Lexicon
    packs: str
    """Another text wherever the rules may be others."""

    def ground(self, name: str) -> bytes:
        """What stands for all of that in the cache, where `name` is looked for."""
        return ground(name, self.settings, self.packs)


def lexicon_for(settings: Settings, own: Sequence[Path] = (), packs: Sequence[str] = ()) -> Lexicon:
    """The rules in force: of `packs` where any are named, else of the trades that the settings name, else
    all; with the project's own packs and a rule for each of its own words."""
    names = packs or [*sorted(settings.we_are), *ALWAYS] if packs or settings.we_are else None
    return load_packs(names, own, only=bool(packs)).with_words(sorted(settings.customers_are_called))


def name_of_packs(packs: Sequence[str], own: Sequence[Path]) -> str:
    """A name for a choice of packs that changes with the content of the project's own ones."""
    return repr((sorted(packs), [path.read_bytes() for path in own]))
