"""Make the pronouncing dictionary that readability counts syllables with, in the form that NLTK reads.

    python tools/cmudict.py PATH/TO/cmudict.dict

The input is the Carnegie Mellon Pronouncing Dictionary as its makers publish it; its licence stands beside
the file that this writes. Needed again only when the dictionary itself changes.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

OUT = Path(__file__).parents[1] / "plugins/customary/playbook/nltk_data/corpora/cmudict/cmudict"


def main() -> None:
    """Write `WORD 1 PH ON0`, one pronunciation a line, without comments."""
    lines = []
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        word, *sounds = line.partition(" #")[0].split()
        found = re.fullmatch(r"(.+?)\((\d+)\)", word)
        name, number = (found[1], found[2]) if found else (word, "1")
        lines.append(f"{name.upper()} {number} {' '.join(sounds)}\n")
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
