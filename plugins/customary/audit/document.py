"""A document as far as it concerns the audit: its passages, the words found, what it tells of them."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass

from customary.audit import sense
from customary.audit.formats import Format
from customary.audit.model import Evidence, Occurrence, Passage
from customary.audit.pack import Lexicon

REMEMBERED = 64
"""Documents that are kept: each is read for its folder's company, and again to be judged."""


@dataclass(frozen=True, slots=True)
class Document:
    """What was found in one text."""

    lexicon: Lexicon
    passages: tuple[Passage, ...]
    """Those that may hold a word that is looked for."""
    occurrences: tuple[Occurrence, ...]
    evidence: Evidence


_read: OrderedDict[tuple[str, str, int, str], Document] = OrderedDict()


def document_of(text: str, format: Format, lexicon: Lexicon, wanted: re.Pattern[str]) -> Document:
    """Read the passages of `text` that `wanted` matches, or remember how they were read a moment ago."""
    # The document holds its lexicon, so that the id stays its own.
    key = (format.name, text, id(lexicon), wanted.pattern)
    document = _read.get(key)
    if document is None:
        passages = tuple(format.passages(text, wanted))
        occurrences = tuple(o for passage in passages for o in lexicon.occurrences(passage))
        evidence = sense.evidence(text, passages, occurrences)
        document = _read[key] = Document(lexicon, passages, occurrences, evidence)
        if len(_read) > REMEMBERED:
            _read.popitem(last=False)
    return document


def forget() -> None:
    """Forget what was read: for measuring with other weights."""
    _read.clear()
    sense.forget()
