"""What a decision gave before, beside what it gives now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from PySide6.QtWidgets import QFrame, QGridLayout

from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import DecisionDraft, DecisionKind, GrantItem
from stkdesk.domain.decision_facts import EarlierDecision
from stkdesk.domain.formats import hours_text, km_text, kr, short_date
from stkdesk.domain.grants import HoursUnit
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import clear, column
from stkdesk.ui.widgets.texts import label

NOTHING, OPEN = "–", "inntil videre"
Line = tuple[str, str, str]  # what, before, now


class CompareBox(QFrame):
    """Three columns; what differs stands out, in words and not in colour alone."""

    def __init__(self) -> None:
        """Know of no decision before."""
        super().__init__()
        self.setProperty("card", "flat")
        self._shown: tuple[Line, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.u(18))
        self._grid.setVerticalSpacing(theme.u(3))
        for at, share in enumerate((5, 4, 5)):
            self._grid.setColumnStretch(at, share)
        self.setLayout(column(self._grid, margins=(14, 10, 14, 10)))
        self.hide()

    def show_change(self, before: EarlierDecision | None, draft: DecisionDraft) -> None:
        """Compare; hidden where nothing is changed."""
        if before is None or not draft.kind.changes_another:
            self.hide()
            return
        lines = tuple(compared(before, draft))
        self.show()
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._grid)
        for at, text in enumerate(("", f"Før: {before.reference}", "Nå")):
            self._grid.addWidget(label(text, "small"), 0, at)
        for down, (what, old, new) in enumerate(lines, 1):
            same = old == new
            told = "uendret" if same else new
            self._grid.addWidget(label(what), down, 0)
            self._grid.addWidget(label(old, "muted" if same else ""), down, 1)
            self._grid.addWidget(label(told, "muted" if same else "h3"), down, 2)
        spoken = ". ".join(f"{what}: før {old}, nå {new}" for what, old, new in lines)
        self.setAccessibleName(spoken)


def compared(before: EarlierDecision, draft: DecisionDraft) -> Iterator[Line]:
    """Yield what each part was and is."""
    ends = draft.kind is DecisionKind.ENDED
    now = () if ends else draft.items
    had, gets = (
        _hours(before.items, before.hours_unit),
        _hours(now, draft.hours_unit),
    )
    for solution in Solution:
        if solution in had or solution in gets:
            yield (
                solution.label,
                had.get(solution, NOTHING),
                gets.get(solution, NOTHING),
            )
    last = draft.valid_to
    if ends:
        first = draft.valid_from
        last = first - timedelta(days=1) if first else None
    new = (short_date(last) if last else NOTHING) if ends else _day(last)
    yield "Til og med", _day(before.ends_on) if before.items else NOTHING, new
    for what, old_amount, new_amount, write in (
        ("Utgifter per måned", before.expense_cap_ore, draft.expense_cap_ore, kr),
        ("Kjøring per måned", before.drive_cap_metres, draft.drive_cap_metres, _km),
    ):
        if old_amount or (new_amount and not ends):
            yield (
                what,
                write(old_amount) if old_amount else NOTHING,
                write(new_amount) if new_amount and not ends else NOTHING,
            )


def _hours(items: tuple[GrantItem, ...], unit: HoursUnit) -> Mapping[Solution, str]:
    return {
        item.solution: f"{hours_text(item.minutes)} t {unit.label}" for item in items
    }


def _day(day: object) -> str:
    return OPEN if day is None else short_date(day)  # type: ignore[arg-type]


def _km(metres: int) -> str:
    return f"{km_text(metres)} km"
