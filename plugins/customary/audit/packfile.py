"""A pack as people write it (YAML) -> a pack as the audit uses it, or every problem by file and line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from customary.audit.compiled import pack_from
from customary.audit.examples import fault_of_flag, fault_of_pass, parts
from customary.audit.kinds import KINDS
from customary.audit.model import Pack, Rule
from customary.audit.patterns import NotAPattern, expand, pattern
from customary.errors import BadInput, ProblemInFile, not_a_name
from customary.source import Document, load_yaml, validate

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Term = Annotated[str, StringConstraints(pattern=r"^[a-z]+(?:[ -][a-z]+){0,4}$", min_length=3, max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ContextEntry(_Strict):
    """Words around the term, and what they mean."""

    because: Line = Field(description="Why, in words for the writer; shown by --explain.")
    when: list[Line] = Field(min_length=1, description='Word patterns; "~" stands for the term.')
    sure: bool = Field(False, description="yes: this ends the matter. no: it is weighed with other signs.")
    id: Name | None = Field(None, description="A name for the sign; by default made from the rule.")


class RuleEntry(_Strict):
    """One judgement."""

    id: Name = Field(description="The rule's name, the same for ever; no other rule has it.")
    kind: Name = Field("term", description="How the rule finds its words: term, place or wording.")
    terms: list[Term] = Field(min_length=1, description="The words in the singular, lower case.")
    practice: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{1,2}$")] = Field(
        "L1", description="The practice that the rule puts to work."
    )
    severity: Literal["error", "warning", "advice"] = "warning"
    note: Line = Field(description="What a writer should know about the rule, in a sentence or two.")
    also_in: list[Name] = Field([], description="Other packs that switch the rule on.")
    opt_in: bool = Field(False, description="yes: only where the pack is named or the word is declared.")
    only_in_context: bool = Field(False, description="yes: kept unless a rewrite context stands around it.")
    say: str = Field("", max_length=200, description="What to say instead (advice).")
    keep: list[ContextEntry] = Field([], description="Contexts in which the word stays.")
    rewrite: list[ContextEntry] = Field([], description="Contexts in which the word is a customer.")
    doubt: list[ContextEntry] = Field([], description="Contexts in which a person should look.")
    protect: list[Line] = Field([], description="Names that hold the word and stay as they are.")
    flags: list[Line] = Field(min_length=1, description='Sentences that are found: "before -> after".')
    passes: list[Line] = Field(min_length=1, description="Sentences that the rule leaves alone.")


class PackFile(_Strict):
    """A rule pack."""

    pack: Name = Field(description="The pack's name, as in we_are.")
    title: Line = Field(description="The trade in words.")
    about: str = Field("", max_length=600, description="Whom the pack is for.")
    extends: list[Name] = Field([], description="Packs whose rules this one takes over and may add to.")
    lists: dict[str, list[Line]] = Field({}, description="Word lists, written {name} in patterns.")
    rules: list[RuleEntry] = Field(min_length=1)


def load_pack(path: Path, shown_as: str | None = None, *, examples: bool = True) -> tuple[PackFile, Pack]:
    """Read one pack file: what its author wrote, and the pack. Raises BadInput with all its problems."""
    document = load_yaml(path, shown_as)
    entry = validate(PackFile, document)
    problems = list(_problems(entry, document))
    if problems:
        raise BadInput(problems)
    pack = pack_from(plain(entry))
    if examples and not entry.extends:
        problems = list(faults(entry, pack, document))
        if problems:
            raise BadInput(problems)
    return entry, pack


def schema() -> dict[str, Any]:
    """The JSON Schema of a pack file, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **PackFile.model_json_schema()}


def plain(entry: PackFile) -> dict[str, Any]:
    """The compiled form of a pack: what a check needs, defaults and examples left out."""
    rules = []
    for rule in entry.rules:
        data = rule.model_dump(exclude={"keep", "rewrite", "doubt", "flags", "passes"}, exclude_defaults=True)
        contexts = [
            [context.id or f"{rule.id}-{side}-{n}", side, "hard" if context.sure else "soft",
             [expand(text, entry.lists) for text in context.when], context.because]
            for side in ("keep", "rewrite", "doubt")
            for n, context in enumerate(getattr(rule, side), 1)
        ]  # fmt: skip
        rules.append({"kind": "term", **data, **({"contexts": contexts} if contexts else {})})
    return {"pack": entry.pack, "title": entry.title, "about": entry.about, "rules": rules}


def faults(entry: PackFile, pack: Pack, document: Document) -> Iterator[ProblemInFile]:
    """One problem for each example that its own rule doesn't satisfy."""
    by_id = {rule.id: rule for rule in pack.rules}
    for i, rule in enumerate(entry.rules):
        for key, fault_of in (("flags", fault_of_flag), ("passes", fault_of_pass)):
            for j, text in enumerate(getattr(rule, key)):
                fault = fault_of(by_id[rule.id], *(parts(text) if key == "flags" else (text,)))
                if fault:
                    yield document.problem(("rules", i, key, j), *fault)


def load_own_packs(active: list[Pack], shipped: Sequence[Pack], paths: Sequence[Path]) -> list[Pack]:
    """`active` and the packs of the files `paths`, with what those `extend`.

    A rule with the id of an extended pack's rule adds to that rule. Raises BadInput.
    """
    by_name = {pack.name: pack for pack in shipped}
    packs = {pack.name: pack for pack in active}
    owner = {rule.id: pack.name for pack in shipped for rule in pack.rules}
    problems: list[ProblemInFile] = []
    for path in paths:
        document = load_yaml(path)
        try:
            entry, own = load_pack(path)
            problems += _clashes(entry, document, by_name, owner)
        except BadInput as error:
            problems += error.problems
            continue
        if problems:
            continue
        owner |= {rule.id: own.name for rule in own.rules if rule.id not in owner}
        extended = {rule.id: rule for name in entry.extends for rule in by_name[name].rules}
        added = {rule.id: rule for rule in own.rules}
        merged = [_added(old, added.pop(old.id, None)) for old in extended.values()]
        for name in entry.extends:
            packs.pop(name, None)
        packs[own.name] = replace(own, rules=(*merged, *added.values()))
        problems += faults(entry, packs[own.name], document) if entry.extends else []
    if problems:
        raise BadInput(problems)
    return list(packs.values())


def _added(rule: Rule, more: Rule | None) -> Rule:
    """`rule` with the terms, contexts and names of `more` as well."""
    if more is None:
        return rule
    return replace(
        rule,
        terms=tuple(dict.fromkeys((*rule.terms, *more.terms))),
        contexts=(*more.contexts, *rule.contexts),
        protect=(*rule.protect, *more.protect),
        note=more.note or rule.note,
        severity=more.severity,
    )


def _clashes(
    entry: PackFile, document: Document, by_name: dict[str, Pack], owner: dict[str, str]
) -> Iterator[ProblemInFile]:
    for i, name in enumerate(entry.extends):
        if name not in by_name:
            yield document.problem(("extends", i), *not_a_name(name, "a pack", list(by_name)))
    if entry.pack in by_name:
        what = f'There is a shipped pack "{entry.pack}" already.'
        yield document.problem(("pack",), what, f'Choose another name, and write "extends: [{entry.pack}]".')
    for i, rule in enumerate(entry.rules):
        has_it = owner.get(rule.id)
        if has_it and has_it != entry.pack and has_it not in entry.extends:
            what = f'The pack "{has_it}" has a rule "{rule.id}" already.'
            remedy = f'Choose another id, or write "extends: [{has_it}]" to add to that rule.'
            yield document.problem(("rules", i, "id"), what, remedy)


def _problems(entry: PackFile, document: Document) -> Iterator[ProblemInFile]:
    seen: dict[str, int] = {}
    for i, rule in enumerate(entry.rules):
        if rule.kind not in KINDS:
            yield document.problem(("rules", i, "kind"), *not_a_name(rule.kind, "a kind", list(KINDS)))
        if rule.id in seen:
            line = document.at(("rules", seen[rule.id], "id"))[0]
            what = f'The rule "{rule.id}" is there twice (first on line {line}).'
            yield document.problem(("rules", i, "id"), what, "Give each rule its own id.")
        seen.setdefault(rule.id, i)
        for side in ("keep", "rewrite", "doubt"):
            for j, context in enumerate(getattr(rule, side)):
                for k, text in enumerate(context.when):
                    try:
                        pattern(expand(text, entry.lists))
                    except NotAPattern as error:
                        what, _, remedy = str(error).partition("\n")
                        yield document.problem(
                            ("rules", i, side, j, "when", k), f'Pattern "{text}": {what}.', remedy
                        )
