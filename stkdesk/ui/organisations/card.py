"""The card of one organisation: its agreement, and the clients who are with it."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from stkdesk.domain.account import format_organisation_number
from stkdesk.domain.formats import hours_text, phone_text
from stkdesk.domain.names import initials
from stkdesk.domain.organisation import OrganisationDraft
from stkdesk.domain.staff import Right
from stkdesk.services.organisations import OrganisationAssignment, OrganisationCard
from stkdesk.ui.allowed import May, allowed, everybody
from stkdesk.ui.assignments.words import days_words, short_line, status_mark
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import Item, column, facts, line, row, section
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.record import header, linked
from stkdesk.ui.widgets.texts import label


def agreement_mark(
    agreed_from: date | None, agreed_to: date | None, today: date
) -> Mark:
    """Return the badge of an agreement."""
    draft = OrganisationDraft(agreement_from=agreed_from, agreement_to=agreed_to)
    if draft.agreed_on(today):
        return Mark("Avtale", Tone.GOOD, "Checkmark")
    if agreed_from is None:
        return Mark("Ingen avtale", Tone.WARN, "ExclamationmarkTriangle")
    if agreed_from > today:
        return Mark("Begynner senere", Tone.QUIET, "Hourglass")
    return Mark("Avtalen er ute", Tone.BAD, "ExclamationmarkTriangle")


class OrganisationView(QWidget):
    """Shows one organisation; knows no database.

    Signals:
        edit_wanted: the button was pressed.
        report_wanted: the assignment whose attendance to register.
        opened: (room, number) of a linked record.
    """

    edit_wanted, report_wanted = Signal(), Signal(object)
    opened = Signal(str, object)

    def __init__(
        self, card: OrganisationCard, today: date, may: May = everybody
    ) -> None:
        """Show ``card``, with what those who ``may`` can do about it."""
        super().__init__()
        self._card, self._today, self._may = card, today, may
        items: list[Item] = [self._header(), line(), self._facts()]
        if card.draft.about:
            items.append(facts([("Merknad", card.draft.about)], columns=1))
        items += [line(), self._assignments()]
        self.setLayout(column(*items, None, gap=14, margins=(20, 20, 20, 18)))

    def _header(self) -> Item:
        draft = self._card.draft
        number = format_organisation_number(draft.organisation_number)
        return header(
            initials("", draft.name),
            draft.name,
            f"Org.nr. {number}" if number else "Organisasjonsnummer mangler",
            [agreement_mark(draft.agreement_from, draft.agreement_to, self._today)],
            self._buttons(),
            icon="Buildings3",
        )

    def _buttons(self) -> list[QPushButton]:
        edit = button(
            "Rediger", icon="Pencil", tip="Rediger (F2)", on=self.edit_wanted.emit
        )
        return allowed(self._may, (Right.EDIT_CASES, edit))

    def _facts(self) -> Item:
        draft = self._card.draft
        period = (
            days_words(draft.agreement_from, draft.agreement_to)
            if draft.agreement_from
            else ""
        )
        return facts(
            [
                ("Avtale", period),
                ("Kontaktperson", draft.contact_person),
                ("Telefon", phone_text(draft.phone)),
                ("E-post", draft.email),
            ]
        )

    def _assignments(self) -> Item:
        items: list[Item] = [self._assignment(each) for each in self._card.assignments]
        if not items:
            told = "Ingen oppdrag ennå. Velg organisasjonen når du lager et oppdrag."
            items.append(label(told, "muted", wrap=True))
        return section("Oppdrag", *items)

    def _assignment(self, each: OrganisationAssignment) -> Item:
        told = short_line(
            each.number,
            each.start_on,
            each.end_on,
            each.agreed_minutes,
            each.hours_unit,
        )
        if each.attended:
            told += f" · {hours_text(each.attended)} t denne måneden"
        tile = linked(
            "PadlockLocked" if each.is_hidden else "Person",
            each.client,
            told,
            status_mark(each.status),
            on=None
            if each.is_hidden
            else partial(self.opened.emit, "assignments", each.number),
        )
        if each.is_hidden or not self._may(Right.EDIT_HOURS):
            return tile
        report = button(
            "Før oppmøte",
            "link",
            icon="Timer",
            name=f"Før oppmøte: {each.client}",
            on=partial(self._report, each),
        )
        return column(tile, row(None, report), gap=0)

    def _report(self, assignment: OrganisationAssignment) -> None:
        self.report_wanted.emit(assignment)
