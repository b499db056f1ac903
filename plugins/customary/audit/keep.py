"""Notes a writer's refusal where the word stands, as the suppression that a writer would have typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from customary.audit.formats.canvas import plain
from customary.audit.model import Finding
from customary.audit.run import check
from customary.audit.suppress import UNUSED, singular
from customary.audit.sweep import Page
from customary.text import Edit, apply_edits

_FORMS = {"markdown": "<!-- {} -->", "html": "<!-- {} -->", "text": "[{}]", "rst": ".. {}"}

_IDLE = (UNUSED, "")


def keep(page: Page, finding: Finding, reason: str = "") -> Edit | None:
    """The edit that notes in the page that `finding` is intended, or None where there is no place for it.

    The place is tried out: the page reads as before, this finding is gone, and every other one is there.
    """
    form = _FORMS.get(page.format.name)
    if form is None:
        return None
    why = " ".join(re.sub(r"--+|[<>\[\]{}*]", " ", reason).split())
    note = form.format(f"audit: keep {singular(finding.surface)}" + (f" -- {why}" if why else ""))
    found = check(page.text, page.format, page.lexicon, page.settings)
    others = Counter((f.rule, f.surface) for f in found if f.start != finding.start)
    reads = _reading(page, page.text)
    for edit in _places(page, finding, note, why):
        changed = replace(page, text=apply_edits(page.text, [edit]))
        if _reading(changed, changed.text) == reads and _is_gone(changed, finding, others):
            return edit
    return None


def _places(page: Page, finding: Finding, note: str, why: str) -> Iterator[Edit]:
    """The end of the line; the end of the cell; a line of its own in front, with and without blank lines; the
    word itself, where the line holds it twice."""
    text = page.text
    start = max(text.rfind("\n", 0, finding.start), text.rfind("\r", 0, finding.start)) + 1
    ends = [i for i in (text.find("\n", finding.end), text.find("\r", finding.end)) if i >= 0]
    end = min(ends, default=len(text))
    line = text[start:end]
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    in_tags = page.format.name in ("markdown", "html")
    if in_tags:
        if not line.lstrip().startswith("#") and not line.rstrip().endswith("|"):
            stop = start + len(line.rstrip())
            yield Edit(stop, stop, f" {note}")
        yield Edit(finding.end, finding.end, note)
    yield Edit(start, start, f"{indent}{note}{newline}{newline}")
    yield Edit(start, start, f"{indent}{note}{newline}")
    if in_tags:
        word = text[finding.start : finding.end]
        said = f"<!-- kept: {why} -->" if why else ""
        yield Edit(finding.start, finding.end, f'<span class="audit-keep">{word}</span>{said}')


def _is_gone(page: Page, finding: Finding, others: Counter[tuple[str, str]]) -> bool:
    left = check(page.text, page.format, page.lexicon, page.settings)
    found = Counter((f.rule, f.surface) for f in left)
    key = (finding.rule, finding.surface)
    return found[key] == others[key] and others <= found and found[_IDLE] == others[_IDLE]


def _reading(page: Page, text: str) -> list[tuple[str, int, str]]:
    return [(p.scope, p.level, plain(p.text)) for p in page.format.passages(text)]
