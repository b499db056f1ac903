"""The company that a document keeps: how words lean in the files of its folder.

One page may say too little to tell guests from guests; the pages beside it often say more. So the files
of one folder are read before any of them is judged, always the same ones (up to a limit), whichever file
is asked for: the answer for a file does not depend on what else is checked in the same run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from customary.audit import sense
from customary.audit.document import document_of
from customary.audit.formats import Format, by_suffix
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
    wanted = lexicon.wanted
    documents = [document_of(text, format, lexicon, wanted) for text, format in _texts(folder, lexicon)]
    return sense.together(d.evidence for d in documents) if len(documents) > 1 else {}


def _texts(folder: Path, lexicon: Lexicon) -> Iterator[tuple[str, Format]]:
    """The texts of the files that hold a word to look for, with their formats."""
    files = size = 0
    for path, format in _files(folder):
        if files >= MOST_FILES or size >= MOST_BYTES:
            return
        try:
            raw = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else b""
            if lexicon.prefilter.search(raw):
                yield decode(raw, path.name), format
                files, size = files + 1, size + len(raw)
        except (OSError, BadInput):
            continue  # whoever checks that file reports it


def _files(folder: Path) -> list[tuple[Path, Format]]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return []
    known = ((path, by_suffix(path)) for path in paths if not path.name.startswith("."))
    return [(path, format) for path, format in known if format]
