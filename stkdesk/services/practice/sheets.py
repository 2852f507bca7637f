"""Inventing the timesheets of one period: visits, sums, and how far each has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.grants import granted_minutes
from stkdesk.domain.pay import PayLine, pay_of
from stkdesk.domain.period import Period
from stkdesk.domain.rate import RateRow
from stkdesk.domain.sheet_period import SheetSpan
from stkdesk.domain.timesheet import SheetState, Visit
from stkdesk.services.practice.careers import Stint
from stkdesk.services.practice.chance import Chance
from stkdesk.services.practice.pay_terms import own_rate_of, terms_of_stint
from stkdesk.services.practice.run_days import RunDays, run_of
from stkdesk.services.practice.visits import Visits

#: Sheets of a hundred in each state; None: it has not come. The last period that
#: has ended, the one before, and all that are older.
NEWEST = {
    SheetState.SENT: 20,
    SheetState.APPROVED: 13,
    SheetState.CHECKED: 10,
    SheetState.RECEIVED: 22,
    SheetState.ARRIVED: 8,
    SheetState.RETURNED: 4,
    SheetState.NOTHING: 3,
    None: 20,
}
NEXT = {
    SheetState.PAID: 86,
    SheetState.APPROVED: 4,
    SheetState.CHECKED: 2,
    SheetState.RECEIVED: 2,
    SheetState.NOTHING: 3,
    None: 3,
}
OLDER = {SheetState.PAID: 96, SheetState.NOTHING: 3, None: 1}
CHECKED = (SheetState.CHECKED, SheetState.APPROVED, SheetState.SENT, SheetState.PAID)
APPROVED = CHECKED[1:]
WITHOUT_VISITS = (SheetState.NOTHING, SheetState.ARRIVED)
LATE = timedelta(days=4)  # after the deadline the last of those that come are here
FORGETFUL = 7  # one in so many that are not attested lacks routes and receipts


@dataclass(frozen=True, slots=True)
class InventedSheet:
    """One sheet that has come in, or a correction of one."""

    stint: Stint
    state: SheetState
    received_on: date
    granted_minutes: int
    visits: tuple[Visit, ...]  # of a correction: the difference
    paid: tuple[PayLine, ...]  # as ``pay_of`` has it
    control_minutes: int | None
    checked_at: datetime | None
    approved_at: datetime | None
    run: RunDays | None = None
    serial: int = 1
    corrects: int | None = None  # number of the sheet
    period: int = 0  # number of a correction's own; 0: the one it is listed with
    reason: str = ""

    @property
    def pay_ore(self) -> int:
        """What it pays."""
        return sum(line.sum_ore for line in self.paid)


class Sheets:
    """Invents the sheets of an office as they stand on a day."""

    def __init__(self, chance: Chance, today: date) -> None:
        """Let the sheets stand as they would on ``today``."""
        self._dice, self._today = chance, today
        self._visits = Visits(chance)

    def of_period(
        self,
        stints: list[Stint],
        span: SheetSpan,
        rates: tuple[RateRow, ...],
        age: int,
        runs: Sequence[RunDays],
    ) -> list[InventedSheet]:
        """Return the sheets that have come in; ``age`` 0 is the period just ended."""
        states = self._dice.shares(len(stints), (NEWEST, NEXT, OLDER)[min(age, 2)])
        found = []
        for stint, state in zip(stints, states, strict=True):
            paused = stint.status is AssignmentStatus.PAUSED and age < 2
            if state is not None and not paused:
                found.append(self._sheet(stint, span, rates, state, runs))
        return found

    def _sheet(
        self,
        stint: Stint,
        span: SheetSpan,
        rates: tuple[RateRow, ...],
        state: SheetState,
        runs: Sequence[RunDays],
    ) -> InventedSheet:
        dice, asked = self._dice, span.period
        lasting = Period(
            stint.start_on, stint.end_on or max(asked.last, stint.start_on)
        )
        granted = granted_minutes(stint.minutes, stint.grant.unit, lasting, asked)
        shared = lasting.overlap(asked)
        visits: tuple[Visit, ...] = ()
        sent_back_unread = state is SheetState.RETURNED and stint.number % 2
        if state not in WITHOUT_VISITS and shared is not None and not sent_back_unread:
            forgets = state is SheetState.RECEIVED and not stint.number % FORGETFUL
            visits = self._visits.of(stint, shared, granted, forgets=forgets)
        earliest = asked.last + timedelta(days=1)
        latest = max(earliest, min(self._today, span.due_on + LATE))
        received = dice.day(earliest, latest)
        checked, approved = self._signed(state, received)
        run = None
        if state in (SheetState.SENT, SheetState.PAID):
            assert approved is not None
            run = run_of(runs, approved.date())
            state = SheetState.APPROVED if run is None else run.leaves
        worked = sum(visit.minutes for visit in visits)
        assert stint.helper is not None
        own = own_rate_of(stint.helper, self._today)
        return InventedSheet(
            stint=stint,
            state=state,
            received_on=received,
            granted_minutes=granted,
            visits=visits,
            paid=pay_of(visits, (*rates, *own), terms_of_stint(stint)).lines,
            control_minutes=worked if visits and dice.happens(60) else None,
            checked_at=checked,
            approved_at=approved,
            run=run,
        )

    def _signed(
        self, state: SheetState, received: date
    ) -> tuple[datetime | None, datetime | None]:
        """Return when a sheet was attested and approved, as far as it has come."""
        if state not in CHECKED:
            return None, None
        dice = self._dice
        on = min(received + timedelta(days=dice.below(4)), self._today)
        hour = 8 + dice.below(6)
        checked = datetime.combine(on, time(hour, 10), UTC)
        if state not in APPROVED:
            return checked, None
        return checked, datetime.combine(on, time(hour + 1, 25), UTC)
