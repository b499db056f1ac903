"""How often people are called customers, by section of the playbook: a page with bars (L3)."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from customary.audit.record import TOP, Share, altogether
from customary.pages.site import View, joined

MARKER = "<!-- customary:share -->"
"""Stands where the bars go until the audit has seen every page."""


def share_block(view: View, of: str = "") -> str:
    """Where the bars will stand."""
    return f"<div>{MARKER}</div>"


def share_chart(shares: Sequence[Share]) -> Markup:
    """One bar a section: the share of such words that say customer, and the words that say something else."""
    shown = [share for share in shares if share.permille is not None]
    if not shown:
        return Markup("<p>No page speaks of customers yet, by that word or by another.</p>")
    whole = altogether(shown)
    rows = [_row(share) for share in shown]
    return Markup(
        '<p class="cu-key-point"><span class="cu-block-title">Altogether</span> In {} of 100 cases people '
        'are called customers.</p><figure class="cu-chart"><figcaption>Share of “customer” by section, in '
        "100 words for customers.</figcaption><ul>{}</ul></figure>"
    ).format(_percent(whole), joined(rows))


def _row(share: Share) -> Markup:
    # As code, so that the audit leaves the words alone that are counted here.
    others = [
        Markup("<code>{}</code> ({})").format(rule, count) for rule, count in share.other.items() if count
    ]
    otherwise = Markup("; otherwise: {}").format(joined(others, ", ")) if others else ""
    said = Markup("{} of 100{}").format(_percent(share), otherwise)
    return Markup(
        '<li><span class="cu-chart-bar-name">{}</span><span class="cu-chart-bar" aria-hidden="true">'
        '<svg viewBox="0 0 100 6" preserveAspectRatio="none">'
        '<rect class="cu-chart-bar-ours" width="{}" height="6"/></svg></span>'
        '<span class="cu-chart-bar-number">{}</span></li>'
    ).format("start pages" if share.name == TOP else share.name, (share.permille or 0) / 10, said)


def _percent(share: Share) -> int:
    """Customers in a hundred, rounded down."""
    return (share.permille or 0) // 10
