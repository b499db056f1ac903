"""Where even a strong leaning is not enough to change a word unseen, and a person should look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from customary.audit.labels import marked
from customary.audit.model import CODE, MARKUP, Cue, Occurrence
from customary.audit.reading import reading, words
from customary.audit.sense.titles import in_a_title
from customary.audit.sense.words import TRADES

_QUOTED = ("quotation-marks", "in-quotation-marks")
LABELS = 2
"""A page that tells its readers so often to click on a marked name shows its labels that way."""
RIDES, STUDIES, PEERS, PROGRAMS = 4, 7, 6, 8
"""From which level on a page's subject puts passengers, participants, attendees and subscribers in doubt."""
HOMES = 6
"""From which level on a page on homes, shops or events puts guests or patrons in doubt, if it speaks less of
hotels and libraries."""
SERVICE = 12
"""From which level on a page speaks enough of services that people take."""
PLAIN = ("account holder", "cardholder", "policyholder")
"""Words that say themselves what somebody has from whom."""
_PRESS = r"(?:[Cc]lick|[Ss]elect|[Cc]hoose|[Pp]ress|[Tt]ap|[Oo]pen|[Ee]xpand|[Hh]it|[Cc]lear|[Gg]o to)"
_BOLD = re.compile(r"(?:\*\*|__|<b>|<strong>)(?=[A-Z])")
_PRESS_TO_BOLD = re.compile(rf"\b{_PRESS}\b(?: (?:on|the|a|in|your))*\s*\Z")
_PRESS_BEFORE = re.compile(
    r"\b(?:click|clicking|tap|press|select|choose|open|expand|on)\W{0,2}$", re.IGNORECASE
)
_SCREEN_AFTER = re.compile(
    r"\W{0,2}(?:buttons?|tabs?|menus?|checkbox|fields?|drop|dropdown|options?|icon|link|toggle|page|screen|panel|"
    r"pane|dialog|dialogue|column|section|view|window|box|widget|tile|sidebar|list|permissions?)\b"
)
_GRANTED = (
    r"(?:view|see|read|create|add|edit|update|change|modify|write|delete|remove|manage|list|access|search|export|"
    r"import|print|merge|approve|assign|invite|register|enrol|enroll|book|submit|download|upload|archive|restore)"
)
_MAY = re.compile(rf"\W*(?:Can|May|Allow(?:s|ed)? to|Able to) (?:not |only )?{_GRANTED}\b", re.IGNORECASE)
_GRANT = re.compile(rf"\W*{_GRANTED.replace('(?:', '(?:all|full|', 1)}\b", re.IGNORECASE)
_GRANTS = re.compile(
    r"\b(?:permissions?|privileges?|access (?:rights|levels?|control)|capabilit(?:y|ies))\b", re.IGNORECASE
)
_SETTING = re.compile(
    rf"\s*{MARKUP}*(?P<name>(?:Allow|Enable|Disable|Show|Hide|Display|Require|Send|Notify|Include|Exclude|Prevent|"
    rf"Restrict|Use|Maximum|Minimum|Default)\s[^{MARKUP}\n]{{1,80}}?)(?:[:.]{MARKUP}|{MARKUP}+\s?(?:[:–—-]|specif|determin))"
)
"""A setting and what it does: **Allow guests to stay**: when this is on, …"""
_LONGEST_LABEL = 70
_QUOTE = re.compile(r"""["“'‘](?=[A-Z])[^"“”\n]{1,60}["”'’](?!\w)""")
_NAMED_THING = re.compile(
    r"""[^"“”\n]{0,30}["”],?\s(?:features?|notifications?|events?|buttons?|roles?|permissions?|status|tags?|labels?|flags?|"""
    r"""categor(?:y|ies)|type|template|option|setting|field|tab|page|screen|module|mode|section|column|filter|report)\b"""
)
_SCREEN_BEFORE = re.compile(
    r"\b(?:Add|Edit|New|Create|Delete|View|Search|Find|Manage|Update|Merge|Import|Export)\s(?:[^\W\d_]+\s)?\Z"
)
_SCREEN_NAMED = re.compile(
    r"\s(?:[^\W\d_]+\s)?(?:page|screen|button|tab|form|window|dialog|menu|module|tool|wizard|report)\b"
)
_PRESS_QUOTED = re.compile(
    r"""\b(?:click|clicking|tap|press|select|choose)(?: (?:on|the))*\s["“][^"“”\n.!?]{0,30}\Z""",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:Actors?|Roles?|Personas?|User types?)\s?:\s?(?:[^.;:\n]{0,60},\s)?\Z", re.IGNORECASE
)
_OPENS_QUOTED = re.compile(r"""["“][^"“”\n.!?]{0,30}\Z""")
_STEP_BEFORE = re.compile(r"[>→»›]\s*(?:[A-Z]\w*\s)?$")
_STEP_AFTER = re.compile(r"(?:['’]s?)?(?:\s\w+){0,2}\s*[>→»›]")
_SPEECH = 150
"""Characters to either side that tell in which language a passage is."""
_OF_DATA = re.compile(
    r"[ -](?:(?:objects?|refs?|index|indices|contexts?|schemas?|entity|entities|codepaths?|digests?|structs?|"
    r"enums?|payloads?|resolvers?|resolving)\b|(?:record )?class\b(?! of)|type list\b)"
)
_NOT_ENGLISH = words(
    "les des aux dans avec pour une sont und der das nicht mit für von para los las que del una het een"
)
_ENDS = re.compile(r"\s*(?:[),\]]|\Z)")
_PUBLISHER = re.compile(r"\bpublishers?\b", re.IGNORECASE)
_MARKS_ALONE = re.compile(r"""(?:""|“”|‘’|«»|„“)\Z""")
_CITED = re.compile(
    r"\bdoi(?:\.org|:)|\bet al\b|\bISBN\b|\bISSN\b|(?:19|20)\d\d;\s?\d+|\d\(\d+\):\s?\d|\bpp\.\s?\d"
)
_ANY_WORD = re.compile(r"\w+")
_OF_CODE = re.compile(r"""<%|%>|["']\.\w+\(|=>|\w = ["']|\w\(\w*["':@]""")
_NEXT_CAPITAL = re.compile(r"[ -][A-Z][a-z]*[A-Za-z]\b")
_WORD = re.compile(r"[^\W\d_]+")
_CUSTOMER = re.compile(r"\bcustomers?\b", re.IGNORECASE)
_NOTE = re.compile(r"\W*(?:note|tip|warning|important|info|hint|caution|example)", re.IGNORECASE)


def doubt(
    occurrence: Occurrence,
    cues: Sequence[Cue],
    topics: Mapping[str, int],
    labels: int,
    titles: tuple[str, ...],
    declared: bool,
) -> str:
    """Why a person should look at `occurrence`, in words; "" where there is no reason.

    Of its document: `topics` are the levels of what it speaks of, `labels` counts the labels that it shows as
    marked words (`count_labels`), `titles` are the link texts that are titles (`titles_in`). `declared` is
    true for a word that names customers by declaration: then a person at large is no longer in doubt.
    """
    doubtful = next((cue.words for cue in cues if cue.side == "doubt"), "")
    return (
        doubtful
        or _of_form(occurrence, cues, labels)
        or ("the link cites a page or a heading by its title" if in_a_title(occurrence, titles) else "")
        or _of_subject(occurrence.term, topics)
        or ("" if declared else _of_relation(occurrence, cues, topics))
    )


def says_little(term: str, cues: Iterable[Cue], own: int) -> bool:
    """Whether nothing but `term` itself speaks for a customer: no word of the term's own trades in the
    document (`own` is how much it has of them), and no words beside it that people are served with."""
    return not own and term not in PLAIN and all(cue.side != "rewrite" for cue in cues)


def count_labels(text: str) -> int:
    """How often the document `text` tells its readers to click on something in bold."""
    bold = (found.start() for found in _BOLD.finditer(text))
    return sum(1 for at in bold if _PRESS_TO_BOLD.search(text[max(0, at - 48) : at]))


def _of_form(o: Occurrence, cues: Sequence[Cue], labels: int) -> str:
    view = reading(o.passage)
    start, end = view.index(o.start), view.index(o.end - 1) + 1
    titled = o.passage.scope in ("heading", "title") and _is_title_case(view.text)
    if o.case not in ("lower", "upper") and not titled and _WORD.search(view.text, max(0, start - 40), start):
        before = view.text[max(0, start - 40) : start].rstrip(" \n\t(*_'‘“\"")
        if before and before[-1] not in ".!?:-–—|>":
            return "a capital in mid-sentence: perhaps a name or a defined role"
    if o.case in ("first", "title") and not titled and _NEXT_CAPITAL.match(view.text, end):
        return "a capital beside a capital: perhaps a name"
    if (
        _in_label(o, labels)
        or _in_quoted_label(view.text, start, cues)
        or _in_quoted_name(view.text, start, cues)
    ):
        return "it looks like a label on a screen"
    if _SCREEN_NAMED.match(view.text, end) and _SCREEN_BEFORE.search(view.text, max(0, start - 40), start):
        return "it looks like the name of a screen"
    if o.case != "lower" and _LISTED.search(view.text, max(0, start - 90), start):
        return "it is a role in a list of roles"
    if not o.plural and view.text[max(0, start - 2) : start] == f"{CODE} " and _ENDS.match(view.text, end):
        return "code stands right before it"
    if o.passage.scope == "term":
        return "it is a headword, which the text explains"
    if _is_a_permission(o):
        return "it looks like the name of a permission"
    if o.case != "lower" and _in_menu(view.text, start, end):
        return "it looks like a step in a chain of menus"
    if not o.plural and not o.possessive and _OF_DATA.match(view.text, end):
        return "it names a part of a program or of its data"
    if _CITED.search(view.text, max(0, start - _SPEECH), end + _SPEECH):
        return "it stands in a reference to somebody's work"
    around = view.text[max(0, start - _SPEECH) : start + _SPEECH]
    if sum(map(_NOT_ENGLISH.__contains__, _ANY_WORD.findall(around.lower()))) >= 3:
        return "the words around it are not English"
    if _MARKS_ALONE.match(view.text[max(0, start - 1) : start] + view.text[end : end + 1]):
        return "the word alone stands in quotation marks"
    if any(cue.id in _QUOTED for cue in cues) and _holds_code(view.text):
        return "it stands in quotation marks among the signs of a program"
    alone = sum(1 for _ in islice(_WORD.finditer(view.text), 5))
    if alone <= 1 or (alone <= 4 and o.passage.scope == "cell" and o.case != "lower"):
        return "it stands too much alone to tell"
    return ""


def _is_title_case(heading: str) -> bool:
    """Whether all longer words of a heading are written large: then a capital says nothing."""
    return all(word[0].isupper() for word in _WORD.findall(heading) if len(word) > 3)


def _is_a_permission(o: Occurrence) -> bool:
    """Whether a cell or an item names what somebody is allowed to do: "Can view guests"; under a heading
    that speaks of permissions, "View guests"."""
    if o.passage.scope not in ("cell", "item", "term", "label") or o.passage.text.rstrip().endswith("?"):
        return False
    name = _GRANTS.search(o.passage.heading) and not o.passage.text.rstrip().endswith(".")
    return bool(_MAY.match(o.passage.text) or (name and _GRANT.match(o.passage.text)))


def _in_menu(text: str, start: int, end: int) -> bool:
    """Whether the word, written large, stands beside a sign that leads from menu to menu: File > Guests."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    return bool(_STEP_BEFORE.search(before) or _STEP_AFTER.match(after))


def _in_quoted_label(text: str, start: int, cues: Sequence[Cue]) -> bool:
    """Whether it stands in a short phrase in quotation marks that is said to be pressed, or to be a field."""
    if not any(cue.id in _QUOTED for cue in cues):
        return False
    around = _QUOTE.search(text, max(0, start - _LONGEST_LABEL))
    while around and around.end() <= start:
        around = _QUOTE.search(text, around.end())
    if not around or around.start() > start:
        return False
    before, after = (
        text[max(0, around.start() - 40) : around.start() + 1],
        text[around.end() : around.end() + 40],
    )
    return bool(_SCREEN_AFTER.match(after) or _PRESS_BEFORE.search(before))


def _in_quoted_name(text: str, start: int, cues: Sequence[Cue]) -> bool:
    """Whether the words in quotation marks around it name a thing that follows, or are pressed: the "guest
    left" event, click on "guests"."""
    if not any(cue.id in _QUOTED for cue in cues):
        return False
    if _PRESS_QUOTED.search(text, max(0, start - 60), start):
        return True
    return bool(_OPENS_QUOTED.search(text, max(0, start - 32), start) and _NAMED_THING.match(text, start))


def _in_label(o: Occurrence, labels: int) -> bool:
    """Whether the word stands in a short marked phrase that is the name of a button, a field, a setting."""
    setting = _SETTING.match(o.passage.text)
    if setting and o.end - o.passage.start <= setting.end("name"):
        return True
    label = marked(o)
    if not label:
        return False
    return bool(_SCREEN_AFTER.match(label.after) or _PRESS_BEFORE.search(label.before)) or labels >= LABELS


def _of_subject(term: str, topics: Mapping[str, int]) -> str:
    if term == "passenger" and topics.get("shared-rides", 0) >= RIDES:
        return "the page speaks of shared private cars"
    if term == "participant" and topics.get("research", 0) >= STUDIES:
        return "the page speaks of studies: participants there are not customers"
    return ""


def _of_relation(o: Occurrence, cues: Sequence[Cue], topics: Mapping[str, int]) -> str:
    sides = {cue.side for cue in cues if cue.id != "quotation-marks"}
    if "keep" in sides and "rewrite" not in sides:
        return next(cue.words for cue in cues if cue.side == "keep")
    if o.term == "guest" and _of_shops(topics):
        return "the page speaks of shops: a guest there may be somebody without an account"
    if o.term == "patron" and topics.get("events", 0) > max(
        HOMES, *(topics.get(t, 0) for t in TRADES["patron"])
    ):
        return "the page speaks of events: a patron there may be a supporter"
    if o.term in ("guest", "visitor") and _of_homes(topics):
        return "the page speaks of homes that people rent: who visits them is their own guest"
    if o.passage.scope == "quote" and not _NOTE.match(o.passage.text):
        return "it stands in a block of quoted text"
    if o.term in ("attendee", "participant") and _among_peers(topics):
        return "the page speaks as much of colleagues and communities as of events and courses"
    if o.term == "subscriber" and _of_programs(topics, TRADES[o.term]):
        return "the page speaks of software, and little of those who take a service: perhaps a program"
    if o.term == "subscriber" and _PUBLISHER.search(o.passage.text):
        return "a publisher stands beside it: perhaps both are programs"
    if o.term in ("consumer", "visitor"):
        return f"{o.term} may mean the public at large"
    if o.term not in TRADES:
        return "too little is known of this word to change it unseen"
    if _says_customer(o.passage.text):
        return "customer stands beside it: perhaps the two are not the same"
    return ""


@lru_cache(maxsize=64)
def _says_customer(text: str) -> bool:
    """Asked for every word of a passage, however long it is: so it looks once."""
    return "customer" in text.casefold() and _CUSTOMER.search(text) is not None


@lru_cache(maxsize=64)
def _holds_code(text: str) -> bool:
    return _OF_CODE.search(text) is not None


def _among_peers(topics: Mapping[str, int]) -> bool:
    peers = max(topics.get("community", 0), topics.get("collaboration", 0))
    return peers >= max(PEERS, topics.get("events", 0), topics.get("education", 0))


def _of_homes(topics: Mapping[str, int]) -> bool:
    return topics.get("housing", 0) > max(HOMES, _of_hosts(topics))


def _of_shops(topics: Mapping[str, int]) -> bool:
    return topics.get("retail", 0) > max(HOMES, _of_hosts(topics))


def _of_hosts(topics: Mapping[str, int]) -> int:
    return max(topics.get("hospitality", 0), topics.get("restaurants", 0), topics.get("events", 0))


def _of_programs(topics: Mapping[str, int], trades: Sequence[str]) -> bool:
    service = max(topics.get(trade, 0) for trade in trades)
    return service < SERVICE and topics.get("software", 0) >= max(PROGRAMS, service)
