"""Words as the sense sees them: lower case, without endings that only count or possess."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from customary.audit.model import CODE, MACRO, URL

PERSON, NUMBER = "<person>", "<number>"
"""Stand for every word that names customers (so that a rewriting changes nothing around it), and for digits."""
_TOKEN = re.compile(rf"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\d+|{CODE}+|{URL}+|{MACRO}+|[.,;:!?()\"“”/—–-]")
_SEEN = {CODE: "<code>", URL: "<url>", MACRO: "<macro>"}
_LETTERS = bytes(c if 97 <= c <= 122 else c + 32 if 65 <= c <= 90 else 32 for c in range(256))
_PEOPLE = frozenset(
    ["passenger", "patient", "guest", "client", "participant", "holder", "accountholder", "shipper", "policyholder", "cardholder", "tenant", "attendee", "subscriber", "diner", "patron", "shopper", "visitor", "consumer", "customer"]
)


def tokens(text: str) -> list[str]:
    """The words and marks of `text`, lemmas in lower case."""
    return [_SEEN.get(t[0]) or lemma(t) for t in _TOKEN.findall(text)]


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """A plain stem: plural and possessive endings off, digits and words for customers made one."""
    if word[0].isdigit():
        return NUMBER
    low = word.lower().replace("’", "'").replace("ʼ", "'").removesuffix("'s")
    if len(low) > 4:
        if low.endswith("ies"):
            low = low[:-3] + "y"
        elif low.endswith(("ses", "xes", "ches", "shes")):
            low = low[:-2]
        elif low.endswith("s") and not low.endswith(("ss", "us", "is")):
            low = low[:-1]
    return PERSON if low in _PEOPLE else low


def counts(text: str) -> Counter[str]:
    """How often each plain English word stands anywhere in `text`: prose, code and markup alike."""
    return Counter(text.encode("utf-8", "replace").translate(_LETTERS).decode("ascii").split())
