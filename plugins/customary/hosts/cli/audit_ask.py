"""One question in the terminal, for the commands of the audit that ask."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

QUIT = "quit"


def ask(question: str, answers: Sequence[str], otherwise: str) -> str:
    """One of `answers`: typed in full, or as the beginning of only one of them.

    An empty line is `otherwise`, and anything else is asked again. The end of the input and an interrupt
    (Ctrl-C) count as "quit".
    """
    while True:
        typed = line(question)
        if typed is None:
            return QUIT
        word = typed.strip().strip(".!\"'").casefold() or otherwise
        meant = [answer for answer in answers if answer.startswith(word)]
        if word in answers or len(meant) == 1:
            return word if word in answers else meant[0]
        click.echo(f"Please answer {', '.join(answers[:-1])} or {answers[-1]}.")


def line(question: str) -> str | None:
    """What was typed after `question`; None at the end of the input or at an interrupt."""
    try:
        if sys.stdin is None:  # closed before the start
            raise EOFError
        typed: str = click.prompt(question, default="", show_default=False, prompt_suffix=" ")
    except (click.Abort, EOFError, KeyboardInterrupt):
        click.echo()
        return None
    except UnicodeDecodeError:
        return "?"
    return typed.encode("utf-8", "replace").decode("utf-8")
