"""Asking for one prospect's answers: which question is next, and what a typed line means."""

from __future__ import annotations

import re
from collections.abc import Collection

from customary.fit.advise import next_questions
from customary.fit.answers import LONGEST_TEXT, Unreadable, folded, read_answer
from customary.fit.doubts import too_low
from customary.fit.model import UNKNOWN, Answer, Criterion, Verdict

HELP = """\
  an answer          8, a word or its number, yes, no, or a list: printing, binding
  3 to 10            a range, or two people who disagree
  ~8                 assumed: nobody has asked yet
  n/a REASON         it doesn't apply
  ?                  not known yet; go on with the next question
  back               to the question before
  quit               save and stop; the same command goes on from here"""
_ASSUMED = re.compile(r"(?:~|about |assumed )\s*(?P<answer>.+)", re.IGNORECASE | re.DOTALL)
_NOT_APPLICABLE = re.compile(r"(?:n/a|not applicable)\b[\s:,]*(?P<reason>.*)", re.IGNORECASE | re.DOTALL)
_BETWEEN = re.compile(
    r"(?P<low>.+?)(?:\s+to\s+|\s*\.\.\.?\s*|(?<=\d)\s*[-–]\s*(?=\d))(?P<high>.+)", re.DOTALL
)


def next_to_ask(verdict: Verdict, left_out: Collection[int]) -> int | None:
    """The most telling question that was not left out, or None where nothing is to be asked any more.

    A profile asks everything that is unknown, in order.
    """
    if verdict.rubric.shape == "profile" or verdict.state == "not assessable":
        unknown = (n for n, judged in enumerate(verdict.criteria) if judged.state in ("unknown", "stale"))
        return next((position for position in unknown if position not in left_out), None)
    questions = (question.criterion for question in next_questions(verdict))
    return next((position for position in questions if position not in left_out), None)


def read_line(criterion: Criterion, line: str) -> Answer:
    """What a typed line answers. Raises Unreadable."""
    answer = _read(criterion, line)
    wrong = too_low(criterion, answer)
    if wrong is not None:
        raise Unreadable(*wrong)
    return answer


def _read(criterion: Criterion, line: str) -> Answer:
    if len(line) > LONGEST_TEXT:
        raise Unreadable(f"A line of {len(line)} characters is too long.", "Write less.")
    text = line.strip()
    if text == "?":
        return UNKNOWN
    words = [
        *criterion.labels,
        *criterion.options,
        *(criterion.ours if isinstance(criterion.ours, tuple) else ()),
    ]
    if folded(text) in map(folded, words):
        return read_answer(criterion, _chosen(criterion, text))
    if match := _NOT_APPLICABLE.fullmatch(text):
        return read_answer(criterion, {"not applicable": match["reason"]})
    if match := _ASSUMED.fullmatch(text):
        return read_answer(criterion, {"assumed": _chosen(criterion, match["answer"])})
    if criterion.kind not in ("set", "yes_no") and (match := _BETWEEN.fullmatch(text)):
        between = [_chosen(criterion, match["low"]), _chosen(criterion, match["high"])]
        return read_answer(criterion, {"between": between})
    return read_answer(criterion, _chosen(criterion, text))


def menu(criterion: Criterion) -> list[str]:
    """The words of a scale with their numbers, where they have any."""
    if criterion.kind not in ("scale", "level"):
        return []
    if not _numbered(criterion):
        return [f"  {label}" for label in criterion.labels]
    return [f"  {number}  {label}" for number, label in enumerate(criterion.labels, 1)]


def _chosen(criterion: Criterion, typed: str) -> str | int:
    """A number of the menu as the level that it stands for; anything else as typed."""
    text = typed.strip()
    if criterion.kind in ("scale", "level") and _numbered(criterion) and text.isascii() and text.isdigit():
        number = int(text[:6]) - 1
        if not 0 <= number < len(criterion.labels):
            raise Unreadable(f"There is no answer {text[:6]}.", f"Choose 1 to {len(criterion.labels)}.")
        return number
    return text


def _numbered(criterion: Criterion) -> bool:
    """Numbers name the words, unless the words are numbers themselves."""
    return not any(label.strip()[:1].isdigit() for label in criterion.labels)
