"""Prints the version of this checkout, and refuses a tag that says another.

python .github/release/version.py            0.9.0
python .github/release/version.py v0.9.0     the same, or exit code 1
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]


def version() -> str:
    """Return ``__version__`` of the program, without starting it."""
    code = (HOUSE / "stkdesk/__init__.py").read_text(encoding="utf-8")
    for part in ast.parse(code).body:
        match part:
            case ast.Assign(
                targets=[ast.Name("__version__")], value=ast.Constant(str(told))
            ):
                return told
    raise ValueError("stkdesk/__init__.py has no __version__")


def main(arguments: list[str]) -> int:
    """Print the version; 1 when a tag is named that is not of this version."""
    tags = [tag for tag in arguments if tag != f"v{version()}"]
    if tags:
        print(f"{tags[0]} is not v{version()}", file=sys.stderr)
        return 1
    print(version())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
