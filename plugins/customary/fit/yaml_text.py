"""Writing YAML that reads back as exactly what was meant, hostile names included."""

from __future__ import annotations

import re
from collections.abc import Sequence

from customary.errors import printable

_PLAIN = re.compile(r"[A-Za-z0-9À-ɏ%€(][\w %/.,()'’+–€-]*")
_ODD = {"null", "~", "true", "false"}


def quoted(text: str) -> str:
    """A text as a YAML scalar: plain where that is safe, else in double quotes with escapes."""
    safe = _PLAIN.fullmatch(text) and text == text.strip() and text.casefold() not in _ODD
    if safe and text.isprintable() and ", " not in text and not text.endswith(","):
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def listed(texts: Sequence[str]) -> str:
    """Texts as a YAML list on one line."""
    return "[" + ", ".join(quoted(text) if "," not in text else _forced(text) for text in texts) + "]"


def comment(text: str, indent: str = "") -> str:
    """A text as one comment line."""
    return f"{indent}# {printable(' '.join(text.split()))}"


def _forced(text: str) -> str:
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
