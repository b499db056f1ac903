"""The page that shows each practice with what puts it to work."""

from __future__ import annotations

from pathlib import PurePosixPath

from markupsafe import Markup

from customary.pages.coverage import Use
from customary.pages.site import View, joined, slug
from customary.playbook.practices import practices


def coverage_block(view: View, of: str = "") -> str:
    """Every practice with what puts it to work, as Markdown and HTML."""
    found = view.site.coverage
    if found is None:
        return ""
    done = len(found.uses) - len(found.missing)
    parts = [
        f"{done} of {len(found.uses)} practices are put to work by at least one page, rubric or rule pack."
    ]
    group = ""
    for id, practice in practices().items():
        if practice.group != group:
            parts += [f"## {practice.group}"]
            group = practice.group
        parts.append(str(_entry(view, id, found.uses.get(id, ()))))
    return "\n\n".join(parts)


def _entry(view: View, id: str, uses: tuple[Use, ...]) -> Markup:
    practice = practices()[id]
    places = {_way(view, use) or use.path: use for use in reversed(uses)}  # a page before its rubric
    where = (
        Markup('<ul class="cu-uses">{}</ul>').format(
            joined([_place(way, places[way]) for way in reversed(places)])
        )
        if places
        else Markup('<p class="cu-none">Nothing puts this to work yet.</p>')
    )
    return Markup(
        '<div class="cu-practice" id="{}"><p class="cu-card-title"><span class="cu-badge">{}</span> {}</p>'
        "<p>{}</p>{}</div>"
    ).format(id.lower(), id, practice.name, practice.asks, where)


def _place(way: str, use: Use) -> Markup:
    """What puts the practice to work; linked where `way` is more than the file's own path."""
    kind = Markup() if use.kind == "page" else Markup(" <em>({})</em>").format(use.kind)
    title = use.title if way == use.path else Markup('<a href="{}">{}</a>').format(way, use.title)
    return Markup("<li>{}{}</li>").format(title, kind)


def _way(view: View, use: Use) -> str:
    """Where the site shows it: the page, the page with the rubric's form, the section on the pack."""
    if use.kind == "pack":
        return _section_on(view, use)
    src = use.src if use.kind == "page" else _form_of(view, PurePosixPath(use.path).stem)
    address = view.url(src)
    return "" if address == "#" else address


def _form_of(view: View, rubric: str) -> str:
    written = (page.src for page in view.site.book.pages if page.text("rubric") == rubric)
    return next(written, f"fit/{rubric}.md")


def _section_on(view: View, use: Use) -> str:
    """The heading that carries the title of a pack, and its name in brackets."""
    name = f"{use.title} ({PurePosixPath(use.path).stem})"
    for page in view.site.book.pages:
        for section in page.sections:
            if section.title.replace("`", "") == name:
                return f"{view.url(page.src)}#{slug(name)}"
    return ""
