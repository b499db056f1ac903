"""How much longer a big site takes with the three plugins: ratios of medians, measured in one run.

    python tools/bench_site.py [PAGES …] [--runs N]

Builds the site of ../shared/bench/make_site.py plain and with all three plugins, in turn. A first build
finds no cache; a next build finds the caches of the one before. Time is what the processor spent (so that
a busy machine doesn't count), memory the peak of the whole process.
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
PLUGINS = """  - playbook
  - customer-fit
  - language-audit:
      mode: rewrite
"""
LIMITS = {"first": 1.5, "next": 1.25}


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
    """Measure each size and print one line a ratio; 1 where a ratio is above its limit."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pages", nargs="*", type=int, default=[1000])
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    if not MAKE_SITE.is_file():
        print("The site benchmark needs ../shared/bench/make_site.py, which is not here: left out.")
        return 0
    worst = 0
    for pages in wanted.pages or [1000]:
        worst |= measured(pages, wanted.runs)
    return worst


def measured(pages: int, runs: int) -> int:
    """Build a site of `pages` pages in turn, plain and with the plugins, and print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        subprocess.run([sys.executable, MAKE_SITE, str(pages), folder], check=True, stdout=subprocess.DEVNULL)
        plain = (site / "mkdocs.yml").read_text("utf-8")
        (site / "all.yml").write_text(plain + PLUGINS, "utf-8")
        timed = {"plain": Timed(), "first": Timed(), "next": Timed()}
        for _ in range(runs):
            for kind in timed:
                if kind == "first":
                    shutil.rmtree(site / ".cache", ignore_errors=True)
                build(site, "mkdocs.yml" if kind == "plain" else "all.yml", timed[kind])
    return told(pages, timed)


def build(site: Path, config: str, timed: Timed) -> None:
    """One build, in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", config]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    process = subprocess.Popen(
        command, cwd=site, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"The build with {config} failed.")
    timed.seconds.append(used.ru_utime + used.ru_stime)
    timed.megabytes.append(used.ru_maxrss / 1024)


def told(pages: int, timed: dict[str, Timed]) -> int:
    """Print what was measured; 1 where a ratio is above its limit."""
    plain, over = timed["plain"], 0
    print(f"{pages} pages, {len(plain.seconds)} builds each, medians:")
    print(f"  plain        {plain.median:6.1f} s                  {max(plain.megabytes):5.0f} MB")
    for kind, limit in LIMITS.items():
        ratio = timed[kind].median / plain.median
        over |= ratio > limit
        verdict = "over the limit" if ratio > limit else "fine"
        print(
            f"  {kind + ' build':<12} {timed[kind].median:6.1f} s   {ratio:4.2f} times  "
            f"{max(timed[kind].megabytes):5.0f} MB   limit {limit}: {verdict}"
        )
    return over


if __name__ == "__main__":
    sys.exit(main())
