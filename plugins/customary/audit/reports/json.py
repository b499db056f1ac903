"""For programs: the contract's JSON, with offsets in characters of the file decoded as UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from customary.audit.reports import Located, Outcome

VERSION = 1


def report(outcome: Outcome, explain: bool = False, colour: bool = False) -> str:
    """One JSON object: version, files, findings, problems. Reasons are always in it; with `explain`, what
    they count, too."""
    rows = {
        "findings": _rows(explained(found) if explain else plain(found) for found in outcome.findings),
        "problems": _rows(map(asdict, outcome.problems)),
    }
    lists = "".join(f',\n "{name}": [{listed}]' for name, listed in rows.items())
    return f'{{\n "version": {VERSION},\n "files": {outcome.files}{lists}\n}}\n'


def _rows(entries: Iterable[dict[str, Any]]) -> str:
    """One entry a line: as easy to read as with every field on its own, and written many times faster."""
    rows = [json.dumps(entry, ensure_ascii=False) for entry in entries]
    return "\n  " + ",\n  ".join(rows) + "\n " if rows else ""


def plain(found: Located) -> dict[str, Any]:
    """One finding as the contract has it."""
    f = found.finding
    return {
        "path": found.path,
        "rule": f.rule,
        "pack": f.pack,
        "surface": f.surface,
        "start": f.start,
        "end": f.end,
        "line": found.line,
        "column": found.column,
        "severity": f.severity,
        "fix": f.fix,
        "edits": [{"start": e.start, "end": e.end, "replacement": e.replacement} for e in f.edits],
        "message": f.message,
        "why": list(f.why),
        "fingerprint": found.fingerprint,
    }


def explained(found: Located) -> dict[str, Any]:
    """`plain` with what was weighed: each reason's weight, the rest, the total and the marks that it is held
    against; null where something settled the matter by itself."""
    w = found.finding.weighing
    weighing = w and {
        "parts": [{"weight": weight, "reason": reason} for weight, reason in w.parts],
        "rest": w.rest,
        "total": w.total,
        "marks": {"auto": w.auto, "suggest": w.suggest},
    }
    return {**plain(found), "weighing": weighing}
