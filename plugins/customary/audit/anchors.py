"""Keeps the links to a heading alive whose words were changed.

MkDocs makes a heading's id out of its words, so a rewritten heading gets another id, and links from
elsewhere miss it. Where the site understands attribute lists, the old id is written behind the heading;
where it doesn't, the writer is told which anchor changes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from customary.audit.formats import Format
from customary.audit.model import MARKUP, Passage
from customary.audit.settings import MKDOCS_FILE
from customary.text import Edit, apply_edits

_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*\}[ \t]*#*[ \t]*$")
_ID = re.compile(r"#([^\s#{}]+)")
_NUMBERED = re.compile(r"^(.*)_([0-9]+)$")
_UNDERLINE = re.compile(r"\r?\n[ \t]*(?:=+|-+)[ \t]*(?:\r?\n|$)")


@dataclass(frozen=True, slots=True)
class Anchors:
    """A text with its old anchors kept, and the anchors (old, new) that could not be kept."""

    text: str
    lost: tuple[tuple[str, str], ...] = ()


def keep_anchors(before: str, after: str, format: Format, has_attribute_lists: bool) -> Anchors:
    """`after` (a fixed `before`, the same headings in the same order) with the ids that it had before."""
    if format.name not in _SLUGS:
        return Anchors(after)
    old, new = _headings(before, format), _headings(after, format)
    if len(old) != len(new):
        return Anchors(after)
    edits: list[Edit] = []
    lost: list[tuple[str, str]] = []
    for (_, was), (passage, now) in zip(old, new, strict=True):
        if was == now or now is None or was is None:
            continue
        readable = has_attribute_lists and format.name == "markdown"
        place = _place_for_id(after, passage) if readable else None
        if place is None:
            lost.append((was, now))
        else:
            edits.append(Edit(place, place, f" {{#{was}}}"))
    return Anchors(apply_edits(after, edits), tuple(lost))


def has_attribute_lists(path: Path) -> bool:
    """Whether the site that the page belongs to (nearest mkdocs.yml upwards) reads attribute lists and
    makes heading ids in the usual way."""
    from customary.audit.mkdocs_yml import extensions

    for above in Path(path).absolute().parents:
        if (above / MKDOCS_FILE).is_file():
            known = extensions(above / MKDOCS_FILE)
            toc = known.get("toc") or known.get("markdown.extensions.toc")
            own_ids = isinstance(toc, dict) and "slugify" in toc
            return not own_ids and any(
                n in known for n in ("attr_list", "markdown.extensions.attr_list", "extra", "pymdownx.extra",
                                     "markdown.extensions.extra")
            )  # fmt: skip
    return False


def slug(words: str) -> str:
    """The id that Python-Markdown's table of contents makes of a heading."""
    ascii_only = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


def id_in_rst(words: str) -> str:
    """The id that docutils makes of a heading."""
    ascii_only = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-").lstrip("-0123456789")


_SLUGS = {"markdown": slug, "rst": id_in_rst}


def _headings(text: str, format: Format) -> list[tuple[Passage, str | None]]:
    """Each heading with its id; None where the id is written out and so can't change."""
    headings = [passage for passage in format.passages(text) if passage.scope == "heading"]
    written = [_ATTRIBUTES.search(_line(text, passage)) for passage in headings]
    used = {name for own in written if own for name in _ID.findall(own[0])}
    found: list[tuple[Passage, str | None]] = []
    for passage, own in zip(headings, written, strict=True):
        has_id = own is not None and _ID.search(own[0])
        found.append(
            (passage, None if has_id else _unique(_SLUGS[format.name](_visible(text, passage)), used))
        )
    return found


def _unique(name: str, used: set[str]) -> str:
    while name in used or not name:
        numbered = _NUMBERED.match(name)
        name = f"{numbered[1]}_{int(numbered[2]) + 1}" if numbered else f"{name}_1"
    used.add(name)
    return name


def _visible(text: str, passage: Passage) -> str:
    """The heading as a reader sees it: its source without the marks that have no width."""
    source = text[passage.start : passage.end]
    return "".join(c for c, shown in zip(source, passage.text, strict=True) if shown != MARKUP)


def _line(text: str, passage: Passage) -> str:
    return text[passage.start : _line_end(text, passage.end)]


def _line_end(text: str, position: int) -> int:
    ends = [i for i in (text.find("\n", position), text.find("\r", position)) if i >= 0]
    return min(ends, default=len(text))


def _place_for_id(text: str, passage: Passage) -> int | None:
    """Where ` {#id}` goes: behind the words of a heading that starts with `#` (before its closing marks),
    or of the line above an underline; None for a heading in raw HTML."""
    start = max(text.rfind("\n", 0, passage.start), text.rfind("\r", 0, passage.start)) + 1
    end = _line_end(text, passage.end)
    line = text[start:end]
    if line.lstrip(" \t>").startswith("#"):
        closing = _CLOSING.search(line)
        return start + (closing.start() if closing else len(line.rstrip()))
    if _UNDERLINE.match(text, end):
        return start + len(line.rstrip())
    return None
