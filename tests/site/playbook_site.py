"""A small playbook with something of everything, for the tests of built sites."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

MKDOCS = """\
site_name: Small playbook
theme:
  name: material
  font: false
  palette: {scheme: default, primary: custom, accent: custom}
  features: [FEATURES]
markdown_extensions: [admonition, attr_list, tables, md_in_html, toc: {permalink: true}]
plugins:
PLUGINS
"""

PLUGINS = """\
  - search
  - playbook:
      facts: {company: Small Print, phone: "0123"}
      feedback: book@example.com
      complaints: log.yml
      survey: survey.csv
OPTIONS
"""

OWNED = "owner: Ann Lee\nreviewed: 2026-01-15\n"

FILES = {
    "docs/index.md": "# Welcome to {fact:company}\n\n{playbook:map}\n\n[The secret](secret/plan.md) and [a play](plays/echo.md), [opening](lists/open.md).\n",
    "docs/plays/echo.md": f"---\nkind: play\n{OWNED}practice: [F1]\nroles: [sales]\nwho: Two of us\ntime: 5 minutes\n"
    "when: A call ends\nkey_point: Ring {fact:phone}.\ncard: true\nactions:\n  - {do: Ring back, role: sales, practice: F2}\n"
    "changes:\n  - {on: 2026-02-03, what: Shorter}\n---\n# Echo\n\nAsk for a proof first. A proof is cheap.\n\n"
    "## Steps\n\n1. Say it.\n\n## Words to say\n\n> Hello.\n\n## Done when\n\n- It is said.\n",
    "docs/touchpoints/counter.md": f"---\nkind: touchpoint\nstage: purchase\n{OWNED}practice: [X1]\n---\n# The counter\n\n"
    "## What customers see\n\nOak.\n\n## What they hear\n\nA bell.\n\n## What they touch\n\nPaper.\n\n## Walk it\n\n"
    "- [ ] Go in.\n- [ ] Come **out**.\n",
    "docs/stories/late.md": f"---\nkind: story\n{OWNED}touchpoint: touchpoints/counter.md\ncomplaint_uses: [improve]\n---\n# Late\n\n"
    "## What happened\n\nIt was late.\n\n## What we learned\n\nTo ring.\n\n## What changed\n\nThe board.\n\n## Who we told\n\nAll.\n",
    "docs/lists/open.md": f"---\nkind: checklist\n{OWNED}card: true\n---\n# Open up\n\n- [ ] Lamp on\n- [ ] Door open\n",
    "docs/words/proof.md": "---\nkind: term\nterm: proof\nshort: A page to look at before we print.\n---\n# Proof\n\nA proof.\n",
    "docs/secret/plan.md": "---\ntitle: Zanzibar plan\nprivate: true\nid: zanzibar-id\nkind: principle\n"
    "owner: Zelda Quux\nreviewed: 2026-01-15\npractice: [S5]\nkey_point: Zanzibar key\ncard: true\n"
    "actions:\n  - {do: Zanzibar action, role: sales}\nchanges:\n  - {on: 2026-03-03, what: Zanzibar change}\n"
    "---\n# Zanzibar heading\n\nZanzibar text. See [a play](../plays/echo.md).\n",
    "log.yml": "- {on: 2026-01-05, touchpoint: touchpoints/counter.md, what: I waited, uses: [improve], story: stories/late.md}\n"
    "- {on: 2026-02-05, touchpoint: touchpoints/counter.md, what: '<b>Bold</b>'}\n"
    "- {on: 2026-02-06, touchpoint: secret/plan.md, what: Hm, story: secret/plan.md}\n",
    "survey.csv": "statement,who,rating\nFast,us,9\nFast,customer,5\n",
}  # fmt: skip


def write_site(
    root: Path,
    options: str = "",
    plugins: str = PLUGINS,
    features: str = "",
    files: dict[str, str] | None = None,
) -> Path:
    """Write the site's sources below `root`; `options` are lines of the plugin's settings."""
    lines = "".join(f"      {line}\n" for line in options.splitlines())
    config = MKDOCS.replace("PLUGINS\n", plugins.replace("OPTIONS\n", lines)).replace("FEATURES", features)
    for name, text in {**FILES, "mkdocs.yml": config, **(files or {})}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def build(root: Path, host: list[str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Build the site of `root` into its folder `site`."""
    quiet = {**os.environ, "SOURCE_DATE_EPOCH": "1760000000"}
    return subprocess.run(
        [*host, "build", "-d", "site", *arguments],
        cwd=root,
        env=quiet,
        capture_output=True,
        text=True,
        check=False,
    )


def texts(root: Path) -> dict[str, str]:
    """Every file of the built site as text."""
    found = sorted(path for path in (root / "site").rglob("*") if path.is_file())
    return {str(path.relative_to(root / "site")): path.read_bytes().decode("latin-1") for path in found}
