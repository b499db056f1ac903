"""One page: its front matter and headings read into a `Page`, with every fault by line and column.

A faulty field is left out and named; the rest of the page stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from customary.errors import BadInput, ProblemInFile, nearest, not_a_name, shortened
from customary.playbook.kinds import KINDS, Kind
from customary.playbook.model import ROLES, STAGES, Action, Change, Page, Section
from customary.playbook.periods import Period, after, period
from customary.playbook.practices import complaint_uses, practices
from customary.playbook.quotes import blocks_in, fill, unknown_fact
from customary.source import Document, Place, parse_yaml
from customary.text import LineIndex

KEYS = (
    "title", "description", "kind", "id", "owner", "reviewed", "review_every", "practice", "roles",
    "key_point", "actions", "changes", "card", "private",
    "who", "time", "when", "stage", "touchpoint", "complaint_uses", "rubric", "term", "short",
)  # fmt: skip
"""Every front matter key that the playbook reads."""

A_SLIP = 0.75
"""How alike an unknown key must be to one of ours to be a slip, and not another plugin's key."""

_TEXTS = ("who", "time", "when", "touchpoint", "rubric", "term", "short")
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_OPEN = re.compile(rf"\ufeff?---[ \t]*\r?\n(?:{'|'.join(KEYS)})[ \t]*:")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$")
_TICK = re.compile(r"[ \t]*[-*+][ \t]+\[[ xX]\][ \t]")
_MEANT_PRIVATE = re.compile(
    r"""^[ \t-]{0,3}["']?privat\w*["']?[ \t]*:(?![ \t]*["']?(?:false|no)\b)"""
    r"""|^[ \t]*kind[ \t]*:[ \t]*["']?profil""",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that was meant to keep a page private, whatever is wrong with the rest."""
_TOP = re.compile(r"\s*(?:---.*?(?:^---|\Z)|[\w-]+[ \t]*:.*?(?:\n\s*\n|\Z))", re.DOTALL | re.MULTILINE)
"""What looks like settings at the top of a page."""
_OWNER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the pages are read against: facts to quote, and periods that differ from the kinds' own."""

    facts: Mapping[str, str] = field(default_factory=dict)
    review_every: Mapping[str, Period] = field(default_factory=dict)
    blocks: Collection[str] = ()
    """The names that `{playbook:NAME}` may have."""


def split(text: str) -> tuple[str, int]:
    """The YAML of a page's front matter (empty where there is none) and the offset where its body starts."""
    found = _FRONT.match(text)
    return (found[1], found.end()) if found else ("", 0)


def read_page(text: str, src: str, path: str, rules: Rules) -> tuple[Page, list[ProblemInFile]]:
    """The page `src` (below docs/), shown as `path` in messages, and everything that is wrong with it."""
    front, start = split(text)
    try:
        document = parse_yaml(front, path, first_line=2) if front else Document(path, None)
    except BadInput as bad:
        page = Page(src, path, _title_of(text[start:], src), private=bool(_MEANT_PRIVATE.search(front)))
        return page, [*bad.problems, *_unknown_in_body(text, start, path, rules)]
    reading = _Reading(document, rules)
    if not front and (line := _private_line(text)):
        what = 'The page says "private" where no front matter can be read, so it is kept private.'
        problem = ProblemInFile(path, line, 1, what, 'Put it between two lines "---" at the very top.')
        return Page(src, path, _title_of(text, src), private=True), [problem]
    data = document.data
    if data is not None and not isinstance(data, dict):
        reading.problem((), "The front matter should be settings, one a line.", 'Write "name: value" lines.')
        data = {"private": "true"} if _MEANT_PRIVATE.search(front) else None
    sections, ticks, title = _body(text, start)
    page = reading.page(data or {}, src, title or _title_from(src), sections, ticks)
    if _OPEN.match(text) and not front:
        what = "The front matter has no end, so that it is read as text."
        reading.problems.append(ProblemInFile(path, 1, 1, what, 'Add a line "---" below it.'))
    return page, reading.problems + _unknown_in_body(text, start, path, rules)


class _Reading:
    """Reads the fields of one page and gathers its problems."""

    def __init__(self, document: Document, rules: Rules) -> None:
        self.document, self.rules = document, rules
        self.problems: list[ProblemInFile] = []

    def page(
        self, data: dict[str, Any], src: str, heading: str, sections: tuple[Section, ...], ticks: int
    ) -> Page:
        self._unknown_keys(data)
        kind = KINDS[self.one_of(data, "kind", KINDS, "a page kind") or "page"]
        reviewed = self.day(data, "reviewed")
        extra: dict[str, object] = {name: self.text(data, name) for name in _TEXTS if name in data}
        extra |= {"stage": self.one_of(data, "stage", STAGES, "a stage")} if "stage" in data else {}
        extra["complaint_uses"] = self.names(data, "complaint_uses", complaint_uses(), "a use of complaints")
        extra["ticks"] = ticks
        page = Page(
            src,
            self.document.path,
            self.text(data, "title") or heading,
            kind.name,
            self.text(data, "description"),
            self.text(data, "id"),
            self._owner(data),
            reviewed,
            self._due(data, kind.name, reviewed),
            self.names(data, "practice", practices(), "a practice"),
            self.names(data, "roles", ROLES, "a role"),
            self.text(data, "key_point"),
            self._actions(data),
            self._changes(data),
            self.flag(data, "card"),
            self._private(data, kind),
            extra,
            sections,
            {key: self.document.key_at((key,)) for key in data},
        )
        self._missing(data, page)
        return page

    # One method a form of field: what stands there, or its problem and the empty value.

    def text(self, data: dict[str, Any], key: str, place: Place = ()) -> str:
        value = data.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.problem((*place, key), f'"{key}" should be one text.', "Write it on one line.")
            return ""
        return fill(value, self.rules.facts, lambda _, name: self._no_fact((*place, key), name))

    def one_of(
        self, data: dict[str, Any], key: str, names: Collection[str], what: str, place: Place = ()
    ) -> str:
        value = data.get(key)
        if value is None or (isinstance(value, str) and value in names):
            return str(value or "")
        self.problem((*place, key), *not_a_name(str(value), what, names))
        return ""

    def names(
        self, data: dict[str, Any], key: str, names: Collection[str], what: str, place: Place = ()
    ) -> tuple[str, ...]:
        value = data.get(key)
        given = value if isinstance(value, list) else [] if value is None else [value]
        known = [name for name in given if isinstance(name, str) and name in names]
        for number, name in enumerate(given):
            if name not in known:
                where = (*place, key, number) if isinstance(value, list) else (*place, key)
                self.problem(where, *not_a_name(str(name), what, names))
        return tuple(known)

    def day(self, data: dict[str, Any], key: str, place: Place = ()) -> date | None:
        value = data.get(key)
        if value is None:
            return None
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            what = f'"{shortened(str(value))}" is not a day of the calendar.'
            self.problem((*place, key), what, "Write it as year-month-day, like 2026-03-31.")
            return None

    def flag(self, data: dict[str, Any], key: str, *, in_doubt: bool = False) -> bool:
        value = data.get(key)
        if value in ("true", "yes", "True", "Yes"):
            return True
        if value not in ("false", "no", "False", "No") and (value or in_doubt):
            self.problem(
                (key,), f'"{shortened(str(value or ""))}" is neither true nor false.', "Write true or false."
            )
            return in_doubt
        return False

    def problem(self, place: Place, what: str, remedy: str = "", *, on_key: bool = False) -> None:
        self.problems.append(self.document.problem(place, what, remedy, on_key=on_key))

    # The fields that have parts, or that depend on one another.

    def _owner(self, data: dict[str, Any]) -> str:
        owner = self.text(data, "owner")
        if owner and not _OWNER.search(owner):
            self.problem(("owner",), f'"{shortened(owner)}" is not a person\'s name.', "Name one colleague.")
            return ""
        return owner

    def _private(self, data: dict[str, Any], kind: Kind) -> bool:
        """Doubt keeps a page private: a slip in the key, in its value, or in the kind of a private page."""
        slips = [key for key in data if key != "private" and _MEANT_PRIVATE.match(f"{key}:")]
        meant = KINDS[nearest(str(data.get("kind")), KINDS) or kind.name] if "kind" in data else kind
        if "private" in data:
            return self.flag(data, "private", in_doubt=True)
        return bool(slips) or meant.private

    def _due(self, data: dict[str, Any], kind: str, reviewed: date | None) -> date | None:
        every = self.text(data, "review_every")
        step = self.rules.review_every.get(kind) or period(KINDS[kind].review_every)
        if every:
            step = period(every)
            if step is None:
                what = f'"{shortened(every)}" is not a period.'
                self.problem(("review_every",), what, 'Write it like "6 months", "1 year" or "30 days".')
        return after(reviewed, step) if reviewed and step else None

    def _actions(self, data: dict[str, Any]) -> tuple[Action, ...]:
        found = []
        for place, item in self._items(data, "actions", "do"):
            action = Action(
                self.text(item, "do", place),
                self.one_of(item, "role", ROLES, "a role", place),
                self.one_of(item, "practice", practices(), "a practice", place),
            )
            self._only(item, place, ("do", "role", "practice"))
            found += [action] if action.do else []
        return tuple(found)

    def _changes(self, data: dict[str, Any]) -> tuple[Change, ...]:
        found = []
        for place, item in self._items(data, "changes", "what"):
            on, what = self.day(item, "on", place), self.text(item, "what", place)
            if "on" not in item:
                self.problem(place, 'A change has no day ("on").', "Add on: with the day of the change.")
            self._only(item, place, ("on", "what"))
            found += [Change(on, what)] if on and what else []
        return tuple(found)

    def _items(self, data: dict[str, Any], key: str, needed: str) -> list[tuple[Place, dict[str, Any]]]:
        value = data.get(key)
        found: list[tuple[Place, dict[str, Any]]] = []
        if value is None:
            return found
        if not isinstance(value, list):
            self.problem((key,), f'"{key}" should be a list.', f'Start each entry with "- {needed}:".')
            return []
        for number, item in enumerate(value):
            if isinstance(item, dict) and item.get(needed):
                found.append(((key, number), item))
            else:
                self.problem((key, number), f'This entry has no "{needed}".', f"Add {needed}: with a text.")
        return found

    def _only(self, item: dict[str, Any], place: Place, keys: Collection[str]) -> None:
        for key in item:
            if key not in keys:
                self.problem((*place, key), *not_a_name(key, "a setting here", keys), on_key=True)

    def _unknown_keys(self, data: dict[str, Any]) -> None:
        """Other plugins have keys of their own, so only a key close to one of ours is a slip."""
        for key in data:
            meant = None if key in KEYS else nearest(key, KEYS)
            if meant and meant not in data and SequenceMatcher(None, key, meant).ratio() >= A_SLIP:
                self.problem(
                    (key,), f'"{shortened(key)}" is not a setting.', f'Did you mean "{meant}"?', on_key=True
                )

    def _missing(self, data: dict[str, Any], page: Page) -> None:
        kind = KINDS[page.kind]
        needs = (("owner", "reviewed") if kind.owned else ()) + kind.needs
        for key in needs:
            if data.get(key) in (None, "", []):
                self.problem(
                    ("kind",),
                    f'A {kind.name} needs "{key}".',
                    f"Add {key}: to the front matter.",
                    on_key=True,
                )
        titles = {section.title.casefold() for section in page.sections}
        for title in kind.sections:
            if title.casefold() not in titles:
                close = nearest(title, [section.title for section in page.sections])
                remedy = f'Rename "{close}".' if close else f'Add the heading "## {title}".'
                self.problem(("kind",), f'A {kind.name} needs a section "{title}".', remedy, on_key=True)
        if kind.ticks and not page.extra["ticks"]:
            self.problem(
                ("kind",),
                f"A {kind.name} needs something to tick.",
                'Add items that start with "- [ ]".',
                on_key=True,
            )

    def _no_fact(self, place: Place, name: str) -> None:
        self.problem(place, *unknown_fact(name, self.rules.facts))


def _unknown_in_body(text: str, start: int, path: str, rules: Rules) -> list[ProblemInFile]:
    found: list[tuple[int, tuple[str, str]]] = []
    fill(text[start:], rules.facts, lambda at, name: found.append((at, unknown_fact(name, rules.facts))))
    for at, name, of in blocks_in(text[start:]):
        if name not in rules.blocks:
            found.append((at, not_a_name(name, "a block", rules.blocks)))
        elif name in ("role", "kind") and of not in (known := ROLES if name == "role" else tuple(KINDS)):
            found.append((at, not_a_name(of, "a role" if name == "role" else "a page kind", known)))
    lines = LineIndex(text) if found else None
    return [ProblemInFile(path, *lines.at(start + at), *said) for at, said in found if lines]


def _body(text: str, start: int) -> tuple[tuple[Section, ...], int, str]:
    """The headings outside code, the number of things to tick, and the text of the first heading."""
    sections: list[Section] = []
    ticks, title, fence = 0, "", ""
    first = text.count("\n", 0, start) + 1
    for number, line in enumerate(text[start:].splitlines(), first):
        if (mark := line.lstrip()[:1]) not in ("#", "`", "~", "-", "*", "+"):
            continue
        if fenced := _FENCE.match(line):
            fence = fenced[1] if not fence else "" if fenced[1].startswith(fence) else fence
        elif fence:
            continue
        elif mark == "#" and (heading := _HEADING.match(line)):
            plain = re.sub(r"\s*\{[^{}]*\}$", "", heading[2])
            sections.append(Section(plain, len(heading[1]), number))
            title = title or (plain if len(heading[1]) == 1 else "")
        elif _TICK.match(line):
            ticks += 1
    return tuple(sections), ticks, title


def _private_line(text: str) -> int:
    """The line at the top of a page without front matter that keeps it private; 0 where there is none.

    Some hosts take settings without dashes, too, and a line end or an empty line too many hides them.
    """
    start = text[:2000].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    top = _TOP.match(start)
    found = top and _MEANT_PRIVATE.search(top[0])
    return start.count("\n", 0, found.start()) + 1 if found else 0


def _title_of(body: str, src: str) -> str:
    return _body(body, 0)[2] or _title_from(src)


def _title_from(src: str) -> str:
    stem = src.rsplit("/", 1)[-1].removesuffix(".md").replace("-", " ").replace("_", " ")
    return stem[:1].upper() + stem[1:]
