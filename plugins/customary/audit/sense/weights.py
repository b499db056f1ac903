"""The weights of the sense, as `tools/train_sense.py` wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "weights.json"
LIMIT = 3000
"""No single occurrence leans further than this, in thousandths of a logit."""
KEPT = -1000
"""How an occurrence leans that a hard cue keeps."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Whole numbers, in thousandths of a logit."""

    bias: int
    signs: dict[str, int]
    pool: tuple[int, int, int, int]
    """What an occurrence's own score counts, what the mean of its word's scores counts, a constant, and what
    each level counts of the word's trades in the company."""
    plain: tuple[int, int]
    """From which score on it is `auto`, and `suggest`, where nothing is declared."""
    declared: tuple[int, int]
    """The same for a word that names customers by declaration."""
    likely: dict[str, int]
    """From which score on it is `suggest` where the words beside it only speak for keeping it ("keep"), only
    for a customer ("rewrite"), or where they are silent and it is a word with a mark of its own."""


_instead: list[Weights] = []


def weights() -> Weights:
    """The weights in force: the shipped ones."""
    return _instead[-1] if _instead else _shipped()


@contextmanager
def in_force(other: Weights) -> Iterator[None]:
    """For measuring: judge by `other` weights for a while. Whoever remembers judgements must forget them."""
    _instead.append(other)
    try:
        yield
    finally:
        _instead.pop()


def weights_from_json(text: str) -> Weights:
    """The weights in the text of such a file."""
    stored = json.loads(text)
    pool, plain, declared = (tuple(stored[name]) for name in ("pool", "plain", "declared"))
    return Weights(stored["bias"], stored["signs"], pool, plain, declared, stored.get("likely", {}))


@cache
def _shipped() -> Weights:
    return weights_from_json(FILE.read_text("utf-8"))
