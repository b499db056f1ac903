"""`customary audit baseline`, `record` and `rules`: adopt the audit, watch the share move, read the rules."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from customary.errors import BadInput, ProblemInFile, not_a_name, printable
from customary.hosts.cli.audit import NO_FILE, checked, files_of, shown, tell, write

if TYPE_CHECKING:
    from customary.audit.model import Rule
    from customary.audit.record import Share

BASELINE = "customary-baseline.json"


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "-o", "--output", default=BASELINE, show_default=True, metavar="FILE", help="The baseline file."
)
@click.option("--pack", "packs", multiple=True, metavar="NAME", help="Only these rule packs (repeat it).")
def baseline(paths: tuple[str, ...], output: str, packs: tuple[str, ...]) -> None:
    """Write down what is found today, so that a check fails only on what is new.

    Findings are known by their words, never by a line number. Run it again over the same paths and the
    baseline shrinks by what is gone; it never grows. To start over, delete the file.

    \b
    Examples:
      customary audit baseline docs/
      customary audit check docs/ --baseline customary-baseline.json
    """
    from collections import Counter

    from customary.audit.baseline import Baseline, load_baseline, save_baseline

    outcome, sweep = checked(paths, packs, None, use_cache=True, explain=False)
    names = [one.fingerprint for one in outcome.findings if one.finding.fix != "none"]
    place = Path(output)
    tell(map(str, outcome.problems))
    if outcome.problems and place.exists():  # what could not be read is not gone
        tell([f"{output}: left as it is, because not every file could be read."])
        sys.exit(2)
    if not outcome.files:
        tell([] if outcome.problems else [NO_FILE])
        sys.exit(2 if outcome.problems else 0)
    if place.exists():
        before = load_baseline(place)
        after, new = before.shrunk(names), sum(before.new_ones(names))
        gone = before.known.total() - after.known.total()
        said = f"{gone} gone, {after.known.total()} left, {new} new ones that it does not take in."
    else:
        after, new = Baseline(Counter(names)), 0
        said = f"{len(names)} findings written down."
    save_baseline(place, after)
    tell(sweep.notes)
    tell([f"{output}: {said}"])
    sys.exit(2 if outcome.problems else 1 if new else 0)


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--history", is_flag=True, help="Walk the git history, week by week.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to write.")
def record(paths: tuple[str, ...], history: bool, form: str) -> None:
    """Count how often people are called customers and how often something else, by section.

    Only words that name customers count: an API client does not.

    \b
    Examples:
      customary audit record docs/
      customary audit record docs/ --history
      customary audit record docs/ --history --format json > record.json
    """
    from customary.audit.record import altogether, shares
    from customary.audit.tally import history_of, tally

    problems: list[ProblemInFile] = []
    sections = shares(tally(files_of(paths, problems), paths or (".",), problems, shown))
    weeks = history_of(paths or (".",)) if history else []
    if form == "json":
        told: dict[str, Any] = {"version": 1, "sections": [_plain("name", s.name, s) for s in sections]}
        told["history"] = [_plain("week", w.name, w.words) for w in weeks]
        write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        rows = [*sections, *([altogether(sections)] if len(sections) > 1 else [])]
        write("".join(_line(s.name or "all together", s) for s in rows))
        write("".join(_line(w.name, w.words) for w in weeks))
        tell([] if sections or problems else [NO_FILE])
    tell(map(str, sorted(problems)))
    sys.exit(2 if problems else 0)


@click.command()
@click.argument("name", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to write.")
@click.option("--schema", is_flag=True, help="Write the JSON Schema of a pack file, for an editor.")
def rules(name: str | None, form: str, schema: bool) -> None:
    """List the rules, or show one rule or pack with its terms, its limits and its examples.

    The packs of your own that the settings here name are among them.

    \b
    Examples:
      customary audit rules
      customary audit rules hospitality
      customary audit rules guest
      customary audit rules --schema > pack.schema.json
    """
    from customary.audit.pack import SCHEMA, load_packs, names_of_packs
    from customary.audit.settings import nearest_language

    if schema:
        write(SCHEMA.read_text("utf-8"))
        return
    own = nearest_language(Path.cwd()).packs
    packs = load_packs(names_of_packs(), own).packs
    listed = {pack.name: pack.rules for pack in (*load_packs(names_of_packs()).packs, *packs)}
    every = {rule.id: rule for pack in packs for rule in pack.rules}
    if name and name not in every and name not in listed:
        raise BadInput(
            [ProblemInFile("rules", 0, 0, *not_a_name(name, "a rule or a pack", [*listed, *every]))]
        )
    chosen = [every[name]] if name in every else listed[name] if name else list(every.values())
    if form == "json":
        told = [{"id": r.id, "pack": r.pack, "kind": r.kind, "terms": list(r.terms), "practice": r.practice,
                 "severity": r.severity, "note": r.note} for r in chosen]  # fmt: skip
        write(json.dumps({"version": 1, "rules": told}, ensure_ascii=False, indent=1) + "\n")
    elif name in every:
        write(_in_full(every[name], own))
    else:
        write("".join(f"{r.pack:<20} {r.id:<20} {', '.join(r.terms)}\n" for r in chosen))


def _plain(key: str, name: str, share: Share) -> dict[str, Any]:
    return {key: name, "customer": share.customer, "other": dict(share.other), "share": share.permille}


def _line(name: str, share: Share) -> str:
    other = sum(share.other.values())
    percent = "  –" if share.permille is None else f"{(share.permille + 5) // 10:>3}"
    most = sorted(share.other.items(), key=lambda pair: (-pair[1], pair[0]))[:5]
    words = ", ".join(f"{printable(word)} {n}" for word, n in most)
    line = f"{percent} %  {printable(name):<28} {share.customer:>6} customers, {other:>6} others  {words}"
    return line.rstrip() + "\n"


def _in_full(rule: Rule, own: Sequence[Path]) -> str:
    from customary.audit.pack import SHIPPED
    from customary.source import load_yaml

    shipped = SHIPPED / f"{rule.pack}.yml"
    rules = [r for path in (shipped, *own) if path.is_file() for r in load_yaml(path).data["rules"]]
    written = [entry for entry in rules if entry["id"] == rule.id]
    lines = [f"{rule.id} ({rule.pack}, {rule.kind}, practice {rule.practice})", "", rule.note, "",
             f"terms: {', '.join(rule.terms)}"]  # fmt: skip
    if rule.say:
        lines.append(f"say: {rule.say}")
    lines += _contexts(rule)
    for title, key in (("It finds:", "flags"), ("It leaves alone:", "passes")):
        lines += ["", title, *(f"  {example}" for entry in written for example in entry.get(key) or [])]
    return "".join(printable(line) + "\n" for line in lines)


def _contexts(rule: Rule) -> Sequence[str]:
    said = {"keep": "stays", "rewrite": "is rewritten", "doubt": "is shown to you"}
    return [f"{said[c.side]} where {c.words}: {'; '.join(c.patterns[:3])}" for c in rule.contexts]
