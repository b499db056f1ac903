"""Write the reference part of the manual from the code: `make generated`.

Each page of docs/toolkit/reference/ is made by one function of the table PAGES; a test compares what
stands there with what the functions say now (`python tools/reference.py --check`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from customary.hosts.cli import cli

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "docs" / "toolkit" / "reference"


def commands() -> str:
    """Every command and option, from the command line itself."""
    parts = [
        front("Commands", "Every command and option of `customary`, from the code."),
        "# Commands\n\nExit codes everywhere: 0 fine; 1 findings, not fit or overdue; 2 bad input. Messages go\n"
        "to standard error; `--format json` writes JSON alone to standard output.\n",
    ]
    for path, command in walk(cli, "customary"):
        level = "##" if path.count(" ") == 1 else "###"
        parts.append(f"{level} `{path}`\n\n{described(command)}")
    return "\n".join(parts)


def walk(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below `command`, groups before their members."""
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            member = command.get_command(context, name)
            if member is not None:
                yield f"{path} {name}", member
                yield from walk(member, f"{path} {name}")


def described(command: click.Command) -> str:
    """A command's help, usage, and options as Markdown."""
    prose, examples = split_help(command.help or "")
    lines = [prose, ""]
    if examples:
        lines += ["```console", *(f"$ {line}" for line in examples), "```", ""]
    rows = [option_row(p) for p in command.params if isinstance(p, click.Option) and not p.hidden]
    if rows:
        lines += ["| Option | What it does |", "|---|---|", *rows, ""]
    return "\n".join(lines)


def split_help(text: str) -> tuple[str, list[str]]:
    """The prose of a help text, and its example commands."""
    prose, _, examples = text.partition("\b\n")
    prose = "\n\n".join(" ".join(part.split()) for part in prose.strip().split("\n\n"))
    found = [line.strip() for line in examples.splitlines() if line.strip().startswith("customary ")]
    return prose, found


def option_row(option: click.Option) -> str:
    """One table row for an option."""
    names = ", ".join(f"`{name}`" for name in option.opts + option.secondary_opts)
    shown = option.make_metavar(click.Context(click.Command("x"))) if not option.is_flag else ""
    value = f" `{shown}`" if shown else ""
    help_text = " ".join((option.help or "").split()).replace("|", "\\|")
    return f"| {names}{value.replace('|', chr(92) + '|')} | {help_text} |"


def front(title: str, description: str) -> str:
    """Front matter of a generated page."""
    return f"---\ntitle: {title}\ndescription: {description}\n---\n"


PAGES: dict[str, Callable[[], str]] = {"commands.md": commands}


def main() -> int:
    """Write the pages, or with --check say which are out of step (exit 1)."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    for name, page in PAGES.items():
        path, text = FOLDER / name, page().rstrip() + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{'out of step' if check else 'wrote'}: {FOLDER.relative_to(PROJECT) / name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
