"""Word patterns: how a pack says which words stand around a term.

A pattern is a row of steps with `~` where the term stands: `~ room|rooms`, `be|is|are very? ~one`.

| step        | matches                                                                     |
|-------------|-----------------------------------------------------------------------------|
| `~`         | the term in any form; `~one` singular and not possessive, `~many` plural, `~'s` possessive |
| `word`      | that word in any case; written with a capital letter, in that case only     |
| `a|b|c`     | one of several words                                                        |
| `authori*`  | every word that begins so                                                   |
| `{name}`    | a word of that list (`LISTS`, or the pack's own `lists:`)                   |
| `word?`     | the word, or nothing                                                        |
| `...`       | up to three words                                                           |
| `-`         | a hyphen (elsewhere it is read as a space; between spaces it is a dash)     |
| `, : ( ) "` | that mark (alternatives, too: `,|and`)                                      |
| `^` `$`     | the beginning and the end of the passage                                    |

There is nothing in it that could run away: a pattern has at most `LONGEST` steps and looks at no more
words than that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from customary.audit.model import FILLERS
from customary.audit.reading import Token

LONGEST = 12
"""Steps of one pattern."""

LISTS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "a": "a an",
        "the": "the a an this that these those each every any some no",
        "our": "our your their his her its my",
        "be": "be is are was were been being am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t",
        "have": "have has had having",
        "can": "can could may might must shall should will would",
        "and": "and or nor & /",
        "person": "he she they who him her them whom whose man woman men women person people",
    }.items()
}
_TERM = re.compile(r"~(?:one|many|'s)?")
_WORD = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*\*?")
_HYPHENS = ("-", "\u2010", "\u2011")
_MARKS = ',:;()"$^/.!?&'
Test = Callable[[Token], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a pattern, on one side of the term."""

    text: str
    test: Test | None
    optional: bool = False
    edge: bool = False
    """Whether the edge of the passage will do as well."""
    words: frozenset[str] = frozenset()
    """The words of which one must stand here; empty where something else will do, too."""


@dataclass(frozen=True, slots=True)
class Need:
    """One of these words stands before (or after) the term, among so many tokens beside it."""

    words: frozenset[str]
    before: bool
    within: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: the steps to the left (nearest first), the term's form, the steps to the right."""

    before: tuple[Step, ...]
    form: str
    after: tuple[Step, ...]
    needs: Need | None = None
    """What stands near wherever the pattern matches; None where that is not known."""

    def matches(
        self, before: Sequence[Token], after: Sequence[Token], plural: bool, possessive: bool
    ) -> bool:
        """Whether the words around an occurrence are those of the pattern."""
        if (self.form == "~one" and (plural or possessive)) or (self.form == "~many" and not plural):
            return False
        if self.form == "~'s" and not possessive:
            return False
        return _follows(self.after, 0, after, 0) and _follows(self.before, 0, before, 0)


class NotAPattern(ValueError):
    """The text is no word pattern; the message says what is wrong and, after a line end, what to do."""


@cache
def pattern(text: str) -> Pattern:
    """Compile a pattern that uses the general `LISTS` only. Raises NotAPattern."""
    steps = text.split()
    terms = [i for i, step in enumerate(steps) if _TERM.fullmatch(step)]
    for step in steps:
        if not _TERM.fullmatch(step):
            _step(step)
    if len(terms) != 1:
        raise NotAPattern('a pattern holds "~" exactly once\nWrite "~" where the term stands.')
    if len(steps) > LONGEST:
        raise NotAPattern(f"a pattern has at most {LONGEST} steps\nSplit it.")
    if steps.count("...") > 2:
        raise NotAPattern('a pattern has at most two "..."\nSplit it.')
    here = terms[0]
    before = tuple(_step(s) for s in reversed(steps[:here]))
    after = tuple(_step(s) for s in steps[here + 1 :])
    needs = (*_needs(before, True), *_needs(after, False))
    return Pattern(
        before, steps[here], after, min(needs, key=lambda n: n.within * len(n.words), default=None)
    )


def _needs(steps: Sequence[Step], before: bool) -> Iterator[Need]:
    """The steps at which only certain words will do; before each word there may be a hyphen."""
    within = 0
    for step in steps:
        within += {"...": 3, "-": 1}.get(step.text, 2)
        if step.words:
            yield Need(step.words, before, within)


def expand(text: str, lists: Mapping[str, Iterable[str]]) -> str:
    """`text` with each `{name}` of `lists` written out, so that the general lists are enough."""

    def words(match: re.Match[str]) -> str:
        own = lists.get(match[1])
        return "|".join(own) if own is not None else match[0]

    return re.sub(r"\{([a-z_]+)\}", words, text)


@cache
def _step(text: str) -> Step:
    if text in ("...", "-"):
        return Step(text, None)
    optional = text.endswith("?") and len(text) > 1
    options = (text[:-1] if optional else text).split("|")
    tests = tuple(_test(option) for option in options if option not in ("^", "$"))
    words = frozenset(o for o in options if _WORD.fullmatch(o) and o == o.lower() and not o.endswith("*"))
    others = tuple(
        t for o, t in zip((o for o in options if o not in "^$"), tests, strict=True) if o not in words
    )

    def test(token: Token) -> bool:
        return token.low in words or any(other(token) for other in others)

    edge = len(tests) < len(options)
    return Step(text, test, optional, edge, frozenset() if optional or edge or others else words)


def _test(option: str) -> Test:
    """The test for one word, stem, mark or list. Raises NotAPattern."""
    if option.startswith("{"):
        name = option[1:-1]
        if name in LISTS:
            words = LISTS[name]
            return lambda token: token.low in words
        if option.endswith("}") and name in _SHAPES:
            return _SHAPES[name]
        known = ", ".join(sorted([*LISTS, *_SHAPES]))
        raise NotAPattern(f"there is no list {option}\nChoose: {known}.")
    if len(option) == 1 and option in _MARKS:
        alike = {'"': '"“”„«»'}.get(option, option)
        return lambda token: token.text in alike
    if not _WORD.fullmatch(option):
        raise NotAPattern(
            f'"{option}" is no step of a word pattern\n'
            "Regular expressions are not allowed: write word, a|b, word*, word?, {list} or ... instead."
        )
    stem, exact = option.removesuffix("*"), option != option.lower()
    if option.endswith("*"):
        return lambda token: (token.text if exact else token.low).startswith(stem)
    return lambda token: (token.text if exact else token.low) == stem


def _number(token: Token) -> bool:
    return token.text[0].isdigit()


def _capital(token: Token) -> bool:
    return token.text[0].isupper()


def _lower(token: Token) -> bool:
    return token.text[0].islower()


def _word(token: Token) -> bool:
    return token.is_word


def _code(token: Token) -> bool:
    return token.text[0] in FILLERS


_SHAPES: Mapping[str, Test] = {
    "number": _number,
    "capital": _capital,
    "lower": _lower,
    "word": _word,
    "code": _code,
}


def _follows(steps: tuple[Step, ...], step: int, tokens: Sequence[Token], token: int) -> bool:
    """Whether `steps[step:]` match `tokens[token:]`. Bounded: few steps, and each gap at most three words."""
    if step == len(steps):
        return True
    this = steps[step]
    if this.text == "...":
        return any(
            _follows(steps, step + 1, tokens, token + gap)
            for gap in range(4)
            if all(t.is_word or t.text in _HYPHENS for t in tokens[token : token + gap])
        )
    hyphen = token < len(tokens) and tokens[token].text in _HYPHENS
    if this.text == "-":
        return hyphen and _follows(steps, step + 1, tokens, token + 1)
    here = token + hyphen
    if here < len(tokens):
        if this.test is not None and this.test(tokens[here]) and _follows(steps, step + 1, tokens, here + 1):
            return True
    elif this.edge and _follows(steps, step + 1, tokens, here):
        return True
    return this.optional and _follows(steps, step + 1, tokens, token)
