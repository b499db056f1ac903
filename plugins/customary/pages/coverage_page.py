"""The page that shows each practice with what puts it to work."""

from __future__ import annotations

from markupsafe import Markup

from customary.pages.coverage import Use
from customary.pages.site import View, joined
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
    pages = view.site.book.by_src
    places = [
        view.link(pages[use.src])
        if use.src in pages
        else Markup("{} <em>({})</em>").format(use.title, use.kind)
        for use in uses
    ]
    where = (
        Markup('<ul class="cu-uses">{}</ul>').format(
            joined([Markup("<li>{}</li>").format(p) for p in places])
        )
        if places
        else Markup('<p class="cu-none">Nothing puts this to work yet.</p>')
    )
    return Markup(
        '<div class="cu-practice" id="{}"><p class="cu-card-title"><span class="cu-badge">{}</span> {}</p>'
        "<p>{}</p>{}</div>"
    ).format(id.lower(), id, practice.name, practice.asks, where)
