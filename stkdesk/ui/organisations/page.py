"""Oppdrag, the part called Organisasjoner: agreements, and the attendance reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from stkdesk.domain.account import format_organisation_number
from stkdesk.domain.calendar import months_later
from stkdesk.domain.formats import count
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.services.organisation_list import (
    AGREED,
    NOT_AGREED,
    OrganisationRow,
    organisation_list,
)
from stkdesk.services.organisations import (
    OrganisationAssignment,
    OrganisationCard,
    open_organisation,
)
from stkdesk.ui.groups.month_form import MonthForm
from stkdesk.ui.organisations.card import OrganisationView, agreement_mark
from stkdesk.ui.organisations.form import OrganisationForm
from stkdesk.ui.organisations.report_form import open_report
from stkdesk.ui.parts import Parts
from stkdesk.ui.record_page import RecordPage
from stkdesk.ui.table import Column
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MONTHS_BACK = 12
LATE = timedelta(days=15)  # a month is reported by then


class OrganisationsPage(RecordPage):
    """The list of organisations, with the card of one of them."""

    room, title, help_topic = "organisations", "Organisasjoner", "organisasjoner"
    tables = frozenset(
        {"organisations", "attendances", "assignments", "clients", "people"}
    )
    chips = (("", "Alle"), (AGREED, "Avtale nå"), (NOT_AGREED, "Uten avtale"))
    edit_rights = (Right.EDIT_CASES,)
    search_hint, new_text = "Søk i navn, organisasjonsnummer", "Ny organisasjon"
    nothing = (
        "Buildings3",
        "Ingen organisasjoner ennå",
        "Her kommer frivillige organisasjoner dere har avtale med. De rapporterer "
        "oppmøte, og får ikke timelister.",
    )

    def __init__(self, workspace: Workspace) -> None:
        """Lay out; the organisations are read when the page is shown."""
        self.columns = (  # type: ignore[misc]  # by the day it is
            Column("Organisasjon", lambda row: row.name, key="name", strong=True),
            Column(
                "Org.nr.",
                lambda row: format_organisation_number(row.organisation_number),
                width=106,
                keep=5,
                muted=True,
            ),
            Column(
                "Kontaktperson",
                lambda row: row.contact_person,
                width=140,
                keep=4,
                muted=True,
            ),
            Column(
                "Oppdrag",
                lambda row: str(row.assignments),
                key="assignments",
                width=76,
                keep=6,
                right=True,
            ),
            Column(
                "Avtale",
                lambda row: _mark(row, workspace.today()).text,
                key="agreement",
                width=136,
                keep=9,
                mark=lambda row: _mark(row, workspace.today()),
            ),
        )
        super().__init__(workspace)

    def reading_rows(
        self, query: ListQuery
    ) -> Callable[[Session], ListPage[OrganisationRow]]:
        today = self.workspace.today()
        return lambda session: organisation_list(session, query, today=today)

    def reading_record(self, number: int) -> Callable[[Session], OrganisationCard]:
        today = self.workspace.today()
        return lambda session: open_organisation(session, number, today=today)

    def above(self) -> Sequence[QWidget]:
        return (Parts(self),)

    def card(self, record: OrganisationCard) -> QWidget:
        view = OrganisationView(record, self.workspace.today(), self.workspace.may)
        view.edit_wanted.connect(self.edit_current)
        view.report_wanted.connect(self._ask_month)
        view.opened.connect(self.goto)
        return view

    def list_changed(self, rows: ListPage[Any]) -> None:
        super().list_changed(rows)
        agreed = rows.chips.get(AGREED, 0)
        told = count(agreed, "avtale i kraft", "avtaler i kraft")
        self.set_subtitle(told if rows.everything else "")

    def new_record(self) -> None:
        self.open_form(lambda: OrganisationForm(self))

    def edit_record(self, record: OrganisationCard) -> None:
        self.open_form(lambda: OrganisationForm(self, record))

    def _ask_month(self, assignment: OrganisationAssignment) -> None:
        today = self.workspace.today()
        months = _months(assignment, today)
        then = partial(open_report, self, assignment.client, assignment.number)
        usual = today - LATE  # early in a month, it is about the month before
        MonthForm(self, "Før oppmøte", "Åpne", months, then, usual).open()


def _mark(row: OrganisationRow, today: date) -> Mark:
    return agreement_mark(row.agreement_from, row.agreement_to, today)


def _months(assignment: OrganisationAssignment, today: date) -> tuple[Period, ...]:
    """Return the months to report of, back a year at most; the newest first."""
    last = min(today, assignment.end_on or today)
    found = []
    for back in range(MONTHS_BACK):
        day = months_later(last, -back)
        month = Period.month(day.year, day.month)
        if month.last < assignment.start_on:
            break
        found.append(month)
    return tuple(found) or (Period.month(today.year, today.month),)
