"""What complaints taught us (C1 to C3) and how our own view differs from the customers' (F4), as pages."""

from __future__ import annotations

from markupsafe import Markup

from customary.pages.board import table
from customary.pages.site import MONTHS, View, day, joined
from customary.playbook.complaints import Learning, learning
from customary.playbook.practices import complaint_uses
from customary.playbook.survey import TOP, Gap


def learning_block(view: View, of: str = "") -> str:
    """Uses served, complaints by touchpoint and month, complaints without a story, lessons in training."""
    if view.site.complaints is None:
        return ""
    found = learning(view.site.complaints)
    if not found.complaints:
        return "No complaint has been written down yet. That is rarely because there was none."
    return "\n\n".join(
        [
            str(_summary(found)),
            "## What complaints gave us",
            "One complaint can serve several ends.",
            str(_uses(found)),
            "## Where and when they came",
            _by_touchpoint(view, found),
            "## Waiting for their story",
            str(_waiting(view, found)),
        ]
    )


def gap_block(view: View, of: str = "") -> str:
    """Each statement with two bars: what we believe, and what customers say."""
    found = view.site.gaps
    if found is None:
        return ""
    if not found:
        return "Nobody has answered yet."
    worst = found[0]
    parts = []
    if worst.gap is not None and worst.gap > 0:
        parts.append(
            str(
                Markup(
                    '<p class="cu-key-point"><span class="cu-block-title">Widest gap</span> {}</p>'
                ).format(
                    f"“{worst.statement}”: we give ourselves {_rating(worst.ours)}, customers give us "
                    f"{_rating(worst.theirs)}."
                )
            )
        )
    rows = joined([_gap_row(gap) for gap in found])
    parts.append(
        str(
            Markup(
                '<figure class="cu-chart"><figcaption>Mean ratings from 0 to {}. The upper bar is ours, '
                "the lower one the customers'.</figcaption><ul>{}</ul></figure>"
            ).format(TOP, rows)
        )
    )
    return "\n\n".join(parts)


def _summary(found: Learning) -> Markup:
    facts = (
        (found.complaints, "complaints written down"),
        (found.stories, "learning stories told"),
        (found.trained, "lessons that reached training"),
        (len(found.without_story), "still waiting for their story"),
    )
    cells = [Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(text, number) for number, text in facts]
    return Markup('<dl class="cu-numbers">{}</dl>').format(joined(cells))


def _uses(found: Learning) -> Markup:
    most = max(found.uses.values()) or 1
    rows = [
        Markup(
            '<li class="cu-chart-counted"><span class="cu-chart-bar-name">It {}</span>'
            '<span class="cu-chart-bar" aria-hidden="true">'
            '<svg viewBox="0 0 100 6" preserveAspectRatio="none">'
            '<rect class="cu-chart-bar-ours" width="{}" height="6"/></svg></span>'
            '<span class="cu-chart-bar-number">{}</span></li>'
        ).format(complaint_uses()[use], 100 * count // most, count)
        for use, count in sorted(found.uses.items(), key=lambda pair: -pair[1])
    ]
    if found.no_use:
        again = "look at it again" if found.no_use == 1 else "look at them again"
        rows.append(
            Markup('<li class="cu-none">{} served nothing so far: {}.</li>').format(found.no_use, again)
        )
    return Markup('<figure class="cu-chart"><ul>{}</ul></figure>').format(joined(rows))


def _by_touchpoint(view: View, found: Learning) -> str:
    months = sorted({month for counts in found.by_touchpoint.values() for month in counts})[-12:]
    pages = view.site.book.by_src
    rows = []
    for touchpoint, counts in found.by_touchpoint.items():
        name = view.link(pages[touchpoint]) if touchpoint in pages else (touchpoint or "not noted")
        numbers = [sum(counts.values()), *(counts.get(month, "") for month in months)]
        cells = [Markup("<td>{}</td>").format(number) for number in numbers]
        rows.append(Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, joined(cells)))
    head = ["Touchpoint", "All", *(f"{MONTHS[int(month[5:]) - 1][:3]} {month[:4]}" for month in months)]
    return table("Complaints by touchpoint and month", head, rows)


def _waiting(view: View, found: Learning) -> Markup:
    if not found.without_story:
        return Markup("<p>None: every complaint has become a story.</p>")
    pages = view.site.book.by_src
    items = []
    for complaint in found.without_story:
        page = pages.get(complaint.touchpoint)
        where = Markup(" ({})").format(view.link(page)) if page else Markup()
        items.append(Markup("<li>{}: {}{}</li>").format(day(complaint.on), complaint.what, where))
    return Markup("<ul>{}</ul>").format(joined(items))


def _gap_row(gap: Gap) -> Markup:
    said = [f"We: {_rating(gap.ours)}", f"Customers: {_rating(gap.theirs)}"]
    note = ""
    if gap.gap is not None and gap.gap >= 100:
        note = "we flatter ourselves"
    elif gap.gap is not None and gap.gap <= -100:
        note = "better than we think"
    bars = joined(
        [
            Markup('<rect class="cu-chart-bar-{}" y="{}" width="{}" height="5"/>').format(
                name, y, (value or 0) / 10
            )
            for name, y, value in (("ours", 0, gap.ours), ("theirs", 7, gap.theirs))
        ]
    )
    return Markup(
        '<li><span class="cu-chart-bar-name">{}</span>'
        '<span class="cu-chart-bar cu-chart-bar--two" aria-hidden="true">'
        '<svg viewBox="0 0 100 12" preserveAspectRatio="none">{}</svg></span>'
        '<span class="cu-chart-bar-number">{}. {} <em>{}</em></span></li>'
    ).format(
        gap.statement,
        bars,
        ". ".join(said),
        f"Answers: {gap.answers[0]} of us, {gap.answers[1]} customers.",
        note,
    )


def _rating(permille: int | None) -> str:
    """Thousandths of the scale as a rating with one decimal."""
    if permille is None:
        return "no answers"
    tenths = (permille * TOP + 50) // 100
    return f"{tenths // 10}.{tenths % 10}"
