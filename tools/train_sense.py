"""Train the weights of the sense (`customary/audit/sense/weights.json`) from the labelled corpus.

    python tools/train_sense.py [--corpus ../shared/corpus] [--check | --count FOLDER PART …]

Plain arithmetic in a fixed order, so that the file comes out the same to the byte. Only names of signs and
whole numbers are written; a sign that was seen in fewer than three repositories is left out, so that no
weight tells of a single text. --check compares with the file that is there and writes nothing.

Words of further repositories teach, too. Their texts are not at hand, but their signs are: `more_signs.jsonl`
has a line a word, with its repository, its term, its label and its signs. --count makes that file anew from a
folder that is laid like the corpus. Whoever changes cues and has the texts counts again.
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
from customary.audit.cues import cues
from customary.audit.formats import FORMATS, by_suffix
from customary.audit.model import Company, Cue, Evidence, Occurrence, Rule
from customary.audit.pack import Lexicon, load_packs
from customary.audit.sense.doubts import doubt, says_little
from customary.audit.sense.signs import document_signs, signs
from customary.audit.sense.weights import FILE, KEPT, LIMIT

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
MORE = Path(__file__).parent / "more_signs.jsonl"
SOURCES = 3
"""A sign must be seen in so many repositories."""
REVIEW = 0.3
"""What a word labelled `review` weighs, as one to leave alone."""
ROUNDS = 25
FOLDS = 10
COMPANY = 2
"""How many undecided occurrences are thought to stand beside those of a word (see `sense._pooled`)."""
PLAIN, DECLARED = (200, -2000), (-1300, -2300)
"""Scores from which on a word is `auto`, and `suggest`; chosen by cross-validation (docs/decisions/0010)."""
LIKELY = {
    "keep": -500, "rewrite": -3500,
    "attendee": -1200, "consumer": -2000, "guest": -900, "participant": -1400, "subscriber": -1500,
    "tenant": -1400, "visitor": -2600,
}  # fmt: skip
"""Other marks for `suggest`: by the words beside it, and for words with another common sense."""

Signs = Mapping[str, int]


@dataclass(slots=True)
class Example:
    """One occurrence of a listed word in the prose of the corpus."""

    term: str
    source: str
    document: str
    signs: Signs
    cues: tuple[Cue, ...]
    label: str = ""
    """rewrite, keep, review; "" where nobody labelled it."""
    reason: str = ""
    doubtful: bool = False
    """It is left to a person, however it leans."""
    beside: int = 0
    """How much its repository speaks of the word's trades (`sense.beside`)."""
    score: float = 0.0

    @property
    def organisation(self) -> str:
        """Whose repository it is; the packages of one maker count as one."""
        return organisation_of(self.source)

    @property
    def settled(self) -> bool:
        """A hard cue ends the matter before anything is weighed."""
        return any(cue.strength == "hard" for cue in self.cues)

    @property
    def kept(self) -> bool:
        """The first hard cue keeps it."""
        return next((cue.side == "keep" for cue in self.cues if cue.strength == "hard"), False)

    @property
    def teaches(self) -> bool:
        """It is labelled, and it is weighed. (Code is the formats' matter.)"""
        return bool(self.label) and not self.settled and self.reason not in ("code", "url")


def organisation_of(source: str) -> str:
    """Whose repository or package `source` is."""
    return "wix" if source.startswith("npm:@wix") else source.split("/")[0]


def _nothing(occurrence: Occurrence, text: str) -> Signs:
    return {}


def examples(corpus: Path, part: str, also: Callable[[Occurrence, str], Signs] = _nothing) -> list[Example]:
    """Every occurrence in the documents of `part` ("train" or "dev"), labelled or not. For comparing, `also`
    gives other signs of an occurrence in the text of its document."""
    lexicon = load_packs()
    documents: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (corpus / f"{part}.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        documents[record.get("file") or record["para_id"]].append(record)
    found: list[Example] = []
    told: dict[str, list[Company]] = defaultdict(list)
    rules: dict[str, Rule] = {}
    for name, records in documents.items():
        document = _document(corpus, name, records, lexicon)
        found += (_example(o, name, document, also) for o in document.occurrences)
        rules |= {o.term: o.rule for o in document.occurrences}
        told[records[0]["source_repo"]].append(document.about.company)
    company = {source: sense.together(companies) for source, companies in told.items()}
    for e in found:
        e.beside = sense.beside(e.term, rules[e.term], company[e.source])
    return found


@dataclass(frozen=True, slots=True)
class _Document:
    """A document of the corpus, and what was read in it."""

    text: str
    moved: int
    """How far the offsets of a block alone have moved."""
    records: list[dict[str, Any]]
    occurrences: list[Occurrence]
    about: Evidence


def _document(corpus: Path, name: str, records: list[dict[str, Any]], lexicon: Lexicon) -> _Document:
    if "file" in records[0]:
        text, moved = (corpus / name).read_bytes().decode("utf-8"), 0
        format = by_suffix(name) or FORMATS["markdown"]
    else:
        text, moved = as_prose(records[0]["text"])
        format = FORMATS["markdown"]
    passages = format.passages(text, lexicon.wanted)
    occurrences = [o for passage in passages for o in lexicon.occurrences(passage)]
    return _Document(text, moved, records, occurrences, sense.evidence(text, passages, occurrences))


def _example(
    o: Occurrence, name: str, document: _Document, also: Callable[[Occurrence, str], Signs]
) -> Example:
    about, found = document.about, cues(o.passage, o)
    seen = signs(o, found)
    seen.update(document_signs(o.term, about.topics, about.own[o.term]))
    seen.update(also(o, document.text))
    open_question = bool(doubt(o, found, about.topics, about.labels, about.titles, declared=False))
    if about.words < sense.SHORT:
        open_question |= says_little(o.term, found, about.own[o.term])
    example = Example(o.term, document.records[0]["source_repo"], name, seen, found, doubtful=open_question)
    for r in document.records:
        offset = r.get("block_start", document.moved)
        if o.start <= r["start"] + offset < o.end:
            example.label, example.reason = r["label"], r["reason"] or ""
    return example


def as_prose(block: str) -> tuple[str, int]:
    """A block from the middle of a source file without its indentation and comment marks (Markdown would
    read it as code), and by how much its offsets moved."""
    shorter = re.sub(r"\A[ \t]*(?:/?\*+|#+|//+)?[ \t]*", "", block)
    text = re.sub(r"\n[ \t]*(?:\* ?|# ?|// ?)?", lambda m: "\n".ljust(len(m[0])), shorter)
    return text, len(shorter) - len(block)


def more() -> list[Example]:
    """The words of further repositories, of which only the signs are known."""
    rows = map(json.loads, MORE.read_text("utf-8").splitlines() if MORE.is_file() else ())
    return [Example(term, source, "", signs, (), label) for source, term, label, signs in rows]


def counted(folder: Path, parts: Iterable[str]) -> str:
    """The file of `more`, from the labelled words in `parts` of a folder that is laid like the corpus."""
    rows = [
        [e.source, e.term, e.label, dict(sorted(e.signs.items()))]
        for part in parts
        for e in examples(folder, part)
        if e.teaches
    ]
    rows.sort(key=lambda row: json.dumps(row))
    return "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)


def train(found: Sequence[Example], strength: float = 1.0) -> tuple[float, dict[str, float]]:
    """(bias, weight of each sign) from those of `found` that teach; `strength` multiplies the penalties."""
    taught = [e for e in found if e.teaches]
    where: dict[str, set[str]] = defaultdict(set)
    for e in taught:
        for name in e.signs:
            where[name].add(e.source)
    rows = [{k: v for k, v in e.signs.items() if len(where[k]) >= SOURCES} for e in taught]
    sides = [int(e.label == "rewrite") for e in taught]
    return fit(rows, sides, _hefts(taught), lambda sign: strength * _penalty(sign))


def fit(
    rows: Sequence[Mapping[str, float]],
    sides: Sequence[int],
    heft: Sequence[float],
    penalty: Callable[[str], float],
) -> tuple[float, dict[str, float]]:
    """Logistic regression by Newton's method, one sign at a time: (bias, weight of each sign).

    `sides` holds 1 for rewrite and 0 for keep, `heft` what each row counts, `penalty` how hard a sign's
    weight is held near zero (half the penalty times the square of the weight).
    """
    columns: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for i, row in enumerate(rows):
        for name, value in row.items():
            if value:
                columns[name].append((i, value))
    columns[""] = [(i, 1) for i in range(len(rows))]
    weight = dict.fromkeys(sorted(columns), 0.0)
    margin = [0.0] * len(rows)
    for _ in range(ROUNDS):
        for name in weight:
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


def score_apart(
    found: Sequence[Example], strength: float = 1.0, also: Sequence[Example] = ()
) -> list[tuple[float, dict[str, float]]]:
    """Give each example the score of weights that were trained without its organisation, and with `also`; the
    weights of each fold."""
    fold, trained = folds(found), []
    for number in range(FOLDS):
        others = [e for e in found if fold[e.organisation] != number]
        trained.append(train([*others, *also], strength))
        score((e for e in found if fold[e.organisation] == number), *trained[-1])
    return trained


def score(found: Iterable[Example], bias: float, weight: Mapping[str, float]) -> None:
    """Give each example the score of these weights."""
    for e in found:
        e.score = bias + sum(weight.get(name, 0.0) * value for name, value in e.signs.items())


def folds(found: Sequence[Example]) -> dict[str, int]:
    """Each organisation's fold; the folds are about as large as one another."""
    size = Counter(e.organisation for e in found if e.label)
    load = [0] * FOLDS
    fold = dict.fromkeys(sorted({e.organisation for e in found}), 0)
    for name, times in sorted(size.items(), key=lambda item: (-item[1], item[0])):
        fold[name] = load.index(min(load))
        load[fold[name]] += times
    return fold


def company(found: Sequence[Example]) -> dict[tuple[str, str], float]:
    """How the occurrences of each word lean in each repository."""
    sums: dict[tuple[str, str], list[float]] = defaultdict(list)
    for e in found:
        if e.settled:
            sums[e.source, e.term] += [KEPT / 1000] if e.kept else []
        elif not e.doubtful:
            sums[e.source, e.term].append(max(-LIMIT / 1000, min(LIMIT / 1000, e.score)))
    return {key: sum(scores) / (len(scores) + COMPANY) for key, scores in sums.items()}


def train_pool(found: Sequence[Example]) -> tuple[float, float, float, float]:
    """What an occurrence's own score counts, what its company counts, a constant, and what each level of its
    trades counts in that company."""
    leaning = company(found)
    taught = [e for e in found if e.teaches]
    rows = [
        {"alone": e.score, "company": leaning.get((e.source, e.term), 0.0), "beside": e.beside / 10}
        for e in taught
    ]
    bias, weight = fit(rows, [int(e.label == "rewrite") for e in taught], _hefts(taught), lambda name: 1.0)
    return weight["alone"], weight["company"], bias, weight["beside"] / 10


def _penalty(sign: str) -> float:
    """Levels of topics are larger numbers than words that are there or not."""
    place = sign.partition(":")[0]
    return 10.0 * (576.0 if place == "d" else 4.0 if place in ("xw", "xp") else 1.0)


def _hefts(found: Sequence[Example]) -> list[float]:
    """What each example counts: a large repository for more than a small one, but not in proportion."""
    size = Counter(e.source for e in found)
    raw = [(REVIEW if e.label == "review" else 1.0) / math.sqrt(size[e.source]) for e in found]
    scale = len(raw) / sum(raw)
    return [h * scale for h in raw]


def weights_from(found: Sequence[Example]) -> str:
    """The text of the weights' file."""
    also = more()
    score_apart(found, also=also)
    return _written(train_pool(found), *train([*found, *also]))


def weights_apart(found: Sequence[Example]) -> list[str]:
    """For each fold, the text of a file of weights that never saw the fold's organisations. (The three
    numbers that weigh a word against its company are the same in all of them.)"""
    trained = score_apart(found, also=more())
    pool = train_pool(found)
    return [_written(pool, *one) for one in trained]


def _written(pool: Sequence[float], bias: float, weight: Mapping[str, float]) -> str:
    made = {
        "bias": round(1000 * bias),
        "pool": [round(1000 * part) for part in pool],
        "plain": PLAIN,
        "declared": DECLARED,
        "likely": LIKELY,
        "signs": {name: round(1000 * w) for name, w in sorted(weight.items()) if round(1000 * w)},
    }
    return json.dumps(made, indent=0, ensure_ascii=False) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, and write or check the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--count", nargs="+", metavar=("FOLDER", "PART"))
    options = parser.parse_args(arguments)
    if options.count:
        folder, *parts = options.count
        MORE.write_text(counted(Path(folder), parts), "utf-8")
        return 0
    made = weights_from(examples(options.corpus, "train"))
    if not options.check:
        FILE.write_text(made, "utf-8")
        return 0
    same = FILE.read_text("utf-8") == made
    print(
        "The weights are what the corpus gives." if same else "The weights differ: train again.",
        file=sys.stderr,
    )
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
