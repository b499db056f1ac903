"""How often people are called customers, and how often something else (practice L3).

Only words that mean customers count: an API client is neither. Advice about wordings doesn't count either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from customary.audit.model import Finding

TOP = "(top)"
"""The section of pages that lie in no folder."""


@dataclass(frozen=True, slots=True)
class Share:
    """The words of one section."""

    name: str
    customer: int
    """How often it says customer."""
    other: Mapping[str, int] = field(default_factory=dict)
    """How often it says something else, by rule."""

    @property
    def permille(self) -> int | None:
        """Customers in a thousand such words, rounded down; None where there are no such words."""
        total = self.customer + sum(self.other.values())
        return self.customer * 1000 // total if total else None


Counted = tuple[str, int, Mapping[str, int]]
"""A section, how often it says customer, and how often something else."""


def shares(counted: Iterable[Counted]) -> list[Share]:
    """The sections by name, each with its words summed up."""
    customers: Counter[str] = Counter()
    others: dict[str, Counter[str]] = {}
    for section, customer, other in counted:
        customers[section] += customer
        others.setdefault(section, Counter()).update(other)
    return [Share(name, customers[name], dict(sorted(others[name].items()))) for name in sorted(others)]


def altogether(sections: Iterable[Share]) -> Share:
    """All sections as one, named ""."""
    return next(iter(shares(("", s.customer, s.other) for s in sections)), Share("", 0))


def other_words(findings: Iterable[Finding]) -> Counter[str]:
    """How often people who are customers are called something else, by rule."""
    return Counter(finding.rule for finding in findings if finding.fix != "none")


def section_of(path: str) -> str:
    """The first folder of a page's path (from the root of its site or tree)."""
    first, slash, _ = path.replace("\\", "/").removeprefix("./").partition("/")
    return first if slash else TOP
