"""The built wheel, installed into empty environments, runs the main commands."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(project))
    return next(out.glob("customary-*.whl"))


def environment(folder: Path, project: Path, requirement: str) -> Path:
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    run(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--constraint", str(project / "constraints.txt"), requirement)  # fmt: skip
    return folder / "bin"


def run(*command: str, cwd: Path | None = None, exit_code: int = 0) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == exit_code, done.stdout + done.stderr
    return done.stdout


def test_plain_install_audits_and_assesses_without_mkdocs(wheel: Path, project: Path, tmp_path: Path) -> None:
    tools = environment(tmp_path / "plain", project, str(wheel))
    assert "mkdocs" not in run(str(tools / "python"), "-m", "pip", "list")

    (tmp_path / "desk.md").write_text("Our guests check in at the hotel desk, and every guest gets a key.\n")
    command = str(tools / "customary")
    found = json.loads(
        run(command, "audit", "check", "desk.md", "--format", "json", cwd=tmp_path, exit_code=1)
    )
    assert {f["surface"] for f in found["findings"]} == {"guests", "guest"}
    assert found["problems"] == []

    assessment = next(iter(sorted((project / "fit_rubrics" / "assessments").glob("*.yml"))))
    verdicts = json.loads(
        run(
            command,
            "fit",
            "assess",
            str(assessment),
            "--rubrics",
            str(project / "fit_rubrics"),
            "--today",
            "2026-11-22",
            "--format",
            "json",
            cwd=tmp_path,
        )
    )
    assert verdicts[0]["rubric"]["id"]
    run(command, "fit", "check", str(project / "fit_rubrics"), cwd=tmp_path)


def test_mkdocs_install_starts_a_playbook_and_builds_it(wheel: Path, project: Path, tmp_path: Path) -> None:
    tools = environment(tmp_path / "full", project, f"{wheel}[mkdocs]")
    run(
        str(tools / "customary"),
        "init",
        "book",
        "--company",
        "Quay Clinic",
        "--trade",
        "clinic",
        cwd=tmp_path,
    )
    run(str(tools / "mkdocs"), "build", "--strict", cwd=tmp_path / "book")
    assert (tmp_path / "book" / "site" / "index.html").is_file()
    due = json.loads(
        run(str(tools / "customary"), "playbook", "coverage", "--format", "json", cwd=tmp_path / "book")
    )
    assert due["practices"]
