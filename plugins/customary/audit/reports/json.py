"""For programs: the contract's JSON, with offsets in characters of the file decoded as UTF-8."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from customary.audit.reports import Located, Outcome

VERSION = 1


def report(outcome: Outcome, explain: bool = False, colour: bool = False) -> str:
    """One JSON object: version, files, findings, problems. Reasons are always in it."""
    told = {
        "version": VERSION,
        "files": outcome.files,
        "findings": [plain(found) for found in outcome.findings],
        "problems": [asdict(problem) for problem in outcome.problems],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


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
