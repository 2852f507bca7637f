"""The card of a support contact: how to reach them, what is missing, whom they help."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from stkdesk.domain.account import format_account
from stkdesk.domain.contact import ContactStatus, contact_problems
from stkdesk.domain.formats import hours_text, phone_text, short_date
from stkdesk.domain.names import initials
from stkdesk.domain.staff import Right
from stkdesk.services.contacts import ContactCard
from stkdesk.ui.allowed import May, allowed, everybody
from stkdesk.ui.assignments.words import short_line, status_mark
from stkdesk.ui.clients.parts import address_of
from stkdesk.ui.clients.words import protection_mark
from stkdesk.ui.contacts import words
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import Item, column, facts, line, row, section
from stkdesk.ui.widgets.buttons import button, more_button
from stkdesk.ui.widgets.notes import warnings
from stkdesk.ui.widgets.record import header, history, linked
from stkdesk.ui.widgets.secret import MaskedNumber
from stkdesk.ui.widgets.texts import label

FINE = Mark("I orden", Tone.GOOD, "Checkmark")


class ContactView(QWidget):
    """Shows one support contact; knows no database.

    Signals:
        edit_wanted, assignment_wanted, print_wanted, signed: a button was pressed.
        status_wanted: the status the person wants to give the contact.
        insight_wanted, export_wanted: somebody asks what is kept about them.
        opened: (room, number) of a linked record.
    """

    edit_wanted, assignment_wanted = Signal(), Signal()
    insight_wanted, export_wanted = Signal(), Signal()
    print_wanted, signed = Signal(), Signal()
    status_wanted = Signal(object)
    opened = Signal(str, object)

    def __init__(self, card: ContactCard, today: date, may: May = everybody) -> None:
        """Show ``card``, with what those who ``may`` can do about it."""
        super().__init__()
        self._card, self._may = card, may
        problems = contact_problems(card.draft, today=today)
        items: list[Item] = [self._header()]
        if problems:
            items.append(warnings([each.message for each in problems]))
        items += [line(), self._facts(), line(), self._requirements()]
        items.append(self._assignments())
        if card.events:
            told = [(short_date(each.on), each.text) for each in card.events]
            items += [line(), section("Siste hendelser", history(told))]
        self.setLayout(column(*items, None, gap=14, margins=(20, 20, 20, 18)))

    def _header(self) -> Item:
        draft = self._card.draft
        person, status = draft.person, draft.status
        marks = [words.status_mark(status)]
        if protection := protection_mark(person.protection):
            marks.append(protection)
        declaration = "Skriv ut taushetserklæring"
        export = Right.EXPORT_PERSON
        more = allowed(
            self._may,
            (
                Right.MAKE_PAPERS,
                (declaration, "PrinterSmall", self.print_wanted.emit),
            ),
            (export, ("Innsyn …", "FileSearch", self.insight_wanted.emit)),
            (export, ("Hent ut alt …", "Download", self.export_wanted.emit)),
            *(
                (
                    Right.EDIT_CONTACTS,
                    (
                        f"Sett til {each.label.lower()}",
                        words.MARKS[each][1],
                        self._wish(each),
                    ),
                )
                for each in ContactStatus
                if each is not status
            ),
        )
        return header(
            initials(person.given_name, person.family_name),
            self._card.name,
            words.under_the_name(self._card),
            marks,
            [*self._buttons(), *([more_button(more)] if more else ())],
        )

    def _buttons(self) -> list[QPushButton]:
        edit = button(
            "Rediger", icon="Pencil", tip="Rediger (F2)", on=self.edit_wanted.emit
        )
        new = button(
            "Nytt oppdrag",
            icon="Plus",
            tip="Nytt oppdrag med denne støttekontakten",
            on=self.assignment_wanted.emit,
        )
        return allowed(self._may, (Right.EDIT_CONTACTS, edit), (Right.EDIT_CASES, new))

    def _wish(self, status: ContactStatus) -> Callable[[], object]:
        return lambda: self.status_wanted.emit(status)

    def _facts(self) -> Item:
        draft, person = self._card.draft, self._card.draft.person
        capacity = draft.capacity_minutes
        told: list[tuple[str, str | QWidget]] = [
            ("Telefon", phone_text(person.phone)),
            ("Fødselsnummer", MaskedNumber(person.national_id)),
            ("Adresse", address_of(person)),
            ("Kan ta", f"{hours_text(capacity)} t i måneden" if capacity else ""),
            ("Transport", "Egen bil" if draft.has_car else ""),
            ("Områder", draft.areas),
            ("Språk", draft.languages),
            ("Interesser", draft.interests),
            ("Arbeidsforhold", draft.employment.label),
        ]
        if draft.employee_number:
            told.append(("Ansattnummer", draft.employee_number))
        if not person.email:
            return facts(told)
        return column(facts(told), facts([("E-post", person.email)], 1), gap=12)

    def _requirements(self) -> Item:
        signed = self._card.draft.declaration_signed_on
        account = self._card.draft.account_number
        items: list[Item] = []
        if signed is not None:
            shown = f"signert {short_date(signed)}"
            items.append(linked("ShieldLock", "Taushetserklæring", shown, FINE))
        else:
            items.append(
                linked(
                    "ShieldLock",
                    "Taushetserklæring",
                    "ikke registrert som signert",
                    Mark("Mangler", Tone.BAD, "ExclamationmarkTriangle"),
                )
            )
            printing = button(
                "Skriv ut",
                icon="PrinterSmall",
                name="Skriv ut taushetserklæring",
                on=self.print_wanted.emit,
            )
            came = button("Registrer signert", icon="DocPencil", on=self.signed.emit)
            offered = allowed(
                self._may, (Right.MAKE_PAPERS, printing), (Right.EDIT_CONTACTS, came)
            )
            items.append(row(*offered, None))
        items.append(
            linked(
                "BankNote",
                "Lønnsopplysninger",
                f"konto {format_account(account)}"
                if account
                else "kontonummer mangler",
                FINE if account else Mark("Mangler", Tone.WARN, "Hourglass"),
            )
        )
        return section("Dokumenter og krav", *items)

    def _assignments(self) -> Item:
        if not self._card.assignments:
            return section("Oppdrag", label("Ingen oppdrag ennå.", "muted"))
        return section(
            "Oppdrag",
            *(
                linked(
                    "Person",
                    each.client,
                    short_line(
                        each.number,
                        each.start_on,
                        each.end_on,
                        each.agreed_minutes,
                        each.hours_unit,
                    ),
                    status_mark(each.status),
                    partial(self.opened.emit, "assignments", each.number),
                )
                for each in self._card.assignments
            ),
        )
