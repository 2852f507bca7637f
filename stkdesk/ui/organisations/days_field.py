"""The field that holds the days a client was there: a line for each day."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import hours_text, short_date
from stkdesk.domain.group import Presence
from stkdesk.services.attendance import AttendedDay
from stkdesk.ui.fields import ChoiceField, DateField, HoursField
from stkdesk.ui.form_field import Field
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button

Day = tuple[date | None, Presence, int | None]


class DayBox(QFrame):
    """Asks for one day.

    Signals:
        edited: something was typed or chosen.
        remove_wanted: the button that takes it away.
    """

    edited, remove_wanted = Signal(), Signal()

    def __init__(self, today: Callable[[], date], at: int) -> None:
        """Be the line at place ``at``, 0 for the first."""
        super().__init__()
        self._day, self._hours = DateField(today), HoursField()
        self._presence = ChoiceField(tuple(Presence))
        self._fields = {
            "attended_on": Field("Dag", self._day, width=130),
            "presence": Field("Oppmøte", self._presence, width=150),
            "minutes": Field("Timer", self._hours, width=80),
        }
        for field in self._fields.values():
            field.editor.setAccessibleName(f"Linje {at + 1}, {field.caption.lower()}")
            field.edited.connect(self.edited)
            field.stand_beside()
        self._presence.activated.connect(self._on_presence)
        remove = button(
            "",
            "ghost",
            icon="XMark",
            tip=f"Fjern linje {at + 1}",
            on=lambda: self.remove_wanted.emit(),
        )
        self.setLayout(row(*self._fields.values(), None, remove, gap=12))
        self.setFocusProxy(self._day)

    def value(self) -> Day:
        """Return what is filled in."""
        return self._day.value(), self._presence.value(), self._hours.value()

    def set_value(self, day: Day) -> None:
        """Show ``day``."""
        on, presence, minutes = day
        self._day.set_value(on)
        self._presence.set_value(presence)
        self._hours.set_value(minutes or None)
        self._on_presence()

    def complaint(self) -> str:
        """Return what to do about what cannot be read, or ""."""
        return self._day.complaint() or self._hours.complaint()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Write each problem by its part of the line."""
        for name, field in self._fields.items():
            mine = [each for each in problems if each.field == name]
            field.show_problem(mine[0] if mine else None)

    def _on_presence(self) -> None:
        came = self._presence.value() is Presence.CAME
        self._hours.setEnabled(came)
        if not came:
            self._hours.clear()


class DaysField(QWidget):
    """A line for each day, and a button for one more.

    Signals:
        edited: a line was added, changed or taken away.
    """

    edited = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        """Have one empty line."""
        super().__init__()
        self._today = today
        self._boxes: list[DayBox] = []
        self._lines = column(gap=2)
        self._add = button("Legg til dag", icon="Plus", on=self._add_one)
        self.setLayout(column(self._lines, row(self._add, None), gap=6))
        self.setFocusProxy(self._add)
        self.show_days(())

    def value(self) -> tuple[AttendedDay, ...]:
        """Return the lines that have a day, in order of days."""
        found = [
            AttendedDay(day, presence, minutes or 0)
            for day, presence, minutes in (each.value() for each in self._boxes)
            if day is not None
        ]
        return tuple(sorted(found, key=lambda each: each.day))

    def show_days(self, days: Sequence[AttendedDay]) -> None:
        """Show ``days``, and an empty line when there are none."""
        shown: list[Day] = [(each.day, each.presence, each.minutes) for each in days]
        self._show(shown or [(None, Presence.CAME, None)])

    def begin(self) -> None:
        """Put the cursor in the last line."""
        self._boxes[-1].setFocus()

    def complaint(self) -> str:
        """Return what to do about what cannot be read, or ""."""
        return next((said for each in self._boxes if (said := each.complaint())), "")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Write each problem by its day: ``minutes/2026-10-03``."""
        for box in self._boxes:
            day = box.value()[0]
            mine = [
                Problem(name, each.message, each.blocks)
                for each in problems
                for name, _, of in (each.field.partition("/"),)
                if day is not None and of == day.isoformat()
            ]
            box.show_problems(mine)

    def draft_text(self) -> str:
        """Return every line, for a draft."""
        return json.dumps(
            [
                [day.isoformat() if day else "", presence.value, minutes]
                for day, presence, minutes in (each.value() for each in self._boxes)
            ]
        )

    def set_draft_text(self, text: str) -> None:
        """Show what ``draft_text`` told of."""
        self._show(
            [
                (date.fromisoformat(day) if day else None, Presence(presence), minutes)
                for day, presence, minutes in json.loads(text or "[]")
            ]
        )

    def shown_text(self) -> str:
        """Return every line, as a person reads it."""
        return "\n".join(
            f"{short_date(each.day)} {each.presence.label}"
            + (f" {hours_text(each.minutes)} t" if each.minutes else "")
            for each in self.value()
        )

    def _show(self, days: Sequence[Day]) -> None:
        clear(self._lines)
        self._boxes = []
        for each in days:
            self._put(each)

    def _put(self, day: Day) -> DayBox:
        box = DayBox(self._today, len(self._boxes))
        box.set_value(day)
        box.edited.connect(self.edited)
        box.remove_wanted.connect(partial(self._remove, box))
        self._boxes.append(box)
        self._lines.addWidget(box)
        return box

    def _add_one(self) -> None:
        minutes = self._boxes[-1].value()[2] if self._boxes else None
        self._put((None, Presence.CAME, minutes)).setFocus()

    def _remove(self, box: DayBox) -> None:
        self._show([each.value() for each in self._boxes if each is not box])
        self._add.setFocus()
        self.edited.emit()
