"""What the search index of a built site repeats of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

_ENTRY = '"location":"'
"""What each entry of an index begins with, as MkDocs and its themes write it."""


def left_in_search(site: Path, gone: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Rows of words that the index of `site` still has: each page's address with a row. `gone` names, by
    address, rows that no page has any more. Empty where there is no index, or one of another kind."""
    wanted = {address: tuple(rows) for address, rows in gone.items() if rows}
    try:
        index = (site / "search" / "search_index.json").read_text("utf-8") if wanted else ""
    except (OSError, ValueError):
        return []
    left: dict[tuple[str, str], None] = {}
    for entry in index.split(_ENTRY)[1:]:  # rows are plain words, so they stand in the JSON as they are
        address = entry[: entry.find('"')].partition("#")[0]
        left |= {(address, row): None for row in wanted.get(address, ()) if row in entry}
    return list(left)
