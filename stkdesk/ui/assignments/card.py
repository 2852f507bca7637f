"""The card of one assignment: the agreement, its months, what is not in order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.formats import hours_text, km_text, kr, short_date
from stkdesk.domain.names import initials
from stkdesk.domain.readiness import Ready
from stkdesk.domain.staff import Right
from stkdesk.services.assignments import AssignmentCard
from stkdesk.ui.allowed import May, allowed, everybody
from stkdesk.ui.assignments import words
from stkdesk.ui.assignments.months import month_pills
from stkdesk.ui.assignments.readiness import readiness_panel
from stkdesk.ui.widgets.boxes import Item, column, facts, line, section
from stkdesk.ui.widgets.buttons import button, more_button
from stkdesk.ui.widgets.record import header, history, linked

ACTS = {  # status now: (status wanted, words, icon), the likeliest first
    AssignmentStatus.PLANNED: (
        (AssignmentStatus.ACTIVE, "Start oppdrag", "Rocket"),
        (AssignmentStatus.ENDED, "Avslutt", "CircleSlash"),
    ),
    AssignmentStatus.ACTIVE: (
        (AssignmentStatus.PAUSED, "Sett på pause", "Pause"),
        (AssignmentStatus.ENDED, "Avslutt", "CircleSlash"),
    ),
    AssignmentStatus.PAUSED: (
        (AssignmentStatus.ACTIVE, "Fortsett oppdrag", "Rocket"),
        (AssignmentStatus.ENDED, "Avslutt", "CircleSlash"),
    ),
    AssignmentStatus.ENDED: ((AssignmentStatus.ACTIVE, "Ta opp igjen", "ArrowUndo"),),
}


class AssignmentView(QWidget):
    """Shows one assignment; knows no database.

    Signals:
        edit_wanted, print_wanted: a button was pressed.
        sheet_wanted: number of the period whose sheet to open; None: that of now.
        status_wanted: the status the person wants to give it.
        remedied: the remedy whose button was pressed.
        opened: (room, number) of a linked record.
    """

    edit_wanted, print_wanted = Signal(), Signal()
    sheet_wanted, status_wanted, remedied = (
        Signal(object),
        Signal(object),
        Signal(object),
    )
    opened = Signal(str, object)

    def __init__(self, card: AssignmentCard, may: May = everybody) -> None:
        """Show ``card``, with what those who ``may`` can do about it."""
        super().__init__()
        self._card, self._may = card, may
        items: list[Item] = [self._header()]
        if self._shows_requirements():
            items.append(readiness_panel(card.requirements, self.remedied.emit))
        items += [line(), self._facts(), line(), self._people()]
        if card.months:
            pills = month_pills(card.months, self.sheet_wanted.emit)
            items += [line(), section("Timelister", pills)]
        if card.events:
            told = [(short_date(each.on), each.text) for each in card.events]
            items += [line(), section("Siste hendelser", history(told))]
        self.setLayout(column(*items, None, gap=14, margins=(20, 20, 20, 18)))

    def _shows_requirements(self) -> bool:
        """Always before the start; while it runs, only what is missing."""
        status, found = self._card.draft.status, self._card.requirements
        if status is AssignmentStatus.ENDED:
            return False
        waiting = status is AssignmentStatus.PLANNED
        return waiting or any(each.ready is Ready.MISSING for each in found)

    def _header(self) -> Item:
        card, draft = self._card, self._card.draft
        given, _, family = card.client.rpartition(" ")
        return header(
            initials(given, family),
            card.client,
            f"med {card.provider} · O-{card.number}",
            [words.status_mark(draft.status)],
            self._buttons(),
        )

    def _buttons(self) -> list[QPushButton]:
        status = self._card.draft.status
        acts = ACTS[status]
        edit = button(
            "Rediger", icon="Pencil", tip="Rediger (F2)", on=self.edit_wanted.emit
        )
        cases, may = Right.EDIT_CASES, self._may
        more = allowed(
            may,
            *((cases, (text, icon, self._wish(wanted))) for wanted, text, icon in acts),
            (
                Right.MAKE_PAPERS,
                ("Skriv ut timeliste", "PrinterSmall", self.print_wanted.emit),
            ),
        )
        if may(cases) and status in (AssignmentStatus.PLANNED, AssignmentStatus.PAUSED):
            wanted, text, icon = acts[0]
            first = button(text, "primary", icon=icon, on=self._wish(wanted))
            return [first, edit, more_button(more[1:])]
        sheet = button(
            "Timeliste",
            "primary" if status is AssignmentStatus.ACTIVE else "",
            icon="Timer",
            tip="Før timelisten som kommer inn nå",
            on=lambda: self.sheet_wanted.emit(None),
        )
        made = allowed(may, (Right.READ_HOURS, sheet), (cases, edit))
        return [*made, *([more_button(more)] if more else ())]

    def _wish(self, status: AssignmentStatus) -> Callable[[], object]:
        return lambda: self.status_wanted.emit(status)

    def _facts(self) -> Item:
        draft = self._card.draft
        assert draft.start_on is not None
        assert draft.agreed_minutes is not None
        hours = f"{hours_text(draft.agreed_minutes)} t {draft.hours_unit.label}"
        about = words.other_unit(draft.agreed_minutes, draft.hours_unit)
        expenses, driving = draft.expense_cap_ore, draft.drive_cap_metres
        grid = facts(
            [
                ("Periode", words.days_words(draft.start_on, draft.end_on)),
                ("Timer", f"{hours}\n{about}"),
                (
                    "Utgiftsdekning",
                    f"{kr(expenses)} per måned" if expenses is not None else "",
                ),
                (
                    "Kjøring",
                    f"{km_text(driving)} km per måned" if driving is not None else "",
                ),
            ]
        )
        if not draft.goal:
            return grid
        return column(grid, facts([("Mål", draft.goal)], columns=1), gap=12)

    def _people(self) -> Item:
        card, draft = self._card, self._card.draft
        client = linked(
            "Person",
            card.client,
            f"Bruker · B-{draft.client_number}",
            on=partial(self.opened.emit, "clients", draft.client_number)
            if self._may(Right.READ_CASES)
            else None,
        )
        if draft.contact_number is None:
            provider = linked("Buildings3", card.provider, Solution.ORGANISATION.label)
        else:
            provider = linked(
                "HandShakeHeart",
                card.provider,
                f"{draft.solution.label} · S-{draft.contact_number}",
                on=lambda: self.opened.emit("contacts", draft.contact_number),
            )
        return section("Hvem", client, provider)
