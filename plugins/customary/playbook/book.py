"""The whole playbook: every page read, and what only shows when pages are seen together."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from customary.errors import BadInput, ProblemInFile, nearest, not_a_name
from customary.playbook.front_matter import Rules, read_page
from customary.playbook.model import Page, Playbook
from customary.text import read_text


@dataclass(frozen=True, slots=True)
class Source:
    """A page file: its path below docs/, where it is, and how messages name it."""

    src: str
    file: Path
    shown_as: str


def sources(docs: Path, shown: Path | None = None) -> list[Source]:
    """Every Markdown file below `docs`, by path; names that start with a dot are left out."""
    found = []
    for file in sorted(docs.rglob("*.md")):
        src = file.relative_to(docs).as_posix()
        if not any(part.startswith(".") for part in src.split("/")):
            found.append(Source(src, file, str((shown or docs) / src)))
    return found


@dataclass(slots=True)
class Reader:
    """Reads playbooks; keeps what it read, so that serving reads only the pages that changed."""

    _kept: dict[str, tuple[str, str, Rules, Page, list[ProblemInFile]]] = field(default_factory=dict)

    def read(
        self, found: Iterable[Source], rules: Rules, rubrics: Collection[str] | None = None
    ) -> tuple[Playbook, dict[str, str]]:
        """The playbook made of these files, and the text of each page by its path below docs/.

        `rubrics`: the ids that self-assessments may name; None leaves them unchecked. A file that is
        not text is among the problems, and among neither the pages nor the texts.
        """
        pages: list[Page] = []
        problems: list[ProblemInFile] = []
        texts: dict[str, str] = {}
        for source in found:
            try:
                text = read_text(source.file, source.shown_as)
            except BadInput as bad:
                problems += bad.problems
                continue
            page, faults = self._page(text, source, rules)
            texts[source.src] = text
            pages.append(page)
            problems += faults
        problems += _together(pages, rubrics)
        return Playbook(tuple(pages), tuple(sorted(problems))), texts

    def _page(self, text: str, source: Source, rules: Rules) -> tuple[Page, list[ProblemInFile]]:
        kept = self._kept.get(source.src)
        if kept and kept[:3] == (text, source.shown_as, rules):
            return kept[3], kept[4]
        page, faults = read_page(text, source.src, source.shown_as, rules)
        self._kept[source.src] = (text, source.shown_as, rules, page, faults)
        return page, faults


def resolve(page: Page, target: str, known: Collection[str]) -> str | None:
    """The page that `target` names: beside `page`, or from the top of docs/; None where there is none."""
    target = target.split("#")[0].strip()
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(page.src), target))
    return next((src for src in (beside, posixpath.normpath(target)) if src in known), None)


def _together(pages: list[Page], rubrics: Collection[str] | None) -> list[ProblemInFile]:
    """Ids used twice, touchpoints and rubrics that don't exist."""
    found = []
    by_src = {page.src: page for page in pages}
    touchpoints = {page.src for page in pages if page.kind == "touchpoint"}
    by_id: dict[str, Page] = {}
    for page in pages:
        if page.id:
            first = by_id.setdefault(page.id, page)
            if first is not page:
                what = f'The id "{page.id}" belongs to {first.path} already.'
                found.append(page.problem("id", what, "Give each page its own."))
        target = page.text("touchpoint")
        if target and resolve(page, target, touchpoints) is None:
            found.append(page.problem("touchpoint", *_no_touchpoint(page, target, touchpoints, by_src)))
        rubric = page.text("rubric")
        if rubric and rubrics is not None and rubric not in rubrics:
            found.append(page.problem("rubric", *not_a_name(rubric, "a rubric", sorted(rubrics))))
    return found


def _no_touchpoint(
    page: Page, target: str, touchpoints: Collection[str], by_src: dict[str, Page]
) -> tuple[str, str]:
    other = resolve(page, target, by_src)
    if other:
        return f'"{target}" is a {by_src[other].kind}, not a touchpoint.', "Name a page of kind touchpoint."
    close = nearest(target, touchpoints) or nearest(
        posixpath.basename(target), [posixpath.basename(t) for t in touchpoints]
    )
    return f'There is no page "{target}".', f'Did you mean "{close}"?' if close else "Name a touchpoint page."
