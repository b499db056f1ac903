"""The exact rewriting of an occurrence: number, case, possessive, article, doubles, agreement."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from customary.audit import doubles
from customary.audit.kinds import place
from customary.audit.kinds.term import plural_of
from customary.audit.model import Occurrence, Passage, Rewriting
from customary.audit.reading import Change, Reading, edits_of, reading, words

_DETERMINERS = words("the a an our your their his her its my this that these those")
_QUANTIFIERS = words("each every any some no all both many most few several which what whose another either")
_SERVICE = re.compile(r"[\s-]+services?\b", re.I)
_ARTICLE = re.compile(r"(?<![^\W_])(an?)[\s\"“‘'(*]*$", re.I)
_REACH = 80
"""Characters before a word that its grammar looks at: a long passage costs no more than a short one."""
_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[\s\"“‘'(*]*$")


def rewrite(
    passage: Passage,
    occurrence: Occurrence,
    replacement: str = "customer",
    beside: Collection[Occurrence] = (),
) -> Rewriting:
    """How to say `replacement` (a noun phrase in the singular or plural) in the place of `occurrence`.

    `beside` are the other occurrences of the passage that will be rewritten too, so that "guests and
    visitors" becomes one word. The edits are offsets of the file and touch nothing that may stay.
    """
    if occurrence.kind == "place":
        return place.rewriting(passage, occurrence, replacement)
    view = reading(passage)
    start, end = view.index(occurrence.start), view.index(occurrence.end - 1) + 1
    double = doubles.find(view, start, end, occurrence, replacement, beside)
    why = double.why
    if double.two_people:
        return Rewriting((), False, why)
    if double.leaves_out:
        changes = list(double.changes)
    else:
        worded = _worded(view, start, end, occurrence, replacement, capital=double.capital)
        changes = [*worded.changes, *double.changes]
        why = why or worded.why
    edits = edits_of(view, changes)
    if edits is None:
        return Rewriting((), False, "markup cuts the words up")
    last = end - 1 - len(occurrence.possessive)
    cut = view.at[last] - view.at[start] != last - start
    return Rewriting(edits, not why and not cut, why or ("markup stands inside the word" if cut else ""))


class Worded(NamedTuple):
    """The changes that put a noun phrase in the place of a word."""

    changes: list[Change]
    why: str


def _worded(
    view: Reading, start: int, end: int, occurrence: Occurrence, replacement: str, capital: bool
) -> Worded:
    phrase = numbered(replacement, occurrence.plural)
    determiner, _, noun = phrase.partition(" ")
    before = _BEFORE.search(view.text, max(0, start - _REACH), start)
    last = before[1] if before else ""
    changes: list[Change] = []
    why = ""
    if determiner.lower() in _DETERMINERS and noun:
        if last.lower() in _DETERMINERS and before:
            changes.append((before.start(1), start, ""))
        elif not _opens_a_noun_phrase(view.text, start):
            phrase = noun
        last = ""
    possessive = _possessive(phrase, occurrence.possessive)
    at_start = changes != [] and last == "" and before is not None and before[1][0].isupper()
    shown = _cased(phrase, occurrence, view, start, end)
    shown = _capitalised(shown) if capital or (at_start and occurrence.case != "upper") else shown
    stop = end - len(occurrence.possessive)
    if possessive == occurrence.possessive and view.at[end - 1] - view.at[start] != end - 1 - start:
        changes.append((start, stop, shown))  # an apostrophe may be written &rsquo;
    else:
        changes.append((start, end, shown + possessive))
    changes += _article(view, start, phrase) if last.lower() in ("a", "an") and before else []
    if phrase.endswith(("customer", "customers")):
        why = _clash(view, end, occurrence)
    return Worded(changes, why)


def _clash(view: Reading, end: int, occurrence: Occurrence) -> str:
    if not occurrence.possessive and not occurrence.plural and _SERVICE.match(view.text, end):
        return "customer service means something else"
    return ""


def numbered(phrase: str, plural: bool) -> str:
    """A noun phrase in the singular or the plural, whichever way it is given: our API clients."""
    *front, noun = phrase.split(" ")
    if plural and noun.lower() == "people":
        return phrase
    single = singular_of(noun)
    return " ".join([*front, plural_of(single) if plural else single])


def singular_of(noun: str) -> str:
    """The singular of an English noun that may be a plural."""
    low = noun.lower()
    if low in ("people", "persons"):
        return "person"
    if low.endswith("ies") and len(low) > 4:
        return noun[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes", "zes")):
        return noun[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def _possessive(phrase: str, ending: str) -> str:
    """The ending as it was written, in the form that the new word wants."""
    if not ending:
        return ""
    s = ending[1:] or "s"
    return ending[0] if phrase.endswith("s") else ending[0] + s


def _cased(phrase: str, occurrence: Occurrence, view: Reading, start: int, end: int) -> str:
    if occurrence.case == "upper":
        return phrase.upper()
    if occurrence.case == "title" or (
        occurrence.case == "first" and " " in phrase and _in_title_case(view.text, start, end)
    ):
        return " ".join(_capitalised(word) for word in phrase.split(" "))
    return _capitalised(phrase) if occurrence.case == "first" else phrase


def _capitalised(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def _in_title_case(text: str, start: int, end: int) -> bool:
    """Whether the longer words around a capitalised word have capitals, too."""
    near = re.findall(r"[^\W\d_]{4,}", text[max(0, start - 60) : start] + " " + text[end : end + 60])
    return bool(near) and all(word[0].isupper() for word in near)


def _opens_a_noun_phrase(text: str, start: int) -> bool:
    """Whether a determiner can stand here: nothing before that already belongs to the noun."""
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    if not before or re.search(r"[.!?:;]\s*$", text[max(0, start - _REACH) : start]):
        return True
    word = before[1].lower()
    return word in _PREPOSITIONS_AND_VERBS or (
        word not in _DETERMINERS | _QUANTIFIERS and word.endswith("ing")
    )


_PREPOSITIONS_AND_VERBS = words(
    "to of for from with by on in at and or but that when if as about against among between through than "
    "give gives tell tells ask asks help helps let lets serve serves send sends show shows thank thanks like "
    "meet meets call calls is are was were so because while where before after until without toward towards"
)


def _article(view: Reading, start: int, phrase: str) -> list[Change]:
    """The change from an to a, or from a to an, where the article stands right before the word."""
    match = _ARTICLE.search(view.text, max(0, start - _REACH), start)
    if not match or view.text[match.start() - 1 : match.start()] in ("'", "’"):
        return []
    at, article = match.start(1), match[1]
    wants_n = starts_with_a_vowel(phrase)
    if len(article) == 2 and not wants_n:
        return [(at + 1, at + 2, "")]
    if len(article) == 1 and wants_n:
        return [(at, at + 1, article + ("N" if phrase.isupper() else "n"))]
    return []


def starts_with_a_vowel(phrase: str) -> bool:
    """Whether `phrase` is said with a vowel first: an API client, an hour, a user, a one-off."""
    word = re.split(r"[\s-]", phrase)[0]
    if word.isupper() and len(word) > 1:
        return word[0] in "AEFHILMNORSX"
    low = word.lower()
    if low.startswith(("uni", "use", "usu", "eu", "one", "once", "ut", "ubi")):
        return low.startswith(("unin", "unim", "utter", "utmost"))
    return low[:1] in "aeiou" or low.startswith(("hour", "honest", "honour", "honor", "heir"))
