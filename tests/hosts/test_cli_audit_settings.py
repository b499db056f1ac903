"""`customary audit settings`: the interview in a real terminal, the options, and the list."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Open = Callable[..., Any]
COMMAND = [sys.executable, "-c", "from customary.hosts.cli import main; main()", "audit", "settings"]
ASKED = "back / quit: "
PAGES = {
    "hotel/desk.md": "Our guests pay at the desk. Each guest signs, and the guests get a key.",
    "hotel/pool.md": "Tell the **guests** when the pool opens on Sundays in winter.",
    "it/login.md": "A guest is an account without a password in our network of machines.",
    "choir.md": "Library patrons bring their books back to the desk on Tuesdays.",
}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in PAGES.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert "Traceback" not in done.stderr
    return done


def answer(terminal: Open, *answers: str, columns: int = 200) -> Any:
    session = terminal("audit", "settings", "docs", columns=columns)
    for typed in answers:
        session.until(ASKED)
        session.type(typed if typed in ("\x03", "\x04") else f"{typed}\n")
    return session


def written() -> str:
    path = Path("customary.yml")
    lines = path.read_text().splitlines() if path.exists() else []
    return "\n".join(line.strip() for line in lines if line.strip() and not line.strip().startswith("#"))


def test_each_question_shows_what_hangs_on_it_and_real_places(terminal: Open) -> None:
    session = answer(terminal, "yes", "no")
    assert session.end() == 0
    assert '1 of 2: Is "guest" in docs/ a word for your customers? (5 places, ' in session.screen
    assert "  hotel/pool.md: …Tell the [guests] when the pool opens" in session.screen
    assert '2 of 2: Is "patron" in docs/ a word' in session.screen
    assert 'customary.yml: "guest" names your customers.' in session.screen
    assert written() == "language:\ncustomers_are_called: [guest]\nnot_customers: [patron]"


def test_some_asks_folder_by_folder(terminal: Open) -> None:
    session = answer(terminal, "some", "y", "N", "skip")
    assert session.end() == 0
    one, two = re.findall(r'Is "guest" in (docs/\w+/) a word', session.screen)
    inner = {one: "{customers_are_called: [guest]}", two: "{not_customers: [guest]}"}
    assert set(inner) == {"docs/hotel/", "docs/it/"}
    assert written() == "language:\nfolders:\n" + "\n".join(f"{f}: {inner[f]}" for f in sorted(inner))


def test_some_without_folders_leaves_each_place_to_the_audit(terminal: Open) -> None:
    session = answer(terminal, "skip", "some")
    assert session.end() == 0
    assert "the audit judges each place by itself" in session.screen
    assert written() == ""


def test_back_takes_the_last_answer_back_and_the_questions_it_brought(terminal: Open) -> None:
    session = answer(terminal, "back", "some", "yes", "back", "back", "no", "quit")
    assert session.end() == 0
    assert written() == "language:\nnot_customers: [guest]"


@pytest.mark.parametrize("leave", ["quit", "\x03", "\x04"])
def test_whoever_stops_keeps_what_was_answered(terminal: Open, leave: str) -> None:
    session = answer(terminal, "yes", leave)
    assert session.end() == 0
    assert "Traceback" not in session.screen
    assert written() == "language:\ncustomers_are_called: [guest]"


def test_whoever_answers_nothing_writes_nothing(terminal: Open) -> None:
    session = answer(terminal, "", "\x03")
    assert session.end() == 0
    assert not Path("customary.yml").exists()


def test_nonsense_is_asked_again(terminal: Open) -> None:
    session = answer(terminal, "perhaps", "s")
    session.until("Please answer yes, no, some, skip, back or quit.")
    session.until(ASKED)
    session.type(" YES! \n")
    session.until(ASKED)
    session.type("q\n")
    assert session.end() == 0
    assert written() == "language:\ncustomers_are_called: [guest]"


def test_places_fit_a_narrow_terminal(terminal: Open) -> None:
    session = answer(terminal, "quit", columns=60)
    assert session.end() == 0
    places = [line for line in session.screen.splitlines() if "[guest" in line]
    assert len(places) == 5
    assert [line for line in places if len(line) > 60] == []


def test_asked_again_only_what_is_left_comes(terminal: Open) -> None:
    assert answer(terminal, "yes", "skip").end() == 0
    before = Path("customary.yml").read_text()
    session = answer(terminal, "skip")
    assert session.end() == 0
    assert '1 of 1: Is "patron"' in session.screen
    assert Path("customary.yml").read_text() == before
    assert settings("docs", "--yes", "guest").stderr == "customary.yml: It says so already.\n"


def test_without_a_terminal_the_questions_are_listed_with_the_way_to_answer() -> None:
    ran = settings("docs")
    assert ran.returncode == 0
    assert ran.stdout.count("a word for your customers?") == 2
    assert ran.stderr == 'Answer in a terminal, or with --yes and --no, such as "--yes guest".\n'
    assert not Path("customary.yml").exists()
    told = json.loads(settings("docs", "--format", "json").stdout)
    assert [q["question"] for q in told["questions"]] == [
        'Is "guest" in docs/ a word for your customers?',
        'Is "patron" in docs/ a word for your customers?',
    ]


def test_where_nothing_is_open_it_says_so() -> None:
    settings("docs", "--yes", "guest", "--no", "patron")
    ran = settings("docs")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr == "Nothing to ask: every word is declared, or clear from its page.\n"


def test_pages_that_are_left_alone_ask_nothing(place: Path) -> None:
    path = place / "docs/choir.md"
    path.write_text(f"---\naudit: off\n---\n{path.read_text()}")
    assert "patron" not in settings("docs").stdout


def test_words_that_only_some_trades_look_for_are_named(place: Path) -> None:
    (place / "docs/loans.md").write_text("Borrowers bring their books back in May. Ask the borrower.\n")
    ran = settings("docs")
    assert "Looked for only where you declare them: borrower (2)." in ran.stderr
    settings("docs", "--yes", "borrower")
    assert "borrower" not in settings("docs").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--yes", "guests"], '--yes: "guests" is a plural. Write "guest".'),
        (["--yes", "Guests"], '--yes: "guests" is a plural. Write "guest".'),
        (["--yes", "parties"], '--yes: "parties" stands in none of these pages, and no pack has it. '),
        (
            ["--yes", "guets"],
            '--yes: "guets" stands in none of these pages, and no pack has it. Did you mean "guest"?',
        ),
        (["--no", "gues"], '--no: No rule finds "gues". Did you mean "guest"?'),
        (["--yes", ""], '--yes: "" is not a word. Name one in the singular.'),
        (["--yes", ":docs/hotel/"], '--yes: "" is not a word. Name one in the singular.'),
        (["--no", "guest:docs/hotl/"], '--no: There is no folder "docs/hotl/". Did you mean "docs/hotel"?'),
        (["--yes", "guest", "--no", "guest"], '--yes: "guest" is answered with yes and with no. Keep one.'),
        (
            ["-o", "docs/it/customary.yml", "--yes", "guest:docs/hotel/"],
            "docs/hotel/: The folder does not lie below the settings file. "
            "Choose another file with -o, such as docs/hotel/customary.yml.",
        ),
        (["-o", "nowhere/x.yml", "--yes", "guest"], "nowhere/x.yml: "),
        (["-o", "docs", "--yes", "guest"], "docs: "),
    ],
)
def test_wrong_answers_are_one_line_and_nothing_is_written(arguments: list[str], said: str) -> None:
    ran = settings("docs", *arguments)
    assert ran.returncode == 2
    assert ran.stderr.startswith(said)
    assert ran.stderr.count("\n") == 1
    assert [path.name for path in Path().rglob("*.yml")] == []


@pytest.mark.parametrize("given", ["zoogoer", "Library Fairy", "stay-er"])
def test_a_word_of_ones_own_is_taken_where_it_stands_in_a_page(place: Path, given: str) -> None:
    (place / "docs/zoo.md").write_text("All zoogoers, and the library\nfairies, pay. A Stay-er pays.\n")
    assert settings("docs", "--yes", given).returncode == 0
    assert written() == f"language:\ncustomers_are_called: [{given.lower()}]"


def test_a_plural_is_named_whatever_trade_is_ours(place: Path) -> None:
    (place / "customary.yml").write_text("language:\n  we_are: [travel]\n")
    ran = settings("docs", "--yes", "Guests")
    assert (ran.returncode, ran.stderr) == (2, '--yes: "guests" is a plural. Write "guest".\n')


def test_a_word_of_ones_own_near_a_known_one_is_noted(place: Path) -> None:
    (place / "docs/typo.md").write_text("The guset pays.\n")
    ran = settings("docs", "--yes", "guset")
    assert ran.returncode == 0
    assert 'looked for from now on. Did you mean "guest"?' in ran.stderr
