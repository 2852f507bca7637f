"""Logg: who has read and done what, newest first; for the leader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QWidget

from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.trail import ActionKind
from stkdesk.services.trail_list import (
    EventCard,
    EventRow,
    TrailFilter,
    list_events,
    open_event,
    staff_in_trail,
)
from stkdesk.ui.fields import ChoiceField
from stkdesk.ui.register_page import RegisterPage
from stkdesk.ui.table import Column
from stkdesk.ui.trail import words
from stkdesk.ui.trail.card import EventView
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

EVERYBODY = "Alle ansatte"
COLUMNS = (
    Column(
        "Når", lambda row: words.moment(row.at), key="at", width=146, keep=8, muted=True
    ),
    Column("Hvem", lambda row: row.who or "Ukjent", width=140, keep=7),
    Column(
        "Gjorde",
        lambda row: row.action.label,
        width=128,
        keep=6,
        mark=lambda row: words.action_mark(row.action),
    ),
    Column("Hva", lambda row: row.what, strong=True),
    Column("Gjelder", lambda row: row.about, width=150, keep=5),
)


class Span(StrEnum):
    """How far back the list goes."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Span.TODAY: "I dag",
            Span.WEEK: "Siste 7 dager",
            Span.MONTH: "Siste 30 dager",
            Span.YEAR: "Siste 365 dager",
            Span.ALL: "Hele loggen",
        }[self]

    def first(self, today: date) -> date | None:
        """Return the first day of it; None: from the beginning."""
        days = {Span.TODAY: 1, Span.WEEK: 7, Span.MONTH: 30, Span.YEAR: 365}.get(self)
        return None if days is None else today - timedelta(days=days - 1)


class TrailPage(RegisterPage):
    """The log as a list, and one event in full beside it."""

    room, title, help_topic = "events", "Logg", "loggen"
    tables = frozenset({"staff"})  # the log itself changes with every look at it
    columns = COLUMNS
    chips = (("", "Alle"), *((kind.value, kind.label) for kind in ActionKind))
    search_hint = "Søk på bruker eller støttekontakt"
    nothing = ("Eye", "Loggen er tom", "Alt som leses og gjøres, blir skrevet her.")
    list_width = 620
    sorted_by = "-at"

    def __init__(self, workspace: Workspace) -> None:
        """Lay out; the log is read when the page is shown."""
        # The base reads the list while it lays out, so these come first.
        self._staff, self._span = QComboBox(), ChoiceField(tuple(Span))
        self._span.set_value(Span.MONTH)
        self._numbers: list[int | None] = [None]
        super().__init__(workspace)
        self._staff.addItem(EVERYBODY)
        self._staff.setAccessibleName("Ansatt")
        self._staff.setToolTip("Bare det én ansatt har gjort")
        self._span.setAccessibleName("Tidsrom")
        self._span.setToolTip("Hvor langt tilbake")
        self._staff.activated.connect(self._on_narrowed)
        self._span.activated.connect(self._on_narrowed)

    # What is particular to the room.

    def reading_rows(self, query: ListQuery) -> Callable[[Session], ListPage[EventRow]]:
        narrowed = self._narrowed()
        return lambda session: list_events(session, query, narrowed)

    def reading_record(self, number: int) -> Callable[[Session], EventCard]:
        return lambda session: open_event(session, number)

    def card(self, record: EventCard) -> QWidget:
        return EventView(record)

    def head_buttons(self) -> Sequence[QWidget]:
        return (self._staff, self._span)

    def refresh(self, tables: frozenset[str]) -> None:
        self.workspace.ask(staff_in_trail, self._show_staff, key=(id(self), "staff"))
        super().refresh(tables)

    def _narrowed(self) -> TrailFilter:
        chosen = self._numbers[max(0, self._staff.currentIndex())]
        first = self._span.value().first(self.workspace.today())
        return TrailFilter(staff=chosen, first=first)

    def _show_staff(self, staff: Any) -> None:
        chosen = self._numbers[max(0, self._staff.currentIndex())]
        self._numbers = [None, *(number for number, _name in staff)]
        self._staff.clear()
        self._staff.addItems([EVERYBODY, *(name for _number, name in staff)])
        at = self._numbers.index(chosen) if chosen in self._numbers else 0
        self._staff.setCurrentIndex(at)

    def _on_narrowed(self, _index: int) -> None:
        self.rows.reload()
