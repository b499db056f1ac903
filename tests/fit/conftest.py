"""The command `customary`, run in this process through its real entry point."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from customary.hosts.cli import main

CASES = Path(__file__).resolve().parent.parent / "cases" / "fit"


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


Customary = Callable[..., Ran]


@pytest.fixture
def customary(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Customary:
    """Run `customary` with arguments, `typed` on standard input."""

    def run(*arguments: object, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["customary", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return run


@pytest.fixture
def cases() -> Path:
    """The folder of cases that a non-programmer can edit."""
    return CASES
