"""Verdicts -> plain text for a terminal, with each criterion's interval drawn."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from customary.errors import printable
from customary.fit.model import FULL, Assessment, Verdict
from customary.fit.reports.summary import Row, Summary, of_100, summary

BAR = 20
"""Characters of a drawn interval."""
WIDTH = 100


def verdict_text(assessment: Assessment, verdict: Verdict, ascii_only: bool = False) -> str:
    """One prospect's verdict, reasons and advice, ending with a line end. Hostile characters show as
    escapes."""
    said = summary(assessment, verdict)
    lines = [f"{said.prospect} ({said.rubric})", f"  {said.headline}{_score(said)}", ""]
    width = min(26, max((len(row.name) for row in said.rows), default=0))
    for row in said.rows:
        lines += _row(row, width, ascii_only)
    for title, texts in _parts(said):
        if texts:
            lines += ["", f"  {title}", *(line for text in texts for line in _item(text))]
    text = "\n".join(printable(line) for line in lines) + "\n"
    return _as_ascii(text) if ascii_only else text


def drawn(low: int, high: int, ascii_only: bool = False) -> str:
    """An interval of fit 0..1000 as a bar: certain, possible, missing."""
    certain, possible, missing = "#=." if ascii_only else "█▒·"
    first, last = low * BAR // FULL, high * BAR // FULL
    return certain * first + possible * (last - first) + missing * (BAR - last)


def _score(said: Summary) -> str:
    if said.score is None:
        return ""
    low, high = map(of_100, said.score)
    return f", {low} of 100" if low == high else f", {low} to {high} of 100"


def _row(row: Row, width: int, ascii_only: bool) -> list[str]:
    name = row.name if len(row.name) <= width else row.name[: width - 1] + "…"
    bar = drawn(row.low, row.high, ascii_only) if row.applies else " " * BAR
    low, high = of_100(row.low), of_100(row.high)
    fit = "" if not row.applies else low if low == high else f"{low}-{high}"
    lead = f"  {name.ljust(width)}  {bar}  {fit.rjust(6)}  "
    indent = " " * len(lead)
    said = f" (said by {row.said_by}{', ' + row.on if row.on else ''})" if row.said_by else ""
    words = textwrap.wrap(row.reason + said, max(30, WIDTH - len(lead))) or [""]
    note = textwrap.wrap(f"Note: {row.note}", max(30, WIDTH - len(lead))) if row.note else []
    return [lead + words[0], *(indent + line for line in (*words[1:], *note))]


def _parts(said: Summary) -> Sequence[tuple[str, tuple[str, ...]]]:
    kindly = "We would let them down as things are. What would have to change" if said.best == 0 else ""
    theirs, ours = (f"{kindly}, " if kindly else "What would change it, ") + "on their side", "On our side"
    if not said.theirs:
        ours = (f"{kindly}, " if kindly else "What would change it, ") + "on our side"
    return (
        ("Warning", said.warnings),
        ("These answers contradict each other", said.contradictions),
        ("Rules", said.rules),
        ("Agree on before signing", said.conditions),
        ("Most useful next steps", said.next_steps),
        ("Ask next", said.ask_next),
        (
            "No answer to these can change the verdict",
            (", ".join(said.need_not_ask),) if said.need_not_ask else (),
        ),
        (theirs, said.theirs),
        (ours, said.ours),
        ("How firm", (said.firm,) if said.firm else ()),
        ("They may be served better by", (said.refer_to,) if said.refer_to else ()),
    )


def _item(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="    - ", subsequent_indent="      ")


def _as_ascii(text: str) -> str:
    for mark, plain in (("“", '"'), ("”", '"'), ("←", "<-"), ("…", "..."), ("’", "'")):
        text = text.replace(mark, plain)
    return text.encode("ascii", "backslashreplace").decode()
