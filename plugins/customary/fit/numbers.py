"""Numbers as people type them, read from the text into whole multiples of the last declared place."""

from __future__ import annotations

import re

from customary.errors import shortened
from customary.fit.model import LARGEST_NUMBER

_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d{1,30})(?:\.(?P<part>\d{1,30}))?", re.ASCII)
_AMOUNT = re.compile(r"(?P<count>[a-z]+|\d+)\s+(?P<unit>[a-z]+)")
_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_COUNTS = {word: n for n, word in enumerate(_WORDS)} | {"a": 1, "an": 1}
_IN_UNITS = {
    "working day": {"day": 1, "week": 5, "fortnight": 10},
    "day": {"day": 1, "week": 7, "fortnight": 14},
    "week": {"week": 1, "fortnight": 2, "year": 52},
    "month": {"month": 1, "quarter": 3, "year": 12},
    "minute": {"minute": 1, "hour": 60},
    "hour": {"hour": 1},
}


class NotANumber(ValueError):
    """Carries what is wrong with a text that should be a number, and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what, self.remedy = what, remedy


def read_number(typed: str, places: int = 0, unit: str = "") -> int:
    """`typed` in units of 10**-places, exactly; the criterion's unit may follow the number.

    Raises NotANumber, which converts plain durations ("two weeks") for the remedy.
    """
    text = _without_unit(typed.strip(), unit)
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise _not_a_number(typed, text, unit, places)
    part = (match["part"] or "").rstrip("0")
    if len(part) > places:
        wanted = "whole numbers" if places == 0 else f"at most {places} decimal place{'s' * (places > 1)}"
        raise NotANumber(f'"{shortened(typed)}" has too many decimals.', f"Write {wanted} here.")
    number = int(match["whole"] + part.ljust(places, "0")) * (-1 if match["sign"] == "-" else 1)
    if abs(number) > LARGEST_NUMBER:
        raise NotANumber(f'"{shortened(typed)}" is too large.', "Choose a larger unit.")
    return number


def shown(number: int, places: int = 0) -> str:
    """A scaled number as it would be typed: no trailing zeros, no float on the way."""
    if places == 0:
        return str(number)
    sign, digits = ("-" if number < 0 else ""), str(abs(number)).rjust(places + 1, "0")
    part = digits[-places:].rstrip("0")
    return sign + digits[:-places] + (f".{part}" if part else "")


def _without_unit(text: str, unit: str) -> str:
    """`text` without the unit after its number: all of it, its first words, or its singular."""
    match = _NUMBER.match(text)
    rest = text[match.end() :].strip().casefold() if match else ""
    units = unit.casefold()
    said = rest and any(units == ending or units.startswith(ending + " ") for ending in (rest, rest + "s"))
    return text[: match.end()] if match and said else text


def _not_a_number(typed: str, text: str, unit: str, places: int) -> NotANumber:
    what = f'"{shortened(typed)}" is not a number.'
    folded = text.casefold().strip()
    if folded in _COUNTS:
        return NotANumber(what, f"Write {_COUNTS[folded]}.")
    if (amount := _AMOUNT.fullmatch(folded)) and (converted := _converted(amount, unit)):
        count, base = converted
        plural = base if count == 1 else f"{base}s"
        return NotANumber(what, f"{_capital(folded)} is {count} {plural}. Write {count}.")
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+", folded) and not (places >= 3 and folded.count(",") == 1):
        return NotANumber(what, f"Write {folded.replace(',', '')}, without commas.")
    if re.fullmatch(r"[+-]?\d+,\d+", folded) and places == 0:
        return NotANumber(what, "Write whole numbers here, with no comma.")
    if re.fullmatch(r"[+-]?\d+,\d+", folded):
        return NotANumber(what, f"Write {folded.replace(',', '.')} with a point, or leave out the comma.")
    return NotANumber(what, "Write digits, such as 10.")


def _converted(amount: re.Match[str], unit: str) -> tuple[int, str] | None:
    count = _COUNTS.get(amount["count"]) if not amount["count"].isdigit() else int(amount["count"][:6])
    for base, sizes in _IN_UNITS.items():
        size = sizes.get(amount["unit"].removesuffix("s"))
        if base in unit.casefold() and size is not None and count is not None:
            return count * size, base
    return None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
