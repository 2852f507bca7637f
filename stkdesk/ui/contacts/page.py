"""Støttekontakter: the lay people who are paid a few hours a week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.formats import count, hours_text
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.staff import Right
from stkdesk.services.contact_case import contact_case
from stkdesk.services.contact_list import NO_DECLARATION, ContactRow, list_contacts
from stkdesk.services.contacts import open_contact
from stkdesk.ui.clients.words import protection_icon
from stkdesk.ui.contacts import words
from stkdesk.ui.contacts.acts import ContactActs
from stkdesk.ui.contacts.card import ContactView
from stkdesk.ui.contacts.form import ContactForm
from stkdesk.ui.contacts.shown import ContactRecord, Shown
from stkdesk.ui.parts import Parts
from stkdesk.ui.record_page import RecordPage
from stkdesk.ui.shown_period import ShownPeriod, period_name
from stkdesk.ui.table import Column
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS = (
    Column(
        "Navn",
        lambda row: row.name,
        key="name",
        strong=True,
        icon=lambda row: protection_icon(row.protection),
    ),
    Column("Sted", lambda row: row.city, width=116, keep=3, muted=True),
    Column("Oppdrag", lambda row: str(row.assignments), width=76, keep=5, right=True),
    Column(
        "Timer", lambda row: hours_text(row.used_minutes), width=68, keep=4, right=True
    ),
    Column(
        "Taushetserklæring",
        lambda row: words.declaration_words(row.declaration_signed_on),
        key="declaration",
        width=142,
        keep=7,
        muted=True,
        mark=lambda row: words.declaration_mark(row.declaration_signed_on, row.status),
    ),
    Column(
        "Bil", lambda row: "Ja" if row.has_car else "", width=50, keep=2, muted=True
    ),
    Column(
        "Status",
        words.standing,
        key="status",
        width=160,
        keep=9,
        mark=words.standing_mark,
    ),
)


class ContactsPage(RecordPage):
    """The list of support contacts, with the card of one of them."""

    room, title, help_topic = "contacts", "Støttekontakter", "stottekontakter"
    tables = frozenset(
        {"contacts", "people", "addresses", "assignments", "clients", "timesheets"}
        | {"papers", "recruitments", "contact_references", "police_certificates"}
        | {"declarations", "agreements", "contact_letters", "case_rules"}
    )
    columns = COLUMNS
    chips = (
        ("", "Alle"),
        (ContactStatus.ACTIVE.value, "Aktive"),
        (NO_DECLARATION, "Mangler taushetserklæring"),
        (ContactStatus.CANDIDATE.value, "Søkere"),
        (ContactStatus.PAUSED.value, "Pause"),
        (ContactStatus.ENDED.value, "Sluttet"),
    )
    edit_rights = (Right.EDIT_CONTACTS,)
    search_hint, new_text = "Søk i navn, sted, telefon", "Ny støttekontakt"
    nothing = (
        "HandShakeHeart",
        "Ingen støttekontakter ennå",
        "Her kommer alle som er, eller vil bli, støttekontakt. Legg inn den første.",
    )

    def __init__(self, workspace: Workspace) -> None:
        """Lay out; the support contacts are read when the page is shown."""
        self._period = ShownPeriod(workspace)
        super().__init__(workspace)

    def reading_rows(
        self, query: ListQuery
    ) -> Callable[[Session], ListPage[ContactRow]]:
        period, today = self._period, self.workspace.today()
        return lambda session: list_contacts(
            session, query, period_number=period.row(session).number, today=today
        )

    def reading_record(self, number: int) -> Callable[[Session], ContactRecord]:
        today = self.workspace.today()
        return lambda session: ContactRecord(
            open_contact(session, number), contact_case(session, number, today=today)
        )

    def card(self, record: ContactRecord) -> QWidget:
        today, may = self.workspace.today(), self.workspace.may
        acts = ContactActs(self, record)
        return ContactView(Shown(record, today, may, acts.do, self.goto.emit))

    def above(self) -> Sequence[QWidget]:
        return (Parts(self),)

    def list_changed(self, rows: ListPage[Any]) -> None:
        super().list_changed(rows)
        if rows.everything and (period := self._period.known):
            many = count(rows.everything, "registrert", "registrerte")
            month = period_name(period)
            self.set_subtitle(f"{many} · timene er for {month}")
        else:
            self.set_subtitle("")

    def new_record(self) -> None:
        self.open_form(lambda: ContactForm(self))

    def edit_record(self, record: ContactRecord) -> None:
        self.open_form(lambda: ContactForm(self, record.card))

    def print_current(self) -> None:
        if self.record is not None:
            ContactActs(self, self.record).print_declaration()
