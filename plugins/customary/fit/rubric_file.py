"""The settings of a rubric file that people write in YAML. Percentages run 0..100, with one decimal at
most."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from customary.errors import shortened
from customary.fit.answers import LONGEST_TEXT, LONGEST_WORD
from customary.fit.model import FULL, MOST_WEIGHT
from customary.fit.numbers import NotANumber, read_number
from customary.fit.reading import as_int

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def _percent(typed: Any) -> int:
    try:
        permille = read_number(str(typed), 1, "%") if isinstance(typed, (str, int)) else -1
    except NotANumber as wrong:
        raise ValueError(f"{wrong.what}\n{wrong.remedy}") from None
    if not 0 <= permille <= FULL:
        raise ValueError(f'"{shortened(str(typed))}" is not from 0 to 100.\nWrite a share of 100.')
    return permille


def _whole(low: int, high: int) -> Any:
    def read(typed: Any) -> int:
        number = as_int(typed)
        if number is None or not low <= number <= high:
            what = f'"{shortened(str(typed))}" is not a whole number from {low} to {high}.'
            raise ValueError(f"{what}\nChange it.")
        return number

    return BeforeValidator(read)


def _text(limit: int) -> Any:
    def read(typed: Any) -> Any:
        if isinstance(typed, str) and len(typed) > limit:
            raise ValueError(f"A text of {len(typed)} characters is too long.\nKeep it under {limit}.")
        if isinstance(typed, str) and not typed.strip():
            raise ValueError("The text is empty.\nWrite it, or leave the setting out.")
        return typed

    return BeforeValidator(read)


def _days(typed: Any) -> int:
    match = re.fullmatch(r"(\d{1,5})\s*(day|week|month|year)?s?", str(typed).strip())
    if match is None or int(match[1]) * _DAYS[match[2] or "day"] > 36500:
        raise ValueError(f'"{shortened(str(typed))}" is not a time.\nWrite it as "90 days".')
    return int(match[1]) * _DAYS[match[2] or "day"]


Percent = Annotated[
    int, BeforeValidator(_percent), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100})
]
Weight = Annotated[
    int, _whole(0, MOST_WEIGHT), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MOST_WEIGHT})
]
Places = Annotated[int, _whole(0, 6), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 6})]
Days = Annotated[int, BeforeValidator(_days), WithJsonSchema({"type": "string"})]
Text = Annotated[str, _text(LONGEST_TEXT), WithJsonSchema({"type": "string"})]
Word = Annotated[str, _text(LONGEST_WORD), WithJsonSchema({"type": ["string", "number", "boolean"]})]
Typed = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
Words = list[Word]


class Settings(BaseModel):
    """A group of settings that knows its own names only."""

    model_config = ConfigDict(extra="forbid")


class CriterionFile(Settings):
    """One question, our own position, and what a mismatch costs."""

    kind: Literal["number", "scale", "set", "yes/no", "level", "gap"] | None = Field(
        None, description="The kind of criterion. It follows from the other settings, except for a gap."
    )
    id: Word | None = Field(
        None, description="The short name in canonical JSON; the criterion's name with _ for spaces."
    )
    ask: Text | None = Field(None, description="The question, as sales asks it.")
    help: Text | None = Field(None, description="One or two sentences that explain the question.")
    weight: Weight = Field(1, description="How much the criterion counts, a whole number from 0 to 1000.")
    unit: Word | None = Field(None, description="Number: what is counted, such as working days.")
    unit_one: Word | None = Field(
        None, alias="unit one", description="Number: the unit of 1, such as working day."
    )
    at_least: Typed | None = Field(None, alias="at least", description="Number: we need this much or more.")
    at_most: Typed | None = Field(
        None, alias="at most", description="Number: we can do with this much or less."
    )
    lowest: Typed | None = Field(
        None,
        alias="from",
        description="Number: the least that can be answered, such as -40; 0 where nothing here is less.",
    )
    worthless_after: Typed | None = Field(
        None,
        alias="worthless after",
        description="Number: this far beyond the bound nothing is left of the fit, such as 8 short.",
    )
    places: Places = Field(0, description="Number: how many decimals an answer may have.")
    scale: Words | None = Field(None, description="Scale: the answers, in order.")
    levels: Words | None = Field(
        None, description="Level, for looking at ourselves: the answers, from worst to best."
    )
    ours: Any = Field(
        None,
        description="Our own position: a word of the scale, what we offer, yes or no, our rating (gap).",
    )
    matters_when: Literal["they want more", "they want less", "either way"] | None = Field(
        None, alias="matters when", description="Scale: on which side of ours a difference costs fit."
    )
    steps: list[Percent] | None = Field(
        None, description="Scale: the fit at no step apart, one step, two steps and so on."
    )
    points: list[Percent] | None = Field(
        None, description="Scale or level: the fit of each answer, instead of ours and steps."
    )
    must_have: Words | None = Field(
        None,
        alias="must have",
        description="Set: if they need one of these and we don't offer it, the verdict is limited.",
    )
    must_have_at_most: Word | None = Field(
        None,
        alias="must have at most",
        description="Set: the verdict that a missing must-have allows; the worst one unless set.",
    )
    choose_from: Words | None = Field(
        None, alias="choose from", description="Set: all that can be asked for; anything else is refused."
    )
    deal_breaker_below: Percent | None = Field(
        None,
        alias="deal-breaker below",
        description="Under this fit the verdict is the worst one, whatever the rest says.",
    )
    if_short: Text | None = Field(
        None, alias="if short", description="Number: the sentence when they are under at least."
    )
    if_over: Text | None = Field(
        None, alias="if over", description="Number: the sentence when they are over at most."
    )
    if_more: Text | None = Field(
        None, alias="if more", description="Scale: the sentence when they want more than we do."
    )
    if_less: Text | None = Field(
        None, alias="if less", description="Scale: the sentence when they want less than we do."
    )
    if_missing: Text | None = Field(
        None, alias="if missing", description="Set: the sentence when we don't offer {missing}."
    )
    if_no: Text | None = Field(
        None, alias="if no", description="Yes/no: the sentence when they need it and we don't do it."
    )
    if_fine: Text | None = Field(None, alias="if fine", description="The sentence when it fits.")
    if_unknown: Text | None = Field(
        None, alias="if unknown", description="The sentence when it is not known."
    )
    sign_if: Text | None = Field(
        None, alias="sign if", description="The condition to agree on before signing."
    )
    next_step: Text | None = Field(None, alias="next step", description="Profile: what to do about it.")
    next_steps: list[Text] | None = Field(
        None,
        alias="next steps",
        description="Level: what to do to reach the next level, one for each but the best.",
    )
    likely: list[Any] | None = Field(
        None, description="Number or set: answers to expect; they decide which question to ask first."
    )
    good_for: Days | None = Field(
        None,
        alias="good for",
        description="How long an answer holds, such as 90 days; after that it counts as unknown.",
    )
    fixed: Literal["theirs", "ours", "both"] | None = Field(
        None, description="Whose side can't move, so that no advice asks for it."
    )
    cost: Weight = Field(
        1, description="How hard it is to move on this criterion, against the others; it orders the advice."
    )


class RuleFile(Settings):
    """Where every part of `when` holds, the verdict is at most the one named."""

    name: Word | None = Field(None, description="A short name for the rule.")
    when: dict[str, Percent] = Field(description='One or more "<criterion> below: <fit>".')
    at_most: Word = Field(alias="at most", description="The best verdict that is still possible.")
    because: Text | None = Field(None, description="The reason, as one sentence.")


class ContradictionFile(Settings):
    """Answers that can't all be true: where they meet, they count as unknown."""

    name: Word | None = Field(None, description="A short name for the contradiction.")
    when: dict[str, Any] = Field(
        description='One answer a criterion; for numbers also "at least 60" or "at most 5".'
    )
    because: Text | None = Field(None, description="Why they can't both be true, as one sentence.")


class LimitFile(Settings):
    """How much may be set aside as not applicable."""

    limit: Percent = Field(
        300,
        json_schema_extra={"default": 30},
        description="The share of the weight that may be set aside; 30 unless set.",
    )
    at_most: Word | None = Field(
        None, alias="at most", description="The best verdict beyond that; sign if, or the second best."
    )


class ExampleFile(Settings):
    """A worked example. A rubric whose examples don't come out is rejected."""

    name: Word | None = Field(None, description="What the example shows.")
    answers: dict[str, Any] = Field(description="Answers as in an assessment.")
    verdict: Any = Field(
        None, description="The verdict that must come out, or [worst, best] where it stays open."
    )
    score: Any = Field(
        None, description="The score (0..100) that must come out, rounded down, or [least, most]."
    )


class RubricFile(Settings):
    """A rubric: our position, how much each criterion counts, and what verdicts there are."""

    rubric: Word = Field(description="The id, by which assessments and commands call the rubric.")
    title: Text | None = Field(None, description="The title of the rubric's page.")
    intro: Text | None = Field(None, description="What the rubric is for, in a few sentences.")
    shape: Literal["verdict", "profile"] = Field(
        "verdict",
        description="profile: looks at ourselves and shows a profile with next steps instead of a verdict.",
    )
    verdicts: dict[Word, Percent | None] | None = Field(
        None,
        description="The verdicts from worst to best, each with the score (0..100) that it needs.",
    )
    criteria: dict[Word, Any] = Field(description="The criteria by name.")
    rules: list[Any] | None = Field(None, description="Rules that limit the verdict.")
    contradictions: list[Any] | None = Field(None, description="Answers that can't both be true.")
    not_applicable: LimitFile | None = Field(
        None, alias="not applicable", description="How much may be set aside."
    )
    refer_to: Text | None = Field(None, alias="refer to", description="Whom to recommend when we decline.")
    practice: Words | None = Field(None, description="The practices that the rubric covers.")
    columns: dict[str, Word] | None = Field(
        None, description="The column of a table (CSV, CRM export) that holds each criterion."
    )
    facts: dict[str, Word] | None = Field(None, description="Further facts that pages may quote.")
    examples: list[Any] | None = Field(None, description="Worked examples; they are the rubric's tests.")
