"""Prints the version of this checkout, and refuses a tag that says another.

python .github/release/version.py            0.9.0
python .github/release/version.py v0.9.0     the same, or exit code 1
"""

from __future__ import annotations

import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HOUSE))

from stkdesk import __version__  # noqa: E402  (it may not be installed)


def main(arguments: list[str]) -> int:
    """Print the version; 1 when a tag is named that is not of this version."""
    tags = [tag for tag in arguments if tag != f"v{__version__}"]
    if tags:
        print(f"{tags[0]} is not v{__version__}", file=sys.stderr)
        return 1
    print(__version__)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
