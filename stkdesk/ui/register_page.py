"""A list of records with one of them in full beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import number_text
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.staff import Right
from stkdesk.ui import theme
from stkdesk.ui.blocked import offer_break_glass, or_refused
from stkdesk.ui.card_pane import CardPane, holds_focus, tab_stops
from stkdesk.ui.page import Page
from stkdesk.ui.presence import PresenceLine
from stkdesk.ui.shown_record import ShownRecord
from stkdesk.ui.table import Column, PagedRows
from stkdesk.ui.table_view import Table
from stkdesk.ui.widgets.boxes import column, frame, line, row, scrolled
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.chips import Chips
from stkdesk.ui.widgets.empty import Empty
from stkdesk.ui.widgets.search import SearchField
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

REST_MS = 90  # how long the cursor rests on a row before it is read in full


class RegisterPage(Page):
    """Search, filter chips, list and card. A room says what is particular to it.

        class ClientsPage(RegisterPage):
            room, title, help_topic = "clients", "Brukere", "brukere"
            tables = frozenset({"clients", "people"})
            columns = COLUMNS
            chips = (("", "Alle"), ("active", "Aktive"))
            search_hint, new_text = "Søk i navn, nummer, sted", "Ny bruker"
            nothing = ("PersonGroup", "Ingen brukere ennå", "Her kommer alle som …")

            def reading_rows(self, query):              # runs on the worker
                return lambda session: list_clients(session, query, today=today)
            def reading_record(self, number): ...       # the same for one in full
            def card(self, record) -> QWidget: ...      # built anew for each record
            def new_record(self) -> None: ...
            def edit_record(self, record) -> None: ...  # Enter or double click

    On a narrow window the card hides: Enter opens it, Esc goes back to the list.
    """

    columns: ClassVar[Sequence[Column]] = ()
    chips: ClassVar[Sequence[tuple[str, str]]] = (("", "Alle"),)
    search_hint: ClassVar[str] = "Søk"
    new_text: ClassVar[str] = ""
    nothing: ClassVar[tuple[str, str, str]] = ("PersonGroup", "Ingen ennå", "")
    card_width: ClassVar[int] = 420
    list_width: ClassVar[int] = 440  # what the list needs beside the card
    edit_rights: ClassVar[tuple[Right, ...]] = ()  # one of them lets records be made
    sorted_by: ClassVar[str] = ""  # key of a column; "-" before it: descending

    def __init__(self, workspace: Workspace) -> None:
        """Lay out list and card; the rows are read when the page is shown."""
        super().__init__(workspace)
        self._narrow = False
        self._everything = 0  # records in the register, found or not
        self._number: int | None = None  # of the record in the card
        self._sought: int | None = None  # the same, while the list lacks it
        self.record: Any = None
        self._shown = ShownRecord(workspace)
        self.rows = PagedRows(
            self.columns,
            self._fetch,
            self,
            sort=self.sorted_by.lstrip("-"),
            descending=self.sorted_by.startswith("-"),
        )
        self.table = Table(self.rows, self.room, self.title)
        self.search = SearchField(self.search_hint)
        self.filter = Chips(self.chips, "Filter")
        self._foot = label("", "small")
        self._resting = QTimer(self, interval=REST_MS, singleShot=True)
        self._lay_out()
        self._connect()

    # What a room overrides.

    def reading_rows(self, query: ListQuery) -> Callable[[Session], ListPage[Any]]:
        """Return what reads the rows of ``query``; each row has a ``number``.

        What is returned runs on the worker: it must not touch ``self``.
        """
        return lambda _session: ListPage((), 0)

    def reading_record(self, number: int) -> Callable[[Session], Any]:
        """Return what reads the record ``number`` in full, as ``card`` wants it."""
        return lambda _session: None

    def card(self, record: Any) -> QWidget:
        """Return the card that shows ``record`` in full; empty unless a room says."""
        return QWidget()

    def edit_record(self, record: Any) -> None:
        """Open ``record`` for change; called by Enter and double click in the list."""

    def head_buttons(self) -> Sequence[QWidget]:
        """Return buttons to stand before the one that makes a new record."""
        return ()

    def above(self) -> Sequence[QWidget]:
        """Return what stands over the search: the parts of the room."""
        return ()

    def empty_buttons(self) -> Sequence[QWidget]:
        """Return the next steps to offer when the register is empty."""
        if not self.new_text or not self.workspace.may(*self.edit_rights):
            return ()
        return (button(self.new_text, "primary", icon="Plus", on=self.new_record),)

    def list_changed(self, rows: ListPage[Any]) -> None:
        """Hear of the first rows of a new list; e.g. to set the subtitle."""

    # What the window asks.

    def shown(self) -> None:
        """Put the cursor in the list, or in the search field when there is none."""
        is_empty = self.rows.is_loaded and not self.rows.rowCount()
        (self.search if is_empty else self.table).setFocus()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read list, counts and card again."""
        self.rows.reload()
        if self._number is not None:
            self._read_card()

    def focus_search(self) -> None:
        """Put the cursor in the search field, what stands there marked."""
        self._show_card(False)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def open_record(self, number: int) -> None:
        """Show the record ``number`` in the card, and in the list if it is there."""
        self._number = number
        if not self.table.choose(number):
            self._sought = number
            self.table.choose_none()
        self._read_card()
        self._show_card(True)

    def next_pane(self) -> None:
        """Go from search to list to card and round again."""
        panes = [self.search, self.table, self._card]
        if self._right.isHidden():
            panes.pop()
        at = next((n for n, each in enumerate(panes) if holds_focus(each)), -1)
        pane = panes[(at + 1) % len(panes)]
        if pane is self._card:
            first = next(
                (w for w in tab_stops(self._card) if w.isVisibleTo(self)), self.search
            )
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def card_limit(self) -> int:
        """Return how wide the card may be beside the list, in pixels."""
        return theme.u(self.card_width + 80)

    # Layout.

    def _lay_out(self) -> None:
        buttons = list(self.head_buttons())
        if self.new_text and self.workspace.may(*self.edit_rights):
            new = button(
                self.new_text,
                "primary",
                icon="Plus",
                tip=f"{self.new_text} (Ctrl+N)",
                on=self.new_record,
            )
            buttons.append(new)
        self.search.setMaximumWidth(theme.u(420))
        head = row((self.search, 3), (QWidget(), 1), *buttons)
        top = column(*self.above(), head, self.filter, gap=10, margins=(16, 12, 16, 11))
        self._foot_row = row(self._foot, None, margins=(16, 7, 16, 7))
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        inside = column(top, line(), (self._list, 1), line(), self._foot_row, gap=0)
        self._left = frame(inside, "true")
        self._card = CardPane()
        self._back = button(
            "Tilbake til listen",
            "ghost",
            icon="ChevronLeft",
            tip="Tilbake til listen (Esc)",
            on=lambda: self._show_card(False),
        )
        self._back.hide()
        self._others = PresenceLine(self.workspace)
        head = row(self._back, None)
        beside = column(head, self._others, (self._card, 1), margins=(14, 0, 0, 0))
        self._right = frame(beside)
        self._card.setMinimumWidth(theme.u(self.card_width - 60))
        self._card.setMaximumWidth(self.card_limit())
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self._left)
        split.addWidget(self._right)
        split.setStretchFactor(0, 1)
        split.setSizes([900, theme.u(self.card_width)])
        lay = QVBoxLayout(self)
        side, top_room = theme.u(20), theme.u(16)
        lay.setContentsMargins(side, top_room, side, top_room)
        lay.addWidget(split)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search)
        self.search.left_downwards.connect(self.table.setFocus)
        self.filter.picked.connect(self._on_filter)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.table.typed.connect(self._on_typed)
        self._resting.timeout.connect(self._read_card)

    # Reading.

    def _fetch(
        self, query: ListQuery, deliver: Callable[[ListPage[Any]], None]
    ) -> None:
        def _deliver(rows: ListPage[Any]) -> None:
            sought = self._sought
            deliver(rows)  # the cursor falls on some row, if only the first
            if not query.offset:
                self._on_list(rows)
            if sought is not None:
                self._keep_open(sought)

        key = (id(self), "rows", query.offset)
        self.workspace.ask(self.reading_rows(query), _deliver, key=key)

    def _on_list(self, rows: ListPage[Any]) -> None:
        self._everything = rows.everything
        self.filter.show_counts(rows.chips)
        self._write_foot()
        held = holds_focus(self._list)
        while self._list.count() > 1:
            old = self._list.widget(1)
            self._list.removeWidget(old)
            old.deleteLater()
        if not rows.total:
            self._list.addWidget(self._when_empty())
            self._list.setCurrentIndex(1)
        if held:  # by a list now empty, or by the button that was there meanwhile
            self.shown()
        self.list_changed(rows)

    def _keep_open(self, number: int) -> None:
        """Let the record stay in the card, and find it in the rows that came."""
        if not self.table.choose(number):
            self._sought = self._number = number
            self.table.choose_none()
            self._read_card()

    def _write_foot(self) -> None:
        wanted, hits = self.rows.wanted, self.rows.rowCount()
        by = next((c.heading for c in self.columns if c.key == wanted.sort), "")
        self._foot.setText(_foot_text(hits, max(hits, self._everything), by))

    def _when_empty(self) -> Empty:
        if self.rows.wanted.search or self.rows.wanted.chip:
            back = button("Vis alle", icon="ArrowUndo", on=self._show_all)
            hint = "Prøv et annet søk, eller fjern filteret."
            return Empty("MagnifyingGlass", "Ingen treff", hint, back)
        return Empty(*self.nothing, *self.empty_buttons())  # type: ignore[arg-type]

    def _show_all(self) -> None:
        self.search.clear()
        self.filter.choose("")
        self.search.setFocus()

    def _on_search(self, text: str) -> None:
        self._sought = None
        self.rows.reload(search=text.strip())

    def _on_filter(self, key: str) -> None:
        self._sought = None
        self.rows.reload(chip=key)

    def _on_typed(self, sign: str) -> None:
        self.search.setFocus()
        self.search.setText(sign)

    def _on_chosen(self, chosen: Any) -> None:
        self._sought = None
        if chosen is None:
            self._resting.stop()
            self._number = None
            self._shown.leave()
            self._put_card(None)
            return
        fresh = self._number is None
        self._number = chosen.number
        if fresh:
            self._read_card()
        else:
            self._resting.start()

    def _on_opened(self, opened: Any) -> None:
        if self._narrow and self._right.isHidden():
            self._show_card(True)
        elif self.record is not None and self._number == opened.number:
            self.edit_record(self.record)

    # The card.

    def _read_card(self) -> None:
        self._resting.stop()
        if self._number is not None and self.isVisible():  # else when it is seen
            self._shown.show(self.room, self._number)
            self._others.watch((self.room, self._number))
            read, again = self.reading_record(self._number), self.record is not None
            read = or_refused(read, again=again)
            self.workspace.ask(read, self._on_record, key=(id(self), "card"))

    def _on_record(self, record: Any) -> None:
        if not isinstance(record, OfficeError):
            self._put_card(record)
            return
        number, self._number = self._number, None
        self._put_card(None)
        if number is not None:
            again = partial(self.open_record, number)
            offer_break_glass(self, self.workspace, record, again)

    def _put_card(self, record: Any) -> None:
        if record is not None and record == self.record:
            return  # read again after a change that did not concern it
        same = getattr(record, "number", None) == getattr(self.record, "number", 0)
        self.record = record
        if record is None:
            self._others.watch(None)
            self._sought = None
            inside: QWidget = Empty(
                "FileSearch", "Ingen er valgt", "Velg en i listen for å se mer."
            )
        else:
            inside = scrolled(self.card(record))
        self._card.show_card(inside, same=same, fallback=self.table)

    def _show_card(self, on: bool) -> None:
        if self._narrow:
            self._left.setVisible(not on)
            self._right.setVisible(on)
            (self._card if on else self.table).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._number is not None and self._shown.is_none:
            self._read_card()  # what is seen again is opened again

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # a window made small is not left
            self._shown.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < theme.u(self.card_width + self.list_width)
        if narrow != self._narrow:
            self._narrow = narrow
            self._left.setVisible(True)
            self._right.setVisible(not narrow)
            self._back.setVisible(narrow)
            most = 16_777_215 if narrow else self.card_limit()
            self._card.setMaximumWidth(most)
            inside = self._right.layout()
            if inside is not None:
                inside.setContentsMargins(0 if narrow else theme.u(14), 0, 0, 0)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._narrow and self._left.isHidden():
            self._show_card(False)
        else:
            super().keyPressEvent(event)


def _foot_text(hits: int, everyone: int, by: str) -> str:
    sorted_by = f"  ·  sortert på {by.lower()}" if by else ""
    shown = f"Viser {number_text(hits)} av {number_text(everyone)}{sorted_by}"
    return shown if everyone else ""
