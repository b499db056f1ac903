"""What is not prose in running text of any format: addresses, names of files, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from customary.audit.model import CODE, MACRO, MARKUP
from customary.audit.model import URL as URL_FILLER

TOKEN = re.compile(rf"[^\s{CODE}{URL_FILLER}{MACRO}]+")
ENDS_TOKEN = frozenset((CODE, URL_FILLER, MACRO))
SUSPECT = re.compile(r"_|@|\\|/|\#|\$|=|%|\{|\}|<|>|\.(?=[^\W\d_])|\(\)|--|::|->|:(?=[a-z])|\[(?=\w)")
"""Written as single signs, so that the engine skips to the next one of them."""
HUMP = re.compile(r"[A-Z](?<=[a-z0-9][A-Z])")
URL = re.compile(
    r"\b(?:https?|ftps?|file|mailto|tel|sftp|ssh|git)://?[^\s<>\"'\[\]{}|\\^`]+|\bwww\.[^\s<>\"'\[\]{}|\\^`]+",
    re.I,
)
BRANDS = (
    "GraphQL|JavaScript|TypeScript|MongoDB|PostgreSQL|MySQL|SQLite|RabbitMQ|WebSockets?|WebRTC|OpenStack|OpenID|"
    "VirtualBox|VMware|macOS|iOS|iPhone|iPad|GitHub|GitLab|YouTube|LinkedIn|WordPress|WiFi|PayPal|QuickBooks|"
    "SharePoint|OpenSearch|BitTorrent|DevOps"
)
"""Names that are written like identifiers and read like words: a GraphQL client is known by its name."""
IDENTIFIER = re.compile(
    r"""
      [\w.+%-]++@[\w-]++(?:\.[\w-]++)*+                              # mail, user@host
    | (?:[A-Za-z]:)?(?:~|\.{1,2}|<?\{[^{}]*\}>?)?[/\\][\w.~@{-][^\s"'<>|,;]*+  # a path from its root
    | (?:[\w.@-]++/)++[\w.@-]*+\.[A-Za-z]\w{0,5}+(?![\w/])               # folder/file.ext
    | (?:[\w.@-]++/)+(?:[\w.@-]*[_.]\w[\w.@/-]*+)                          # a/b_c, a.b/c
    | (?:[\w-]++/){1,8}(?![\w/-])                                        # folder/
    | [A-Za-z]\w*+(?:\.\w++)*+\(\)                                       # call()
    | [A-Za-z_$]\w*+(?>(?:(?:\.|::|->|\#)[A-Za-z_]\w++)+)(?:\(\)|\[\])?    # dotted.name, a::b
    | [a-z][\w-]*+(?::[a-z][\w-]*+)+                                       # key:value
    | \w*[^\W_]_\w+                                                        # snake_case
    | (?!BRANDS)[a-z]+[a-z0-9]*[A-Z]\w*                                    # camelCase
    | (?!BRANDS)[A-Z][a-z0-9]+[A-Z]\w*                                     # PascalCase
    | [@\#$%]\w[\w-]*%?                                                    # @handle, #tag, $variable, %s
    | --?[A-Za-z][\w-]*(?:=\S+)?                                           # --option
    | [A-Za-z_][\w.-]*=\S+                                                 # key=value
    | \w++\[\w*\](?:\[\w*\])*                                            # array[0]
    | \{[^{}]*\} | <[^<>]*>                                                # {placeholder} <placeholder>
    """.replace("BRANDS", rf"(?:{BRANDS})\b"),
    re.VERBOSE,
)
EDGES = "\"'“”‘’«»,;:!?.…*|`"
NEVER_LONGER = 400
"""Characters. Longer runs without a blank are nobody's words."""


def identifiers(text: str) -> Iterator[tuple[int, int]]:
    """The half-open ranges of what only looks like words, in order."""
    signs = {found.start() for sign in (SUSPECT, HUMP) for found in sign.finditer(text)}
    after = 0
    for at in sorted(signs):
        if at >= after:
            token = TOKEN.match(text, _start_of_token(text, at))
            if token:
                after = token.end()
                yield from _in_token(token)


def _start_of_token(text: str, at: int) -> int:
    while at and text[at - 1] not in ENDS_TOKEN and not text[at - 1].isspace():
        at -= 1
    return at


def urls(text: str) -> Iterator[tuple[int, int]]:
    """The half-open ranges of bare web addresses, without the punctuation of the sentence."""
    if "://" not in text and "www." not in text and "mailto:" not in text and "tel:" not in text:
        return
    for found in URL.finditer(text):
        yield found.start(), found.start() + len(_trimmed(found.group()))


def _trimmed(url: str) -> str:
    """Cut a closing bracket that the address does not open, and what ends a sentence or emphasis."""
    if ")" in url:
        depth = 0
        for at, character in enumerate(url):
            depth += (character == "(") - (character == ")")
            if depth < 0:
                url = url[:at]
                break
    return url.rstrip(".,;:!?*_~")


def _in_token(token: re.Match[str]) -> Iterator[tuple[int, int]]:
    word = token.group().strip(MARKUP)
    start = token.start() + token.group().find(word)
    if len(word) > NEVER_LONGER:
        yield token.span()
        return
    if MARKUP in word:  # an escape or emphasis inside: one name all the same
        if IDENTIFIER.fullmatch(_core(word.replace(MARKUP, ""))):
            yield start, start + len(word)
        return
    for part in re.finditer(r"[^\"“”«»,;|`…]+", word):
        core = _core(part.group())
        if core and IDENTIFIER.fullmatch(core):
            at = start + part.start() + part.group().find(core)
            yield at, at + len(core)


def _core(word: str) -> str:
    """`word` without the punctuation around it and without a possessive ending."""
    word = word.strip(EDGES)
    if word.startswith("(") and not word.endswith("()"):
        word = word.lstrip("(")
    while word.endswith(")") and word.count(")") > word.count("("):
        word = word[:-1].rstrip(EDGES)
    return re.sub(r"['’ʼ]s?$", "", word)
