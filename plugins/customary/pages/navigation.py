"""A written nav that stays short: `plays/*` stands for every page of a folder, its index first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


def expanded(nav: Any, paths: Collection[str], titles: Mapping[str, str]) -> Any:
    """`nav` as mkdocs.yml has it, with each `folder/*` replaced by the folder's pages, by title.

    A page that the nav names itself is not repeated; `paths` are all pages, `titles` those that are known.
    """
    placed = set(named(nav))
    return _expanded(nav, [path for path in paths if path not in placed], titles)


def without(nav: Any, gone: Collection[str]) -> Any:
    """`nav` without the pages that are `gone`, and without the sections that this empties."""
    if isinstance(nav, list):
        kept = [without(item, gone) for item in nav if not (isinstance(item, str) and item in gone)]
        return [item for item in kept if item not in ({}, [])]
    if isinstance(nav, dict):
        items = {
            title: without(item, gone)
            for title, item in nav.items()
            if not (isinstance(item, str) and item in gone)
        }
        return {title: item for title, item in items.items() if item != []}
    return nav


def named(nav: Any) -> list[str]:
    """Every path and address that `nav` names."""
    if isinstance(nav, list):
        return [path for item in nav for path in named(item)]
    if isinstance(nav, dict):
        return [path for item in nav.values() for path in named(item)]
    return [nav] if isinstance(nav, str) else []


def _expanded(nav: Any, paths: Collection[str], titles: Mapping[str, str]) -> Any:
    if isinstance(nav, dict):
        return {title: _listed(item, paths, titles) for title, item in nav.items()}
    if isinstance(nav, list):
        return _listed(nav, paths, titles)
    return nav


def _listed(nav: Any, paths: Collection[str], titles: Mapping[str, str]) -> Any:
    if isinstance(nav, str):
        return _pages_of(nav, paths, titles) if nav.endswith("/*") else nav
    if not isinstance(nav, list):
        return _expanded(nav, paths, titles)
    found: list[Any] = []
    for item in nav:
        if isinstance(item, str) and item.endswith("/*"):
            found += _pages_of(item, paths, titles)
        else:
            found.append(_expanded(item, paths, titles))
    return found


def _pages_of(pattern: str, paths: Collection[str], titles: Mapping[str, str]) -> list[str]:
    folder = pattern.removesuffix("*")
    mine = [path for path in paths if path.startswith(folder) and "/" not in path.removeprefix(folder)]
    return sorted(
        mine, key=lambda path: (path != f"{folder}index.md", titles.get(path, path).casefold(), path)
    )
