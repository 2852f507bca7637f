"""Oppdrag, the part called Gruppeledere: what those who lead groups are paid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import count, hours_text, kroner_text
from stkdesk.domain.leader_sheet import MadeLeaders
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.sheet_course import CourseStep
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.leader_course import (
    LeadersDone,
    approve_leaders,
    check_leaders,
    undo_leaders,
)
from stkdesk.services.leader_list import (
    LOOK,
    LeaderRow,
    leader_page,
    open_leader,
    period_beside,
)
from stkdesk.services.leader_sheets import correct_leader, make_leader_sheets
from stkdesk.services.periods import PeriodRow
from stkdesk.ui.groups.leader_card import LeaderCard, leader_mark
from stkdesk.ui.parts import Parts
from stkdesk.ui.register_page import RegisterPage
from stkdesk.ui.shown_period import ShownPeriod
from stkdesk.ui.table import Column
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS = (
    Column("Leder", lambda row: row.contact, strong=True),
    Column("Gruppe", lambda row: _group(row), width=150, keep=6, muted=True),
    Column("Timer", lambda row: hours_text(row.minutes), width=62, keep=7, right=True),
    Column(
        "Beløp", lambda row: kroner_text(row.pay_ore), width=104, keep=8, right=True
    ),
    Column(
        "Status",
        lambda row: leader_mark(row).text,
        width=132,
        keep=9,
        mark=lambda row: leader_mark(row),
    ),
    Column("Se på", lambda row: _look(row), width=190, keep=5, muted=True),
)
DONE = {CourseStep.CHECKED: "attestert", CourseStep.APPROVED: "godkjent"}


def _group(row: LeaderRow) -> str:
    return row.group if row.serial == 1 else f"{row.group} (korreksjon)"


def _look(row: LeaderRow) -> str:
    if not row.is_made:
        return "Møter uten lederliste"
    if row.missing:
        return "Timesats mangler"
    if row.moved:
        return row.moved.words
    return row.remarks[0].sentence if row.remarks else ""


class LeadersPage(RegisterPage):
    """The leaders' sheets of a period; F8 attests and F9 approves all that are shown.

    The period is the last that has ended, until another is chosen.
    """

    room, title, help_topic = "leaders", "Gruppeledere", "gruppeledere"
    tables = frozenset(
        {"leader_sheets", "group_meetings", "meeting_leaders", "group_leaders"}
        | {"rates", "own_rates", "periods", "contacts", "people", "timesheets"}
        | {"activity_groups"}
    )
    columns = COLUMNS
    chips = (
        ("", "Alle"),
        (LOOK, "Se på"),
        (SheetState.RECEIVED.value, "Ført"),
        (SheetState.CHECKED.value, "Attestert"),
        (SheetState.APPROVED.value, "Godkjent"),
        (SheetState.SENT.value, "Til lønn"),
    )
    search_hint = "Søk i støttekontakt og gruppe"
    nothing = (
        "HandShakeHeart",
        "Ingen ledere i perioden",
        "Timene til den som leder en gruppe, kommer hit når oppmøtet på møtet føres.",
    )
    card_width, list_width = 420, 620  # three buttons beside the search

    def __init__(self, workspace: Workspace) -> None:
        """Lay out the list; the sheets are read when the page is shown."""
        self._usual = ShownPeriod(workspace)
        self._period: PeriodRow | None = None  # None: the usual one
        self._named = label("", "h2")
        super().__init__(workspace)
        for keys, act in (
            ("F8", self.check_all),
            ("F9", self.approve_all),
            ("Alt+Left", partial(self.step_period, -1)),
            ("Alt+Right", partial(self.step_period, 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # The list.

    def reading_rows(
        self, query: ListQuery
    ) -> Callable[[Session], ListPage[LeaderRow]]:
        today, wanted, usual = self.workspace.today(), self._period, self._usual

        def _read(session: Session) -> ListPage[LeaderRow]:
            period = wanted or usual.row(session)
            return leader_page(session, period.number, query, today=today)

        return _read

    def reading_record(self, number: int) -> Callable[[Session], LeaderRow]:
        today, wanted, usual = self.workspace.today(), self._period, self._usual

        def _read(session: Session) -> LeaderRow:
            period = wanted or usual.row(session)
            return open_leader(session, period.number, number, today=today)

        return _read

    def card(self, record: LeaderRow) -> QWidget:
        made = LeaderCard(record, corrects=self.workspace.may(Right.EDIT_HOURS))
        made.correct_wanted.connect(lambda: self._correct(record))
        made.opened.connect(self.goto)
        return made

    def above(self) -> Sequence[QWidget]:
        before = button(
            "",
            "ghost",
            icon="ChevronLeft",
            tip="Perioden før (Alt+venstre)",
            on=partial(self.step_period, -1),
        )
        after = button(
            "",
            "ghost",
            icon="ChevronRight",
            tip="Perioden etter (Alt+høyre)",
            on=partial(self.step_period, 1),
        )
        shown = QWidget()
        shown.setLayout(row(before, self._named, after, None, gap=2))
        return Parts(self), shown

    def head_buttons(self) -> Sequence[QWidget]:
        made = []
        if self.workspace.may(Right.EDIT_HOURS):
            made.append(
                button(
                    "Oppdater",
                    name="Oppdater fra møtene",
                    tip="Lag listene som mangler, og regn om dem som ikke er attestert",
                    on=self.make,
                )
            )
        if self.workspace.may(Right.CHECK_HOURS):
            made.append(
                button("Attester alle  F8", name="Attester alle", on=self.check_all)
            )
        if self.workspace.may(Right.APPROVE_HOURS):
            made.append(
                button(
                    "Godkjenn alle  F9",
                    "primary",
                    name="Godkjenn alle",
                    on=self.approve_all,
                )
            )
        return made

    def list_changed(self, rows: ListPage[LeaderRow]) -> None:
        shown = self._period or self._usual.known
        self._named.setText(shown.label if shown else "")
        minutes = sum(each.minutes for each in rows.rows)
        pay = sum(each.pay_ore for each in rows.rows)
        told = count(rows.total, "lederliste", "lederlister")
        self.set_subtitle(
            f"{told} · {hours_text(minutes)} t · kr {kroner_text(pay)}"
            if rows.total
            else ""
        )

    # What is done.

    def step_period(self, way: int) -> None:
        """Show the period before (-1) or after (1)."""
        shown = self._period or self._usual.known
        if shown is None:
            return

        def _show(found: PeriodRow | None) -> None:
            if found is not None:
                self._period = found
                self.rows.reload()

        self.workspace.ask(
            lambda session: period_beside(session, shown.number, way),
            _show,
            key=(id(self), "period"),
        )

    def make(self) -> None:
        """Make the sheets that are missing, and follow up the open ones."""
        shown, today = self._period or self._usual.known, self.workspace.today()
        if shown is None or self.refuses(Right.EDIT_HOURS):
            return

        def _tell(made: MadeLeaders) -> None:
            self.toast(made.words or "Lederlistene stemmer med møtene")

        self.workspace.save(
            lambda session: make_leader_sheets(session, shown.number, today=today),
            _tell,
        )

    def check_all(self) -> None:
        """Attest every sheet shown that is entered."""
        if not self.refuses(Right.CHECK_HOURS):
            self._sign(CourseStep.CHECKED, (SheetState.RECEIVED,))

    def approve_all(self) -> None:
        """Approve every sheet shown that is attested."""
        if not self.refuses(Right.APPROVE_HOURS):
            self._sign(CourseStep.APPROVED, (SheetState.CHECKED,))

    def _sign(self, step: CourseStep, states: Sequence[SheetState]) -> None:
        shown = [self.rows.row(at) for at in range(self.rows.rowCount())]
        seen = {
            each.number: each.version
            for each in shown
            if each is not None and each.is_made and each.state in states
        }
        if not seen:
            self.toast(f"Ingen lederlister kan bli {DONE[step]} nå")
            return
        now, sign = datetime.now(UTC), _SIGN[step]
        self.workspace.save(
            lambda session: sign(session, tuple(seen), now=now, seen=seen),
            self._tell_signed,
        )

    def _tell_signed(self, done: LeadersDone) -> None:
        said = (
            f"{count(len(done.numbers), 'lederliste', 'lederlister')} {DONE[done.step]}"
        )
        if done.left:
            left = count(len(done.left), "står igjen", "står igjen")
            said += f". {left}: {done.left[0][1]}"
        if not done.numbers:
            self.toast(said)
            return
        self.toast(
            said,
            lambda: self.workspace.save(lambda session: undo_leaders(session, done)),
        )

    def _correct(self, sheet: LeaderRow) -> None:
        today = self.workspace.today()
        self.workspace.save(
            lambda session: correct_leader(session, sheet.number, today=today),
            lambda made: self.toast(made.words),
        )


_SIGN = {CourseStep.CHECKED: check_leaders, CourseStep.APPROVED: approve_leaders}
