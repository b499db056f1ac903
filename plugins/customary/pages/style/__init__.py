"""The look of a playbook: one style sheet for a site, written in parts."""

from __future__ import annotations

from pathlib import Path

PARTS = (
    "palette",
    "type",
    "frame",
    "start",
    "lists",
    "blocks",
    "boards",
    "map",
    "cards",
    "narrow",
    "system",
    "paper",
)
"""In the order in which they stand: small screens, the system's own colours and paper have the last word."""
NAME = "customary.css"
"""The sheet's file name among the plugin's assets."""


def stylesheet() -> str:
    """All parts as one sheet, so that a page asks for one file."""
    return "\n".join((Path(__file__).parent / f"{part}.css").read_text(encoding="utf-8") for part in PARTS)
