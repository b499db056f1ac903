"""What an organisation says about itself: which file speaks, what it may say, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from customary.audit.model import Settings
from customary.audit.settings import Finder, nearest_language, options_as_language, read_customary
from customary.errors import BadInput


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def problems(folder: Path) -> list[str]:
    with pytest.raises(BadInput) as bad:
        nearest_language(folder)
    return [str(problem) for problem in bad.value.problems]


def test_without_a_file_nothing_is_said(tmp_path: Path) -> None:
    assert nearest_language(tmp_path).settings_for(tmp_path / "a.md") == Settings()


def test_every_key_arrives(tmp_path: Path) -> None:
    written(
        tmp_path,
        "customary.yml",
        "language:\n  we_are: [hospitality]\n  customers_are_called: [Guest]\n  not_customers: [tenant]\n"
        "  also_say: {client: our API clients}\n  protect: [Guest Services Ltd]\n",
    )
    assert nearest_language(tmp_path).settings_for(tmp_path / "a.md") == Settings(
        frozenset(["hospitality"]),
        frozenset(["guest"]),
        frozenset(["tenant"]),
        {"client": "our API clients"},
        ("Guest Services Ltd",),
    )


def test_json_is_read_too(tmp_path: Path) -> None:
    written(
        tmp_path, "customary.yml", '{"language": {"customers_are_called": ["guest"], "not_customers": []}}'
    )
    told = nearest_language(tmp_path).settings_for(tmp_path / "a.md")
    assert told.customers_are_called == {"guest"}


def test_the_nearest_file_upwards_wins_and_beats_mkdocs(tmp_path: Path) -> None:
    written(tmp_path, "customary.yml", "language: {customers_are_called: [outer]}")
    written(tmp_path, "in/customary.yml", "language: {customers_are_called: [inner]}")
    written(tmp_path, "in/deep/mkdocs.yml", "plugins: [{language-audit: {customers_are_called: [site]}}]")
    deep = tmp_path / "in" / "deep"
    assert nearest_language(deep).settings_for(deep / "a.md").customers_are_called == {"inner"}
    assert nearest_language(tmp_path).settings_for(tmp_path / "a.md").customers_are_called == {"outer"}


def test_options_of_the_plugin_are_read_past_the_tags_and_anchors_of_mkdocs(tmp_path: Path) -> None:
    written(
        tmp_path,
        "mkdocs.yml",
        "site_name: !ENV [NAME, Site]\n"
        "markdown_extensions:\n"
        "  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji '' }\n"
        "x: &words [guest, client]\n"
        "plugins:\n  - search\n  - language-audit: {mode: rewrite, customers_are_called: *words}\n",
    )
    assert nearest_language(tmp_path).settings_for(tmp_path / "a").customers_are_called == {"guest", "client"}


@pytest.mark.parametrize("plugins", ["[search, language-audit]", "{search: {}, language-audit: {}}"])
def test_a_plugin_without_options_says_nothing(tmp_path: Path, plugins: str) -> None:
    written(tmp_path, "mkdocs.yml", f"plugins: {plugins}\n")
    language = nearest_language(tmp_path)
    assert language.path == tmp_path / "mkdocs.yml"
    assert language.settings_for(tmp_path / "a.md") == Settings()


def test_options_are_found_in_an_inherited_file(tmp_path: Path) -> None:
    written(tmp_path, "base.yml", "plugins: [{language-audit: {not_customers: [guest]}}]")
    written(tmp_path, "in/mkdocs.yml", "INHERIT: ../base.yml\nsite_name: x\n")
    told = nearest_language(tmp_path / "in").settings_for(tmp_path / "in/a.md")
    assert told.not_customers == {"guest"}


def test_a_plural_and_a_folder_that_is_not_there_are_named(tmp_path: Path) -> None:
    written(
        tmp_path,
        "customary.yml",
        "language:\n  not_customers: [guests]\n  folders:\n    nosuch/: {protect: [A]}\n",
    )
    with pytest.raises(BadInput) as bad:
        read_customary(tmp_path / "customary.yml")
    said = [str(problem).partition("customary.yml:")[2] for problem in bad.value.problems]
    assert said == [
        '2:19: "guests" is a plural. Write "guest".',
        '4:5: There is no folder "nosuch/". Write it relative to this file.',
    ]


def test_the_nearer_folder_has_the_last_word(tmp_path: Path) -> None:
    (tmp_path / "docs/it/desk").mkdir(parents=True)
    written(
        tmp_path,
        "customary.yml",
        "language:\n  customers_are_called: [guest, client]\n  protect: [Harbour Club]\n  folders:\n"
        "    docs/it/: {not_customers: [client]}\n    ./docs/it/desk: {customers_are_called: [client]}\n",
    )
    language = nearest_language(tmp_path)
    platform = language.settings_for(tmp_path / "docs/it/a.md")
    assert (platform.customers_are_called, platform.not_customers) == ({"guest"}, {"client"})
    assert platform.protect == ("Harbour Club",)
    desk = language.settings_for(tmp_path / "docs/it/desk/a.md")
    assert (desk.customers_are_called, desk.not_customers) == ({"guest", "client"}, frozenset())
    beside = language.settings_for(tmp_path / "docs/itinerary/a.md")
    assert beside.customers_are_called == {"guest", "client"}


def test_all_problems_come_at_once_each_with_its_place_and_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    written(
        tmp_path,
        "customary.yml",
        "language:\n  we_are: [hospitalty]\n  customers_are_caled: [guest]\n  not_customers: guest\n"
        "  also_say: [client]\n  folders:\n    ../up: {}\n    docs/: {mode: x}\n",
    )
    said = problems(tmp_path)
    assert [p.split(": ", 1)[0].rsplit("customary.yml", 1)[1] for p in said] == [
        ":2:12", ":3:3", ":4:18", ":5:13", ":7:5", ":8:13",
    ]  # fmt: skip
    assert 'Did you mean "hospitality"?' in said[0]
    assert 'Did you mean "customers_are_called"?' in said[1]
    assert "Write [guest]." in said[2]


def test_a_word_can_not_be_in_both_lists(tmp_path: Path) -> None:
    written(tmp_path, "customary.yml", "language: {customers_are_called: [guest], not_customers: [Guest]}")
    assert '"guest" stands in both lists.' in problems(tmp_path)[0]


def test_a_setting_that_lost_its_heading_is_told_where_it_belongs(tmp_path: Path) -> None:
    written(tmp_path, "customary.yml", "customers_are_called: [guest]\n")
    assert problems(tmp_path)[0].endswith('customary.yml:1:1: "customers_are_called" is not a setting here. '
                                          'Put it under "language:".')  # fmt: skip


def test_a_pack_of_ones_own_must_be_there(tmp_path: Path) -> None:
    written(tmp_path, "customary.yml", "language: {packs: [ours.yml]}")
    assert 'There is no file "ours.yml".' in problems(tmp_path)[0]


@pytest.mark.parametrize(
    "text", ["plugins: [language-audit: {]", "plugins:\n\t- language-audit", "&a [*a, language-audit"]
)
def test_a_broken_mkdocs_file_is_one_line(tmp_path: Path, text: str) -> None:
    written(tmp_path, "mkdocs.yml", text)
    said = problems(tmp_path)
    assert len(said) == 1
    assert "mkdocs.yml:" in said[0]
    assert "This is not YAML" in said[0]


def test_aliases_that_grow_for_ever_are_refused(tmp_path: Path) -> None:
    bomb = "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(9))
    written(tmp_path, "mkdocs.yml", f"a0: &a0 [guest]\n{bomb}plugins: [{{language-audit: {{protect: *a9}}}}]")
    assert "Too much is nested here." in problems(tmp_path)[0]


def test_a_finder_reads_a_broken_file_once_and_goes_on(tmp_path: Path) -> None:
    written(tmp_path, "bad/customary.yml", "language: {packs: [no.yml]}")
    written(tmp_path, "good/customary.yml", "language: {not_customers: [guest]}")
    finder = Finder()
    assert finder.language_for(tmp_path / "bad/a.md") is None
    assert finder.language_for(tmp_path / "bad/in/b.md") is None
    assert finder.language_for(tmp_path / "good/a.md") is not None
    assert len(finder.problems) == 1


def test_the_options_of_a_running_plugin_keep_their_places(tmp_path: Path) -> None:
    path = written(
        tmp_path, "mkdocs.yml", "site_name: x\nplugins:\n  - language-audit:\n      we_are: [hotels]\n"
    )
    with pytest.raises(BadInput) as bad:
        options_as_language(path, {"we_are": ["hotels"], "protect": []})
    assert str(bad.value.problems[0]).startswith(f"{path}:4:16:")
