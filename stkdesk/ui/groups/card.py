"""The card of one group: when it meets, who leads it, who is in it, its meetings."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.formats import count, hours_text, short_date
from stkdesk.domain.group import MeetingState
from stkdesk.domain.names import initials
from stkdesk.domain.staff import Right
from stkdesk.services.group_members import MemberRow
from stkdesk.services.groups import GroupCard
from stkdesk.services.meetings import MeetingRow
from stkdesk.ui.allowed import May, allowed, everybody
from stkdesk.ui.assignments.words import days_words, hours_words, status_mark
from stkdesk.ui.groups.words import (
    meeting_day,
    meeting_mark,
    meeting_words,
    places_words,
    plan_words,
)
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import Item, column, facts, line, row, section
from stkdesk.ui.widgets.buttons import button, more_button
from stkdesk.ui.widgets.record import header, linked
from stkdesk.ui.widgets.texts import label

PAST, COMING = 4, 4  # meetings shown


class GroupView(QWidget):
    """Shows one group; knows no database.

    Signals:
        edit_wanted, member_wanted, meeting_wanted, plan_wanted, month_wanted,
        list_wanted, start_wanted: a button was pressed.
        sheet_wanted: the meeting whose attendance to register.
        change_wanted, cancel_wanted, restore_wanted: the meeting it is about.
        opened: (room, number) of a linked record.
    """

    edit_wanted, member_wanted, meeting_wanted = Signal(), Signal(), Signal()
    plan_wanted, month_wanted, list_wanted = Signal(), Signal(), Signal()
    start_wanted = Signal()
    sheet_wanted, change_wanted = Signal(object), Signal(object)
    cancel_wanted, restore_wanted = Signal(object), Signal(object)
    opened = Signal(str, object)

    def __init__(self, card: GroupCard, today: date, may: May = everybody) -> None:
        """Show ``card``, with what those who ``may`` can do about it."""
        super().__init__()
        self._card, self._today, self._may = card, today, may
        items: list[Item] = [
            self._header(),
            line(),
            self._facts(),
            line(),
            self._meetings(),
            line(),
            self._members(),
            line(),
            self._leaders(),
        ]
        self.setLayout(column(*items, None, gap=14, margins=(20, 20, 20, 18)))

    def _header(self) -> Item:
        card, draft = self._card, self._card.draft
        mark = Mark("I gang", Tone.GOOD, "Checkmark")
        if draft.last_on is not None and draft.last_on < self._today:
            mark = Mark("Avsluttet", Tone.QUIET, "Minus")
        elif draft.first_on is not None and draft.first_on > self._today:
            mark = Mark("Begynner senere", Tone.QUIET, "Hourglass")
        told = plan_words(draft.weekday, draft.start_minute, draft.every_weeks)
        return header(
            initials("", draft.name),
            draft.name,
            " · ".join(part for part in (told, f"G-{card.number}") if part),
            [mark],
            self._buttons(),
            icon="PersonGroup",
        )

    def _buttons(self) -> list[QPushButton]:
        hours, cases = Right.EDIT_HOURS, Right.EDIT_CASES
        made = allowed(
            self._may,
            (
                hours,
                button(
                    "Før måneden",
                    "primary",
                    icon="Timer",
                    tip="Før oppmøtet for alle møtene i måneden",
                    on=self.month_wanted.emit,
                ),
            ),
            (
                Right.MAKE_PAPERS,
                button(
                    "Oppmøteliste",
                    icon="PrinterSmall",
                    tip="Skriv ut listen lederen tar med (Ctrl+P)",
                    on=self.list_wanted.emit,
                ),
            ),
        )
        more = allowed(
            self._may,
            (cases, ("Rediger", "Pencil", self.edit_wanted.emit)),
            (hours, ("Planlegg møter …", "Calendar", self.plan_wanted.emit)),
            (hours, ("Nytt møte …", "Plus", self.meeting_wanted.emit)),
        )
        return [*made, *([more_button(more)] if more else ())]

    def _facts(self) -> Item:
        draft = self._card.draft
        inside = [each for each in self._card.members if each.is_member]
        period = days_words(draft.first_on, draft.last_on) if draft.first_on else ""
        return facts(
            [
                ("Periode", period),
                ("Møtet varer", f"{hours_text(draft.minutes or 0)} t"),
                ("Møtested", draft.place),
                ("Aktivitet", draft.activity),
                ("Plasser", places_words(len(inside), draft.most_members)),
            ]
        )

    def _meetings(self) -> Item:
        past = [each for each in self._card.meetings if each.meet_on <= self._today]
        coming = [each for each in self._card.meetings if each.meet_on > self._today]
        missed = [each for each in past if each.state is MeetingState.PLANNED]
        older = [each for each in missed if each not in past[-PAST:]]
        shown = [*older, *past[-PAST:], *coming[:COMING]]
        hidden = len(coming) - COMING
        items: list[Item] = [self._meeting(each) for each in shown]
        if hidden > 0:
            last = short_date(coming[-1].meet_on)
            items.append(
                label(f"og {hidden} til, det siste {last}", "small", wrap=True)
            )
        if not shown:
            items.append(label("Ingen møter er planlagt ennå.", "muted", wrap=True))
        plan = button(
            "Planlegg møter", "link", name="Planlegg møter", on=self.plan_wanted.emit
        )
        action = plan if self._may(Right.EDIT_HOURS) else None
        return section("Møter", *items, action=action)

    def _meeting(self, meeting: MeetingRow) -> Item:
        may = self._may(Right.EDIT_HOURS)
        off = meeting.state is MeetingState.CANCELLED
        is_open = may and not off and meeting.meet_on <= self._today
        tile = linked(
            "Calendar",
            meeting_day(meeting.meet_on),
            meeting_words(meeting),
            meeting_mark(meeting, self._today),
            on=partial(self.sheet_wanted.emit, meeting) if is_open else None,
        )
        if not may:
            return tile
        change = [("Flytt eller endre …", "Pencil", partial(self._change, meeting))]
        if off:
            acts = [("Angre avlysning", "ArrowUndo", partial(self._restore, meeting))]
        else:
            acts = [
                *change,
                ("Avlys møtet …", "CircleSlash", partial(self._cancel, meeting)),
            ]
        name = f"Mer om møtet {short_date(meeting.meet_on)}"
        return row((tile, 1), more_button(acts, name), gap=4)

    def _change(self, meeting: MeetingRow) -> None:
        self.change_wanted.emit(meeting)

    def _cancel(self, meeting: MeetingRow) -> None:
        self.cancel_wanted.emit(meeting)

    def _restore(self, meeting: MeetingRow) -> None:
        self.restore_wanted.emit(meeting)

    def _members(self) -> Item:
        items: list[Item] = [self._member(each) for each in self._card.members]
        planned = [
            each
            for each in self._card.members
            if each.status is AssignmentStatus.PLANNED
        ]
        may = self._may(Right.EDIT_CASES)
        if not items:
            items.append(label("Ingen er med i gruppen ennå.", "muted", wrap=True))
        if planned and may:
            start = button(
                "Start alle klare",
                icon="Rocket",
                tip="Start medlemmene som alt er i orden for",
                on=self.start_wanted.emit,
            )
            told = f"{count(len(planned), 'medlem', 'medlemmer')} klargjøres"
            items.insert(0, row(label(told, "muted"), None, start))
        add = button("Legg til medlem", "link", on=self.member_wanted.emit)
        return section("Medlemmer", *items, action=add if may else None)

    def _member(self, member: MemberRow) -> QWidget:
        told = [
            f"O-{member.assignment_number}",
            hours_words(member.agreed_minutes, member.hours_unit),
        ]
        if member.attended:
            told.append(f"{hours_text(member.attended)} t denne måneden")
        elif member.end_on:
            told.append(f"til {short_date(member.end_on)}")
        return linked(
            "PadlockLocked" if member.is_hidden else "Person",
            member.name,
            " · ".join(told),
            status_mark(member.status),
            on=None
            if member.is_hidden
            else partial(self.opened.emit, "assignments", member.assignment_number),
        )

    def _leaders(self) -> Item:
        items: list[Item] = [
            linked(
                "HandShakeHeart",
                each.name,
                f"S-{each.contact_number} · {days_words(each.from_on, each.to_on)}",
                on=partial(self.opened.emit, "contacts", each.contact_number)
                if self._may(Right.READ_CONTACTS)
                else None,
            )
            for each in self._card.leaders
        ]
        if not items:
            items.append(
                label("Ingen leder er valgt. Gruppen kan ikke starte.", wrap=True)
            )
        pay = button(
            "Lederlister", "link", on=partial(self.opened.emit, "leaders", None)
        )
        may = self._may(Right.READ_HOURS)
        return section("Ledere", *items, action=pay if may else None)
