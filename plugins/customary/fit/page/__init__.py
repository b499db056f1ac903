"""The page that sales uses: a rubric as a form, judged in the browser; on paper where there is no script."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).parent / "assets"
"""Where the scripts and the stylesheet are."""

SCRIPTS = (
    "fit-draw.js",
    "fit-kinds.js",
    "fit-answers.js",
    "fit-scorer.js",
    "fit-reach.js",
    "fit-safety.js",
    "fit-moves.js",
    "fit-counterfactuals.js",
    "fit-words.js",
    "fit-advise.js",
    "fit-judgement.js",
    "fit-say.js",
    "fit-form.js",
    "fit-report.js",
    "fit-sheet.js",
    "fit-panel.js",
    "fit-guide.js",
    "fit-yaml.js",
    "fit-file.js",
    "fit-share.js",
    "fit-drafts.js",
    "fit-tools.js",
    "fit-page.js",
    "fit-mount.js",
)
"""In the order in which they must load."""

STYLES = ("fit.css",)


def script() -> str:
    """All the scripts as one, so that a site asks for one file."""
    return "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS)


def form_html(rubric: Mapping[str, Any], canonical_json: str, sha256: str, begin: str = "") -> str:
    """The page fragment of a rubric in its canonical form: a paper form, and what the scripts need.

    `canonical_json` is the text that `sha256` is the hash of; `begin` is JSON of what an empty form begins
    with, {entries: the form's own entries by criterion, says: where they are from}. Everything is escaped.
    """
    words = _words(rubric)
    return str(
        template("form.html").render(rubric=rubric, json=canonical_json, sha256=sha256, begin=begin, **words)
    )


def _words(rubric: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": rubric.get("title") or rubric["rubric"], "options": _options}


def _options(criterion: Mapping[str, Any]) -> list[str]:
    """What a person with a pencil can tick; nothing for numbers, which are written."""
    kind = criterion["kind"]
    if kind in ("scale", "level"):
        labels = criterion.get("labels") or criterion.get("levels")
        return (
            list(labels) if isinstance(labels, list) else [f"level {i}" for i in range(len(criterion["fit"]))]
        )
    if kind == "set":
        items = [
            *criterion["ours"],
            *criterion.get("must", []),
            *(i for some in criterion.get("likely", []) for i in some),
        ]
        return list(dict.fromkeys(items))
    return ["yes", "no"] if kind == "yes_no" else []


@cache
def template(name: str) -> Any:
    """A template of this folder, with everything put into it escaped."""
    from jinja2 import Environment, FileSystemLoader

    loader = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(
        name
    )
