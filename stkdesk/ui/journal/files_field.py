"""Files to attach: chosen or dropped, each told at once whether it can be kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QStandardPaths, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from stkdesk.services.attachments import FileAtHand, look_at_files
from stkdesk.ui.papers.preview_pane import size_text
from stkdesk.ui.widgets.boxes import clear, column, flat, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FILTERS = "PDF og bilder (*.pdf *.png *.jpg *.jpeg *.tif *.tiff);;Alle filer (*)"
INVITES = "Dra filer hit, eller velg dem. PDF, JPEG, PNG og TIFF."


class FilesField(QWidget):
    """A list of files with a button to add and one to take away each.

    What a file is, is told by its content. A file that cannot be kept stands there
    with the reason until it is taken away. Nothing is copied anywhere before saving.
    """

    edited = Signal()

    def __init__(self, workspace: Workspace) -> None:
        """Start without files; they are looked at through ``workspace``."""
        super().__init__()
        self._workspace = workspace
        self._files: dict[Path, FileAtHand | None] = {}  # None: being looked at
        self._lines = column(gap=4)
        self.add_button = button("&Legg til filer …", icon="Plus", on=self._choose)
        hint = label(INVITES, "small", wrap=True)
        self.setLayout(
            column(self._lines, row(self.add_button, (hint, 1), gap=12), gap=8)
        )
        self.setFocusProxy(self.add_button)
        self.setAcceptDrops(True)

    def value(self) -> tuple[Path, ...]:
        """Return the files, in the order they were added."""
        return tuple(self._files)

    def complaint(self) -> str:
        """Return what to do when one cannot be kept, or is not looked at yet."""
        if any(seen is not None and seen.trouble for seen in self._files.values()):
            return "Ta bort filen som ikke kan tas inn."
        return ""

    def draft_text(self) -> str:
        """Return "": where files lie is not kept in a draft."""
        return ""

    def add(self, files: Iterable[Path]) -> None:
        """Add these files and find out what they are."""
        fresh = [file for file in files if file not in self._files]
        if not fresh:
            return
        self._files |= dict.fromkeys(fresh)
        self._show()
        self.edited.emit()
        today = self._workspace.today()

        def _look(session: Session) -> tuple[FileAtHand, ...]:
            return look_at_files(session, fresh, today=today)

        self._workspace.ask(_look, self._on_seen, key=(id(self), *fresh), at_once=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add(files_in(event.mimeData()))
        event.acceptProposedAction()

    def _on_seen(self, seen: Sequence[FileAtHand]) -> None:
        for each in seen:
            if each.file in self._files:
                self._files[each.file] = each
        self._show()
        self.edited.emit()

    def _choose(self) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = QStandardPaths.writableLocation(documents)
        dialog = QFileDialog(self, "Legg til filer", folder, FILTERS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda chosen: self.add(map(Path, chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_away(self, file: Path) -> None:
        self._files.pop(file, None)
        self._show()
        self.add_button.setFocus()
        self.edited.emit()

    def _show(self) -> None:
        clear(self._lines)
        for file, seen in self._files.items():
            self._lines.addWidget(self._line(file, seen))

    def _line(self, file: Path, seen: FileAtHand | None) -> QWidget:
        told = label(_about(seen), "problem" if seen and seen.trouble else "small")
        told.setWordWrap(True)
        name = label(file.name, wrap=True)
        for each in (name, told):
            each.setMinimumWidth(1)
        away = button(
            "",
            "ghost",
            icon="XMark",
            tip="Ta bort",
            name=f"Ta bort {file.name}",
            on=partial(self._take_away, file),
        )
        words = column(name, told, gap=1)
        return flat(row((words, 1), away, gap=8, margins=(12, 6, 6, 6)))


def files_in(dropped: QMimeData) -> tuple[Path, ...]:
    """Return the files on this machine in what is dropped."""
    return tuple(Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())


def _about(seen: FileAtHand | None) -> str:
    if seen is None:
        return "Ser på filen …"
    if seen.kind is None:
        return seen.trouble
    return f"{seen.kind.label} · {size_text(seen.size)}"
