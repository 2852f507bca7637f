"""Dokumenter: every paper the office has made, where it is, and what it looks like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import count, short_date
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.paper import PaperKind, PaperState
from stkdesk.domain.staff import Right
from stkdesk.services.paper_acts import PaperAct
from stkdesk.services.papers import (
    PaperRow,
    list_papers,
    matching_papers,
    open_paper,
)
from stkdesk.services.printing import MadePaper, paper_again, paper_file_name
from stkdesk.ui.papers.actions import print_again, print_month
from stkdesk.ui.papers.card import Many, ManyCard, Opened, PaperCard
from stkdesk.ui.papers.logging_first import saved
from stkdesk.ui.papers.marking import note, note_not
from stkdesk.ui.papers.marks import ACT_KEYS, mark_of
from stkdesk.ui.papers.paper_window import show_papers
from stkdesk.ui.papers.parts import PaperParts
from stkdesk.ui.papers.saving import ask_where_to_save
from stkdesk.ui.register_page import RegisterPage
from stkdesk.ui.table import Column
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS = (
    Column("Dokument", lambda row: row.title, key="kind", strong=True),
    Column("Gjelder", lambda row: row.about, key="about", width=180, keep=9),
    Column(
        "Referanse",
        lambda row: row.reference,
        key="reference",
        width=150,
        keep=3,
        muted=True,
    ),
    Column("Laget", lambda row: short_date(row.made_on), key="made", width=96, keep=4),
    Column(
        "Status",
        lambda row: f"{row.state.label} {short_date(row.state_on)}",
        key="state",
        width=140,
        keep=9,
        mark=lambda row: mark_of(row.state),
    ),
)


class PapersPage(RegisterPage):
    """The list of papers with the one under the cursor beside it."""

    room, title, help_topic = "papers", "Dokumenter", "dokumenter"
    tables = frozenset({"papers", "people"})
    columns = COLUMNS
    chips = (("", "Alle"), *((state.value, state.label) for state in PaperState))
    search_hint = "Søk i navn eller nummeret på arket"
    nothing = (
        "Files",
        "Ingen dokumenter ennå",
        "Timelister, vedtak og erklæringer du lager, kommer hit.",
    )
    card_width = 560
    sorted_by = "-made"

    def __init__(self, workspace: Workspace) -> None:
        """Lay out list and preview; several rows can be marked."""
        self._many = False  # several are marked
        super().__init__(workspace)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        for act, key in ACT_KEYS.items():
            QShortcut(QKeySequence(key), self, lambda act=act: self.note(act))

    # What is particular to the room.

    def reading_rows(self, query: ListQuery) -> Callable[[Session], ListPage[PaperRow]]:
        return lambda session: list_papers(session, query)

    def reading_record(self, number: int) -> Callable[[Session], Opened]:
        today = self.workspace.today()

        def _open(session: Session) -> Opened:
            paper = open_paper(session, number)
            try:
                return Opened(paper, paper_again(session, number, today=today))
            except OfficeError as error:  # damaged, or no address: told in the card
                return Opened(paper, None, f"{error.title} {error.advice}".strip())

        return _open

    def card(self, record: Opened | Many) -> QWidget:
        if isinstance(record, Many):
            many = ManyCard(record)
            many.noted.connect(self.note)
            many.print_wanted.connect(self.print_current)
            return many
        made = PaperCard(record, self.workspace.may)
        made.noted.connect(self.note)
        made.taken_away.connect(self._take_away)
        made.print_wanted.connect(self.print_current)
        made.save_wanted.connect(self._save)
        return made

    def _put_card(self, record: Opened | Many | None) -> None:
        if self._many and isinstance(record, Opened):
            return  # it was read before several were marked
        if record is None or record != self.record:  # else what is shown still stands
            super()._put_card(record)

    def edit_record(self, record: Opened | Many) -> None:
        """Enter: the paper in a large window."""
        if isinstance(record, Opened) and record.made is not None:
            if record.paper.kind is PaperKind.LETTER:  # with what is enclosed
                print_again(self, self.workspace, [record.paper.number])
                return
            show_papers(self, record.paper.kind.label, [record.made])

    def above(self) -> Sequence[QWidget]:
        return (PaperParts(self),)

    def head_buttons(self) -> Sequence[QWidget]:
        if not self.workspace.may(Right.MAKE_PAPERS):
            return ()
        return (
            button(
                "Skriv ut måneden",
                "primary",
                icon="PrinterSmall",
                on=self.print_month,
            ),
        )

    def empty_buttons(self) -> Sequence[QWidget]:
        if not self.workspace.may(Right.MAKE_PAPERS):
            return ()
        return (button("Lag månedens timelister", "primary", on=self.print_month),)

    def list_changed(self, rows: ListPage[PaperRow]) -> None:
        waiting = rows.chips.get(PaperState.PRINTED.value, 0)
        self.set_subtitle(
            f"{count(waiting, 'venter', 'venter')} på å bli sendt" if waiting else ""
        )

    # What can be done.

    def print_month(self) -> None:
        """Print everybody's timesheets in one go."""
        if self.refuses(Right.MAKE_PAPERS):
            return
        print_month(self, self.workspace)

    def print_current(self) -> None:
        """Ctrl+P: the marked papers again, or the month when there are none."""
        if self.table.selectionModel().hasSelection():
            self._with_marked(lambda papers: print_again(self, self.workspace, papers))
        else:
            self.print_month()

    def note(self, act: PaperAct) -> None:
        """F7, F8, F9: it was printed, mailed, came back today: all that is marked."""
        if self.refuses(Right.MAKE_PAPERS):
            return
        self._with_marked(
            lambda papers: note(self.window(), self.workspace, act, papers)
        )

    def _take_away(self, act: PaperAct) -> None:
        self._with_marked(
            lambda papers: note_not(self.window(), self.workspace, act, papers)
        )

    def _save(self) -> None:
        if isinstance(self.record, Opened) and self.record.made is not None:
            made: MadePaper = self.record.made
            name = paper_file_name(made.kind, made.reference)
            ask_where_to_save(
                self.window(),
                made.data,
                name,
                lambda file: self.toast(f"Lagret: {file}"),
                saved(self.window(), self.workspace, [made.number]),
            )

    # What is marked.

    def _with_marked(self, act: Callable[[Sequence[int]], None]) -> None:
        """Do ``act`` with the numbers of the marked papers.

        When the whole list is marked, rows that have not been read yet are meant too.
        """
        places = sorted(at.row() for at in self.table.selectionModel().selectedRows())
        shown = [self.rows.row(place) for place in places]
        if places and all(row is not None for row in shown):
            act([row.number for row in shown if row is not None])
        elif places:
            query = self.rows.wanted
            self.workspace.ask(
                lambda session: matching_papers(session, query),
                act,
                key=(id(self), "marked"),
            )

    def _on_selected(self, _on: QItemSelection, _off: QItemSelection) -> None:
        marked = len(self.table.selectionModel().selectedRows())
        if marked > 1:
            self._many = True
            self._resting.stop()
            self._put_card(Many(marked))
        elif self._many:
            self._many = False
            self._read_card()
