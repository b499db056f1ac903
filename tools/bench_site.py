"""How much longer a big site takes with the plugins: ratios of medians, measured in one run.

    python tools/bench_site.py [PAGES …] [--runs N]

Builds the site of ../shared/bench/make_site.py plain, with the language audit alone, with the other two
plugins, and with all three, in turn. A first build finds no cache; a next build finds the cache of the
one before. Time is what the processor spent on the build (so that a busy machine doesn't count), memory
the peak of the whole process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
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


@dataclass
class Timed:
    """The builds of one kind: seconds and megabytes."""

    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Seconds of the middle run."""
        return statistics.median(self.seconds)


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
        alone = Timed()
        timed = {key: Timed() for key in TARGETS if key[0] in names}
        for _ in range(runs):
            build(site, "mkdocs", alone)
            for name in names:
                shutil.rmtree(site / ".cache", ignore_errors=True)
                build(site, name, timed[name, "first"])
                build(site, name, timed[name, "next"])
    return told(pages, alone, timed)


def build(site: Path, config: str, timed: Timed) -> None:
    """One build, in a process of its own, with a cache that is the site's alone."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", f"{config}.yml"]
    alone = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "XDG_CACHE_HOME": str(site / ".cache"),
    }
    process = subprocess.Popen(
        command, cwd=site, env=alone, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"The build with {config} failed.")
    timed.seconds.append(used.ru_utime + used.ru_stime)
    timed.megabytes.append(used.ru_maxrss / 1024)


def told(pages: int, alone: Timed, timed: dict[tuple[str, str], Timed]) -> int:
    """Print what was measured; 1 where a ratio is above its target."""
    over = 0
    print(f"{pages} pages, {len(alone.seconds)} builds each, medians of processor time, peak memory:")
    print(f"  {'plain':<24}{alone.median:6.1f} s              {max(alone.megabytes):5.0f} MB")
    for (name, which), builds in timed.items():
        ratio, target = builds.median / alone.median, TARGETS[name, which]
        over |= ratio > target
        verdict = "over" if ratio > target else "fine"
        print(
            f"  {f'{name}, {which}':<24}{builds.median:6.1f} s  {ratio:4.2f} times  "
            f"{max(builds.megabytes):5.0f} MB   target {target:.2f}: {verdict}",
            flush=True,
        )
    return over


if __name__ == "__main__":
    sys.exit(main())
