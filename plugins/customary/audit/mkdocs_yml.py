"""Reads a mkdocs.yml for its plugin options and extensions, and runs none of its tags.

MkDocs files use tags (`!!python/name:…`, `!ENV`), anchors, aliases and merge keys. Here a tagged value is
the text after the tag, an alias is what it stands for, and no tag ever makes an object. Only the part that
is asked for is built, and a limit stops the aliases that would grow for ever.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from customary.errors import BadInput, ProblemInFile, shortened
from customary.source import Document, Place
from customary.text import read_text

MOST_NODES = 20_000
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def options_of_plugin(path: Path, text: str, plugin: str) -> tuple[Document | None, Place]:
    """The options of `plugin` as a document and their place in it; (None, ()) where it isn't used.

    Raises BadInput where the file is not YAML.
    """
    for where, root in _with_inherited(path, text):
        entry = _entry(root, "plugins")
        if entry is None:
            continue
        options = _named(entry, plugin)
        return (None, ()) if options is None else (_Plain(where).document(options[0]), ())
    return None, ()


def extensions(path: Path) -> dict[str, Any]:
    """The Markdown extensions of a mkdocs.yml, each with its options (texts); {} where it can't be read."""
    try:
        for where, root in _with_inherited(path, read_text(path)):
            entry = _entry(root, "markdown_extensions")
            if entry is not None:
                return _by_name(_Plain(where).document(entry).data)
    except BadInput:
        pass
    return {}


def _by_name(data: Any) -> dict[str, Any]:
    if isinstance(data, dict):
        return data
    named: dict[str, Any] = {}
    for item in data if isinstance(data, list) else []:
        named.update(item if isinstance(item, dict) else {str(item): None})
    return named


def _with_inherited(path: Path, text: str) -> list[tuple[str, yaml.Node]]:
    """The file's root and those of the files that it inherits from, nearest first."""
    roots: list[tuple[str, yaml.Node]] = []
    seen: set[Path] = set()
    while path.resolve() not in seen:
        seen.add(path.resolve())
        root = _compose(text, str(path))
        if root is None:
            break
        roots.append((str(path), root))
        inherited = _entry(root, "INHERIT")
        if not isinstance(inherited, yaml.ScalarNode):
            break
        path = path.parent / inherited.value
        text = read_text(path)
    return roots


def _compose(text: str, path: str) -> yaml.Node | None:
    try:
        return yaml.compose(text.removeprefix("\ufeff"), Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        said = getattr(error, "problem", None) or "it can't be read"
        raise BadInput(
            [
                ProblemInFile(
                    path, line, column, f"This is not YAML: {shortened(str(said))}.", "Check the indentation."
                )
            ]
        ) from None
    except (ValueError, RecursionError) as error:
        raise BadInput(
            [ProblemInFile(path, 0, 0, f"This is not YAML: {shortened(str(error))}.", "")]
        ) from None


def _entry(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                found: yaml.Node = value
                return found
    return None


def _named(plugins: yaml.Node, plugin: str) -> tuple[yaml.Node] | None:
    """The node of the plugin's options in a list or a mapping of plugins."""
    items = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    for item in items:
        if isinstance(item, yaml.ScalarNode) and item.value == plugin:
            return (yaml.ScalarNode("tag:yaml.org,2002:null", "", item.start_mark, item.end_mark, ""),)
        options = _entry(item, plugin)
        if options is not None:
            return (options,)
    return None


class _Plain:
    """Builds plain values from nodes and notes their places, up to a limit."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.values: dict[Place, tuple[int, int]] = {}
        self.keys: dict[Place, tuple[int, int]] = {}
        self.left = MOST_NODES

    def document(self, node: yaml.Node) -> Document:
        return Document(self.path, self._built(node, ()), self.values, self.keys)

    def _built(self, node: yaml.Node, place: Place) -> Any:
        self.left -= 1
        if self.left < 0 or len(place) > 30:
            raise BadInput(
                [ProblemInFile(self.path, *_at(node), "Too much is nested here.", "Make it flatter.")]
            )
        self.values.setdefault(place, _at(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self._built(item, (*place, number)) for number, item in enumerate(node.value)]
        plain = getattr(node, "style", None) in (None, "")
        return None if plain and node.value in ("", "~", "null", "Null", "NULL") else node.value

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name == "<<" and isinstance(value, yaml.MappingNode):
                built = {**self._mapping(value, place), **built}
                continue
            self.keys.setdefault((*place, name), _at(key))
            built[name] = self._built(value, (*place, name))
        return built


def _at(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
