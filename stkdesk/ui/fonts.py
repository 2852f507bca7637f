"""The typeface: the system's own on Windows, the bundled Inter elsewhere."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFontDatabase

from stkdesk.resources import resource

OWN = ("Segoe UI Variable Text", "Segoe UI")  # Windows 11, Windows 10
BUNDLED = "Inter"


@cache
def families() -> list[str]:
    """Return the families to try, in order; loads the bundled one if it is needed."""
    present = set(QFontDatabase.families())
    if not present.intersection(OWN) and BUNDLED not in present:
        for file in sorted(resource("fonts").glob(f"{BUNDLED}*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
    return [*OWN, BUNDLED]
