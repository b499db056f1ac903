"""`customary fit` at its front door: assess, check, compile, new, ask, draft."""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.hosts.conftest import HEED_CTRL_C

from customary.fit.rubric import load_rubric
from customary.hosts.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `customary fit …` in this process; `typed` is standard input."""

    def command(*arguments: object, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["customary", "fit", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        written = capsys.readouterr()
        return code, written.out, written.err

    return command


@pytest.fixture
def rubric(project: Path) -> Path:
    """The rubric of Harbour Print."""
    return project / "fit_rubrics" / "customer-fit.yml"


def _assessment(folder: Path, answers: str, name: str = "northside", more: str = "") -> Path:
    path = folder / f"{name}.yml"
    path.write_text(f"prospect: {name}\nrubric: customer-fit\n{more}answers: {{{answers}}}\n", "utf-8")
    return path


GOOD = (
    "lead time: 15, custom share: 10, attention: mostly online, innovation: new every season, "
    "capability: [printing], investment: 0, workflow: runs as it is, long term: steady orders"
)


def test_assess_says_why_in_plain_words(run: Run, rubric: Path, tmp_path: Path) -> None:
    path = _assessment(tmp_path, GOOD.replace("lead time: 15", "lead time: 3"))
    code, out, err = run("assess", path, "--rubrics", rubric.parent)
    assert (code, err) == (0, "")
    assert "They call 3 working days ahead; you need 10." in out
    assert "Decline" in out and "██··················" in out
    assert "Sign if ← lead time: from 3 to 4 working days." in out
    assert "A rule decides here" in out


def test_assess_draws_what_is_open_and_asks_the_most_telling_question(
    run: Run, rubric: Path, tmp_path: Path
) -> None:
    path = _assessment(tmp_path, GOOD.replace("lead time: 15", "lead time: {between: [3, 15]}"))
    _, out, _ = run("assess", path, "--rubrics", rubric.parent)
    assert "Open: from “Decline” to “Sign”" in out
    assert "██▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒" in out
    assert out.index("Ask next") < out.index("How many working days before delivery")


def test_assess_takes_a_folder_and_keeps_rubrics_apart(run: Run, rubric: Path, tmp_path: Path) -> None:
    _assessment(tmp_path, GOOD, "one")
    _assessment(tmp_path, "", "two")
    (tmp_path / "own.yml").write_bytes(rubric.read_bytes())
    code, out, _ = run("assess", tmp_path, "--rubric", rubric, "--format", "json")
    assert code == 0
    assert [one["prospect"] for one in json.loads(out)] == ["one", "two"]


def test_gate_fails_where_a_prospect_may_be_declined(run: Run, rubric: Path, tmp_path: Path) -> None:
    good, unknown = _assessment(tmp_path, GOOD, "good"), _assessment(tmp_path, "", "unknown")
    assert run("assess", good, "--rubric", rubric, "--gate")[0] == 0
    assert run("assess", good, unknown, "--rubric", rubric, "--gate")[0] == 1
    assert run("assess", good, unknown, "--rubric", rubric)[0] == 0
    assert run("assess", good, tmp_path / "missing.yml", "--rubric", rubric, "--gate")[0] == 2


def test_good_assessments_are_judged_beside_bad_ones(run: Run, rubric: Path, tmp_path: Path) -> None:
    good, bad = _assessment(tmp_path, GOOD, "good"), _assessment(tmp_path, "lead time: soon", "bad")
    code, out, err = run("assess", good, bad, "--rubric", rubric, "--format", "json")
    assert code == 2
    assert [one["prospect"] for one in json.loads(out)] == ["good"]
    assert '"soon" is not a number.' in err


def test_stale_answers_count_as_unknown_on_a_given_day(run: Run, rubric: Path, tmp_path: Path) -> None:
    answers = GOOD.replace("lead time: 15", "lead time: {answer: 15, on: 2026-01-02}")
    path = _assessment(tmp_path, answers)

    def state(*options: str) -> str:
        (verdict,) = json.loads(run("assess", path, "--rubric", rubric, "--format", "json", *options)[1])
        return str(verdict["criteria"][0]["state"])

    assert state() == "answered"
    assert state("--today", "2026-07-01") == "answered"
    assert state("--today", "2026-07-02") == "stale"
    path = _assessment(tmp_path, answers, "dated", "on: 2026-11-20\n")
    assert state() == "stale"


def test_an_old_version_of_the_rubric_is_told(run: Run, rubric: Path, tmp_path: Path) -> None:
    version = run("compile", rubric, "--sha256")[1].strip()
    for typed, warned in ((version[:4], False), (version[:8], False), ("0123abcd", True)):
        path = _assessment(tmp_path, GOOD, more=f'rubric version: "{typed}"\n')
        (verdict,) = json.loads(run("assess", path, "--rubric", rubric, "--format", "json")[1])
        assert bool(verdict["warnings"]) == warned
    assert "was made on version 0123abcd" in run("assess", path, "--rubric", rubric)[1]


def test_compile_gives_the_same_bytes_and_reads_back(run: Run, rubric: Path, tmp_path: Path) -> None:
    code, out, _ = run("compile", rubric)
    assert code == 0 and out.endswith("}\n") and out.count("\n") == 1
    copy = tmp_path / "copy.json"
    copy.write_text(out, "utf-8")
    assert run("compile", copy)[1] == out
    digest = hashlib.sha256(out.rstrip("\n").encode()).hexdigest()
    assert run("compile", rubric, "--sha256")[1].strip() == digest
    path = _assessment(tmp_path, GOOD)
    with_yaml = run("assess", path, "--rubric", rubric, "--format", "json")[1]
    assert run("assess", path, "--rubric", copy, "--format", "json")[1] == with_yaml


def test_html_is_one_page_without_scripts_or_outside_loads(run: Run, rubric: Path, tmp_path: Path) -> None:
    out = tmp_path / "sheet.html"
    code, _, err = run(
        "assess", _assessment(tmp_path, GOOD), "--rubric", rubric, "--format", "html", "-o", out
    )
    page = out.read_text("utf-8")
    assert code == 0 and "Written to" in err
    assert "<script" not in page and "http" not in page.replace("http-equiv", "") and "src=" not in page
    assert "They order 15 working days ahead" in page


def test_check_reads_the_shipped_rubrics_and_samples(run: Run, project: Path) -> None:
    code, out, err = run("check", project / "fit_rubrics")
    assert (code, err) == (0, "")
    assert "0 problems" in out


def test_new_writes_an_empty_assessment_that_loads(run: Run, rubric: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.yml"
    assert run("new", rubric, "-o", path, "--prospect", 'Tide: "x" #')[0] == 0
    assert "# How many working days before delivery" in path.read_text("utf-8")
    (verdict,) = json.loads(run("assess", path, "--rubric", rubric, "--format", "json")[1])
    assert (verdict["prospect"], verdict["state"], verdict["warnings"]) == ('Tide: "x" #', "open", [])
    code, _, err = run("new", rubric, "-o", path)
    assert code == 2 and "is there already" in err


def test_ask_starts_with_the_most_telling_question_and_stops_when_settled(
    run: Run, rubric: Path, tmp_path: Path
) -> None:
    path = tmp_path / "tide.yml"
    code, _, err = run("ask", rubric, "-o", path, "--by", "Ana", "--today", "2026-11-20", typed="3\nmore\n")
    assert code == 0
    assert err.index("How many working days before") > 0
    assert "Settled: decline. No further question can change that." in err
    assert err.count("> ") == 1
    assert "lead time: {answer: 3, said by: Ana, on: 2026-11-20}" in path.read_text("utf-8")


def test_ask_can_be_interrupted_and_resumed(run: Run, rubric: Path, tmp_path: Path) -> None:
    path = tmp_path / "tide.yml"
    first = run("ask", rubric, "-o", path, typed="12\nten or so\n10 to 30\n")
    assert first[0] == 0 and "Stopped. The same command goes on from here." in first[2]
    assert '"ten or so" is not a number.' in first[2]
    second = run(
        "ask", rubric, "-o", path, typed="printing, binding\n~2\nback\n2\nn/a by letter only\nquit\n"
    )
    assert "How many working days before" not in second[2]
    (verdict,) = json.loads(run("assess", path, "--rubric", rubric, "--format", "json")[1])
    states = {one["id"]: one["state"] for one in verdict["criteria"]}
    assert states["lead_time"] == "answered" and states["custom_share"] == "range"
    assert states["investment"] == "answered" and states["attention"] == "not applicable"


def test_an_interrupt_loses_nothing(rubric: Path, tmp_path: Path) -> None:
    """Control-C in the middle of the questions: what was answered is in the file."""
    path = tmp_path / "tide.yml"
    code = f"{HEED_CTRL_C}import sys; from customary.hosts.cli import main; "
    code += "sys.argv[1:1] = ['fit', 'ask']; main()"
    command = [sys.executable, "-c", code, str(rubric), "-o", str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, bufsize=1, **pipes) as asking:  # type: ignore[call-overload]
        asking.stdin.write("12\n")
        asking.stdin.flush()
        for _ in range(400):
            if path.exists() and "lead time: 12" in path.read_text("utf-8"):
                break
            time.sleep(0.05)
        asking.send_signal(signal.SIGINT)
        _, err = asking.communicate(timeout=30)
        assert asking.returncode == 0
    assert "Stopped. The same command goes on from here." in err and "Traceback" not in err
    assert "lead time: 12" in path.read_text("utf-8")


def test_ask_without_a_file_prints_the_assessment(run: Run, rubric: Path, tmp_path: Path) -> None:
    code, out, _ = run("ask", rubric, "--prospect", "Tide", typed="2\n")
    assert code == 0
    path = tmp_path / "tide.yml"
    path.write_text(out, "utf-8")
    assert "Decline" in run("assess", path, "--rubric", rubric)[1]


def test_draft_passes_check_whatever_the_company_says(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "our-fit.yml"
    hostile = 'Peer & "Sons": #1 {theirs}'
    options = ["--company", hostile, "--offers", "a: b, [c], # d", "--refer-to", hostile, "--investment", "0"]
    assert run("draft", *options, "--defaults", "-o", path)[0] == 0
    assert run("check", path)[0] == 0
    loaded = load_rubric(path)
    assert (loaded.refer_to, loaded.criteria[4].ours) == (hostile, ("a: b", "[c]", "# d"))
    code, _, err = run("draft", "--defaults", "--contact", "mostly on-line")
    assert code == 2 and 'Did you mean "mostly online"?' in err


def test_draft_asks_for_what_was_not_given(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "our-fit.yml"
    typed = "Quay Print\nquay-fit\n5\n\nmixed\n\nprinting, foil\n\n\n\n"
    assert run("draft", "-o", path, typed=typed)[0] == 0
    loaded = load_rubric(path)
    assert loaded.id == "quay-fit"
    assert loaded.criteria[0].at_least == 5
    assert loaded.criteria[4].ours == ("printing", "foil")


def test_a_missing_rubric_is_named_with_the_nearest(run: Run, rubric: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("prospect: x\nrubric: custmer-fit\nanswers: {}\n", "utf-8")
    code, _, err = run("assess", path, "--rubrics", rubric.parent)
    assert code == 2 and 'Did you mean "customer-fit"?' in err


def test_problems_of_a_rubric_are_told_from_the_current_folder(
    run: Run, rubric: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fit_rubrics/assessments").mkdir(parents=True)
    broken = "nonsense: 1\n" + rubric.read_text("utf-8")
    (tmp_path / "fit_rubrics/customer-fit.yml").write_text(broken, "utf-8")
    path = _assessment(tmp_path / "fit_rubrics/assessments", GOOD)
    monkeypatch.chdir(tmp_path)
    for arguments in (["check"], ["assess", path.relative_to(tmp_path)]):
        code, _, err = run(*arguments)
        assert (code, err.split(": ")[0]) == (2, "fit_rubrics/customer-fit.yml:1:1")
        assert len(err.splitlines()) == 1


def test_the_report_stays_readable_where_the_terminal_knows_ascii_only(rubric: Path, tmp_path: Path) -> None:
    path = _assessment(tmp_path, GOOD.replace("lead time: 15", "lead time: {between: [3, 15]}"))
    command = [sys.executable, "-m", "customary", "fit", "assess", str(path), "--rubric", str(rubric)]
    if not (Path(sys.executable).parent / "customary").exists():
        pytest.skip("the command is not installed beside this interpreter")
    command[:3] = [str(Path(sys.executable).parent / "customary")]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    ran = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert b"##==================" in ran.stdout and ran.stderr == b""


def test_a_missing_folder_of_rubrics_says_how_to_get_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (("check",), ("ask", "customer-fit")):
        code, _, err = run(*command)
        assert code == 2
        assert err.startswith("fit_rubrics: There is no such folder here.") and "customary fit draft" in err
    (tmp_path / "fit_rubrics").mkdir()
    assert "There is no rubric in this folder." in run("ask", "customer-fit")[2]


def test_a_broken_rubric_is_never_taken_for_an_assessment(run: Run, rubric: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fit_rubrics"
    folder.mkdir()
    text = rubric.read_text("utf-8").replace("\ncriteria:", "\ncriterias:")
    (folder / "customer-fit.yml").write_text(text, "utf-8")
    code, out, err = run("check", folder)
    assert code == 2 and "1 rubric and 0 assessments read" in out
    assert 'Did you mean "criteria"?' in err and "is not a rubric in" not in err


def test_an_id_that_is_hard_to_type_is_noted(run: Run, rubric: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_text(
        rubric.read_text("utf-8").replace("rubric: customer-fit", "rubric: Customer Fit!"), "utf-8"
    )
    code, _, err = run("check", path)
    assert code == 0
    assert "Customer Fit!" in err and "Shorter to type: customer-fit." in err


def test_the_interview_ends_with_the_score_and_the_reasons(run: Run, rubric: Path) -> None:
    code, _, err = run("ask", rubric, typed="3\n" * 8)
    assert code == 0
    ending = err[err.index("Settled: decline.") :]
    assert "of 100." in ending and "At most “decline”" in ending
    assert "They call 3 working days ahead; you need 10." in ending


def test_a_folder_that_is_not_there_is_made_for_a_new_file_and_named_for_any_other(
    run: Run, rubric: Path, tmp_path: Path
) -> None:
    new = tmp_path / "fit_rubrics" / "our-fit.yml"
    assert run("draft", "--defaults", "-o", new)[0] == 0 and new.is_file()
    code, _, err = run("compile", rubric, "-o", tmp_path / "nowhere" / "rubric.json")
    assert code == 2 and err.startswith(f"{tmp_path}/nowhere/rubric.json: ")
    assert "Make its folder first." in err and len(err.splitlines()) == 1
