"""`customary audit fix` and `customary audit site`: the commands that write."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

import click

from customary.audit.fix import ALL, SURE, Fixed, NotOnlyWords, fix_page, save, with_anchors, with_edits_of
from customary.audit.keep import keep
from customary.audit.model import Finding
from customary.audit.reports import Located, located
from customary.audit.reports.text import count
from customary.audit.sweep import Page, Sweep
from customary.errors import BadInput, ProblemInFile, nearest, printable
from customary.hosts.cli.audit import files_of, shown, tell, write
from customary.text import Edit


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
    _known(rules)
    sweep = Sweep(packs)
    tiers = ALL if suggested or interactive else SURE
    files = files_of(paths, sweep.problems)
    for page in sweep.pages(files if interactive else shown(files)):
        try:
            fixed = _asked(page, rules) if interactive else fix_page(page, tiers, rules)
        except NotOnlyWords:
            what = "A rewriting here would change more than words, so the file is left as it is."
            sweep.problems.append(ProblemInFile(page.path, 0, 0, what, "Rewrite it by hand."))
            continue
        _finish(page, fixed, diff, sweep.problems)
    sweep.close()
    tell(sweep.notes)
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
    tell([f"{count(built.open, 'finding')} in {count(built.files, 'file')}; {done} rewritten."])
    sys.exit(2 if built.problems else 1 if left else 0)


def _known(rules: Collection[str]) -> None:
    """Raise BadInput for ids that no shipped rule has. (A project's own rules come with its settings.)"""
    from customary.audit.pack import ALWAYS, TRADES, load_packs

    every = [rule.id for pack in load_packs((*TRADES, *ALWAYS)).packs for rule in pack.rules]
    close = [(id, nearest(id, every)) for id in rules if id not in every]
    bad = [
        ProblemInFile("--rule", 0, 0, f'"{id}" is not a shipped rule.', f'Did you mean "{meant}"?')
        for id, meant in close
        if meant
    ]
    if bad:
        raise BadInput(bad)


def _asked(page: Page, rules: Collection[str]) -> Fixed:
    """Ask about each finding of the page; note the refusals in it."""
    chosen: list[Finding] = []
    notes: list[Edit] = []
    wanted = [f for f in page.findings if f.edits and (not rules or f.rule in rules)]
    for one in located(page.path, page.text, wanted):
        answer = _answer(one)
        if answer == "q":
            break
        if answer == "y":
            chosen.append(one.finding)
        elif answer == "n":
            reason = click.prompt("Why does it stay? (Enter for no reason)", default="", show_default=False)
            note = keep(page, one.finding, reason)
            if note:
                notes.append(note)
            else:
                tell(["There is no place for a note here; add a suppression by hand."])
    changed = with_edits_of(page.text, page.format, chosen, notes)
    return with_anchors(page, Fixed(changed, tuple(chosen)))


def _answer(one: Located) -> str:
    click.echo(f"\n{printable(one.path)}:{one.line}:{one.column}: {printable(one.finding.message)}")
    click.echo(f"  - {printable(one.before)}\n  + {printable(one.after)}")
    for reason in one.finding.why:
        click.echo(f"    because {printable(reason)}")
    question = "Change it? (y)es, (n)o and note why, (s)kip, (q)uit"
    answer: str = click.prompt(question, type=click.Choice(list("ynsq")), default="y", show_choices=False)
    return answer


def _finish(page: Page, fixed: Fixed, diff: bool, problems: list[ProblemInFile]) -> None:
    if fixed.text == page.text:
        return
    if diff:
        write(_diff(page.path, page.text, fixed.text))
        return
    try:
        save(page, fixed.text)
    except BadInput as bad:
        problems += bad.problems
        return
    done = f"{count(len(fixed.findings), 'word')} rewritten" if fixed.findings else "your refusals noted"
    write(f"{printable(page.path)}: {done}\n")
    for old, new in fixed.lost_anchors:
        write(f"  its anchor #{printable(old)} is now #{printable(new)}\n")


def _diff(path: str, before: str, after: str) -> str:
    import difflib

    name = printable(path)
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{name}", f"b/{name}"
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
