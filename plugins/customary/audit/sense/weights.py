"""The weights of the sense, as `tools/train_sense.py` wrote them."""

from __future__ import annotations

import json
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
    pool: tuple[int, int, int]
    """What an occurrence's own score counts, what the mean of its word's scores counts, and a constant."""
    plain: tuple[int, int]
    """From which score on it is `auto`, and `suggest`, where nothing is declared."""
    declared: tuple[int, int]
    """The same for a word that names customers by declaration."""


@cache
def weights() -> Weights:
    """The shipped weights."""
    stored = json.loads(FILE.read_text("utf-8"))
    pool, plain, declared = (tuple(stored[name]) for name in ("pool", "plain", "declared"))
    return Weights(stored["bias"], stored["signs"], pool, plain, declared)
