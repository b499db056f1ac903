"""How right the audit is, in figures, for anyone with the labelled corpus.

    python tools/quality.py [--corpus ../shared/corpus] [--write] [--quick]

Runs the real audit over the corpus as its `judge.py` does: whole files where there are some, one folder a
source, with no settings and with what each source's owner would declare. dev is judged with the shipped
weights; train (not with --quick) by cross-validation, each organisation with weights trained without it.
Prints precision, recall and the rest with Wilson 95 % intervals and intervals by repository (a bootstrap
that draws repositories, not words), by term and by kind of source. --write puts the tables into the manual.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import train_sense
from customary.audit.document import forget
from customary.audit.sense.weights import in_force, weights_from_json
from customary.audit.sweep import Sweep
from customary.text import Edit, apply_edits

PAGE = Path(__file__).parents[1] / "docs" / "toolkit" / "quality.md"
DRAWS = 1000
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled occurrence and what the audit did with it."""

    record: Record
    fix: str
    """auto, suggest, or "" where it was left alone."""
    exact: bool = False
    """Whether the text around it reads as expected after the edits."""

    @property
    def label(self) -> str:
        """rewrite, keep or review."""
        return str(self.record["label"])

    @property
    def source(self) -> str:
        """The repository."""
        return str(self.record["source_repo"])


@dataclass(frozen=True, slots=True)
class Judged:
    """A whole run: the rows, and of the blocks with something to score how many came out right."""

    rows: tuple[Row, ...]
    blocks_right: int
    blocks: int


def judge(corpus: Path, records: Sequence[Record], declared: bool, dedent: bool = False) -> Judged:
    """Run the audit over `records`. With `dedent`, blocks lose the indentation of the code that they stood
    in (Markdown would read them as code, and the audit leaves code alone)."""
    by_block: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_block[record["para_id"]].append(record)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        place = {block: _lay_out(root, corpus, rows[0], dedent) for block, rows in by_block.items()}
        if declared:
            _declare(root, records)
        sweep = Sweep()
        found: dict[Path, list[tuple[str, int, int, tuple[Edit, ...]]]] = {}
        for path in sorted({path for path, _, _ in place.values()}):
            page = sweep.page(str(path))
            found[path] = [(f.fix, f.start, f.end, f.edits) for f in page.findings] if page else []
    rows, right, scored = [], 0, 0
    for block, (path, offset, moved) in place.items():
        mine = by_block[block]
        rows += [_row(record, mine, found[path], offset - moved) for record in mine]
        if any(r["label"] != "review" for r in mine):
            scored += 1
            right += _is_right(mine, found[path], offset - moved)
    return Judged(tuple(rows), right, scored)


def declarations(records: Iterable[Record]) -> dict[str, dict[str, list[str]]]:
    """What the owner of each source would declare: yes to words that are rewritten at least as often as they
    name people who are no customers, no to words that are never rewritten."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for r in records:
        if r["label"] != "review" and r["term"] != "impersonal":
            votes[r["source_repo"], r["term"]][r["reason"] or r["label"]] += 1
    told: dict[str, dict[str, list[str]]] = {}
    for (source, term), v in sorted(votes.items()):
        lists = told.setdefault(source, {"customers_are_called": [], "not_customers": []})
        yes = v["rewrite"] and v["rewrite"] >= v["other"]
        lists["customers_are_called" if yes else "not_customers"].append(term)
    return told


def cross_validated(corpus: Path, records: Sequence[Record]) -> tuple[Judged, Judged]:
    """(no settings, declared) for `records`, each organisation judged by weights that never saw it."""
    found = train_sense.examples(corpus, "train")
    fold = train_sense.folds(found)
    parts: list[tuple[Judged, Judged]] = []
    for number, text in enumerate(train_sense.weights_apart(found)):
        mine = [r for r in records if fold.get(train_sense.organisation_of(r["source_repo"])) == number]
        with in_force(weights_from_json(text)):
            forget()
            parts.append((judge(corpus, mine, False, True), judge(corpus, mine, True, True)))
    forget()
    return _joined(p[0] for p in parts), _joined(p[1] for p in parts)


def figures(judged: Judged, tiers: Sequence[str] = ("auto",)) -> dict[str, tuple[int, int]]:
    """Each figure as (how many, of how many)."""
    rows = judged.rows
    hit = [r for r in rows if r.fix in tiers]
    right = sum(r.label == "rewrite" for r in hit)
    wrong = sum(r.label == "keep" for r in hit)
    return {
        "precision": (right, right + wrong),
        "recall": (right, sum(r.label == "rewrite" for r in rows)),
        "false edits on words to keep": (wrong, sum(r.label == "keep" for r in rows)),
        "exact, of those rightly changed": (sum(r.exact for r in hit if r.label == "rewrite"), right),
        "edits on words for review": (len(hit) - right - wrong, sum(r.label == "review" for r in rows)),
    }


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927), in per cent."""
    if not n:
        return 0.0, 100.0
    z = 1.959964
    share, d = k / n, 1 + z * z / n
    middle = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, 100 * (middle - half) / d), 100 * (middle + half) / d


def by_repository(judged: Judged, tiers: Sequence[str], name: str) -> tuple[float, float]:
    """The 95 % interval of a figure when repositories are drawn again and again, in per cent."""
    sources: dict[str, list[Row]] = defaultdict(list)
    for row in judged.rows:
        sources[row.source].append(row)
    parts = [figures(Judged(tuple(rows), 0, 0), tiers)[name] for _, rows in sorted(sources.items())]
    draw = random.Random(1)
    shares = []
    for _ in range(DRAWS):
        drawn = [draw.choice(parts) for _ in parts]
        n = sum(part[1] for part in drawn)
        shares.append(100 * sum(part[0] for part in drawn) / n if n else 0.0)
    shares.sort()
    return shares[int(0.025 * DRAWS)], shares[int(0.975 * DRAWS) - 1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; with --write, put them into the manual."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=train_sense.CORPUS)
    parser.add_argument("--write", action="store_true", help="put the tables into the manual")
    parser.add_argument("--quick", action="store_true", help="dev only, without cross-validation")
    options = parser.parse_args(arguments)
    if not (options.corpus / "dev.jsonl").exists():
        print(f"{options.corpus} holds no labelled corpus: nothing was measured.")
        return 0
    text = "\n".join(_report(options.corpus, options.quick))
    print(text)
    if options.write:
        page = PAGE.read_text("utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", "utf-8")
    return 0


# The report


def _report(corpus: Path, quick: bool) -> Iterator[str]:
    dev = records_of(corpus, "dev")
    runs = [("dev, no settings", judge(corpus, dev, False)), ("dev, declared", judge(corpus, dev, True))]
    if not quick:
        plain, declared = cross_validated(corpus, records_of(corpus, "train"))
        runs += [
            ("train, cross-validated, no settings", plain),
            ("train, cross-validated, declared", declared),
        ]
    for title, judged in runs:
        sources = len({row.source for row in judged.rows})
        yield f"## {title[0].upper()}{title[1:]}\n"
        yield f"{len(judged.rows)} words of {sources} repositories.\n"
        yield "| figure | measured | Wilson 95 % | by repository |\n| --- | --- | --- | --- |"
        for tier, tiers in (("`auto`", ("auto",)), ("`auto` + `suggest`", ("auto", "suggest"))):
            for name, (k, n) in figures(judged, tiers).items():
                low, high = by_repository(judged, tiers, name)
                yield f"| {tier}: {name} | {_share(k, n)} | {_range(*wilson(k, n))} | {_range(low, high)} |"
        k, n = judged.blocks_right, judged.blocks
        yield f"| `auto`: whole paragraphs right | {_share(k, n)} | {_range(*wilson(k, n))} | |\n"
    for title, judged in runs[0::2]:
        yield from _table("term", title, judged, lambda row: str(row.record["term"]))
        yield from _table("kind of source", title, judged, lambda row: str(row.record["kind"]))


def _table(by: str, title: str, judged: Judged, key: Callable[[Row], str]) -> Iterator[str]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in judged.rows:
        groups[key(row)].append(row)
    yield f"## By {by} ({title})\n"
    yield f"| {by} | words | `auto` precision | Wilson 95 % | `auto` recall | Wilson 95 % |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, rows in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        told = figures(Judged(tuple(rows), 0, 0))
        cells = [f"{_share(*told[f])} | {_range(*wilson(*told[f]))}" for f in ("precision", "recall")]
        yield f"| {name} | {len(rows)} | {' | '.join(cells)} |"
    yield ""


def _share(k: int, n: int) -> str:
    return f"{100 * k / n:.1f} % ({k}/{n})" if n else "–"


def _range(low: float, high: float) -> str:
    return f"{low:.1f}–{high:.1f}" if (low, high) != (0.0, 100.0) else "–"


# The run


def records_of(corpus: Path, part: str) -> list[Record]:
    """The records of a part of the corpus."""
    return [json.loads(line) for line in (corpus / f"{part}.jsonl").read_text("utf-8").splitlines()]


def _lay_out(root: Path, corpus: Path, record: Record, dedent: bool) -> tuple[Path, int, int]:
    """Write the record's file or block: (its path, the block's offset in it, how far the text moved)."""
    folder = root / _folder(record["source_repo"])
    folder.mkdir(exist_ok=True)
    if "file" in record:
        path = folder / Path(record["file"]).name.replace(".mdx", ".md")
        path.write_bytes((corpus / record["file"]).read_bytes())
        return path, record["block_start"], 0
    text, moved = train_sense.as_prose(record["text"]) if dedent else (record["text"], 0)
    path = folder / f"{record['para_id']}.md"
    path.write_bytes(text.encode("utf-8"))
    return path, 0, -moved


def _declare(root: Path, records: Iterable[Record]) -> None:
    for source, lists in declarations(records).items():
        path = root / _folder(source) / "customary.yml"
        path.write_text(json.dumps({"language": lists}), "utf-8")  # JSON is YAML


def _folder(source: str) -> str:
    return source.replace("/", "+").replace(":", "-")


Found = Iterable[tuple[str, int, int, tuple[Edit, ...]]]
"""Findings: fix, start, end, edits."""


def _row(record: Record, block: Sequence[Record], found: Found, offset: int) -> Row:
    start, end = record["start"] + offset, record["end"] + offset
    for fix, low, high, edits in found:
        if edits and low < end and start < high and fix != "none":
            tiers = ("auto",) if fix == "auto" else ("auto", "suggest")
            made = {e for tier, _, _, es in found if tier in tiers for e in es}
            return Row(record, fix, _is_exact(record, block, made, offset))
    return Row(record, "")


def _is_exact(record: Record, block: Sequence[Record], made: Iterable[Edit], offset: int) -> bool:
    """Whether the record's words, with all that is edited together with them, come out as expected."""
    wanted = {edit for r in block if r["label"] == "rewrite" for edit in _edits_of(r)}
    moved = {Edit(e.start - offset, e.end - offset, e.replacement) for e in made}
    own = _edits_of(record)
    low = min([record["start"], *(e.start for e in own)])
    high = max([record["end"], *(e.end for e in own)])
    near = sorted(wanted | moved)
    for edit in [*near, *reversed(near)]:  # what touches it, and what touches that
        if edit.start <= high and low <= edit.end:
            low, high = min(low, edit.start), max(high, edit.end)
    mine, expected = (
        [
            Edit(e.start - low, e.end - low, e.replacement)
            for e in sorted(edits)
            if low <= e.start and e.end <= high
        ]
        for edits in (moved, wanted)
    )
    text = record["text"][low:high]
    return _squashed(apply_edits(text, mine)) == _squashed(apply_edits(text, expected))


def _edits_of(record: Record) -> list[Edit]:
    return [Edit(e["start"], e["end"], e["replacement"]) for e in record["edits"]]


def _is_right(
    records: Sequence[Record], found: Iterable[tuple[str, int, int, tuple[Edit, ...]]], offset: int
) -> bool:
    """Whether the block after its `auto` edits is the expected one; edits on words for review don't count."""
    text = records[0]["text"]
    review = [(r["start"], r["end"]) for r in records if r["label"] == "review"]
    expected = [edit for r in records if r["label"] == "rewrite" for edit in _edits_of(r)]
    edits = {
        Edit(e.start - offset, e.end - offset, e.replacement)
        for fix, _, _, es in found
        if fix == "auto"
        for e in es
    }
    made = [
        e
        for e in sorted(edits)
        if e.start >= 0 and e.end <= len(text) and not any(e.start < t and e.end > s for s, t in review)
    ]
    return _squashed(apply_edits(text, made)) == _squashed(apply_edits(text, sorted(set(expected))))


def _squashed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _joined(parts: Iterable[Judged]) -> Judged:
    all_parts = list(parts)
    rows = tuple(row for part in all_parts for row in part.rows)
    return Judged(rows, sum(p.blocks_right for p in all_parts), sum(p.blocks for p in all_parts))


if __name__ == "__main__":
    sys.exit(main())
