"""Writes answers into customary.yml, with comments for whoever reads it next, and keeps what is there.

An existing file keeps every line that is not about an answer: its own comments, other settings, other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from customary.audit.settings import FILE, Declared, read_customary
from customary.errors import BadInput, ProblemInFile
from customary.text import read_text, write_text

CALLED = "customers_are_called"
NOT = "not_customers"
HEAD = (
    '# Who our customers are. "customary audit settings" asks the questions; edit the answers as you like.\n'
)
ABOUT = {
    CALLED: "# These words name people who buy or use what we offer; they are rewritten.",
    NOT: "# These words name other people, or no people; they stay.",
    "folders": "# Words that mean something else in one folder; the nearer word wins.",
}


_NOT_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off"))
"""Words that YAML may read as something else."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Words that were settled: everywhere, and by folder (with a closing slash)."""

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    folders: Mapping[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    """Folder -> (yes, no)."""

    def __bool__(self) -> bool:
        return bool(self.yes or self.no or self.folders)


def write_answers(path: Path, answers: Answers) -> list[str]:
    """Put `answers` into the file at `path`, and say what each one changed there, one line each.

    Raises BadInput where the file is there and is not a customary.yml.
    """
    before = read_customary(path)
    text = read_text(path) if path.exists() else ""
    now = before.everywhere if before else Declared()
    told = list(_changes(now, answers.yes, answers.no, ""))
    block = {CALLED: _listed(now.customers_are_called - answers.no | answers.yes),
             NOT: _listed(now.not_customers - answers.yes | answers.no)}  # fmt: skip
    folders = dict(before.folders) if before else {}
    for folder, (yes, no) in answers.folders.items():
        was = folders.get(folder, Declared())
        told += _changes(was, yes, no, folder)
        folders[folder] = Declared(
            was.we_are,
            was.customers_are_called - no | yes,
            was.not_customers - yes | no,
            was.also_say,
            was.protect,
        )
    inner = (f"\n    {_scalar(name)}: {_flow(told)}" for name, told in sorted(folders.items()))
    block["folders"] = "".join(inner)
    write_text(path, _with_block(text, block, path))
    return told


def _changes(was: Declared, yes: Iterable[str], no: Iterable[str], folder: str) -> Iterable[str]:
    where = f" in {folder}" if folder else ""
    for term in sorted(yes):
        if term in was.not_customers:
            yield f'"{term}" was a word for other people{where}; now it names your customers.'
        elif term not in was.customers_are_called:
            yield f'"{term}" names your customers{where}.'
    for term in sorted(no):
        if term in was.customers_are_called:
            yield f'"{term}" named your customers{where}; now it doesn\'t.'
        elif term not in was.not_customers:
            yield f'"{term}" does not name your customers{where}.'


def _with_block(text: str, block: Mapping[str, str], path: Path) -> str:
    """`text` with the keys of `block` in its `language:` part: replaced where they are, else added."""
    lines = text.splitlines(keepends=True)
    start = next((i for i, line in enumerate(lines) if re.match(r"language\s*:", line)), None)
    if start is None:
        gap = "" if not text or text.endswith("\n") else "\n"
        return (
            text
            + gap
            + ("" if text else HEAD)
            + "language:\n"
            + "".join(_entry(k, v) for k, v in block.items() if v)
        )
    if not re.fullmatch(r"language\s*:\s*(#.*)?", lines[start].strip()):
        what = 'The answers can\'t be put into a "language:" that is written on one line.'
        raise BadInput(
            [ProblemInFile(str(path), start + 1, 1, what, "Write its settings below it, one a line.")]
        )
    end = next((i for i in range(start + 1, len(lines)) if re.match(r"[^\s#]", lines[i])), len(lines))
    inner = lines[start + 1 : end]
    for key, value in block.items():
        inner = _put(inner, key, value)
    return "".join([*lines[: start + 1], *inner, *lines[end:]])


def _put(inner: list[str], key: str, value: str) -> list[str]:
    """The lines of a block with the entry `key` replaced (its nested lines too), or added at the end."""
    at = next((i for i, line in enumerate(inner) if re.match(rf"[ \t]+{key}\s*:", line)), None)
    if at is None and not value:
        return inner
    if at is None:
        if inner and not inner[-1].endswith("\n"):
            inner[-1] += "\n"
        while inner and not inner[-1].strip():
            inner.pop()
        return [*inner, _entry(key, value)]
    indent = len(inner[at]) - len(inner[at].lstrip())
    stop = at + 1
    while stop < len(inner) and _is_inside(inner[stop], indent):
        stop += 1
    return [*inner[:at], f"{' ' * indent}{_pair(key, value or '[]')}\n", *inner[stop:]]


def _is_inside(line: str, indent: int) -> bool:
    """Whether a line goes on with the entry that is indented by `indent`."""
    stripped = line.lstrip()
    own = len(line) - len(stripped)
    return bool(stripped) and (own > indent or (own == indent and stripped.startswith("-")))


def _entry(key: str, value: str) -> str:
    return f"  {ABOUT[key]}\n  {_pair(key, value)}\n"


def _pair(key: str, value: str) -> str:
    return f"{key}:{value}" if value.startswith("\n") else f"{key}: {value}"


def _listed(words: Iterable[str]) -> str:
    words = sorted(words)
    return f"[{', '.join(map(_scalar, words))}]" if words else ""


def _flow(declared: Declared) -> str:
    parts = {
        "we_are": _listed(declared.we_are or ()),
        CALLED: _listed(declared.customers_are_called),
        NOT: _listed(declared.not_customers),
        "also_say": _braced({_scalar(k): _scalar(v) for k, v in sorted(declared.also_say.items())}),
        "protect": _listed(declared.protect),
    }
    return _braced({key: value for key, value in parts.items() if value}) or "{}"


def _braced(pairs: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{key}: {value}' for key, value in pairs.items())}}}" if pairs else ""


def _scalar(text: str) -> str:
    """`text` as a YAML scalar that is safe inside a flow list."""
    if re.fullmatch(r"[A-Za-z][\w ./-]*", text) and text.lower() not in _NOT_WORDS:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def place_for(paths: Iterable[str], folder: Path) -> Path:
    """Where the answers about `paths` go: the nearest customary.yml upwards, else one in `folder`."""
    for path in paths:
        here = Path(path).absolute()
        for above in (here, *here.parents):
            if (above / FILE).is_file():
                return above / FILE
    return folder / FILE
