"""For code scanning: SARIF 2.1.0, with the fixes and the fingerprints that survive moved lines."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from customary import __version__
from customary.audit.model import Finding
from customary.audit.reports import Located, Outcome
from customary.text import Edit

LEVELS = {"auto": "warning", "suggest": "note", "none": "note"}


def report(outcome: Outcome, explain: bool = False, colour: bool = False) -> str:
    """One SARIF log with one run."""
    names = sorted({found.finding.rule for found in outcome.findings})
    numbers = {name: number for number, name in enumerate(names)}
    run = {
        "tool": {
            "driver": {
                "name": "customary",
                "semanticVersion": __version__,
                "rules": [{"id": name, "name": name} for name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, numbers) for found in outcome.findings],
        "invocations": [
            {
                "executionSuccessful": not outcome.problems,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": str(problem)}} for problem in outcome.problems
                ],
            }
        ],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _result(found: Located, numbers: dict[str, int]) -> dict[str, Any]:
    f = found.finding
    result: dict[str, Any] = {
        "ruleId": f.rule,
        "ruleIndex": numbers[f.rule],
        "level": LEVELS[f.fix],
        "message": {"text": " ".join((f.message, *f.why)).strip()},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(found.path),
                    "region": {
                        "startLine": found.line,
                        "startColumn": found.column,
                        "charOffset": f.start,
                        "charLength": f.end - f.start,
                        "snippet": {"text": f.surface},
                    },
                }
            }
        ],
        "partialFingerprints": {"customary/v1": found.fingerprint},
    }
    if f.edits:
        result["fixes"] = [_fix(found.path, f)]
    return result


def _fix(path: str, finding: Finding) -> dict[str, Any]:
    return {
        "description": {"text": finding.message},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": [_replacement(e) for e in finding.edits]}
        ],
    }


def _replacement(edit: Edit) -> dict[str, Any]:
    region = {"charOffset": edit.start, "charLength": edit.end - edit.start}
    return {"deletedRegion": region, "insertedContent": {"text": edit.replacement}}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path.replace("\\", "/"))}
