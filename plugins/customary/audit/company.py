"""The company that a document keeps: how words lean in the files of its folder.

One page may say too little to tell guests from guests; the pages beside it often say more. So the files
of one folder are read before any of them is judged, always all of them (up to a limit), whichever file
is asked for: the answer for a file does not depend on what else is checked in the same run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from customary.audit import sense
from customary.audit.formats import by_suffix
from customary.audit.pack import Lexicon
from customary.errors import BadInput
from customary.text import LARGEST_FILE, decode

MOST_FILES = 60
"""So many files of a folder with a word to look for are read, the first ones by name."""
MOST_BYTES = 1_500_000
"""And so many bytes of them."""


def company_in(folder: Path, lexicon: Lexicon) -> dict[str, tuple[int, int]]:
    """For each term, how many of its occurrences in the files of `folder` lean, and the sum of their scores.

    Empty for a folder with one such file or none: it has no company. Never raises.
    """
    documents = [evidence_of(text, name, lexicon) for name, text in _texts(folder, lexicon)]
    return sense.together(documents) if len(documents) > 1 else {}


def evidence_of(text: str, name: str, lexicon: Lexicon) -> sense.Evidence:
    """What a document of that file name tells about its words."""
    format = by_suffix(name)
    passages = format.passages(text, lexicon.wanted) if format else []
    return sense.evidence(text, passages, [o for p in passages for o in lexicon.occurrences(p)])


def _texts(folder: Path, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The names and texts of the files that hold a word to look for."""
    files = size = 0
    for name in _names(folder):
        if files >= MOST_FILES or size >= MOST_BYTES:
            return
        try:
            raw = (folder / name).read_bytes() if (folder / name).stat().st_size <= LARGEST_FILE else b""
            if lexicon.prefilter.search(raw):
                yield name, decode(raw, name)
                files, size = files + 1, size + len(raw)
        except (OSError, BadInput):
            continue  # whoever checks that file reports it


def _names(folder: Path) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith(".") and by_suffix(name))
    except OSError:
        return []
