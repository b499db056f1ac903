"""A site that some generator has built: its pages and search indexes, checked or rewritten.

Each page is judged by itself. A search index repeats the words of pages, so what was decided for a run of
words on a page holds for the same words in the index.
"""

from __future__ import annotations

import os
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from customary.audit.fix import NotOnlyWords, fix, with_edits_of
from customary.audit.formats import FORMATS
from customary.audit.model import Finding, Fix, Suppression
from customary.audit.run import examine, place_of
from customary.audit.site import STAMP
from customary.audit.suppress import covers
from customary.audit.sweep import Page, Sweep
from customary.errors import BadInput, ProblemInFile
from customary.text import read_text

_LOCATION = re.compile(r'"location"\s*:\s*"((?:[^"\\]|\\.)*)"')
_STAMP = re.compile(rf'<meta\s[^>]*name="?{STAMP}\b')
_REDIRECT = re.compile(r'<meta\s[^>]*http-equiv="?refresh', re.IGNORECASE)


class Built:
    """One built site, read page by page."""

    def __init__(self, folder: str) -> None:
        self.problems: list[ProblemInFile] = []
        self.open = 0
        """Findings with a fix."""
        self.left_open = 0
        """Those that are left after rewriting what is sure."""
        self._sweep = Sweep()
        self._folder = folder
        self._kept: dict[str, tuple[Suppression, ...]] = {}
        self._decided: dict[str, dict[str, Fix | None]] = {}
        self._html, self._indexes = _files(folder)
        self._known = frozenset(self._html)

    @property
    def files(self) -> int:
        """Files read so far."""
        return self._sweep.files

    def pages(self) -> Iterator[tuple[Page, str]]:
        """Each file in which something was found, and its text after its fixes."""
        for page in self._sweep.pages([*self._html, *self._indexes]):
            if page.format.name == "search":
                page = replace(page, findings=tuple(self._not_kept(page)))
            try:
                fixed = self._fixed(page)
            except NotOnlyWords:
                what = "A rewriting here would change more than words, so the file is left as it is."
                self.problems.append(ProblemInFile(page.path, 0, 0, what, ""))
                continue
            self.open += sum(f.fix != "none" for f in page.findings)
            self.left_open += sum(f.fix == "suggest" for f in page.findings)
            yield page, fixed
        self._sweep.close()
        self.problems += self._sweep.problems

    def _fixed(self, page: Page) -> str:
        if page.format.name == "search":
            return with_edits_of(page.text, page.format, [f for f in page.findings if f.fix == "auto"])
        return fix(page.text, page.format, page.lexicon, page.settings).text

    def _not_kept(self, index: Page) -> Iterator[Finding]:
        """The findings in a search index, without those that the pages they come from keep. An index has lost
        the emphasis that marks a word as spoken of, so what was decided on the page holds."""
        locations = [(found.start(), found[1]) for found in _LOCATION.finditer(index.text)]
        seen = examine(index.text, index.format, index.lexicon, index.settings, explain=False)
        places = {o.start: place_of(o) for o, _ in seen.decided}
        for finding in index.findings:
            nth = bisect_right(locations, (finding.start, "")) - 1
            location = locations[nth][1] if nth >= 0 else ""
            on_page = self._decided_on(location).get(places.get(finding.start, ""), finding.fix)
            if on_page and not any(covers(suppression, finding) for suppression in self._kept_by(location)):
                yield replace(finding, fix="suggest") if on_page == "suggest" != finding.fix else finding

    def _decided_on(self, location: str) -> dict[str, Fix | None]:
        """What becomes of each word of a page, by its place; None for one that stays."""
        path = self._path_of(location)
        if path not in self._decided:
            page = self._sweep.page_of(path, self._text(path)) if path in self._known else None
            decided: dict[str, Fix | None] = {}
            if page:
                seen = examine(page.text, page.format, page.lexicon, page.settings, explain=False)
                fixes = {finding.start: finding.fix for finding in seen.findings}
                decided = {place_of(o): fixes.get(o.start) for o, _ in seen.decided}
            self._decided[path] = decided
        return self._decided[path]

    def _text(self, path: str) -> str:
        try:
            return read_text(Path(path))
        except BadInput:
            return ""  # it has been named already, or there is no such page

    def _path_of(self, location: str) -> str:
        """The file of an index entry's page."""
        address = unquote(location.partition("#")[0])
        below = address + "index.html" if address.endswith("/") or not address else address
        return os.path.normpath(Path(self._folder, below.lstrip("/")))

    def _kept_by(self, location: str) -> tuple[Suppression, ...]:
        path = self._path_of(location)
        if path not in self._kept:
            text = self._text(path)
            whole = (s for s in FORMATS["html"].suppressions(text) if s.start == 0 and s.end == len(text))
            self._kept[path] = tuple(replace(s, end=sys.maxsize) for s in whole)
        return self._kept[path]

    def without_stamp(self) -> list[ProblemInFile]:
        """A problem for each page that the plugin has not seen. A redirect needs no stamp."""
        return [p for p in map(_stampless, self._html) if p]


def _files(folder: str) -> tuple[list[str], list[str]]:
    """The HTML pages and the search indexes below `folder`, by name."""
    html: list[str] = []
    indexes: list[str] = []
    for inside, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(FORMATS["html"].suffixes):
                html.append(os.path.normpath(Path(inside, name)))
            elif name in FORMATS["search"].suffixes:
                indexes.append(os.path.normpath(Path(inside, name)))
    return html, indexes


def _stampless(path: str) -> ProblemInFile | None:
    try:
        text = read_text(Path(path), path)
    except BadInput:
        return None  # it has been named already
    if _STAMP.search(text) or _REDIRECT.search(text):
        return None
    what = "The language-audit plugin has not seen this page."
    return ProblemInFile(
        path, 0, 0, what, 'Build with the plugin, or rewrite with "customary audit site --write".'
    )
