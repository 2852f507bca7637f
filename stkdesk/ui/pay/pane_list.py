"""A pane of the wizard that is a list: a sentence, rows, and the way out of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.ui.table import Column, PagedRows
from stkdesk.ui.table_view import Table
from stkdesk.ui.widgets.boxes import card, column
from stkdesk.ui.widgets.empty import Empty
from stkdesk.ui.widgets.texts import label


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a number of its own, and what it shows."""

    number: int
    item: Any


class ListPane(QWidget):
    """A heading, a sentence, and rows that are all here.

    Signals:
        opened: the item of the row that was entered.
    """

    opened = Signal(object)

    def __init__(
        self,
        name: str,
        title: str,
        columns: Sequence[Column],
        fine: tuple[str, str],
        full: Callable[[Any], str] | None = None,
    ) -> None:
        """Show no rows yet; ``fine`` is the title and text when there are none.

        ``name`` is what the widths of the columns are remembered by; ``full`` is what
        is said under the list of the row in front: a sentence no column has room for.
        """
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self.rows = PagedRows([_of_item(each) for each in columns], self._fetch, self)
        self.table = Table(self.rows, name, title)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.opened.connect(lambda line: self.opened.emit(line.item))
        self.about = label("", "muted", wrap=True)
        self._more, self._full = label("", wrap=True, selectable=True), full
        self._more.setVisible(full is not None)
        self.table.chosen.connect(self._on_chosen)
        self._stack = QStackedWidget()
        self._stack.addWidget(card(column((self.table, 1), gap=0)))
        self._stack.addWidget(Empty("CheckmarkCircle", *fine))
        inside = column(
            label(title, "h2"),
            self.about,
            (self._stack, 1),
            self._more,
            gap=8,
            margins=18,
        )
        self.setLayout(inside)

    def show_items(self, items: Sequence[Any], about: str) -> None:
        """Show a row for each of ``items``, under the sentence ``about``."""
        self._lines = tuple(Line(number, item) for number, item in enumerate(items, 1))
        self.about.setText(about)
        self.rows.reload()
        self._stack.setCurrentIndex(0 if items else 1)

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return len(self._lines)

    def begin(self) -> None:
        """Put the cursor where the pane is worked in."""
        if self._lines:
            self.table.setFocus()

    def _on_chosen(self, line: Line | None) -> None:
        if self._full is not None:
            self._more.setText(self._full(line.item) if line is not None else "")

    def _fetch(
        self, query: ListQuery, deliver: Callable[[ListPage[Any]], None]
    ) -> None:
        some = self._lines[query.offset : query.offset + query.limit]
        deliver(ListPage(some, len(self._lines)))


def _of_item(shown: Column) -> Column:
    """Return the column for lines, from one for the items in them."""
    text, mark = shown.text, shown.mark
    return Column(
        shown.heading,
        lambda line: text(line.item),
        width=shown.width,
        keep=shown.keep,
        strong=shown.strong,
        muted=shown.muted,
        right=shown.right,
        mark=(lambda line: mark(line.item)) if mark else None,
    )
