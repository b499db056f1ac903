"""The touchpoint map: five stages side by side, every touchpoint in its stage, the gaps in plain view.

Drawn as SVG while the site is built; colours come from the style sheet, so light and dark both work.
The same is said as a list, which also takes the picture's place on a phone.
"""

from __future__ import annotations

import textwrap

from markupsafe import Markup

from customary.pages.site import View, joined
from customary.playbook.book import resolve
from customary.playbook.model import STAGES, Page

WIDTH, GUTTER, HEAD, LINE, PAD, LETTERS = 150, 10, 62, 18, 11, 18
QUESTIONS = {
    "investigate": "Who could do this?",
    "evaluate": "Are they any good?",
    "purchase": "How do I order?",
    "use": "Does it do its job?",
    "dispose": "And what now?",
}


def touchpoint_map(view: View, of: str = "") -> str:
    """The map and its list, as HTML."""
    stages = {stage: _in_stage(view, stage) for stage in STAGES}
    columns = [_column(view, number, stage, pages) for number, (stage, pages) in enumerate(stages.items())]
    height = max(bottom for _, bottom in columns) + PAD
    width = len(STAGES) * (WIDTH + GUTTER) - GUTTER
    gaps = [stage for stage, pages in stages.items() if not pages]
    said = f"{sum(map(len, stages.values()))} touchpoints in five stages. " + (
        f"No touchpoint yet in: {', '.join(gaps)}." if gaps else "Every stage has at least one."
    )
    picture = Markup(
        '<svg class="cu-map" viewBox="0 0 {} {}" role="group" aria-labelledby="cu-map-title cu-map-desc" '
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<title id="cu-map-title">Touchpoint map</title>'
        '<desc id="cu-map-desc">{}</desc>{}</svg>'
    ).format(width, height, said, joined([drawn for drawn, _ in columns]))
    return str(
        Markup('<figure class="cu-map-figure">{}<figcaption>{}</figcaption></figure>\n{}').format(
            picture, said, _listed(view, stages)
        )
    )


def _in_stage(view: View, stage: str) -> list[Page]:
    return [page for page in view.site.book.of_kind("touchpoint") if page.text("stage") == stage]


def _column(view: View, number: int, stage: str, pages: list[Page]) -> tuple[Markup, int]:
    """One stage: its arrow, and a box for every touchpoint (or for the gap). Also where it ends."""
    left = number * (WIDTH + GUTTER)
    parts = [_arrow(left, stage)]
    top = HEAD + PAD
    for page in pages:
        box, top = _box(view, left, top, page)
        parts.append(box)
    if not pages:
        parts.append(
            Markup(
                '<rect class="cu-map-gap" x="{}" y="{}" width="{}" height="64" rx="6"/>'
                '<text class="cu-map-none" x="{}" y="{}" text-anchor="middle">Nobody looks after</text>'
                '<text class="cu-map-none" x="{}" y="{}" text-anchor="middle">this stage yet</text>'
            ).format(
                left + 1, top, WIDTH - 2, left + WIDTH // 2, top + 28, left + WIDTH // 2, top + 28 + LINE
            )
        )
        top += 64 + PAD
    return Markup("<g>{}</g>").format(joined(parts)), top


def _arrow(left: int, stage: str) -> Markup:
    reach = 0 if stage == STAGES[-1] else 6  # into the gap before the next one
    right, tip, middle = left + WIDTH + reach - 14, left + WIDTH + reach, HEAD // 2
    notch = left + (14 if left else 0)
    points = f"{left},0 {right},0 {tip},{middle} {right},{HEAD} {left},{HEAD} {notch},{middle}"
    x = left + (24 if left else 14)
    return Markup(
        '<polygon class="cu-map-stage" points="{}"/><text class="cu-map-head" x="{}" y="27">{}</text>'
        '<text class="cu-map-ask" x="{}" y="46">{}</text>'
    ).format(points, x, stage.capitalize(), x, QUESTIONS[stage])


def _box(view: View, left: int, top: int, page: Page) -> tuple[Markup, int]:
    lines = textwrap.wrap(page.title, LETTERS)[:4] or [page.src]
    stories = _stories(view, page)
    notes = [f"{stories} learning {'story' if stories == 1 else 'stories'}"] if stories else []
    height = 2 * PAD + LINE * (len(lines) + len(notes)) - 4
    rows = [
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(left + PAD, top + PAD + 11 + LINE * n, line)
        for n, line in enumerate(lines)
    ]
    rows += [
        Markup('<tspan class="cu-map-note" x="{}" y="{}">{}</tspan>').format(
            left + PAD, top + PAD + 11 + LINE * (len(lines) + n), note
        )
        for n, note in enumerate(notes)
    ]
    # xlink:href, because the theme's instant navigation trips over an SVG link that has a plain href
    box = Markup(
        '<a xlink:href="{}" role="link" aria-label="{}">'
        '<rect class="cu-map-box" x="{}" y="{}" width="{}" height="{}" rx="6"/>'
        '<text class="cu-map-text">{}</text></a>'
    ).format(
        view.url(page.src), ", ".join([page.title, *notes]), left + 1, top, WIDTH - 2, height, joined(rows)
    )
    return box, top + height + PAD


def _stories(view: View, touchpoint: Page) -> int:
    by_src = view.site.book.by_src
    stories = view.site.book.of_kind("story")
    return sum(resolve(story, story.text("touchpoint"), by_src) == touchpoint.src for story in stories)


def _listed(view: View, stages: dict[str, list[Page]]) -> Markup:
    rows = []
    for stage, pages in stages.items():
        if pages:
            named = joined([Markup("<li>{}</li>").format(view.link(page)) for page in pages])
        else:
            named = Markup('<li class="cu-none">nobody looks after this stage yet</li>')
        rows.append(
            Markup("<li><strong>{}</strong> <em>{}</em><ul>{}</ul></li>").format(
                stage.capitalize(), QUESTIONS[stage], named
            )
        )
    return Markup(
        '<details class="cu-map-list"><summary>The map as a list</summary><ol>{}</ol></details>'
    ).format(joined(rows))
