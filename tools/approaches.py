"""What each part of the sense is worth: approaches to the same labelled words, side by side.

    python tools/approaches.py [--corpus ../shared/corpus]

Each approach is a logistic regression over other signs, the last ones with the company of a word's other
occurrences, with the rules' hard cues and with the doubts that leave a word to a person. Each is tuned alike:
the best of some strengths of penalty on train. Told is the largest recall at 97 % precision, first
cross-validated on train (each organisation is scored by weights that never saw it), then on dev with weights
from train and the strength that train chose; with 95 % intervals by repository (a bootstrap that draws
repositories, and words with them). Words in code and addresses are the formats' matter, and left out; so are
words for review. Takes some minutes.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import train_sense
from customary.audit.model import Occurrence
from customary.audit.reading import reading
from customary.audit.sense.words import OPENING, lemma, opening, tokens
from train_sense import Example

STRENGTHS = (0.3, 1.0, 3.0)
PRECISION = 0.97
DRAWS = 400
NEAR = 8
SURE = 1e6
"""The score of what a hard cue settles."""


@dataclass(frozen=True, slots=True)
class Approach:
    """Which signs are weighed, by what their names begin with, and what is added to them."""

    name: str
    signs: tuple[str, ...]
    rules: bool = False
    """Hard cues settle, and count for what their names say."""
    company: bool = False
    doubts: bool = False


TOPICS = ("t:", "d:", "xw:", "xp:")
FORM = ("plural", "singular", "possessive", "bare", "- ", "/ ", "all cap", "capital", "modal", "code")
CUES = ("cue:",)
APPROACHES = (
    Approach("the word alone", ("t:",)),
    Approach("single words around it", ("t:", "w:")),
    Approach("single words around it and in the document", ("t:", "w:", "dw:")),
    Approach("topics of the document", ("t:", "d:")),
    Approach("topics of the words around", ("t:", "xw:", "xp:")),
    Approach("topics of both", TOPICS),
    Approach("+ form", (*TOPICS, *FORM)),
    Approach("+ cues of the rules", (*TOPICS, *FORM, *CUES), rules=True),
    Approach("+ company of its other occurrences", (*TOPICS, *FORM, *CUES), rules=True, company=True),
    Approach("+ doubts, left to a person: as shipped", (*TOPICS, *FORM, *CUES), True, True, True),
    Approach("as shipped, and single words", (*TOPICS, *FORM, *CUES, "w:"), True, True, True),
    Approach("rules and doubts alone", ("t:", *CUES), rules=True, doubts=True),
)

Scored = list[tuple[float, bool, str]]
"""For each labelled word: its score, whether it is one to rewrite, and its repository."""


def main() -> int:
    """Print a line for each approach."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=train_sense.CORPUS)
    corpus = parser.parse_args().corpus
    if not (corpus / "train.jsonl").is_file():
        print(f"The labelled corpus is not at {corpus}: left out.")
        return 0
    train, dev = (train_sense.examples(corpus, part, words_of) for part in ("train", "dev"))
    print("| approach | train: recall at 97 % | by repository | dev | by repository | weights |")
    print("| --- | --- | --- | --- | --- | --- |")
    for approach in APPROACHES:
        print(line(approach, train, dev), flush=True)
    return 0


def line(approach: Approach, train: Sequence[Example], dev: Sequence[Example]) -> str:
    """A row of the table."""
    here, there = seen_by(approach, train), seen_by(approach, dev)
    tried = []
    for strength in STRENGTHS:
        train_sense.score_apart(here, strength)
        apart = scored(approach, here, here)
        tried.append((recall(apart), strength, apart))
    best, strength, apart = max(tried, key=lambda one: (one[0], one[1]))
    train_sense.score_apart(here, strength)
    bias, weight = train_sense.train(here, strength)
    train_sense.score(there, bias, weight)
    outside = scored(approach, there, here)
    return (
        f"| {approach.name} | {100 * best:.0f} % | {interval(apart)} | {100 * recall(outside):.0f} % "
        f"| {interval(outside)} | {sum(bool(round(1000 * w)) for w in weight.values())} |"
    )


def words_of(o: Occurrence, text: str) -> dict[str, int]:
    """The single words around an occurrence and in its document."""
    view = reading(o.passage)
    start, end = view.index(o.start), view.index(o.end - 1) + 1
    left, right = tokens(view.text[max(0, start - 200) : start]), tokens(view.text[end : end + 200])
    near = {f"w:{word}" for word in (*left[-NEAR:], *right[:NEAR])}
    near |= {f"w:{place} {word}" for place, row in (("l", left[-1:]), ("r", right[:1])) for word in row}
    document = {
        f"dw:{lemma(word)}" for word in set(opening(text)[:OPENING].lower().split()) if word.isalpha()
    }
    return dict.fromkeys(sorted(near | document), 1)


def seen_by(approach: Approach, found: Sequence[Example]) -> list[Example]:
    """The examples with the signs of the approach alone."""
    mine = []
    for example in found:
        one = copy(example)
        one.signs = {k: v for k, v in example.signs.items() if k.startswith(approach.signs)}
        one.cues = example.cues if approach.rules else ()
        one.doubtful = example.doubtful and approach.doubts
        mine.append(one)
    return mine


def scored(approach: Approach, found: Sequence[Example], taught: Sequence[Example]) -> Scored:
    """What the approach says of each labelled word; `taught` are those whose company was learned from."""
    pool = train_sense.train_pool(taught) if approach.company else (1.0, 0.0, 0.0, 0.0)
    leaning = train_sense.company(found) if approach.company else {}
    told = []
    for e in found:
        if e.label in ("rewrite", "keep") and e.reason not in ("code", "url"):
            alone, company, bias, trades = pool
            score = (
                alone * e.score + company * leaning.get((e.source, e.term), 0.0) + bias + trades * e.beside
            )
            if e.settled or e.doubtful:
                score = SURE if settles(e) == "rewrite" else -SURE
            told.append((score, e.label == "rewrite", e.source))
    return told


def settles(e: Example) -> str:
    """What the first hard cue says of a word; "" where there is none."""
    return next((cue.side for cue in e.cues if cue.strength == "hard"), "")


def recall(told: Scored) -> float:
    """The largest share of the words to rewrite that a mark gets at the wanted precision."""
    wanted = sum(rewrite for _, rewrite, _ in told)
    right = wrong = 0
    best = 0
    ordered = sorted(told, key=lambda one: -one[0])
    for nth, (score, rewrite, _) in enumerate(ordered):
        right, wrong = right + rewrite, wrong + (not rewrite)
        tied = nth + 1 < len(ordered) and ordered[nth + 1][0] == score
        if not tied and score > -SURE and right >= PRECISION * (right + wrong):
            best = right
    return best / wanted if wanted else 0.0


def interval(told: Scored) -> str:
    """Where 95 of 100 draws of repositories find the recall."""
    by_source: dict[str, Scored] = defaultdict(list)
    for one in told:
        by_source[one[2]].append(one)
    names, dice = sorted(by_source), random.Random(1)
    drawn = sorted(
        recall([one for name in dice.choices(names, k=len(names)) for one in by_source[name]])
        for _ in range(DRAWS)
    )
    return f"{100 * drawn[DRAWS // 40]:.0f}–{100 * drawn[-DRAWS // 40 - 1]:.0f}"


if __name__ == "__main__":
    sys.exit(main())
