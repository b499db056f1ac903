"""How hard a page reads: Flesch reading ease and school grade, by page, kept by content.

Syllables come from textstat with the pronouncing dictionary that ships beside this module, so nothing is
ever downloaded. Loading them takes a second; pages that haven't changed are answered without it.
"""

from __future__ import annotations

import gc
import hashlib
import json
import re
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from customary.errors import BadInput, ProblemInFile
from customary.playbook.front_matter import split
from customary.playbook.kinds import KINDS
from customary.playbook.model import Page
from customary.text import write_text

VERSION = "2"
"""Goes up when the same text would get another score; it ends the life of what was kept."""
FEWEST_WORDS = 30
"""A shorter text says nothing about how hard its writer writes."""

_CODE = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,}).*?(?:^[ ]{0,3}(?P=fence)[`~]*[ ]*$|\Z)"
    r"|<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>",
    re.MULTILINE | re.DOTALL,
)
_NO_PROSE = re.compile(
    r"#{1,6}[ \t]|\||[-:=*_| \t]{3,}$|\{[a-z]+:.*\}$|\[[^\]]+\]:|(?:!!!|\?\?\?\+?|===)[ \t]"
)
"""A line that is a heading, a table row, a rule, a block, a link target, or opens an admonition or a tab."""
_INLINE = re.compile(
    r"!\[([^\]\n]*)\]\([^)\n]*\)|\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])?"  # pictures, links
    r"|<[a-zA-Z/][^<>\n]*>|\{[:#.][^{}\n]*\}"  # tags, attributes
)
_MARKS = str.maketrans("", "", "*_`")
_ITEM = re.compile(r"(?:>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,3}[.)][ \t]+)+")


@dataclass(frozen=True, slots=True)
class Reading:
    """The scores of one text. Ease runs from about 0 (law) to 100 (a picture book)."""

    ease: float
    grade: float
    ari: float
    words: int
    sentences: int


def prose(markdown: str) -> str:
    """The running text of a page: no front matter, code, tables, headings or marks; items end in a stop."""
    text = markdown[split(markdown)[1] :]
    if "```" in text or "~~~" in text or "<" in text:
        text = _CODE.sub("", text)
    out: list[str] = []
    for line in text.splitlines():
        line = line.strip()
        item = _ITEM.match(line)
        if item or not line or _NO_PROSE.match(line):
            _end(out)
        if line and not _NO_PROSE.match(line):
            line = line[item.end() :] if item else line
            line = _INLINE.sub(_words_of, line) if "[" in line or "<" in line or "{" in line else line
            out.append(line.translate(_MARKS).strip())
    _end(out)
    return "\n".join(line for line in out if line)


def _words_of(found: re.Match[str]) -> str:
    """What a reader sees of a link or a picture; nothing of a tag or a footnote's mark."""
    words = found[1] or found[2] or ""
    return "" if words.startswith("^") else words


def _end(out: list[str]) -> None:
    """End the block so far with a stop, unless it has one (before closing quotes or brackets, too)."""
    if out and out[-1] and out[-1].rstrip("\"”'’)")[-1:] not in (*".!?:;,", ""):
        out[-1] += "."


def readings(texts: Mapping[str, str], kept_in: Path | None = None) -> dict[str, Reading]:
    """The scores of each text, by its name; texts of fewer than `FEWEST_WORDS` words have none.

    `kept_in`: a file that keeps scores by content. Raises BadInput where textstat is not installed.
    """
    kept = _kept(kept_in)
    keys = {name: hashlib.sha256(f"{VERSION}\0{text}".encode()).hexdigest() for name, text in texts.items()}
    new = {keys[name]: text for name, text in texts.items() if keys[name] not in kept}
    if new:
        measure = _measure()
        kept |= {key: measure(prose(text)) for key, text in new.items()}
    if kept_in and (new or len(kept) > 2 * len(texts)):
        _keep(kept_in, {key: kept[key] for key in sorted(set(keys.values()))})
    return {name: kept[key] for name, key in keys.items() if kept[key].words >= FEWEST_WORDS}


def target(page: Page, targets: Mapping[str, int]) -> int:
    """The least reading ease that a page of this kind should have."""
    return targets.get(page.kind, KINDS[page.kind].ease)


def too_hard(
    pages: Iterable[Page], found: Mapping[str, Reading], targets: Mapping[str, int]
) -> list[ProblemInFile]:
    """A finding for every page that is harder to read than its kind should be."""
    problems = []
    for page in pages:
        reading, least = found.get(page.src), target(page, targets)
        if reading and round(reading.ease) < least:
            average = reading.words / reading.sentences
            what = f"Reading ease {reading.ease:.0f}, and a {page.kind} should have {least} or more"
            what += f" (grade {reading.grade:.0f}, {average:.0f} words a sentence)."
            problems.append(ProblemInFile(page.path, 0, 0, what, "Use shorter sentences and shorter words."))
    return problems


def _measure() -> Callable[[str], Reading]:
    """The function that scores a text, with the dictionary loaded."""
    try:
        import nltk
        import textstat
    except ImportError:
        what = "Readability needs textstat, which is not installed."
        raise BadInput([ProblemInFile("textstat", 0, 0, what, 'pip install "customary[mkdocs]".')]) from None
    gc.disable()  # 135,000 small lists: the collector would walk them over and over
    try:
        with _dictionary(nltk.data):
            textstat.syllable_count("one")
    finally:
        gc.enable()
        gc.freeze()
    syllables: dict[str, int] = {}

    def scored(text: str) -> Reading:
        words = textstat.remove_punctuation(text).lower().split()
        if not words:
            return Reading(0.0, 0.0, 0.0, 0, 0)
        for word in set(words).difference(syllables):
            syllables[word] = textstat.syllable_count(word)
        sentences = textstat.sentence_count(text)
        return _scores(
            len(words), sentences, sum(syllables[word] for word in words), sum(map(len, text.split()))
        )

    return scored


@contextmanager
def _dictionary(data: Any) -> Iterator[None]:
    """Have `nltk.data` find the shipped dictionary, first of all.

    NLTK refuses, with a warning, a folder that others than its owner may write to, as where a group
    installs software together. Then it is given a copy that nobody else can touch.
    """
    shipped = Path(__file__).with_name("nltk_data")
    with tempfile.TemporaryDirectory(prefix="customary-") as own, warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        before = list(data.path)
        data.path.insert(0, str(shipped))
        try:
            data.find("corpora/cmudict")
        except LookupError:
            folder = Path(own, "corpora", "cmudict")
            for made in (folder.parent, folder):
                made.mkdir(mode=0o700)
            copy = Path(shutil.copyfile(shipped / "corpora/cmudict/cmudict", folder / "cmudict"))
            copy.chmod(0o600)
            data.path.insert(0, own)
        yield
        data.path[:] = before


def _scores(words: int, sentences: int, syllables: int, letters: int) -> Reading:
    """Flesch 1948; Kincaid and others 1975; the automated readability index, Smith and Senter 1967."""
    long, heavy = words / sentences, syllables / words
    return Reading(
        round(206.835 - 1.015 * long - 84.6 * heavy, 1),
        round(0.39 * long + 11.8 * heavy - 15.59, 1),
        round(4.71 * letters / words + 0.5 * long - 21.43, 1),
        words,
        sentences,
    )


def _kept(path: Path | None) -> dict[str, Reading]:
    """What an earlier run kept; a file that can't be used is as good as none."""
    try:
        loaded = json.loads(path.read_text("utf-8")) if path else {}
        return {key: Reading(**values) for key, values in loaded.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _keep(path: Path, kept: Mapping[str, Reading]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, json.dumps({key: asdict(reading) for key, reading in kept.items()}))
    except OSError:
        return  # a folder that can't be written to costs time, nothing else
