"""A sample from payroll beside the layout: what differs, line by line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from stkdesk.documents.payroll_file_compare import (
    ComparedLine,
    Comparison,
    compare_sample,
)
from stkdesk.domain.formats import count
from stkdesk.domain.payroll_layout import Layout
from stkdesk.ui import theme
from stkdesk.ui.fields import TextArea
from stkdesk.ui.form_field import Field
from stkdesk.ui.icons import Icon
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.boxes import clear, column, flat, frame, row, scrolled
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

LARGEST = 2_000_000  # bytes of a sample that is read
TOO_LARGE = "Filen er for stor til å være et eksempel. Ta med de første linjene."
CANNOT_READ = "Filen kan ikke leses. Lukk den i andre programmer, og prøv igjen."


class CompareWindow(QDialog):
    """Takes a file, or text that is pasted; nothing of it is kept."""

    help_topic = "lonnsfil"

    def __init__(self, parent: QWidget, layout: Layout) -> None:
        """Hold samples against ``layout``."""
        super().__init__(parent)
        self.setWindowTitle("Sammenlign med et eksempel")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._layout = layout
        self._pasted = TextArea(5)
        self._pasted.setLineWrapMode(TextArea.LineWrapMode.NoWrap)
        pasted = Field("&Eksempel fra lønn", self._pasted)
        pasted.edited.connect(self._on_pasted)
        self._found = column(gap=6)
        inside = QWidget()
        inside.setLayout(column(self._found, None, margins=(22, 0, 22, 14)))
        choose = button("Velg fil …", icon="File", on=self._choose)
        close = button("Lukk", on=self.reject)
        intro = (
            "Lim inn noen linjer, eller velg en fil lønnskontoret har gitt dere. "
            "Skilletegn, kolonner, bredder, tall og datoer sammenlignes. Ingenting "
            "lagres."
        )
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        head = column(
            label("Sammenlign med et eksempel", "h2"),
            label(intro, "small", wrap=True),
            4,
            pasted,
            row(choose, None),
            gap=6,
            margins=(22, 18, 22, 10),
        )
        lay.addLayout(head)
        lay.addWidget(scrolled(inside), 1)
        lay.addWidget(frame(row(None, close, margins=(22, 12, 22, 12)), "foot"))
        answer_why(self)
        room = parent.window().size()
        self.resize(min(theme.u(760), room.width()), min(theme.u(640), room.height()))
        self._pasted.setFocus()

    def show_file(self, chosen: str) -> None:
        """Compare the file ``chosen``; it is read, and not kept."""
        try:
            with Path(chosen).open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError:
            self._show(Comparison((CANNOT_READ,), ()))
            return
        if len(data) > LARGEST:
            self._show(Comparison((TOO_LARGE,), ()))
        else:
            self._show(compare_sample(self._layout, data))

    def _on_pasted(self) -> None:
        self._show(compare_sample(self._layout, self._pasted.toPlainText()))

    def _choose(self) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = QStandardPaths.writableLocation(documents)
        dialog = QFileDialog(self, "Velg eksempel fra lønn", folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.show_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self, found: Comparison) -> None:
        clear(self._found)
        different = [line for line in found.lines if line.differences]
        if found.is_same:
            lines = count(len(found.lines), "linje", "linjer")
            self._say("Checkmark", "good", f"Samme form som oppsettet: {lines}.")
        elif found.lines:
            lines = count(len(different), "linje", "linjer")
            self._say(
                "ExclamationmarkTriangle",
                "warn",
                f"{lines} av {len(found.lines)} er annerledes enn i oppsettet.",
            )
        for text in found.whole:
            self._say("ExclamationmarkTriangle", "warn", text)
        for line in different:
            self._found.addWidget(_shown(line))

    def _say(self, icon: str, tone: str, text: str) -> None:
        words = label(text, wrap=True)
        words.setMinimumWidth(1)
        self._found.addLayout(row(Icon(icon, tone, 16), (words, 1), gap=8))


def _shown(line: ComparedLine) -> QWidget:
    texts = [label(text, "warning", wrap=True) for text in line.differences]
    quoted = label(line.text, "small", wrap=True, selectable=True)
    for each in (quoted, *texts):
        each.setMinimumWidth(1)
    head = label(f"Linje {line.number}", "h3")
    return flat(column(head, quoted, *texts, gap=2, margins=(12, 8, 12, 8)))
