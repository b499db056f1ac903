"""For GitHub: workflow commands that put each finding beside its line in a pull request."""

from __future__ import annotations

from customary.audit.reports import Located, Outcome


def report(outcome: Outcome, explain: bool = False, colour: bool = False) -> str:
    """One annotation a finding, and one error a problem."""
    lines = [_annotation(found, explain) for found in outcome.findings]
    for p in outcome.problems:
        place = f",line={p.line},col={p.column}" if p.line else ""
        lines.append(f"::error file={_property(p.path)}{place}::{_message(f'{p.what} {p.remedy}'.strip())}")
    return "".join(line + "\n" for line in lines)


def _annotation(found: Located, explain: bool) -> str:
    f = found.finding
    level = "warning" if f.fix == "auto" else "notice"
    text = f.message + ("".join(f"\n{reason}" for reason in f.why) if explain else "")
    return (
        f"::{level} file={_property(found.path)},line={found.line},col={found.column},"
        f"title={_property(f'language audit: {f.rule}')}::{_message(text)}"
    )


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
