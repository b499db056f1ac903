"""Every command where its streams are full, closed or cut short: one clear line, and no traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.hosts.conftest import HEED_CTRL_C

COMMAND = f'"{sys.executable}" -c "{HEED_CTRL_C}from customary.hosts.cli import main; main()"'
ANSWERS = [
    "audit rules", "audit record docs", "fit check", "fit assess fit_rubrics/assessments",
    "fit compile fit_rubrics/customer-fit.yml", "fit new customer-fit", "fit ask customer-fit",
    "fit draft --defaults", "playbook coverage", "playbook readability", "playbook complaints",
    "playbook review --format json",
]  # fmt: skip
"""Commands that print something."""


def run(command: str, streams: str) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(
        f"{COMMAND} {command} {streams}", shell=True, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in ran.stderr
    return ran


@pytest.fixture(scope="module")
def playbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook as `customary init` writes it."""
    folder = tmp_path_factory.mktemp("streams") / "playbook"
    assert run(f'init "{folder}" --company "Quay Clinic" --trade clinic', "</dev/null").returncode == 0
    return folder


@pytest.fixture(autouse=True)
def _there(playbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(playbook)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ANSWERS)
def test_a_full_disk_is_one_line(command: str) -> None:
    ran = run(command, "</dev/null >/dev/full")
    assert ran.returncode == 2
    assert (
        "standard output: This can't be written to: No space left on device. Make room for it.\n"
        in ran.stderr
    )


@pytest.mark.parametrize("command", ANSWERS)
@pytest.mark.parametrize("streams", ["<&-", ">&- </dev/null", "2>&- </dev/null"])
def test_a_closed_stream_is_no_fault(command: str, streams: str) -> None:
    assert run(command, streams).returncode == 0


def test_ctrl_c_at_work_is_no_finding(playbook: Path) -> None:
    (playbook / "many").mkdir()
    for number in range(3000):
        (playbook / f"many/{number}.md").write_text(f"Our {number} patients wait for the nurse.\n")
    with subprocess.Popen(
        f"exec {COMMAND} audit baseline docs many -o old.json", shell=True, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONVERBOSE": "1"},
    ) as working:  # fmt: skip
        assert working.stderr is not None
        next(line for line in working.stderr if line.startswith("import 'customary.audit.run'"))
        working.send_signal(signal.SIGINT)
        said = working.stderr.read()
    assert working.returncode == 130
    assert "\nStopped.\n" in said and "Traceback" not in said
    assert not Path("old.json").exists()


@pytest.mark.parametrize("command", [["fit", "draft"], ["init", "another"]])
def test_ctrl_c_at_a_question_writes_nothing(terminal: Callable[..., Any], command: list[str]) -> None:
    session = terminal(*command)
    session.until("called?")
    session.type("\x03")
    assert session.end() == 130
    assert session.screen.rstrip().endswith("Stopped.") and not Path("another").exists()


def test_answers_that_end_early_are_told(playbook: Path) -> None:
    ran = run("fit draft -o early.yml", "</dev/null")
    assert ran.returncode == 2 and not (playbook / "early.yml").exists()
    assert "standard input: It ended before the last answer. Give the answers as options" in ran.stderr
