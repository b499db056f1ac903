"""Which files a check reads: paths named by the user, and everything of a known format below its folders.

Files that are named are always read. Below a folder, what is hidden, ignored by git or installed by a
package manager is passed over, and each file is met once, however its folder is reached.
"""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from customary.audit.settings import absolute
from customary.errors import ProblemInFile, nearest

SKIPPED = frozenset(("node_modules", "__pycache__", "site-packages", "bower_components"))
"""Folders of other people's work."""


def files_at(
    paths: Sequence[str], is_known: Callable[[str], bool], problems: list[ProblemInFile]
) -> Iterator[str]:
    """The files at `paths`, in the order given and by name within a folder, each one once.

    `is_known` says of a file name whether it has a format. What can't be read is added to `problems`.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if Path(path).is_dir():
            yield from _below(path, is_known, problems, seen)
        elif not os.path.lexists(path):
            problems.append(_missing(path, is_known))
        elif not is_known(path):
            what = "No format is known for this file."
            problems.append(
                ProblemInFile(path, 0, 0, what, "Name Markdown, HTML or another format of the manual's list.")
            )
        elif _is_new(path, seen, problems):
            yield _plain(path)


def _below(
    root: str, is_known: Callable[[str], bool], problems: list[ProblemInFile], seen: set[tuple[int, int]]
) -> Iterator[str]:
    ignored = _ignored_by_git(root)
    folders = [root]
    while folders:
        folder = folders.pop()
        if not _is_new(folder, seen, problems):
            continue
        inner: list[str] = []
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            problems.append(_unreadable(folder, error))
            continue
        for entry in entries:
            if entry.name.startswith(".") or (ignored and str(absolute(entry.path)) in ignored):
                continue
            if _is_folder(entry):
                if entry.name not in SKIPPED and not Path(entry.path, "pyvenv.cfg").exists():
                    inner.append(entry.path)
            elif is_known(entry.name) and _is_new(entry.path, seen, problems):
                yield _plain(entry.path)
        folders += reversed(inner)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_new(path: str, seen: set[tuple[int, int]], problems: list[ProblemInFile]) -> bool:
    """True the first time that a file or folder is met, by whatever name (links make loops). What is neither,
    such as a pipe or a device, is a problem: it might keep a reader waiting for ever."""
    try:
        status = os.stat(path)  # noqa: PTH116  every file of a tree is asked about
    except OSError as error:
        problems.append(_unreadable(path, error))
        return False
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        what = "This is a pipe, a socket or a device, not a file."
        problems.append(ProblemInFile(path, 0, 0, what, "Take it out, or leave it out of the paths."))
        return False
    return True


def _ignored_by_git(root: str) -> frozenset[str]:
    """Absolute paths below `root` that git ignores; none where there is no git."""
    top = absolute(root)
    if not any((above / ".git").exists() for above in (top, *top.parents)):
        return frozenset()
    # The project may be a stranger's: its git settings must not start programs here.
    command = ["git", "-c", "core.fsmonitor=false", "-C", root, "ls-files", "--others", "--ignored"]
    try:
        done = subprocess.run(
            [*command, "--exclude-standard", "--directory", "-z"], capture_output=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    names = os.fsdecode(done.stdout).split("\0")
    return frozenset(str(absolute(top / name)) for name in names if name)


def _plain(path: str) -> str:
    return os.path.normpath(path)


def _missing(path: str, is_known: Callable[[str], bool]) -> ProblemInFile:
    meant = _nearest_path(Path(path), is_known)
    remedy = f'Did you mean "{meant}"?' if meant else "Check the name."
    return ProblemInFile(path, 0, 0, "There is no such file or folder.", remedy)


def _nearest_path(path: Path, is_known: Callable[[str], bool]) -> Path | None:
    """The folder or readable file that was most likely meant, each part of the path mended in turn."""
    meant = Path(path.anchor)
    for part in path.relative_to(path.anchor).parts:
        if os.path.lexists(meant / part):
            meant /= part
            continue
        try:
            entries = sorted(os.scandir(meant), key=lambda entry: entry.name)
        except OSError:
            return None
        name = nearest(part, [entry.name for entry in entries if is_known(entry.name) or _is_folder(entry)])
        if name is None:
            return None
        meant /= name
    return meant


def _unreadable(path: str, error: OSError) -> ProblemInFile:
    what = f"This can't be read: {error.strerror or error}."
    return ProblemInFile(path, 0, 0, what, "Check the link and the permissions.")
