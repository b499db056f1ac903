"""The audit of one site while a generator builds it: what a host asks, answered without knowing hosts."""

from __future__ import annotations

import codecs
import gc
import html as entities
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from customary import __version__
from customary.audit.ahead import FEWEST, Ahead
from customary.audit.cache import Cache, cells_of_company, company_of, key_of
from customary.audit.company import company_in, digest_of, state_of, told_by
from customary.audit.formats import FORMATS, Format
from customary.audit.indexed import left_in_search
from customary.audit.language_of import other_language
from customary.audit.model import Company, Finding, Scope
from customary.audit.pack import Lexicon
from customary.audit.publish import Published, Publisher, Source, title_after, visible
from customary.audit.record import Share, altogether, other_words, section_of, shares
from customary.audit.remember import Memory
from customary.audit.reports import page as page_report
from customary.audit.reports.page import PageLine, Summary
from customary.audit.settings import (
    Finder,
    Language,
    absolute,
    nearest_language,
    options_as_language,
    shown,
)
from customary.audit.suppress import whole_page
from customary.audit.survey import questions
from customary.audit.sweep import InForce, lexicon_for, name_of_packs
from customary.errors import BadInput, ProblemInFile
from customary.text import LineIndex, decode

MOST_LINES = 100
"""Findings that are told one by one; a build log is no place for more."""
STAMP = "customary-language-audit"
_HOLE = "\x1d"
"""Stands for the page in what a theme puts around it: white space that no HTML may hold."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line for the build's log."""

    text: str
    strict: bool
    """Whether it stops a strict build."""

    def __str__(self) -> str:
        return self.text


@dataclass(slots=True)
class Audited:
    """One page of the site."""

    src: str
    path: Path
    key: str
    """The name of its source in the cache."""
    source: Source
    url: str = ""
    published: Published | None = None

    @property
    def shown(self) -> str:
        """The path of its source as a reader of the log would write it."""
        return shown(self.path)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in the source and in what was brought in."""
        return (*self.source.told.findings, *(self.published.brought_in if self.published else ()))


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A source that was seen and not judged yet."""

    path: Path
    text: str
    home: InForce
    key: str


class SiteAudit:
    """The state of one build. `mode` is report, rewrite or strict; strict reports and stops the build."""

    def __init__(
        self, config_file: Path, docs: Path, options: dict[str, Any], mode: str, language: str
    ) -> None:
        """Raises BadInput where the options or the settings in force at `docs` are wrong."""
        otherwise = options_as_language(config_file, options)
        base = nearest_language(absolute(docs), otherwise)
        self.rewrites = mode == "rewrite"
        self._strict = mode == "strict"
        self._docs = docs
        self._folder = _seen_from(config_file.parent, docs)
        self._language = language
        self._finder = Finder(otherwise)
        self._lexicons: dict[tuple[object, ...], Lexicon] = {}
        self._homes: dict[Path, InForce | None] = {}
        self._company: dict[Path, Company] = {}
        self._digests: dict[Path, bytes] = {}
        self._cache = Cache()
        self._packs = name_of_packs((), base.packs)
        self._publisher = Publisher()
        self._memory = Memory(self._publisher, self._cache)
        home = self._with_lexicon(base, docs / "index.md")
        self._base = _source(home, self._company_of(docs, home))
        self._waiting: dict[str, _Waiting] = {}
        self._src: dict[str, str] = {}
        """The source of each key."""
        self._pages: dict[str, Audited] = {}
        self._rescued: dict[str, tuple[str | None, ProblemInFile]] = {}
        self._kept: dict[str, str] = {}
        self._around: dict[tuple[str, str], Finding] = {}
        self._lines: deque[LogLine] = deque()
        self._untold = 0
        self._ahead = Ahead(self._on_disk, self._learn) if self._cache.is_new else None
        """Where nothing is remembered, all pages will be new: so they are begun with at once."""

    def read(self, src: str, path: Path | None, content: Callable[[], bytes]) -> None:
        """Note the source `src` (its path below the docs folder); `content` gives its bytes."""
        where = path or self._docs / src
        try:
            raw = content()
            text = decode(raw, src)
        except OSError as error:
            what = f"The page can't be read: {error.strerror or error}."
            problem = ProblemInFile(shown(where), 0, 0, what, "Check the link and the permissions.")
            self._rescued[src] = (f"*{what}*", problem)
            return
        except BadInput as bad:
            problem = replace(bad.problems[0], path=shown(where))
            self._rescued[src] = (_as_far_as_possible(raw), problem)
            return
        language = other_language(text) or (None if self._language.startswith("en") else self._language)
        if language:
            left = f"{shown(where)}: its language is {language}; the audit leaves it alone."
            self._lines.append(LogLine(left, False))
            return
        home = self._home_of(where)
        if home is None:
            return
        self._kept[src] = whole_page(text, "markdown")
        self._digests[where] = digest_of(raw)
        key = key_of(f"{src}\0".encode("utf-8", "surrogatepass") + self._digests[where], home.ground("page"))
        self._waiting[src] = _Waiting(where, text, home, key)
        self._src[key] = src

    def begin(self) -> None:
        """Every source was noted: recall those that are known, and judge those that are new while the site is
        being made of all."""
        new = [waiting.key for waiting in self._waiting.values() if waiting.key not in self._cache]
        gc.freeze()  # what there is now stays for the whole build: the collector need not walk it
        for src in [src for src, waiting in self._waiting.items() if waiting.key in self._cache]:
            self._page(src)  # one after the other takes half the time that it takes between other work
        gc.freeze()
        if self._ahead is None and len(new) >= FEWEST:
            self._ahead = Ahead(lambda: new, self._learn)

    def _on_disk(self) -> list[str]:
        """The keys of all sources below the docs folder; asked in the second process only."""
        for path in sorted(self._docs.rglob("*")):
            if path.suffix in FORMATS["markdown"].suffixes:
                self.read(path.relative_to(self._docs).as_posix(), path, path.read_bytes)
        return list(self._src) if len(self._src) >= FEWEST else []

    def kept(self, src: str) -> str:
        """What the author of the page keeps all over it (see `suppress.whole_page`)."""
        return self._kept.get(src, "")

    def told(self) -> Iterator[LogLine]:
        """The lines for the log that have come up since the last call."""
        for problem in self._finder.problems:
            self._lines.append(LogLine(f"{problem} Pages below it are left alone.", True))
        self._finder.problems.clear()
        while self._lines:
            yield self._lines.popleft()
        if self._untold:
            yield LogLine(
                f"… and {self._untold} more; see them with: customary audit check {shown(self._docs)}", False
            )
            self._untold = 0

    def rescued(self, src: str) -> tuple[str | None, ProblemInFile | None]:
        """For a page that can't be read or decoded: what to build in its place, and what to say of it."""
        return self._rescued.get(src, (None, None))

    def body(self, src: str, url: str, html: str) -> str:
        """The HTML of a page, rewritten if that is the mode."""
        page = self._page(src)
        if not page:
            return html
        page.url, page.published = url, self._memory.published(page.key, html, page.source)
        for finding in page.published.brought_in:
            self._tell(
                f"{page.shown}: {finding.message} It comes from a snippet, a macro or a plugin.",
                finding,
            )
        return page.published.html if self.rewrites else html

    def line(self, src: str, words: str, scope: Scope) -> str:
        """A label, title or description that belongs to a page ("" for none), rewritten like its text."""
        page = self._page(src)
        return self._publisher.line(words, page.source if page else self._base, scope)

    def title(self, src: str, words: str) -> str:
        """The title of a page: as its heading, if it repeats one, else as a line of its own."""
        page = self._page(src)
        if not (page.source if page else self._base).lexicon.wanted.search(words):
            return words
        after = title_after(words, page.published) if page and page.published else None
        if after is None:
            return self.line(src, words, "title")
        self._publisher.settle(after)
        return after

    def heading(self, src: str, anchor: str, title: str) -> str:
        """An entry (HTML) of a page's table of contents, following the heading with the id `anchor`."""
        page = self._pages.get(src)
        known = page.published.titles.get(anchor) if page and page.published else None
        if not known or visible(title) != known[0]:
            return title
        self._publisher.settle(known[1])
        return entities.escape(known[1], quote=False)

    def around(self, name: str, output: str, content: str, src: str = "") -> str:
        """A finished page, with what stands around its `content` rewritten if that is the mode."""
        page = self._pages.get(src)
        text = page.source.text if page else ""
        at = _place_of(content, output) if content else -1
        if at < 0:
            return self._rest(name, output, text)
        theme = f"{output[:at]}{_HOLE}{output[at + len(content) :]}"
        done = self._rest(name, theme, text)
        # Whoever has such a character in a theme gets the page as it was.
        return output if done == theme or done.count(_HOLE) != 1 else done.replace(_HOLE, content)

    def left_in(self, site: Path) -> list[ProblemInFile]:
        """Rewritten words that the site's search still has: another plugin indexed the page before."""
        pages = {p.url: p for p in self._pages.values() if self.rewrites and p.published}
        left = left_in_search(site, {url: p.published.gone for url, p in pages.items() if p.published})
        what = 'Search still has "{}".'
        remedy = (
            "Some plugin filled the index before the words were rewritten: leave it to the search of MkDocs."
        )
        return [ProblemInFile(pages[url].shown, 0, 0, what.format(row), remedy) for url, row in left]

    def pages(self) -> list[Audited]:
        """Every page that was audited, by its path."""
        for src in tuple(self._waiting):
            self._page(src)
        return [self._pages[src] for src in sorted(self._pages)]

    def shares(self) -> list[Share]:
        """How often each section calls people customers, and how often something else."""
        return _shares(self.pages())

    def summary_source(self) -> str:
        """The Markdown of the summary page, to be filled when every page is known."""
        return page_report.source()

    def style(self) -> str:
        """The style sheet of the summary page."""
        return page_report.STYLE.read_text("utf-8")

    def summary_html(self, html: str, titles: Mapping[str, str], urls: Mapping[str, str]) -> str:
        """The summary page, about the pages that `titles` names and no others."""
        pages = [page for page in self.pages() if page.src in titles]
        seen = [sighting for page in pages for sighting in page.source.told.sightings]
        lines = [
            PageLine(titles[p.src], urls[p.src], p.findings, p.published.fixed if p.published else 0)
            for p in pages
        ]
        told = Summary(lines, _shares(pages), questions(seen), self.rewrites, self._folder)
        return page_report.filled(html, told)

    def close(self) -> str:
        """Keep what was learned for the next build; what this one comes to, in one sentence."""
        self.pages()
        if self._ahead:
            self._ahead.close()
        gc.unfreeze()
        self._cache.save()
        fixed = sum(p.published.fixed for p in self._pages.values() if p.published)
        open_ones = Counter(f.fix for p in self._pages.values() for f in p.findings)
        share = altogether(self.shares()).permille
        said = f"; people are called customers {share / 10:.0f} % of the time" if share is not None else ""
        number, done = (fixed, "rewritten") if self.rewrites else (open_ones["auto"], "to rewrite")
        words = f"{number} word{'' if number == 1 else 's'} {done}"
        return f"{words}, {open_ones['suggest']} to look at, on {len(self._pages)} pages{said}."

    def _page(self, src: str) -> Audited | None:
        """The page made of `src`, judged when it is first asked for; None for one that is left alone."""
        waiting = self._waiting.get(src)
        if waiting:
            row, company, news = (self._ahead.take if self._ahead else self._learn)(waiting.key)
            del self._waiting[src]
            self._cache.tell(news)
            folder = waiting.path.parent
            if folder not in self._company:
                self._company[folder] = company_of(company)
            source = _source(waiting.home, self._company[folder], waiting.text)
            source = self._memory.source(f"{self._folder}/{src}", waiting.key, row, source)
            if self._kept[src] == "off":  # nothing is asked about a page that is left alone
                source = replace(source, told=replace(source.told, sightings=()))
            self._pages[src] = Audited(src, waiting.path, waiting.key, source)
            self._tell_of(self._pages[src])
        return self._pages.get(src)

    def _learn(self, key: str) -> tuple[Any, ...]:
        """What the source of this key tells, and the company of its folder, as remembered from an earlier
        build, else learned now; and the news of the cache."""
        src = self._src[key]
        waiting = self._waiting[src]
        company = self._company_of(waiting.path.parent, waiting.home)
        path = f"{self._folder}/{src}"
        row = self._memory.learn(path, waiting.key, _source(waiting.home, company, waiting.text))
        return row, cells_of_company(company), self._cache.news()

    def _rest(self, name: str, html: str, text: str) -> str:
        published = self._publisher.rest(html, self._base, text)
        for finding in published.brought_in:
            if (finding.rule, finding.surface) not in self._around:
                self._around[finding.rule, finding.surface] = finding
                self._tell(f"{name}: {finding.message} It stands in the theme, not in a page.", finding)
        return published.html if self.rewrites else html

    def _tell_of(self, page: Audited) -> None:
        open_ones = [finding for finding in page.source.told.findings if self._stays(finding)]
        room = MOST_LINES - len(self._lines)
        self._untold += max(0, len(open_ones) - room)
        lines = LineIndex(page.source.text) if open_ones and room > 0 else None
        for finding in open_ones[: max(0, room)]:
            if lines:
                line, column = lines.at(finding.start)
                where = f"{page.shown}:{line}:{column}"
                self._tell(f"{where}: {finding.message} [{finding.rule}]", finding)

    def _tell(self, text: str, finding: Finding) -> None:
        """Put a finding among the lines for the log, if it stays."""
        if not self._stays(finding):
            return
        if len(self._lines) >= MOST_LINES:
            self._untold += 1
        else:
            self._lines.append(LogLine(text, self._strict))

    def _stays(self, finding: Finding) -> bool:
        """Whether it will not be rewritten, and is more than advice."""
        return finding.fix == "suggest" or (finding.fix == "auto" and not self.rewrites)

    def _home_of(self, path: Path) -> InForce | None:
        """What decides about the page at `path`; None where its settings are broken."""
        folder = path.parent
        if folder not in self._homes:
            language = self._finder.language_for(path)
            self._homes[folder] = self._with_lexicon(language, path) if language else None
        return self._homes[folder]

    def _with_lexicon(self, language: Language, path: Path) -> InForce:
        settings = language.settings_for(path)
        key = (settings.we_are, settings.customers_are_called, language.packs)
        if key not in self._lexicons:
            self._lexicons[key] = lexicon_for(settings, language.packs)
        return InForce(settings, self._lexicons[key], name_of_packs((), language.packs))

    def _company_of(self, folder: Path, home: InForce) -> Company:
        """The company that the pages of a folder keep, as remembered for the same files."""
        if folder not in self._company:
            key = key_of(state_of(folder, self._digests), home.ground("company"))
            read = partial(self._told_by, home)
            learn = partial(company_in, folder, home.lexicon, read)
            self._company[folder] = self._cache.company(key, learn)
        return self._company[folder]

    def _told_by(self, home: InForce, raw: bytes, format: Format) -> Company:
        key = key_of(raw, home.ground(f"{format.name} in company"))
        return self._cache.company(key, partial(told_by, raw, format, home.lexicon))


def _source(home: InForce, company: Company, text: str = "") -> Source:
    return Source(replace(home.settings, company=company), home.lexicon, text=text)


def _place_of(content: str, output: str) -> int:
    """Where `content` stands in `output`, or -1. It is looked for by its beginning, which takes less long."""
    at = output.find(content[:80])
    return at if at < 0 or output.startswith(content, at) else output.find(content)


def _seen_from(project: Path, docs: Path) -> str:
    """The folder of the sources as a writer in the project's folder would name it."""
    top, folder = absolute(project), absolute(docs)
    return folder.relative_to(top).as_posix() if folder.is_relative_to(top) else folder.name


def _shares(pages: Iterable[Audited]) -> list[Share]:
    return shares((section_of(p.src), p.source.told.customers, other_words(p.findings)) for p in pages)


def stamp(output: str, mode: str, kept: str = "") -> str:
    """A finished page with the mark that the audit has seen it, for `audit site`, and with what its source
    keeps all over it."""
    said = entities.escape(f"{mode} {__version__}{'; ' if kept else ''}{kept}")
    mark = f'<meta name="{STAMP}" content="{said}">'
    return output.replace("</head>", f"{mark}</head>", 1)


def _as_far_as_possible(raw: bytes) -> str | None:
    """Bytes that are not UTF-8 as the Western characters that they most likely are; None for no text."""
    if b"\0" in raw:
        return None
    codecs.register_error("customary-western", _western)
    return raw.decode("utf-8", "customary-western").removeprefix("\ufeff")


def _western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(bytes([b]).decode("cp1252") if b not in _UNDEFINED else chr(b) for b in bad), error.end


_UNDEFINED = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
