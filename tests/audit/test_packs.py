"""The shipped packs keep their own promises; a pack with a fault is refused, by line and remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from customary.audit import pack as packs
from customary.audit.model import Passage
from customary.audit.pack import ALWAYS, TRADES, load_packs, names_of_packs
from customary.audit.packfile import load_pack, schema
from customary.errors import BadInput

GOOD = """\
pack: boats
title: Boats
lists:
  decks: [deck, decks]
rules:
  - id: sailor
    terms: [sailor]
    note: Somebody who rents a boat from us.
    keep:
      - because: a part of the boat
        sure: yes
        when: ["~one {decks}"]
    flags:
      - A sailor paid. -> A customer paid.
    passes:
      - The sailor deck is wet.
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "boats.yml"
    path.write_text(text, "utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(BadInput) as refused:
        load_packs(None, [path])
    return [f"{p.line}: {p.what} {p.remedy}" for p in refused.value.problems]


@pytest.mark.parametrize("name", names_of_packs())
def test_examples_of_a_shipped_pack(name: str) -> None:
    entry, pack = load_pack(packs.SHIPPED / f"{name}.yml", f"{name}.yml")
    assert pack.name == name == entry.pack
    assert all(len(rule.flags) + len(rule.passes) >= 2 for rule in entry.rules)


def test_every_trade_has_its_pack_and_no_other_is_there() -> None:
    assert {p.stem for p in packs.SHIPPED.glob("*.yml")} == {*TRADES, *ALWAYS}


def test_ids_are_unique_over_all_packs() -> None:
    ids = [rule.id for name in names_of_packs() for rule in load_packs([name]).rules if rule.pack == name]
    assert len(ids) == len(set(ids))


def test_places_have_sixty_examples_of_either_sort() -> None:
    entry, _ = load_pack(packs.SHIPPED / "people-not-places.yml")
    flags, passes = (list(dict.fromkeys(getattr(entry.rules[0], key))) for key in ("flags", "passes"))
    assert len(flags) >= 60 and len(passes) >= 60
    assert all(" -> " in example for example in flags)


def test_advice_is_never_a_rewriting() -> None:
    rules = load_packs(["words-for-the-work"]).rules
    assert rules and all(r.practice == "L5" and r.severity == "advice" and r.say for r in rules)


def test_the_compiled_packs_and_the_schema_are_in_step(project: Path) -> None:
    import runpy

    tool = runpy.run_path(str(project / "tools" / "compile_packs.py"))
    for path, text in tool["compiled"]().items():
        assert path.read_text("utf-8") == text, "run: python tools/compile_packs.py"


def test_start_up_needs_neither_yaml_nor_pydantic() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from customary.audit.pack import load_packs; load_packs().wanted; "
        "print([m for m in ('yaml', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", names_of_packs())
def test_prefilter_and_wanted_let_every_example_through(name: str) -> None:
    entry, _ = load_pack(packs.SHIPPED / f"{name}.yml", examples=False)
    lexicon = load_packs([name])
    for rule in entry.rules:
        for example in rule.flags:
            text = example.split(" -> ")[0]
            for form in (text, text.upper(), f"> *{text}*", text.replace(" ", "\n")):
                passage = Passage(0, form, "paragraph")
                if lexicon.occurrences(passage):
                    assert lexicon.prefilter.search(form.encode()), form
                    assert lexicon.wanted.search(form), form


def test_prefilter_passes_by_what_holds_nothing() -> None:
    lexicon = load_packs()
    assert not lexicon.prefilter.search(b"The table has 12 rows, and the room is on floor 3. Customers wait.")
    assert not lexicon.wanted.search("The printer hums.")


def test_a_named_pack_brings_rules_that_are_also_in_it() -> None:
    assert {"participant", "learner"} <= {rule.id for rule in load_packs(["education"]).rules}
    assert "learner" not in {rule.id for rule in load_packs().rules}


def test_an_organisations_own_words() -> None:
    lexicon = load_packs(["travel"]).with_words(["Member", "passenger", "leaseholder"])
    assert lexicon.by_term["member"].pack == "own"
    assert lexicon.by_term["leaseholder"].pack == "housing"
    assert [o.term for o in lexicon.occurrences(Passage(0, "Members and leaseholders", "item"))] == [
        "member",
        "leaseholder",
    ]


def test_names_that_no_pack_has() -> None:
    with pytest.raises(BadInput, match='Did you mean "hospitality"'):
        load_packs(["hospitalty"])


# A project's own pack


def test_a_pack_beside_mkdocs_yml(tmp_path: Path) -> None:
    lexicon = load_packs(["travel"], [written(tmp_path, GOOD)])
    found = lexicon.occurrences(Passage(0, "Sailors and passengers", "item"))
    assert [(o.term, o.pack) for o in found] == [("sailor", "boats"), ("passenger", "travel")]


def test_a_pack_that_adds_to_a_rule(tmp_path: Path) -> None:
    text = """\
pack: ours
title: Ours
extends: [travel]
rules:
  - id: passenger
    terms: [foot passenger]
    note: Ours.
    protect: [Passenger of the Year]
    keep:
      - because: a part of the ship
        sure: yes
        when: ["~one gangway"]
    flags:
      - A passenger waits. -> A customer waits.
    passes:
      - The passenger gangway is wet.
      - She is Passenger of the Year.
      - The passenger door is wet.
"""
    lexicon = load_packs(None, [written(tmp_path, text)])
    (rule,) = [rule for rule in lexicon.rules if rule.id == "passenger"]
    assert rule.terms[0] == "passenger" and "foot passenger" in rule.terms


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    note:", "    notes: x\n    note:", r'8: "notes" is not a setting\. Did you mean "note"'),
        ("id: sailor", "id: passenger", r'6: The pack "travel" has a rule "passenger" already\. .*extends'),
        ("pack: boats", "pack: travel", r'1: There is a shipped pack "travel" already'),
        ("~one {decks}", "(~+)+ deck", r'12: Pattern "\(~\+\)\+ deck": .*Regular expressions are not'),
        ("~one {decks}", "sailor deck", r'12: Pattern "sailor deck": a pattern holds "~" exactly once\.'),
        ("~one {decks}", "~one {deck}", r"12: .*there is no list \{deck\}"),
        ("~one {decks}", "a ... b ... c ... ~", r'12: .*at most two "\.\.\."'),
        ("A sailor paid. ->", "A cook paid. ->", r'14: "A cook paid\." is not flagged by its own rule'),
        ("-> A customer", "-> The customer", r'14: .* becomes "A customer paid\."\. It should be'),
        ("sailor deck is", "sailor is", r'16: .* should pass, but "sailor" is flagged'),
        ("    terms:", "    kind: trem\n    terms:", r'7: "trem" is not a kind\. Did you mean "term"'),
        (
            "title: Boats",
            "title: Boats\nextends: [travl]",
            r'3: "travl" is not a pack\. Did you mean "travel"',
        ),
        ("sure: yes", "sure: maybe", r"11: .*maybe"),
        ("terms: [sailor]", "terms: [Sailor]", r"7: .*Sailor"),
    ],
)
def test_a_fault_is_named_with_line_and_remedy(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD
    (problem,) = problems(written(tmp_path, GOOD.replace(old, new)))
    assert re.match(expected, problem), problem


def test_all_faults_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("    note:", "    notes:").replace("sure: yes", "sure: maybe")
    assert len(problems(written(tmp_path, text))) == 3  # a note is missing, too


def test_an_id_twice_in_one_pack(tmp_path: Path) -> None:
    twice = GOOD + GOOD[GOOD.index("  - id") :]
    assert re.search(r"twice \(first on line 6\)", "\n".join(problems(written(tmp_path, twice))))


def test_the_schema_knows_every_key() -> None:
    text = str(schema())
    assert all(key in text for key in ("only_in_context", "opt_in", "also_in", "protect", "extends"))
