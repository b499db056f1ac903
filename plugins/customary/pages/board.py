"""Blocks drawn from all pages: action board, role views, what's new, pages to review, glossary."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from customary.pages.blocks import plural_of
from customary.pages.site import View, day, joined, slug
from customary.playbook.model import ROLES, Action, Page
from customary.playbook.practices import practices

ROLE_KINDS = ("play", "script", "checklist", "touchpoint", "story", "self-assessment", "principle", "profile")
"""What a role's page lists, in this order."""


def actions(view: View, of: str = "") -> str:
    """Every action, by role and then by practice; with `of`, the actions of that role alone."""
    asked = [(page, action) for page in _by_title(view) for action in page.actions]
    parts = []
    for role in (*ROLES, ""):
        mine = [(page, action) for page, action in asked if action.role == role]
        if mine and (not of or of == role):
            parts += [] if of else [f"## {role.capitalize() or 'Everyone'}"]
            parts.append(str(_by_practice(view, mine)))
    return "\n\n".join(parts) or "Nobody is asked to do anything yet."


def role(view: View, of: str) -> str:
    """What one role needs: pages by kind, and its actions. A view: nothing is locked."""
    parts = [
        f"This page gathers what {_role_name(of)} use most. It is a view, not a permission: "
        "everybody may read every page."
    ]
    if any(action.role == of for page in view.site.book.pages for action in page.actions):
        parts += ["## What you are asked to do", actions(view, of)]
    for kind in ROLE_KINDS:
        pages = [page for page in view.site.book.of_kind(kind) if of in page.roles and page.src != view.src]
        if pages:
            parts += [f"## {plural_of(kind)}", page_list(view, pages)]
    return "\n\n".join(parts)


def kind(view: View, of: str) -> str:
    """Every page of one kind, as cards."""
    return page_cards(view, view.site.book.of_kind(of)) or f"There is no {of} yet."


def news(view: View, of: str = "") -> str:
    """What changed on which page, newest first."""
    changes = [(change, page) for page in _by_title(view) for change in page.changes]
    changes.sort(key=lambda pair: pair[0].on, reverse=True)
    changes = changes[: int(of)] if of.isdigit() else changes
    items = [
        Markup("<li>{} <span>{}</span> {}</li>").format(day(change.on), change.what, view.link(page))
        for change, page in changes
    ]
    return str(Markup('<ul class="cu-news">{}</ul>').format(joined(items))) if items else "Nothing yet."


def review(view: View, of: str = "") -> str:
    """Every page with a review date, the most urgent first; the browser says which are due."""
    due = [(page.review_due, page) for page in view.site.book.pages if page.review_due]
    due.sort(key=lambda pair: (pair[0], pair[1].src))
    rows = [
        Markup(
            '<tr data-cu-due="{}" data-cu-soon="{}"><td>{}</td><td>{}</td><td>{}</td><td>{}</td>'
            '<td class="cu-state"></td></tr>'
        ).format(
            on.isoformat(),
            view.site.due_soon,
            view.link(page),
            page.owner,
            day(page.reviewed) if page.reviewed else "",
            day(on),
        )
        for on, page in due
    ]
    head = ("Page", "Owner", "Last review", "Next review", "Today")
    return table("Pages to review", head, rows) if rows else "No page has a review date."


def glossary(view: View, of: str = "") -> str:
    """Every term with its short meaning, each with an address of its own."""
    terms = sorted(view.site.book.of_kind("term"), key=lambda page: page.text("term").casefold())
    entries = [
        Markup('<div><dt id="{}">{}</dt><dd>{}</dd></div>').format(
            slug(page.text("term")), view.link(page, page.text("term")), page.text("short")
        )
        for page in terms
        if page.text("term")
    ]
    return (
        str(Markup('<dl class="cu-glossary">{}</dl>').format(joined(entries))) if entries else "No terms yet."
    )


def page_list(view: View, pages: Iterable[Page]) -> str:
    """Pages as a list of two columns: title, and what it is about."""
    items = [Markup("<li>{} <span>{}</span></li>").format(view.link(page), _about(page)) for page in pages]
    return str(Markup('<ul class="cu-links">{}</ul>').format(joined(items)))


def page_cards(view: View, pages: Iterable[Page]) -> str:
    """Pages as a grid of cards: kind, title, what it is about."""
    cards = [
        Markup(
            '<li class="cu-card"><span class="cu-badge cu-badge--{0}">{1}</span>'
            '<span class="cu-card-title">{2}</span><span>{3}</span></li>'
        ).format(page.kind, page.kind.capitalize(), view.link(page), _about(page))
        for page in pages
    ]
    return str(Markup('<ul class="cu-grid">{}</ul>').format(joined(cards))) if cards else ""


def table(name: str, head: Iterable[str], rows: Iterable[Markup]) -> str:
    """A table that scrolls sideways on a phone, by keyboard too."""
    titles = joined([Markup('<th scope="col">{}</th>').format(title) for title in head])
    return str(
        Markup(
            '<div class="cu-wide" role="region" aria-label="{}" tabindex="0"><table class="cu-table">'
            "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
        ).format(name, titles, joined(list(rows)))
    )


def _about(page: Page) -> str:
    """A sentence on the page: the first that it has."""
    texts = (page.description, page.key_point, page.text("short"), page.text("when"))
    return next((text for text in texts if text), "")


def _by_title(view: View) -> list[Page]:
    return sorted(view.site.book.pages, key=lambda page: (page.title.casefold(), page.src))


def _by_practice(view: View, asked: list[tuple[Page, Action]]) -> Markup:
    order = [*practices(), ""]
    groups = []
    for id in order:
        items = [
            Markup('<li><span class="cu-do">{}</span> {}</li>').format(action.do, view.link(page))
            for page, action in asked
            if action.practice == id
        ]
        if items:
            name = practices()[id].name if id else "Good to do anyway"
            groups.append(
                Markup('<div class="cu-card"><p class="cu-card-title">{}</p><ul>{}</ul></div>').format(
                    name, joined(items)
                )
            )
    return Markup('<div class="cu-board">{}</div>').format(joined(groups))


def _role_name(role: str) -> str:
    return {"front line": "colleagues on the front line", "sales": "colleagues in sales"}.get(role, role)
