"""Fixtures that every part of the tests may use."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A run of the suite is repeatable; `make fuzz` looks for new cases. A busy machine is no failure.
settings.register_profile("suite", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("fuzz", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("CUSTOMARY_HYPOTHESIS", "suite"))

# Commands run as people run them: what they write is buffered.
os.environ.pop("PYTHONUNBUFFERED", None)

if os.environ.get("CUSTOMARY_HOST") == "properdocs":
    import properdocs.replacement  # noqa: F401  (aliases every mkdocs.* import from here on)

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's root folder."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the labelled corpus and the worked examples; the test is left out without it."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared (the labelled corpus and the worked examples), which is not here")
    return SHARED


@pytest.fixture(scope="session")
def host_command() -> list[str]:
    """The command that builds a site: MkDocs, or ProperDocs where the tests run under it."""
    return [sys.executable, "-m", os.environ.get("CUSTOMARY_HOST", "mkdocs")]


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is remembered between runs stays in a folder of the tests, away from the user's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def _quiet_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Announcements about the future of the hosts say nothing about a build."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("DISABLE_MKDOCS_2_WARNING", "true")
