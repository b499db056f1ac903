"""The record over weeks: how a repository's pages spoke at the end of each week, from its git history."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from customary.audit.record import Share, altogether, shares
from customary.errors import BadInput, ProblemInFile

Words = tuple[int, Counter[str]]
"""How often a text says customer, and how often something else, by rule."""
Count = Callable[[str, bytes], Words | None]
"""Counts the words of a file (its path and content); None where it can't be read."""


@dataclass(frozen=True, slots=True)
class Week:
    """What stood in the pages when an ISO week ended."""

    name: str
    """As in 2026-W47."""
    words: Share


def weeks(root: Path, paths: Sequence[str], is_known: Callable[[str], bool], count: Count) -> list[Week]:
    """One entry for each week in which one of `paths` (below `root`) changed, oldest first.

    Unchanged files are counted once. Raises BadInput where there is no git history.
    """
    counted: dict[str, Words | None] = {}
    found: list[Week] = []
    for week, commit in _last_of_each_week(root, paths):
        files = [(blob, path) for blob, path in _tree(root, commit, paths) if is_known(path)]
        new = [(blob, path) for blob, path in files if blob not in counted]
        for (blob, path), raw in zip(new, _blobs(root, [blob for blob, _ in new]), strict=True):
            counted[blob] = count(path, raw)
        words = [told for blob, _ in files if (told := counted[blob])]
        found.append(Week(week, altogether(shares(("", customer, other) for customer, other in words))))
    return found


def _last_of_each_week(root: Path, paths: Sequence[str]) -> list[tuple[str, str]]:
    lines = _git(
        root, "log", "--first-parent", "--date=format:%G-W%V", "--format=%cd %H", "--", *paths
    ).decode()
    last: dict[str, str] = {}
    for line in lines.splitlines():  # newest first, so the first of a week is its last
        week, _, commit = line.partition(" ")
        last.setdefault(week, commit)
    return sorted(last.items())


def _tree(root: Path, commit: str, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    listed = _git(root, "ls-tree", "-r", "-z", "--full-name", commit, "--", *paths)
    for entry in listed.split(b"\0"):
        head, _, name = entry.partition(b"\t")
        kind = head.split()
        if len(kind) == 3 and kind[1] == b"blob" and not kind[0].startswith(b"12"):  # no links
            yield kind[2].decode(), name.decode("utf-8", "surrogateescape")


def _blobs(root: Path, names: Sequence[str]) -> Iterator[bytes]:
    """The contents of blobs, read through one process."""
    if not names:
        return
    with subprocess.Popen(
        [*_COMMAND, "-C", str(root), "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout
        for name in names:
            process.stdin.write(name.encode() + b"\n")
            process.stdin.flush()
            head = process.stdout.readline().split()
            size = int(head[2]) if len(head) == 3 else 0
            yield process.stdout.read(size)
            if len(head) == 3:
                process.stdout.read(1)
        process.stdin.close()


# The repository may be a stranger's: its settings must not start programs here.
_COMMAND = ["git", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"]


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return subprocess.run(
            [*_COMMAND, "-C", str(root), *arguments], capture_output=True, check=True
        ).stdout
    except FileNotFoundError:
        what, remedy = "Git is not installed.", "Install it, or leave out --history."
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        what, remedy = (
            f"There is no history: {said[0] if said else 'git failed'}.",
            "Run it in a git repository.",
        )
    raise BadInput([ProblemInFile(str(root), 0, 0, what, remedy)])
