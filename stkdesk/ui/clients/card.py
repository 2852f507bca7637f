"""The card of one client: who, which decisions, who helps, what happened lately."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.client import ClientStatus, RelativeDraft, client_problems
from stkdesk.domain.decision import DecisionState
from stkdesk.domain.formats import hours_text, phone_text, short_date
from stkdesk.domain.names import initials
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.staff import Right
from stkdesk.services.client_decisions import ClientDecision
from stkdesk.services.clients import ClientCard
from stkdesk.ui.allowed import May, allowed, everybody
from stkdesk.ui.assignments.words import short_line, status_mark
from stkdesk.ui.clients import words
from stkdesk.ui.clients.relative_text import line_of, name_of, reach_of
from stkdesk.ui.shown_period import period_name
from stkdesk.ui.widgets.boxes import Item, column, facts, flat, line, row, section
from stkdesk.ui.widgets.buttons import button, more_button
from stkdesk.ui.widgets.meter import Meter
from stkdesk.ui.widgets.notes import warnings
from stkdesk.ui.widgets.record import header, history, linked
from stkdesk.ui.widgets.secret import MaskedNumber
from stkdesk.ui.widgets.texts import label, number_label


class ClientView(QWidget):
    """Shows one client; knows no database.

    Signals:
        edit_wanted, assignment_wanted: a button was pressed.
        decision_wanted: the number of a decision, or None for a new one.
        status_wanted: the status the person wants to give the client.
        block_wanted: who may see the client is to be chosen.
        insight_wanted, export_wanted: somebody asks what is kept about them.
        opened: (room, number) of a linked record.
    """

    edit_wanted, assignment_wanted = Signal(), Signal()
    insight_wanted, export_wanted, block_wanted = Signal(), Signal(), Signal()
    decision_wanted, status_wanted = Signal(object), Signal(object)
    opened = Signal(str, object)

    def __init__(self, card: ClientCard, today: date, may: May = everybody) -> None:
        """Show ``card``, with what those who ``may`` can do about it."""
        super().__init__()
        self._card, self._today, self._may = card, today, may
        problems = client_problems(card.draft, today=today)
        items: list[Item] = [self._header()]
        if problems:
            items.append(warnings([each.message for each in problems]))
        items += [line(), self._facts()]
        items += [self._relative(each) for each in card.draft.relatives]
        items += [line(), self._decisions(), self._assignments()]
        if card.events:
            told = [(short_date(each.on), each.text) for each in card.events]
            items += [line(), section("Siste hendelser", history(told))]
        self.setLayout(column(*items, None, gap=14, margins=(20, 20, 20, 18)))

    def _header(self) -> Item:
        person, status = self._card.draft.person, self._card.draft.status
        marks = [words.status_mark(status)]
        if protection := words.protection_mark(person.protection):
            marks.append(protection)
        if self._card.is_blocked:
            marks.append(words.BLOCKED)
        cases, export = Right.EDIT_CASES, Right.EXPORT_PERSON
        block = "Endre sperringen …" if self._card.is_blocked else "Sperr …"
        more = allowed(
            self._may,
            (cases, ("Nytt vedtak", "Seal", lambda: self.decision_wanted.emit(None))),
            (export, ("Innsyn …", "FileSearch", self.insight_wanted.emit)),
            (export, ("Hent ut alt …", "Download", self.export_wanted.emit)),
            (cases, (block, "ShieldLock", self.block_wanted.emit)),
            *(
                (cases, (f"Sett til {each.label.lower()}", icon, self._wish(each)))
                for each, icon in (
                    (ClientStatus.WAITING, "Hourglass"),
                    (ClientStatus.ACTIVE, "Checkmark"),
                    (ClientStatus.ENDED, "Minus"),
                )
                if each is not status
            ),
        )
        return header(
            initials(person.given_name, person.family_name),
            self._card.name,
            words.under_the_name(self._card, self._today),
            marks,
            [*self._buttons(), *([more_button(more)] if more else ())],
        )

    def _buttons(self) -> tuple[QWidget, ...]:
        if not self._may(Right.EDIT_CASES):
            return ()
        return (
            button(
                "Rediger", icon="Pencil", tip="Rediger (F2)", on=self.edit_wanted.emit
            ),
            button(
                "Nytt oppdrag",
                icon="Plus",
                tip="Nytt oppdrag for denne brukeren",
                on=self.assignment_wanted.emit,
            ),
        )

    def _wish(self, status: ClientStatus) -> Callable[[], object]:
        return lambda: self.status_wanted.emit(status)

    def _facts(self) -> Item:
        draft, person = self._card.draft, self._card.draft.person
        grid = facts(
            [
                ("Fødselsnummer", MaskedNumber(person.national_id)),
                ("Født", short_date(person.birth_date) if person.birth_date else ""),
                ("Telefon", phone_text(person.phone)),
                ("Adresse", address_of(person)),
                ("Saksnummer", draft.case_number),
                ("Målform i brev", draft.language.label),
            ]
        )
        whole = [("E-post", person.email), ("Ønsker", draft.wishes)]
        told = facts([each for each in whole if each[1]], columns=1)
        return column(grid, told, gap=12)

    def _relative(self, relative: RelativeDraft) -> Item:
        told = [line_of(relative), reach_of(relative)]
        if not relative.counts_on(self._today):
            told.append("Gjelder ikke i dag")
        text = "\n".join(each for each in told if each)
        return linked("PersonGroup", name_of(relative), text)

    def _decisions(self) -> Item:
        new = None
        if self._may(Right.EDIT_CASES):
            begin = partial(self.decision_wanted.emit, None)
            new = button("Nytt vedtak", "link", on=begin)
        card, today = self._card, self._today
        if not card.decisions:
            none = label("Ingen vedtak er registrert.", "muted")
            return section("Vedtak", none, action=new)
        items: list[Item] = []
        if card.granted_minutes and card.period is not None:
            items.append(self._meter())
        for each in card.decisions:
            items.append(
                linked(
                    "Seal",
                    _decision_title(each),
                    _decision_days(each),
                    words.decision_mark(each, today),
                    self._opening(each),
                )
            )
        return section("Vedtak", *items, action=new)

    def _opening(self, decision: ClientDecision) -> Callable[[], object] | None:
        """Return what opens a decision; a draft is for those who may go on with it."""
        is_draft = decision.state is DecisionState.DRAFT
        if is_draft and not self._may(Right.EDIT_CASES):
            return None
        return partial(self.decision_wanted.emit, decision.number)

    def _meter(self) -> QWidget:
        card = self._card
        assert card.period is not None
        used, granted = card.used_minutes, card.granted_minutes
        percent = number_label(f"{round(100 * used / granted)} %", "small")
        return flat(
            column(
                row(
                    label(f"{hours_text(used)} av {hours_text(granted)} timer", "h3"),
                    None,
                    percent,
                ),
                Meter(used, granted),
                label(f"brukt i {period_name(card.period)}", "small"),
                gap=5,
                margins=(12, 10, 12, 10),
            )
        )

    def _assignments(self) -> Item:
        if not self._card.assignments:
            return section("Oppdrag", label("Ingen oppdrag ennå.", "muted"))
        return section(
            "Oppdrag",
            *(
                linked(
                    "HandShakeHeart",
                    each.contact,
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


def address_of(person: PersonDraft) -> str:
    """Return the street and the place, each on its line."""
    place = f"{person.postal_code} {person.city}".strip()
    return "\n".join(part for part in (person.street, place) if part)


def _decision_title(decision: ClientDecision) -> str:
    if not decision.kind.grants or not decision.granted_minutes:
        return decision.kind.label
    hours = hours_text(decision.granted_minutes)
    return f"{hours} timer {decision.hours_unit.label}"


def _decision_days(decision: ClientDecision) -> str:
    told = [decision.reference]
    if decision.state is DecisionState.DRAFT:
        told.append("ikke ferdig")
    elif not decision.kind.grants and decision.decided_on:
        told.append(short_date(decision.decided_on))
    elif decision.valid_from is not None:
        end = decision.valid_to
        told.append(f"til {short_date(end)}" if end else "inntil videre")
    return " · ".join(each for each in told if each)
