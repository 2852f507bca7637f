"""Which printer stands first in the dialog: IT's, the one used last, or the system's.

Remembered by its name, for each kind of pile: sheets may go to the big one in the
corridor, letters to the one with the office's paper in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtPrintSupport import QPrinterInfo

from stkdesk import settings
from stkdesk.configuration.keys import PrinterKind
from stkdesk.domain.paper import PaperKind
from stkdesk.services.printing import Pile
from stkdesk.ui.memory import window_settings

PLACE = "printers"  # in the file of the windows


def kind_of(pile: Pile) -> PrinterKind:
    """Return on which printer ``pile`` belongs, by its first paper.

    What is not kept as a paper of the register is a list, a form, or a draft.
    """
    first = pile.sheets[0]
    if not first.paper_number:
        return PrinterKind.LISTS
    is_sheet = first.reference.startswith(f"{PaperKind.TIMESHEET.letter}-")
    return PrinterKind.TIMESHEETS if is_sheet else PrinterKind.LETTERS


def first_printer(kind: PrinterKind) -> QPrinterInfo:
    """Return the printer to suggest for ``kind``; a null one means the system's."""
    name = wanted(kind, QPrinterInfo.availablePrinterNames())
    return QPrinterInfo.printerInfo(name) if name else QPrinterInfo()


def wanted(kind: PrinterKind, there: Sequence[str]) -> str:
    """Return which of the printers ``there`` to suggest for ``kind``, or "".

    One that is gone, or has another name now, is passed by.
    """
    by_name = {each.casefold(): each for each in reversed(there)}
    found = (by_name.get(name.casefold(), "") for name in _names(kind))
    return next((name for name in found if name), "")


def first_name(kind: PrinterKind) -> str:
    """Return the name of the printer wanted for ``kind``, there or not, or ""."""
    return next(iter(_names(kind)), "")


def _names(kind: PrinterKind) -> list[str]:
    """Return IT's; or the one used last, and then that of the person's own file."""
    said = settings.printer_for(kind)
    last = str(window_settings().value(_key(kind), ""))
    names = (said.text,) if said.is_managed else (last, said.text)
    return [name for name in names if name]


def remember(kind: PrinterKind, name: str) -> None:
    """Suggest the printer called ``name`` for ``kind`` the next time."""
    if name:
        window_settings().setValue(_key(kind), name)


def _key(kind: PrinterKind) -> str:
    return f"{PLACE}/{kind.name.lower()}"
