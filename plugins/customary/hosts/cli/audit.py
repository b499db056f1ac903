"""`customary audit`: find, fix, ask, count. Thin: options in, core call, text out."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

if TYPE_CHECKING:
    from customary.audit.reports import Outcome
    from customary.audit.sweep import Sweep
    from customary.errors import ProblemInFile

T = TypeVar("T")
FORMATS = ("text", "json", "sarif", "github")
ALWAYS_EXPLAINED = ("json", "sarif")
ELSEWHERE = {
    "fix": "audit_fix", "site": "audit_fix", "settings": "audit_settings", "baseline": "audit_adopt",
    "record": "audit_adopt", "rules": "audit_adopt",
}  # fmt: skip
"""Commands by the module that holds them."""
NO_FILE = "There is no file of a known format here."
MANY = 200
"""Files from which on a progress bar is worth its line."""


class _Group(click.Group):
    """Imports the other commands only when one of them is asked for: `check` starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *ELSEWHERE]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module = importlib.import_module(f"customary.hosts.cli.{ELSEWHERE[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(cls=_Group)
def audit() -> None:
    """Find the words that should say customer, and rewrite them.

    \b
    Examples:
      customary audit settings            answer who your customers are, once
      customary audit check docs/         what would change, and why
      customary audit fix docs/ --diff    the changes as a diff
      customary audit fix docs/           make them
    """


@audit.command()
@click.argument("paths", nargs=-1)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="What to write.")
@click.option("--pack", "packs", multiple=True, metavar="NAME", help="Only these rule packs (repeat it).")
@click.option("--baseline", metavar="FILE", help="Leave out what this file knows already.")
@click.option("--explain", is_flag=True, help="Say why, for each finding, and what each reason counts.")
@click.option("--no-cache", is_flag=True, help="Judge unchanged files again.")
def check(
    paths: tuple[str, ...],
    form: str,
    packs: tuple[str, ...],
    baseline: str | None,
    explain: bool,
    no_cache: bool,
) -> None:
    """Report the words that should say customer; change nothing.

    PATHS are files or folders (the current folder when there are none). Ends with 0 when there is nothing
    to do, 1 when something is left to change or to look at, 2 when something is wrong with the input.

    \b
    Examples:
      customary audit check docs/
      customary audit check docs/desk.md --explain
      customary audit check --pack hospitality --pack events site-texts/
      customary audit check --format github --baseline customary-baseline.json
    """
    from customary.audit.reports import report_named

    remembered = not (no_cache or explain)  # what reasons count is not remembered
    outcome, sweep = checked(paths, packs, baseline, remembered, explain or form in ALWAYS_EXPLAINED)
    colour = form == "text" and has_colours()
    write(report_named(form)(outcome, explain=explain, colour=colour))
    tell(sweep.notes)
    if form == "text" and (outcome.files or not outcome.problems):
        from customary.audit.reports.text import summary

        tell([summary(outcome) if outcome.files else NO_FILE])
    if form != "json":
        tell(map(str, outcome.problems))
    sys.exit(2 if outcome.problems else 1 if outcome.open else 0)


def checked(
    paths: tuple[str, ...], packs: tuple[str, ...], baseline: str | None, use_cache: bool, explain: bool
) -> tuple[Outcome, Sweep]:
    """What is found at `paths`, less what the baseline knows; for `explain`, see `Sweep`."""
    from pathlib import Path

    from customary.audit.cache import Cache
    from customary.audit.reports import Outcome, located
    from customary.audit.sweep import Sweep

    known = None
    if baseline:
        from customary.audit.baseline import load_baseline

        known = load_baseline(Path(baseline))
    sweep = Sweep(packs, Cache() if use_cache else None, explain)
    files = files_of(paths, sweep.problems)
    found = [
        one for page in sweep.pages(shown(files)) for one in located(page.path, page.text, page.findings)
    ]
    sweep.close()
    if known is not None:
        new = known.new_ones(one.fingerprint for one in found)
        found = [one for one, is_new in zip(found, new, strict=True) if is_new]
    return Outcome(sweep.files, found, sorted(sweep.problems)), sweep


def files_of(paths: tuple[str, ...], problems: list[ProblemInFile]) -> list[str]:
    """Every file of a known format at `paths`, each once."""
    from customary.audit.formats import by_suffix
    from customary.audit.tree import files_at

    return list(files_at(paths or (".",), lambda name: by_suffix(name) is not None, problems))


def shown(items: list[T]) -> Iterator[T]:
    """`items`, with a progress bar where there are many and somebody watches."""
    if len(items) < MANY or not is_terminal(sys.stderr):
        yield from items
        return
    with click.progressbar(items, file=sys.stderr) as bar:
        yield from bar


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody watches `stream`; it is None where it was closed before the start."""
    return stream is not None and stream.isatty()


def has_colours() -> bool:
    """Whether standard output takes colours, and nobody asked for none (https://no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return is_terminal(sys.stdout) and not plain


def write(text: str) -> None:
    """Write to standard output, in UTF-8 whatever the terminal says. Raises OSError where it is full."""
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)


def tell(lines: Iterable[str]) -> None:
    """Write messages to standard error."""
    from customary.errors import printable

    for line in lines:
        click.echo(printable(line), err=True)
