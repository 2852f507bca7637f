"""Prints what is new in one version: its section of resources/help/changes.md.

python .github/release/changes.py 0.9.0 > notes.md
"""

from __future__ import annotations

import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]


def section(version: str, text: str | None = None) -> str:
    """Return the section of ``version``, its own headings a level up.

    Raises:
        LookupError: if nobody has written what is new in it.

    """
    if text is None:
        text = (HOUSE / "resources/help/changes.md").read_text(encoding="utf-8")
    _before, found, rest = f"\n{text}".partition(f"\n## {version}\n")
    body = rest.partition("\n## ")[0].strip()
    if not found or not body:
        raise LookupError(f"changes.md says nothing of {version}")
    lines = body.replace("\n### ", "\n## ").removeprefix("#")
    return f"{lines}\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    print(section(sys.argv[1]), end="")
