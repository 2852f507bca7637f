"""The layout on screen with invented lines, cell by cell as they stand in the file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from stkdesk.documents.payroll_file_preview import preview
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import Column, Layout, Shape
from stkdesk.domain.payroll_sample import SAMPLE_HEAD, SAMPLE_LINES
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column as under
from stkdesk.ui.widgets.texts import label

HEIGHT = 232  # pixels at text size 10: the headings and every line
GAP = 10  # between columns
DOT = "·"  # a space one can see, in fixed columns


class ShownSample(QWidget):
    """A table of the invented lines; or why the file cannot be made."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._table, self._model = QTableView(), QStandardItemModel()
        self._table.setModel(self._model)
        self._table.setProperty("role", "sample")
        self._table.setAccessibleName("Prøvefil med oppdiktede linjer")
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        self._table.verticalHeader().hide()
        self._table.setFixedHeight(theme.u(HEIGHT))
        self._why_not = label("", "problem", wrap=True)
        self.setLayout(under(self._why_not, self._table, gap=4))
        self._why_not.hide()

    def show_layout(self, layout: Layout) -> None:
        """Show the invented lines as ``layout`` writes them."""
        try:
            rows = list(preview(layout, SAMPLE_LINES, SAMPLE_HEAD))
        except OfficeError as error:
            self._why_not.setText(f"{error.title} {error.advice}")
            rows = []
        self._why_not.setVisible(not rows)
        self._table.setVisible(bool(rows))
        self._model.clear()
        is_fixed = layout.format is LayoutFormat.FIXED
        headings = [
            f"{at}. {each.title}" for at, each in enumerate(layout.columns, start=1)
        ]
        if layout.has_header and not is_fixed and rows:
            headings = list(rows.pop(0))
        for at, (text, each) in enumerate(zip(headings, layout.columns, strict=True)):
            heading = QStandardItem(text)
            heading.setTextAlignment(_side(each, is_fixed))
            self._model.setHorizontalHeaderItem(at, heading)
        for row in rows:
            items = [
                QStandardItem(text.replace(" ", DOT) if is_fixed else text)
                for text in row
            ]
            for item, each in zip(items, layout.columns, strict=True):
                item.setTextAlignment(_side(each, is_fixed))
            self._model.appendRow(items)
        self._table.resizeColumnsToContents()
        for at in range(len(layout.columns)):
            self._table.setColumnWidth(at, self._table.columnWidth(at) + theme.u(GAP))


def _side(column: Column, is_fixed: bool) -> Qt.AlignmentFlag:
    """Return where a cell stands: numbers to the right; fixed columns as they fill."""
    is_right = column.field.shape is Shape.NUMBER and not is_fixed
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
