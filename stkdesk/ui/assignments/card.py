"""The card of one assignment: its gate, the agreement, its months, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.assignment_gate import Condition, GateState
from stkdesk.domain.formats import hours_text, short_date
from stkdesk.domain.names import initials
from stkdesk.domain.staff import Right
from stkdesk.services.assignments import AssignmentCard
from stkdesk.ui.allowed import May, everybody
from stkdesk.ui.assignments import words
from stkdesk.ui.assignments.card_acts import CardActs
from stkdesk.ui.assignments.course_box import course_box
from stkdesk.ui.assignments.gate_panel import PanelActs, gate_panel
from stkdesk.ui.assignments.months import month_pills
from stkdesk.ui.widgets.boxes import Item, column, facts, flat, line, section
from stkdesk.ui.widgets.hours_meter import HoursMeterView
from stkdesk.ui.widgets.record import header, history, linked


class AssignmentView(QWidget):
    """Shows one assignment; knows no database.

    Signals:
        wanted: the name of what is to be done with it: "edit", "print", "start",
            "pause", "end", "reopen", "called".
        sheet_wanted: number of the period whose sheet to open; None: that of now.
        remedied: the condition whose remedy was pressed.
        override_wanted: the condition that is to be gone past.
        act_wanted: the name of an act about the assignment (see ``ui.acts``).
        opened: (room, number) of a linked record.
    """

    wanted, act_wanted = Signal(str), Signal(str)
    sheet_wanted, remedied, override_wanted = (
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
        if shown := self._shown_conditions():
            items.append(self._panel(shown))
        on_called = (
            partial(self.wanted.emit, "called") if may(Right.EDIT_CASES) else None
        )
        if (course := course_box(card, on_called)) is not None:
            items.append(course)
        items += [line(), self._facts(), line(), self._people()]
        if card.meter is not None and card.meter.spans:
            hours = HoursMeterView(card.meter, with_parts=False)
            box = flat(column(hours, margins=(12, 10, 12, 10)))
            items += [line(), section("Timer", box)]
        if card.months:
            pills = month_pills(card.months, self.sheet_wanted.emit)
            items += [line(), section("Timelister", pills)]
        if card.events:
            told = [(short_date(each.on), each.text) for each in card.events]
            items += [line(), section("Siste hendelser", history(told))]
        self.setLayout(column(*items, None, gap=14, margins=(20, 20, 20, 18)))

    def _header(self) -> Item:
        card = self._card
        given, _, family = card.client.rpartition(" ")
        acts = CardActs(card, self._may, self)
        return header(
            initials(given, family),
            card.client,
            f"med {card.provider} · O-{card.number}",
            words.standing_marks(card),
            acts.buttons(),
        )

    # The gate.

    def _shown_conditions(self) -> tuple[Condition, ...]:
        """Return all before it begins; while it runs, only what is not in order."""
        found = self._card.conditions
        match self._card.draft.status:
            case AssignmentStatus.ENDED:
                return ()
            case AssignmentStatus.ACTIVE:
                return tuple(each for each in found if each.state is not GateState.MET)
        return found

    def _panel(self, shown: Sequence[Condition]) -> QWidget:
        may, card = self._may, self._card
        acts = PanelActs(
            self.remedied.emit if may(Right.EDIT_CASES) else None,
            self.override_wanted.emit if may(Right.OVERRIDE_GATES) else None,
        )
        exceptions = {
            each.rule: words.exception_words(each)
            for each in card.overrides
            if not each.is_lapsed
        }
        whole = len(card.conditions)
        return gate_panel(card.draft.status, shown, whole, exceptions, acts)

    def _facts(self) -> Item:
        draft = self._card.draft
        assert draft.start_on is not None
        assert draft.agreed_minutes is not None
        hours = f"{hours_text(draft.agreed_minutes)} t {draft.hours_unit.label}"
        about = words.other_unit(draft.agreed_minutes, draft.hours_unit)
        grid = facts(
            [
                ("Periode", words.days_words(draft.start_on, draft.end_on)),
                ("Timer", f"{hours}\n{about}"),
                ("Timesats", draft.hour_kind.label if draft.hour_kind else ""),
                ("Utgiftsdekning", words.expense_words(draft)),
                ("Kjøring", words.driving_words(draft)),
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
        if draft.group_number is not None:
            provider = linked(
                "PersonGroup",
                card.provider,
                f"{draft.solution.label} · G-{draft.group_number}",
                on=lambda: self.opened.emit("groups", draft.group_number),
            )
        elif draft.contact_number is None:
            provider = linked(
                "Buildings3",
                card.provider,
                Solution.ORGANISATION.label,
                on=partial(self.opened.emit, "organisations", draft.organisation)
                if draft.organisation is not None and self._may(Right.READ_CASES)
                else None,
            )
        else:
            provider = linked(
                "HandShakeHeart",
                card.provider,
                f"{draft.solution.label} · S-{draft.contact_number}",
                on=lambda: self.opened.emit("contacts", draft.contact_number),
            )
        return section("Hvem", client, provider)
