"""Showing the program where the register lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_register(
    parent: QWidget, folder: Path, found: Callable[[Path], object]
) -> QFileDialog:
    """Ask for the file of a register; ``found`` gets it. Nothing is opened yet."""
    title, kinds = "Finn registeret", "Registre (*.db)"
    dialog = QFileDialog(parent, title, str(folder), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: found(Path(chosen)))
    dialog.open()
    return dialog
