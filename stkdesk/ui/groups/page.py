"""Oppdrag, the part called Grupper: activity groups, their meetings and attendance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from stkdesk.domain.calendar import months_later
from stkdesk.domain.formats import count, short_date
from stkdesk.domain.group import MeetingState
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.services.group_list import OVER, RUNNING, GroupRow, group_list
from stkdesk.services.group_starting import Readiness, start_all_ready
from stkdesk.services.groups import GroupCard, open_group
from stkdesk.services.meeting_sheets import open_sheet
from stkdesk.services.meetings import MeetingRow, cancel_meeting, restore_meeting
from stkdesk.ui import question
from stkdesk.ui.groups.card import GroupView
from stkdesk.ui.groups.form import GroupForm
from stkdesk.ui.groups.meeting_form import MeetingForm, PlanForm
from stkdesk.ui.groups.member_form import MemberForm
from stkdesk.ui.groups.month_form import MonthForm
from stkdesk.ui.groups.sheet_form import open_sheets
from stkdesk.ui.groups.sheet_month import open_month_sheet, punch_pile
from stkdesk.ui.groups.started import tell_started
from stkdesk.ui.groups.words import places_words, short_plan
from stkdesk.ui.parts import Parts
from stkdesk.ui.record_page import RecordPage
from stkdesk.ui.table import Column
from stkdesk.ui.widgets.buttons import button

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS = (
    Column("Gruppe", lambda row: row.name, key="name", strong=True),
    Column(
        "Når",
        lambda row: short_plan(row.weekday, row.start_minute, row.every_weeks),
        width=132,
        keep=7,
    ),
    Column("Leder", lambda row: row.leaders, width=190, keep=5, muted=True),
    Column(
        "Medlemmer",
        lambda row: places_words(row.members, row.places),
        key="members",
        width=92,
        keep=8,
        right=True,
    ),
    Column(
        "Neste møte",
        lambda row: short_date(row.next_on) if row.next_on else "",
        key="next_on",
        width=98,
        keep=6,
        muted=True,
    ),
)


MONTHS_BACK = 12  # months to punch lists of
LATE = timedelta(days=20)  # lists of a month come in until then


class GroupsPage(RecordPage):
    """The list of groups, with the card of one of them."""

    room, title, help_topic = "groups", "Grupper", "grupper"
    tables = frozenset(
        {"activity_groups", "group_leaders", "group_meetings", "meeting_leaders"}
        | {"attendances", "assignments", "clients", "contacts", "people"}
    )
    columns = COLUMNS
    chips = (("", "Alle"), (RUNNING, "I gang"), (OVER, "Avsluttet"))
    edit_rights = (Right.EDIT_CASES,)
    search_hint, new_text = "Søk i gruppenavn, G-nummer", "Ny gruppe"
    nothing = (
        "PersonGroup",
        "Ingen grupper ennå",
        "I en aktivitetsgruppe møtes flere brukere fast, med en støttekontakt som "
        "leder. Oppmøtet teller på vedtaket til hver enkelt.",
    )
    card_width = 460

    def reading_rows(self, query: ListQuery) -> Callable[[Session], ListPage[GroupRow]]:
        today = self.workspace.today()
        return lambda session: group_list(session, query, today=today)

    def reading_record(self, number: int) -> Callable[[Session], GroupCard]:
        today = self.workspace.today()
        return lambda session: open_group(session, number, today=today)

    def above(self) -> Sequence[QWidget]:
        return (Parts(self),)

    def card(self, record: GroupCard) -> QWidget:
        view = GroupView(record, self.workspace.today(), self.workspace.may)
        view.edit_wanted.connect(self.edit_current)
        view.member_wanted.connect(self._add_member)
        view.meeting_wanted.connect(lambda: self._open_meeting(None))
        view.plan_wanted.connect(self._plan)
        view.month_wanted.connect(self._punch_month)
        view.list_wanted.connect(self.print_current)
        view.start_wanted.connect(self._start_ready)
        view.sheet_wanted.connect(self._open_sheet)
        view.change_wanted.connect(self._open_meeting)
        view.cancel_wanted.connect(self._cancel)
        view.restore_wanted.connect(self._restore)
        view.opened.connect(self.goto)
        return view

    def list_changed(self, rows: ListPage[Any]) -> None:
        super().list_changed(rows)
        running = rows.chips.get(RUNNING, 0)
        told = f"{count(running, 'gruppe', 'grupper')} i gang"
        self.set_subtitle(told if rows.everything else "")

    def new_record(self) -> None:
        self.open_form(lambda: GroupForm(self))

    def edit_record(self, record: GroupCard) -> None:
        self.open_form(lambda: GroupForm(self, record))

    def print_current(self) -> None:
        """Ctrl+P: print the list of attendance of a month."""
        if self.record is not None and not self.refuses(Right.MAKE_PAPERS):
            self._ask_month("Skriv ut oppmøteliste", "Vis listen", self._print_list)

    def _print_list(self, month: Period) -> None:
        # At the press: it loads the print room.
        from stkdesk.ui.groups.printing import show_attendance_list

        show_attendance_list(self, self.record.number, month)

    def _add_member(self) -> None:
        MemberForm(self, self.record).open()

    def _plan(self) -> None:
        PlanForm(self, self.record).open()

    def _open_meeting(self, meeting: MeetingRow | None) -> None:
        MeetingForm(self, self.record, meeting).open()

    def _open_sheet(self, meeting: MeetingRow) -> None:
        number = meeting.number
        open_sheets(self, lambda session: open_sheet(session, number))

    def _punch_month(self) -> None:
        title = "Før oppmøtet for en måned"
        today = self.workspace.today()
        missed = next((m for m in self.record.meetings if _is_missed(m, today)), None)
        oldest = missed.meet_on if missed else None
        self._ask_month(title, "Åpne listen", self._open_month, oldest)

    def _open_month(self, month: Period) -> None:
        open_month_sheet(self, self.record.number, month)

    def head_buttons(self) -> Sequence[QWidget]:
        if not self.workspace.may(Right.EDIT_HOURS):
            return ()
        return (
            button(
                "Før oppmøtelister",
                icon="Timer",
                tip="Før listene fra alle gruppene for en måned, en etter en",
                on=self.punch_pile,
            ),
        )

    def punch_pile(self) -> None:
        """Punch the lists of a month, group after group."""
        if self.refuses(Right.EDIT_HOURS):
            return
        today = self.workspace.today()
        months = [
            Period.month(day.year, day.month)
            for day in (months_later(today, -back) for back in range(MONTHS_BACK))
        ]
        usual = today - LATE  # early in a month, it is about the month before
        MonthForm(
            self,
            "Før oppmøtelister",
            "Åpne første liste",
            months,
            partial(punch_pile, self),
            usual,
        ).open()

    def _ask_month(
        self,
        title: str,
        verb: str,
        then: Callable[[Period], object],
        suggested: date | None = None,
    ) -> None:
        days = [each.meet_on for each in self.record.meetings]
        months = _months(days, self.workspace.today())
        MonthForm(self, title, verb, months, then, suggested).open()

    def _cancel(self, meeting: MeetingRow) -> None:
        def _off() -> None:
            self.workspace.save(
                lambda session: cancel_meeting(
                    session, meeting.number, meeting.version
                ),
                partial(self._called_off, meeting),
            )

        came = f" Oppmøtet til {meeting.came} blir slettet." if meeting.came else ""
        question.ask(
            self,
            f"Avlyse møtet {short_date(meeting.meet_on)}?",
            f"Møtet blir stående som avlyst i planen.{came}",
            ("Avlys møtet", "danger", _off),
        )

    def _called_off(self, meeting: MeetingRow, _none: object) -> None:
        self.toast(f"Møtet {short_date(meeting.meet_on)} er avlyst")

    def _restore(self, meeting: MeetingRow) -> None:
        self.workspace.save(
            lambda session: restore_meeting(session, meeting.number, meeting.version),
            lambda _none: self.toast("Møtet står i planen igjen"),
        )

    def _start_ready(self) -> None:
        number, today = self.record.number, self.workspace.today()

        def _tell(found: Readiness) -> None:
            tell_started(self, found)

        self.workspace.save(
            lambda session: start_all_ready(session, number, today=today), _tell
        )


def _is_missed(meeting: MeetingRow, today: date) -> bool:
    """Tell whether the meeting is over, and nobody has said who came."""
    return meeting.state is MeetingState.PLANNED and meeting.meet_on < today


def _months(days: Sequence[date], today: date) -> tuple[Period, ...]:
    """Return the months that have meetings, and this one; the newest first."""
    found = {(each.year, each.month) for each in (*days, today)}
    return tuple(Period.month(*each) for each in sorted(found, reverse=True))
