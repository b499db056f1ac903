"""For a site: the summary page, as plain HTML that takes its colours from the theme."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from customary.audit.model import Finding
from customary.audit.record import Share, altogether
from customary.audit.survey import QUESTIONS, Question

MOST_PAGES = 50
STYLE = Path(__file__).parent / "page.css"
SOURCE = """---
title: {title}
search:
  exclude: true
---
# {title}

<!-- cu:figures -->

## Questions that settle the most

<!-- cu:questions -->

## Customers by section

<!-- cu:sections -->

## Words

<!-- cu:words -->

## Pages

<!-- cu:pages -->
"""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page that may be shown: its title, its address from the summary page, what was found and fixed."""

    title: str
    url: str
    findings: Sequence[Finding]
    fixed: int


@dataclass(frozen=True, slots=True)
class Summary:
    """All that the summary page tells."""

    pages: Sequence[PageLine]
    sections: Sequence[Share]
    questions: Sequence[Question]
    rewrites: bool
    docs: str = "docs"
    """The folder of the sources, as a writer in the project's folder would name it."""


def source(title: str = "Language audit") -> str:
    """The page's Markdown, with a mark for each part."""
    return SOURCE.format(title=title)


def filled(html: str, summary: Summary) -> str:
    """The page's HTML with its parts in place of the marks."""
    parts: dict[str, Callable[[Summary], str]] = {
        "figures": _figures, "questions": _questions, "sections": _sections, "words": _words, "pages": _pages,
    }  # fmt: skip
    for name, part in parts.items():
        html = html.replace(f"<!-- cu:{name} -->", part(summary))
    return html


def _figures(summary: Summary) -> str:
    findings = [finding for page in summary.pages for finding in page.findings]
    counts = Counter(finding.fix for finding in findings)
    share = altogether(summary.sections).permille
    fixed = sum(page.fixed for page in summary.pages)
    figures = [
        (_percent(share), "of the words for customers say customer"),
        (
            str(fixed if summary.rewrites else counts["auto"]),
            "rewritten here" if summary.rewrites else "to rewrite",
        ),
        (str(counts["suggest"]), "to look at"),
        (str(len(summary.pages)), "pages read"),
    ]
    cells = "".join(f"<div><dt>{escape(what)}</dt><dd>{escape(n)}</dd></div>" for n, what in figures)
    return f'<dl class="cu-figures">{cells}</dl>'


def _questions(summary: Summary) -> str:
    if not summary.questions:
        return "<p>Nothing hangs on an answer: every word is declared, or clear from its page.</p>"
    asked = "".join(_question(question) for question in summary.questions[:QUESTIONS])
    command = f"customary audit settings {escape(shlex.quote(summary.docs))}"
    first = escape(shlex.quote(summary.questions[0].term))
    intro = (
        "<p>Who your customers are is known to you, not to the sentence. Open a question and read the "
        "places: the word in question is marked. Then answer, in the folder of the project:</p><ul>"
        f"<li>in a terminal, one by one: <code>{command}</code></li>"
        f"<li>or at once: <code>{command} --yes {first}</code> where the word names your "
        f"customers, <code>--no {first}</code> where it does not; several of both are fine</li></ul>"
        "<p>The answers go into <code>customary.yml</code>, and the next build knows them.</p>"
    )
    rest = len(summary.questions) - QUESTIONS
    more = f"<p>And {rest} more that settle less: <code>{command} --all</code>.</p>"
    return f'{intro}<ol class="cu-questions">{asked}</ol>{more if rest > 0 else ""}'


def _question(question: Question) -> str:
    contexts = "".join(
        f"<li><q>…{escape(s.before)}<mark>{escape(s.surface)}</mark>{escape(s.after)}…</q> "
        f"<small>{escape(s.path)}</small></li>"
        for s in question.contexts
    )
    summary = f"{escape(question.words, quote=False)} <span>({escape(question.stake)})</span>"
    return f"<li><details><summary>{summary}</summary><ul>{contexts}</ul></details></li>"


def _sections(summary: Summary) -> str:
    told = [section for section in summary.sections if section.permille is not None]
    if not told:
        return "<p>No page speaks of customers yet, by any name.</p>"
    rows = "".join(_section(section) for section in told)
    head = "<tr><th>Section</th><th>Customers</th><th>Other words</th><th>Share</th></tr>"
    return _table("cu-shares", "How often people are called customers, before any rewriting", head, rows)


def _section(section: Share) -> str:
    permille = section.permille or 0
    other = sum(section.other.values())
    meter = (
        '<svg class="cu-meter" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false"><rect class="cu-meter__track" width="1000" height="8"/>'
        f'<rect class="cu-meter__share" width="{permille}" height="8"/></svg>'
    )
    name = escape(section.name)
    cells = f"<td>{section.customer}</td><td>{other}</td><td>{meter} {_percent(permille)}</td>"
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _words(summary: Summary) -> str:
    tiers: dict[str, Counter[str]] = {}
    for page in summary.pages:
        for finding in page.findings:
            tiers.setdefault(finding.rule, Counter())[finding.fix] += 1
    if not tiers:
        return "<p>Nothing was found.</p>"
    most_first = sorted(tiers.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    rows = "".join(_word(rule, counts) for rule, counts in most_first)
    sure = "Rewritten" if summary.rewrites else "Sure"
    head = f"<tr><th>Rule</th><th>{sure}</th><th>To look at</th><th>Advice</th></tr>"
    return _table("cu-words", "Findings by rule", head, rows)


def _word(rule: str, counts: Counter[str]) -> str:
    cells = "".join(f"<td>{counts[fix]}</td>" for fix in ("auto", "suggest", "none"))
    return f'<tr><th scope="row">{escape(rule)}</th>{cells}</tr>'


def _pages(summary: Summary) -> str:
    told = [page for page in summary.pages if page.findings]
    if not told:
        return "<p>No page has a finding.</p>"
    told = sorted(told, key=lambda page: (-len(page.findings), page.url))
    rows = "".join(_page(page) for page in told[:MOST_PAGES])
    head = "<tr><th>Page</th><th>Findings</th><th>To look at</th><th>Words</th></tr>"
    rest = len(told) - MOST_PAGES
    more = f"<p>And {rest} pages more, with fewer findings.</p>" if rest > 0 else ""
    return _table("cu-pages", "Findings by page", head, rows) + more


def _page(page: PageLine) -> str:
    open_ones = sum(finding.fix == "suggest" for finding in page.findings)
    words = Counter(" ".join(f.surface.lower().split()) for f in page.findings if f.surface)
    most = sorted(words.items())[:8]
    listed = ", ".join(escape(word) + (f" ({n})" if n > 1 else "") for word, n in most)
    link = f'<a href="{escape(page.url)}">{escape(page.title)}</a>'
    cells = f"<td>{len(page.findings)}</td><td>{open_ones}</td><td>{listed}</td>"
    return f'<tr><th scope="row">{link}</th>{cells}</tr>'


def _table(name: str, caption: str, head: str, rows: str) -> str:
    table = f"<caption>{caption}</caption><thead>{head}</thead><tbody>{rows}</tbody>"
    region = f'<div class="cu-scroll" tabindex="0" role="region" aria-label="{caption}">'
    return f'{region}<table class="{name}">{table}</table></div>'


def _percent(permille: int | None) -> str:
    return "–" if permille is None else f"{(permille + 5) // 10} %"
