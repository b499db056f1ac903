"""Document formats: a document's text in, its prose as passages with exact source offsets out.

To add a format: one module with `passages(text, wanted=None)`, and one line in the table below.
Modules are imported when a document needs them, so that a check of one file starts quickly.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import PurePath

from customary.audit.model import Passage, Suppression


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of document is read.

    `passages(text, wanted=None)` gives the prose of a document in source order. With `wanted`, a
    compiled regular expression, passages in which it finds nothing may be left out, which makes a
    large document cheap. `suppressions(text)` gives the author's "keep this" in source order.
    Neither raises, whatever the text.
    """

    name: str
    suffixes: tuple[str, ...]

    def passages(self, text: str, wanted: re.Pattern[str] | None = None) -> list[Passage]:
        """The prose of `text`."""
        read: Callable[[str, re.Pattern[str] | None], list[Passage]]
        read = import_module(f"{__name__}.{self.name}").passages
        if "\r" in text and "\n" not in text:  # the line ends of an old Mac
            text = text.replace("\r", "\n")
        if not text.startswith("\ufeff"):
            return read(text, wanted)
        return [replace(passage, start=passage.start + 1) for passage in read(text[1:], wanted)]

    def suppressions(self, text: str) -> list[Suppression]:
        """What the author asks to keep (see `customary.audit.suppress`)."""
        from customary.audit.suppress import suppressions

        return suppressions(text, self.name, self.passages)


FORMATS: dict[str, Format] = {
    known.name: known
    for known in (
        Format("markdown", (".md", ".markdown", ".mdx")),
        Format("html", (".html", ".htm")),
        Format("rst", (".rst",)),
        Format("text", (".txt",)),
        Format("search", ("search_index.json", "search.json")),
    )
}
"""Every format by its name."""

_BY_SUFFIX = {suffix: known for known in FORMATS.values() for suffix in known.suffixes}


def by_suffix(path: str | PurePath) -> Format | None:
    """The format of the file at `path`, judged by its name; None where it is not a known one."""
    name = os.path.basename(path).lower()  # noqa: PTH119  every file of a tree is asked about
    return _BY_SUFFIX.get(name) or _BY_SUFFIX.get(name[name.rfind(".") :])
