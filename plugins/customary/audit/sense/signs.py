"""The signs that are weighed: what stands around an occurrence, and what its document speaks of.

A sign is a name and a whole number. Names before the colon say where it was seen: `l1`, `r1` the next
word on the left and right, `l2`, `r2` the one after, `w` within reach, `xw` topics within reach, `xp`
topics of the passage, `d` topics of the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import isqrt

from customary.audit.model import Occurrence
from customary.audit.reading import Reading, reading
from customary.audit.sense.topics import MANY_SENSED, lists, own_words, topics_of
from customary.audit.sense.words import PERSON, lemma, tokens

REACH = 8
"""Words to either side that count as near."""
FAR = 600
"""Characters to either side that are looked at in a long passage."""
_MODAL = frozenset(
    ["may", "can", "must", "will", "should", "would", "could", "might", "is", "are", "was", "were", "has", "have", "had", "does", "do", "need", "want"]
)
_BE_AND_VERY = frozenset(
    ["be", "being", "been", "am", "is", "are", "was", "were", "remain", "stay", "very", "so", "too", "more", "most", "extremely", "incredibly", "always", "as", "how", "really", "quite"]
)
_DETERMINER = frozenset(
    ["the", "a", "an", "each", "every", "our", "your", "their", "his", "her", "this", "that", "any", "no", "another", "one", "its", "my", "some", "which", "either", "<number>"]
)
_LINK = frozenset(
    ["of", "in", "at", "on", "for", "to", "from", "by", "and", "or", "who", "whose", "that", "which", "with", "during", "when", "if", "as", "than", "then", "before", "after", "whether", "without", "within", "into", "via", "per", "about", "under", "between", "through", "upon", "not", "also", "only", "<s>", "</s>", "<code>", "<url>", ",", ".", ";", ":"]
)
_CAPITALISED = re.compile(r"[A-Za-z][\w'’-]*")
_GAP = re.compile(r"[ \n\t>&-]*( of | and | & | for | the )?")
_QUOTES = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"))


def signs(occurrence: Occurrence) -> dict[str, int]:
    """What stands around `occurrence`, in its own passage."""
    view = reading(occurrence.passage)
    start, end = view.index(occurrence.start), view.index(occurrence.end - 1) + 1
    left = tokens(view.text[max(0, start - FAR) : start])
    right = tokens(view.text[end : end + FAR])
    found = {f"t:{occurrence.term}": 1, f"scope:{occurrence.passage.scope}": 1}
    _form(found, occurrence, left, right, view.text, start, end)
    _neighbours(found, occurrence.term, left, right)
    _topics(found, "xw", occurrence.term, [*left[-REACH:], *right[:REACH]])
    _topics(found, "xp", occurrence.term, [*left, *right])
    _name(found, view, start, end)
    _quotation(found, view.text, start, end)
    return found


def levels(words: Mapping[str, int]) -> dict[str, int]:
    """How much a document speaks of each topic, 0 to 40 (the square root of its share of all words)."""
    topics: Counter[str] = Counter()
    of = topics_of()
    for word, times in words.items():
        for topic in of.get(lemma(word), ()):
            topics[topic] += times
    total = sum(words.values()) + 20
    return {topic: min(40, isqrt(6400 * times // total)) for topic, times in topics.items()}


def document_signs(term: str, topics: Mapping[str, int], own: int) -> dict[str, int]:
    """What the document says about `term`, from the `levels` of its topics."""
    found = {f"d:{topic}": level for topic, level in topics.items()}
    software = topics.get("software", 0)
    found["d:own"] = found[f"d:own {term}"] = own
    found[f"d:software {term}"] = software
    if term in MANY_SENSED:
        found["d:software many"] = software
    return found


def _form(
    found: dict[str, int],
    o: Occurrence,
    left: Sequence[str],
    right: Sequence[str],
    text: str,
    start: int,
    end: int,
) -> None:
    found["plural" if o.plural else "singular"] = 1
    if o.possessive:
        found["possessive"] = 1
    if text[end : end + 1] == "-":
        found["hyphen after"] = 1
    if text[max(0, start - 1) : start] == "-":
        found["hyphen before"] = 1
    if "/" in (text[end : end + 1], text[max(0, start - 1) : start]):
        found["slash"] = 1
    if o.case == "upper":
        found["all capitals"] = 1
    elif o.case != "lower":
        opens = not left or left[-1] in '.!?:-"“'
        found["capital first" if opens else "capital within"] = 1
    before = left[-1] if left else "<s>"
    if not o.plural and before not in _DETERMINER and before != "<s>":
        found["bare singular"] = 1
    if o.term == "patient" and not o.plural and o.case == "lower":
        _patience(found, before, _word(right, 0))


def _patience(found: dict[str, int], before: str, after: str) -> None:
    """*be patient with us*, *a patient strategy*: the adjective."""
    known = _MODAL | _LINK | lists()["record"] | lists()["health"] | lists()["personverb"]
    if before in _BE_AND_VERY:
        found["adjective: be"] = 1
    elif after in ("with", "and", "but") and before not in _DETERMINER:
        found["adjective: with"] = 1
    elif after.isalpha() and after not in known:
        found["adjective: noun"] = 1


def _neighbours(found: dict[str, int], term: str, left: Sequence[str], right: Sequence[str]) -> None:
    before, before2 = _word(left, -1), _word(left, -2)
    hyphen = bool(right) and right[0] == "-"
    after, after2 = _word(right, int(hyphen)), _word(right, 1 + hyphen)
    names = lists()
    for place, word in (
        ("l1", before),
        ("l2", before2),
        ("r1", f"-{after}" if hyphen else after),
        ("r2", after2),
    ):
        found[f"{place}:{word}"] = 1
    near = [*left[-REACH:], *right[:REACH]]
    found.update((f"w:{word}", 1) for word in near if word[0].isalpha() and word != PERSON)
    for place, words in (("x1", [before]), ("y1", [after]), ("x2", [before, before2, after, after2])):
        _topics(found, place, term, words)
    if after in _MODAL:
        found["modal after"] = 1
    if "<code>" in near:
        found["code near"] = 1
    if after in names["thing"]:
        found[f"thing:{term}"] = 1
    if before in names["servverb"] or before2 in names["servverb"]:
        found["served"] = 1


def _topics(found: dict[str, int], place: str, term: str, words: Iterable[str]) -> None:
    of, own = topics_of(), own_words(term)
    seen: Counter[str] = Counter()
    for word in words:
        seen.update(of.get(word, ()))
        seen["own"] += word in own
    found.update((f"{place}:{topic}", _log(times)) for topic, times in seen.items() if times)
    software = _log(seen["software"])
    if software and place in ("xw", "xp"):
        found[f"{place}:software {term}"] = software
        if term in MANY_SENSED:
            found[f"{place}:software many"] = software
    if seen["own"] and place in ("xw", "xp"):
        found[f"{place}:own {term}"] = _log(seen["own"])


def _name(found: dict[str, int], view: Reading, start: int, end: int) -> None:
    """Capitalised words side by side with the occurrence: a name, a title, a label."""
    text = view.text
    if not text[start].isupper() or text[start:end].isupper():
        return
    low = max(0, start - 120)
    words = [m for m in _CAPITALISED.finditer(text, low, min(len(text), end + 120))]
    here = next((i for i, m in enumerate(words) if m.end() > start), None)
    if here is None:
        return
    first = last = here
    while first > 0 and _joined(text, words[first - 1], words[first]):
        first -= 1
    while last + 1 < len(words) and _joined(text, words[last], words[last + 1]):
        last += 1
    found[f"capitals:{min(last - first + 1, 3)}"] = 1
    if last > here:
        found["capital after"] = 1
    if first < here:
        found["capital before"] = 1


def _joined(text: str, one: re.Match[str], two: re.Match[str]) -> bool:
    return one[0][0].isupper() and two[0][0].isupper() and bool(_GAP.fullmatch(text, one.end(), two.start()))


def _quotation(found: dict[str, int], text: str, start: int, end: int) -> None:
    for opening, closing in _QUOTES:
        first, last = text.rfind(opening, 0, start), text.find(closing, end)
        if first < 0 or last < 0 or closing in text[first + 1 : start]:
            continue
        if opening == closing and text.count(opening, 0, start) % 2 == 0:
            continue
        if opening in "'‘" and text[max(0, first - 1) : first].isalnum():
            continue
        found["quoted"] = 1
        if last - first < 40:
            found["quoted briefly"] = 1
        return


def _word(words: Sequence[str], index: int) -> str:
    try:
        return words[index]
    except IndexError:
        return "<s>" if index < 0 else "</s>"


def _log(times: int) -> int:
    """1, 2, 3, 4 for 1, 2-3, 4-7, 8 and more."""
    return min(4, times.bit_length())
