"""Periods as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customary.playbook.periods import Period, after, period


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("6 months", Period(months=6)),
        ("1 month", Period(months=1)),
        ("2 years", Period(months=24)),
        ("30 days", Period(days=30)),
        ("2 Weeks", Period(days=14)),
        ("0 days", None),
        ("months", None),
        ("6 mnths", None),
        ("", None),
    ],
)
def test_period(text: str, step: Period | None) -> None:
    assert period(text) == step


@pytest.mark.parametrize(
    ("start", "step", "end"),
    [
        (date(2026, 8, 31), Period(months=6), date(2027, 2, 28)),
        (date(2024, 2, 29), Period(months=12), date(2025, 2, 28)),
        (date(2026, 12, 1), Period(months=1), date(2027, 1, 1)),
        (date(2026, 12, 25), Period(days=14), date(2027, 1, 8)),
        (date(9999, 12, 31), Period(days=30), date(9999, 12, 31)),
        (date(9999, 6, 30), Period(months=99), date(9999, 9, 30)),
    ],
)
def test_after(start: date, step: Period, end: date) -> None:
    assert after(start, step) == end


@given(st.dates(), st.integers(1, 9999), st.sampled_from(["day", "week", "month", "year"]))
def test_time_goes_on(start: date, count: int, unit: str) -> None:
    step = period(f"{count} {unit}s")
    assert step is not None
    assert after(start, step) > start or start.year > 9000 or after(start, step).year == 9999
