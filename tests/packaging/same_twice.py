"""Builds the program twice and names every file that differs.

    python -m tests.packaging.same_twice FOLDER     keeps the builds in FOLDER/1 and /2

The same commit, Python, packages and machine should give the same bytes. Ends with 1
if they do not. Takes two builds' time, so it is run by hand before a release.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]


def build(folder: Path) -> Path:
    """Return the program, built into ``folder`` as ./dev package builds it."""
    asked = ["--noconfirm", "--clean", "--log-level", "WARN", "stkdesk.spec"]
    places = ["--distpath", str(folder), "--workpath", str(folder / "work")]
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", *asked, *places],
        cwd=HOUSE,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": _commit_time()},
    )
    return folder / "stkdesk"


def differences(one: Path, other: Path) -> list[str]:
    """Return the names of files that are not in both, or not the same in both."""
    first, second = _fingerprints(one), _fingerprints(other)
    return sorted(
        name for name in first | second if first.get(name) != second.get(name)
    )


def _fingerprints(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _commit_time() -> str:
    asked = ["git", "log", "-1", "--format=%ct"]
    answer = subprocess.run(
        asked, cwd=HOUSE, check=True, capture_output=True, text=True
    )
    return answer.stdout.strip()


def main() -> int:
    """Build twice and compare."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1]).resolve()
    one, other = build(folder / "1"), build(folder / "2")
    differing = differences(one, other)
    total = len(_fingerprints(one))
    print(f"{total - len(differing)} of {total} files are the same in both builds")
    print("".join(f"differs: {name}\n" for name in differing), end="")
    return int(bool(differing))


if __name__ == "__main__":
    raise SystemExit(main())
