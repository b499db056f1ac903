"""Puts words into the lists of a YAML file, and takes them out, and leaves every other character as it is.

A file that people keep has its own order, comments and style. So nothing is written anew: the parser says
where things stand, and the text is edited there. What has no place yet is added behind its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import yaml

Path = tuple[str, ...]
Comments = Mapping[str, str]
_PLAIN = re.compile(r"[A-Za-z][\w ./-]*")
_NOT_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
"""Words that YAML may read as something else."""


def with_words(text: str, path: Path, words: Iterable[str], comments: Comments) -> str:
    """`text` with `words` at the end of the list at `path` (keys from the root), which is made where there is
    none, below the comment that `comments` has for a new key."""
    words = sorted(words)
    if not words:
        return text
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark + _Edited(text.removeprefix(mark)).with_words(path, words, comments)


def without_words(text: str, path: Path, words: Iterable[str]) -> str:
    """`text` without `words` in the list at `path`."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    for word in sorted(words):
        text = _Edited(text).without_word(path, word)
    return mark + text


def scalar(text: str) -> str:
    """`text` as a YAML scalar that is safe inside a flow list."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_WORDS and text == text.strip():
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def flow_list(words: Iterable[str]) -> str:
    """`[guest, client]`."""
    return f"[{', '.join(map(scalar, words))}]"


class _Edited:
    """A text with the places of its parts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = yaml.compose(text, Loader=yaml.SafeLoader)
        self.newline = "\r\n" if "\r\n" in text else "\n"
        quoted = self.root is not None and text[self.root.start_mark.index :][:1] == "{"
        self.scalar: Callable[[str], str] = _quoted if quoted else scalar
        """JSON keeps its quotation marks."""

    def with_words(self, path: Path, words: list[str], comments: Comments) -> str:
        found, entry, rest = self._walk(path)
        if rest:
            return self._with_entry(found, entry, path, rest, words, comments)
        assert found is not None
        if isinstance(found, yaml.SequenceNode):
            return self._with_items(found, words)
        return self._in_place_of_nothing(found, entry, f" {self._flow(words)}")

    def without_word(self, path: Path, word: str) -> str:
        found, _, rest = self._walk(path)
        if rest or not isinstance(found, yaml.SequenceNode):
            return self.text
        items = found.value
        nth = next((n for n, item in enumerate(items) if _same_word(item.value, word)), None)
        if nth is None:
            return self.text
        start, end = _start(items[nth]), _end(items[nth])
        if not found.flow_style:
            start = self.text.rfind("\n", 0, start) + 1
            return self.text[:start] + self.text[self._line_end(end) :].lstrip("\r").removeprefix("\n")
        if nth + 1 < len(items):
            between = self.text[end : _start(items[nth + 1])]
            stop = end + (between.index(",") + 1 if "#" in between else len(between))
            return self.text[:start] + self.text[stop:]
        if not nth:  # the only one, perhaps with a comma behind it
            comma = self.text.find(",", end, found.end_mark.index)
            return self.text[:start] + self.text[max(end, comma + 1) :]
        comma = self.text.index(",", _end(items[nth - 1]))
        kept = self.text[comma + 1 : start] if "#" in self.text[comma:start] else ""
        return self.text[:comma] + kept + self.text[end:]

    def _walk(self, path: Path) -> tuple[yaml.Node | None, yaml.Node | None, Path]:
        """The value furthest along `path`, its key, and the steps that are not there."""
        node, entry = self.root, None
        for step, key in enumerate(path):
            if not isinstance(node, yaml.MappingNode):
                return node, entry, path[step:]
            pair = next((p for p in node.value if _same_key(p[0].value, key)), None)
            if pair is None:
                return node, entry, path[step:]
            entry, node = pair
        return node, entry, ()

    def _with_items(self, found: yaml.SequenceNode, words: list[str]) -> str:
        if found.flow_style:
            at = _end(found.value[-1]) if found.value else _start(found) + 1
            new = ", ".join(map(self.scalar, words))
            return self._with(at, f", {new}" if found.value else new)
        lines = [f"{self.newline}{' ' * found.start_mark.column}- {self.scalar(word)}" for word in words]
        return self._with(self._line_end(_end(found)), "".join(lines))

    def _with_entry(
        self,
        found: yaml.Node | None,
        entry: yaml.Node | None,
        path: Path,
        rest: Path,
        words: list[str],
        comments: Comments,
    ) -> str:
        if isinstance(found, yaml.MappingNode) and found.flow_style:
            new = self._pair(rest, words)
            at = _end(found.value[-1][1]) if found.value else _start(found) + 1
            return self._with(at, f", {new}" if found.value else new)
        depth = len(path) - len(rest)
        if isinstance(found, yaml.MappingNode) and found.value:
            column = found.value[0][0].start_mark.column
            lines = self._lines(rest, words, column, comments)
            end = len(self.text[: _end(found)].rstrip())  # a folded text takes the blank lines below with it
            return self._with(self._line_end(end), self.newline + self.newline.join(lines))
        lines = self._lines(rest, words, 2 * depth, comments)
        if entry is not None and found is not None:
            return self._in_place_of_nothing(found, entry, self.newline + self.newline.join(lines))
        gap = "" if not self.text or self.text.endswith("\n") else self.newline
        return self.text + gap + self.newline.join(lines) + self.newline

    def _lines(self, rest: Path, words: list[str], column: int, comments: Comments) -> list[str]:
        """The entry for `rest` in block style; what lies two levels down is written in braces."""
        indent = " " * column
        comment = [f"{indent}{comments[rest[0]]}"] if rest[0] in comments else []
        if len(rest) == 1:
            return [*comment, f"{indent}{self.scalar(rest[0])}: {self._flow(words)}"]
        if rest[0] in comments or rest[0] == "language":
            inner = self._lines(rest[1:], words, column + 2, comments)
            return [*comment, f"{indent}{rest[0]}:", *inner]
        return [*comment, f"{indent}{self.scalar(rest[0])}: {{{self._pair(rest[1:], words)}}}"]

    def _pair(self, rest: Path, words: list[str]) -> str:
        inner = self._flow(words) if len(rest) == 1 else f"{{{self._pair(rest[1:], words)}}}"
        return f"{self.scalar(rest[0])}: {inner}"

    def _in_place_of_nothing(self, found: yaml.Node, entry: yaml.Node | None, new: str) -> str:
        start, end = _start(found), found.end_mark.index
        if start == end and entry is not None:
            start = end = self.text.index(":", _end(entry)) + 1
            rest = self.text[end : self._line_end(end)]
            if new.startswith(self.newline):  # lines go below the comment behind the colon
                start = end = end + len(rest)
        else:
            new = new.lstrip(" ") if not new.startswith(self.newline) else new
        return self.text[:start] + new + self.text[end:]

    def _flow(self, words: list[str]) -> str:
        return f"[{', '.join(map(self.scalar, words))}]"

    def _with(self, at: int, new: str) -> str:
        return self.text[:at] + new + self.text[at:]

    def _line_end(self, at: int) -> int:
        found = re.compile(r"\r?\n|\Z").search(self.text, at)
        return found.start() if found else len(self.text)


def _start(node: yaml.Node) -> int:
    index: int = node.start_mark.index
    return index


def _end(node: yaml.Node) -> int:
    """The end of the node's own text: a block ends with its last part, before comments and blank lines."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        key, value = node.value[-1]
        return max(_end(key) + 1, _end(value))
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _end(node.value[-1])
    index: int = node.end_mark.index
    return index


def _same_word(written: object, word: str) -> bool:
    return isinstance(written, str) and " ".join(written.split()).casefold() == word


def _same_key(written: str, key: str) -> bool:
    """Folders may be written `./docs` or `docs/`."""
    return written == key or f"{written.strip().removeprefix('./').strip('/')}/" == key


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
