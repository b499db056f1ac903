"""Verdicts -> one self-contained page that prints: no script, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jinja2

from customary.errors import printable
from customary.fit.model import Assessment, Verdict
from customary.fit.reports.summary import of_100, summary

TEMPLATES = Path(__file__).parent


def verdicts_html(verdicts: Sequence[tuple[Assessment, Verdict]]) -> str:
    """A whole HTML page, one sheet a prospect. Everything that people typed is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    environment.filters |= {"of_100": of_100, "printable": printable}
    sheets = [summary(assessment, verdict) for assessment, verdict in verdicts]
    return environment.get_template("assessment.html").render(sheets=sheets)
