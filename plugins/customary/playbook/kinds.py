"""The page kinds: one line a kind. What a kind is for, what it must carry, how hard it may read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What a page of this kind promises its readers."""

    name: str
    plural: str
    for_whom: str
    """One line: what one opens such a page for."""
    review_every: str
    """How long a review holds, where the page doesn't say."""
    needs: tuple[str, ...] = ()
    """Front matter keys without which the page is not finished."""
    sections: tuple[str, ...] = ()
    """Headings without which the page is not finished."""
    ticks: bool = False
    """Whether it must hold something to tick (`- [ ]`)."""
    owned: bool = True
    """Whether it must name an owner and the day of its last review."""
    private: bool = False
    """Whether it stays out of a public site unless it says `private: false`."""
    ease: int = 50
    """The least Flesch reading ease: 60 is plain English, 50 fairly hard."""


KINDS = {
    kind.name: kind
    for kind in (
        Kind("principle", "Principles", "what we believe, and why", "12 months", ("practice",), ease=55),
        Kind(
            "play", "Plays", "a practice that a team does together", "6 months",
            ("practice", "who", "time", "when"), ("Steps", "Words to say", "Done when"), ease=60,
        ),
        Kind(
            "touchpoint", "Touchpoints", "one point of contact, as customers meet it", "6 months",
            ("stage",), ("What customers see", "What they hear", "What they touch", "Walk it"),
            ticks=True, ease=60,
        ),
        Kind("checklist", "Checklists", "something to tick", "6 months", ticks=True, ease=60),
        Kind(
            "script", "Scripts", "words for the phone, the counter, mail and chat", "6 months",
            (), ("Situation", "Say", "Never say"), ease=60,
        ),
        Kind("self-assessment", "Self-assessments", "how good are we?", "12 months", ("rubric",), ease=55),
        Kind(
            "story", "Learning stories", "what a complaint or a success taught us", "24 months",
            ("touchpoint",), ("What happened", "What we learned", "What changed", "Who we told"), ease=60,
        ),
        Kind(
            "profile", "Customer profiles", "what one customer values, noted once", "12 months",
            private=True, ease=55,
        ),
        Kind(
            "term", "Glossary", "one word, and what we mean by it", "24 months", ("term", "short"),
            owned=False,
        ),
        Kind("page", "Pages", "everything else", "12 months", owned=False),
    )
}  # fmt: skip
