"""`customary audit` by the contract: outputs, exit codes, and files that are not as expected."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from customary.hosts.cli import main

SETTINGS = "language:\n  customers_are_called: [passenger]\n"
DESK = "# The desk\n\nOur passengers board early.\n"


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Run = Callable[..., Ran]
COMMAND = [sys.executable, "-c", "from customary.hosts.cli import main; main()", "audit"]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    def ran(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["customary", "audit", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsysbinary.readouterr()
        return Ran(int(end.value.code or 0), out.decode(), err.decode())

    return ran


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    here = tmp_path / "project"
    (here / "docs").mkdir(parents=True)
    (here / "customary.yml").write_text(SETTINGS)
    (here / "docs/desk.md").write_text(DESK)
    monkeypatch.chdir(here)
    return here


def test_a_finding_is_one_line_with_the_change_below(run: Run) -> None:
    ran = run("check", "docs")
    assert ran.code == 1
    assert ran.out == (
        'docs/desk.md:3:5: Say "customers" for "passengers". [passenger, sure]\n'
        "  - Our passengers board early.\n  + Our customers board early.\n"
    )
    assert ran.err == "1 finding (1 sure) in 1 file.\n"


def test_json_is_alone_on_standard_output_and_as_in_the_contract(run: Run) -> None:
    told = json.loads(run("check", "--format", "json").out)
    assert (told["version"], told["files"], told["problems"]) == (1, 1, [])
    (found,) = told["findings"]
    assert isinstance(found.pop("why"), list)
    assert found.pop("message")
    assert found.pop("fingerprint")
    assert found == {
        "path": "docs/desk.md", "rule": "passenger", "pack": "travel", "surface": "passengers",
        "start": 16, "end": 26, "line": 3, "column": 5, "severity": "warning", "fix": "auto",
        "edits": [{"start": 16, "end": 26, "replacement": "customers"}],
    }  # fmt: skip


def test_offsets_count_characters_of_the_file_as_it_is(run: Run, place: Path) -> None:
    (place / "docs/desk.md").write_bytes(
        "\ufeff# Caf\u00e9 \U0001f600\r\n\r\nOur passengers wait.\r\n".encode()
    )
    (found,) = json.loads(run("check", "docs", "--format", "json").out)["findings"]
    assert (found["start"], found["line"], found["column"]) == (17, 3, 5)


def test_nothing_to_do_ends_with_0(run: Run, place: Path) -> None:
    (place / "docs/desk.md").write_text("Our customers board early.\n")
    ran = run("check", "docs")
    assert (ran.code, ran.out) == (0, "")


def test_explain_gives_reasons(run: Run) -> None:
    told = run("check", "docs", "--explain").out
    assert " for: " in told
    assert " in all: sure from " in told
    (found,) = json.loads(run("check", "docs", "--explain", "--format", "json").out)["findings"]
    weighing = found["weighing"]
    counted = sum(part["weight"] for part in weighing["parts"]) + weighing["rest"]
    assert counted == weighing["total"] >= weighing["marks"]["auto"]
    assert {part["reason"] for part in weighing["parts"]} <= set(found["why"])
    assert (
        weighing == json.loads(run("check", "--explain", "--format", "json").out)["findings"][0]["weighing"]
    )


def test_github_annotations(run: Run, place: Path) -> None:
    (place / "docs/desk.md").rename(place / "docs/a,b.md")
    assert run("check", "docs", "--format", "github").out == (
        "::warning file=docs/a%2Cb.md,line=3,col=5,title=language audit%3A passenger::"
        'Say "customers" for "passengers".\n'
    )


def test_sarif_has_the_place_the_fix_and_a_fingerprint(run: Run) -> None:
    log = json.loads(run("check", "docs", "--format", "sarif").out)
    (result,) = log["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    replacement = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert log["version"] == "2.1.0"
    assert (region["startLine"], region["startColumn"], region["charOffset"]) == (3, 5, 16)
    assert replacement["insertedContent"]["text"] == "customers"
    assert result["partialFingerprints"]["customary/v1"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "dosc"], 'dosc: There is no such file or folder. Did you mean "docs"?'),
        (["check", "--pack", "travle", "docs"], '"travle" is not a pack. Did you mean "travel"?'),
        (["check", "--baseline", "none.json"], "none.json: The file can't be read"),
        (["check", "--formt", "json"], "--formt"),
        (["site", "nowhere"], "nowhere: This is not a folder."),
        (["rules", "pasenger"], 'Did you mean "passenger"?'),
        (["settings", "--yes", "passengers"], '"passengers" is a plural. Write "passenger".'),
    ],
)
def test_wrong_input_ends_with_2_and_says_what_to_do(run: Run, arguments: list[str], said: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_file_that_can_not_be_read_is_one_line_and_the_others_are_checked(run: Run, place: Path) -> None:
    (place / "docs/a-latin.md").write_bytes(b"# x\n\nOur passengers like caf\xe9.\n")
    (place / "docs/b-binary.md").write_bytes(b"Our passengers\0\0")
    (place / "docs/c-gone.md").symlink_to(place / "nowhere.md")
    (place / "docs/d-large.md").write_bytes(b"passengers " * 3_200_000)
    (place / "docs/loop").symlink_to(place / "docs")
    ran = run("check", "docs")
    assert ran.code == 2
    assert ran.out.count("docs/desk.md:3:5") == 1
    lines = ran.err.splitlines()
    assert "docs/a-latin.md:3:24: Byte 0xe9 is not UTF-8. Save the file as UTF-8." in lines
    for name in ("b-binary", "c-gone", "d-large"):
        assert sum(line.startswith(f"docs/{name}.md: ") for line in lines) == 1


def test_problems_are_in_the_json_too(run: Run, place: Path) -> None:
    (place / "docs/bad.md").write_bytes(b"\xff")
    (problem,) = json.loads(run("check", "docs", "--format", "json").out)["problems"]
    assert problem == {
        "path": "docs/bad.md", "line": 1, "column": 1,
        "what": "Byte 0xff is not UTF-8.", "remedy": "Save the file as UTF-8.",
    }  # fmt: skip


def test_broken_settings_are_named_once_and_their_pages_left_alone(run: Run, place: Path) -> None:
    (place / "docs/customary.yml").write_text("language: {we_are: [boats]}\n")
    (place / "docs/more.md").write_text(DESK)
    (place / "top.md").write_text(DESK)
    ran = run("check", ".")
    assert ran.code == 2
    assert [line.split(":")[0] for line in ran.out.splitlines() if line.startswith(("docs", "top"))] == [
        "top.md"
    ]
    assert ran.err.count("docs/customary.yml:1:21: ") == 1


def test_another_language_is_named_and_skipped(run: Run, place: Path) -> None:
    (place / "docs/desk.md").write_text(f"---\nlang: de\n---\n{DESK}")
    ran = run("check", "docs")
    assert (ran.code, ran.out) == (0, "")
    assert "docs/desk.md: the page says that its language is de; skipped." in ran.err


def test_paths_that_repeat_are_counted_once(run: Run) -> None:
    assert json.loads(run("check", "docs", "docs/desk.md", ".", "--format", "json").out)["files"] == 1


def test_control_characters_never_reach_the_terminal(run: Run, place: Path) -> None:
    (place / "docs/desk.md").write_text("Our passengers \x1b[31mboard\u202e early.\n")
    out = run("check", "docs").out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_second_run_reads_the_cache_and_says_the_same(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("check", "docs").out
    monkeypatch.setattr(
        "customary.audit.run.check", lambda *a, **k: pytest.fail("an unchanged file was judged")
    )
    assert run("check", "docs").out == first
    (place / "docs/desk.md").write_text(DESK + "\nMore passengers.\n")
    with pytest.raises(pytest.fail.Exception):
        run("check", "docs")
    with pytest.raises(pytest.fail.Exception):
        run("check", "docs", "--no-cache")


@pytest.mark.parametrize("stored", ["", "{", "[]", '{"code": 1}', '{"code": "x", "files": []}'])
def test_a_broken_cache_is_as_good_as_none(run: Run, place: Path, stored: str) -> None:
    first = run("check", "docs").out
    for path in (place.parent / "cache/customary").iterdir():
        path.write_text(stored)
    assert run("check", "docs").out == first


def test_settings_change_what_the_cache_knows(run: Run, place: Path) -> None:
    run("check", "docs")
    (place / "customary.yml").write_text("language: {not_customers: [passenger]}\n")
    assert run("check", "docs").out == ""


def test_a_baseline_hides_what_was_there_and_only_shrinks(run: Run, place: Path) -> None:
    assert run("baseline", "docs").code == 0
    assert run("check", "docs", "--baseline", "customary-baseline.json").code == 0
    (place / "docs/desk.md").write_text(f"# Moved\n\n{DESK}\nNew here: our passengers sleep.\n")
    new = run("check", "docs", "--baseline", "customary-baseline.json")
    assert new.code == 1
    assert new.out.count("docs/desk.md:") == 1
    grown = run("baseline", "docs")
    assert grown.code == 1
    assert "0 gone, 1 left, 1 new ones" in grown.err
    (place / "docs/desk.md").write_text("Our customers sleep.\n")
    assert "1 gone, 0 left, 0 new" in run("baseline", "docs").err


def test_fix_rewrites_in_place_and_keeps_permissions_and_line_ends(run: Run, place: Path) -> None:
    path = place / "docs/desk.md"
    path.write_bytes("\ufeffOur passengers\twait.\r\nNo end".encode())
    path.chmod(0o640)
    link = place / "linked.md"
    link.symlink_to(path)
    ran = run("fix", "linked.md")
    assert ran.code == 0
    assert path.read_bytes() == "\ufeffOur customers\twait.\r\nNo end".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert run("check", "docs").code == 0


def test_a_diff_writes_nothing(run: Run, place: Path) -> None:
    ran = run("fix", "docs", "--diff")
    assert "-Our passengers board early.\n+Our customers board early.\n" in ran.out
    assert (place / "docs/desk.md").read_text() == DESK


def test_fix_goes_on_past_a_file_that_can_not_be_read(run: Run, place: Path) -> None:
    (place / "docs/a.md").write_bytes(b"\xff passengers")
    ran = run("fix", "docs")
    assert ran.code == 2
    assert (place / "docs/desk.md").read_text() == DESK.replace("passengers", "customers")
    assert (place / "docs/a.md").read_bytes() == b"\xff passengers"


def test_only_the_rules_that_are_named_are_fixed(run: Run, place: Path) -> None:
    run("fix", "docs", "--rule", "guest")
    assert (place / "docs/desk.md").read_text() == DESK


def test_a_heading_keeps_its_address_where_the_site_reads_attribute_lists(run: Run, place: Path) -> None:
    (place / "docs/desk.md").write_text(
        "# Our passengers\n\n## Our passengers wait ##\n\nOur passengers\n---\n"
    )
    (place / "mkdocs.yml").write_text("site_name: x\nmarkdown_extensions: [attr_list]\n")
    run("fix", "docs")
    assert (place / "docs/desk.md").read_text() == (
        "# Our customers {#our-passengers}\n\n## Our customers wait {#our-passengers-wait} ##\n\n"
        "Our customers {#our-passengers_1}\n---\n"
    )


def test_elsewhere_the_changed_address_is_told(run: Run, place: Path) -> None:
    (place / "docs/desk.md").write_text("# Our passengers\n")
    assert "the address #our-passengers has changed to #our-customers" in run("fix", "docs").err
    assert (place / "docs/desk.md").read_text() == "# Our customers\n"


def test_interactive_asks_one_by_one_and_notes_a_refusal(place: Path) -> None:
    (place / "docs/desk.md").write_text(
        "Our passengers wait.\n\nOur passengers sleep.\n\nOur passengers eat.\n"
    )
    ran = subprocess.run(
        [*COMMAND, "fix", "docs", "--interactive"],
        input="y\nn\nthe boat's word\ns\n", capture_output=True, text=True, check=False, env={**os.environ},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert (place / "docs/desk.md").read_text() == (
        "Our customers wait.\n\nOur passengers sleep. <!-- audit: keep passenger -- the boat's word -->\n\n"
        "Our passengers eat.\n"
    )
    again = subprocess.run(
        [*COMMAND, "check", "docs", "--no-cache"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert again.stdout.count("docs/desk.md:") == 1


def test_settings_are_asked_as_groups_and_answered_by_options(run: Run, place: Path) -> None:
    (place / "customary.yml").unlink()
    (place / "docs/hotel").mkdir()
    (place / "docs/hotel/a.md").write_text("Our guests pay at the desk. Each guest signs.\n")
    told = json.loads(run("settings", "docs", "--format", "json").out)
    asked = {(q["term"], q["folder"]): q["places"] for q in told["questions"]}
    assert asked[("guest", "docs/hotel/")] == 2
    assert asked[("passenger", "docs/")] == 1
    ran = run("settings", "docs", "--yes", "guest", "--no", "passenger:docs/hotel/")
    assert ran.code == 0
    assert 'customary.yml: "guest" names your customers.' in ran.err
    assert "docs/hotel/: {not_customers: [passenger]}" in (place / "customary.yml").read_text()
    left = json.loads(run("settings", "docs", "--format", "json").out)["questions"]
    assert [q["term"] for q in left] == ["passenger"]


def test_a_word_with_both_answers_is_refused_and_nothing_written(run: Run, place: Path) -> None:
    ran = run("settings", "docs", "--yes", "guest", "--no", "guest")
    assert ran.code == 2
    assert '"guest" is answered with yes and with no.' in ran.err
    assert (place / "customary.yml").read_text() == SETTINGS


def test_the_record_counts_by_section(run: Run, place: Path) -> None:
    (place / "docs/gate").mkdir()
    (place / "docs/gate/a.md").write_text("Our customers wait. A customer's bag, and our passengers.\n")
    told = json.loads(run("record", "docs", "--format", "json").out)
    assert told == {
        "version": 1,
        "sections": [
            {"name": "(top)", "customer": 0, "other": {"passenger": 1}, "share": 0},
            {"name": "gate", "customer": 2, "other": {"passenger": 1}, "share": 666},
        ],
        "history": [],
    }
    assert " 67 %  gate" in run("record", "docs").out


def test_the_record_walks_the_history_week_by_week(run: Run, place: Path) -> None:
    def commit(day: str) -> None:
        env = {**os.environ, "GIT_AUTHOR_DATE": f"{day}T10:00:00Z", "GIT_COMMITTER_DATE": f"{day}T10:00:00Z",
               "GIT_CONFIG_GLOBAL": os.devnull}  # fmt: skip
        who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
        subprocess.run(["git", "add", "-A"], check=True)
        subprocess.run(["git", *who, "commit", "-qm", day], check=True, env=env)

    subprocess.run(["git", "init", "-q"], check=True)
    commit("2026-03-03")
    (place / "docs/desk.md").write_text("Our customers and our passengers.\n")
    commit("2026-03-05")
    (place / "docs/desk.md").write_text("Our customers.\n")
    commit("2026-03-18")
    (place / "other.txt").write_text("Not in docs.\n")
    commit("2026-03-30")
    told = json.loads(run("record", "docs", "--history", "--format", "json").out)["history"]
    assert told == [
        {"week": "2026-W10", "customer": 1, "other": {"passenger": 1}, "share": 500},
        {"week": "2026-W12", "customer": 1, "other": {}, "share": 1000},
    ]


def test_a_record_without_a_history_says_so(run: Run) -> None:
    ran = run("record", "docs", "--history")
    assert ran.code == 2
    assert "There is no git repository here." in ran.err


def test_a_built_site_is_checked_and_rewritten_with_its_search_index(run: Run, place: Path) -> None:
    site = place / "site"
    (site / "search").mkdir(parents=True)
    body = '<body><h1 id="our-passengers">Our passengers</h1></body>'
    page = f'<html lang="en"><head><title>Desk</title></head>{body}</html>'
    (site / "index.html").write_text(page)
    index = {
        "docs": [
            {
                "location": "#our-passengers",
                "title": "Our passengers",
                "text": "\u201cOur passengers\u201d wait.",
            }
        ]
    }
    (site / "search/search_index.json").write_text(json.dumps(index))
    assert run("site", "site").code == 1
    assert run("site", "site", "--write").code == 0
    assert (site / "index.html").read_text() == page.replace("Our passengers", "Our customers")
    (entry,) = json.loads((site / "search/search_index.json").read_text())["docs"]
    assert entry == {
        "location": "#our-passengers",
        "title": "Our customers",
        "text": "\u201cOur customers\u201d wait.",
    }
    ran = run("site", "site", "--expect-stamp")
    assert ran.code == 2
    assert "site/index.html: The language-audit plugin has not seen this page." in ran.err


def test_nothing_is_asked_about_a_word_that_its_author_keeps(run: Run, place: Path) -> None:
    text = "---\naudit: {keep: [client]}\n---\n# Desk\n\nOur clients pay. Our guests wait in the hotel.\n"
    (place / "kept.md").write_text(text)
    asked = run("settings", "kept.md").out
    assert 'Is "guest" a word' in asked
    assert 'Is "client" a word' not in asked


def test_a_search_index_follows_what_was_decided_on_its_pages(run: Run, place: Path) -> None:
    site = place / "site"
    (site / "search").mkdir(parents=True)
    said = "We say <em>passenger</em> here, the word that <em>passenger</em> agents use."
    (site / "index.html").write_text(f'<html lang="en"><body><p>{said}</p></body></html>')
    plain = said.replace("<em>", "").replace("</em>", "")
    index = {"docs": [{"location": "", "title": "Desk", "text": f"<p>{plain}</p>"}]}
    (site / "search/search_index.json").write_text(json.dumps(index))
    on_page = run("check", "site/index.html").out.count("passenger")
    assert run("site", "site").out.count("search_index.json") == on_page


def test_rules_are_listed_and_shown_in_full(run: Run) -> None:
    listed = run("rules").out
    assert "passenger" in listed
    assert run("rules", "travel").out in listed
    shown = run("rules", "passenger").out
    assert "It finds:" in shown
    assert "It leaves alone:" in shown
    assert json.loads(run("rules", "passenger", "--format", "json").out)["rules"][0]["id"] == "passenger"


@pytest.mark.parametrize("command", ["check", "fix", "site", "settings", "baseline", "record", "rules"])
def test_every_command_shows_examples(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"customary audit {command}" in ran.out
