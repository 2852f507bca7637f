"""Oppdrag, the part called Venteliste: who is granted hours that nobody gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import count, short_date
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.staff import Right
from stkdesk.domain.waiting import unmet_text
from stkdesk.services.wait_figures import WaitFigures, wait_figures
from stkdesk.services.waiting import WaitingRow, open_waiting, waiting_list
from stkdesk.ui.matching.page import open_matching
from stkdesk.ui.matching.words import urgency_mark
from stkdesk.ui.parts import Parts
from stkdesk.ui.register_page import RegisterPage
from stkdesk.ui.table import Column
from stkdesk.ui.waiting.card import WaitingCard
from stkdesk.ui.waiting.note_form import open_wait_note
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS = (
    Column("Bruker", lambda row: row.client, key="client", strong=True),
    Column(
        "Haster",
        lambda row: row.urgency.level.label,
        key="urgency",
        width=126,
        keep=9,
        mark=lambda row: urgency_mark(row.urgency),
    ),
    Column(
        "Mangler",
        lambda row: unmet_text(row.missing_minutes, row.unit),
        key="missing",
        width=104,
        keep=8,
    ),
    Column(
        "Venter siden",
        lambda row: short_date(row.since),
        key="since",
        width=106,
        keep=7,
    ),
    Column("Uker", lambda row: str(row.weeks), width=58, keep=6, right=True),
    Column("Område", lambda row: row.areas, width=140, keep=4, muted=True),
    Column(
        "Hvorfor",
        lambda row: row.reason.label,
        key="reason",
        width=170,
        keep=5,
        muted=True,
    ),
    Column("Spurt", lambda row: _asked(row), width=76, keep=3, muted=True),
)


def _asked(row: WaitingRow) -> str:
    return f"{row.asked} venter" if row.asked else ""


def figures_text(found: WaitFigures) -> str:
    """Return the figures in a line: how many wait, how long, and how long it takes."""
    if not found.waiting:
        return "Ingen venter"
    parts = [f"{found.waiting} venter"]
    if found.weeks_now is not None:
        parts.append(f"i snitt {count(found.weeks_now, 'uke', 'uker')} så langt")
    if found.weeks_to_start is not None:
        weeks = count(found.weeks_to_start, "uke", "uker")
        parts.append(f"fra vedtak til start siste år: {weeks} i snitt")
    return " · ".join(parts)


class WaitingPage(RegisterPage):
    """The waiting list; Enter finds somebody for the one under the cursor."""

    room, title, help_topic = "waiting", "Venteliste", "venteliste"
    tables = frozenset(
        {"decisions", "assignments", "clients", "people", "waits", "inquiries"}
        | {"match_wishes", "case_rules"}
    )
    columns = COLUMNS
    chips = (
        ("", "Alle"),
        ("urgent", "Haster mye"),
        ("high", "Haster"),
        ("without", "Uten hjelp nå"),
        ("partly", "Mangler noen timer"),
        ("asked", "Spurt noen"),
    )
    search_hint = "Søk i navn, sted, nummer eller hvorfor"
    nothing = (
        "CheckmarkCircle",
        "Ingen venter",
        "En bruker med vedtak som ikke har fått alle timene, kommer hit av seg selv.",
    )
    sorted_by = "urgency"
    card_width = 400

    def __init__(self, workspace: Workspace) -> None:
        """Lay out the list; F2 notes urgency and reason."""
        super().__init__(workspace)
        noting = QShortcut(QKeySequence("F2"), self, self.note)
        noting.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def reading_rows(
        self, query: ListQuery
    ) -> Callable[[Session], ListPage[WaitingRow]]:
        today = self.workspace.today()
        return lambda session: waiting_list(session, query, today=today)

    def reading_record(self, number: int) -> Callable[[Session], WaitingRow]:
        today = self.workspace.today()
        return lambda session: open_waiting(session, number, today=today)

    def card(self, record: WaitingRow) -> QWidget:
        made = WaitingCard(
            record,
            today=self.workspace.today(),
            edits=self.workspace.may(Right.EDIT_CASES),
        )
        made.match_wanted.connect(lambda: self.edit_record(record))
        made.note_wanted.connect(self.note)
        made.client_wanted.connect(lambda: self.goto.emit("clients", record.number))
        return made

    def edit_record(self, record: WaitingRow) -> None:
        """Enter: find a support contact."""
        open_matching(self, self.workspace, record.number)

    def above(self) -> Sequence[QWidget]:
        return (Parts(self),)

    def list_changed(self, rows: ListPage[WaitingRow]) -> None:
        self.filter.show_counts({"": rows.everything})
        today = self.workspace.today()
        self.workspace.ask(
            lambda session: wait_figures(session, today=today),
            lambda found: self.set_subtitle(figures_text(found)),
            key=(id(self), "figures"),
        )

    def note(self) -> None:
        """Note how much the one under the cursor hurries, and why they wait."""
        if self._number is not None and not self.refuses(Right.EDIT_CASES):
            open_wait_note(self, self.workspace, self._number)
