"""Every command that the manual shows runs, in the order of its page, and ends as the page says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "toolkit"
PAGES = sorted(path.name for path in MANUAL.glob("*.md") if "```console" in path.read_text(encoding="utf-8"))
FENCE = re.compile(r'^(`{3,})(\w+)(?: title="([^"]+)")?\n(.*?)^\1$', re.M | re.S)
RUN = {"customary", "mkdocs"}
FROM_NOTHING = {"start.md"}
PARTS = {"mkdocs.yml", "customary.yml"}
"""Shown in part, so that they are not written as they stand."""

pytestmark = [pytest.mark.slow, pytest.mark.site]


@pytest.fixture
def workshop(tmp_path: Path, project: Path) -> Path:
    """A copy of the playbook's sources under version control, as a reader of the manual has it."""
    for folder in ("docs", "fit_rubrics", "records"):
        if (project / folder).is_dir():
            shutil.copytree(project / folder, tmp_path / folder)
    for name in ("mkdocs.yml", "customary.yml"):
        if (project / name).is_file():
            shutil.copy(project / name, tmp_path / name)
    git = ["git", "-c", "user.name=Manual", "-c", "user.email=manual@example.org"]
    subprocess.run([*git, "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    subprocess.run([*git, "commit", "--quiet", "--message", "A playbook"], cwd=tmp_path, check=True)
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_run(
    page: str, workshop: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    here = tmp_path_factory.mktemp("nothing") if page in FROM_NOTHING else workshop
    ran = 0
    for _, language, title, body in FENCE.findall((MANUAL / page).read_text(encoding="utf-8")):
        if title and title not in PARTS:
            (here / title).parent.mkdir(parents=True, exist_ok=True)
            (here / title).write_text(body, encoding="utf-8")
        for line in body.splitlines() if language == "console" else ():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            if words[0] == "cd":
                here = here / words[1]
            elif words[0] in RUN:
                run(words, here, expected=1 if line.endswith("# exit 1") else 0)
                ran += 1
    assert ran


def run(words: list[str], here: Path, expected: int) -> None:
    command = [str(Path(sys.executable).parent / words[0]), *words[1:]]
    done = subprocess.run(
        command, cwd=here, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    assert done.returncode == expected, f"{shlex.join(words)}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
