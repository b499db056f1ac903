"""The signs that are weighed: what stands around an occurrence, and what its document speaks of.

A sign is a name and a whole number. The part before the colon says where it was seen: `cue` a cue of the
word's pack, `xw` topics of the words within reach, `xp` topics of the passage, `d` of the document. Single
words are not weighed: they tell one text from another, but nothing about the next one (docs/decisions/0010).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import isqrt

from customary.audit.model import Cue, Occurrence
from customary.audit.reading import reading
from customary.audit.sense.words import MANY_SENSED, lists, own_words, tokens, topics_of

REACH = 8
"""Words to either side that count as near."""
FAR = 600
"""Characters to either side that are looked at in a long passage."""
HIGHEST = 40
"""The highest level of a topic in a document."""
_NEXT_CAPITAL = re.compile(r"[ -](?:of |and |& |for |the )?[A-Z]")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w'’-]*[ -](?:of |and |& |for |the )?$")


def signs(occurrence: Occurrence, cues: Iterable[Cue]) -> dict[str, int]:
    """What stands around `occurrence` in its own passage; `cues` are the signs that its pack knows."""
    view = reading(occurrence.passage)
    start, end = view.index(occurrence.start), view.index(occurrence.end - 1) + 1
    left = tokens(view.text[max(0, start - FAR) : start])
    right = tokens(view.text[end : end + FAR])
    found = {f"t:{occurrence.term}": 1}
    for cue in cues:
        found[f"cue:{cue.side}"] = found[f"cue:{cue.id}"] = 1
    _form(found, occurrence, left, view.text, start, end)
    if right and right[0] in lists()["modal"]:
        found["modal after"] = 1
    near = [*left[-REACH:], *right[:REACH]]
    if "<code>" in near:
        found["code near"] = 1
    _topics(found, "xw", occurrence, near)
    _topics(found, "xp", occurrence, [*left, *right])
    return found


def spoken(words: Mapping[str, int]) -> dict[str, int]:
    """How often the words of each topic stand in a document. `words` are as `words.counts` has them."""
    topics: Counter[str] = Counter()
    of = topics_of()
    for word, times in words.items():
        for topic in of[word]:
            topics[topic] += times
    return dict(sorted(topics.items()))


def levels(topics: Mapping[str, int], total: int) -> dict[str, int]:
    """How much a document of `total` words speaks of each topic, 0 to HIGHEST: the root of its share."""
    return {topic: level(times, total) for topic, times in topics.items()}


def said(words: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """The three most frequent words of each topic."""
    found: dict[str, list[str]] = {}
    of = topics_of()
    for word in sorted(words, key=lambda word: (-words[word], word)):
        for topic in of[word]:
            if len(found.setdefault(topic, [])) < 3:
                found[topic].append(word)
    return {topic: tuple(mine) for topic, mine in found.items()}


def level(times: int, total: int) -> int:
    """The level of a topic whose words stand `times` among `total` words."""
    return min(HIGHEST, isqrt(6400 * times // (total + 20)))


def document_signs(term: str, topics: Mapping[str, int], own: int) -> dict[str, int]:
    """What a document says about `term`, from the levels of its topics and of the term's own trades."""
    found = {f"d:{topic}": height for topic, height in topics.items()}
    software = topics.get("software", 0)
    found["d:own"] = found[f"d:own {term}"] = own
    found[f"d:software {term}"] = software
    if term in MANY_SENSED:
        found["d:software many"] = software
    return found


def _form(found: dict[str, int], o: Occurrence, left: Sequence[str], text: str, start: int, end: int) -> None:
    before = left[-1] if left else "<s>"
    found["plural" if o.plural else "singular"] = 1
    if o.possessive:
        found["possessive"] = 1
    elif not o.plural and before not in lists()["determiner"] and before != "<s>":
        found["bare singular"] = 1
    for place, mark in (("before", text[max(0, start - 1) : start]), ("after", text[end : end + 1])):
        if mark in ("-", "/"):
            found[f"{mark} {place}"] = 1
    if o.case == "upper":
        found["all capitals"] = 1
    elif o.case != "lower":
        found["capital first" if before in '<s>.!?:-"“' else "capital within"] = 1
        if _NEXT_CAPITAL.match(text, end):
            found["capital after"] = 1
        if _CAPITAL_BEFORE.search(text, max(0, start - 30), start):
            found["capital before"] = 1


def _topics(found: dict[str, int], place: str, o: Occurrence, words: Iterable[str]) -> None:
    own, of = own_words(o.term, o.rule), topics_of()
    seen: dict[str, int] = {}
    for word in [word for word in words if word in of]:
        for topic in of[word]:
            seen[topic] = seen.get(topic, 0) + 1
        if word in own:
            seen["own"] = seen.get("own", 0) + 1
    for topic, times in seen.items():
        height = found[f"{place}:{topic}"] = min(4, times.bit_length())
        if topic in ("software", "own"):
            found[f"{place}:{topic} {o.term}"] = height
            if topic == "software" and o.term in MANY_SENSED:
                found[f"{place}:software many"] = height
