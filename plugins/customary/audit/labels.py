"""Labels on a screen: short marked phrases that a page tells its readers to press, or calls a button."""

from __future__ import annotations

import re
from typing import NamedTuple

from customary.audit.model import MARKUP, Occurrence

_LONGEST = 70
_PRESSED = re.compile(
    r"\b(?:click|clicking|tap|tapping|press|pressing|select|selecting|choose|choosing|tick|ticking|check|uncheck)"
    rf"(?: (?:on|the|a|either|your))*(?: ?{MARKUP}+[^{MARKUP}]{{1,40}}{MARKUP}+,?(?: and| or| then| the)*)?"
    r"\W{0,2}$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\W{0,2}(?:buttons?|tabs?|menus?|checkbox(?:es)?|fields?|dropdown|drop-down|icon|toggle|dialog|dialogue|window|"
    r"box|pane|panel)\b"
)


class Marked(NamedTuple):
    """A phrase between marks (emphasis, a link) in its line."""

    before: str
    """At most sixty characters before it."""
    phrase: str
    after: str


def marked(o: Occurrence) -> Marked | None:
    """The short marked phrase, opening with a capital, that the word stands in; None where it is in none."""
    text, end = o.passage.text, o.end - o.passage.start
    first, last = text.rfind(MARKUP, 0, o.start - o.passage.start), text.find(MARKUP, end)
    if last < 0 and len(text.rstrip()) - end <= 1:
        last = len(text)  # the passage ends with the marked phrase
    if first < 0 or last < 0 or last - first > _LONGEST:
        return None
    phrase = text[first + 1 : last].strip()
    if not phrase[:1].isupper() or "\n\n" in phrase:
        return None
    before = text[max(0, first - 60) : first + 1].rstrip(MARKUP)
    return Marked(before, phrase, text[last : last + 60].lstrip(MARKUP))


def is_pressed(o: Occurrence) -> bool:
    """Whether the word stands in a marked phrase that is said to be pressed, or called a button or a field:
    click **Name of guest**, the **Number of guests** field. The screen says it, whoever writes about it."""
    label = marked(o)
    return label is not None and bool(_PRESSED.search(label.before) or _CALLED.match(label.after))
