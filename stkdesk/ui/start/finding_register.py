"""Showing the program where the register lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from stkdesk.ui import errors
from stkdesk.ui.start.managed import refuse_another_place


def ask_for_register(
    parent: QWidget, folder: Path, found: Callable[[Path], object]
) -> QFileDialog | None:
    """Ask for the file of a register; ``found`` gets it. Nothing is opened yet.

    Where IT has placed the register, that is told instead.
    """
    if error := refuse_another_place():
        errors.show(parent, error)
        return None
    title, kinds = "Finn registeret", "Registre (*.db)"
    dialog = QFileDialog(parent, title, str(folder), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: found(Path(chosen)))
    dialog.open()
    return dialog
