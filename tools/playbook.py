"""Build this repository's playbook and say what came of it: `make playbook`.

Builds the site in strict mode with all three plugins, checks docs/ with the language audit, assesses
the sample prospects, asks what is due for review, and prints one summary. Exit 1 where the build or
the audit fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

PROJECT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def main() -> int:
    """Run the steps, print the summary, return the exit code."""
    console = Console(width=None if sys.stdout.isatty() else 110)
    started = time.monotonic()
    with console.status("Building the site …"):
        build = run("mkdocs", "build", "--strict", "--quiet")
    if build.returncode:
        console.print(build.stdout + build.stderr, markup=False, highlight=False)
        console.print("[red]The build stopped: mend the lines above and run `make playbook` again.[/red]")
        return 1
    with console.status("Checking the language, the prospects and the reviews …"):
        audit, audit_code = asked("audit", "check", "docs", "--format", "json")
        verdicts, _ = asked("fit", "assess", *assessments(), "--format", "json")
        review, _ = asked("playbook", "review", "--format", "json")
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    pages = len(list((PROJECT / "site").rglob("*.html")))
    table.add_row("Pages", f"{pages} in site/, built in {time.monotonic() - started:.0f} s")
    table.add_row("Language", language_line(audit))
    for number, verdict in enumerate(verdicts):
        table.add_row("Prospects" if number == 0 else "", prospect_line(verdict))
    table.add_row("Review", review_line(review))
    console.print()
    console.print(table)
    console.print(
        "\nOpen it:  make serve   (with live reload)   or   python3 -m http.server --directory site",
        markup=False,
        highlight=False,
    )
    return 1 if audit_code else 0


def language_line(audit: dict[str, Any]) -> str:
    """How many findings there are, by what can be done about them."""
    tiers = {"auto": 0, "suggest": 0, "none": 0}
    for finding in audit["findings"]:
        tiers[finding["fix"]] += 1
    return (
        f"{audit['files']} files read; {tiers['auto']} words rewritten in the site, "
        f"{tiers['suggest']} to look at, {tiers['none']} pieces of advice"
    )


def prospect_line(verdict: dict[str, Any]) -> str:
    """One prospect's verdict, with its range while it is open."""
    ends = verdict["verdict"] or ["not assessable"]
    said = ends[0] if ends[0] == ends[-1] else f"{ends[0]} … {ends[-1]}"
    score = verdict["score"]
    range_ = "" if not score else f"{score[0]}" if score[0] == score[1] else f"{score[0]}–{score[1]}"
    return f"{verdict['prospect']:<28} {said:<20} {range_:>9}  {verdict['state']}"


def review_line(review: dict[str, Any]) -> str:
    """The pages that are due for review."""
    due = review["due"]
    names = ", ".join(entry["path"] for entry in due[:3])
    more = f" and {len(due) - 3} more" if len(due) > 3 else ""
    return f"{len(due)} pages due: {names}{more}" if due else "no page is due"


def assessments() -> list[str]:
    """The sample prospects' files."""
    folder = PROJECT / "fit_rubrics" / "assessments"
    return [str(path.relative_to(PROJECT)) for path in sorted(folder.glob("*.yml"))]


def asked(*arguments: str) -> tuple[Any, int]:
    """The JSON that `customary` answers with, and its exit code; stops where there is none."""
    done = run("customary", *arguments)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr or done.stdout)
    return json.loads(done.stdout), done.returncode


def run(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the environment's own commands in the project's folder."""
    return subprocess.run(
        [str(BIN / command), *arguments], cwd=PROJECT, capture_output=True, text=True, check=False
    )


if __name__ == "__main__":
    sys.exit(main())
