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
from customary.fit.compile import canonical, canonical_json, sha256
from customary.fit.page import form_html
from customary.fit.rubric import load_rubric, rubrics_in

_MARKER = re.compile(r"^[ ]{0,3}\{\s*rubric:\s*([^{}\n]{1,100}?)\s*\}[ \t]*$", re.M)
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})")
_HOLDER = re.compile(r'<div class="cu-fit-here" data-rubric="([^"]*)"></div>')
_FRONT_MATTER = re.compile(r"\A---\s*\n.*?^rubric:\s*([^\n]+?)\s*$.*?^(?:---|\.\.\.)\s*$", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Library:
    """The rubrics of a site by id, in the order of their files, and what was wrong with the others."""

    rubrics: Mapping[str, Any]
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
    """Every rubric in `folder`; a broken one is left out, its problems kept. Paths are told from `root`."""
    rubrics: dict[str, Any] = {}
    problems: list[ProblemInFile] = []
    for path in rubrics_in(folder).values():
        try:
            rubric = load_rubric(path, _shown(path, root))
            rubrics[rubric.id] = rubric
        except BadInput as bad:
            problems += bad.problems
    return Library(rubrics, tuple(problems))


def pages_to_make(library: Library, written: Sequence[str], wishes: Wishes) -> list[MadePage]:
    """A page for each rubric that no text in `written` (whole files, with front matter) shows."""
    shown = {name for text in written for name in shown_in(text)}
    return [
        MadePage(f"{wishes.folder}/{name}.md", _page_of(canonical(rubric)))
        for name, rubric in library.rubrics.items()
        if name not in shown
    ]


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
            lines[index] = f"\n{_holder(name)}\n"
        else:
            problems.append(_unknown(name, source, path, library))
    wanted = meta.get("rubric")
    if isinstance(wanted, str) and wanted not in shown:
        if wanted in library.rubrics:
            lines += ["", _holder(wanted), ""]
        else:
            problems.append(_unknown(wanted, source, path, library))
    return "\n".join(lines), problems


def fill(html: str, library: Library) -> str:
    """`html` with the form of its rubric in every holder."""
    return _HOLDER.sub(lambda holder: _form(unescape(holder[1]), library) or holder[0], html)


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


def _holder(name: str) -> str:
    return f'<div class="cu-fit-here" data-rubric="{escape(name)}"></div>'


def _form(name: str, library: Library) -> str | None:
    rubric = library.rubrics.get(name)
    return rubric and form_html(canonical(rubric), canonical_json(rubric), sha256(rubric))


def _unknown(name: str, source: str, path: str, library: Library) -> ProblemInFile:
    lines = source.split("\n")
    line = next((i for i, text in enumerate(lines, 1) if "rubric:" in text and name in text), 0)
    what, remedy = not_a_name(name, "a rubric of this site", library.rubrics)
    return ProblemInFile(path, line, 0, what, remedy)


def _page_of(rubric: Mapping[str, Any]) -> str:
    """The Markdown of a made page. The title stands in the front matter too, for the nav."""
    title = str(rubric.get("title") or rubric["rubric"])
    intro = str(rubric.get("intro") or "")
    front = json.dumps({"title": title, "hide": ["toc"]}, ensure_ascii=False)
    return f"---\n{front}\n---\n\n# {_plain(title)}\n\n{_plain(intro)}\n\n{{rubric: {rubric['rubric']}}}\n"


def _plain(text: str) -> str:
    """`text` as Markdown that shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|!])", r"\\\1", " ".join(text.split())).replace("&", "&amp;")
