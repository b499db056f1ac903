"""What is said of a place with a number, and whether it speaks of a person: "needs towels", "needs paint".

A room, a bed or a cabin does nothing by itself, so nearly every deed is that of the person in it. Tables,
rows, tickets, seats and flights are also parts of software, papers and machines, which want, refuse and
wait as well: there a person is meant for sure only by what nobody else has or wants (a bill, a fever).
"""

from __future__ import annotations

import re
from functools import cache

from customary.audit.kinds.people import AILING, COMFORTS, INFINITIVES, MOOD, NUMBERED, PLAIN_DEEDS, SOME
from customary.audit.reading import words

ROOMS = words("room suite bed flat apartment cabin berth booth bay chalet villa pitch")
"""Places that people have to themselves, and that are seldom parts of anything but a house or a ship."""
SHARED = words("row unit desk till flight order ticket")
"""Places of many people, machines and pieces of work: a person looks in any case."""
PAPERS = NUMBERED | {"unit", "row", "table"}
ONE_DOES = re.compile(
    r"\s+((?:is|was|has|does|goes)|(?!(?:was|is|this|always|sometimes|as|us|plus)\b)[^\W\d_]{2,}[^s\W]s)\b"
)
"""What follows a family, a couple or a pair."""
LOOK = "it may be the place that is meant"


def of_deed(place: str, number: str, done: str) -> str | None:
    """Why a person should look at "`place` `number` `done`"; "" where a person is meant for sure, None where
    none is. `done` is the text behind the number."""
    sentence = _sentence(done)
    if place in NUMBERED | {"flight"} and _opens(_THINGS_DO, sentence):
        return None
    if _opens(_PASSIVE, sentence) or _opens(_SERVICING, sentence):
        return None
    if _opens(_PERSONAL, sentence):
        unsure = place in SHARED or _opens(_SUPPLIES, sentence)
        return LOOK if unsure or (not _is_room(place, number) and _of_things(place, sentence)) else ""
    if place == "seat" and (_opens(_REFUSES, sentence) or _of_things(place, sentence)):
        return None
    if _is_room(place, number):
        if _opens(_WEAKLY, sentence):
            return LOOK
        if _opens(_NEEDS, sentence) or _opens(_INANIMATE, sentence):
            return None
        return LOOK if _opens(_OPEN, sentence) else ""
    if _opens(_NEEDS, sentence) or _opens(_REFUSES, sentence) or _of_things(place, sentence):
        return None
    return None if place in PAPERS and _opens(_PAPERS_DO, sentence) else LOOK


def of_gift(place: str, number: str, given: str, hands_over: bool) -> str | None:
    """The same for "bring `place` `number` `given`". Where it `hands_over`, the verb itself says that
    somebody gets something; to take, send and get is done with places, too."""
    sentence = _sentence(given)
    if place not in ROOMS and (_of_things(place, sentence) or _opens(_PART_OF, sentence)):
        return None
    if _opens(_COMFORT, sentence):
        return LOOK if place in SHARED else ""
    return LOOK if hands_over else None


def of_address(place: str, number: str, verb: str, rest: str) -> str | None:
    """The same for "ask `place` `number` `rest`"."""
    sentence = _sentence(rest)
    room = _is_room(place, number)
    if not room and (_opens(_PART_OF, sentence) or _of_things(place, sentence)):
        return None
    if _opens(_HELPS, verb):
        return ("" if _opens(_HELPED, sentence) else LOOK) if room else None
    if _opens(_COURTESY, verb):
        return LOOK if place in SHARED else ""
    if _opens(_HANDLES, verb):
        return LOOK if room else None
    if place in ("table", "seat"):
        return "" if _opens(_ADDRESSED, sentence) else LOOK
    return "" if room else LOOK


def of_sending(place: str, number: str, sent: str, rest: str) -> str | None:
    """The same for "a complaint from `place` `number`"."""
    sentence = _sentence(rest)
    if not _is_room(place, number):
        if _opens(_PART_OF, sentence) or _of_things(place, sentence):
            return None
        return "" if _opens(_COMPLAINS, sent) and place not in SHARED else LOOK
    return LOOK if _opens(_CALLS, sent) else ""


def of_many(verb: str) -> str:
    """What one does, of many: wants -> want, carries -> carry, has -> have."""
    known = {"is": "are", "was": "were", "has": "have"}.get(verb)
    if known:
        return known
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    return verb[:-2] if verb.endswith(("oes", "shes", "ches", "sses", "xes")) else verb[:-1]


def told(asked: str) -> str:
    """pay the bill -> paid the bill: deeds are known as they are told."""
    verb, space, rest = asked.partition(" ")
    bare = verb.rstrip(".,;:!?").lower()
    past = _TOLD.get(bare) or bare + ("d" if bare.endswith("e") else "ed")
    return past + verb[len(bare) :] + space + rest


_TOLD = {
    "pay": "paid", "eat": "ate", "drink": "drank", "sleep": "fell asleep", "say": "said", "speak": "spoke",
    "ring": "rang", "like": "would like",
}  # fmt: skip


def _is_room(place: str, number: str) -> bool:
    """Rooms, and seats of a plane or a train: nothing else is called seat 17F."""
    return place in ROOMS or (place == "seat" and number[-1:].isalpha())


def _of_things(place: str, sentence: str) -> bool:
    return _holds(_THINGS, sentence) or (place == "flight" and _holds(_FLYING, sentence))


def _opens(pattern: str, text: str) -> bool:
    return bool(_compiled(pattern).match(text))


def _holds(pattern: str, text: str) -> bool:
    return bool(_compiled(pattern).search(text))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when it is first asked for: most runs meet no place."""
    return re.compile(pattern, re.I)


def _sentence(text: str) -> str:
    return re.split(r"[.!?;\n]", text[:_REACH], maxsplit=1)[0]


_PAPERS_DO = r"\s+(?:also\s+)?(?:says?|said|asks?|asked|likes?|knows?|agreed)\b"
"""What tables, policies and tickets do, too."""
_THINGS_DO = (
    r"\s+(?:(?:also|just|still|now|already|again)\s+)?(?:arrived|left|pays?|paid|needs?|needed|cancel\w*|booked|books|"
    r"requests?|requested|moved|missed(?!\s+(?:his|her|their))|(?:is|was|are|were|has\s+been)\s+(?:(?:still|now|already|not)\s+)*"
    r"(?:waiting|leaving|going|on\s+hold|sleeping|late|owed|back))\b"
)
"""What flights, orders and accounts do without anybody in them."""


_REACH = 120
_EARLIER = r"\s+(?:(?:also|just|still|now|already|again)\s+)?"
_ENDS = (
    r"(?=\s*(?:[,:)\"”’…]|$)|\s+[–—-]|\s+(?:and|or|for|at|by|to|in|on|with|before|after|from|again|now|today|tonight|"
    r"please|but|as|while|when|because|so|if|who|that|the|too|first|soon|tomorrow|this|next|every|each|not|instead|"
    r"without|until|it|we|is|said|more|back)\b)"
)
"""Behind the name of a thing that is wanted: towels, but no towel rails and no coffee machine."""
_HELP = r"(?:attention|time|help|assistance|hand|transfer|forms?|cards?|answers?|advice|statements?|keys?)\b"
_WEAK = rf"(?!{_HELP})"
"""What machines, tables and tickets need as well as people do."""
_COMFORT = rf"\s+{SOME}(?:[^\W\d]+\s+)?{_WEAK}{COMFORTS}{_ENDS}"
_WANTS = (
    r"(?:wants?|wanted|needs?|needed|requests?|requested|would\s+(?:like|love|prefer)|prefers?|preferred|"
    r"ask(?:s|ed)?\s+for|orders?|ordered|demand(?:s|ed)|hopes?\s+for|"
    r"(?:is|are|was|were|has\s+been|have\s+been)\s+(?:still\s+)?(?:waiting|asking|calling|ringing)\s+for|"
    r"(?:has|have|had)\s+(?:just\s+|already\s+)?(?:ordered|asked\s+for|requested)|"
    r"keeps?\s+(?:asking\s+for|ordering|calling\s+for))"
)
_PERSONAL = (
    rf"{_EARLIER}(?:{PLAIN_DEEDS}(?!\s+(?:for|by|out\s+by)\b)|{_WANTS}\s+{SOME}(?:[^\W\d]+\s+)?{_WEAK}{COMFORTS}{_ENDS}|"
    rf"(?:{_WANTS}|refuse[sd]?|tri(?:es|ed)|forgets?|forgot)\s+to\s+{INFINITIVES}|needs?\s+feeding\b|"
    rf"(?:is|are|was|were|seems?|looks?|sounds?|got|feels?)\s+(?:(?:very|so|rather|quite|really|still|also|too|both)\s+)*{MOOD}|"
    rf"(?:has|have|had)\s+(?:a|an|another|some|no|two|three|his|her|their)\s+(?:[^\W\d]+\s+){{0,2}}?{AILING}{_ENDS}|"
    r"(?:[^\W\d]+\s+){1,3}(?:his|her)\s)"
)
_NEEDS = rf"{_EARLIER}needs?\s+(?!to\b)"
_WEAKLY = rf"{_EARLIER}needs?\s+{SOME}{_HELP}{_ENDS}"
_SUPPLIES = rf"{_EARLIER}needs?\s+{SOME}(?:water|salt|ice|sugar|iron|flowers|soap|shampoo|toilet\s+paper)\b"
"""What is also filled up where nobody is."""
_REFUSES = rf"{_EARLIER}(?:refuse[sd]?|tri(?:es|ed))\b"
"""Machines refuse, too."""
_OPEN = (
    rf"{_EARLIER}(?:wants?|wanted|request(?:s|ed)|refuse[sd]?|tri(?:es|ed)|(?:has|have|had)\s+(?:an?|some|no|two|three|another)\b|like[sd]?|love[sd]?|hate[sd]?|feels?|felt|"
    r"looks?|sounds?|seems?|calls?\s+for|called|book(?:s|ed)|cancel(?:s|led|ed)|brought|promise[sd]|missed|knows?|knew|"
    r"believes|can|may|keeps?|wishes|chose|changed|orders|needs?\s+to|got|agreed|wonders|(?:is|are|was|were)\s+(?:\w+\s+)?"
    r"(?:(?:calling|asking|waiting|begging|crying)\s+(?:for|out)|tired|patient|cross|blind|friendly|having|waiting|back|late|being))\b"
)
"""What may be said of the room itself."""
_INANIMATE = (
    rf"{_EARLIER}(?:(?:says?|said)\s*[:\"“‘]|calls?\s+for\b|(?:feels?|looks?|sounds?)\s+(?:tired|like)\b)"
)
_PASSIVE = (
    rf"{_EARLIER}(?:(?:tips|tipped)\s+over\b|(?:called|booked|ordered|requested|cancelled|canceled|wanted|needed|missed|changed|paid|promised|moved|"
    r"asked|liked|loved)\s+(?:by|as|via|through|until|online|up|under|per)\b)"
)
"""Room 412, booked by somebody else."""
_SERVICING = (
    rf"{_EARLIER}(?:wants?|wanted|needs?|needed|requires?)\s+(?:\w+ly\s+)?(?:(?:a|an|some|its|new|good|fresh|lick|coat|of|quick|deep|"
    r"daily|thorough)\s+)*(?:clean(?:ing)?|paint(?:ing)?|airing|repairs?|repairing|mending|fixing|\w*decorating|refurbishing|"
    r"refurbishment|renovati(?:on|ng)|servicing|checking|hoovering|vacuuming|dusting|sweeping|insulati(?:on|ng)|rewiring|"
    r"maintenance|polish(?:ing)?|scrub|carpets?|wallpaper|bulbs?|curtains|locks?|plumber|electrician)\b"
)
_THINGS = (
    r"\b(?:(?:a|the)\s+number|strings?|integers?|booleans?|nulls?|values?|types?|alias(?:es)?|ind(?:ex|ices|exes)|columns?|rows?|"
    r"cells?|headers?|fields?|primary|foreign|background|colou?rs?|borders?|fonts?|styl(?:e|es|ing)|css|class|ids?|"
    r"sort(?:s|ed|ing)?|filter(?:s|ed)?|quer(?:y|ies)|schemas?|databases?|spreadsheets?|sheets?|data\w*|surveys?|charts?|"
    r"figures?|appendix|reports?|mode|features?|bugs?|releases?|branch(?:es)?|pull\s+request|merged?|deploy\w*|api|json|csv|html|"
    r"code|functions?|parameters?|settings?|layout|width|height|align\w*|padding|margins?|labels?|format\w*|captions?|"
    r"pixels?|lessons?|chapters?|exercises?|joins?|views?|entr(?:y|ies)|records?|titles?|inputs?|outputs?|tests?|"
    r"by\s+(?:date|name|size|year|hand)|bearings?|repair\w*|paint\w*|maintenance|mending|fixing|fixed|replac\w+|overhaul\w*|"
    r"servic(?:e|ing)|grease|oil(?:ing)?|parts?|fuses?|motors?|cables?|wiring|screws?|bolts?|hinges?|engines?|"
    r"brakes?|reclin\w+|reboot\w*|restart\w*|updat\w+|calibrat\w+|print\w*|boot\w*|load\w*|compil\w*|render\w*|legs?|"
    r"cushions?|covers?|batter(?:y|ies)|power|memory|software|firmware|version)\b"
)
"""Words of computing, of documents and of repair: what rows, tickets and machines are spoken of with."""
_FLYING = (
    r"\b(?:land(?:s|ed|ing)?|climb\w*|descen\w+|divert\w*|taxi(?:ing|ed)?|hold(?:ing)?|turn\w*|runway|altitude|tower|pilots?|"
    r"gate|take\s?-?off|clear(?:ed|ance)|contact|heading|crew|feet|approach)\b"
)
_PART_OF = r"\s+(?:of|in|on|from)\s+(?:the|this|that|our|your|my|a|an|each|every|his|their)\b"
"""Table 4 of the survey is in a survey."""
_COURTESY = r"thank|apologi|say|congratulate|reassure|comfort|smile|greet"
_HANDLES = r"write|wrote|reply|feed|fed|wake|woke|look|listen|offer"
"""What is done with places and machines as with people."""
_HELPS = r"help|assist"
_HELPED = r"\s*(?:[,:)]|$)|\s+(?:with|find|get|carry|to\s+(?:find|get|carry)|please|first|now)\b"
_ADDRESSED = r"\s+(?:whether|if|how|what|when|why|who|for|about\s+(?:the|his|her|their)|that)\b"
_COMPLAINS = r"complaint|compliment|tip|apolog"
_CALLS = r"phone|call|e-?mail|message|review|feedback"
