"""`serve` with all three plugins: every change of pages, settings, packs, rubrics and logs comes through.

One server runs for all tests of this file; each changes something of its own and waits for its words.
"""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.site.playbook_site import FILES, PLUGINS, write_site

pytestmark = pytest.mark.site

RUBRIC = """\
rubric: ready
title: Are we ready?
verdicts: {decline: 0, sign: 60}
criteria:
  notice: {ask: QUESTION, unit: days, at least: 10, worthless after: 8 short, weight: 2}
"""
PACK = """\
pack: boats
title: Boats
rules:
  - id: oarsman
    terms: [oarsman]
    note: Somebody who rows with us.
    flags:
      - The oarsman paid. -> The customer paid.
    passes:
      - The boat is blue.
"""
Says = Callable[[str, str], bool]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose log, rubrics, customary.yml and pack are not there yet."""
    plugins = PLUGINS.replace("complaints: log.yml", "complaints: records/log.yml")
    plugins += "  - customer-fit\n  - language-audit: {mode: rewrite}\n"
    words = "# Words\n\nOur mariners wait. The oarsman paid.\n"
    return write_site(tmp_path_factory.mktemp("serve"), plugins=plugins, files={"docs/words.md": words})


@pytest.fixture(scope="module")
def says(root: Path, host_command: list[str]) -> Iterator[Says]:
    """Whether a page comes to hold some words, within a minute."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    with (root / "serve.log").open("w") as log:  # grows with every build: it must not start another one
        server = subprocess.Popen([*host_command, "serve", "-a", address], cwd=root, stdout=log, stderr=log)

    def says(page: str, words: str) -> bool:
        for _ in range(240):
            if server.poll() is not None:
                return False
            try:
                with urllib.request.urlopen(f"http://{address}/{page}", timeout=5) as answer:
                    if words in answer.read().decode():
                        return True
            except OSError:
                pass
            time.sleep(0.25)
        return False

    try:
        assert says("", "Welcome"), (root / "serve.log").read_text()
        yield says
    finally:
        server.terminate()
        server.wait(timeout=20)
    assert "Traceback" not in (root / "serve.log").read_text()


def test_a_page(root: Path, says: Says) -> None:
    (root / "docs/plays/new.md").write_text("# A new page\n\nIt is at {fact:company}.\n")
    assert says("plays/new/", "It is at Small Print")


def test_the_settings_of_mkdocs(root: Path, says: Says) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace('phone: "0123"', 'phone: "0456"'))
    assert says("plays/echo/", "Ring 0456.")


def test_the_survey(root: Path, says: Says) -> None:
    (root / "survey.csv").write_text(FILES["survey.csv"] + "Friendly,us,8\nFriendly,customer,3\n")
    assert says("playbook/gap/", "Friendly")


def test_a_log_in_a_folder_that_comes_later(root: Path, says: Says) -> None:
    (root / "records").mkdir()
    (root / "records/log.yml").write_text("- {on: 2026-01-05, what: The bell was mute}\n")
    assert says("playbook/learning/", "The bell was mute")
    (root / "records/log.yml").unlink()  # as some editors and git do
    time.sleep(1.5)
    (root / "records/log.yml").write_text("- {on: 2026-01-05, what: The lamp was out}\n")
    assert says("playbook/learning/", "The lamp was out")


def test_rubrics_that_come_later(root: Path, says: Says) -> None:
    (root / "fit_rubrics").mkdir()
    rubric = root / "fit_rubrics/ready.yml"
    rubric.write_text(RUBRIC.replace("QUESTION", "How early?"))
    assert says("fit/ready/", "How early?")
    rubric.write_text(RUBRIC.replace("QUESTION", "How far ahead?"))
    assert says("fit/ready/", "How far ahead?")


def test_a_customary_yml_and_a_pack_that_come_later(root: Path, says: Says) -> None:
    settings, pack = root / "customary.yml", root / "packs/boats.yml"
    settings.write_text("language:\n  customers_are_called: [mariner]\n")
    assert says("words/", "Our customers wait.")
    settings.write_text("language:\n  customers_are_called: [mariner]\n  packs: [packs/boats.yml]\n")
    assert says("words/", "Our mariners wait."), "a pack that is missing leaves the audit out"
    pack.parent.mkdir()
    pack.write_text(PACK)
    assert says("language-audit/", "oarsman")


def test_an_unrelated_file_beside_mkdocs_yml_starts_nothing(root: Path, says: Says) -> None:
    time.sleep(2)
    before = (root / "serve.log").read_text().count("Building documentation")
    (root / "notes.txt").write_text("Nothing that concerns the site.\n")
    time.sleep(2)
    assert (root / "serve.log").read_text().count("Building documentation") == before
