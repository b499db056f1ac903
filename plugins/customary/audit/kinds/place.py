"""A place or a number that stands for a person (L2): "the man in seat 17F", "Room 412 needs towels".

A place is a person only where the words beside it say so: somebody is named by it ("the guy on flight
64"), it does what only people do ("table 14 wants the bill"), or it is spoken to ("ask room 9").
Everything else is a place: "Room 204 is ready", "see table 6".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from customary.audit.model import Cue, Occurrence, Passage, Rewriting, Rule
from customary.audit.reading import APOSTROPHES, Change, Reading, edits_of, reading
from customary.audit.stems import alternation, places_of, shortest

PREPOSITIONS = {
    "table": "at", "desk": "at", "counter": "at", "window": "at", "till": "at", "pump": "at", "flight": "on",
    "pitch": "on", "plot": "on", "coach": "on", "train": "on", "bus": "on", "line": "on", "account": "with",
    "order": "with", "booking": "with", "reservation": "with", "policy": "with", "ticket": "with",
    "invoice": "with", "claim": "with", "card": "with", "contract": "with",
    "passport": "with", "loan": "with", "subscription": "with",
}  # fmt: skip
"""How a person belongs to a place or a number; everything else is `in` it."""
NUMBERED = frozenset(name for name, word in PREPOSITIONS.items() if word == "with")


class Found(NamedTuple):
    """One place that stands for a person: offsets of the reading, the changes, and what is uncertain."""

    start: int
    end: int
    place: str
    plural: bool
    changes: tuple[Change, ...]
    why: str = ""


def stems(rule: Rule) -> tuple[str, ...]:
    """What a text must hold: a place and a digit (written 0 here), or a person "in 0"."""
    return _stems(rule.terms)


def _stems(places: tuple[str, ...]) -> tuple[str, ...]:
    return (*(f"{place} 0" for place in places), *(f"{person} in 0" for person in (*_ONE, *_MANY)))


_ONE = tuple("man woman guy lady gentleman gent bloke chap person fellow dude".split())  # noqa: SIM905
_MANY = tuple("men women guys ladies gentlemen people persons folks couple family party pair".split())  # noqa: SIM905
_GROUPS = frozenset(("couple", "family", "party", "pair"))


def finder(rules: Sequence[Rule]) -> Callable[[Passage], Iterator[Occurrence]]:
    """One pass over a passage that finds people called by places and numbers."""
    digit = re.compile(r"\d")
    gates = [(rule, _gate(rule.terms)) for rule in rules]

    def occurrences(passage: Passage) -> Iterator[Occurrence]:
        view = reading(passage)
        if not digit.search(view.text):
            return
        for rule, gate in gates:
            if not places_of(gate, view.text):
                continue
            for found in _all(view.text, rule.terms).values():
                start, end = view.span(found.start, found.end)
                surface = view.text[found.start : found.end]
                yield Occurrence(rule, passage, start, end, surface, found.place, found.plural)

    return occurrences


def rewriting(passage: Passage, occurrence: Occurrence, replacement: str) -> Rewriting:
    """How to name the person in the place."""
    view = reading(passage)
    found = _again(view, occurrence)
    if found is None:
        return Rewriting((), False, "the words around it have changed")
    changes = [(s, e, text.replace("customer", replacement)) for s, e, text in found.changes]
    edits = edits_of(view, changes)
    if edits is None:
        return Rewriting((), False, "markup cuts the words up")
    return Rewriting(edits, not found.why, found.why)


def cue(occurrence: Occurrence) -> Cue:
    """The sign that a person is meant: a hard one, or a doubt."""
    found = _again(reading(occurrence.passage), occurrence)
    if found is None or found.why:
        return Cue(
            "place-perhaps-a-person", "doubt", "hard", "a place or a number may stand for a person here"
        )
    return Cue("place-for-a-person", "rewrite", "hard", "a place or a number stands for a person here")


def _again(view: Reading, occurrence: Occurrence) -> Found | None:
    return _all(view.text, occurrence.rule.terms).get(view.index(occurrence.start))


# The ways to call a person by a place


class _Patterns(NamedTuple):
    gate: re.Pattern[str]
    named: re.Pattern[str]
    acting: re.Pattern[str]
    spoken_to: re.Pattern[str]
    owning: re.Pattern[str]
    sending: re.Pattern[str]
    ailing: re.Pattern[str]
    numbered: re.Pattern[str]


_AILMENT = (
    r"(?:(?:broken|fractured|sprained|torn|bad|new)\s+)?(?:gall\s?bladder|appendix|hernia|kidney|liver|hip|knee|leg|arm|"
    r"ankle|wrist|shoulder|stroke|fracture|tonsils|heart\s+attack|concussion|cataract|appendicitis|pneumonia)"
)
_NUMBER = r"(?:(?:numbers?|no\.?|nos\.?)\s+|\#\s?)?(?:[A-Z]-?)?\d[\dA-Za-z/-]*"
_NUMBERS = rf"{_NUMBER}(?:(?:,\s+|\s+and\s+|,\s+and\s+|\s+or\s+|\s*&\s*){_NUMBER})*"
_SEAT = r"\d{1,2}[A-HJ-L]"
_OPENS = (
    r"(?:^|(?<=[.!?:;,(\"“‘'’])\s*|(?<=[\n—–|])\s*|(?<=\s[-*•])\s+"
    r"|(?<=\band)\s+|(?<=\bbut)\s+|(?<=\bthat)\s+|(?<=\bif)\s+|(?<=\bwhen)\s+|(?<=\bbecause)\s+|(?<=\bwhile)\s+"
    r"|(?<=\bso)\s+|(?<=\bthen)\s+|(?<=\bonce)\s+|(?<=\bsince)\s+|(?<=\bhas)\s+|(?<=\bdoes)\s+|(?<=\bdid)\s+"
    r"|(?<=\bwhy)\s+|(?<=\bsays)\s+|(?<=\bsaid)\s+|(?<=\bor)\s+|(?<=\bis)\s+|(?<=\buntil)\s+|(?<=\bwhat)\s+"
    r"|(?<=\btoday)\s+|(?<=\btonight)\s+|(?<=\byesterday)\s+|(?<=\bagain)\s+)"
)
_SOME = (
    r"(?:(?:a|an|the|some|more|extra|another|fresh|clean|new|two|three|four|\d+|his|her|their|any|(?:bottle|glass|"
    r"cup|jug|pot|pair|box|bowl|set|plate|bucket)s?\s+of|second|hot|cold|warm|little|bit\s+of|of|few|dry|sparkling|"
    r"still|"
    r"quick|early|late|gluten-free|vegan|vegetarian|kosher|halal)\s+)*"
)
_COMFORTS = (
    r"(?:towels?|pillows?|blankets?|duvets?|slippers|robes?|water|bills?|checks?|taxis?|cabs?|help|assistance|"
    r"wheelchairs?|menus?|time|wine|bread|butter|doctor|nurse|medication|medicine|pain\s+relief|painkillers?|insulin|"
    r"wake-up\s+calls?|cots?|high\s+chairs?|toothbrush(?:es)?|toothpaste|iron|refunds?|receipts?|coffees?|teas?|"
    r"breakfast|lunch|dinner|supper|ice|drinks?|attention|reassurance|hand|advice|transfer|ride|translator|interpreter|"
    r"meals?|snacks?|headphones|napkins?|cutlery|forks?|spoons?|kn(?:ife|ives)|straws?|desserts?|forms?|"
    r"statements?|cards?|PIN|reminder|call\s+back|callback|answers?|apolog(?:y|ies)|upgrade|hug|boarding\s+pass(?:es)?|"
    r"adapters?|chargers?|umbrellas?|crib|bib|milk|sugar|salt|pepper|ketchup|sauce|rice|soup|beers?|cocktails?)\b"
)
_FEELS = (
    r"(?:(?:very|so|rather|quite|really|still|a\s+bit|getting|not|now|already|also|too|both|clearly)\s+)*"
    r"(?:angry|upset|seasick|airsick|carsick|unhappy|happy|hungry|thirsty|ill|sick|unwell|drunk|vegetarian|vegan|allergic|diabetic|"
    r"asleep|awake|sleeping|celebrating|rude|annoyed|cross|furious|delighted|pleased|disappointed|nervous|anxious|"
    r"afraid|scared|worried|confused|pregnant|deaf|blind|polite|friendly|impatient|patient|bored|tired|"
    r"in\s+a\s+(?:hurry|rush|mood)|in\s+pain|in\s+tears|crying|shouting|snoring|smoking|singing|waiting|asking|"
    r"complaining|calling|ringing|ordering|wondering|demanding|insisting|threatening|refusing|begging|hoping|"
    r"thinking|looking\s+(?:for|forward)|checking\s+(?:out|in)|leaving|paying|eating|drinking|dining|travelling|"
    r"traveling|feeling|choking|fainting|bleeding|going\s+home|having|on\s+the\s+(?:phone|line)|on\s+hold|"
    r"a\s+(?:vegetarian|vegan|regular|coeliac|celiac|diabetic|nuisance|pain|doctor|friend|smoker|darling)|"
    r"ready\s+to\s+(?:order|pay|leave|go|check|eat|sign|talk)|here\s+(?:for|to|with|again)|"
    r"(?:being\s+)?discharged|due\s+for\s+(?:his|her|their)|overcharged|entitled\s+to|owed|"
    r"late\s+(?:for|with|again)|behind\s+with|back\s+(?:from|again|with\s+(?:a|another)\s+complaint)|"
    r"not\s+(?:eating|sleeping|answering|happy))\b"
)
_DOES = (
    r"(?:wants?|wanted|would\s+(?:like|love|prefer|rather)|asks?|asked|complains?|complained|calls|called|rang|rings|"
    r"phoned|phones|telephoned|wrote|writes|e-?mailed|ordered|orders|refuses|refused|insists|insisted|says?|said|thinks|"
    r"thought|prefers|preferred|demands|demanded|wishes|hopes|hoped|apologi[sz]ed|thanked|thanks|tipped|tips|"
    r"paid|pays|forgot|forgets|feels|felt|likes|liked|loves|loved|hates|hated|tried|tries|threatened|threatens|"
    r"snores|snored|ate|eats|drank|drinks|tasted|"
    r"checked\s+(?:out|in)|checks\s+(?:out|in)|sen(?:t|ds)\s+(?:back|the|his|her|their|it|its)|"
    r"left\s+(?:without|a\s+(?:tip|note|message|review)|his|her|their|early|angry|us)|lost\s+(?:his|her|their|a|an)|"
    r"had\s+the\s+(?:soup|fish|steak|lamb|salad|pasta|set|special|duck|chicken|beef|wine|dessert)|chose|changed\s+(?:his|her|their)|brought|spoke|speaks|missed|"
    r"cried|cries|shouted|shouts|argued|argues|agreed|agrees|knows|knew|believes|understood|understands|remembers|"
    r"remembered|promised|promises|cancelled|canceled|cancels|booked|books|arrived\s+(?:late|early|"
    r"with|at|from|in)|wondered|wonders|worries|can(?:not|['’]t)\s+(?:sleep|wait|find|reach|pay|eat|stand)|"
    r"can\s+(?:go|eat|wait|leave|pay|sign)|may\s+(?:go|leave|eat)|goes\s+home|doesn['’]t\s+(?:eat|want|like|speak|drink)|"
    r"does\s+not\s+(?:eat|want|like|speak|drink)|don['’]t\s+(?:eat|want|like|speak|drink)|"
    r"never\s+(?:tips|pays|calls|answers|says|orders|complains)|always\s+(?:tips|pays|calls|asks|says|orders|complains|"
    r"wants|has\s+the)|keeps?\s+(?:asking|calling|ringing|complaining|ordering|sending|waiting|shouting)|"
    r"needs?\s+to\s+(?:leave|pay|order|see|speak|talk|check\s+out|go|eat|catch|rest|be\s+(?:woken|fed|told|seen|"
    r"reminded|picked))|needs?\s+(?:feeding|(?:his|her|their)\s+\w+)|"
    r"spill(?:s|ed|t)|fell\s+(?:asleep|ill)|moved\s+(?:in|out)|faint(?:s|ed)|vomited|"
    rf"needs?\s+{_SOME}{_COMFORTS}|needed\s+{_SOME}{_COMFORTS}|request(?:s|ed)\s+{_SOME}\w+|wants?\s+\w+|"
    rf"(?:is|are|was|were|seems?|looks?|sounds?|got|feels?)\s+{_FEELS}|"
    r"(?:has|have|had)\s+(?:not\s+|just\s+|already\s+|never\s+|also\s+|now\s+|still\s+not\s+)*"
    r"(?:asked|complained|called|rung|phoned|written|ordered|refused|paid|checked\s+(?:out|in)|left\s+(?:his|her|their|"
    r"without|a\s+tip)|lost|forgotten|booked|cancelled|canceled|thanked|apologi[sz]ed|gone\s+home|eaten|waited|been\s+"
    r"(?:waiting|asking|calling|complaining|told|seen|fed|discharged|overcharged)|sent\s+(?:back|a|the)|signed|agreed|chosen|"
    r"had\s+(?:enough|the)|tipped|threatened|missed)|"
    r"(?:has|have|had)n['’]t\s+(?:paid|ordered|eaten|called|signed|answered|checked|slept)|"
    r"(?:has|have|had)\s+(?:questions|complaints|doubts)|(?:has|have|had)\s+(?:a|an|another|some|no|two|three|his|her|their)\s+(?:\w+\s+){0,2}?(?:allerg(?:y|ies)|"
    r"questions?|complaints?|"
    r"birthday|anniversary|fever|headache|appointment|meeting|flight|reservation|request|idea|problem|train\s+to\s+catch|"
    r"toothache|cold|temper|sweet\s+tooth|dog|baby|children|wheelchair|visitor|heart\s+condition|pain|wife|husband|"
    r"bad\s+back|connection|refund|voucher|point))(?![\w-])"
)
_TELLS = (
    r"(?:ask|asks|asked|asking|tell|tells|told|telling|remind|reminds|reminded|reminding|thank|thanks|thanked|thanking|"
    r"apologi[sz]e\s+to|apologi[sz]ed\s+to|apologi[sz]ing\s+to|say\s+sorry\s+to|greet|greets|greeted|warn|warned|inform|"
    r"informed|reassure|reassured|calm|invite|invited|promise|promised|wake\s+up|wake|woke|feed|fed|offer|offered|"
    r"congratulate|comfort|speak\s+to|spoke\s+to|talk\s+to|talked\s+to|listen\s+to|explain\s+to|sing\s+for|wave\s+to|"
    r"smile\s+at|look(?:s|ed|ing)?\s+after|write\s+to|wrote\s+to|reply\s+to)"
)
_BRINGS = (
    r"(?:bring|brings|brought|give|gives|gave|owe|owes|owed|sell|sold|lend|lent|pour|poured|promise|promised)"
)
_BRINGS_WHAT = (
    r"(?=\s+(?:a|an|the|another|some|his|her|their|more|two|three|extra|what|whatever|\d+|something|back)\b)"
)
_DOUBTFUL = (
    r"(?:serve|serves|served|charge|charged|bill|billed|upgrade|upgraded|refund|refunded|pay|paid|seat|"
    r"seated)"
)
_OWNED = (
    r"(?:luggage|bags?|suitcases?|coats?|wife|husband|son|daughter|mother|father|dog|complaints?|requests?|meal|dinner|"
    r"lunch|breakfast|medication|medicine|birthday|anniversary|allerg(?:y|ies)|drinks?|steak|soup|bill|order|name|mood|"
    r"question|questions|letter|tip|car|passport|glasses|phone|wishes)"
)
_SENT = (
    r"(?:complaints?|requests?|questions?|letters?|tips?|apolog(?:y|ies)|thank-you|thanks|compliments?|feedback|"
    r"phone\s+calls?|calls?|e-?mails?|messages?|review)\s+(?:came\s+|come\s+|comes\s+)?(?:in\s+)?from"
)


@cache
def _gate(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(alternation(shortest(_stems(terms))))


@cache
def _patterns(terms: tuple[str, ...]) -> _Patterns:
    places = "|".join(sorted(map(re.escape, terms), key=len, reverse=True))
    place = rf"(?P<place>{places})(?P<s>s?)\s+(?P<number>{_NUMBERS})"
    one, many = "|".join(_ONE), "|".join(_MANY)
    flags = re.I
    return _Patterns(
        _gate(terms),
        re.compile(
            rf"(?<![\w-])(?P<person>{one}|{many})(?P<link>(?:\s+(?:who\s+(?:is|are|was|were)|sitting|seated|staying|"
            rf"waiting|lying|standing|booked|sat|stuck|down|over|up|back|out|there))*\s+"
            rf"(?:in|at|on|from|of|with|by)\s+(?:the\s+)?)"
            rf"(?:{place}|(?P<seat>{_SEAT}))(?![\w-])",
            flags,
        ),
        re.compile(
            rf"(?P<opens>{_OPENS}){place}(?=\s+(?:(?:also|just|still|now|already|again)\s+)?{_DOES})",
            flags,
        ),
        re.compile(
            rf"(?<![\w-])(?:(?P<tells>{_TELLS})|(?P<brings>{_BRINGS})|(?P<doubt>{_DOUBTFUL}))\s+{place}(?![\w-])",
            flags,
        ),
        re.compile(rf"(?P<opens>{_OPENS}){place}[{APOSTROPHES}]s\s+(?P<owned>{_OWNED})(?!\w)", flags),
        re.compile(rf"(?<![\w-])(?P<sent>{_SENT})\s+{place}(?![\w-])", flags),
        re.compile(
            rf"(?<=\bthe\s)(?P<person>{_AILMENT})\s+in\s+(?:room|bed|bay)\s+{_NUMBER}(?![\w-])", flags
        ),
        re.compile(
            rf"(?<=\bthe\s)(?P<person>{one})\s+in\s+\d{{1,3}}(?=\s*(?:[.,;:!?)](?!\w)|$)|\s+{_DOES})", flags
        ),
    )


@lru_cache(maxsize=16)
def _all(text: str, terms: tuple[str, ...]) -> dict[int, Found]:
    """Every place of `text` that stands for a person, by its start, in order."""
    patterns = _patterns(terms)
    found: dict[int, Found] = {}
    taken: set[int] = set()
    for start, end in _windows(text, patterns.gate):
        for pattern, read in (
            (patterns.named, _named),
            (patterns.acting, _acting),
            (patterns.spoken_to, _spoken_to),
            (patterns.sending, _sending),
            (patterns.owning, _owning),
            (patterns.ailing, _perhaps_named),
            (patterns.numbered, _perhaps_named),
        ):
            for match in pattern.finditer(text, start, end):
                new = read(text, match)
                if new and taken.isdisjoint(range(new.start, new.end)):
                    found[new.start] = new
                    taken.update(range(new.start, new.end))
    return dict(sorted(found.items()))


def _windows(text: str, gate: re.Pattern[str]) -> list[tuple[int, int]]:
    """The stretches of `text` around each place with a number: only there is anything to find."""
    windows: list[tuple[int, int]] = []
    for at in places_of(gate, text):
        if not _NUMBERED.match(text, at):
            continue
        start, end = max(0, at - _WINDOW), min(len(text), at + 2 * _WINDOW)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


_NUMBERED = re.compile(rf"\w+\s+(?:in\s+)?{_NUMBER}", re.I)
_WINDOW = 100
"""Characters before a place that its pattern may look at; twice as many after it."""


_ARTICLE = re.compile(r"(?<![^\W_])(an?)\s+$", re.I)


def _named(text: str, match: re.Match[str]) -> Found | None:
    """The man in seat 17F -> the customer in seat 17F."""
    person = match["person"]
    place = (match["place"] or "seat").lower()
    link = match["link"].lower()
    if match["seat"] and not match["seat"][-1].isupper():
        return None
    if "of" in link.split() and (place not in NUMBERED | {"flight"} or person.lower() in _GROUPS):
        return None
    plural = person.lower() in _MANY
    why = ""
    if person.lower() in _GROUPS and re.match(
        r"\s+(?:is|was|has|\w{2,}s)\b", text[match.end() : match.end() + 20]
    ):
        why = "the verb that follows is in the singular"
    adjective = re.search(
        r"(?<![\w-])(old|older|young|younger|little|big|fat)\s+$",
        text[max(0, match.start() - 20) : match.start()],
        re.I,
    )
    if adjective:
        why = f"{adjective[1].lower()} customer means something else"
    word = _like(person, "customers" if plural else "customer")
    changes: list[Change] = [(match.start("person"), match.end("person"), word)]
    article = _ARTICLE.search(text, max(0, match.start() - 20), match.start())
    if article and len(article[1]) == 2:
        changes.append((article.start(1) + 1, article.end(1), ""))
    if match["seat"]:
        changes.append((match.start("seat"), match.start("seat"), "seat "))
    return Found(match.start("person"), match.end(), place, plural, tuple(changes), why)


def _perhaps_named(text: str, match: re.Match[str]) -> Found:
    """The gallbladder in room 3, the lady in 17 -> the customer in room 3, the customer in 17."""
    start, end = match.span("person")
    said = _like(match["person"], "customer")
    return Found(start, match.end(), "room", False, ((start, end, said),), "say who it is, with the name")


def _acting(text: str, match: re.Match[str]) -> Found | None:
    """Room 412 needs towels -> The customer in room 412 needs towels."""
    place = match["place"].lower()
    done = text[match.end() : match.end() + 60]
    paper = place in NUMBERED or place in ("unit", "row", "table")
    if (paper and _PAPERS_DO.match(done)) or (place in NUMBERED | {"flight"} and _THINGS_DO.match(done)):
        return None
    return _person_in(text, match)


_PAPERS_DO = re.compile(r"\s+(?:also\s+)?(?:says?|said|asks?|asked|likes?|knows?|agreed)\b", re.I)
"""What tables, policies and tickets do, too."""
_THINGS_DO = re.compile(
    r"\s+(?:(?:also|just|still|now|already|again)\s+)?(?:arrived|left|pays?|paid|needs?|needed|cancel\w*|booked|books|"
    r"requests?|requested|moved|missed(?!\s+(?:his|her|their))|(?:is|was|are|were|has\s+been)\s+(?:(?:still|now|already|not)\s+)*"
    r"(?:waiting|leaving|going|on\s+hold|sleeping|late|owed|back))\b",
    re.I,
)
"""What flights, orders and accounts do without anybody in them."""


def _spoken_to(text: str, match: re.Match[str]) -> Found | None:
    """Ask table 9 -> ask the customer at table 9."""
    if match["brings"] and not re.match(_BRINGS_WHAT, text[match.end() :], re.I):
        return None
    return _person_in(text, match, "it may be the place that is meant" if match["doubt"] else "")


def _sending(text: str, match: re.Match[str]) -> Found | None:
    """A complaint from room 412 -> a complaint from the customer in room 412."""
    call = re.match(r"phone|call|e-?mail|message|review|feedback", match["sent"], re.I)
    return _person_in(text, match, "it may be the place that is meant" if call else "")


def _owning(text: str, match: re.Match[str]) -> Found | None:
    """Room 412's bags -> The bags of the customer in room 412."""
    start = match.start("place")
    capital = text[start].isupper() and _opens_a_sentence(text, start)
    place = match["place"].lower() if capital else match["place"]
    the = "The" if capital else "the"
    person = "customers" if match["s"] else "customer"
    said = (
        f"{the} {match['owned']} of the {person} {_preposition(match)} {place}{match['s']} {match['number']}"
    )
    changes = ((start, match.end("owned"), said),)
    return Found(
        start,
        match.end("owned"),
        match["place"].lower(),
        bool(match["s"]),
        changes,
        "the order of words changes",
    )


def _person_in(text: str, match: re.Match[str], why: str = "") -> Found:
    start, end = match.start("place"), match.end("place")
    plural = bool(match["s"]) or bool(_MANY_DO.match(text, match.end("number")))
    opens = _opens_a_sentence(text, start)
    place = match["place"]
    person = f"the {'customers' if plural else 'customer'} {_preposition(match)} "
    if len(place) > 1 and place.isupper():
        said = person.upper() + place
    elif opens and place[0].isupper():
        said = person[0].upper() + person[1:] + place[0].lower() + place[1:]
    else:
        said = person + place
    return Found(start, match.end("number"), place.lower(), plural, ((start, end, said),), why)


_MANY_DO = re.compile(
    r"\s+(?:(?:still|all|now|just)\s+)?(?:are|were|have|want|need|say|ask|like|prefer|order)\b", re.I
)


def _preposition(match: re.Match[str]) -> str:
    return PREPOSITIONS.get(match["place"].lower(), "in")


def _opens_a_sentence(text: str, start: int) -> bool:
    near = text[max(0, start - 60) : start]
    before = near.rstrip(" \t\n\"“‘'(*-•|>")
    return not before or before[-1] in ".!?:\n" or near.rstrip(" \t")[-1:] in ("\n", "|")


def _like(old: str, new: str) -> str:
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new[0].upper() + new[1:] if old[0].isupper() else new
