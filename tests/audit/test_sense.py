"""Which sense of a word this is: decisions on small pages, and the laws behind them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customary.audit import sense
from customary.audit.company import MOST_FILES, company_in
from customary.audit.document import document_of
from customary.audit.formats import FORMATS
from customary.audit.model import Company, Settings
from customary.audit.pack import load_packs
from customary.audit.run import check
from customary.audit.sense.weights import FILE, weights
from customary.audit.sense.words import NO_TOPICS, PERSON, TRADES, counts, lemma, lists, tokens
from customary.audit.sweep import Sweep

MARKDOWN, HTML = FORMATS["markdown"], FORMATS["html"]
LEXICON = load_packs()
HOTEL = """# The front desk

Reception is open day and night. Rooms are ready for check-in from three, and breakfast is served until ten.
The housekeeper makes the beds every morning and leaves fresh towels. When a booking is cancelled before
noon, we refund the first night. The porter carries luggage to the room on arrival, and the restaurant keeps
a table until nine. On departure the bill is settled at reception; whoever stays longer than a week pays a
lower rate. Our hotel has forty rooms and two suites, a bar and a pool. Reservations by telephone are
confirmed by mail on the same day, with the price of the stay and what is included in it. Late arrivals find
the key in the box beside the entrance, with a note on where to find the room and how to ask for supper.

{}
"""
AGENCY = """# How we work

Our consultants agree on the scope and the budget of a project before it begins, and put both into the
contract. The account manager listens to what the business wants to reach, asks about deadlines, and keeps
the relationship honest. We invoice at the end of the month, by the hour, and explain every line. When a
deliverable is late we say so on the day we know it. The proposal names the people who will do the work, and
the fee for each phase. Feedback is discussed in the weekly meeting, and decisions are written down. If
somebody is unhappy with a design, the designer talks to them before anybody argues about the estimate. A
new engagement starts with a kickoff, where both sides tell what they expect, and ends with a review of what
we promised.

Our clients trust us because we tell them the truth. Every client gets a named adviser, and the client's
goals come first.
"""
SERVER = """# The interface

Send each request to the endpoint with an API token in the header. The server answers with JSON and closes
the socket after a timeout. Install the SDK with npm, configure the port and the TLS certificate, and
restart the daemon. The database keeps a cache of each query, so that a cluster with several nodes stays
consistent. Errors are written to the log with a stack trace. The library retries three times and then
raises an exception. Deploy the container to Kubernetes, or run the binary from a shell. The schema of every
response is in the repository; parameters are strings unless stated otherwise. Each method takes a callback
and returns a promise, and the plugin renders the HTML in the browser.

{}
"""


def fixes(page: str, settings: Settings | None = None) -> list[tuple[str, str]]:
    """(surface, fix) of each finding on a Markdown page."""
    return [(f.surface, f.fix) for f in check(page, MARKDOWN, LEXICON, settings or Settings())]


def test_a_page_about_a_hotel_has_customers() -> None:
    assert fixes(HOTEL.format("Ask every guest how they slept.")) == [("guest", "auto")]


def test_a_page_about_a_server_has_programs() -> None:
    assert fixes(SERVER.format("A client sees the new value at once.")) == []


def test_what_is_declared_settles_who_is_meant() -> None:
    page = SERVER.format("Our team listens to every client before a release.")
    assert fixes(page, Settings(customers_are_called=frozenset(["client"]))) == [("client", "auto")]
    assert fixes(page, Settings(not_customers=frozenset(["client"]))) == []


@pytest.mark.parametrize(
    ("sentence", "because"),
    [
        ("We hold that the Guest is right.", "capital"),
        ("Go on to the **Name of guest** page.", "label"),
        ("> The guest was kind and stayed for a week.", "quoted"),
        ("The visitor who likes the garden comes back.", "anybody"),
        ("A customer paid for the guest and left.", "customer stands beside it"),
        ("| what | who |\n| --- | --- |\n| key | Guest |", "alone"),
    ],
)
def test_a_doubt_is_left_to_a_person(sentence: str, because: str) -> None:
    found = check(HOTEL.format(sentence), MARKDOWN, LEXICON, Settings())
    assert [f.fix for f in found] == ["suggest"]
    assert any(because in reason for reason in found[0].why)


def test_the_reasons_name_the_words_of_the_page() -> None:
    (found,) = check(HOTEL.format("Ask every guest how they slept."), MARKDOWN, LEXICON, Settings())
    assert any("hotels" in reason and "room" in reason for reason in found.why)
    assert found.why[0].startswith("for: ")


def test_what_the_reasons_count_adds_up() -> None:
    page = HOTEL.format("Ask every guest how they slept. The Guest pays, a visitor asks.")
    found = check(page, MARKDOWN, LEXICON, Settings())
    weighed = [(f, f.weighing) for f in found if f.weighing]
    assert len(weighed) == 3
    for finding, weighing in weighed:
        assert sum(weight for weight, _ in weighing.parts) + weighing.rest == weighing.total
        assert {words for _, words in weighing.parts} <= set(finding.why)
        assert all(weight < 0 for weight, words in weighing.parts if words.startswith("against"))
        assert weighing.total >= (weighing.auto if finding.fix == "auto" else weighing.suggest)


def test_what_settles_itself_is_not_weighed() -> None:
    (found,) = check("The passenger service is open.", MARKDOWN, LEXICON, Settings())
    assert found.fix == "suggest" and found.why and found.weighing is None


def test_source_and_published_page_are_judged_alike() -> None:
    import markdown

    page = HOTEL.format(
        "Ask *every* guest how they **slept**, and the guest's friends. A `guest` is code; the Guest is not."
    )
    html = markdown.markdown(page)
    about = document_of(page, MARKDOWN, LEXICON, LEXICON.wanted).evidence
    source = [(f.surface, f.fix, f.why) for f in check(page, MARKDOWN, LEXICON, Settings())]
    published = [(f.surface, f.fix, f.why) for f in check(html, HTML, LEXICON, Settings(), about)]
    assert source == published
    assert len(source) == 3


def test_a_rewriting_changes_nothing_for_its_neighbours() -> None:
    before = tokens("The guest and the guests of the hotel")
    assert before == tokens("The customer and the customers of the hotel")
    assert PERSON in before


# The company of the folder


def _folder(root: Path, lone: str, others: int) -> Path:
    root.mkdir()
    (root / "lone.md").write_text(lone, "utf-8")
    for number in range(others):
        (root / f"page-{number}.md").write_text(AGENCY, "utf-8")
    return root


def test_a_page_that_says_little_is_read_like_its_neighbours(tmp_path: Path) -> None:
    lone = "The client was there.\n"
    alone, among = _folder(tmp_path / "alone", lone, 0), _folder(tmp_path / "among", lone, 4)
    assert company_in(alone, LEXICON) == Company()
    times, total = company_in(among, LEXICON).leanings["client"]
    assert times >= 8
    assert total > 0
    fix_of = {folder: Sweep().page(str(folder / "lone.md")) for folder in (alone, among)}
    assert [f.fix for f in fix_of[alone].findings] == ["suggest"]  # type: ignore[union-attr]
    assert [f.fix for f in fix_of[among].findings] == ["auto"]  # type: ignore[union-attr]


def test_the_answer_does_not_depend_on_what_else_is_checked(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "folder", "The client was there.\n", 3)
    paths = [str(path) for path in sorted(folder.iterdir())]
    together = {page.path: page.findings for page in Sweep().pages(paths)}
    apart = {path: page.findings for path in paths for page in Sweep().pages([path])}
    assert together == apart


def test_a_large_folder_is_not_read_without_end(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MOST_FILES + 20):
        (folder / f"{number:03}.md").write_text("The passenger waits at the station.\n", "utf-8")
    assert company_in(folder, LEXICON).leanings["passenger"][0] == MOST_FILES


def test_a_rewriting_leaves_what_the_folder_speaks_of(tmp_path: Path) -> None:
    """So that fixing one page makes no word on another one surer."""
    folder = _folder(tmp_path / "folder", "The client was there, and so was the train.\n", 3)
    before = company_in(folder, LEXICON)
    for path in folder.iterdir():
        path.write_text(path.read_text("utf-8").replace("client", "customer"), "utf-8")
    after = company_in(folder, LEXICON)
    assert (after.trades, after.words) == (before.trades, before.words)
    assert before.leanings and not after.leanings


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["guest", "client"]), st.tuples(st.integers(0, 9), st.integers(-9, 9))
        )
    )
)
def test_together_adds_up(parts: list[dict[str, tuple[int, int]]]) -> None:
    sums = sense.together(Company(part, {"travel": 2}, 30) for part in parts)
    assert (sums.trades.get("travel", 0), sums.words) == (2 * len(parts), 30 * len(parts))
    for term in ("guest", "client"):
        expected = [sum(part.get(term, (0, 0))[i] for part in parts) for i in (0, 1)]
        assert list(sums.leanings.get(term, (0, 0))) == expected


# Words and weights


@given(st.text())
def test_any_text_has_words_and_tokens(text: str) -> None:
    found, total = counts(text)
    assert sum(found.values()) <= total
    assert all(tokens(text))


@pytest.mark.parametrize(
    ("word", "stem"),
    [("Rooms", "room"), ("libraries", "library"), ("boxes", "box"), ("nurse's", "nurse"), ("guests", PERSON),
     ("address", "address"), ("2024", "<number>")],
)  # fmt: skip
def test_stems(word: str, stem: str) -> None:
    assert lemma(word) == stem


def test_each_trade_has_its_words() -> None:
    assert all(len(lists()[trade]) > 10 for trades in TRADES.values() for trade in trades)


def test_the_weights_tell_of_topics_cues_and_forms_only() -> None:
    """No word of any text is in them: each sign is a list of ours, a cue of a pack, a term or a form."""
    topics = {name for name in lists() if name not in NO_TOPICS} | {"own"}
    cue_ids = {c.id for rule in LEXICON.rules for c in rule.contexts} | {"keep", "rewrite", "doubt"}
    forms = {"plural", "singular", "possessive", "bare singular", "all capitals", "modal after", "code near"}
    for sign in weights().signs:
        place, _, rest = sign.partition(":")
        if place in ("d", "xw", "xp"):
            topic, _, term = rest.partition(" ")
            assert topic in topics
            assert not term or term == "many" or term in TRADES
        elif place == "t":
            assert rest in TRADES
        elif place == "cue":
            assert (
                rest in cue_ids or "-" in rest
            )  # those of every word are named in audit.cues and audit.names
        else:
            assert sign in forms or sign.startswith(("capital ", "- ", "/ "))


def test_the_weights_are_small_whole_numbers() -> None:
    stored = json.loads(FILE.read_text("utf-8"))
    assert all(isinstance(w, int) and 0 < abs(w) < 5000 for w in stored["signs"].values())
    assert FILE.stat().st_size < 64_000


def _fixes(page: str) -> list[tuple[str, str]]:
    return [(f.surface, f.fix) for f in check(page, MARKDOWN, LEXICON, Settings())]


@pytest.mark.parametrize(
    "row",
    ["Neither guest nor visitor pays.", "Each guest/visitor pays.", "Guests and the visitors pay at once."],
)
def test_a_row_is_as_sure_as_its_least_sure_word(row: str) -> None:
    assert {fix for _, fix in _fixes(HOTEL.format(row))} == {"suggest"}
    alone = HOTEL.format("Guests pay at the desk. Visitors ring the bell.")
    assert _fixes(alone) == [("Guests", "auto"), ("Visitors", "suggest")]


def test_a_heading_is_no_surer_than_its_text() -> None:
    words = "# Guest names\n\nThe wedding guests leave at six."
    assert _fixes(HOTEL.format(words)) == [("Guest", "suggest"), ("guests", "suggest")]
    assert _fixes(HOTEL.format(words + " Guests pay at the desk."))[0] == ("Guest", "auto")


@pytest.mark.parametrize(
    "line",
    [
        "Open **Show to guests**.",
        'Press "Show to guests" at the top.',
        'Fill in the "Number of guests" field.',
        'The "guest has left" event starts the cleaning.',
        'Then click on "guests" again.',
        "The Add guest page opens at reception.",
        "**Actors:** Guest, porter",
        "Roles: Porter, Guest",
        "Go to More > Settings > Guests.",
        "Guests > Add lists whoever came.",
    ],
)
def test_what_looks_like_a_label_is_left_to_a_person(line: str) -> None:
    assert [fix for _, fix in _fixes(HOTEL.format(line))] == ["suggest"]


@pytest.mark.parametrize(
    "line",
    [
        "Click **Show to guests.**",
        "Press the **Show to guests**",
        "Fill in the **Number of guests** field.",
        "Select <b>Guests by name</b>, then save.",
    ],
)
def test_what_is_pressed_keeps_its_name(line: str) -> None:
    assert _fixes(HOTEL.format(line)) == []
    assert _fixes(HOTEL.format("Press on, **guests** are waiting.")) == [("guests", "auto")]


@pytest.mark.parametrize(
    "line",
    [
        "The clinical trial enrolled 42 patients.",
        "The HIPAA Privacy Act gives patients rights.",
        "The cardiac patient in bed 4 asked for water.",
        "Passengers in a car wear belts.",
        "Attendees of the research interview sign a form.",
        "Meet your guest at the office reception.",
    ],
)
def test_people_who_are_perhaps_not_served_are_left_to_a_person(line: str) -> None:
    assert {fix for _, fix in _fixes(line)} == {"suggest"}


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("- Can view guests and their bookings", "suggest"),
        ("| Can delete a guest | no |\n| --- | --- |\n| Can add guests | yes |", "suggest"),
        ("## Permissions\n\n- View guests of every hotel", "suggest"),
        ("## Permissions\n\n- View the bookings of a guest.", "auto"),
        ("- Can our guests bring a dog?", "auto"),
        ("## Breakfast\n\n- View of the garden for guests", "auto"),
    ],
)
def test_the_name_of_a_permission_is_left_to_a_person(line: str, fix: str) -> None:
    assert {found for _, found in _fixes(HOTEL.format(line))} == {fix}


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("- [Greeting guests](../greeting-guests/)", "suggest"),
        ("[Waiting guests](02-waiting-guests.md) has the rest.", "suggest"),
        ("- [Greet a guest](../greet-guest.md)", "suggest"),
        ("- [See a guest's room](../guests-room.md) in the hotel", "auto"),
        ("- [A guest's room](../guests-room.md)", "suggest"),
        ("The rest is in [Rooms and guests](rest.md).", "suggest"),
        ('<p>Next: <a href="greeting-guests.html">Greeting guests</a></p>', "suggest"),
        ("Our [guests](guests.md) have a key.", "auto"),
        ("[Guests of the house](stay.md) have a key.", "auto"),
        ("- [Greeting guests](#greeting-guests)\n\n## Greeting guests\n\nGuests come at three.", "auto"),
    ],
)
def test_a_link_that_cites_a_title_is_left_to_a_person(line: str, fix: str) -> None:
    assert {found for _, found in _fixes(HOTEL.format(line))} == {fix}


def test_a_hyphen_between_spaces_joins_no_words() -> None:
    assert _fixes("The out-patient wing of the clinic is open. Doctors see every patient there.") == [
        ("patient", "auto")
    ]
    page = "Way out - patients of the clinic ring the bell for a doctor. A nurse sees every patient."
    assert [surface for surface, _ in _fixes(page)] == ["patients", "patient"]


RULES = Path(__file__).parent.parent / "cases" / "rules"
HOME = """# Sharing a flat

The lease names the landlord and everybody who rents a room. The deposit is one month's rent. Repairs to the
building are the landlord's, and so is the street door. Whoever moves out cleans the bedroom and pays arrears
before the lease ends.

{}
"""


SHOP = """# The shop

Products stand in the cart until somebody checks out. The store takes cards, counts the stock and ships each
order the same day. Discounts and coupons show in the basket, and the price is the price on the shelf. Returns
go to the merchant's warehouse, and a refund takes a week.

{}
"""
PAGES = {"lone": "{}\n", "hotel": HOTEL, "homes": HOME, "shop": SHOP}


@pytest.mark.parametrize("table", PAGES)
def test_pages_of_one_line(table: str) -> None:
    """The tables of tests/cases/rules: a line on a page about nothing, a hotel, a flat or a shop."""
    wrong = []
    for row in (RULES / f"{table}.txt").read_text("utf-8").splitlines():
        if row.strip() and not row.startswith("#"):
            expected, _, line = (part.strip() for part in row.partition("|"))
            found = {fix for _, fix in _fixes(PAGES[table].format(line.replace("\\n", "\n")))} or {None}
            if found != {{"sure": "auto", "look": "suggest", "left": None}[expected]}:
                wrong.append(f"{row}: {found}")
    assert not wrong, "\n".join(wrong)
