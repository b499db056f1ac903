"""How long it takes to score 1,000 pages of 800 words: the first time, and when nothing has changed.

    python tools/bench_readability.py [PAGES]

Time is what the processor spent in a process of its own, textstat and its dictionary included. The pages
are those of ../shared/bench/make_site.py.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
MAKE_SITE = PROJECT.parent / "shared" / "bench" / "make_site.py"
TARGETS = {"first": 4.0, "again": 0.2}
"""Seconds for 1,000 pages."""


def main() -> int:
    """Print one line for each time; 1 where one is above its target."""
    if sys.argv[1:2] == ["--score"]:
        return scored(Path(sys.argv[2]))
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    if not MAKE_SITE.is_file():
        print("The readability benchmark needs ../shared/bench/make_site.py, which is not here: left out.")
        return 0
    over = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, MAKE_SITE, str(pages), folder], check=True, stdout=subprocess.DEVNULL)
        for which, target in TARGETS.items():
            command = [sys.executable, __file__, "--score", folder]
            words, seconds = subprocess.run(
                command, check=True, capture_output=True, text=True
            ).stdout.split()
            most = target * pages / 1000
            over |= float(seconds) > most
            verdict = "over" if float(seconds) > most else "fine"
            what = f"readability, {pages} pages, {int(words):,} words, {which}"
            print(f"{what}: {seconds} s, target {most:.1f} s: {verdict}")
    return over


def scored(folder: Path) -> int:
    """Score the pages below `folder`; print the number of words and the seconds that it took."""
    texts = {path.as_posix(): path.read_text("utf-8") for path in sorted(folder.glob("docs/**/*.md"))}
    before = time.process_time()
    from customary.playbook.readability import readings

    found = readings(texts, folder / "readability.json")
    print(sum(reading.words for reading in found.values()), f"{time.process_time() - before:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
