"""Answers written into customary.yml: with comments, and without harm to what is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customary.audit.settings import read_customary
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


def test_what_is_there_stays_to_the_letter(tmp_path: Path) -> None:
    path = tmp_path / "customary.yml"
    path.write_text(
        "# ours\nlanguage:   # words\n  we_are: [hospitality]  # a hotel\n"
        "  customers_are_called:\n    - guest\n    - diner\n  # the club\n  protect: [Harbour Club]\n"
    )
    write_answers(path, answers("client", "diner"))
    assert path.read_text() == (
        "# ours\nlanguage:   # words\n  we_are: [hospitality]  # a hotel\n"
        "  customers_are_called: [client, guest]\n  # the club\n  protect: [Harbour Club]\n"
        "  # These words name other people, or no people; they stay.\n  not_customers: [diner]\n"
    )


def test_a_change_of_mind_is_said_and_made(tmp_path: Path) -> None:
    path = tmp_path / "customary.yml"
    write_answers(path, answers("guest"))
    told = write_answers(path, answers(no="guest"))
    language = read_customary(path)
    assert told == ['"guest" named your customers; now it doesn\'t.']
    assert language is not None
    assert language.everywhere.customers_are_called == frozenset()
    assert language.everywhere.not_customers == {"guest"}


def test_a_file_with_everything_on_one_line_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "customary.yml"
    path.write_text("language: {customers_are_called: [guest]}\n")
    with pytest.raises(BadInput, match="on one line"):
        write_answers(path, answers("client"))
    assert path.read_text() == "language: {customers_are_called: [guest]}\n"


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
