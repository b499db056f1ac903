"""The playbook that `customary init` writes: an organisation's own facts, and pages that quote them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from customary.fit.draft import Facts, drafted
from customary.source import load_yaml

FOLDER = Path(__file__).resolve().parent
TRADE = "other"


@dataclass(frozen=True, slots=True)
class Company:
    """What an organisation says of itself when it starts a playbook. Texts are single lines.

    `trade` is one of `trades()`; `notice` counts working days; `today` is YYYY-MM-DD and becomes the
    day on which every page was last reviewed.
    """

    name: str
    trade: str
    town: str
    phone: str
    mail: str
    hours: str
    owner: str
    notice: int
    today: str


@cache
def trades() -> dict[str, dict[str, Any]]:
    """The trades that the starter knows, by the name used on the command line."""
    found: dict[str, dict[str, Any]] = load_yaml(FOLDER / "trades.yml", "trades.yml").data
    return found


def plan(company: Company) -> dict[str, str]:
    """The files of a new playbook: path below its folder -> text, in a fixed order."""
    trade = trades()[company.trade]
    environment = _environment()
    facts = {
        "company": company.name,
        "owner": company.owner,
        "today": company.today,
        "trade": trade,
        "facts": company,
    }
    files = {"fit_rubrics/customer-fit.yml": drafted(_facts(company, trade))}
    for template in sorted(environment.list_templates(extensions=["jinja"])):
        path = template.removesuffix(".jinja").replace("dot-", ".", 1 if template.startswith("dot-") else 0)
        if path == "docs/touchpoints/touchpoint.md":
            for point in trade["touchpoints"]:
                text = environment.get_template(template).render(facts, point=point)
                files[f"docs/touchpoints/{point['file']}.md"] = text
        else:
            files[path] = environment.get_template(template).render(facts)
    return dict(sorted(files.items()))


def _facts(company: Company, trade: dict[str, Any]) -> Facts:
    return Facts(
        company=company.name,
        rubric="customer-fit",
        notice=company.notice,
        contact=trade["contact"],
        newness=trade["newness"],
        offers=tuple(trade["offers"]),
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "files"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # the texts become YAML and Markdown; the filters below quote for each
    )
    environment.filters["yaml"] = lambda text: json.dumps(text, ensure_ascii=False)
    environment.filters["plain"] = _plain
    environment.filters["sentence"] = lambda line: line[:1].upper() + line[1:].rstrip(".") + "."
    return environment


def _plain(text: str) -> str:
    """A name inside Markdown, with the characters that Markdown would read as marks escaped."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~" else c for c in text)
