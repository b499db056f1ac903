"""How hard the pages read, on the site and for the command line."""

from __future__ import annotations

from markupsafe import Markup

from customary.pages.assemble import Assembled
from customary.pages.settings import Settings
from customary.playbook.model import Page
from customary.playbook.quotes import fill
from customary.playbook.readability import Reading, readings, target


def page_readings(read: Assembled, settings: Settings) -> dict[str, Reading]:
    """The scores of all pages by path, facts filled in, kept below the playbook's `.cache/`."""
    texts = {src: fill(text, read.rules.facts) for src, text in read.texts.items()}
    return readings(texts, settings.root / ".cache" / "customary" / "readability.json")


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
