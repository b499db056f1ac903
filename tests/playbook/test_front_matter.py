"""Pages are read with every fault by line and column, all at once, and the rest of the page stands."""

from __future__ import annotations

from datetime import date

import pytest

from customary.playbook.front_matter import Rules, read_page
from customary.playbook.kinds import KINDS
from customary.playbook.model import Action, Change

PLAY = """---
title: Say it back
kind: play
owner: Ann Lee
reviewed: 2026-08-31
practice: [F1, X2]
roles: [front line]
who: Two of us
time: 5 minutes
when: A call ends
key_point: Say it back to {fact:company}.
actions:
  - {do: Ring back, role: sales, practice: F1}
  - {do: Breathe}
changes:
  - {on: 2026-01-02, what: Shorter}
card: true
---
# Say it back

## Steps
## Words to say
## Done when
"""


def read(text: str, **rules: object) -> tuple:
    """The page and its problems as lines."""
    page, problems = read_page(text, "plays/a.md", "docs/plays/a.md", Rules(**rules))
    return page, [str(problem) for problem in problems]


def test_a_whole_page() -> None:
    page, problems = read(PLAY, facts={"company": "Harbour Print"})
    assert problems == []
    assert (page.title, page.kind, page.owner, page.card) == ("Say it back", "play", "Ann Lee", True)
    assert page.practice == ("F1", "X2") and page.roles == ("front line",)
    assert page.key_point == "Say it back to Harbour Print."
    assert page.actions == (Action("Ring back", "sales", "F1"), Action("Breathe"))
    assert page.changes == (Change(date(2026, 1, 2), "Shorter"),)
    assert page.review_due == date(2027, 2, 28), "half a year after the last day of August"
    assert page.text("who") == "Two of us"


@pytest.mark.parametrize(
    ("line", "changed", "said"),
    [
        ("kind: play", "kind: plays", ':3:7: "plays" is not a page kind. Did you mean "play"?'),
        ("[F1, X2]", "[F1, X9]", ':6:16: "X9" is not a practice.'),
        ("2026-08-31", "2026-02-31", ':5:11: "2026-02-31" is not a day of the calendar. Write it as'),
        ("2026-08-31", "31.8.2026", ':5:11: "31.8.2026" is not a day of the calendar.'),
        ("owner: Ann Lee", "ownr: Ann Lee", ':4:1: "ownr" is not a setting. Did you mean "owner"?'),
        ("owner: Ann Lee", "owner: 17", ':4:8: "17" is not a person\'s name.'),
        ("owner: Ann Lee\n", "", ':3:1: A play needs "owner". Add owner: to the front matter.'),
        ("who: Two of us\n", "", ':3:1: A play needs "who".'),
        (
            "## Words to say",
            "## Word to say",
            ':3:1: A play needs a section "Words to say". Rename "Word to say".',
        ),
        ("## Steps\n", "", ':3:1: A play needs a section "Steps". Add the heading "## Steps".'),
        ("[front line]", "[frontline]", ':7:9: "frontline" is not a role. Did you mean "front line"?'),
        ("role: sales", "role: boss", ':13:27: "boss" is not a role.'),
        ("on: 2026-01-02", "on: 2026-13-02", ':16:10: "2026-13-02" is not a day'),
        ("card: true", "card: maybe", ':17:7: "maybe" is neither true nor false.'),
        ("{fact:company}", "{fact:compny}", ':11:12: "compny" is not a fact. Did you mean "company"?'),
        ("- {do: Breathe}", "- {role: sales}", ':14:5: This entry has no "do".'),
        ("time: 5 minutes", "time: [5]", ':9:7: "time" should be one text.'),
        ("time: 5 minutes", "time: &a 5", ':9:7: The anchor "&a" is not allowed.'),
        ("# Say it back", "# Say {fact:town}", ':19:7: "town" is not a fact. Choose: company.'),
        ("# Say it back", "{playbook:mapp}", ':19:1: "mapp" is not a block. Did you mean "map"?'),
        ("who: Two", "review_every: often\nwho: Two", ':8:15: "often" is not a period.'),
    ],
)
def test_each_fault_has_its_line_and_its_remedy(line: str, changed: str, said: str) -> None:
    assert line in PLAY
    _, problems = read(PLAY.replace(line, changed), facts={"company": "H"}, blocks=("map", "role"))
    assert any(said in problem for problem in problems), problems


def test_all_faults_at_once() -> None:
    _, problems = read("---\nkind: play\nreviewed: 2026-99-01\npractice: [Q1]\n---\n")
    assert len(problems) == 9, "a date, a practice, owner, who, time, when and three sections"


def test_a_faulty_field_leaves_the_rest() -> None:
    page, _ = read(PLAY.replace("[F1, X2]", "[F1, nonsense]"), facts={"company": "H"})
    assert page.practice == ("F1",) and page.owner == "Ann Lee"


def test_keys_of_other_plugins_are_theirs() -> None:
    _, problems = read("---\ntags: [a]\nhide: [toc]\nsearch: {boost: 2}\ntemplate: x.html\n---\n# A\n")
    assert problems == []


@pytest.mark.parametrize("text", ["", "# A\n", "---\n---\n# A\n", "---\n\n---\n", "﻿---\ntitle: A\n---\n"])
def test_pages_without_front_matter_are_pages(text: str) -> None:
    page, problems = read(text)
    assert page.kind == "page" and problems == []
    assert page.title == "A"


def test_windows_line_ends_and_headings_in_code() -> None:
    text = "---\r\nkind: page\r\n---\r\n```\r\n# No\r\n```\r\n# Yes {#id}\r\n- [ ] one\r\n"
    page, problems = read(text)
    assert problems == [] and page.title == "Yes"
    assert page.extra["ticks"] == 1


def test_something_to_tick() -> None:
    front = "---\nkind: checklist\nowner: A B\nreviewed: 2026-01-01\n---\n"
    assert read(front + "- [ ] one\n")[1] == []
    assert "needs something to tick" in read(front + "- one\n")[1][0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_says_what_it_lacks(kind: str) -> None:
    _, problems = read(f"---\nkind: {kind}\n---\n")
    wanted = KINDS[kind]
    lacks = (("owner", "reviewed") if wanted.owned else ()) + wanted.needs + wanted.sections
    assert len(problems) == len(lacks) + wanted.ticks
    for name in lacks:
        assert any(f'"{name}"' in problem for problem in problems)


@pytest.mark.parametrize(
    "front", ["- a\n- b\n", "just words\n", "a: [1\n", "a: 1\na: 2\n", "? {a: 1}\n: 2\n"]
)
def test_broken_front_matter_is_a_problem_and_never_an_error(front: str) -> None:
    page, problems = read(f"---\n{front}---\n# Title\n")
    assert problems and all(problem.startswith("docs/plays/a.md:") for problem in problems)
    assert page.title == "Title"


def test_a_profile_is_private_unless_it_says_otherwise() -> None:
    front = "---\nkind: profile\nowner: A B\nreviewed: 2026-01-01\n"
    assert read(front + "---\n")[0].private
    assert not read(front + "private: false\n---\n")[0].private
    assert not read("---\nkind: page\n---\n")[0].private


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\nkind: [play]\n---\n# T\n", ':2:7: "[\'play\']" is not a page kind. Did you mean "play"?'),
        ("---\nroles: [{a: b}, sales]\n---\n# T\n", ":2:9: \"{'a': 'b'}\" is not a role."),
        ("---\ntitle: open\n# T\n", ":1:1: The front matter has no end, so that it is read as text."),
        ("---\na: [\n---\n# T {fact:x}\n", ':4:5: "x" is not a fact'),
        ("# T\n\n{playbook:kind plays}\n", ':3:1: "plays" is not a page kind. Did you mean "play"?'),
        ("# T\n\n{playbook:role chiefs}\n", ':3:1: "chiefs" is not a role.'),
    ],
)
def test_what_is_no_text_no_end_and_no_role_is_named(text: str, said: str) -> None:
    _, problems = read(text, blocks=("kind", "role"))
    assert [problem for problem in problems if said in problem], problems


@pytest.mark.parametrize(
    ("top", "private"),
    [
        ("private: true", True), ("private: ja", True), ("private:", True), ("Private: yes", True),
        ("privat: true", True), ("kind: Profile", True), ("title: 'x\nprivate: true", True),
        ("private: false", False), ("private: no", False), ("kind: profile\nprivate: false", False),
        ("title: A private thing", False),
    ],
)  # fmt: skip
def test_doubt_keeps_a_page_private(top: str, private: bool) -> None:
    assert read(f"---\n{top}\n---\n# T\n")[0].private is private
