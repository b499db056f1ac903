"""A small site with a word to rewrite in every place where a site can hold one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

MKDOCS = """\
site_name: Harbour site for our passengers Alfa
site_url: https://example.org/
theme:
  name: material
  font: false
  custom_dir: overrides
  features: [navigation.sections]
hooks: [macros.py]
markdown_extensions:
  - admonition
  - attr_list
  - abbr
  - footnotes
  - tables
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.snippets: {base_path: [.]}
exclude_docs: snippets/
nav:
  - Start: index.md
  - Our passengers Bravo:
      - Our passengers Charlie: label.md
      - from-meta.md
      - from-heading.md
  - Our passengers Delta elsewhere: https://example.org/passengers
plugins:
PLUGINS
"""

PLUGINS = """\
  - search
  - blog: {blog_dir: blog}
  - language-audit:
      mode: MODE
      customers_are_called: [passenger]
"""

INDEX = """\
---
description: Our passengers Echo come first.
---
# How our passengers Foxtrot board

Our passengers Golf *board* early, and `passengers.golf()` is code.
![Our passengers Hotel wait](x.png "Our passengers India")

!!! note "Our passengers Juliett"

    Our passengers Kilo sit where they like.

=== "Our passengers Lima"

    Our passengers Mike.

| Who | What |
|---|---|
| Our passengers November | [our passengers Oscar](label.md "Our passengers Papa") |

A note.[^1] The ABC is here. <span title="Our passengers Quebec">Our passengers Romeo</span>

[^1]: Our passengers Sierra.

*[ABC]: Our passengers Tango

--8<-- "snippets/inc.txt"

{{ macro }}

```python
passengers = "our passengers code"
```
"""

FILES = {
    "docs/index.md": INDEX,
    "docs/label.md": "# A label\n\n## Our passengers Xray & more\n\nText.\n",
    "docs/from-meta.md": "---\ntitle: Our passengers Yankee\n---\n\nText.\n",
    "docs/from-heading.md": "# Our passengers Zulu\n\nText.\n",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/first.md": "---\ndate: 2026-01-01\n---\n# Our passengers One\n\nOur passengers Two.\n\n"
    "<!-- more -->\n\nOur passengers Three.\n",
    "snippets/inc.txt": "Our passengers Uniform come from a snippet.\n",
    "macros.py": "def on_page_markdown(markdown, **kw):\n"
    "    return markdown.replace('{{ macro }}', 'Our passengers Victor come from a macro.')\n",
    "overrides/main.html": '{% extends "base.html" %}\n'
    "{% block announce %}Our passengers Whiskey, announced.{% endblock %}\n",
    "overrides/404.html": '{% extends "main.html" %}\n'
    "{% block content %}<h1>Our passengers Four</h1>{% endblock %}\n",
}


def write_site(root: Path, mode: str, plugins: str = PLUGINS) -> Path:
    """The site's sources in `root`."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (root / "mkdocs.yml").write_text(MKDOCS.replace("PLUGINS\n", plugins).replace("MODE", mode), "utf-8")
    return root


def build(root: Path, command: list[str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """One real build, in a process of its own."""
    return subprocess.run(
        [*command, "build", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ),
    )
