"""What a page quotes: `{fact:phone}` in a text, and `{playbook:map}` on a line of its own.

Facts stand in one place, the settings; blocks are drawn from all pages together. Code is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from customary.errors import not_a_name

_CODE = (
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)[^\n]*$|\Z)"  # fenced
    r"|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"  # in a line
)
_FACT = re.compile(_CODE + r"|\{fact:(?P<name>[^{}\n]{1,80})\}", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(
    _CODE + r"|^\{playbook:(?P<name>[a-z-]+)(?:[ ]+(?P<of>[^{}\n]*))?\}[ \t]*\r?$", re.MULTILINE | re.DOTALL
)

Unknown = Callable[[int, str], None]
"""Is told the offset and the name of a fact that nobody has written down."""


def fill(text: str, facts: Mapping[str, str], unknown: Unknown | None = None) -> str:
    """`text` with every `{fact:NAME}` outside code replaced; an unknown one stays, and `unknown` is told."""
    if "{fact:" not in text:
        return text

    def replaced(found: re.Match[str]) -> str:
        name = found["name"]
        if name is None:
            return found[0]
        known = facts.get(name.strip())
        if known is None and unknown:
            unknown(found.start(), name.strip())
        return found[0] if known is None else known

    return _FACT.sub(replaced, text)


def blocks_in(text: str) -> list[tuple[int, str, str]]:
    """Every `{playbook:NAME OF}` outside code: its offset, its name, and what it is of (often empty)."""
    if "{playbook:" not in text:
        return []
    return [
        (found.start(), found["name"], (found["of"] or "").strip())
        for found in _BLOCK.finditer(text)
        if found["name"]
    ]


def draw_blocks(text: str, draw: Callable[[str, str], str]) -> str:
    """`text` with each block replaced by what `draw(name, of)` makes of it."""
    if "{playbook:" not in text:
        return text
    return _BLOCK.sub(lambda m: draw(m["name"], (m["of"] or "").strip()) if m["name"] else m[0], text)


def unknown_fact(name: str, facts: Mapping[str, str]) -> tuple[str, str]:
    """What is wrong with an unknown fact, and what to do about it."""
    if not facts:
        return (
            f'"{name}" is not a fact: none are set.',
            "Add it to the option `facts:` of the playbook plugin.",
        )
    return not_a_name(name, "a fact", facts)
