"""Rows of any kind as a Qt table that reads itself page by page.

Each room lists its columns and says where rows come from:

    COLUMNS = (
        Column("Navn", lambda row: row.name, key="name", strong=True),
        Column("Født", lambda row: short_date(row.born), key="born", width=94, keep=2),
        Column("Status", lambda row: row.status.label, key="status", width=160,
               keep=9, mark=lambda row: mark_of(row.status)),
    )
    model = PagedRows(COLUMNS, fetch)       # fetch(ListQuery, deliver)

Sorting and searching are asked of the database; nothing is sorted or filtered here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from stkdesk.domain.listing import PAGE, ListPage, ListQuery
from stkdesk.ui.widgets.badge import Mark

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and what a row shows in it.

    ``key`` is what the service is asked to order by; "" cannot be ordered by.
    ``width`` in pixels at text size 10; 0 takes the room that is left (one column).
    ``keep`` 1-9: columns with low numbers go first when room is short, 9 never goes.
    """

    heading: str
    text: Callable[[Any], str]
    key: str = ""
    width: int = 0
    keep: int = 1
    strong: bool = False
    muted: bool = False
    right: bool = False  # numbers
    mark: Callable[[Any], Mark | None] | None = None  # painted as a badge
    meter: Callable[[Any], tuple[int, int]] | None = None  # used, of: painted as a bar
    icon: Callable[[Any], tuple[str, str] | None] | None = None  # name, words for it


#: Reads the page of rows asked for, and delivers it when it is here.
Fetch = Callable[[ListQuery, Callable[[ListPage[Any]], None]], None]


class PagedRows(QAbstractTableModel):
    """Shows rows as they arrive; asks for the page it lacks when a row is looked at.

    A row not here yet shows as "…". Every row has an attribute ``number``.

    Signals:
        arrived: a page of rows came.
    """

    ROW = Role.UserRole  # the row itself, or None while it is on its way
    arrived = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Fetch,
        parent: QObject | None = None,
        *,
        sort: str = "",
        descending: bool = False,
    ) -> None:
        """Start with headings and no rows; ``reload`` reads the first page.

        ``sort`` is the key of a column; without it the first that can be sorted by.
        """
        super().__init__(parent)
        self.columns = tuple(columns)
        sort = sort or next((c.key for c in columns if c.key), "")
        self.wanted = ListQuery(sort=sort, descending=descending)
        self._fetch = fetch
        self._pages: dict[int, Sequence[Any]] = {}
        self._total = 0
        self._round = 0  # answers of earlier rounds are dropped
        self._lacking: set[int] = set()
        self._asked: set[int] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask_lacking)
        self.is_loaded = False

    def reload(self, **changes: Any) -> None:
        """Read again from the first page; ``changes`` are fields of ListQuery.

        The rows shown stay until the new ones are here.
        """
        self.wanted = replace(self.wanted, offset=0, **changes)
        self._round += 1
        self._asked.clear()
        self._lacking.clear()
        current = self._round
        self._fetch(self.wanted, lambda rows: self._on_first(current, rows))

    def row_of(self, number: int) -> int | None:
        """Return where the record ``number`` stands, if its page is here."""
        for page, rows in self._pages.items():
            for at, row in enumerate(rows):
                if row.number == number:
                    return page * PAGE + at
        return None

    def row(self, at: int) -> Any | None:
        """Return the row at place ``at``, or None while it is on its way."""
        page = self._pages.get(at // PAGE)
        return page[at % PAGE] if page and at % PAGE < len(page) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, along: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if along is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Role.DisplayRole:
            return self.columns[section].heading
        if role == Role.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Role.TextAlignmentRole:
            return _alignment(column)
        spoken = role in (Role.AccessibleTextRole, Role.ToolTipRole)
        if role not in (Role.DisplayRole, self.ROW) and not spoken:
            return None
        row = self.row(index.row())
        if row is None:
            self._lacks(index.row() // PAGE)
        if role == self.ROW:
            return row
        if row is None:
            return "…"
        words = column.icon(row) if spoken and column.icon else None
        if role == Role.ToolTipRole:
            return words[1] if words else None
        return f"{column.text(row)}, {words[1]}" if words else column.text(row)

    def sort(
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        if self.set_order(column, order):
            self.reload()

    def order(self) -> tuple[int, Qt.SortOrder]:
        """Return the column the rows are sorted by, and which way."""
        way = Qt.SortOrder
        keys = [column.key for column in self.columns]
        at = keys.index(self.wanted.sort) if self.wanted.sort in keys else 0
        return at, way.DescendingOrder if self.wanted.descending else way.AscendingOrder

    def set_order(self, column: int, order: Qt.SortOrder) -> bool:
        """Order by ``column`` from the next reading on; False if it cannot be."""
        if not 0 <= column < len(self.columns) or not self.columns[column].key:
            return False
        self.wanted = replace(
            self.wanted,
            sort=self.columns[column].key,
            descending=order is Qt.SortOrder.DescendingOrder,
        )
        return True

    def _on_first(self, asked_in: int, rows: ListPage[Any]) -> None:
        if asked_in != self._round:
            return
        self.beginResetModel()
        self._pages = {0: rows.rows}
        self._asked = {0}
        self._total = rows.total
        self.is_loaded = True
        self.endResetModel()
        self.arrived.emit()

    def _lacks(self, page: int) -> None:
        if page not in self._asked:
            self._lacking.add(page)
            self._soon.start()  # not here: data() only looks up

    def _ask_lacking(self) -> None:
        current = self._round
        for page in sorted(self._lacking):
            self._asked.add(page)
            self._fetch(
                replace(self.wanted, offset=page * PAGE),
                lambda rows, page=page: self._on_page(current, page, rows),  # type: ignore[misc]
            )
        self._lacking.clear()

    def _on_page(self, asked_in: int, page: int, rows: ListPage[Any]) -> None:
        if asked_in != self._round:
            return
        self._pages[page] = rows.rows
        first = page * PAGE
        last = min(first + len(rows.rows), self._total) - 1
        if last >= first:
            right = len(self.columns) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, right))
        self.arrived.emit()


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
