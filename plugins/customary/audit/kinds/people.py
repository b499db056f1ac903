"""The words for what people do, want, feel and own, by which a place is seen to stand for a person."""

AILMENT = (
    r"(?:(?:broken|fractured|sprained|torn|bad|new)\s+)?(?:gall\s?bladder|appendix|hernia|kidney|liver|hip|knee|leg|arm|"
    r"ankle|wrist|shoulder|stroke|fracture|tonsils|heart\s+attack|concussion|cataract|appendicitis|pneumonia)"
)
SOME = (
    r"(?:(?:a|an|the|some|more|extra|another|fresh|clean|new|two|three|four|\d+|his|her|their|any|(?:bottle|glass|"
    r"cup|jug|pot|pair|box|bowl|set|plate|bucket)s?\s+of|second|hot|cold|warm|little|bit\s+of|of|few|dry|sparkling|"
    r"still|"
    r"quick|early|late|gluten-free|vegan|vegetarian|kosher|halal)\s+)*"
)
COMFORTS = (
    r"(?:towels?|pillows?|blankets?|duvets?|slippers|robes?|water|bills?|checks?|taxis?|cabs?|help|assistance|"
    r"wheelchairs?|menus?|time|wine|bread|butter|doctor|nurse|medication|medicine|pain\s+relief|painkillers?|insulin|"
    r"wake-up\s+calls?|cots?|high\s+chairs?|toothbrush(?:es)?|toothpaste|iron|refunds?|receipts?|coffees?|teas?|"
    r"breakfast|lunch|dinner|supper|ice|drinks?|attention|reassurance|hand|advice|transfer|ride|translator|interpreter|"
    r"late\s+check-?outs?|check-?outs?|flowers|newspapers?|champagne|sandwich(?:es)?|pizzas?|fish|steaks?|salads?|fruit|juice|"
    r"starters?|mains|courses?|corkscrew|shampoo|soap|toilet\s+paper|toiletries|hair-?dryers?|keys?|bags?|"
    r"meals?|snacks?|headphones|napkins?|cutlery|forks?|spoons?|kn(?:ife|ives)|straws?|desserts?|forms?|"
    r"statements?|cards?|PIN|reminder|call\s+back|callback|answers?|apolog(?:y|ies)|upgrade|hug|boarding\s+pass(?:es)?|"
    r"adapters?|chargers?|umbrellas?|crib|bib|milk|sugar|salt|pepper|ketchup|sauce|rice|soup|beers?|cocktails?)\b"
)
FEELS = (
    r"(?:(?:very|so|rather|quite|really|still|a\s+bit|getting|not|now|already|also|too|both|clearly)\s+)*"
    r"(?:angry|upset|seasick|airsick|carsick|unhappy|happy|hungry|thirsty|ill|sick|unwell|drunk|vegetarian|vegan|allergic|diabetic|"
    r"asleep|awake|sleeping|celebrating|rude|annoyed|cross|furious|delighted|pleased|disappointed|nervous|anxious|"
    r"afraid|scared|worried|confused|pregnant|deaf|blind|polite|friendly|impatient|patient|bored|tired|"
    r"in\s+a\s+(?:hurry|rush|mood)|in\s+pain|in\s+tears|crying(?!\s+out)|shouting|snoring|smoking|singing|waiting|asking|"
    r"complaining|calling|ringing|ordering|wondering|demanding|insisting|threatening|refusing|begging|hoping|"
    r"thinking|looking\s+(?:for|forward)|checking\s+(?:out|in)|leaving|paying|eating|drinking|dining|travelling|"
    r"traveling|feeling|choking|fainting|bleeding|going\s+home|having|on\s+the\s+(?:phone|line)|on\s+hold|"
    r"a\s+(?:vegetarian|vegan|regular|coeliac|celiac|diabetic|nuisance|pain|doctor|friend|smoker|darling)|"
    r"ready\s+to\s+(?:order|pay|leave|go|check|eat|sign|talk)|here\s+(?:for|to|with|again)|"
    r"(?:being\s+)?discharged|due\s+for\s+(?:his|her|their)|overcharged|entitled\s+to|owed|"
    r"late\s+(?:for|with|again)|behind\s+with|back\s+(?:from|again|with\s+(?:a|another)\s+complaint)|"
    r"not\s+(?:eating|sleeping|answering|happy))\b"
)
DOES = (
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
    rf"needs?\s+{SOME}{COMFORTS}|needed\s+{SOME}{COMFORTS}|request(?:s|ed)\s+{SOME}\w+|wants?\s+\w+|"
    rf"(?:is|are|was|were|seems?|looks?|sounds?|got|feels?)\s+{FEELS}|"
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
TELLS = (
    r"(?:ask|asks|asked|asking|tell|tells|told|telling|remind|reminds|reminded|reminding|thank|thanks|thanked|thanking|"
    r"apologi[sz]e\s+to|apologi[sz]ed\s+to|apologi[sz]ing\s+to|say\s+sorry\s+to|greet|greets|greeted|warn|warned|inform|"
    r"informed|reassure|reassured|calm|invite|invited|promise|promised|wake\s+up|wake|woke|feed|fed|offer|offered|help|helps|helped|assist|assists|assisted|"
    r"congratulate|comfort|speak\s+to|spoke\s+to|talk\s+to|talked\s+to|listen\s+to|explain\s+to|sing\s+for|wave\s+to|"
    r"smile\s+at|look(?:s|ed|ing)?\s+after|write\s+to|wrote\s+to|reply\s+to)"
)
BRINGS = (
    r"(?:bring|brings|brought|take|takes|took|get|gets|got|fetch|send|sent|hand|handed|give|gives|gave|owe|owes|"
    r"owed|sell|sold|lend|lent|pour|poured|promise|promised)"
)
BRINGS_WHAT = (
    r"(?=\s+(?:a|an|the|another|some|his|her|their|more|two|three|extra|what|whatever|\d+|something|back)\b)"
)
DOUBTFUL = (
    r"(?:serve|serves|served|charge|charged|bill|billed|upgrade|upgraded|refund|refunded|pay|paid|seat|"
    r"seated)"
)
OWNED = (
    r"(?:luggage|bags?|suitcases?|coats?|wife|husband|son|daughter|mother|father|dog|complaints?|requests?|meal|dinner|"
    r"lunch|breakfast|medication|medicine|birthday|anniversary|allerg(?:y|ies)|drinks?|steak|soup|bill|order|name|mood|"
    r"question|questions|letter|tip|car|passport|glasses|phone|wishes)"
)
SENT = (
    r"(?:complaints?|requests?|questions?|letters?|tips?|apolog(?:y|ies)|thank-you|thanks|compliments?|feedback|"
    r"phone\s+calls?|calls?|e-?mails?|messages?|review)\s+(?:came\s+|come\s+|comes\s+)?(?:in\s+)?from"
)
INFINITIVES = (
    r"(?:pay|order|eat|drink|sign|complain|speak|talk|sit|know|check\s+(?:in|out)|go\s+home|sleep|apologi[sz]e|tip|"
    r"catch|see\s+(?:a|an|the|his|her|our)\s+(?:\w+\s+)?(?:menu|manager|chef|doctor|nurse|wine|list)|"
    r"be\s+(?:woken|fed|told|seen|reminded|picked))\b"
)
"""What a place refuses, tries or wants to do only where it is a person."""
BARE = (
    r"(?:pay|order|complain|apologi[sz]e|tip|eat|drink|sleep(?!\s+(?:\d|up\s|two|three|four|five|six|eight|ten))|ask|call|ring|phone|sign|thank|enjoy|speak|want|need|like|"
    r"say|check\s+(?:in|out)|have\s+(?:breakfast|lunch|dinner|dessert|a\s+drink))\b"
)
"""What people do, behind *did* and *will*."""
MOOD = (
    r"(?:angry|upset|seasick|airsick|unhappy|hungry|thirsty|ill|unwell|drunk|vegetarian|vegan|allergic|diabetic|annoyed|"
    r"furious|delighted|disappointed|pregnant|rude|in\s+tears|in\s+pain|in\s+a\s+hurry|complaining|shouting|snoring|"
    r"celebrating|eating|drinking|dining|crying(?!\s+out)|fainting|choking|bleeding|"
    r"ready\s+to\s+(?:order|pay|eat)|a\s+(?:vegetarian|vegan|coeliac|celiac|diabetic|nuisance|regular|smoker))\b"
)
"""What nothing but a person is."""
AILING = (
    r"(?:allerg(?:y|ies)|fever|headache|toothache|birthday|anniversary|complaints?|wheelchair|wife|husband|baby|"
    r"heart\s+condition|bad\s+back|sweet\s+tooth|temper|train\s+to\s+catch|dog)\b"
)
"""What nothing but a person has."""
PLAIN_DEEDS = (
    r"(?:complain(?:s|ed)|apologi[sz]ed|thank(?:s|ed)|tip(?:s|ped)|(?:never|always)\s+(?:tips|pays|complains)|pa(?:ys|id)|"
    r"telephoned|phoned|fell\s+(?:asleep|ill)|vomited|fainted|snore[sd]|ate|drank|cried|shouted|"
    r"insist(?:s|ed)|checked\s+(?:in|out)|had\s+the\s+\w+|sent\s+back|left\s+(?:without|angry|a\s+tip)|"
    r"(?:has|have|had)(?:n['’]t|\s+(?:not|just|already|never|also|now))?\s+(?:complained|paid|tipped|eaten|apologi[sz]ed|"
    r"thanked|checked\s+(?:in|out)))\b"
)
"""What nothing but a person does."""
PREPOSITIONS = {
    "table": "at", "desk": "at", "counter": "at", "window": "at", "till": "at", "pump": "at", "flight": "on",
    "pitch": "on", "plot": "on", "coach": "on", "train": "on", "bus": "on", "line": "on", "account": "with",
    "order": "with", "booking": "with", "reservation": "with", "policy": "with", "ticket": "with",
    "invoice": "with", "claim": "with", "card": "with", "contract": "with",
    "passport": "with", "loan": "with", "subscription": "with",
}  # fmt: skip
"""How a person belongs to a place or a number; everything else is `in` it."""
NUMBERED = frozenset(name for name, word in PREPOSITIONS.items() if word == "with")
