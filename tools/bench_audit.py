"""How fast the language audit is: ratios of medians of processor time, each measured in one run on one core.

    python tools/bench_audit.py [--runs N] [--only check|start] [--tree DIR …]

check   a cold check of at least 20 MB of real Markdown, beside codespell over the same files; then the
        same check again with the cache of the first one; and a cold check of the hard case, which is told
        and not judged
start   `customary audit check` on one small file

The tree is made of the Markdown that is installed on this machine, and of two packages of npm where that is
too little; --tree names other folders. (Source distributions on PyPI bring none: of 26 with much
documentation, the largest has 0.8 MB.) The hard case is the labelled corpus, where each file was chosen
because it holds such words. Every figure is printed with what it was measured on.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import statistics
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"
BIN = Path(sys.executable).parent
CHECK = (str(BIN / "customary"), "audit", "check")
MARKDOWN = (".md", ".mdx")
ENOUGH = 20_000_000
"""Bytes of Markdown."""
INSTALLED = (
    Path("/usr/share/doc"),
    Path("/usr/lib/node_modules"),
    Path.home() / ".rustup/toolchains",
    Path.home() / ".cargo/registry/src",
    Path(sysconfig.get_paths()["purelib"]),
)
FETCHED = ("@mastra/mcp-docs-server@0.13.31", "ai@6.0.326")
"""Packages that bring the documentation of their projects."""
KEPT = PROJECT / ".cache/bench"
LIMITS = {"check": 1.0, "warm": 1.0, "start": 0.25}


def main() -> None:
    """Measure what is asked for, print it, and end with 1 where a limit is not met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="how often each thing is measured")
    parser.add_argument("--only", choices=["check", "start"], help="measure one thing")
    parser.add_argument("--tree", type=Path, action="append", help="folders with Markdown to check")
    told = parser.parse_args()
    parts = {"check": bench_check, "start": bench_start}
    met = [bench(told) for name, bench in parts.items() if told.only in (None, name)]
    sys.exit(0 if all(met) else 1)


def bench_check(told: argparse.Namespace) -> bool:
    """A cold check beside codespell, and a warm one."""
    environment = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        environment["XDG_CACHE_HOME"] = f"{folder}/cache"
        tree = Path(folder) / "tree"
        files = list(markdown_of(told.tree or INSTALLED))
        if not told.tree and sum(len(raw) for _, raw in files) < ENOUGH:
            files += fetched()
        size = lay_out(tree, files, "check")
        if size < ENOUGH and not told.tree:
            print(f"check: less than {ENOUGH / 1e6:.0f} MB of Markdown found here; name more with --tree")
        cold, line = beside_codespell(tree, size, told.runs, environment)
        check = [*CHECK, str(tree)]
        seconds(check, environment)
        warm = statistics.median(seconds(check, environment) for _ in range(told.runs))
        met = verdict("check", cold, line)
        met = verdict("warm", warm, f"{warm:.2f} s when nothing has changed") and met
        hard = [] if told.tree else list(markdown_of([SHARED / "corpus/files"]))
        if hard:
            size = lay_out(Path(folder) / "hard", hard, "the hard case")
            _, line = beside_codespell(Path(folder) / "hard", size, told.runs, environment)
            print(f"  told {line}", flush=True)
    return met


def lay_out(tree: Path, files: list[tuple[Path, bytes]], name: str) -> int:
    """Write `files` into folders of fifty, say what they are, and how many bytes."""
    for number, (path, raw) in enumerate(files):
        place = tree / f"{number // 50:03}" / f"{number:05}-{path.name[:60]}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(raw)
    size, hits = sum(len(raw) for _, raw in files), sum(holds_a_term(raw) for _, raw in files)
    share = hits * 100 // max(1, len(files))
    what = f"{size / 1e6:.1f} MB in {len(files)} Markdown files"
    print(f"{name}: {what}, {hits} with a word to look for ({share} %), one core")
    return size


def beside_codespell(tree: Path, size: int, runs: int, environment: dict[str, str]) -> tuple[float, str]:
    """The ratio of a cold check of `tree` to codespell, and a line that tells it."""
    cold, other = in_turn(
        runs,
        lambda: seconds([*CHECK, str(tree), "--no-cache"], environment),
        lambda: seconds([str(BIN / "codespell"), "-q", "3", str(tree)], environment),
    )
    rate = f"{cold:.2f} s ({size / cold / 1e6:.1f} MB/s)"
    return (
        cold / other,
        f"{rate} against codespell's {other:.2f} s: ratio {cold / other:.2f}, {runs} runs each",
    )


def bench_start(told: argparse.Namespace) -> bool:
    """From typing to the first word, on one small page."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.md"
        page.write_text("# Desk\n\nOur passengers board early.\n")
        command = [str(BIN / "customary"), "audit", "check", str(page), "--no-cache"]
        times = [seconds(command, dict(os.environ)) for _ in range(told.runs * 3)]
        bare = [seconds([sys.executable, "-c", "import click"], dict(os.environ)) for _ in range(told.runs)]
    middle = statistics.median(times)
    beside = f"{statistics.median(bare):.3f} s of it Python and click"
    return verdict("start", middle, f"{middle:.3f} s for one small file, {beside}")


def markdown_of(folders: Sequence[Path]) -> Iterator[tuple[Path, bytes]]:
    """Every Markdown file below `folders`, each content once, until there is enough."""
    seen: set[bytes] = set()
    size = 0
    for folder in folders:
        for path in sorted(folder.rglob("*.md*")) if folder.is_dir() else ():
            raw = path.read_bytes() if path.name.endswith(MARKDOWN) and path.is_file() else b""
            name = hashlib.blake2b(raw).digest()
            if not raw or len(raw) > 1_000_000 or name in seen or size > ENOUGH * 1.2:
                continue
            seen.add(name)
            size += len(raw)
            yield path, raw


def fetched() -> list[tuple[Path, bytes]]:
    """The Markdown of some packages of npm; none where npm is not there or gets no answer."""
    files = []
    for package in FETCHED:
        name = package.strip("@").replace("/", "-").replace("@", "-")
        kept = KEPT / f"{name}.tgz"
        if not kept.is_file():
            KEPT.mkdir(parents=True, exist_ok=True)
            with suppress(OSError):
                subprocess.run(["npm", "pack", package], cwd=KEPT, check=False, capture_output=True)
        if kept.is_file():
            with tarfile.open(kept) as archive:
                inside = [m for m in archive.getmembers() if m.isfile() and m.name.endswith(MARKDOWN)]
                files += [(Path(m.name), read.read()) for m in inside if (read := archive.extractfile(m))]
    return files


def holds_a_term(raw: bytes) -> bool:
    """Whether a file holds a word of the packs at all."""
    from customary.audit.pack import load_packs

    return load_packs().prefilter.search(raw)


def in_turn(runs: int, one: Callable[[], float], other: Callable[[], float]) -> tuple[float, float]:
    """The medians of two things measured in turn, so that a busy moment meets both."""
    pairs = [(one(), other()) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """The processor time of a command on one core, which other work on the machine hardly changes.

    Findings are no failure; anything else is.
    """
    environment |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed command is compiled once
    core = min(os.sched_getaffinity(0))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if b"Traceback" in done.stderr:
        sys.exit(done.stderr.decode("utf-8", "replace"))
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def verdict(name: str, value: float, line: str) -> bool:
    """Print a figure beside its limit."""
    met = value <= LIMITS[name]
    print(f"  {'met ' if met else 'MISS'} {line} (limit {LIMITS[name]:.2f})", flush=True)
    return met


if __name__ == "__main__":
    main()
