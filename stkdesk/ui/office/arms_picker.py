"""Choosing the municipality's coat of arms: seen as it is, taken from an SVG file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from stkdesk.domain.errors import OfficeError
from stkdesk.services.coat_of_arms import read_coat_of_arms, standard_shield
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.toast import announce


class Arms(QLabel):
    """The drawing itself, on the white of paper."""

    def __init__(self) -> None:
        """Show the standard shield."""
        super().__init__()
        self._drawing = QSvgRenderer(self)
        self.setFixedSize(theme.u(64), theme.u(72))
        self.show_drawing("")

    def show_drawing(self, svg: str) -> None:
        """Show ``svg``, or the standard shield when it is empty."""
        self._drawing.load(QByteArray((svg or standard_shield()).encode()))
        self._drawing.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setAccessibleName("Kommunevåpenet" if svg else "Standardskjoldet")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect, inset = QRectF(self.rect()), theme.u(7)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.colour("border"))
            painter.setBrush(Qt.GlobalColor.white)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            inside = rect.adjusted(inset, inset, -inset, -inset)
            self._drawing.render(painter, inside)


class ArmsPicker(QWidget):
    """Shows the arms, takes a file, goes back to the standard shield.

    Signals:
        done: another drawing was chosen.
    """

    done = Signal()

    def __init__(self) -> None:
        """Start with the standard shield."""
        super().__init__()
        self._svg, self._complaint = "", ""
        self._picture = Arms()
        self._choose = button("Velg fil …", icon="Folder", on=self._browse)
        self._back = button("Standardskjold", on=self._use_standard)
        for each in (self._choose, self._back):
            each.setAutoDefault(True)
        buttons = column(row(self._choose, None), row(self._back, None), gap=6)
        self.setLayout(row(self._picture, (buttons, 1), gap=14))
        self.setFocusProxy(self._choose)
        self.set_value("")

    def value(self) -> str:
        """Return the drawing as text, "" for the standard shield."""
        return self._svg

    def set_value(self, value: str | None) -> None:
        """Show ``value``."""
        self._svg = value or ""
        self._picture.show_drawing(self._svg)
        enable(self._back, bool(self._svg), "Standardskjoldet er i bruk.")

    def complaint(self) -> str:
        """Return what was wrong with the file that was chosen last."""
        return self._complaint

    def take(self, file: Path) -> None:
        """Use the drawing in ``file``; the old one stays if it cannot be used."""
        try:
            svg = read_coat_of_arms(file)
        except OfficeError as error:
            self._complaint = f"{error.title} {error.advice}"
            announce(self, self._complaint)
        else:
            self._complaint = ""
            self.set_value(svg)
        self.done.emit()

    def _use_standard(self) -> None:
        self._complaint = ""
        self.set_value("")
        self._choose.setFocus()
        self.done.emit()

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Velg kommunevåpenet", "", "SVG-tegning (*.svg)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, name: str) -> None:
        self.take(Path(name))
