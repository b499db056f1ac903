"""The command `customary`: one group, whose parts are imported only when they are called."""

from __future__ import annotations

import importlib
import os
import sys
from contextlib import suppress

import click

from customary import __version__
from customary.errors import BadInput, ProblemInFile, nearest

COMMANDS = {
    "audit": "customary.hosts.cli.audit:audit",
    "fit": "customary.hosts.cli.fit:fit",
    "playbook": "customary.hosts.cli.playbook:playbook",
    "init": "customary.hosts.cli.init:init",
}

STOPPED = 130
"""The exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""
GIVE = "Give the answers as options (see --help)."

SUMMARIES = {
    "audit": "Find the words that should say customer, and rewrite them.",
    "fit": "Ask whether a prospect is the right customer, before you sign.",
    "playbook": "Check a service playbook: problems, reviews, practices, readability.",
    "init": "Write a new playbook to edit.",
}


class LazyGroup(click.Group):
    """Lists every command, and imports one only to run it: `customary audit` starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the named command, or None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; the nearest one is named where there is none."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            close = nearest(args[0], COMMANDS)
            ctx.fail(f"No such command '{args[0]}'." + (f" Did you mean '{close}'?" if close else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="customary")
def cli() -> None:
    """Choose the right customers, speak of them as customers, and serve them well.

    \b
    Examples:
      customary audit check docs/
      customary fit ask customer-fit -o northside.yml
      customary init our-playbook
    """


def main() -> None:
    """Run the command; bad input ends with one line a problem and exit code 2, Ctrl-C with exit code 130."""
    try:
        sys.exit(cli.main(standalone_mode=False))
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except click.Abort as stopped:
        if not stopped.__cause__ and not (sys.stdin and sys.stdin.isatty()):  # a question, and nobody there
            problem = ProblemInFile("standard input", 0, 0, "It ended before the last answer.", GIVE)
            click.echo(f"\n{problem}", err=True)
            sys.exit(2)
        click.echo("Stopped.", err=True)
        sys.exit(STOPPED)
    except BadInput as bad:
        for problem in bad.problems:
            click.echo(str(problem), err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(str(_problem_of(error)), err=True)
        _let_go_of_output()
        sys.exit(2)


def _let_go_of_output() -> None:
    """Python writes what is left at its end: let that go nowhere, or it fails again, in its own words."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _problem_of(error: OSError) -> ProblemInFile:
    if error.filename is None:  # no file: all that is left is where the answer goes
        what = f"This can't be written to: {error.strerror or error}."
        return ProblemInFile("standard output", 0, 0, what, "Make room for it.")
    what = f"This can't be read or written: {error.strerror}."
    remedy = "Make its folder first." if isinstance(error, FileNotFoundError) else "Name another place."
    return ProblemInFile(str(error.filename), 0, 0, what, remedy)
