"""A content security policy for a page: nothing from another host, and only the scripts that are on it."""

from __future__ import annotations

import base64
import hashlib
import html as entities
import re

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r'type="(?!text/javascript|module)[^"]*"', re.IGNORECASE)


def with_policy(html: str, scripts: set[str]) -> str:
    """`html` with a policy that allows the site's own files and the inline scripts whose hashes are given."""
    hashes = " ".join(f"'{hash}'" for hash in sorted(scripts))
    policy = (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self' mailto:"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{entities.escape(policy, quote=True)}">'
    return html.replace('<meta charset="utf-8">', f'<meta charset="utf-8">{meta}', 1)


def inline_scripts(html: str) -> set[str]:
    """The hashes of the scripts that stand in the page itself."""
    found = set()
    for script in _SCRIPT.finditer(html):
        attributes = script["attributes"]
        if " src=" not in attributes and not _DATA.search(attributes):
            digest = hashlib.sha256(script["text"].encode()).digest()
            found.add(f"sha256-{base64.b64encode(digest).decode()}")
    return found
