"""How fast the language audit is: ratios of medians of processor time, each measured in one run on one core.

    python tools/bench_audit.py [--runs N] [--only check|start] [--tree DIR …]

check   a cold check of at least 20 MB of real Markdown, beside codespell over the same files; then the
        same check again with the cache of the first one
start   `customary audit check` on one small file

The tree is made of the Markdown that is installed on this machine and, where that is not enough, of the
labelled corpus; --tree names other folders. Every figure is printed with what it was measured on.
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
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"
BIN = Path(sys.executable).parent
ENOUGH = 20_000_000
"""Bytes of Markdown."""
INSTALLED = (
    Path("/usr/share/doc"),
    Path("/usr/lib/node_modules"),
    Path.home() / ".rustup/toolchains",
    Path.home() / ".cargo/registry/src",
    Path(sysconfig.get_paths()["purelib"]),
)
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
    with tempfile.TemporaryDirectory() as folder:
        tree, size = Path(folder) / "tree", 0
        files = list(markdown_of(told.tree or [*INSTALLED, SHARED / "corpus/files"]))
        for number, (path, raw) in enumerate(files):
            place = tree / f"{number // 50:03}" / f"{number:05}-{path.name[:60]}"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(raw)
            size += len(raw)
        if size < ENOUGH and not told.tree:
            print(f"check: only {size / 1e6:.1f} MB of Markdown found here; name more with --tree")
        environment = {**os.environ, "XDG_CACHE_HOME": f"{folder}/cache"}
        check = [str(BIN / "customary"), "audit", "check", str(tree)]
        spell = [str(BIN / "codespell"), "-q", "3", str(tree)]
        cold, other = in_turn(
            told.runs,
            lambda: seconds([*check, "--no-cache"], environment),
            lambda: seconds(spell, environment),
        )
        seconds(check, environment)
        warm = statistics.median(seconds(check, environment) for _ in range(told.runs))
        hits = sum(holds_a_term(raw) for _, raw in files)
    print(
        f"check: {size / 1e6:.1f} MB in {len(files)} Markdown files, {hits} with a word to look for "
        f"({hits * 100 // max(1, len(files))} %), one core, {told.runs} runs each"
    )
    rate = f"{cold:.2f} s ({size / cold / 1e6:.1f} MB/s)"
    met = verdict(
        "check", cold / other, f"{rate} against codespell's {other:.2f} s: ratio {cold / other:.2f}"
    )
    return verdict("warm", warm, f"{warm:.2f} s when nothing has changed") and met


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


def markdown_of(folders: list[Path]) -> Iterator[tuple[Path, bytes]]:
    """Every Markdown file below `folders`, each content once, until there is enough."""
    seen: set[bytes] = set()
    size = 0
    for folder in folders:
        for path in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
            raw = path.read_bytes() if path.is_file() else b""
            name = hashlib.blake2b(raw).digest()
            if not raw or len(raw) > 1_000_000 or name in seen or size > ENOUGH * 1.2:
                continue
            seen.add(name)
            size += len(raw)
            yield path, raw


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
