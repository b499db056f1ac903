"""What the site shows of customer fit: which pages there are, and where a form goes in a written page.

A writer puts a form into any page with a line of its own, `{rubric: customer-fit}`, or with
`rubric: customer-fit` in the front matter (the form then follows the text). A rubric that no page
shows gets a page of its own.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

from customary.errors import BadInput, ProblemInFile, not_a_name, shortened
from customary.fit.assess import assess
from customary.fit.assessment import load_document, read_assessment, rubric_id_of
from customary.fit.compile import canonical, canonical_json, sha256
from customary.fit.explain import explained
from customary.fit.model import Assessment, Rubric, Verdict
from customary.fit.page import form_html
from customary.fit.page.prospects import prospects_html
from customary.fit.rubric import SUFFIXES, load_rubric
from customary.fit.shelf import files_below
from customary.playbook.survey import TOP, Gap

SIGN = "rubric:"
"""What a page holds that asks for a form."""

_MARKER = re.compile(r"^[ ]{0,3}\{\s*rubric:\s*([^{}\n]{1,100}?)\s*\}[ \t]*$", re.M)
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})")
_HOLDER = re.compile(r'<div class="cu-fit-here" data-show="(\w+)" data-rubric="([^"]*)"></div>')
PROSPECTS_PAGE = """---
title: Our sample prospects
hide: [toc]
---

# Our sample prospects

What we decided about each of them, and why.

<div class="cu-fit-here" data-show="prospects" data-rubric=""></div>
"""
FORMS = ("Customer fit", "Each form asks a few questions, and says at once what it makes of the answers.")
WHY = ("How answers are weighed", "For each form: what counts, how much, and where the verdict turns.")
"""Title and first line of the index pages."""
_FRONT_MATTER = re.compile(r"\A---\s*\n.*?^rubric:\s*([^\n]+?)\s*$.*?^(?:---|\.\.\.)\s*$", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Library:
    """The rubrics of a site by id, in the order of their files, and the prospects that may be shown.

    `hidden` counts the private assessments; nothing else of them is kept. `problems` names what was left out.
    """

    rubrics: Mapping[str, Rubric]
    prospects: tuple[tuple[Assessment, Verdict], ...]
    hidden: int
    problems: tuple[ProblemInFile, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the site wants: the folder of made pages, a page of prospects, of explanations, for the world."""

    folder: str
    prospects: bool
    explain: bool
    public: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A page: its path in the docs folder and its Markdown, front matter included."""

    path: str
    markdown: str


def read_library(folder: Path, root: Path) -> Library:
    """Every rubric in `folder`, and the assessments in its `assessments/`; broken ones are left out.

    Problems tell paths from `root`.
    """
    rubrics: dict[str, Rubric] = {}
    problems: list[ProblemInFile] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix.lower() not in SUFFIXES or path.name.endswith(".schema.json") or path.is_dir():
            continue
        try:
            rubric = load_rubric(path, _shown(path, root))
        except BadInput as bad:
            problems += bad.problems
            continue
        if rubric.id in rubrics:
            what = f'Another file already holds a rubric called "{shortened(rubric.id)}".'
            problems.append(ProblemInFile(_shown(path, root), 1, 1, what, "Rename one of them."))
        rubrics.setdefault(rubric.id, rubric)
    prospects, hidden = _prospects(folder / "assessments", root, rubrics, problems)
    return Library(rubrics, tuple(prospects), hidden, tuple(problems))


def pages_to_make(library: Library, written: Mapping[str, str], wishes: Wishes) -> list[Source]:
    """A page for each rubric that no page in `written` (path: whole text) shows, the other wishes, and an
    index page for each folder of these."""
    homes = {name: path for path, text in written.items() for name in shown_in(text)}
    forms = {name: homes.get(name, f"{wishes.folder}/{_slug(name)}.md") for name in library.rubrics}
    why = {name: _explained_path(name, wishes) for name in library.rubrics} if wishes.explain else {}
    made = [Source(forms[name], _form_page(r)) for name, r in library.rubrics.items() if name not in homes]
    if wishes.prospects and library.prospects:
        made.append(Source(f"{wishes.folder}/prospects.md", PROSPECTS_PAGE))
    made += [
        Source(path, _explained_page(library.rubrics[name], forms[name], wishes))
        for name, path in why.items()
    ]
    lists = ((f"{wishes.folder}/index.md", FORMS, forms), (f"{wishes.folder}/explained/index.md", WHY, why))
    indexes = [Source(src, _index_page(src, *says, ways, library)) for src, says, ways in lists if ways]
    return indexes + made


def shown_in(text: str) -> set[str]:
    """The ids of the rubrics that a page shows, by marker or by front matter."""
    if SIGN not in text:
        return set()
    front = _FRONT_MATTER.match(text)
    names = {front[1].strip("\"'")} if front else set()
    return names | {name for _, name in _markers(text.split("\n"))}


def mark(
    markdown: str,
    meta: Mapping[str, Any],
    path: str,
    whole: Callable[[], str],
    library: Library,
    wishes: Wishes,
) -> tuple[str, list[ProblemInFile]]:
    """`markdown` with a holder for every marker, and one at the end for the front matter's `rubric:`.

    `path` is the page's; `whole()` is its file, so that a problem names the right line. An unknown rubric
    stays as it is.
    """
    if SIGN not in markdown and "rubric" not in meta:
        return markdown, []
    lines, problems, shown = markdown.split("\n"), [], set()
    for index, name in _markers(lines):
        shown.add(name)
        if name in library.rubrics:
            lines[index] = f"\n{_form(name, path, wishes)}\n"
        else:
            problems.append(_unknown(name, Source(path, whole()), library))
    wanted = meta.get("rubric")
    if isinstance(wanted, str) and wanted not in shown:
        if wanted in library.rubrics:
            lines += ["", _form(wanted, path, wishes), ""]
        else:
            problems.append(_unknown(wanted, Source(path, whole()), library))
    return "\n".join(lines), problems


def fill(html: str, library: Library, public: bool, asked: Sequence[Gap] = ()) -> str:
    """`html` with a form, or the prospects, in every holder. A `public` site doesn't count private ones.

    `asked`: what a survey found; a form that asks for gaps begins with it.
    """

    def filled(holder: re.Match[str]) -> str:
        show, name = holder[1], unescape(holder[2])
        if show == "prospects":
            return prospects_html(library.prospects, 0 if public else library.hidden)
        rubric = library.rubrics.get(name)
        if show == "explained" and rubric:
            return f'<div class="cu-fit cu-explained">{explained(rubric)}</div>'
        if rubric is None:
            return holder[0]
        return form_html(canonical(rubric), canonical_json(rubric), sha256(rubric), begun(rubric, asked))

    return _HOLDER.sub(filled, html)


def begun(rubric: Rubric, asked: Sequence[Gap]) -> str:
    """What the form of `rubric` begins with, as JSON for its script: the survey's ratings of the statements
    that it asks about word for word. Empty where the survey has none of them."""
    found = {_folded(gap.statement): gap for gap in asked if gap.theirs is not None}
    entries, customers = {}, 0
    for criterion in rubric.criteria:
        gap = found.get(_folded(criterion.ask)) if criterion.kind == "gap" else None
        if gap and (criterion.ours is not None or gap.ours is not None):
            theirs = _typed(gap.theirs, criterion.places)
            first = theirs if criterion.ours is not None else [_typed(gap.ours, criterion.places), theirs]
            entries[criterion.id] = {"how": "exact", "first": first}
            customers = max(customers, gap.answers[1])
    if not entries:
        return ""
    rows = "statement is" if len(entries) == 1 else "statements are"
    says = (
        f"{len(entries)} {rows} filled in from the survey: what up to {customers} customers said, on average."
    )
    return json.dumps({"entries": entries, "says": says}, ensure_ascii=False, sort_keys=True)


def _typed(permille: int | None, places: int) -> str:
    """A mean in thousandths of the survey's scale as somebody would type it, halves rounded upwards."""
    scaled = (2 * (permille or 0) * TOP * 10**places + 1000) // 2000
    whole, rest = divmod(scaled, 10**places)
    return f"{whole}.{rest:0{places}}" if places else str(whole)


def _folded(statement: str) -> str:
    return " ".join(statement.split()).casefold().rstrip(".?! ")


def _prospects(
    folder: Path, root: Path, rubrics: Mapping[str, Rubric], problems: list[ProblemInFile]
) -> tuple[list[tuple[Assessment, Verdict]], int]:
    """The published assessments, judged, and the number of the private ones. Adds to `problems`."""
    found, hidden = [], 0
    for path in files_below(folder) if folder.is_dir() else ():
        try:
            document = load_document(path, _shown(path, root))
            rubric = rubrics.get(rubric_id_of(document) or "")
            if rubric is None:
                what, remedy = not_a_name(rubric_id_of(document) or "", "a rubric that can be read", rubrics)
                raise BadInput([document.problem(("rubric",), what, remedy)])
            assessment = read_assessment(document, rubric)
        except BadInput as bad:
            problems += bad.problems
            continue
        if assessment.publish:
            found.append((assessment, assess(rubric, assessment.answers)))
        else:
            hidden += 1
    return found, hidden


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _markers(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(index, rubric) of each marker line that is not inside a block of code."""
    fence = ""
    for index, line in enumerate(lines):
        opening = _FENCE.match(line)
        if opening and not fence:
            fence = opening[1]
        elif opening and opening[1].startswith(fence) and not line.strip(" \t`~"):
            fence = ""
        elif not fence and (marker := _MARKER.match(line)):
            yield index, marker[1]


def _holder(show: str, name: str) -> str:
    return f'<div class="cu-fit-here" data-show="{show}" data-rubric="{escape(name)}"></div>'


def _form(name: str, path: str, wishes: Wishes) -> str:
    """A form in the page at `path`, and the way to its explanation."""
    if not wishes.explain:
        return _holder("form", name)
    way = posixpath.relpath(_explained_path(name, wishes), posixpath.dirname(path) or ".")
    return f"{_holder('form', name)}\n\n[How the answers are weighed]({way})"


def _explained_path(name: str, wishes: Wishes) -> str:
    return f"{wishes.folder}/explained/{_slug(name)}.md"


def _slug(name: str) -> str:
    """The id as a part of an address: its letters and digits, whatever else it holds."""
    return re.sub(r"[^\w-]+", "-", name).strip("-_") or "rubric"


def _unknown(name: str, page: Source, library: Library) -> ProblemInFile:
    lines = page.markdown.split("\n")
    line = next((i for i, text in enumerate(lines, 1) if "rubric:" in text and name in text), 0)
    what, remedy = not_a_name(name, "a rubric of this site", library.rubrics)
    return ProblemInFile(page.path, line, 0, what, remedy)


def _form_page(rubric: Rubric) -> str:
    title = rubric.title or rubric.id
    return _page(title, f"{_plain(rubric.intro)}\n\n{{rubric: {rubric.id}}}")


def _explained_page(rubric: Rubric, home: str, wishes: Wishes) -> str:
    lead = "What counts" if rubric.shape == "profile" else "How we decide"
    way = posixpath.relpath(home, f"{wishes.folder}/explained")
    return _page(
        f"{lead}: {rubric.title or rubric.id}",
        f"[To the questions]({way})\n\n{_holder('explained', rubric.id)}",
    )


def _index_page(src: str, title: str, about: str, ways: Mapping[str, str], library: Library) -> str:
    """A list of the pages that `ways` names by rubric, each with the first words of the rubric."""
    lines = [
        f"- [{_plain(rubric.title or name)}]({posixpath.relpath(ways[name], posixpath.dirname(src))})"
        + (f"<br>{_plain(rubric.intro)}" if rubric.intro else "")
        for name, rubric in library.rubrics.items()
    ]
    return _page(title, f"{about}\n\n" + "\n".join(lines))


def _page(title: str, body: str) -> str:
    """The Markdown of a made page. Its heading is its title: themes print a title of the front matter raw."""
    return f"---\nhide: [toc]\n---\n\n# {_plain(title)}\n\n{body}\n"


def _plain(text: str) -> str:
    """`text` as Markdown that shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|!])", r"\\\1", " ".join(text.split())).replace("&", "&amp;")
