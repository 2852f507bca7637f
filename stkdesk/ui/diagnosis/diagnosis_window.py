"""The package before it leaves: each file to be read, or left out, and then saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtGui import QCloseEvent, QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import count
from stkdesk.services.diagnosis import (
    Part,
    diagnosis,
    package_name,
    register_part,
    save_package,
)
from stkdesk.services.diagnosis_register import open_facts, size_text
from stkdesk.ui import errors, theme
from stkdesk.ui.background import Worker
from stkdesk.ui.diagnosis.log_folder import open_log_folder
from stkdesk.ui.diagnosis.window_facts import window_text
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

TITLE = "Diagnosepakke"
INTRO = (
    "Til den som skal finne feilen. Her er ingen navn og ingenting av det som står i "
    "registeret. Se gjennom filene, ta bort det du ikke vil ha med, og lagre pakken. "
    "Programmet sender den ikke til noen."
)
GATHERING = "Samler opplysningene …"
NONE = "Kryss av for minst én fil."
LIST_WIDTH = 250  # pixels at text size 10

Reading = Callable[[], Any]  # gives a session of the open register


class DiagnosisWindow(QDialog):
    """Shows the files at the left and exactly what stands in the chosen one."""

    help_topic = "diagnose"

    def __init__(
        self, parent: QWidget | None, reading: Reading | None, file: Path | None
    ) -> None:
        """Gather; ``reading`` and ``file`` are of the register that is open, if any."""
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._parts: tuple[Part, ...] = ()
        self.files, self.text = QListWidget(), QPlainTextEdit()
        self._save = button("Lagre &som …", "primary", on=self._ask_where)
        self._state = label("", "small", wrap=True)
        self._lay_out()
        self._wait(GATHERING)
        self._worker = Worker("diagnosis", self)
        self._worker.ask(
            partial(_gather, reading, file, window_text()), self._show, key="gather"
        )
        self.files.currentRowChanged.connect(self._on_row)
        self.files.itemChanged.connect(self._on_ticked)

    @property
    def chosen(self) -> tuple[Part, ...]:
        """The files that go into the package."""
        return tuple(
            part
            for at, part in enumerate(self._parts)
            if self.files.item(at).checkState() is Qt.CheckState.Checked
        )

    def save_in(self, chosen: str) -> None:
        """Write the package to the file ``chosen``."""
        try:
            save_package(Path(chosen), self.chosen)
        except OfficeError as error:
            errors.show(self, error)
            return
        self._state.setText(f"Lagret som {Path(chosen).name}. Den er ikke sendt.")
        announce(self._save, self._state.text())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._worker.close()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._worker.close()
        super().done(result)

    def _show(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts
        self.files.blockSignals(True)
        for part in parts:
            item = QListWidgetItem(part.title, self.files)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setToolTip(f"{part.name}, {size_text(len(part.content))}")
            item.setSizeHint(QSize(0, theme.u(32)))
        self.files.blockSignals(False)
        self.files.setCurrentRow(0)
        self._on_ticked()
        self.files.setFocus()

    def _on_row(self, at: int) -> None:
        if 0 <= at < len(self._parts):
            part = self._parts[at]
            self.text.setPlainText(part.text)
            self.text.setAccessibleName(f"Innholdet i {part.name}")

    def _on_ticked(self) -> None:
        chosen = self.chosen
        enable(self._save, bool(chosen), NONE)
        some = count(len(chosen), "fil", "filer")
        size = size_text(sum(len(part.content) for part in chosen))
        self._state.setText(f"{some}, {size} før pakking" if chosen else NONE)

    def _wait(self, text: str) -> None:
        enable(self._save, False, text)
        self._state.setText(text)

    def _ask_where(self) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = QStandardPaths.writableLocation(documents)
        dialog = QFileDialog(self, "Lagre diagnosepakken", folder, "Zip-fil (*.zip)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(package_name(datetime.now().astimezone()))
        dialog.fileSelected.connect(self.save_in)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _lay_out(self) -> None:
        self.files.setProperty("role", "columns")
        self.files.setAccessibleName("Filene i pakken")
        self.files.setFixedWidth(theme.u(LIST_WIDTH))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        folder = button("Åpne &loggmappen", icon="Folder", on=open_log_folder)
        close = button("L&ukk", on=self.reject)
        head = column(
            label(TITLE, "h2"),
            label(INTRO, wrap=True),
            gap=4,
            margins=(22, 18, 22, 12),
        )
        body = row(self.files, (self.text, 1), gap=12, margins=(22, 0, 22, 14))
        foot = row(folder, 4, (self._state, 1), close, self._save)
        foot.setContentsMargins(*(theme.u(side) for side in (22, 12, 22, 12)))
        self.setLayout(column(head, (body, 1), frame(foot, "foot"), gap=0))
        answer_why(self)
        parent = self.parentWidget()
        room = parent.window().size() if parent else self.screen().availableSize()
        self.resize(min(theme.u(900), room.width()), min(theme.u(620), room.height()))


def open_diagnosis(parent: QWidget | None) -> DiagnosisWindow:
    """Open the package, about the register that is open in the window of ``parent``.

    Or, when none is there, in another of ours.
    """
    reading: Reading | None = None
    file: Path | None = None
    near = [parent.window()] if parent is not None else []
    for window in (*near, *QApplication.topLevelWidgets()):
        workspace = getattr(window, "workspace", None)
        if workspace is not None:
            reading = workspace.database.reading
            file = workspace.database.register.file
            break
    made = DiagnosisWindow(parent or QApplication.activeWindow(), reading, file)
    made.open()
    return made


def _gather(
    reading: Reading | None, file: Path | None, window: str
) -> tuple[Part, ...]:
    """Return the parts; on the worker. A register that fails is told of, not shown."""
    facts, why_not = None, ""
    if reading is not None:
        try:
            with reading() as session:
                facts = open_facts(session)
        except Exception as error:  # it may be what the package is made for
            why_not = type(error).__qualname__
    now = datetime.now().astimezone()
    return diagnosis(now, register_part(file, facts, why_not), window)
