"""Random Markdown documents of every construct that MkDocs knows, and how a site renders them."""

from __future__ import annotations

import re
import textwrap

import markdown
from hypothesis import strategies as st

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.mark",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]
OPTIONS = {
    "toc": {"slugify": lambda value, separator: "h"},  # ids from headings change with them, by design
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.arithmatex": {"generic": True},
}
HEAD = re.compile(r"\A\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)


def render(text: str) -> str:
    """The HTML of a page, as MkDocs makes it with the site's extensions."""
    body = HEAD.sub("", text).lstrip("\ufeff")
    return markdown.Markdown(extensions=EXTENSIONS, extension_configs=OPTIONS).convert(body)


WORDS = st.sampled_from(
    [
        "guest",
        "guests",
        "Guest",
        "the guest's",
        "a room",
        "and so on",
        "12",
        "GUESTS",
        "guest-facing",
        "guest/visitor",
    ]
)
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


def _inline() -> st.SearchStrategy[str]:
    wrapped = st.sampled_from(
        [
            "*{}*",
            "**{}**",
            "_{}_",
            "***{}***",
            "`{}`",
            "``{} ` x``",
            "[{}](guest/page.md)",
            '[{}](guest.md "the guest")',
            "[{}][guest-label]",
            "![{}](guest.png)",
            "[![{}](guest.png)](guest.md)",
            "<span class='guest'>{}</span>",
            "<kbd>{}</kbd>",
            "<code>{}</code>",
            "=={}==",
            "^^{}^^",
            "~~{}~~",
            "{}[^guest]",
            "{} https://guest.example/guest?a=guest",
            "{} <https://guest.example>",
            "{} guest@guest.example",
            "{} guest_id",
            "{} guest.csv",
            "{} guestId",
            "\\*{}\\*",
            "{} &amp; guest",
            "{} $guest^2$",
            "++ctrl+g++ {}",
            "{}<br>guest",
            "{} <!-- guest --> x",
            "gue*st*s {}",
            "<img src='guest.png' alt='a guest' title='guest'> {}",
            "{}\\\nguest",
            "{}  \nguest",
            "{} 2 * 3",
            "[{}](guest.md){{: .guest title='guest' }}",
            "HTML {}",
            "{} (guest)",
            "{} --guest",
        ]
    )
    return st.builds(lambda form, words: form.format(words), wrapped, PHRASES)


INLINE = st.lists(st.one_of(PHRASES, _inline()), min_size=1, max_size=4).map(" ".join)
ONE_LINE = INLINE.map(lambda text: " ".join(text.split("\n")).replace("\\ ", " "))
CELL = ONE_LINE.map(lambda text: text.replace("|", "/"))


def _indented(text: str) -> str:
    return textwrap.indent(text, "    ", lambda line: bool(line.strip()))


def _item(mark: str, body: str) -> str:
    return mark.ljust(4) + _indented(body)[4:]


LEAVES = st.one_of(
    INLINE,
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), ONE_LINE),
    ONE_LINE.map("## {} {{#guest .guest }}".format),
    ONE_LINE.map("{}\n-----".format),
    st.sampled_from(
        [
            "```\nguest\n\nguest\n```",
            "~~~ py\nguest = 1\n~~~",
            '``` py title="A guest"\nguest\n```',
            "    guest\n\n    guest",
            "---",
            "<div class='guest'>\n<p title='guest'>A guest</p>\n</div>",
            "$$\nguest\n$$",
            "*[HTML]: The guest's language",
            "``` mermaid\nguest --> guest\n```",
        ]
    ),
    st.builds("| {} | guest |\n| --- | :-: |\n| {} | {} |".format, CELL, CELL, CELL),
    st.builds("{}\n:   {}".format, ONE_LINE, ONE_LINE),
)


def _within(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    body = st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
    return st.one_of(
        st.builds('!!! note "{}"\n\n{}'.format, PHRASES, body.map(_indented)),
        st.builds("??? tip\n{}".format, body.map(_indented)),
        st.builds('=== "{}"\n\n{}'.format, PHRASES, body.map(_indented)),
        body.map(lambda text: _item("-", f"A guest.\n\n{text}")),
        body.map(lambda text: _item("1.", f"A guest.\n\n{text}")),
        body.map(lambda text: textwrap.indent(text, "> ", lambda line: True)),
        st.lists(ONE_LINE, min_size=1, max_size=3).map(
            lambda items: "\n".join(f"- {item}" for item in items)
        ),
    )


BLOCKS = st.recursive(LEAVES, _within, max_leaves=8)
DEFINITIONS = "\n\n[guest-label]: guest.md 'The guest'\n\n[^guest]: A guest.\n"
# Only at the margin does Python-Markdown know raw HTML with blank lines inside.
MARGIN = st.sampled_from(
    [
        "<pre>\nguest\n\nguest\n</pre>",
        "<!-- guest\n\nguest -->",
        "<div markdown>\n\nA **guest** and `guest`.\n\n</div>",
        "<div>\n\n    <p>A guest</p>\n\n</div>",
        "[^guest-3]: A guest.\n\n    A guest.\n\n        guest",
        "guest\n:   A guest.\n\n    A guest.\n\n        guest",
    ]
)
DOCUMENTS = (
    st.lists(st.one_of(BLOCKS, MARGIN), min_size=1, max_size=6)
    .map("\n\n".join)
    .map(f"{{}}{DEFINITIONS}".format)
)
