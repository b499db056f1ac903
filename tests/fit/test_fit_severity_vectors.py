"""All 2,592 base vectors of the published severity score CVSS 3.1, as one ordinary rubric of bands and
rules.

The score is worked out here from the published formula (FIRST, Common Vulnerability Scoring System 3.1,
section 7); the rubric knows nothing of it: it holds one rule for each corner of the table of severities.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

METRICS = {  # each from worst to best
    "AV": [0.85, 0.62, 0.55, 0.2],
    "AC": [0.77, 0.44],
    "PR": [0.85, 0.62, 0.27],
    "UI": [0.85, 0.62],
    "S": [1, 0],
    "C": [0.56, 0.22, 0],
    "I": [0.56, 0.22, 0],
    "A": [0.56, 0.22, 0],
}
PR_CHANGED = [0.85, 0.68, 0.5]
SEVERITIES = ["critical", "high", "medium", "low", "none"]


def _severity(row: tuple[int, ...]) -> int:
    av, ac, pr, ui, s, c, i, a = row
    changed = s == 0
    need = (PR_CHANGED if changed else METRICS["PR"])[pr]
    impact = 1 - (1 - METRICS["C"][c]) * (1 - METRICS["I"][i]) * (1 - METRICS["A"][a])
    total = 7.52 * (impact - 0.029) - 3.25 * (impact - 0.02) ** 15 if changed else 6.42 * impact
    if total <= 0:
        return 4
    reach = 8.22 * METRICS["AV"][av] * METRICS["AC"][ac] * need * METRICS["UI"][ui]
    exact = min(10.0, (1.08 if changed else 1) * (total + reach))
    whole = round(exact * 100_000)  # "roundup" of the specification
    tenths = whole // 10_000 if whole % 10_000 == 0 else whole // 10_000 + 1
    return 0 if tenths >= 90 else 1 if tenths >= 70 else 2 if tenths >= 40 else 3 if tenths else 4


@pytest.mark.slow
def test_every_published_vector_comes_out(tmp_path: Path, customary: Any) -> None:
    sizes = [len(values) for values in METRICS.values()]
    table = {row: _severity(row) for row in itertools.product(*map(range, sizes))}
    assert len(table) == 2592
    fits = [[1000 * level // (size - 1) for level in range(size)] for size in sizes]
    rules = [
        {"below": {m: fits[n][row[n] + 1] for n, m in enumerate(METRICS) if row[n] + 1 < sizes[n]}}
        | {"at_most": SEVERITIES[severity]}
        for row, severity in table.items()
        if severity < 4 and _is_corner(table, row, sizes)
    ]
    rubric, answers = tmp_path / "severity.json", tmp_path / "vectors.json"
    criteria = [{"id": name, "fit": fit} for name, fit in zip(METRICS, fits, strict=True)]
    form = {"format": 1, "rubric": "severity", "verdicts": SEVERITIES, "bands": {"none": 0}}
    rubric.write_text(json.dumps({**form, "criteria": criteria, "caps": rules}), "utf-8")
    answers.write_text(
        json.dumps([{"answers": dict(zip(METRICS, row, strict=True))} for row in table]), "utf-8"
    )
    ran = customary("fit", "assess", "--rubric", rubric, answers, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    got = [one["verdict"] for one in json.loads(ran.out)]
    assert got == [[SEVERITIES[severity]] * 2 for severity in table.values()]


def _is_corner(table: dict[tuple[int, ...], int], row: tuple[int, ...], sizes: list[int]) -> bool:
    """Whether no row that is better in one metric is as severe."""
    better = [(*row[:n], row[n] + 1, *row[n + 1 :]) for n in range(len(row)) if row[n] + 1 < sizes[n]]
    return all(table[one] > table[row] for one in better)
