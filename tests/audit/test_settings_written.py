"""Answers written into customary.yml: with comments, and without harm to what is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customary.audit.settings import nearest_language, read_customary
from customary.audit.writing import HEAD, Answers, place_for, write_answers
from customary.errors import BadInput

TERMS = st.frozensets(st.sampled_from(["guest", "client", "account holder", "no", "o'neill"]), max_size=3)


def answers(yes: str = "", no: str = "") -> Answers:
    return Answers(frozenset(yes.split()), frozenset(no.split()))


def test_a_new_file_explains_itself(tmp_path: Path) -> None:
    path = tmp_path / "customary.yml"
    told = write_answers(path, answers("guest", "tenant"))
    assert path.read_text() == (
        f"{HEAD}"
        "language:\n"
        "  # These words name people who buy or use what we offer; they are rewritten.\n"
        "  customers_are_called: [guest]\n"
        "  # These words name other people, or no people; they stay.\n"
        "  not_customers: [tenant]\n"
    )
    assert told == ['"guest" names your customers.', '"tenant" does not name your customers.']


KEPT = [
    (  # lists in lines, comments everywhere
        "# ours\nlanguage:   # words\n  we_are: [hospitality]  # a hotel\n"
        "  customers_are_called:   # our people\n    - guest  # upstairs\n    - diner  # downstairs\n\n"
        "    # the club\n    - member\n  # the club, too\n  protect: [Harbour Club]\n  # the end\n",
        "# ours\nlanguage:   # words\n  we_are: [hospitality]  # a hotel\n"
        "  customers_are_called:   # our people\n    - guest  # upstairs\n\n"
        "    # the club\n    - member\n    - client\n  # the club, too\n  protect: [Harbour Club]\n"
        "  # These words name other people, or no people; they stay.\n"
        "  not_customers: [diner]\n  # the end\n",
    ),
    (  # everything on one line
        "language: {customers_are_called: [guest, diner]}\n",
        "language: {customers_are_called: [guest, client], not_customers: [diner]}\n",
    ),
    (  # JSON
        '{"language": {"customers_are_called": ["diner"], "not_customers": []}}',
        '{"language": {"customers_are_called": ["client"], "not_customers": ["diner"]}}',
    ),
    (  # other line ends, a byte order mark, a list without words yet
        "\ufefflanguage:\r\n  customers_are_called: [ diner, ]\r\n"
        "  not_customers:  # none\r\n  protect: [A]\r\n",
        "\ufefflanguage:\r\n  customers_are_called: [client  ]\r\n"
        "  not_customers: [diner]  # none\r\n  protect: [A]\r\n",
    ),
    (  # a list over several lines
        "language:\n  customers_are_called: [\n    guest,  # a\n    Diner,  # b\n    member,\n  ]\n",
        "language:\n  customers_are_called: [\n    guest,  # a\n      # b\n    member, client,\n  ]\n"
        "  # These words name other people, or no people; they stay.\n  not_customers: [diner]\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "after"), KEPT)
def test_what_is_there_stays_to_the_letter(tmp_path: Path, text: str, after: str) -> None:
    path = tmp_path / "customary.yml"
    path.write_bytes(text.encode())
    write_answers(path, answers("client", "diner"))
    assert path.read_bytes().decode() == after
    assert write_answers(path, answers("client", "diner")) == []
    assert path.read_bytes().decode() == after


def test_a_folder_is_added_to_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "docs/it").mkdir(parents=True)
    (tmp_path / "docs/desk").mkdir()
    path = tmp_path / "customary.yml"
    path.write_text(
        "language:\n  folders:  # by team\n    ./docs/it:  # software\n      not_customers: [client]  # API\n"
    )
    inner = {
        "docs/it/": (frozenset[str](), frozenset(["guest"])),
        "docs/desk/": (frozenset(["guest"]), frozenset[str]()),
    }
    write_answers(path, Answers(folders=inner))
    assert path.read_text() == (
        "language:\n  folders:  # by team\n    ./docs/it:  # software\n"
        "      not_customers: [client, guest]  # API\n"
        "    docs/desk/: {customers_are_called: [guest]}\n"
    )


def test_what_mkdocs_yml_said_is_taken_over_when_customary_yml_begins(tmp_path: Path) -> None:
    (tmp_path / "docs/it").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(
        "plugins:\n  - language-audit:\n      mode: report\n      we_are: [hospitality]\n"
        "      customers_are_called: [guest]\n      also_say: {client: our clients}\n"
        "      protect: [Harbour Club]\n      folders: {docs/it/: {not_customers: [guest]}}\n"
    )
    was = nearest_language(tmp_path)
    path = place_for([str(tmp_path / "docs/it")], tmp_path / "docs")
    assert path == tmp_path / "customary.yml"
    told = write_answers(path, answers("patron"))
    assert told[0] == "mkdocs.yml is not asked for words any more: what it says was taken over."
    now = nearest_language(tmp_path)
    assert now.path == path
    assert now.folders == was.folders
    assert now.everywhere == replace(was.everywhere, customers_are_called=frozenset(["guest", "patron"]))


def test_a_change_of_mind_is_said_and_made(tmp_path: Path) -> None:
    path = tmp_path / "customary.yml"
    write_answers(path, answers("guest"))
    told = write_answers(path, answers(no="guest"))
    language = read_customary(path)
    assert told == ['"guest" named your customers; now it doesn\'t.']
    assert language is not None
    assert language.everywhere.customers_are_called == frozenset()
    assert language.everywhere.not_customers == {"guest"}


@pytest.mark.parametrize(
    ("text", "folder", "said"),
    [
        ("language:\n  customers_are_called: guest\n", "", "should be a list"),
        ("words: [guest]\n", "", "is not a setting"),
        ("language:\n  protect: [A]\n", "nowhere/", "There is no folder"),
    ],
)
def test_what_can_not_take_the_answers_is_left_alone(
    tmp_path: Path, text: str, folder: str, said: str
) -> None:
    path = tmp_path / "customary.yml"
    path.write_text(text)
    inner = {folder: (frozenset(["guest"]), frozenset[str]())} if folder else {}
    with pytest.raises(BadInput, match=said):
        write_answers(path, Answers(frozenset(["client"]), folders=inner))
    assert path.read_text() == text


@given(yes=TERMS, no=TERMS, inner=TERMS, folder=st.sampled_from(["docs/", "a b/c/", "ä: #/", "-x/"]))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    yes: frozenset[str],
    no: frozenset[str],
    inner: frozenset[str],
    folder: str,
) -> None:
    path = tmp_path_factory.mktemp("written") / "customary.yml"
    (path.parent / folder).mkdir(parents=True)
    given_answers = Answers(yes - no, no, {folder: (inner, frozenset())} if inner else {})
    for _ in range(2):  # writing twice is writing once
        write_answers(path, given_answers)
        language = read_customary(path)
        if not given_answers:
            assert language is None
            continue
        assert language is not None
        assert language.everywhere.customers_are_called == yes - no
        assert language.everywhere.not_customers == no
        assert {f: d.customers_are_called for f, d in language.folders} == ({folder: inner} if inner else {})


def test_the_nearest_file_upwards_takes_the_answers(tmp_path: Path) -> None:
    (tmp_path / "docs/hotel").mkdir(parents=True)
    assert place_for([str(tmp_path / "docs")], tmp_path) == tmp_path / "customary.yml"
    (tmp_path / "docs/customary.yml").touch()
    assert place_for([str(tmp_path / "docs/hotel")], tmp_path) == tmp_path / "docs/customary.yml"


def test_answers_about_pages_elsewhere_are_written_where_they_count(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "there/docs").mkdir(parents=True)
    (tmp_path / "there/docs/a.md").touch()
    pages = [str(tmp_path / "there/docs"), str(tmp_path / "there/docs/a.md")]
    path = place_for(pages, tmp_path / "here")
    write_answers(path, answers("guest"))
    settings = nearest_language(tmp_path / "there/docs").settings_for(tmp_path / "there/docs/a.md")
    assert settings.customers_are_called == {"guest"}
