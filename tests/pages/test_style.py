"""The style sheet of a playbook is the sum of its parts."""

from __future__ import annotations

import re
from pathlib import Path

from customary.pages import style

ROOM = Path(style.__file__).parent


def test_every_part_is_in_the_sheet_once_and_paper_comes_last() -> None:
    assert sorted(style.PARTS) == sorted(part.stem for part in ROOM.glob("*.css"))
    sheet = style.stylesheet()
    starts = [sheet.index((ROOM / f"{part}.css").read_text(encoding="utf-8")) for part in style.PARTS]
    assert starts == sorted(starts)
    assert style.PARTS[-1] == "paper"


def test_the_sheet_is_whole_and_asks_nobody_else() -> None:
    sheet = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", style.stylesheet(), flags=re.DOTALL)
    assert sheet.count("{") == sheet.count("}") > 100
    assert not re.search(r"@import|https?://", sheet)
    assert set(re.findall(r"url\((.)", style.stylesheet())) == {'"'}
    assert all(
        source.startswith("data:image/svg+xml,")
        for source in re.findall(r'url\("([^"]*)"', style.stylesheet())
    )
    assert "!important" not in re.split("@media", sheet, maxsplit=1)[0]


def test_each_colour_of_the_palette_has_a_dark_one() -> None:
    palette = (ROOM / "palette.css").read_text(encoding="utf-8")
    light, dark = (set(re.findall(r"--cu-[\w-]+(?=:)", block)) for block in palette.split("}")[:2])
    assert light == dark and len(light) > 15
