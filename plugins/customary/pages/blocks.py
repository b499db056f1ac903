"""The blocks that the front matter makes on its own page: badges, review banner, key point, actions, foot."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from customary.pages.site import View, day, joined, slug
from customary.playbook.book import resolve
from customary.playbook.kinds import KINDS
from customary.playbook.model import Page
from customary.playbook.practices import complaint_uses, practices

BOARD, COVERAGE = "playbook/actions.md", "playbook/coverage.md"


def head(view: View, page: Page) -> Markup:
    """What stands under the title: kind and roles, the review banner, who and when, the key point."""
    return joined(
        [_badges(page), review_banner(view, page), _particulars(view, page), _key_point(page)], "\n"
    )


def tail(page: Page) -> Markup:
    """What stands at the end of the text: what the reader is asked to do."""
    if not page.actions:
        return Markup()
    items = [
        Markup('<li><span class="cu-do">{}</span>{}</li>').format(action.do, _for(action.role))
        for action in page.actions
    ]
    return Markup(
        '<section class="cu-actions" aria-labelledby="cu-actions-{0}"><p class="cu-block-title" '
        'id="cu-actions-{0}">Taking action</p><ul>{1}</ul></section>'
    ).format(slug(page.src), joined(items))


def review_banner(view: View, page: Page) -> Markup:
    """Hidden until the browser finds, from today's date, that the review is due soon or overdue."""
    if not page.review_due:
        return Markup()
    owner = page.owner or "its owner"
    return Markup(
        '<p class="cu-review" role="status" data-search-exclude hidden data-cu-due="{}" data-cu-soon="{}" '
        'data-cu-says-soon="{}" data-cu-says-over="{}"></p>'
    ).format(
        page.review_due.isoformat(),
        view.site.due_soon,
        f"{owner} reads this page again by DATE. Tell them what has changed.",
        f"This page was due for review on DATE. Ask {owner} before you rely on it.",
    )


def foot(view: View, page: Page, backlinks: list[Page], edit_url: str | None, known: set[str]) -> Markup:
    """Under the text: who keeps the page, which practices it serves, who links here, how to answer."""
    rows = [_kept_by(page), _practice_row(view, page, known), _backlink_row(view, backlinks)]
    rows += [_answer_row(view, page, edit_url)]
    rows = [row for row in rows if row]
    if not rows:
        return Markup()
    return Markup(
        '<aside class="cu-foot" aria-label="About this page" data-search-exclude>{}</aside>'
    ).format(joined(rows))


def _badges(page: Page) -> Markup:
    if page.kind == "page" and not page.private:
        return Markup()
    badges = [
        Markup('<span class="cu-badge cu-badge--{}">{}</span>').format(page.kind, page.kind.capitalize())
    ]
    stage = page.text("stage")
    badges += [Markup('<span class="cu-badge">{}</span>').format(stage)] if stage else []
    badges += [Markup('<span class="cu-badge cu-badge--role">{}</span>').format(role) for role in page.roles]
    if page.private:
        badges.append(Markup('<span class="cu-badge cu-badge--private">private</span>'))
    return Markup('<p class="cu-badges" data-search-exclude>{}</p>').format(joined(badges, " "))


def _particulars(view: View, page: Page) -> Markup:
    rows = [(name.capitalize(), Markup.escape(page.text(name))) for name in ("who", "time", "when")]
    target = page.text("touchpoint")
    touchpoint = resolve(page, target, view.site.book.by_src) if target else None
    if touchpoint:
        rows.append(("Touchpoint", view.link(view.site.book.by_src[touchpoint])))
    uses = page.extra.get("complaint_uses")
    if isinstance(uses, tuple) and uses:
        rows.append(("What it gave us", Markup.escape("; ".join(complaint_uses()[use] for use in uses))))
    cells = [Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, value) for name, value in rows if value]
    return (
        Markup('<dl class="cu-particulars" data-search-exclude>{}</dl>').format(joined(cells))
        if cells
        else Markup()
    )


def _key_point(page: Page) -> Markup:
    if not page.key_point:
        return Markup()
    return Markup('<p class="cu-key-point"><span class="cu-block-title">Key point</span> {}</p>').format(
        page.key_point
    )


def _for(role: str) -> Markup:
    return Markup(' <span class="cu-badge cu-badge--role">{}</span>').format(role) if role else Markup()


def _kept_by(page: Page) -> Markup:
    if not page.owner and not page.reviewed:
        return Markup()
    parts = [Markup("Kept by <strong>{}</strong>").format(page.owner)] if page.owner else []
    parts += [Markup("last read through on {}").format(day(page.reviewed))] if page.reviewed else []
    parts += [Markup("next time by {}").format(day(page.review_due))] if page.review_due else []
    line = joined(parts, ", ")
    return Markup("<p>{}.</p>").format(line[:1].upper() + line[1:])


def _practice_row(view: View, page: Page, known: set[str]) -> Markup:
    if not page.practice:
        return Markup()
    named = []
    for id in page.practice:
        name = practices()[id].name
        if COVERAGE in known:
            address = f"{view.url(COVERAGE)}#{id.lower()}"
            named.append(Markup('<a href="{}">{}</a>').format(address, name))
        else:
            named.append(Markup.escape(name))
    return Markup("<p>Puts to work: {}.</p>").format(joined(named, ", "))


def _backlink_row(view: View, backlinks: list[Page]) -> Markup:
    if not backlinks:
        return Markup()
    links = [view.link(page) for page in backlinks]
    if len(links) <= 6:
        return Markup("<p>Pages that lead here: {}.</p>").format(joined(links, ", "))
    return Markup("<details><summary>{} pages lead here</summary><p>{}</p></details>").format(
        len(links), joined(links, ", ")
    )


def _answer_row(view: View, page: Page, edit_url: str | None) -> Markup:
    links = []
    if view.site.feedback:
        for label, subject in (
            ("It helped me", f"Helped: {page.title}"),
            ("Something is missing", f"Missing: {page.title}"),
        ):
            body = f"Page: {page.src}\n\nWhat I was trying to do:\n\nWhat would help:\n"
            to = quote(view.site.feedback, safe="@.+-_")
            address = f"mailto:{to}?subject={quote(subject)}&body={quote(body)}"
            links.append(Markup('<a class="cu-answer" href="{}">{}</a>').format(address, label))
    if edit_url:
        links.append(Markup('<a class="cu-answer" href="{}">Edit this page</a>').format(edit_url))
    if not links:
        return Markup()
    asked = "<span>Was this page useful?</span> " if view.site.feedback else ""
    return Markup('<p class="cu-answers">{}{}</p>').format(Markup(asked), joined(links, " "))


def plural_of(kind: str) -> str:
    """The heading for several pages of `kind`."""
    return KINDS[kind].plural
