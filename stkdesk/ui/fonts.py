"""The typeface: the system's own where Windows has it, else the bundled Inter."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtGui import QFontDatabase

from stkdesk.resources import resource

OWN = ("Segoe UI Variable Text", "Segoe UI")  # Windows 11, Windows 10
BUNDLED = "Inter"
WEIGHTS = ("Regular", "Medium", "SemiBold")  # those the window uses


@cache
def families() -> list[str]:
    """Return the families to try, in order; loads the bundled one where it is used."""
    if sys.platform == "win32" and any(map(QFontDatabase.hasFamily, OWN)):
        return [*OWN]  # a window nobody sees has them not
    for weight in WEIGHTS:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{BUNDLED}-{weight}.ttf")))
    return [BUNDLED]
