"""What only the window knows of the machine: screens, look, how many printers."""

from __future__ import annotations

import PySide6
from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo

from stkdesk.services.diagnosis_hiding import in_columns
from stkdesk.ui import theme


def window_text() -> str:
    """Return it; of printers only how many: a name may tell of a person or a room."""
    look = theme.look()
    contrast = "høy" if look.high_contrast else "vanlig"
    lines = [
        ("Qt", f"{qVersion()}, PySide6 {PySide6.__version__}"),
        ("Operativsystem", QSysInfo.prettyProductName()),
        ("Vindussystem", QGuiApplication.platformName()),
        ("Tema", f"{look.scheme.label}, {contrast} kontrast"),
        ("Tekststørrelse", f"{look.points} punkt"),
    ]
    for number, screen in enumerate(QGuiApplication.screens(), 1):
        size, scale = screen.size(), round(screen.devicePixelRatio() * 100)
        shown = f"{size.width()} × {size.height()}, {scale} %"
        lines.append((f"Skjerm {number}", f"{shown}, {screen.refreshRate():.0f} Hz"))
    lines.append(("Skrivere", str(len(QPrinterInfo.availablePrinterNames()))))
    return in_columns(lines)
