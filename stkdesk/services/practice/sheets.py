"""Inventing the timesheets of one period: visits, sums, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.grants import granted_minutes
from stkdesk.domain.pay import PayTerms, hour_rate_of, pay_of
from stkdesk.domain.period import Period
from stkdesk.domain.rate import RateRow
from stkdesk.domain.sheet_period import SheetSpan
from stkdesk.domain.timesheet import SheetState, Visit
from stkdesk.services.practice.careers import Stint
from stkdesk.services.practice.chance import Chance
from stkdesk.services.practice.names import VISITS

#: Sheets of a hundred in each state; None: it has not come. The last period that
#: has ended, the one before, and all that are older.
NEWEST = {
    SheetState.APPROVED: 36,
    SheetState.RECEIVED: 38,
    SheetState.NOTHING: 3,
    None: 23,
}
NEXT = {
    SheetState.PAID: 86,
    SheetState.APPROVED: 8,
    SheetState.NOTHING: 3,
    None: 3,
}
OLDER = {SheetState.PAID: 96, SheetState.NOTHING: 3, None: 1}
PAY_DAY = 12  # of the month after the period
QUARTER = 15
AN_EVENING = 200  # minutes of an ordinary visit
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class InventedSheet:
    """One sheet that has come in."""

    stint: Stint
    state: SheetState
    received_on: date
    granted_minutes: int
    visits: tuple[Visit, ...]
    pay_ore: int
    control_minutes: int | None
    approved_at: datetime | None
    paid_on: date | None


class Sheets:
    """Invents the sheets of an office as they stand on a day."""

    def __init__(self, chance: Chance, today: date) -> None:
        """Let the sheets stand as they would on ``today``."""
        self._dice, self._today = chance, today

    def of_period(
        self, stints: list[Stint], span: SheetSpan, rates: tuple[RateRow, ...], age: int
    ) -> list[InventedSheet]:
        """Return the sheets that have come in; ``age`` 0 is the period just ended."""
        states = self._dice.shares(len(stints), (NEWEST, NEXT, OLDER)[min(age, 2)])
        found = []
        for stint, state in zip(stints, states, strict=True):
            paused = stint.status is AssignmentStatus.PAUSED and age < 2
            if state is not None and not paused:
                found.append(self._sheet(stint, span, rates, state))
        return found

    def _sheet(
        self,
        stint: Stint,
        span: SheetSpan,
        rates: tuple[RateRow, ...],
        state: SheetState,
    ) -> InventedSheet:
        dice, asked = self._dice, span.period
        lasting = Period(
            stint.start_on, stint.end_on or max(asked.last, stint.start_on)
        )
        granted = granted_minutes(stint.minutes, stint.grant.unit, lasting, asked)
        shared = lasting.overlap(asked)
        visits: tuple[Visit, ...] = ()
        if state is not SheetState.NOTHING and shared is not None:
            visits = self._visits(stint, shared, granted)
        terms = PayTerms(
            hour_rate_of(stint.solution),
            stint.grant.drive_cap_metres,
            stint.grant.expense_cap_ore,
        )
        earliest = asked.last + timedelta(days=1)
        latest = max(earliest, min(self._today, span.due_on + timedelta(days=4)))
        received = dice.day(earliest, latest)
        approved, paid = self._settled(state, received, asked.last)
        worked = sum(visit.minutes for visit in visits)
        return InventedSheet(
            stint=stint,
            state=SheetState.APPROVED
            if state is SheetState.PAID and paid is None
            else state,
            received_on=received,
            granted_minutes=granted,
            visits=visits,
            pay_ore=pay_of(visits, rates, terms).sum_ore,
            control_minutes=worked if visits and dice.happens(60) else None,
            approved_at=approved,
            paid_on=paid,
        )

    def _settled(
        self, state: SheetState, received: date, last: date
    ) -> tuple[datetime | None, date | None]:
        """Return when a sheet was approved and paid, as far as it has come."""
        if state not in (SheetState.APPROVED, SheetState.PAID):
            return None, None
        approved = min(received + timedelta(days=self._dice.below(4)), self._today)
        moment = datetime.combine(approved, time(8 + self._dice.below(7)), UTC)
        if state is SheetState.APPROVED:
            return moment, None
        paid = (last + timedelta(days=1)).replace(day=PAY_DAY)
        return moment, max(paid, approved) if paid <= self._today else None

    def _visits(self, stint: Stint, days: Period, granted: int) -> tuple[Visit, ...]:
        dice = self._dice
        aim = granted * (70 + dice.below(32)) // 100
        if dice.happens(4):
            aim = granted * 120 // 100
        times = min(max(1, round(aim / AN_EVENING)), days.days)
        each = max(QUARTER * 4, min(aim // times // QUARTER * QUARTER, 300))
        has_car = stint.helper is not None and stint.helper.draft.has_car
        return tuple(
            self._visit(days.first + timedelta(days=day), each, has_car)
            for day in sorted(dice.sample(range(days.days), times))
        )

    def _visit(self, day: date, usual: int, has_car: bool) -> Visit:
        dice = self._dice
        weekend = day.weekday() >= SATURDAY
        starts = (40 if weekend else 60) + dice.below(21 if weekend else 15)
        activity, least, most = dice.one_of(VISITS)
        return Visit(
            day,
            starts * QUARTER,
            max(60, usual + QUARTER * (dice.below(5) - 2)),
            (3 + dice.below(38)) * 1000 if has_car and dice.happens(55) else 0,
            (least + dice.below(most - least + 1)) * 100 if most else 0,
            activity,
        )
