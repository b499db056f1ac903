"""Python and the browser agree: random rubrics and assessments, judged by both, compared field by field.

    python tools/conformity.py                      20,000 cases
    python tools/conformity.py --cases 500 --seed 7

Every case is a rubric of random shape (all kinds of criteria, caps, must-haves, contradictions, decimals, two
to five verdicts) and answers of every form. The browser is the real one, running the scripts of the page.
Prints how many agreed; where one doesn't, prints the case and both judgements, and ends with exit code 1.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from customary.fit.assess import assess
from customary.fit.assessment import read_assessment
from customary.fit.canonical import read_canonical
from customary.fit.compile import canonical
from customary.fit.json_file import parse_json
from customary.fit.page import ASSETS, SCRIPTS
from customary.fit.reports.json import verdict_json

TODAY = "2026-11-20"
BATCH = 250
ONLY_PYTHON = ("prospect", "rubric", "warnings", "refer_to")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
JUDGE = """cases => cases.map(([rubric, answers, today]) => {
  const found = customaryFit.judgement(customaryFit.prepare(JSON.parse(rubric)), JSON.parse(answers), today);
  const {reopening, ...compared} = found;
  for (const side of ["theirs", "ours"]) compared.counterfactuals[side].forEach(each => delete each.words);
  return JSON.stringify(compared);
})"""
# How changes read, and which would open a settled verdict again, are the page's own words, not the contract.
THINGS = ["printing", "binding", "mailing", "storage", "packaging", "foil", "<b>bold</b>", "größer"]
SIZES = [1, 2, 3, 4, 5, 6, 8, 11] * 8 + [30]
CAPS = [0, 0, 1, 1, 2, 3, 5] * 8 + [16]
WORDS = ["one", "two", "three", "four", "five", "six", "seven"]


def main() -> int:
    """Run the comparison; the exit code says whether everything agreed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cases", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    from playwright.sync_api import sync_playwright

    started = time.monotonic()
    path = os.environ.get("CUSTOMARY_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page()
        page.goto(scorer_page(Path(folder)).as_uri())
        differing = differences(page, chosen.cases, chosen.seed)
        browser.close()
    seconds = time.monotonic() - started
    for case in differing[:3]:
        print(json.dumps(case, ensure_ascii=False, indent=1))
    print(f"{chosen.cases - len(differing)} of {chosen.cases} agree (seed {chosen.seed}, {seconds:.0f} s)")
    return 1 if differing else 0


def scorer_page(folder: Path) -> Path:
    """An empty page with the scripts of the form on it."""
    scripts = "".join(f'<script src="{(ASSETS / name).as_uri()}"></script>' for name in SCRIPTS)
    page = folder / "scorer.html"
    page.write_text(f'<!doctype html><meta charset="utf-8"><title>scorer</title>{scripts}', encoding="utf-8")
    return page


def differences(page: Any, cases: int, seed: int) -> list[dict[str, Any]]:
    """The cases on which the browser's judgement is not Python's, each with both."""
    dice = random.Random(seed)
    found = []
    for start in range(0, cases, BATCH):
        batch = [random_case(dice) for _ in range(min(BATCH, cases - start))]
        compiled = [(rubric_of(rubric), answers) for rubric, answers in batch]
        asked = [[json.dumps(canonical(rubric)), json.dumps(answers), TODAY] for rubric, answers in compiled]
        for (rubric, answers), said in zip(compiled, page.evaluate(JUDGE, asked), strict=True):
            mine, browsers = by_python(rubric, answers), json.loads(said)
            if mine != browsers:
                found.append(difference(rubric, answers, mine, browsers))
    return found


def rubric_of(rubric: dict[str, Any]) -> Any:
    """The rubric as the engine reads it."""
    return read_canonical(parse_json(json.dumps(rubric), "rubric.json"))


def by_python(rubric: Any, answers: dict[str, Any]) -> dict[str, Any]:
    """Python's judgement, as JSON would hand it over, without what only Python says."""
    document = parse_json(json.dumps({"prospect": "p", "answers": answers}), "answers.json")
    assessment = read_assessment(document, rubric)
    verdict = assess(rubric, assessment.answers, date.fromisoformat(TODAY))
    whole = json.loads(json.dumps(verdict_json(assessment, verdict, "")))
    return {key: value for key, value in whole.items() if key not in ONLY_PYTHON}


def difference(rubric: Any, answers: Any, mine: dict[str, Any], browsers: dict[str, Any]) -> dict[str, Any]:
    """What a reader needs to find the fault."""
    fields = [key for key in {**mine, **browsers} if mine.get(key) != browsers.get(key)]
    return {
        "fields": fields,
        "python": {key: mine.get(key) for key in fields},
        "browser": {key: browsers.get(key) for key in fields},
        "rubric": canonical(rubric),
        "answers": answers,
    }


def random_case(dice: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    """A rubric in canonical form, and answers to it."""
    rubric = _rubric(dice)
    criteria = rubric["criteria"]
    careful = dice.random()  # some prospects have answered nearly everything, some nearly nothing
    return rubric, {each["id"]: _answer(dice, each, careful) for each in criteria if dice.random() < 0.97}


def _rubric(dice: random.Random) -> dict[str, Any]:
    verdicts = dice.choice(
        [["decline", "sign if", "sign"]] * 4 + [["no", "yes"], ["a", "b", "c", "d"], list("vwxyz")]
    )
    cuts = sorted(dice.choice([dice.randint(0, 1000), 50 * dice.randint(0, 20)]) for _ in verdicts[1:])
    criteria = [_criterion(dice, n, verdicts) for n in range(dice.choice(SIZES))]
    if not any(each["weight"] for each in criteria):
        criteria[0]["weight"] = 1
    rubric = {
        "format": 1,
        "rubric": "random",
        "shape": dice.choice(["verdict"] * 6 + ["profile"]),
        "verdicts": verdicts,
        "bands": {name: cut for name, cut in zip(verdicts[1:], cuts, strict=True) if dice.random() < 0.95},
        "criteria": criteria,
        "caps": [_cap(dice, n, criteria, verdicts) for n in range(dice.choice(CAPS))],
        "contradictions": [_contradiction(dice, n, criteria) for n in range(dice.choice([0, 0, 0, 1, 2]))],
    }
    if dice.random() < 0.7:
        limit = {"limit": dice.randint(0, 1000), "at_most": dice.choice(verdicts)}
        rubric["not_applicable"] = dice.choice([limit, limit, None])
    return rubric


def _criterion(dice: random.Random, n: int, verdicts: list[str]) -> dict[str, Any]:
    kind = dice.choice(["number", "number", "scale", "scale", "set", "yes_no", "level", "gap"])
    criterion = {"id": f"c{n}" if dice.random() < 0.9 else f"c {n}.at_least", "kind": kind}
    criterion["weight"] = dice.choice([0, 1, 2, 3, 5, 7, 1000, dice.randint(0, 100)])
    criterion["cost"] = dice.choice([1, 1, 1, 0, 2, 5])
    criterion["fixed"] = dice.choice(["", "", "", "", "theirs", "ours", "both"])
    criterion["good_for"] = dice.choice([None, None, 30, 400])
    if dice.random() < 0.3:
        criterion["condition"] = "agree on {ours} and not {theirs} ({missing})"
        criterion["condition_written"] = dice.random() < 0.8
    if dice.random() < 0.3:
        short = "They {theirs}, we {ours}, {ours} ({gap})."
        criterion["sentences"] = {"short": short, "more": "{theirs} > {ours}"}
    return criterion | _TABLES[kind](dice, verdicts)


def _number(dice: random.Random, verdicts: list[str]) -> dict[str, Any]:
    low, wide = dice.randint(-20, 60), dice.randint(0, 40)
    bounds = dice.choice([{"at_least": low}, {"at_most": low}, {"at_least": low, "at_most": low + wide}])
    table = {**bounds, "zero_after": dice.choice([1, 2, 7, 8, 40, dice.randint(1, 100)])}
    table |= {"places": dice.choice([0, 0, 0, 1, 2]), "unit": dice.choice(["", "working days", "%"])}
    table["unit_one"] = dice.choice(["", "working day"])
    if dice.random() < 0.5:
        table["likely"] = [dice.randint(-30, 120) for _ in range(dice.randint(1, 6))]
    return table


def _gap(dice: random.Random, verdicts: list[str]) -> dict[str, Any]:
    return _number(dice, verdicts) | ({"ours": dice.randint(0, 100)} if dice.random() < 0.7 else {})


def _scale(dice: random.Random, verdicts: list[str]) -> dict[str, Any]:
    levels = dice.randint(1, 7)
    if dice.random() < 0.5:
        steps = [
            dice.choice([0, 200, 400, 600, 1000, dice.randint(0, 1000)])
            for _ in range(dice.randint(1, levels))
        ]
        matters = dice.choice(["they want more", "they want less", "either way"])
        return {"labels": WORDS[:levels], "ours": dice.randrange(levels), "matters": matters, "steps": steps}
    return {"fit": [dice.choice([0, 300, 500, 1000, dice.randint(0, 1000)]) for _ in range(levels)]}


def _level(dice: random.Random, verdicts: list[str]) -> dict[str, Any]:
    levels = dice.randint(1, 6)
    table: dict[str, Any] = {
        "fit": sorted(dice.randint(0, 1000) for _ in range(levels)),
        "labels": WORDS[:levels],
    }
    if dice.random() < 0.3:
        table["next_steps"] = [f"do {n}" for n in range(levels)]
    return table


def _set(dice: random.Random, verdicts: list[str]) -> dict[str, Any]:
    table: dict[str, Any] = {"ours": dice.sample(THINGS, dice.randint(0, 5))}
    if dice.random() < 0.4:
        table |= {"must": dice.sample(THINGS, dice.randint(1, 3)), "must_at_most": dice.choice(verdicts)}
    if dice.random() < 0.4:
        table["likely"] = [dice.sample(THINGS, dice.randint(0, 4)) for _ in range(dice.randint(1, 4))]
    return table


def _yes_no(dice: random.Random, verdicts: list[str]) -> dict[str, Any]:
    return {"ours": dice.choice(["yes", "no"])}


_TABLES = {"number": _number, "gap": _gap, "scale": _scale, "level": _level, "set": _set, "yes_no": _yes_no}


def _levels(criterion: dict[str, Any]) -> int:
    return len(criterion.get("fit") or criterion["labels"])


def _cap(dice: random.Random, n: int, criteria: list[dict[str, Any]], verdicts: list[str]) -> dict[str, Any]:
    names = dice.sample([each["id"] for each in criteria], min(len(criteria), dice.choice([1, 1, 1, 2, 3])))
    below = {name: dice.choice([0, 200, 500, 501, 1000, dice.randint(0, 1000)]) for name in names}
    return {"id": f"cap{n}", "below": below, "at_most": dice.choice(verdicts), "because": f"because of {n}"}


def _contradiction(dice: random.Random, n: int, criteria: list[dict[str, Any]]) -> dict[str, Any]:
    chosen = dice.sample(criteria, min(len(criteria), dice.choice([1, 2, 2, 3])))
    return {
        "id": f"con{n}",
        "when": {each["id"]: _claim(dice, each) for each in chosen},
        "because": "never both",
    }


def _claim(dice: random.Random, criterion: dict[str, Any]) -> dict[str, Any]:
    kind = criterion["kind"]
    if kind in ("scale", "level"):
        return {dice.choice(["is", "at_least", "at_most"]): dice.randrange(_levels(criterion))}
    if kind == "set":
        return {"has": dice.choice(THINGS)}
    if kind == "yes_no":
        return {"is": dice.choice(["yes", "no"])}
    return {dice.choice(["is", "at_least", "at_most"]): dice.randint(-20, 80)}


def _answer(dice: random.Random, criterion: dict[str, Any], careful: float) -> Any:
    draw = dice.random()
    if draw > 0.35 + 0.65 * careful:
        return None
    if draw < 0.05:
        return {"not_applicable": "not part of this work"}
    if draw < 0.15:
        return {"between": [_value(dice, criterion), _value(dice, criterion)]} | _dated(dice)
    if draw < 0.22:
        return {"assumed": _value(dice, criterion)} | _dated(dice)
    if draw < 0.4:
        return {"answer": _value(dice, criterion)} | _dated(dice)
    return _value(dice, criterion)


def _dated(dice: random.Random) -> dict[str, str]:
    return (
        {"on": dice.choice(["2026-11-19", "2026-10-21", "2026-10-20", "2025-01-01"])}
        if dice.random() < 0.4
        else {}
    )


def _value(dice: random.Random, criterion: dict[str, Any]) -> Any:
    kind = criterion["kind"]
    if kind in ("scale", "level"):
        return dice.randrange(_levels(criterion))
    if kind == "set":
        return [dice.choice([thing, thing.upper()]) for thing in dice.sample(THINGS, dice.randint(0, 4))]
    if kind == "yes_no":
        return dice.choice(["yes", "no"])
    if kind == "gap" and dice.random() < 0.3:
        return [_decimal(dice, criterion), _decimal(dice, criterion)]
    return _decimal(dice, criterion)


def _decimal(dice: random.Random, criterion: dict[str, Any]) -> Any:
    scaled, places = dice.randint(-30, 130), criterion.get("places", 0)
    if places == 0:
        return scaled
    digits = str(abs(scaled)).rjust(places + 1, "0")
    return ("-" if scaled < 0 else "") + digits[:-places] + "." + digits[-places:]


if __name__ == "__main__":
    sys.exit(main())
