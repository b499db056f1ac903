"""How much longer a big site takes with the plugins: each build beside the plain ones before and after it.

    python tools/bench_site.py [PAGES …] [--runs N] [--only PLUGINS]

Builds the site of ../shared/bench/make_site.py with the language audit alone, with the other two plugins, and
with all three, and plain between any two of these. A machine is not equally fast all the time, and slows down
as it works: so each build is compared with the mean of its two neighbours, and the median of these ratios is
judged; the smallest and the largest one stand beside it. A first build finds no cache; a next build finds the
cache of the one before. Told are the time that one waits for the build, the time that all processors spent on
it (the audit works on a second one, where there is one), and the peak memory of the largest process. What is
waited for means something only where nothing else is at work.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
MAKE_SITE = PROJECT.parent / "shared" / "bench" / "make_site.py"
SIZES = (1000, 3000)
OTHERS = "  - playbook\n  - customer-fit\n"
AUDIT = "  - language-audit:\n      mode: rewrite\n"
PLUGINS = {"audit": AUDIT, "playbook and fit": OTHERS, "all three": OTHERS + AUDIT}
TARGETS = {
    ("audit", "first"): 1.1,
    ("audit", "next"): 1.1,
    ("playbook and fit", "first"): 1.1,
    ("playbook and fit", "next"): 1.08,
    ("all three", "first"): 1.5,
    ("all three", "next"): 1.25,
}
"""The most that a build should take, in plain builds, by plugins and build."""


@dataclass(frozen=True)
class Built:
    """One build: seconds on the clock, seconds of all processors, and megabytes."""

    clock: float
    processors: float
    megabytes: float


@dataclass(frozen=True)
class Compared:
    """A build with plugins between two plain ones."""

    before: Built
    built: Built
    after: Built

    @property
    def clock(self) -> float:
        """How long it takes, in plain builds."""
        return 2 * self.built.clock / (self.before.clock + self.after.clock)

    @property
    def processors(self) -> float:
        """What it costs all processors, in plain builds."""
        return 2 * self.built.processors / (self.before.processors + self.after.processors)


def main() -> int:
    """Measure each size and print one line a ratio; 1 where a ratio is above its target."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pages", nargs="*", type=int)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=PLUGINS, action="append", help="these plugins alone")
    wanted = parser.parse_args()
    if not MAKE_SITE.is_file():
        print("The site benchmark needs ../shared/bench/make_site.py, which is not here: left out.")
        return 0
    return max(measured(pages, wanted.runs, wanted.only or list(PLUGINS)) for pages in wanted.pages or SIZES)


def measured(pages: int, runs: int, names: list[str]) -> int:
    """Build a site of `pages` pages in turn, plain and with the plugins, and print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        subprocess.run([sys.executable, MAKE_SITE, str(pages), folder], check=True, stdout=subprocess.DEVNULL)
        plain = (site / "mkdocs.yml").read_text("utf-8")
        for name in names:
            (site / f"{name}.yml").write_text(plain + PLUGINS[name], "utf-8")
        kinds: dict[tuple[str, str], list[Compared]] = {key: [] for key in TARGETS if key[0] in names}
        before = build(site, "mkdocs")
        for _ in range(runs):
            for name, which in kinds:
                if which == "first":
                    shutil.rmtree(site / ".cache", ignore_errors=True)
                built, after = build(site, name), build(site, "mkdocs")
                kinds[name, which].append(Compared(before, built, after))
                before = after
    return told(pages, runs, kinds)


def build(site: Path, config: str) -> Built:
    """One build, in a process of its own, with a cache that is the site's alone."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", f"{config}.yml"]
    alone = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "XDG_CACHE_HOME": str(site / ".cache"),
    }
    alone.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed plugin is compiled once
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=site, env=alone, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"The build with {config} failed.")
    return Built(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def told(pages: int, runs: int, kinds: dict[tuple[str, str], list[Compared]]) -> int:
    """Print what was measured; 1 where a ratio is above its target."""
    over = 0
    plain = [compared.after for kind in kinds.values() for compared in kind]
    print(f"{pages} pages, {runs} builds of each kind, medians: time, its ratio; spent, its ratio; memory:")
    print(
        f"  {'plain':<24}{statistics.median(b.clock for b in plain):6.1f} s {'':>24}"
        f"{statistics.median(b.processors for b in plain):5.1f} s {'':>7}"
        f"{max(b.megabytes for b in plain):6.0f} MB"
    )
    for (name, which), kind in kinds.items():
        ratios = sorted(compared.clock for compared in kind)
        ratio, target = statistics.median(ratios), TARGETS[name, which]
        over |= ratio > target
        clock = statistics.median(compared.built.clock for compared in kind)
        spent = statistics.median(compared.built.processors for compared in kind)
        work = statistics.median(compared.processors for compared in kind)
        print(
            f"  {f'{name}, {which}':<24}{clock:6.1f} s {ratio:5.2f} x ({ratios[0]:.2f} to {ratios[-1]:.2f}) "
            f"{spent:6.1f} s {work:5.2f} x {max(c.built.megabytes for c in kind):5.0f} MB   "
            f"target {target:.2f}: {'over' if ratio > target else 'met'}",
            flush=True,
        )
    return over


if __name__ == "__main__":
    sys.exit(main())
