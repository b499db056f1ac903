"""How hard the pages read, on the site and for the command line."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from customary.pages.board import table
from customary.pages.settings import Settings
from customary.pages.site import View, joined
from customary.playbook.model import Page
from customary.playbook.quotes import fill
from customary.playbook.readability import Reading, readings, target


def page_readings(
    texts: Mapping[str, str], facts: Mapping[str, str], settings: Settings
) -> dict[str, Reading]:
    """The scores of the pages with these `texts`, by path, `facts` filled in, kept below the playbook's
    `.cache/`."""
    filled = {src: fill(text, facts) for src, text in texts.items()}
    return readings(filled, settings.root / ".cache" / "customary" / "readability.json")


def ease_block(view: View, of: str = "") -> str:
    """Every page with its scores, for writers: those that are harder than their kind should be first."""
    readings = view.site.readings
    if readings is None:
        return "The pages are scored while the playbook is served: `mkdocs serve`."
    pages = [page for page in view.site.book.pages if page.src in readings]
    above = {
        page.src: round(readings[page.src].ease) - target(page, view.site.reading_ease) for page in pages
    }
    pages.sort(key=lambda page: (above[page.src], page.src))
    hard = sum(margin < 0 for margin in above.values())
    said = f"Harder to read than their kind should be: {hard} of {len(pages)} pages."
    rows = [_row(view, page, readings[page.src], above[page.src]) for page in pages]
    head = ("Page", "Kind", "Reading ease", "Should be", "School grade", "Words a sentence", "Words")
    return (
        f"{said}\n\n{table('How hard each page reads', head, rows)}" if rows else "No page has enough text."
    )


def _row(view: View, page: Page, reading: Reading, above: int) -> Markup:
    cells = (
        f"{round(reading.ease)}{', too hard' if above < 0 else ''}",
        f"{target(page, view.site.reading_ease)} or more",
        round(reading.grade),
        round(reading.words / reading.sentences),
        reading.words,
    )
    return Markup("<tr><td>{}</td><td>{}</td>{}</tr>").format(
        view.link(page), page.kind, joined([Markup("<td>{}</td>").format(cell) for cell in cells])
    )


def ease_line(page: Page, reading: Reading, settings: Settings) -> Markup:
    """One line for the writer of a page: its score beside what its kind should have."""
    least = target(page, settings.reading_ease)
    hard = round(reading.ease) < least
    return Markup(
        '<p class="cu-ease{}">Reading ease {} (this kind: {} or more), grade {}, {} words.{}</p>'
    ).format(
        " cu-ease--hard" if hard else "",
        round(reading.ease),
        least,
        round(reading.grade),
        reading.words,
        " Shorter sentences and shorter words would help." if hard else "",
    )
