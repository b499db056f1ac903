"""A pack as people write it (YAML) -> a pack as the audit uses it, or every problem by file and line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from customary.audit.compiled import pack_from
from customary.audit.examples import fault_of_flag, fault_of_pass, parts
from customary.audit.kinds import KINDS
from customary.audit.model import Pack, Rule
from customary.audit.patterns import NotAPattern, expand, pattern
from customary.audit.settings import shown
from customary.errors import BadInput, ProblemInFile, not_a_name, shortened
from customary.source import Document, load_yaml, validate


def _spelt(form: str, what: str, remedy: str) -> BeforeValidator:
    """Says in words what the pattern of a text asks for; the pattern itself is for the schema."""

    def checked(value: Any) -> Any:
        if isinstance(value, str) and not re.search(form, value):
            raise ValueError(f'"{shortened(value)}" is not {what}.\n{remedy}')
        return value

    return BeforeValidator(checked)


_NAME, _TERM, _PRACTICE = r"^[a-z][a-z0-9-]*$", r"^[a-z]+(?:[ -][a-z]+){0,4}$", r"^[A-Z][0-9]{1,2}$"
Name = Annotated[
    str,
    StringConstraints(pattern=_NAME, max_length=60),
    _spelt(_NAME, "a name", "Write small letters, digits and hyphens, such as boat-hire."),
]
Term = Annotated[
    str,
    StringConstraints(pattern=_TERM, min_length=3, max_length=60),
    _spelt(_TERM, "a term", "Write one to five words in small letters, in the singular."),
]
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
    practice: Annotated[
        str,
        StringConstraints(pattern=_PRACTICE),
        _spelt(_PRACTICE, "a practice", "Write a letter and a number, such as L1."),
    ] = Field("L1", description="The practice that the rule puts to work.")
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
    problems = [problem for _, problem in _wrong_rules(entry, document)]
    if problems:
        raise BadInput(problems)
    pack = pack_from(plain(entry))
    if examples and not entry.extends:
        problems = list(faults(entry, pack, document))
        if problems:
            raise BadInput(problems)
    return entry, pack


def _read(document: Document) -> tuple[PackFile | None, set[int], list[ProblemInFile]]:
    """As much of a pack file as can be read, the numbers of the rules in it that can't be, and all that is
    wrong, so that it can be mended in one go. Nothing where too little is left to say more."""
    entry: PackFile | None
    try:
        entry, unsound, problems = validate(PackFile, document), set[int](), list[ProblemInFile]()
    except BadInput as bad:
        problems = list(bad.problems)
        entry, unsound = _what_is_left(document.data)
    if entry:
        for number, problem in _wrong_rules(entry, document):
            problems.append(problem)
            unsound.add(number)
    return entry, unsound, problems


def _what_is_left(data: Any) -> tuple[PackFile | None, set[int]]:
    """A wrong file with what is wrong taken out; an empty rule stands for one that can't be read."""
    wrong = set[tuple[int | str, ...]]()
    try:
        PackFile.model_validate(data)
    except ValidationError as error:
        wrong = {item["loc"][:2] for item in error.errors(include_url=False, include_input=False)}
    rules = {place[1] for place in wrong if place[:1] == ("rules",) and len(place) == 2}
    others = {place[0] for place in wrong if place and place[0] != "rules"}
    if not isinstance(data, dict) or ("rules",) in wrong or others & {"lists", "extends"}:
        return None, set()
    told = {key: value for key, value in data.items() if key not in others}
    told["rules"] = [
        _UNREAD | {"id": f"unread-{i}"} if i in rules else r for i, r in enumerate(data["rules"])
    ]
    return PackFile.model_validate({"pack": "unread", "title": "-", **told}), {int(i) for i in rules}


_UNREAD = {"terms": ["unread"], "note": "-", "flags": ["-"], "passes": ["-"]}


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


def faults(
    entry: PackFile, pack: Pack, document: Document, without: Collection[int] = ()
) -> Iterator[ProblemInFile]:
    """One problem for each example that its own rule doesn't satisfy, but for the rules `without`."""
    by_id = {rule.id: rule for rule in pack.rules}
    for i, rule in enumerate(entry.rules):
        if i in without:
            continue
        for key, fault_of in (("flags", fault_of_flag), ("passes", fault_of_pass)):
            for j, text in enumerate(getattr(rule, key)):
                fault = fault_of(by_id[rule.id], *(parts(text) if key == "flags" else (text,)))
                if fault:
                    yield document.problem(("rules", i, key, j), *fault)


@dataclass(frozen=True, slots=True)
class OwnPack:
    """A project's own pack, sound by itself and beside all others."""

    entry: PackFile
    pack: Pack

    @property
    def names(self) -> set[str]:
        """What `--pack` may call it: its own name, and those of the packs it adds to."""
        return {self.entry.pack, *self.entry.extends}


def name_in(path: Path) -> str | None:
    """What the pack file at `path` gives as its name; None where that can't be told."""
    try:
        return str(load_yaml(path).data["pack"])
    except (BadInput, KeyError, TypeError):
        return None


def read_own_packs(shipped: Sequence[Pack], paths: Sequence[Path]) -> list[OwnPack]:
    """The packs of the files `paths`. Raises BadInput with all that is wrong with all of them."""
    by_name = {pack.name: pack for pack in shipped}
    owner = {rule.id: pack.name for pack in shipped for rule in pack.rules}
    problems: list[ProblemInFile] = []
    found: list[OwnPack] = []
    named: dict[str, str] = {}
    for path in dict.fromkeys(paths):
        try:
            document = load_yaml(path, shown(path))
        except BadInput as error:
            problems += error.problems
            continue
        entry, unsound, wrong = _read(document)
        problems += wrong
        if entry is None:
            continue
        problems += _clashes(entry, document, by_name, owner)
        if named.setdefault(entry.pack, document.path) != document.path:
            what = f'{named[entry.pack]} has the name "{entry.pack}" already.'
            problems.append(document.problem(("pack",), what, "Choose another name."))
        sound = [rule for i, rule in enumerate(entry.rules) if i not in unsound]
        own = pack_from(plain(entry.model_copy(update={"rules": sound})))
        owner |= {rule.id: own.name for rule in own.rules if rule.id not in owner}
        if all(name in by_name for name in entry.extends):
            merged = replace(own, rules=_merged(own, [by_name[name] for name in entry.extends]))
            problems += faults(entry, merged, document, unsound)
            found.append(OwnPack(entry, own))
    if problems:
        raise BadInput(dict.fromkeys(problems))
    return found


def with_own_packs(active: Sequence[Pack], shipped: Sequence[Pack], own: Sequence[OwnPack]) -> list[Pack]:
    """`active` and the packs `own`, with what those `extend`.

    A rule with the id of an extended pack's rule adds to that rule.
    """
    by_name = {pack.name: pack for pack in shipped}
    packs = {pack.name: pack for pack in active}
    for one in own:
        for name in one.entry.extends:
            packs.pop(name, None)
        rules = _merged(one.pack, [by_name[name] for name in one.entry.extends])
        packs[one.pack.name] = replace(one.pack, rules=rules)
    return list(packs.values())


def _merged(own: Pack, extended: Sequence[Pack]) -> tuple[Rule, ...]:
    added = {rule.id: rule for rule in own.rules}
    old = {rule.id: rule for pack in extended for rule in pack.rules}
    return (*(_added(rule, added.pop(rule.id, None)) for rule in old.values()), *added.values())


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


def _wrong_rules(entry: PackFile, document: Document) -> Iterator[tuple[int, ProblemInFile]]:
    """The problems of rules that have the right form, each with the number of its rule."""
    seen: dict[str, int] = {}
    for i, rule in enumerate(entry.rules):
        if rule.kind not in KINDS:
            yield i, document.problem(("rules", i, "kind"), *not_a_name(rule.kind, "a kind", list(KINDS)))
        if rule.id in seen:
            line = document.at(("rules", seen[rule.id], "id"))[0]
            what = f'The rule "{rule.id}" is there twice (first on line {line}).'
            yield i, document.problem(("rules", i, "id"), what, "Give each rule its own id.")
        seen.setdefault(rule.id, i)
        for side in ("keep", "rewrite", "doubt"):
            for j, context in enumerate(getattr(rule, side)):
                for k, text in enumerate(context.when):
                    try:
                        pattern(expand(text, entry.lists))
                    except NotAPattern as error:
                        what, _, remedy = str(error).partition("\n")
                        place = ("rules", i, side, j, "when", k)
                        yield i, document.problem(place, f'Pattern "{text}": {what}.', remedy)
