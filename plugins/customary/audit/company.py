"""The company that a document keeps: how words lean in the files of its folder, and what these speak of.

One page may say too little to tell guests from guests; the pages beside it often say more. So the files
of one folder are read before any of them is judged, always the same ones (up to a limit), whichever file
is asked for: the answer for a file does not depend on what else is checked in the same run. Nor does it
depend on what was rewritten before: a file that says customer is as much company as one that says guest.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from customary.audit.formats import Format, by_suffix
from customary.audit.model import Company
from customary.audit.pack import Lexicon
from customary.errors import BadInput
from customary.text import LARGEST_FILE, decode

MOST_FILES = 60
"""So many files of a folder that speak of customers are read, the first ones by name."""
MOST_BYTES = 1_500_000
"""And so many bytes of them."""


_CUSTOMER = (b"customer", b"Customer", b"CUSTOMER")
Read = Callable[[bytes, Format], Company]
"""What a file adds to the company, from its content. Raises BadInput where that is no text."""


def company_in(folder: Path, lexicon: Lexicon, read: Read | None = None) -> Company:
    """What the files of `folder` tell together.

    Nothing for a folder with one such file or none: it has no company. Never raises. `read` may remember
    what `told_by` says of a content.
    """
    files = [*_told(folder, lexicon, read or (lambda raw, format: told_by(raw, format, lexicon)))]
    if len(files) < 2:
        return Company()
    from customary.audit.sense import together  # only where there is something to judge

    return together(files)


def told_by(raw: bytes, format: Format, lexicon: Lexicon) -> Company:
    """What the file content `raw` adds to its folder's company. Raises BadInput where it is no text."""
    from customary.audit.document import document_of

    return document_of(decode(raw, ""), format, lexicon, lexicon.wanted).evidence.company


def state_of(folder: Path, digests: Mapping[Path, bytes]) -> bytes:
    """A digest of all that `company_in` may read in `folder`, of which some `digests` may be known."""
    state = hashlib.blake2b(digest_size=16)
    for path, format in _files(folder):
        with suppress(OSError):
            state.update(format.name.encode() + (digests.get(path) or digest_of(_content(path))))
    return state.digest()


def digest_of(raw: bytes) -> bytes:
    """What stands for a file's content, in 16 bytes."""
    return hashlib.blake2b(raw, digest_size=16).digest()


def _told(folder: Path, lexicon: Lexicon, read: Read) -> Iterator[Company]:
    """What each file tells that holds a word to look for, or what such a word is rewritten to."""
    files = size = 0
    for raw, format in _contents(folder):
        if files >= MOST_FILES or size >= MOST_BYTES:
            return
        if lexicon.prefilter.search(raw) or any(word in raw for word in _CUSTOMER):
            with suppress(BadInput):  # whoever checks that file reports it
                yield read(raw, format)
                files, size = files + 1, size + len(raw)


def _contents(folder: Path) -> Iterator[tuple[bytes, Format]]:
    """What the files of the folder hold; nothing where one is too large to be looked at."""
    for path, format in _files(folder):
        with suppress(OSError):
            yield _content(path), format


def _content(path: Path) -> bytes:
    status = path.stat()
    is_read = stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST_FILE  # a pipe would never end
    return path.read_bytes() if is_read else b""


def _files(folder: Path) -> list[tuple[Path, Format]]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return []
    known = ((path, by_suffix(path)) for path in paths if not path.name.startswith("."))
    return [(path, format) for path, format in known if format]
