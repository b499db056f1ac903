"""Train the weights of the sense (`customary/audit/sense/weights.json`) from the labelled corpus.

    python tools/train_sense.py [--corpus ../shared/corpus] [--check]

Plain arithmetic in a fixed order, so that the file comes out the same to the byte. Only names of signs and
whole numbers are written; a sign that was seen in fewer than three repositories is left out, so that no
weight tells of a single text. --check compares with the file that is there and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from customary.audit import sense
from customary.audit.formats import FORMATS, by_suffix
from customary.audit.model import Occurrence
from customary.audit.pack import load_packs
from customary.audit.sense.signs import document_signs, signs

WEIGHTS = Path(sense.__file__).parent / "weights.json"
SOURCES = 3
"""A sign must be seen in so many repositories."""
PENALTY = 4.0
REVIEW = 0.3
"""What a word labelled `review` weighs, as one to leave alone."""
ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled occurrence that the formats found in prose."""

    id: str
    label: str
    reason: str
    source: str
    kind: str
    document: str
    occurrence: Occurrence
    evidence: sense.Evidence

    @property
    def organisation(self) -> str:
        """Whose repository it is; the packages of one maker count as one."""
        return "wix" if self.source.startswith("npm:@wix") else self.source.split("/")[0]


def examples(corpus: Path, part: str, dedent: bool = False) -> tuple[list[Example], list[dict[str, Any]]]:
    """The labelled occurrences of `part` ("train" or "dev") that stand in prose, and the records that don't.

    With `dedent`, blocks that begin with white space (taken from the middle of a source file) lose it:
    Markdown would read them as code, and there would be little left to learn from.
    """
    lexicon = load_packs()
    records = [json.loads(line) for line in (corpus / f"{part}.jsonl").read_text("utf-8").splitlines()]
    documents: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        documents[record.get("file") or record["para_id"]].append(record)
    found, lost = [], []
    for name, rows in documents.items():
        whole = "file" in rows[0]
        text = (corpus / name).read_bytes().decode("utf-8") if whole else rows[0]["text"]
        moved = 0
        if dedent and not whole:
            shorter = re.sub(r"\A[ \t]*(?:/?\*+|#+|//+)?[ \t]*", "", text)
            moved = len(text) - len(shorter)
            text = re.sub(r"\n[ \t]*(?:\* ?|# ?|// ?)?", lambda m: "\n".ljust(len(m[0])), shorter)
        format = (by_suffix(name) if whole else None) or FORMATS["markdown"]
        passages = format.passages(text, lexicon.wanted)
        occurrences = [o for p in passages for o in lexicon.occurrences(p)]
        about = sense.evidence(text, passages, occurrences)
        for r in rows:
            start = r["start"] - moved + (r["block_start"] if whole else 0)
            here = next((o for o in occurrences if o.start <= start < o.end), None)
            if here is None or r["term"] == "impersonal":
                lost.append(r)
            else:
                found.append(
                    Example(
                        r["id"], r["label"], r["reason"] or "", r["source_repo"], r["kind"], name, here, about
                    )
                )
    return found, lost


def signs_of(example: Example) -> dict[str, int]:
    """Everything that is weighed about an example."""
    term, about = example.occurrence.term, example.evidence
    return signs(example.occurrence) | document_signs(term, about.topics, about.own.get(term, 0))


def fit(
    rows: Sequence[Mapping[str, int]],
    sides: Sequence[int],
    heft: Sequence[float],
    penalty: Callable[[str], float],
) -> tuple[float, dict[str, float]]:
    """Logistic regression by Newton's method, one sign at a time: (bias, weight of each sign).

    `sides` holds 1 for rewrite and 0 for keep, `heft` what each row counts, `penalty` how hard a sign's
    weight is held near zero (half the penalty times the square of the weight).
    """
    columns: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, row in enumerate(rows):
        for name, value in row.items():
            if value:
                columns[name].append((i, value))
    names = sorted(columns)
    columns[""] = [(i, 1) for i in range(len(rows))]
    weight = dict.fromkeys(["", *names], 0.0)
    margin = [0.0] * len(rows)
    for _ in range(ROUNDS):
        for name in ("", *names):
            ridge = penalty(name) if name else 1e-6
            slope, bend = -ridge * weight[name], ridge
            for i, value in columns[name]:
                chance = 1.0 / (1.0 + math.exp(-margin[i]))
                slope += heft[i] * value * (sides[i] - chance)
                bend += heft[i] * value * value * max(chance * (1.0 - chance), 0.02)
            step = max(-1.0, min(1.0, slope / bend))
            if abs(step) > 1e-5:
                weight[name] += step
                for i, value in columns[name]:
                    margin[i] = max(-30.0, min(30.0, margin[i] + step * value))
    return weight.pop(""), weight


def known_signs(found: Sequence[Example], rows: Sequence[Mapping[str, int]]) -> frozenset[str]:
    """The signs that were seen in enough repositories."""
    where: dict[str, set[str]] = defaultdict(set)
    for example, row in zip(found, rows, strict=True):
        for name in row:
            where[name].add(example.source)
    return frozenset(name for name, sources in where.items() if len(sources) >= SOURCES)


def hefts(found: Sequence[Example]) -> list[float]:
    """What each example counts: a large repository for more than a small one, but not in proportion."""
    size = Counter(e.source for e in found)
    raw = [(REVIEW if e.label == "review" else 1.0) / math.sqrt(size[e.source]) for e in found]
    scale = len(raw) / sum(raw)
    return [h * scale for h in raw]


def main(arguments: Iterable[str] | None = None) -> int:
    """Train, and write or check the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parents[2] / "shared" / "corpus")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    found, _ = examples(options.corpus, "train", dedent=True)
    rows = [signs_of(e) for e in found]
    known = known_signs(found, rows)
    rows = [{k: v for k, v in row.items() if k in known} for row in rows]
    bias, weight = fit(rows, [int(e.label == "rewrite") for e in found], hefts(found), lambda name: PENALTY)
    whole = {name: round(1000 * w) for name, w in sorted(weight.items()) if round(1000 * w)}
    thresholds = {"plain": [2500, -1500], "declared": [0, -2000]}
    made = (
        json.dumps({"bias": round(1000 * bias), "thresholds": thresholds, "weights": whole}, indent=0) + "\n"
    )
    if options.check:
        same = WEIGHTS.read_text("utf-8") == made
        print(
            "the weights are what the corpus gives" if same else "the weights differ: train again",
            file=sys.stderr,
        )
        return 0 if same else 1
    WEIGHTS.write_text(made, "utf-8")
    print(f"{len(found)} examples, {len(whole)} weights")
    return 0


if __name__ == "__main__":
    sys.exit(main())
