"""Write the reference part of the manual from the code: `make generated`.

Each page of docs/toolkit/reference/ is made by one function of the table PAGES; a test compares what
stands there with what the functions say now (`python tools/reference.py --check`).
"""

from __future__ import annotations

import argparse
import ast
import importlib
import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from customary.audit.model import Context
from customary.audit.pack import SHIPPED, load_packs
from customary.audit.packfile import PackFile, RuleEntry
from customary.fit.reference import rubric_reference
from customary.hosts.cli import cli
from customary.playbook.kinds import KINDS, Kind
from customary.playbook.practices import complaint_uses, practices
from customary.source import load_yaml

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "docs" / "toolkit" / "reference"


def commands() -> str:
    """Every command and option, from the command line itself."""
    parts = [
        front("Commands", "Every command and option of `customary`, from the code."),
        "# Commands\n\nExit codes everywhere: 0 fine; 1 findings, not fit or overdue; 2 bad input; "
        "130 stopped by Ctrl-C.\n"
        "Messages go to standard error; `--format json` writes JSON alone to standard output.\n",
    ]
    for path, command in walk(cli, "customary"):
        level = "##" if path.count(" ") == 1 else "###"
        parts.append(f"{level} `{path}`\n\n{described(command)}")
    return "\n".join(parts)


def walk(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below `command`, groups before their members."""
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            member = command.get_command(context, name)
            if member is not None:
                yield f"{path} {name}", member
                yield from walk(member, f"{path} {name}")


def described(command: click.Command) -> str:
    """A command's help, usage, and options as Markdown."""
    prose, examples = split_help(command.help or "")
    lines = [prose, ""]
    if examples:
        lines += ["```console", *(f"$ {line}" for line in examples), "```", ""]
    rows = [option_row(p) for p in command.params if isinstance(p, click.Option) and not p.hidden]
    if rows:
        lines += ["| Option | What it does |", "|---|---|", *rows, ""]
    return "\n".join(lines)


def split_help(text: str) -> tuple[str, list[str]]:
    """The prose of a help text, and its example commands."""
    prose, _, examples = text.partition("\b\n")
    prose = "\n\n".join(" ".join(part.split()) for part in prose.strip().split("\n\n"))
    found = [line.strip() for line in examples.splitlines() if line.strip().startswith("customary ")]
    return prose, found


def option_row(option: click.Option) -> str:
    """One table row for an option."""
    names = ", ".join(f"`{name}`" for name in option.opts + option.secondary_opts)
    shown = option.make_metavar(click.Context(click.Command("x"))) if not option.is_flag else ""
    # One code span a choice: a bar in a span would need a backslash in a table, which then shows.
    value = " or".join(f" `{choice}`" for choice in shown.strip("[]").split("|") if choice)
    help_text = " ".join((option.help or "").split()).replace("|", "\\|")
    return f"| {names}{value} | {help_text} |"


def rules() -> str:
    """Every shipped rule with its note, its contexts and its examples, and the settings of a pack file."""
    parts = [
        # The page quotes the words that the audit looks for, so the audit leaves it alone.
        front("Rules", "Every shipped rule, with the examples that are its tests.", "audit: off\n"),
        "# Rules\n\nEach rule belongs to a pack, the pack of a trade. `we_are:` switches packs on;\n"
        "without it all of them are. The examples are the rule's tests: what stands after the arrow is\n"
        "what it makes of the sentence.\n",
    ]
    for path in sorted(SHIPPED.glob("*.yml")):
        written = load_yaml(path, path.name).data
        (pack,) = (p for p in load_packs([path.stem]).packs if p.name == path.stem)
        parts.append(f"## {pack.title} (`{pack.name}`)\n\n{pack.about}\n")
        contexts = {rule.id: rule.contexts for rule in pack.rules}
        for rule in written["rules"]:
            parts.append(one_rule(rule, contexts[rule["id"]]))
    parts.append("## The settings of a pack file\n")
    parts += [settings_table(title, model) for title, model in (("A pack", PackFile), ("A rule", RuleEntry))]
    return "\n".join(parts)


def one_rule(rule: dict[str, Any], contexts: tuple[Context, ...]) -> str:
    """One rule's section."""
    said = {"keep": "Stays", "rewrite": "Is rewritten", "doubt": "Is shown to you"}
    lines = [f"### {rule['id']}", "", rule["note"], ""]
    lines += [f"- {said[c.side]}: {c.words}" for c in contexts] + [""]
    lines += ['```text title="It finds"', *rule["flags"], "```", ""]
    return "\n".join([*lines, '```text title="It leaves alone"', *rule["passes"], "```", ""])


def settings_table(title: str, model: type[BaseModel]) -> str:
    """The settings of a pydantic model as a table."""
    rows = [
        f"| `{field.alias or name}` | {'must' if field.is_required() else 'may'} "
        f"| {field.description or ''} |"
        for name, field in model.model_fields.items()
    ]
    return "\n".join([f"### {title}", "", "| Setting | Kind | Meaning |", "|---|---|---|", *rows, ""])


def rubric_files() -> str:
    """The settings of rubric files, from the models that read them."""
    intro = "# Rubric files\n\nEvery setting that a rubric may have. Scores run 0 to 100 here.\n"
    return "\n".join([front("Rubric files", "Every setting of a rubric."), intro, rubric_reference()])


def page_kinds() -> str:
    """What each kind of page is for and must carry; the practices; the uses of a complaint."""
    parts = [
        front("Page kinds", "What a page of each kind must carry, and the ids of practices."),
        "# Page kinds\n\nA page names its kind in its front matter: `kind: play`. Every page may also have\n"
        "`title`, `description`, `roles`, `practice`, `key_point`, `actions`, `changes`, `card`,\n"
        "`private` and `id`.\n",
        *(one_kind(kind) for kind in KINDS.values()),
        "## Practices\n\n| Id | Name | What it asks |\n|---|---|---|",
        *(f"| {p.id} | {p.name} | {p.asks} |" for p in practices().values()),
        "\n## Uses of a complaint\n\n| `complaint_uses` | What it gives |\n|---|---|",
        *(f"| `{use}` | {what} |" for use, what in complaint_uses().items()),
    ]
    return "\n".join(parts)


def one_kind(kind: Kind) -> str:
    """One page kind's section."""
    owner = ("owner", "reviewed") if kind.owned else ()
    needs = ", ".join(f"`{key}`" for key in (*owner, *kind.needs)) or "nothing more"
    sections = ", ".join(f"“{section}”" for section in kind.sections) or "none"
    return (
        f"## {kind.name}\n\n{kind.for_whom[:1].upper()}{kind.for_whom[1:].rstrip('.?')}.\n\n"
        f"- must name: {needs}\n- must have the sections: {sections}\n"
        f"- must have something to tick: {'yes' if kind.ticks else 'no'}\n"
        f"- a review holds: {kind.review_every}\n- reading ease: {kind.ease} or more\n"
    )


def plugin_options() -> str:
    """The options of the three plugins, with the sentence that stands under each in the code."""
    parts = [
        front("Plugin options", "What mkdocs.yml may say under each of the three plugins."),
        "# Plugin options\n\nAll three plugins work alone and in any order.\n",
    ]
    for plugin, module in PLUGINS.items():
        parts.append(f"## `{plugin}`\n\n| Option | Unless set | Meaning |\n|---|---|---|")
        parts += [f"| `{name}` | {default} | {meaning} |" for name, default, meaning in options_of(module)]
        parts.append("")
    return "\n".join(parts)


def options_of(module: str) -> Iterator[tuple[str, str, str]]:
    """(name, default, meaning) of each option of a plugin, the meaning from below it in the source."""
    host = importlib.import_module(f"customary.hosts.{module}")
    (name,) = (n for n in vars(host) if n.endswith("Options"))
    tree = ast.parse(Path(str(host.__file__)).read_text(encoding="utf-8"))
    (written,) = (n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == name)
    meanings = {
        ast.unparse(entry.targets[0]): ast.literal_eval(following.value)
        for entry, following in itertools.pairwise(written.body)
        if isinstance(entry, ast.Assign) and isinstance(following, ast.Expr)
    }
    for option, kind in vars(host)[name]._schema:
        default = getattr(kind, "default", None)
        assert option in meanings, f"{module}.py: say under `{option}` what it means"
        yield (
            option,
            "not set" if default in (None, "", {}) else f"`{default}`",
            " ".join(meanings[option].split()),
        )


def front(title: str, description: str, more: str = "") -> str:
    """Front matter of a generated page."""
    return f"---\ntitle: {title}\ndescription: {description}\n{more}---\n"


PLUGINS = {
    "playbook": "mkdocs_playbook",
    "customer-fit": "mkdocs_fit",
    "language-audit": "mkdocs_audit",
}

PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "rules.md": rules,
    "rubric-files.md": rubric_files,
    "page-kinds.md": page_kinds,
    "plugin-options.md": plugin_options,
}


def main() -> int:
    """Write the pages, or with --check say which are out of step (exit 1)."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    for name, page in PAGES.items():
        path, text = FOLDER / name, page().rstrip() + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{'out of step' if check else 'wrote'}: {FOLDER.relative_to(PROJECT) / name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
