"""Notes a writer's refusal where the word stands, as the suppression that a writer would have typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from customary.audit.formats.canvas import plain
from customary.audit.model import Finding
from customary.audit.run import check
from customary.audit.suppress import singular
from customary.audit.sweep import Page
from customary.text import Edit, apply_edits

_FORMS = {"markdown": "<!-- {} -->", "html": "<!-- {} -->", "text": "[{}]", "rst": ".. {}"}


def keep(page: Page, finding: Finding, reason: str = "") -> Edit | None:
    """The edit that notes in the page that `finding` is intended, or None where there is no place for it.

    The place is tried out: the page reads as before, and this finding is gone and no other one.
    """
    form = _FORMS.get(page.format.name)
    if form is None:
        return None
    why = " ".join(re.sub(r"--+|[<>\[\]{}*]", " ", reason).split())
    note = form.format(f"audit: keep {singular(finding.surface)}" + (f" -- {why}" if why else ""))
    return next((edit for edit in _places(page, finding, note) if _works(page, finding, edit)), None)


def _places(page: Page, finding: Finding, note: str) -> Iterator[Edit]:
    """The end of the line; the end of the cell; a line of its own in front, with and without blank lines."""
    text = page.text
    start = max(text.rfind("\n", 0, finding.start), text.rfind("\r", 0, finding.start)) + 1
    ends = [i for i in (text.find("\n", finding.end), text.find("\r", finding.end)) if i >= 0]
    end = min(ends, default=len(text))
    line = text[start:end]
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    if page.format.name in ("markdown", "html"):
        if not line.lstrip().startswith("#") and not line.rstrip().endswith("|"):
            stop = start + len(line.rstrip())
            yield Edit(stop, stop, f" {note}")
        yield Edit(finding.end, finding.end, note)
    yield Edit(start, start, f"{indent}{note}{newline}{newline}")
    yield Edit(start, start, f"{indent}{note}{newline}")


def _works(page: Page, finding: Finding, edit: Edit) -> bool:
    changed = apply_edits(page.text, [edit])
    if _reading(page, page.text) != _reading(page, changed):
        return False
    left = [(f.rule, f.surface) for f in check(changed, page.format, page.lexicon, page.settings)]
    before = [(f.rule, f.surface) for f in page.findings if f != finding]
    return left == before


def _reading(page: Page, text: str) -> list[tuple[str, int, str]]:
    return [(p.scope, p.level, plain(p.text)) for p in page.format.passages(text)]
