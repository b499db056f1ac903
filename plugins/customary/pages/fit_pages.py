"""What the site shows of customer fit: which pages there are, and where a form goes in a written page.

A writer puts a form into any page with a line of its own, `{rubric: customer-fit}`, or with
`rubric: customer-fit` in the front matter (the form then follows the text). A rubric that no page
shows gets a page of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

from customary.errors import BadInput, ProblemInFile, not_a_name
from customary.fit.assess import assess
from customary.fit.assessment import load_document, read_assessment, rubric_id_of
from customary.fit.compile import canonical, canonical_json, sha256
from customary.fit.model import Assessment, Rubric, Verdict
from customary.fit.page import form_html
from customary.fit.page.prospects import prospects_html
from customary.fit.rubric import load_rubric, rubrics_in
from customary.fit.shelf import files_below

_MARKER = re.compile(r"^[ ]{0,3}\{\s*rubric:\s*([^{}\n]{1,100}?)\s*\}[ \t]*$", re.M)
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})")
_HOLDER = re.compile(r'<div class="cu-fit-here" data-show="(form|prospects)" data-rubric="([^"]*)"></div>')
PROSPECTS_PAGE = """---
title: Our sample prospects
---

# Our sample prospects

What we decided about each of them, and why.

<div class="cu-fit-here" data-show="prospects" data-rubric=""></div>
"""
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
class MadePage:
    """A page that the plugin adds: its path in the docs folder and its Markdown."""

    path: str
    markdown: str


def read_library(folder: Path, root: Path) -> Library:
    """Every rubric in `folder`, and the assessments in its `assessments/`; broken ones are left out.

    Problems tell paths from `root`.
    """
    rubrics: dict[str, Rubric] = {}
    problems: list[ProblemInFile] = []
    for path in rubrics_in(folder).values():
        try:
            rubric = load_rubric(path, _shown(path, root))
            rubrics[rubric.id] = rubric
        except BadInput as bad:
            problems += bad.problems
    prospects, hidden = _prospects(folder / "assessments", root, rubrics, problems)
    return Library(rubrics, tuple(prospects), hidden, tuple(problems))


def pages_to_make(library: Library, written: Sequence[str], wishes: Wishes) -> list[MadePage]:
    """A page for each rubric that no text in `written` (whole files, with front matter) shows."""
    shown = {name for text in written for name in shown_in(text)}
    made = [
        MadePage(f"{wishes.folder}/{name}.md", _form_page(rubric))
        for name, rubric in library.rubrics.items()
        if name not in shown
    ]
    if wishes.prospects and library.prospects:
        made.append(MadePage(f"{wishes.folder}/prospects.md", PROSPECTS_PAGE))
    return made


def shown_in(text: str) -> set[str]:
    """The ids of the rubrics that a page shows, by marker or by front matter."""
    front = _FRONT_MATTER.match(text)
    names = {front[1].strip("\"'")} if front else set()
    return names | {name for _, name in _markers(text.split("\n"))}


def mark(
    markdown: str, meta: Mapping[str, Any], source: str, path: str, library: Library
) -> tuple[str, list[ProblemInFile]]:
    """`markdown` with a holder for every marker, and one at the end for the front matter's `rubric:`.

    `source` is the whole file, so that a problem names the right line. An unknown rubric stays as it is.
    """
    lines, problems, shown = markdown.split("\n"), [], set()
    for index, name in _markers(lines):
        shown.add(name)
        if name in library.rubrics:
            lines[index] = f"\n{_holder('form', name)}\n"
        else:
            problems.append(_unknown(name, source, path, library))
    wanted = meta.get("rubric")
    if isinstance(wanted, str) and wanted not in shown:
        if wanted in library.rubrics:
            lines += ["", _holder("form", wanted), ""]
        else:
            problems.append(_unknown(wanted, source, path, library))
    return "\n".join(lines), problems


def fill(html: str, library: Library, public: bool) -> str:
    """`html` with a form, or the prospects, in every holder. A `public` site doesn't count private ones."""

    def filled(holder: re.Match[str]) -> str:
        show, name = holder[1], unescape(holder[2])
        if show == "prospects":
            return prospects_html(library.prospects, 0 if public else library.hidden)
        rubric = library.rubrics.get(name)
        return form_html(canonical(rubric), canonical_json(rubric), sha256(rubric)) if rubric else holder[0]

    return _HOLDER.sub(filled, html)


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


def _unknown(name: str, source: str, path: str, library: Library) -> ProblemInFile:
    lines = source.split("\n")
    line = next((i for i, text in enumerate(lines, 1) if "rubric:" in text and name in text), 0)
    what, remedy = not_a_name(name, "a rubric of this site", library.rubrics)
    return ProblemInFile(path, line, 0, what, remedy)


def _form_page(rubric: Rubric) -> str:
    """The Markdown of a made page. The title stands in the front matter too, for the nav."""
    title = rubric.title or rubric.id
    front = json.dumps({"title": title, "hide": ["toc"]}, ensure_ascii=False)
    return (
        f"---\n{front}\n---\n\n# {_plain(title)}\n\n{_plain(rubric.intro)}\n\n{_holder('form', rubric.id)}\n"
    )


def _plain(text: str) -> str:
    """`text` as Markdown that shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|!])", r"\\\1", " ".join(text.split())).replace("&", "&amp;")
