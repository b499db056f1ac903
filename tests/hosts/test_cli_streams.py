"""Every command where its streams are full, closed or cut short: one clear line, and no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = f'"{sys.executable}" -c "from customary.hosts.cli import main; main()"'
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
