"""Word patterns: how a pack says which words stand around a term.

A pattern is a row of steps with `~` where the term stands: `~ room|rooms`, `be|is|are very? ~one`.

| step        | matches                                                                     |
|-------------|-----------------------------------------------------------------------------|
| `~`         | the term in any form; `~one` singular, `~many` plural, `~'s` possessive     |
| `word`      | that word in any case; written with a capital letter, in that case only     |
| `a|b|c`     | one of several words                                                        |
| `authori*`  | every word that begins so                                                   |
| `{name}`    | a word of that list (`LISTS`, or the pack's own `lists:`)                   |
| `word?`     | the word, or nothing                                                        |
| `...`       | up to three words                                                           |
| `-`         | a hyphen (elsewhere a hyphen in the text is read as a space)                |
| `, : ( ) "` | that mark                                                                   |
| `^` `$`     | the beginning and the end of the passage                                    |

There is nothing in it that could run away: a pattern has at most `LONGEST` steps and looks at no more
words than that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
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
_STEP = re.compile(
    r"~(?:one|many|'s)?|\.\.\.|\{[a-z_]+\}\??|[-,:;()\"“”^$/.!?]"
    r"|[^\W_]+(?:['’&][^\W_]+)*\*?(?:\|[^\W_]+(?:['’&][^\W_]+)*\*?)*\??"
)
Test = Callable[[Token], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a pattern, on one side of the term."""

    text: str
    test: Test | None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: the steps to the left (nearest first), the term's form, the steps to the right."""

    before: tuple[Step, ...]
    form: str
    after: tuple[Step, ...]

    def matches(
        self, before: Sequence[Token], after: Sequence[Token], plural: bool, possessive: bool
    ) -> bool:
        """Whether the words around an occurrence are those of the pattern."""
        if (self.form == "~one" and plural) or (self.form == "~many" and not plural):
            return False
        if self.form == "~'s" and not possessive:
            return False
        return _follows(self.after, 0, after, 0, "$") and _follows(self.before, 0, before, 0, "^")


class NotAPattern(ValueError):
    """The text is no word pattern; the message says what is wrong and, after a line end, what to do."""


@cache
def pattern(text: str) -> Pattern:
    """Compile a pattern that uses the general `LISTS` only. Raises NotAPattern."""
    steps = _steps(text)
    terms = [i for i, step in enumerate(steps) if step.startswith("~")]
    if len(terms) != 1:
        raise NotAPattern('a pattern holds "~" exactly once\nWrite "~" where the term stands.')
    if len(steps) > LONGEST:
        raise NotAPattern(f"a pattern has at most {LONGEST} steps\nSplit it.")
    if steps.count("...") > 2:
        raise NotAPattern('a pattern has at most two "..."\nSplit it.')
    here = terms[0]
    before = tuple(_step(s) for s in reversed(steps[:here]))
    return Pattern(before, steps[here], tuple(_step(s) for s in steps[here + 1 :]))


def expand(text: str, lists: Mapping[str, Iterable[str]]) -> str:
    """`text` with each `{name}` of `lists` written out, so that the general lists are enough."""

    def words(match: re.Match[str]) -> str:
        own = lists.get(match[1])
        return "|".join(own) if own is not None else match[0]

    return re.sub(r"\{([a-z_]+)\}", words, text)


def _steps(text: str) -> list[str]:
    steps: list[str] = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = _STEP.match(text, position)
        if match is None:
            raise NotAPattern(
                f'"{text[position]}" has no meaning in a word pattern\n'
                "Regular expressions are not allowed: write words, a|b, word*, word?, {list} or ... instead."
            )
        steps.append(match[0])
        position = match.end()
    return steps


@cache
def _step(text: str) -> Step:
    if text in ("...", "-", "^", "$"):
        return Step(text, None)
    optional = text.endswith("?") and len(text) > 1
    body = text.removesuffix("?") if optional else text
    if body.startswith("{"):
        name = body[1:-1]
        if name not in LISTS and name not in _SHAPES:
            raise NotAPattern(f"there is no list {body}\nChoose: {', '.join(sorted([*LISTS, *_SHAPES]))}.")
        return Step(text, _SHAPES.get(name) or _one_of(LISTS[name]), optional)
    return Step(text, _test(body.split("|")), optional)


def _test(words: list[str]) -> Test:
    if len(words) == 1 and not words[0][0].isalnum():
        mark = words[0]
        alike = {'"': '"“”„«»', "/": "/"}.get(mark, mark)
        return lambda token: token.text in alike
    exact = frozenset(w for w in words if w != w.lower() and not w.endswith("*"))
    low = frozenset(w for w in words if w == w.lower() and not w.endswith("*"))
    stems = tuple(w[:-1] for w in words if w.endswith("*"))
    low_stems = tuple(s for s in stems if s == s.lower())
    exact_stems = tuple(s for s in stems if s != s.lower())

    def test(token: Token) -> bool:
        if token.low in low or token.text in exact:
            return True
        return bool(low_stems and token.low.startswith(low_stems)) or bool(
            exact_stems and token.text.startswith(exact_stems)
        )

    return test


def _one_of(words: frozenset[str]) -> Test:
    return lambda token: token.low in words


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


def _follows(steps: tuple[Step, ...], step: int, tokens: Sequence[Token], token: int, edge: str) -> bool:
    """Whether `steps[step:]` match `tokens[token:]`. Bounded: few steps, and each gap at most three words."""
    if step == len(steps):
        return True
    this = steps[step]
    if this.text in ("^", "$"):
        return this.text == edge and token == len(tokens)
    if this.text == "...":
        for gap in range(4):
            if _follows(steps, step + 1, tokens, token + gap, edge):
                return True
            if token + gap >= len(tokens) or not (
                tokens[token + gap].is_word or tokens[token + gap].text == "-"
            ):
                return False
        return False
    if this.text == "-":
        hyphen = token < len(tokens) and tokens[token].text in "-‐‑"
        return hyphen and _follows(steps, step + 1, tokens, token + 1, edge)
    here = token + 1 if token < len(tokens) and tokens[token].text in "-‐‑" else token
    if here < len(tokens) and this.test is not None and this.test(tokens[here]):
        return _follows(steps, step + 1, tokens, here + 1, edge) or (
            this.optional and _follows(steps, step + 1, tokens, token, edge)
        )
    return this.optional and _follows(steps, step + 1, tokens, token, edge)
