"""Utseende: light or dark, how large, how much contrast; and the printers in use."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from stkdesk import settings
from stkdesk.configuration.keys import PrinterKind
from stkdesk.ui import memory, theme
from stkdesk.ui.office.editors import Choices, KindChips, YesNo
from stkdesk.ui.office.group import Group
from stkdesk.ui.office.setting import Setting
from stkdesk.ui.papers.printer_choice import first_name
from stkdesk.ui.theme import Look, Scheme
from stkdesk.ui.widgets.texts import label

SIZES = tuple(
    zip(
        (str(points) for points in memory.SIZES),
        ("Normal", "Større", "Størst"),
        strict=True,
    )
)
PRINTERS = {
    PrinterKind.LETTERS: "Brev, vedtak og avtaler",
    PrinterKind.TIMESHEETS: "Timelister",
    PrinterKind.LISTS: "Skjemaer, lister og utkast",
}
NO_PRINTER = "Den du velger første gang du skriver ut"


class LookGroup(Group):
    """Remembered on this machine for this person; nothing of it is in the register."""

    def __init__(self) -> None:
        """Show the look in use."""
        super().__init__("Utseende", "Gjelder deg på denne maskinen.")
        look = theme.look()
        self._scheme = KindChips(tuple(Scheme), "Tema")
        self._size = Choices(SIZES, "Tekststørrelse")
        self._contrast = YesNo("Høy kontrast", "På", "Av")
        self._scheme.set_value(look.scheme)
        self._size.show_choice(str(look.points))
        self._contrast.set_value(look.high_contrast)
        for setting in (
            Setting(
                "Tema",
                "«System» følger Windows, også når Windows bytter om kvelden.",
                self._scheme,
            ),
            Setting(
                "Tekststørrelse",
                "Gjelder hele programmet. Kommer i tillegg til skaleringen i Windows.",
                self._size,
            ),
            Setting(
                "Høy kontrast",
                "Sterkere farger og streker.",
                self._contrast,
            ),
        ):
            self.add(setting)
        self.heading("Skriveren som står først")
        for kind, title in PRINTERS.items():
            name, by_it = first_name(kind), settings.printer_for(kind)
            shown = label(name or NO_PRINTER, "" if name else "muted", wrap=True)
            printer = Setting(title, "", shown)
            if by_it.is_managed:
                printer.lock(by_it)
            self.add(printer)
        self.end()
        for chips in (self._scheme, self._size, self._contrast):
            chips.picked.connect(self._on_picked)

    def _on_picked(self) -> None:
        look = Look(
            scheme=self._scheme.value(),
            points=int(self._size.chosen),
            high_contrast=self._contrast.value(),
        )
        # Another size builds the window anew, and this group with it: after its slot.
        QTimer.singleShot(0, partial(_use, look))


def _use(look: Look) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            memory.use_look(application, look)
        finally:
            application.restoreOverrideCursor()
