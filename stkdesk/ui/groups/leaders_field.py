"""The field of a group's form that holds those who lead it, from day to day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from stkdesk.domain.formats import short_date
from stkdesk.domain.group import LeaderDraft
from stkdesk.ui.assignments.finding import find_contacts
from stkdesk.ui.fields import DateField
from stkdesk.ui.form_field import Field
from stkdesk.ui.person_picker import Found, PersonPicker
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.workspace import Workspace

Leader = tuple[Found | None, date | None, date | None]  # who, from, to


class LeaderBox(QFrame):
    """Asks for one leader.

    Signals:
        edited: something was typed or chosen.
        remove_wanted: the button that takes it away.
    """

    edited, remove_wanted = Signal(), Signal()

    def __init__(self, workspace: Workspace, at: int) -> None:
        """Be the leader at place ``at``, 0 for the first."""
        super().__init__()
        self.setProperty("card", "flat")
        self._who = PersonPicker(workspace, find_contacts, "Skriv navn eller sted")
        self._from, self._to = DateField(workspace.today), DateField(workspace.today)
        title = f"Leder {at + 1}"
        fields = (
            Field("Støttekontakt", self._who, width=244),
            Field("Fra og med", self._from, optional=True, width=140),
            Field("Til og med", self._to, optional=True, width=140),
        )
        for field, word in zip(fields, ("navn", "fra", "til"), strict=True):
            field.editor.setAccessibleName(f"{title}, {word}")
            field.edited.connect(self.edited)
            field.stand_beside()
        self._who.picked.connect(lambda _number: self.edited.emit())
        remove = button(
            "", "ghost", icon="XMark", tip=f"Fjern {title.lower()}", on=self._remove
        )
        self.setLayout(row(*fields, None, remove, gap=12, margins=(12, 6, 8, 4)))
        self.setFocusProxy(self._who)

    def value(self) -> Leader:
        """Return what is filled in."""
        number = self._who.value()
        found = Found(number, self._who.text()) if number is not None else None
        return found, self._from.value(), self._to.value()

    def set_value(self, leader: Leader) -> None:
        """Show ``leader``."""
        who, first, last = leader
        self._who.set_value(who)
        self._from.set_value(first)
        self._to.set_value(last)

    def complaint(self) -> str:
        """Return what to do about what cannot be read, or ""."""
        if said := self._who.complaint():
            return said
        return self._from.complaint() or self._to.complaint()

    def _remove(self) -> None:
        self.remove_wanted.emit()


class LeadersField(QWidget):
    """A box for each leader, and a button for one more.

    Signals:
        edited: somebody was added, changed or taken away.
    """

    edited = Signal()

    def __init__(self, workspace: Workspace) -> None:
        """Have nobody yet."""
        super().__init__()
        self._workspace = workspace
        self._boxes: list[LeaderBox] = []
        self._lines = column(gap=6)
        self._add = button("Legg til leder", icon="Plus", on=self._add_one)
        self.setLayout(column(self._lines, row(self._add, None), gap=6))
        self.setFocusProxy(self._add)

    def value(self) -> tuple[LeaderDraft, ...]:
        """Return those who are chosen."""
        return tuple(
            LeaderDraft(who.number, first, last)
            for who, first, last in self._filled()
            if who is not None
        )

    def show_leaders(self, leaders: Sequence[Leader]) -> None:
        """Show ``leaders``."""
        clear(self._lines)
        self._boxes = []
        for each in leaders:
            self._put(each)

    def complaint(self) -> str:
        """Return what to do about what cannot be read, or ""."""
        return next((said for each in self._boxes if (said := each.complaint())), "")

    def draft_text(self) -> str:
        """Return everything, for a draft."""
        return json.dumps(
            [
                [who and who.number, who and who.name, _iso(first), _iso(last)]
                for who, first, last in self._filled()
            ]
        )

    def set_draft_text(self, text: str) -> None:
        """Show what ``draft_text`` told of."""
        self.show_leaders(
            [
                (Found(number, name) if number else None, _day(first), _day(last))
                for number, name, first, last in json.loads(text or "[]")
            ]
        )

    def shown_text(self) -> str:
        """Return everybody, as a person reads it."""
        return "\n".join(_told(each) for each in self._filled())

    def _filled(self) -> list[Leader]:
        return [each.value() for each in self._boxes]

    def _put(self, leader: Leader) -> LeaderBox:
        box = LeaderBox(self._workspace, len(self._boxes))
        box.set_value(leader)
        box.edited.connect(self.edited)
        box.remove_wanted.connect(partial(self._remove, box))
        self._boxes.append(box)
        self._lines.addWidget(box)
        return box

    def _add_one(self) -> None:
        self._put((None, None, None)).setFocus()

    def _remove(self, box: LeaderBox) -> None:
        self.show_leaders([each.value() for each in self._boxes if each is not box])
        self._add.setFocus()
        self.edited.emit()


def _told(leader: Leader) -> str:
    who, first, last = leader
    days = " – ".join(short_date(day) if day else "" for day in (first, last))
    return f"{who.name if who else ''} {days.strip(' –')}".strip()


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
