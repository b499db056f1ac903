"""The site's own search: what takes the place of the theme's search worker, and how a page names it.

Material's worker ranks sections by the words typed, or their beginnings. Ours ranks pages by what was meant.
It speaks the worker's messages, so that box, list of hits and keys stay Material's. See worker.js.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

WORKER = "search.js"
"""The worker's file name among the plugin's assets."""
FAINTER = 0.6
"""How much a page that is no part of the playbook (a manual, a reference) counts beside one that is."""

_ROOM = Path(__file__).parent
_THEMES = re.compile(r'("search": "[^"]*?)assets/javascripts/workers/search\.[\w.]+?\.js"')


def worker() -> str:
    """The worker's script, with the words that mean the same in it."""
    script = (_ROOM / "worker.js").read_text(encoding="utf-8")
    return script.replace("/*WORDS*/ []", json.dumps(words(), ensure_ascii=False), 1)


def words() -> list[list[list[str]]]:
    """The groups of words.txt, a line each: what pages say, and what people type who mean that."""
    lines = (_ROOM / "words.txt").read_text(encoding="utf-8").splitlines()
    groups = [line.split(":") for line in lines if line.strip() and not line.startswith("#")]
    return [[[entry.strip() for entry in side.split(",")] for side in group] for group in groups]


def with_own_search(html: str, assets: str) -> str:
    """`html`, a page of Material, with our worker below `assets` in the theme's place."""
    return _THEMES.sub(rf'\1{assets}/{WORKER}"', html, count=1)
