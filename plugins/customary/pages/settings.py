"""What an organisation may say about its playbook: the options of the plugin, wherever they are read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from customary.audit.mkdocs_yml import options_of_plugin
from customary.errors import BadInput, ProblemInFile, not_a_name, shortened
from customary.playbook.kinds import KINDS
from customary.playbook.periods import Period, period
from customary.playbook.review import DUE_SOON
from customary.text import read_text

OPTIONS = {
    "facts": {},
    "public": False,
    "feedback": "",
    "due_soon": DUE_SOON,
    "review_every": {},
    "reading_ease": {},
    "readability": "serve",
    "complaints": "",
    "survey": "",
    "rubrics": "fit_rubrics",
    "content_security_policy": False,
}
"""Every option with its default."""

READABILITY = ("serve", "always", "never")
"""When a page shows how hard it reads: while writers serve it, in every build, never."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The options, checked. Paths are as the computer needs them; `root` is the folder of mkdocs.yml."""

    root: Path = Path()
    docs: Path = Path("docs")
    facts: Mapping[str, str] = field(default_factory=dict)
    public: bool = False
    feedback: str = ""
    due_soon: int = DUE_SOON
    review_every: Mapping[str, Period] = field(default_factory=dict)
    reading_ease: Mapping[str, int] = field(default_factory=dict)
    readability: str = "serve"
    complaints: Path | None = None
    survey: Path | None = None
    rubrics: Path = Path("fit_rubrics")
    content_security_policy: bool = False


def settings_from(
    options: Mapping[str, Any], root: Path, docs: Path, path: str = "mkdocs.yml"
) -> tuple[Settings, list[ProblemInFile]]:
    """Settings from the options of a host, and what is wrong with them; a faulty one keeps its default."""
    problems: list[ProblemInFile] = []

    def bad(what: str, remedy: str) -> None:
        problems.append(ProblemInFile(path, 0, 0, what, remedy))

    for name in options:
        if name not in OPTIONS:
            bad(*not_a_name(str(name), "an option of the playbook plugin", OPTIONS))
    given = {**OPTIONS, **{k: v for k, v in options.items() if v is not None}}
    when = str(given["readability"])
    if when not in READABILITY:
        bad(*not_a_name(when, "a time for the option `readability`", READABILITY))
        when = "serve"
    return Settings(
        root,
        docs,
        {str(name): str(fact) for name, fact in _mapping(given, "facts", bad).items()},
        _flag(given, "public", bad, in_doubt=True),  # then nothing private is shown
        _text(given, "feedback", bad),
        _whole(given["due_soon"], "due_soon", DUE_SOON, bad),
        _periods(_mapping(given, "review_every", bad), bad),
        {
            kind: _whole(ease, f"reading_ease: {kind}", KINDS[kind].ease, bad)
            for kind, ease in _of_kinds(_mapping(given, "reading_ease", bad), "reading_ease", bad).items()
        },
        when,
        root / log if (log := _text(given, "complaints", bad)) else None,
        root / answers if (answers := _text(given, "survey", bad)) else None,
        root / (_text(given, "rubrics", bad) or str(OPTIONS["rubrics"])),
        _flag(given, "content_security_policy", bad),
    ), problems


def settings_of(config: Path) -> tuple[Settings, list[ProblemInFile]]:
    """Settings from a mkdocs.yml, without the host. Raises BadInput where it can't be read."""
    text = read_text(config)
    document, _ = options_of_plugin(config, text, "playbook")
    options = document.data if document and isinstance(document.data, dict) else {}
    root = config.parent
    return settings_from(options, root, root / _docs_dir(text), str(config))


def _docs_dir(text: str) -> str:
    """The folder of pages that a mkdocs.yml names; its tags are left alone."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else []:
        if key.value == "docs_dir" and isinstance(value, yaml.ScalarNode):
            return str(value.value)
    return "docs"


def find_config(start: Path) -> Path:
    """The nearest mkdocs.yml at `start` or above it."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "mkdocs.yml").is_file():
            found = folder / "mkdocs.yml"
            return found.relative_to(Path.cwd()) if found.is_relative_to(Path.cwd()) else found
    what = "There is no mkdocs.yml here or above."
    raise BadInput(
        [ProblemInFile("mkdocs.yml", 0, 0, what, "Name one with --config, or begin with customary init.")]
    )


def _mapping(given: Mapping[str, Any], name: str, bad: Any) -> Mapping[str, Any]:
    value = given[name]
    if isinstance(value, Mapping):
        return value
    bad(f'The option "{name}" should be settings, one a line.', 'Write "name: value" lines below it.')
    return {}


def _text(given: Mapping[str, Any], name: str, bad: Any) -> str:
    value = given[name]
    if isinstance(value, str):
        return value
    bad(f'The option "{name}" should be one text.', "Write it on one line.")
    return ""


def _flag(given: Mapping[str, Any], name: str, bad: Any, *, in_doubt: bool = False) -> bool:
    value = str(given[name]).casefold()
    if value in ("true", "yes", "on"):
        return True
    if value not in ("false", "no", "off"):
        bad(f'The option "{name}" is neither true nor false.', "Write true or false.")
        return in_doubt
    return False


def _whole(value: Any, name: str, default: int, bad: Any) -> int:
    try:
        return int(str(value))
    except ValueError:
        bad(f'The option "{name}" is "{shortened(str(value))}", not a whole number.', "Write one like 30.")
        return default


def _of_kinds(options: Mapping[str, Any], name: str, bad: Any) -> dict[str, Any]:
    for kind in options:
        if kind not in KINDS:
            what, remedy = not_a_name(str(kind), "a page kind", KINDS)
            bad(f"{name}: {what}", remedy)
    return {kind: value for kind, value in options.items() if kind in KINDS}


def _periods(options: Mapping[str, Any], bad: Any) -> dict[str, Period]:
    found = {}
    for kind, text in _of_kinds(options, "review_every", bad).items():
        step = period(str(text))
        if step:
            found[kind] = step
        else:
            bad(f'review_every: "{shortened(str(text))}" is not a period.', 'Write it like "6 months".')
    return found
