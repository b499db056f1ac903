"""Everything that a build or a command knows of a playbook, read once from its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from customary.errors import BadInput, ProblemInFile
from customary.fit.model import Rubric
from customary.fit.rubric import load_rubric
from customary.pages.coverage import coverage, shipped_packs
from customary.pages.facts import facts
from customary.pages.generated import BLOCKS
from customary.pages.settings import Settings
from customary.pages.site import Site
from customary.playbook.book import Reader, Source, sources
from customary.playbook.complaints import Complaint, load_complaints
from customary.playbook.front_matter import Rules
from customary.playbook.model import Playbook
from customary.playbook.survey import Gap, gaps, load_survey


@dataclass(frozen=True, slots=True)
class Assembled:
    """A playbook, what its pages are read against, the text of each page, and all that is wrong."""

    site: Site
    rules: Rules
    texts: Mapping[str, str]
    problems: tuple[ProblemInFile, ...]
    private: frozenset[str] = frozenset()
    """The pages that a public site leaves out, by path; `site` and `texts` know nothing of them."""


def assemble(settings: Settings, found: Iterable[Source], reader: Reader) -> Assembled:
    """Read the pages `found`, the logs and the rubrics that the settings name.

    In a public site the private pages are named where they are faulty, and nowhere else.
    """
    found = list(found)
    files = sorted(settings.rubrics.glob("*.yml")) if settings.rubrics.is_dir() else []
    rubrics = _rubrics(files)
    rules = Rules({**facts(rubrics), **settings.facts}, settings.review_every, tuple(BLOCKS))
    ids = {rubric.id for rubric in rubrics} | {file.stem for file in files}
    book, texts = reader.read(found, rules, ids if settings.rubrics.is_dir() else None)
    complaints, log_faults = _complaints(settings, book)
    asked, survey_faults = _gaps(settings)
    problems = tuple(sorted((*book.problems, *log_faults, *survey_faults)))
    private = _private(book, found, texts) if settings.public else frozenset()
    book = Playbook(tuple(page for page in book.pages if page.src not in private), book.problems)
    complaints = complaints and tuple(_without(complaint, private) for complaint in complaints)
    texts = {src: text for src, text in texts.items() if src not in private}
    site = Site(
        book,
        coverage(book, [_from_here(path) for path in files], shipped_packs()),
        complaints,
        asked,
        feedback=settings.feedback,
        due_soon=settings.due_soon,
    )
    return Assembled(site, rules, texts, problems, private)


def assembled_from(settings: Settings) -> Assembled:
    """The same from a folder alone, without a host."""
    return assemble(settings, sources(settings.docs, _from_here(settings.docs)), Reader())


def _private(book: Playbook, found: Iterable[Source], texts: Mapping[str, str]) -> frozenset[str]:
    """The private pages; a file that can't be read as text is one if it seems to say so."""
    unread = [source for source in found if source.src not in texts]
    meant = {source.src for source in unread if _says_private(source.file)}
    return frozenset(page.src for page in book.pages if page.private) | meant


def _says_private(file: Path) -> bool:
    try:
        raw = file.read_bytes()
    except OSError:
        return False
    return b"privat" in raw.lower() or b"profil" in raw.lower() or b"\0" in raw


def _rubrics(files: Iterable[Path]) -> list[Rubric]:
    """The rubrics that can be read; the others are the business of customer-fit, which names their faults."""
    found = []
    for file in files:
        with suppress(BadInput):
            found.append(load_rubric(file))
    return found


def _complaints(
    settings: Settings, book: Playbook
) -> tuple[tuple[Complaint, ...] | None, list[ProblemInFile]]:
    if settings.complaints is None:
        return None, []
    try:
        found, problems = load_complaints(
            settings.complaints, book.by_src.keys(), str(_from_here(settings.complaints))
        )
    except BadInput as bad:
        return None, list(bad.problems)
    return tuple(found), problems


def _without(complaint: Complaint, private: frozenset[str]) -> Complaint:
    """The complaint without the names of private pages."""
    if complaint.touchpoint in private:
        complaint = replace(complaint, touchpoint="")
    return replace(complaint, story="told") if complaint.story in private else complaint


def _gaps(settings: Settings) -> tuple[tuple[Gap, ...] | None, list[ProblemInFile]]:
    if settings.survey is None:
        return None, []
    try:
        answers, problems = load_survey(settings.survey, str(_from_here(settings.survey)))
    except BadInput as bad:
        return None, list(bad.problems)
    return tuple(gaps(answers)), problems


def _from_here(path: Path) -> Path:
    """`path` as messages name it: from the current folder where it lies below."""
    whole, here = path.resolve(), Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else path
