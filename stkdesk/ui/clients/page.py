"""Brukere: everyone the office grants support hours to, or who has applied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from stkdesk.domain.client import ClientStatus
from stkdesk.domain.duty import About
from stkdesk.domain.formats import count, hours_text, short_date
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.staff import Right
from stkdesk.services.client_list import ClientRow, list_clients
from stkdesk.services.clients import ClientCard, open_client
from stkdesk.ui.acts import act
from stkdesk.ui.assignments.form import open_assignment_form
from stkdesk.ui.clients import words
from stkdesk.ui.clients.card import ClientView
from stkdesk.ui.clients.form import ClientForm, client_errands
from stkdesk.ui.record_saving import save_change
from stkdesk.ui.shown_period import ShownPeriod, period_name
from stkdesk.ui.table import Column
from stkdesk.ui.whole_page import WholePage
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.menu_button import Choice, show_menu
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from stkdesk.services.letter_offers import Matter


def _used_text(row: ClientRow) -> str:
    return f"{hours_text(row.used_minutes)} av {hours_text(row.granted_minutes)}"


COLUMNS = (
    Column(
        "Navn",
        lambda row: row.name,
        key="name",
        strong=True,
        icon=lambda row: words.protection_icon(row.protection),
    ),
    Column(
        "Født",
        lambda row: short_date(row.birth_date) if row.birth_date else "",
        key="birth_date",
        width=96,
        keep=4,
        muted=True,
    ),
    Column("Sted", lambda row: row.city, width=120, keep=2, muted=True),
    Column(
        "Brukt / avtalt",
        _used_text,
        width=190,
        keep=6,
        meter=lambda row: (row.used_minutes, row.granted_minutes),
    ),
    Column(
        "Status",
        lambda row: row.status.label,
        key="status",
        width=118,
        keep=9,
        mark=lambda row: words.status_mark(row.status),
    ),
)


class ClientsPage(WholePage):
    """The list of clients, with the card of one of them."""

    room, title, help_topic = "clients", "Brukere", "brukere"
    tables = frozenset(
        {
            "clients",
            "client_access",
            "people",
            "addresses",
            "client_relations",
            "assignments",
            "month_reports",
        }
        | {"timesheets", "decisions", "contacts", "organisations", "papers"}
        | {"applications", "case_pauses", "complaints", "letters", "assessments"}
        | {"cases", "journal_entries", "journal_parties", "attachments", "case_rules"}
    )
    columns = COLUMNS
    chips = (
        ("", "Alle"),
        (ClientStatus.ACTIVE.value, "Aktive"),
        (ClientStatus.WAITING.value, "Venter"),
        (ClientStatus.ENDED.value, "Avsluttet"),
    )
    edit_rights = (Right.EDIT_CASES,)
    search_hint, new_text = "Søk i navn, sted, fødselsdato, saksnummer", "Ny bruker"
    nothing = (
        "PersonGroup",
        "Ingen brukere ennå",
        "Her kommer alle som har søkt om støttekontakt eller har vedtak om det. "
        "Legg inn den første.",
    )

    def __init__(self, workspace: Workspace) -> None:
        """Lay out; the clients are read when the page is shown."""
        self._period = ShownPeriod(workspace)
        super().__init__(workspace)

    def reading_rows(
        self, query: ListQuery
    ) -> Callable[[Session], ListPage[ClientRow]]:
        period = self._period
        return lambda session: list_clients(
            session, query, period_number=period.row(session).number
        )

    def reading_record(self, number: int) -> Callable[[Session], ClientCard]:
        period, today = self._period, self.workspace.today()
        return lambda session: open_client(
            session, number, period=period.row(session), today=today
        )

    def card(self, record: ClientCard) -> QWidget:
        view = ClientView(
            record,
            self.workspace.today(),
            self.workspace.may,
            is_whole=self.is_alone,
        )
        head = view.heading
        head.edit_wanted.connect(self.edit_current)
        head.assignment_wanted.connect(self._new_assignment)
        head.letters_wanted.connect(self._offer_letters)
        head.whole_wanted.connect(self.show_whole)
        head.status_wanted.connect(self._set_status)
        head.block_wanted.connect(self._ask_block)
        head.insight_wanted.connect(self.ask_insight)
        head.export_wanted.connect(self.ask_export)
        view.act_wanted.connect(self._act)
        view.opened.connect(self.goto)
        return view

    def list_changed(self, rows: ListPage[Any]) -> None:
        super().list_changed(rows)
        active = rows.chips.get(ClientStatus.ACTIVE.value, 0)
        if rows.everything and (period := self._period.known):
            month = period_name(period)
            self.set_subtitle(
                f"{count(active, 'aktiv', 'aktive')} · timene er for {month}"
            )
        else:
            self.set_subtitle("")

    def head_buttons(self) -> Sequence[QWidget]:
        if not self.workspace.may(Right.EDIT_CASES):
            return ()
        tip = "Ny søknad (Ctrl+Shift+N)"
        return (
            button("Ny søknad", icon="DocPencil", tip=tip, on=self.new_application),
        )

    def new_application(self) -> None:
        """Begin an application; who it is about is found or written in on the form."""
        from stkdesk.ui.applications.form import open_application

        if not self.refuses(Right.EDIT_CASES):
            open_application(self, self.workspace)

    def new_record(self) -> None:
        self.open_form(lambda: ClientForm(self))

    def new_complaint(self) -> None:
        """Register a complaint of a client to be chosen."""
        # At the press: complaints are few.
        from stkdesk.ui.complaints.form import open_complaint

        open_complaint(self, self.workspace)

    def edit_record(self, record: ClientCard) -> None:
        self.open_form(lambda: ClientForm(self, record))

    def _new_assignment(self) -> None:
        if self.record is not None:
            open_assignment_form(self, self.workspace, self.record.number)

    def _act(self, name: str, about: About) -> None:
        act(self, name, about)

    def _offer_letters(self, under: QPushButton) -> None:
        # At the press: which letters can be written takes some questions.
        from stkdesk.services.letter_offers import OfferedLetter, offered_letters

        number, today = self.record.number, self.workspace.today()

        def _offer(offers: tuple[OfferedLetter, ...]) -> None:
            show_menu(
                under,
                [
                    Choice(
                        each.kind.label,
                        partial(self._act, f"letter/{each.kind.value}", about),
                        each.why_not,
                    )
                    for each in offers
                    for about in [_about(number, each.matter)]
                ],
            )

        self.workspace.ask(
            lambda session: offered_letters(session, number, today=today),
            _offer,
            key=(id(self), "letters"),
            at_once=True,
        )

    def _ask_block(self) -> None:
        # At the press: few clients are blocked.
        from stkdesk.services.blocking import open_block
        from stkdesk.ui.clients.block_form import BlockForm

        card = self.record
        if card is not None:
            self.workspace.ask(
                lambda session: open_block(session, card.number),
                lambda block: BlockForm(self, card, block).open(),
                key=(id(self), "block"),
            )

    def _set_status(self, status: ClientStatus) -> None:
        card = self.record
        draft = replace(card.draft, status=status)
        text = f"{card.name}: {status.label.lower()}"
        save_change(self, client_errands(self.workspace), card, draft, text)


def _about(client: int, matter: Matter) -> About:
    return About(
        client=client,
        application=matter.application,
        decision=matter.decision,
        complaint=matter.complaint,
    )
