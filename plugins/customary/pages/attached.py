"""Pictures and other files that belong to private pages only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import quote


def attached_only_to(
    private: Collection[str], pages: Iterable[tuple[str, Path]], media: Iterable[str]
) -> set[str]:
    """Those of the `media` files (by path) that a private page names and no other page does.

    `pages` are the sources of all pages, by path. A file is known by its name, as it is typed in links; where
    two files have the same name, a public mention of one keeps both.
    """
    if not private:
        return set()
    theirs = others = ""
    for src, file in pages:
        text = _text(file)
        if src in private:
            theirs += text
        else:
            others += text
    return {path for path in media if _named(path, theirs) and not _named(path, others)}


def _named(path: str, text: str) -> bool:
    name = PurePosixPath(path).name
    return name in text or quote(name) in text


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
