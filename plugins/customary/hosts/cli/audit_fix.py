"""`customary audit fix` and `customary audit site`: the commands that write."""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import click

from customary.audit.fix import ALL, SURE, Fixed, NotOnlyWords, fix_page, save
from customary.audit.reports import located
from customary.audit.reports.text import count
from customary.audit.sweep import Page, Sweep
from customary.errors import BadInput, ProblemInFile, nearest, printable, shortened
from customary.hosts.cli.audit import NO_FILE, files_of, shown, tell, write
from customary.hosts.cli.audit_review import Sitting


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--diff", is_flag=True, help="Show the changes as a diff; write nothing.")
@click.option("--suggested", is_flag=True, help="Make the changes that a person should look at, too.")
@click.option("--rule", "rules", multiple=True, metavar="ID", help="Only findings of this rule (repeat it).")
@click.option("--pack", "packs", multiple=True, metavar="NAME", help="Only these rule packs (repeat it).")
@click.option("-i", "--interactive", is_flag=True, help="Ask about each finding, one by one.")
def fix(
    paths: tuple[str, ...],
    diff: bool,
    suggested: bool,
    rules: tuple[str, ...],
    packs: tuple[str, ...],
    interactive: bool,
) -> None:
    """Rewrite the sources: the words that are sure, or with --suggested the others too.

    A heading keeps its old address where the site reads attribute lists. With --interactive each finding is
    asked about; a refusal is noted in the page, with your reason, so that it is not asked again.

    \b
    Examples:
      customary audit fix docs/ --diff
      customary audit fix docs/
      customary audit fix docs/desk.md --suggested --rule guest
      customary audit fix docs/ --interactive
    """
    if diff and interactive:
        what = "A diff shows changes and an interview makes them: choose one."
        raise BadInput([ProblemInFile("--interactive", 0, 0, what, "Leave out --diff.")])
    sweep = Sweep(packs, explain=interactive)
    tiers = ALL if suggested or interactive else SURE
    files = files_of(paths, sweep.problems)
    if rules:
        _check(rules, sweep.rules_for(files))
    made = _Made()
    for page in sweep.pages(files if interactive else shown(files)):
        try:
            sitting = Sitting(page, rules) if interactive else None
            fixed = sitting.fixed() if sitting else fix_page(page, tiers, rules)
        except NotOnlyWords:
            what = "A rewriting here would change more than words, so the file is left as it is."
            sweep.problems.append(ProblemInFile(page.path, 0, 0, what, "Rewrite it by hand."))
            continue
        made.take(fixed, _finish(page, fixed, diff, sitting.refused if sitting else 0, sweep.problems))
        if sitting and sitting.stopped:
            break
    sweep.close()
    tell(sweep.notes)
    if sweep.files or not sweep.problems:
        tell([made.summary(diff) if sweep.files else NO_FILE])
    tell(map(str, sorted(sweep.problems)))
    sys.exit(2 if sweep.problems else 0)


@click.command()
@click.argument("folder", metavar="DIR")
@click.option("--write", "writes", is_flag=True, help="Rewrite the pages and the search indexes in place.")
@click.option("--expect-stamp", is_flag=True, help="Fail where the language-audit plugin has left no stamp.")
def site(folder: str, writes: bool, expect_stamp: bool) -> None:
    """Check or rewrite a built site of any generator: its HTML pages and its search indexes.

    \b
    Examples:
      customary audit site site/
      customary audit site public/ --write
      customary audit site site/ --expect-stamp
    """
    from customary.audit.built import Built

    if not Path(folder).is_dir():
        raise BadInput(
            [ProblemInFile(folder, 0, 0, "This is not a folder.", "Name the built site's folder.")]
        )
    built = Built(folder)
    for page, text in built.pages():
        found = list(located(page.path, page.text, page.findings))
        for one in found:
            tier = {"auto": "sure", "suggest": "look", "none": "advice"}[one.finding.fix]
            write(
                f"{printable(one.path)}:{one.line}:{one.column}: {printable(one.finding.message)} [{tier}]\n"
            )
        if writes and text != page.text:
            try:
                save(page, text)
            except BadInput as bad:
                built.problems += bad.problems
    if expect_stamp:
        built.problems += built.without_stamp()
    tell(map(str, sorted(built.problems)))
    left = built.left_open if writes else built.open
    done = built.open - left if writes else 0
    said = f"{count(built.open, 'finding')} in {count(built.files, 'file')}; {done} rewritten."
    tell([said if built.files else NO_FILE])
    sys.exit(2 if built.problems else 1 if left else 0)


def _check(rules: Collection[str], here: Collection[str]) -> None:
    """Raise BadInput for ids that no rule has: neither a shipped one nor one of those in force `here`."""
    from customary.audit.pack import load_packs, names_of_packs

    every = sorted({rule.id for rule in load_packs(names_of_packs()).rules}.union(here))
    problems = []
    for id in (id for id in rules if id not in every):
        meant = nearest(id, every)
        remedy = f'Did you mean "{meant}"?' if meant else 'See them with "customary audit rules".'
        problems.append(ProblemInFile("--rule", 0, 0, f'"{shortened(id)}" is not a rule.', remedy))
    if problems:
        raise BadInput(problems)


@dataclass(slots=True)
class _Made:
    """What has been done so far."""

    words: int = 0
    files: int = 0

    def take(self, fixed: Fixed, done: bool) -> None:
        """Count a page that was written or shown."""
        self.words += len(fixed.findings) * done
        self.files += bool(done and fixed.findings)

    def summary(self, diff: bool) -> str:
        """What it all comes to, in one sentence."""
        if not self.words:
            return "Nothing to rewrite."
        would = "to rewrite" if diff else "rewritten"
        return f"{count(self.words, 'word')} {would} in {count(self.files, 'file')}."


def _finish(page: Page, fixed: Fixed, diff: bool, refused: int, problems: list[ProblemInFile]) -> bool:
    """Write the page or show its diff, and say which addresses change; was there anything to do?"""
    if fixed.text == page.text:
        return False
    if diff:
        write(_diff(page.path, page.text, fixed.text))
    else:
        try:
            save(page, fixed.text)
        except BadInput as bad:
            problems += bad.problems
            return False
        words = [f"{count(len(fixed.findings), 'word')} rewritten"] if fixed.findings else []
        notes = [f"{count(refused, 'refusal')} noted"] if refused else []
        write(f"{printable(page.path)}: {', '.join(words + notes)}\n")
    will = "would change" if diff else "has changed"
    tell(
        f"{page.path}: the address #{old} {will} to #{new}. Change the links to it, or keep it with an id."
        for old, new in fixed.lost_anchors
    )
    return True


def _diff(path: str, before: str, after: str) -> str:
    """A diff that `patch` and `git apply` take: their lines end with LF and with nothing else."""
    import difflib
    from io import StringIO

    name = f"{printable(path)}\t" if " " in path else printable(path)  # the tab says where the name ends
    old, new = StringIO(before, newline="\n"), StringIO(after, newline="\n")
    lines = difflib.unified_diff(list(old), list(new), f"a/{name}", f"b/{name}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
