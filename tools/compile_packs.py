"""Compile the shipped rule packs: packs/*.yml -> packs/packs.json and the schema for editors.

python tools/compile_packs.py            # write
python tools/compile_packs.py --check    # exit 1 where a file is out of step
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from customary.audit import pack as packs
from customary.audit.packfile import load_pack, plain, schema
from customary.errors import BadInput, ProblemInFile

SCHEMA = packs.SHIPPED / "pack.schema.json"


def compiled() -> dict[Path, str]:
    """The files to write, and what belongs in them. Raises BadInput."""
    problems: list[ProblemInFile] = []
    entries = []
    for name in packs.names_of_packs():
        path = packs.SHIPPED / f"{name}.yml"
        try:
            entries.append(plain(load_pack(path, path.name, examples="--draft" not in sys.argv)[0]))
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput(problems)
    return {
        packs.COMPILED: json.dumps(entries, ensure_ascii=False, separators=(",", ":")) + "\n",
        SCHEMA: json.dumps(schema(), indent=1) + "\n",
    }


def main() -> int:
    """Write the files, or say which are out of step."""
    try:
        files = compiled()
    except BadInput as error:
        print(error, file=sys.stderr)
        return 2
    stale = [p for p, text in files.items() if not p.exists() or p.read_text("utf-8") != text]
    for path in stale:
        if "--check" in sys.argv:
            print(f"{path.name} is out of step with the packs. Run: python tools/compile_packs.py")
        else:
            path.write_text(files[path], "utf-8")
            print(f"wrote {path.name}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
