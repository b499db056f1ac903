"""The signs that are weighed: what stands around an occurrence, and what its document speaks of.

A sign is a name and a whole number. The part before the colon says where it was seen: `l1`, `r1` the next
word on the left and right, `l2`, `r2` the one after, `w` a word within reach; `x1`, `y1` the topics of the
next word on the left and right, `xw` topics within reach, `xp` of the passage, `d` of the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import isqrt

from customary.audit.model import Cue, Occurrence
from customary.audit.reading import reading
from customary.audit.sense.words import MANY_SENSED, PERSON, lemma, lists, own_words, tokens, topics_of

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
    found = {f"t:{occurrence.term}": 1, f"scope:{occurrence.passage.scope}": 1}
    for cue in cues:
        found[f"cue:{cue.side}"] = found[f"cue:{cue.id}"] = 1
    _form(found, occurrence, left, view.text, start, end)
    _neighbours(found, left, right)
    _topics(found, occurrence, left, right)
    return found


def levels(words: Mapping[str, int]) -> dict[str, int]:
    """How much a document speaks of each topic, 0 to HIGHEST: the square root of its share of all words."""
    topics: Counter[str] = Counter()
    of = topics_of()
    for word, times in words.items():
        for topic in of.get(lemma(word), ()):
            topics[topic] += times
    total = sum(words.values())
    return {topic: level(times, total) for topic, times in sorted(topics.items())}


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
    beside = (text[max(0, start - 1) : start], text[end : end + 1])
    found.update(
        (f"{mark} {place}", 1)
        for place, mark in zip(("before", "after"), beside, strict=True)
        if mark in ("-", "/")
    )
    if o.case == "upper":
        found["all capitals"] = 1
    elif o.case != "lower":
        found["capital first" if before in '<s>.!?:-"“' else "capital within"] = 1
        if _NEXT_CAPITAL.match(text, end):
            found["capital after"] = 1
        if _CAPITAL_BEFORE.search(text, max(0, start - 30), start):
            found["capital before"] = 1


def _neighbours(found: dict[str, int], left: Sequence[str], right: Sequence[str]) -> None:
    hyphen = int(bool(right) and right[0] == "-")
    after = f"-{_at(right, 1)}" if hyphen else _at(right, 0)
    for place, word in (
        ("l1", _at(left, -1)),
        ("l2", _at(left, -2)),
        ("r1", after),
        ("r2", _at(right, 1 + hyphen)),
    ):
        found[f"{place}:{word}"] = 1
    near = [*left[-REACH:], *right[:REACH]]
    found.update((f"w:{word}", 1) for word in near if word[0].isalpha() and word != PERSON)
    if "<code>" in near:
        found["code near"] = 1
    if _at(right, hyphen) in lists()["modal"]:
        found["modal after"] = 1


def _topics(found: dict[str, int], o: Occurrence, left: Sequence[str], right: Sequence[str]) -> None:
    own, of = own_words(o.term, o.rule), topics_of()
    after = right[1:] if right and right[0] == "-" else right
    places = (
        ("x1", left[-1:]),
        ("y1", after[:1]),
        ("xw", [*left[-REACH:], *right[:REACH]]),
        ("xp", [*left, *right]),
    )
    for place, words in places:
        seen: Counter[str] = Counter()
        for word in words:
            seen.update(of.get(word, ()))
            if word in own:
                seen["own"] += 1
        found.update((f"{place}:{topic}", min(4, times.bit_length())) for topic, times in seen.items())
        if len(words) > 1:
            for topic in ("software", "own"):
                if topic in seen:
                    height = found[f"{place}:{topic}"]
                    found[f"{place}:{topic} {o.term}"] = height
                    if topic == "software" and o.term in MANY_SENSED:
                        found[f"{place}:software many"] = height


def _at(words: Sequence[str], index: int) -> str:
    try:
        return words[index]
    except IndexError:
        return "<s>" if index < 0 else "</s>"
