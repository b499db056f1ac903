"""The reference in the manual says what the code says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_reference_is_in_step_with_the_code(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "tools/reference.py", "--check"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nRun `make generated`."


def test_readme_and_manual_name_commands_that_exist(project: Path) -> None:
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    readme = (project / "README.md").read_text(encoding="utf-8")
    for target in ("playbook", "test", "serve", "quality", "bench", "fuzz", "conformity"):
        assert f"\n{target}:" in makefile
        assert f"make {target}" in readme
