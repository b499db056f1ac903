"""An index page for each folder that has none: an address that somebody shortens still leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from customary.pages.board import page_list
from customary.pages.generated import FAINTEST
from customary.pages.site import View
from customary.playbook.kinds import KINDS
from customary.playbook.model import Page

NAMED = {
    "playbook": ("The whole picture", "Pages drawn from all the others: what is new, to do, and due."),
    "playbook/roles": ("For your role", "What each of us opens most, by what we do."),
    "roles": ("For your role", "What each of us opens most, by what we do."),
}
"""Title and first line for folders whose pages alone don't tell what they have in common."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder without an index page: its path, a title, a line about it, and the pages that it holds."""

    path: str
    title: str
    about: str
    pages: tuple[Page, ...]

    @property
    def src(self) -> str:
        """Where its index page goes."""
        return f"{self.path}/index.md"

    @property
    def markdown(self) -> str:
        """The source of its index page; the list comes when the page is drawn."""
        about = self.about or "The pages in this part of the site."
        return f"---\nsearch: {{boost: {FAINTEST}}}\n---\n# {self.title}\n\n{about}\n"

    def listed(self, view: View) -> str:
        """Its pages, each with a sentence, as HTML."""
        return page_list(view, self.pages)


def folders_without_index(built: Mapping[str, str], read: Callable[[str], Page]) -> list[Folder]:
    """The folders above any page that lack a page of their own, the deepest first.

    `built`: for each page's source the path of its file in the site; `read(src)`: the page. A page that is
    published outside its source's folder (a blog's post) is left to whoever moved it there.
    """
    at_home = [src for src, place in built.items() if place.startswith(_inside(posixpath.dirname(src)))]
    indexes = {posixpath.dirname(built[src]): src for src in at_home if _is_index(built[src])}
    made: dict[str, Folder] = {}
    for path in sorted(_with_parents(map(posixpath.dirname, at_home)), key=lambda p: (-p.count("/"), p)):
        if path not in indexes:
            own = [read(src) for src in at_home if posixpath.dirname(src) == path]
            below = [
                read(src)
                for at, src in indexes.items()
                if posixpath.dirname(at) == path != posixpath.dirname(src)
            ]
            below += [
                Page(folder.src, "", folder.title, description=folder.about)
                for at, folder in made.items()
                if posixpath.dirname(at) == path
            ]
            made[path] = _folder(path, own, below)
    return list(made.values())


def _folder(path: str, own: list[Page], below: list[Page]) -> Folder:
    title, about = _called(path, {page.kind for page in own})
    return Folder(path, title, about, (*sorted(own, key=_order), *sorted(below, key=_order)))


def _called(path: str, kinds: set[str]) -> tuple[str, str]:
    """The title of a folder and a line about it."""
    if path in NAMED:
        return NAMED[path]
    name = re.sub(r"[\W_]+", " ", posixpath.basename(path)).strip() or "Pages"
    if len(kinds) == 1 and (kind := KINDS[min(kinds)]).name != "page":
        return kind.plural, f"{kind.for_whom[:1].upper()}{kind.for_whom[1:]}."
    return f"{name[:1].upper()}{name[1:]}", ""


def _order(page: Page) -> tuple[str, str]:
    return page.title.casefold(), page.src


def _inside(folder: str) -> str:
    return f"{folder}/" if folder else ""


def _is_index(place: str) -> bool:
    """Whether the file of a page is what a browser shows for its folder."""
    return posixpath.basename(place) == "index.html"


def _with_parents(folders: map[str]) -> set[str]:
    found: set[str] = set()
    for folder in folders:
        while folder and folder not in found:
            found.add(folder)
            folder = posixpath.dirname(folder)
    return found
