"""The list as people see and use it: columns, widths, keys, sorting."""

from __future__ import annotations

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView

from stkdesk.ui import theme
from stkdesk.ui.memory import window_settings
from stkdesk.ui.table import PagedRows
from stkdesk.ui.table_cells import Cells
from stkdesk.ui.table_header import Header

_LEAST_FIRST = 170  # pixels the stretching column keeps


class Table(QTableView):
    """A list of records; one is chosen. Remembers widths and columns under ``name``.

    Signals:
        chosen: the row now under the cursor, or None.
        opened: the row on which Enter or a double click fell.
        typed: a sign typed in the list; it belongs in the search field.
        saved: widths and columns have been remembered.
    """

    chosen, opened = Signal(object), Signal(object)
    typed, saved = Signal(str), Signal()

    def __init__(self, rows: PagedRows, name: str, spoken: str) -> None:
        """Show ``rows``; ``name`` keys what is remembered, ``spoken`` is read aloud."""
        super().__init__()
        self.rows, self.hovered = rows, -1
        self._name = name
        self._hidden = self._remembered_hidden()
        self._kept: tuple[int, int] | None = None  # scroll place, chosen number
        self._dressed = ("", 0)
        self._awaited = False
        self.setAccessibleName(spoken)
        self.setModel(rows)
        self.setItemDelegate(Cells(self))
        self._set_up_behaviour()
        self._set_up_header()
        rows.modelAboutToBeReset.connect(self._keep_place)
        rows.modelReset.connect(self._restore_place)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(self._on_selected)
        rows.arrived.connect(self._on_arrived)
        self.activated.connect(self._on_activated)

    @property
    def _header_key(self) -> str:
        """Widths are in pixels, so they are remembered for each text size."""
        return f"lists/{self._name}/header-{theme.look().points}"

    @property
    def current(self) -> object | None:
        """The row under the cursor, if it is here."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    @property
    def first_shown(self) -> int:
        """The column farthest to the left."""
        return self._shown()[0]

    @property
    def last_shown(self) -> int:
        """The column farthest to the right."""
        return self._shown()[-1]

    def choose(self, number: int) -> bool:
        """Put the cursor on the record ``number``; False if it is not in the list."""
        at = self.rows.row_of(number)
        if at is None:
            return False
        self._point(at)
        self.scrollTo(self.rows.index(at, 0))
        return True

    def choose_none(self) -> None:
        """Mark no row; the cursor stays where it was, and any row can be chosen."""
        self.clearSelection()

    def shows_focus(self) -> bool:
        """Tell whether to paint a focus ring: for those who use the keyboard."""
        keyboard = Qt.WidgetAttribute.WA_KeyboardFocusChange
        return self.hasFocus() and self.window().testAttribute(keyboard)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text, held = event.text(), event.modifiers()
        plain = held in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if text and text.isprintable() and text != " " and plain:
            self.typed.emit(text)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._on_activated(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: what is typed goes to the search field."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_columns()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_dressed"):
            self._dress()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            super().contextMenuEvent(event)

    def column_menu(self, parent: QMenu) -> None:
        """Fill ``parent`` with a tick for each column that may be hidden."""
        for column in self.rows.columns[1:]:
            action = QAction(column.heading, parent, checkable=True)
            action.setChecked(column.heading not in self._hidden)
            action.toggled.connect(
                lambda on, heading=column.heading: self.show_column(heading, on)
            )
            parent.addAction(action)

    def show_column(self, heading: str, on: bool) -> None:
        """Show the column called ``heading``, or not, from now on."""
        if on:
            self._hidden.discard(heading)
        else:
            self._hidden.add(heading)
        self._fit_columns()
        self._save()

    def _set_up_behaviour(self) -> None:
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(theme.u(120))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _set_up_header(self) -> None:
        header = Header(self)
        self.setHorizontalHeader(header)
        header.menu_wanted.connect(self._show_menu)
        self._dress()
        self.setSortingEnabled(False)
        header.setSortIndicator(*self.rows.order())
        header.sortIndicatorChanged.connect(self.rows.sort)
        saved = window_settings().value(self._header_key)
        if isinstance(saved, QByteArray):
            header.restoreState(saved)
            self.rows.set_order(
                header.sortIndicatorSection(), header.sortIndicatorOrder()
            )
        self._save_soon = QTimer(self, singleShot=True, interval=300)
        self._save_soon.timeout.connect(self._save)
        header.sectionResized.connect(self._on_resized)
        header.sortIndicatorChanged.connect(self._save_soon.start)

    def _dress(self) -> None:
        """Size rows and columns for the text size in use."""
        if self._dressed == (theme.now().name, theme.look().points):
            return
        resized = self._dressed[1] != theme.look().points
        self._dressed = (theme.now().name, theme.look().points)
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        header = self.horizontalHeader()
        header.setMinimumHeight(theme.u(34))
        if not resized:
            return
        for at, column in enumerate(self.rows.columns):
            if column.width:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(at, theme.u(column.width))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def _fit_columns(self) -> None:
        """Drop the least important columns when there is no room for all."""
        columns, header = self.rows.columns, self.horizontalHeader()
        stretching = [at for at, column in enumerate(columns) if not column.width]
        room = self.width() - theme.u(_LEAST_FIRST) * max(1, len(stretching))
        wanted = [at for at in range(len(columns)) if at not in stretching]
        is_full = False  # a column of less worth never takes the place of one of more
        for at in sorted(wanted, key=lambda at: -columns[at].keep):
            width = max(header.sectionSize(at), theme.u(columns[at].width))
            may = columns[at].heading not in self._hidden
            fits = columns[at].keep >= 9 or (width <= room and not is_full)
            is_full = is_full or (may and not fits)
            show = fits and may
            if show:
                room -= width
            if self.isColumnHidden(at) == show:
                self.setColumnHidden(at, not show)

    def _shown(self) -> list[int]:
        return [
            at for at in range(len(self.rows.columns)) if not self.isColumnHidden(at)
        ]

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column_menu(menu)
        menu.popup(self.cursor().pos())

    def _on_resized(self, _section: int, before: int, after: int) -> None:
        if before and after:  # 0: hidden or shown again for lack of room
            self._save_soon.start()

    def _save(self) -> None:
        kept = window_settings()
        kept.setValue(self._header_key, self.horizontalHeader().saveState())
        kept.setValue(f"lists/{self._name}/hidden", ",".join(sorted(self._hidden)))
        self.saved.emit()

    def _remembered_hidden(self) -> set[str]:
        kept = str(window_settings().value(f"lists/{self._name}/hidden", ""))
        return {heading for heading in kept.split(",") if heading}

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _keep_place(self) -> None:
        row = self.current
        number = getattr(row, "number", -1)
        self._kept = (self.verticalScrollBar().value(), number)

    def _restore_place(self) -> None:
        scroll, number = self._kept or (0, -1)
        at = self.rows.row_of(number) if number >= 0 else None
        self.verticalScrollBar().setValue(scroll if at is not None else 0)
        if self.rows.rowCount():
            self._point(at or 0)
        else:
            self.chosen.emit(None)

    def _point(self, at: int) -> None:
        """Choose the row alone, whichever keys are held: Shift would widen."""
        index, flag = self.rows.index(at, 0), QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.NoUpdate)
        self.selectionModel().select(index, flag.ClearAndSelect | flag.Rows)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._tell(self.rows.row(index.row()))

    def _on_selected(self, _now: QItemSelection, before: QItemSelection) -> None:
        """Hear of the row under the cursor when it is chosen after ``choose_none``."""
        here = self.currentIndex()
        if before.isEmpty() and [here.row()] == self._selected_rows():
            self._tell(self.rows.row(here.row()))

    def _selected_rows(self) -> list[int]:
        return [index.row() for index in self.selectionModel().selectedRows()]

    def _on_arrived(self) -> None:
        if self._awaited and self.current is not None:
            self._tell(self.current)

    def _tell(self, row: object | None) -> None:
        self._awaited = row is None  # on its way
        if row is not None:
            self.chosen.emit(row)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row()) if index.isValid() else None
        if row is not None:
            self.opened.emit(row)
