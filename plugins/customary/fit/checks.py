"""What must hold for any rubric, however it was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from customary.errors import shortened
from customary.fit.model import Rubric
from customary.fit.reading import Reader, Steps


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a rubric stand in its file, and how it writes a threshold of 0..1000."""

    criterion: Callable[[int], Steps]
    band: Callable[[str], Steps]
    cap: Callable[[int], Steps]
    criteria: Steps = ("criteria",)
    threshold: Callable[[int], str] = str


CANONICAL = Places(lambda n: ("criteria", n), lambda name: ("bands", name), lambda n: ("caps", n))


def check_rubric(reader: Reader, rubric: Rubric, places: Places = CANONICAL, whole: bool = True) -> None:
    """Note what is wrong with the parts of a rubric taken together; `whole`: no criterion is missing."""
    _bands_in_order(reader, rubric, places)
    _names_once(reader, rubric, places)
    _curves(reader, rubric, places)
    if whole and not any(criterion.weight for criterion in rubric.criteria):
        remedy = "Give at least one criterion a weight above 0."
        reader.bad(places.criteria, "All weights are 0, so nothing counts.", remedy)


def _bands_in_order(reader: Reader, rubric: Rubric, places: Places) -> None:
    """Note thresholds that fall from a worse verdict to a better one."""
    highest, name_of_highest = 0, rubric.verdicts[0]
    for name, threshold in zip(rubric.verdicts, rubric.thresholds, strict=True):
        if threshold is None:
            continue
        if threshold < highest:
            starts, ends = places.threshold(threshold), places.threshold(highest)
            worse = shortened(name_of_highest)
            what = f'Band "{shortened(name)}" starts at {starts}, but the worse "{worse}" starts at {ends}.'
            reader.bad(places.band(name), what, "List the verdicts from worst to best, and set one boundary.")
        highest, name_of_highest = max(
            (highest, name_of_highest), (threshold, name), key=lambda pair: pair[0]
        )


def _names_once(reader: Reader, rubric: Rubric, places: Places) -> None:
    """Note criteria and rules that share a name."""
    seen: dict[str, int] = {}
    for position, criterion in enumerate(rubric.criteria):
        if criterion.id in seen:
            what = f'Two criteria are called "{shortened(criterion.id)}".'
            reader.bad(places.criterion(position), what, "Give one of them another name.", on_key=True)
        seen.setdefault(criterion.id, position)
    caps: set[str] = set()
    for position, cap in enumerate(rubric.caps):
        if cap.id in caps:
            what = f'Two rules are called "{shortened(cap.id)}".'
            reader.bad(places.cap(position), what, "Give one of them another name.")
        caps.add(cap.id)


def _curves(reader: Reader, rubric: Rubric, places: Places) -> None:
    for position, criterion in enumerate(rubric.criteria):
        if criterion.kind not in ("number", "gap"):
            continue
        low, high = criterion.at_least, criterion.at_most
        if low is None and high is None:
            what = f'"{shortened(criterion.name)}" has no bound, so every number fits.'
            reader.bad(places.criterion(position), what, 'Add "at least" or "at most".')
        if low is not None and high is not None and low > high:
            what = f'"{shortened(criterion.name)}" wants at least more than it wants at most.'
            reader.bad(places.criterion(position), what, "Exchange the two.")
