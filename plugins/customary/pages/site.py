"""What the blocks of a site are drawn from, and how a block finds its way to other pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from customary.playbook.model import Page, Playbook

if TYPE_CHECKING:
    from customary.pages.coverage import Coverage
    from customary.playbook.complaints import Complaint
    from customary.playbook.readability import Reading
    from customary.playbook.survey import Gap

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that one build knows. The parts that a playbook doesn't use are empty."""

    book: Playbook
    coverage: Coverage | None = None
    complaints: tuple[Complaint, ...] | None = None
    """None where no log is kept; empty where nobody complained."""
    gaps: tuple[Gap, ...] | None = None
    """None where customers were not asked."""
    readings: Mapping[str, Reading] | None = None
    """How hard each page reads, by its path; None where this build does not show it."""
    reading_ease: Mapping[str, int] = field(default_factory=dict)
    """What the settings ask of the kinds, where it differs."""
    audited: bool = False
    """Whether the language audit runs in this build."""
    feedback: str = ""
    """The address that feedback goes to; empty for none."""
    due_soon: int = 30
    """Days before a review is due at which the page says so."""


@dataclass(frozen=True, slots=True)
class View:
    """A site as seen from one page: `url(src)` leads to another page from here."""

    site: Site
    src: str
    url: Callable[[str], str]
    here: Page | None = None

    def link(self, page: Page, text: str = "") -> Markup:
        """A link to `page`, under its title or `text`."""
        return Markup('<a href="{}">{}</a>').format(self.url(page.src), text or page.title)


def day(on: date) -> Markup:
    """A date for readers: 3 March 2026, with the machine's form beside it."""
    return Markup('<time datetime="{}">{} {} {}</time>').format(
        on.isoformat(), on.day, MONTHS[on.month - 1], on.year
    )


def slug(text: str) -> str:
    """`text` as a part of an address: small letters, digits and hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def joined(parts: list[Markup], between: str = "") -> Markup:
    """The parts one after another."""
    return Markup(between).join(parts)
