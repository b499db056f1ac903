"""Offsets, lines, and files that keep every byte."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customary.errors import BadInput
from customary.text import Edit, LineIndex, Span, apply_edits, decode, read_text, write_text

TEXTS = st.text(alphabet=st.sampled_from("ab\n\r é\ufeff"), max_size=60)


@given(TEXTS)
def test_line_index_agrees_with_counting_line_ends(text: str) -> None:
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        line, column = index.at(offset)
        before = text[:offset].replace("\r\n", "\n ").replace("\r", "\n")
        inside_crlf = text[offset - 1 : offset + 1] == "\r\n"
        if not inside_crlf:
            assert line == before.count("\n") + 1
        assert index.start_of(line) + column - 1 == offset


@given(TEXTS, st.data())
def test_edits_change_nothing_outside_themselves(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit(start, end, "<new>") for start, end in spans]
    edited = apply_edits(text, edits)
    kept, position = [], 0
    for start, end in spans:
        kept.append(text[position:start])
        position = end
    kept.append(text[position:])
    assert edited == "<new>".join(kept)


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply_edits("passenger", [Edit(0, 5, "a"), Edit(4, 9, "b")])


def test_a_span_reads_back_what_it_covers() -> None:
    assert Span(4, 7).of("one two") == "two"


@pytest.mark.parametrize(
    ("raw", "line", "column"), [(b"good\nb\xe4d", 2, 2), (b"\xff", 1, 1), (b"\xc3\xa9\xe9", 1, 2)]
)
def test_a_bad_byte_is_named_by_line_and_column(raw: bytes, line: int, column: int) -> None:
    with pytest.raises(BadInput) as bad:
        decode(raw, "page.md")
    (problem,) = bad.value.problems
    assert (problem.path, problem.line, problem.column) == ("page.md", line, column)
    assert "UTF-8" in problem.remedy


def test_binary_and_missing_files_are_one_line_each(tmp_path: Path) -> None:
    binary = tmp_path / "logo.md"
    binary.write_bytes(b"\x89PNG\0\0")
    for path in (binary, tmp_path / "gone.md", tmp_path):
        with pytest.raises(BadInput) as bad:
            read_text(path, path.name)
        assert len(bad.value.problems) == 1
        assert "\n" not in str(bad.value)


@given(st.text(max_size=200).filter(lambda t: "\0" not in t))
def test_what_is_written_is_read_back_to_the_byte(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "round.md"
    write_text(path, text)
    assert read_text(path) == text
    assert path.read_bytes() == text.encode("utf-8")


def test_writing_keeps_permissions_and_links_and_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "real.md"
    target.write_text("old")
    target.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.md", "real.md"]


def test_a_file_that_is_not_to_be_written_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(PermissionError) as refused:
        write_text(path, "new")
    assert refused.value.filename == str(path)
    assert path.read_text() == "old"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("old")
    os.chown(path, 1234, 4321)
    write_text(path, "new")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


def test_a_failed_write_leaves_the_old_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.md"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["page.md"]
