"""What those who lead groups are paid for in each period, from the meetings held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.pay import Pay, PayTerms, pay_of
from stkdesk.domain.period import Period
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.timesheet import SheetState, Visit
from stkdesk.services.practice.groups import TYPED, Group
from stkdesk.services.practice.helpers import Helper
from stkdesk.services.practice.pay_terms import own_rate_of
from stkdesk.services.practice.run_days import RunDays

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class InventedLeaderSheet:
    """One sheet of one who leads a group."""

    contact: int
    group: int
    minutes: int
    pay: Pay
    state: SheetState
    signed_at: datetime | None  # attested then, and approved too when it is paid
    run: RunDays | None

    @property
    def approved_at(self) -> datetime | None:
        """When it was approved."""
        return self.signed_at if self.run is not None else None


class LeaderSheets:
    """Makes the sheets of those who lead, period after period."""

    def __init__(self, groups: Iterable[Group], today: date) -> None:
        """Let nothing be led yet."""
        self._helpers = {one.number: one for each in groups for one in each.leaders}
        self._led: dict[tuple[int, int], list[Visit]] = defaultdict(list)
        self._today = today

    def held(self, group: int, meeting: Row, led: Iterable[Row]) -> None:
        """Note the rows of a meeting, and of those who led it."""
        for row in led:
            visit = Visit(meeting["meet_on"], meeting["start_minute"], row["minutes"])
            self._led[row["contact_number"], group].append(visit)

    def of_period(
        self, asked: Period, rates: tuple[RateRow, ...], runs: Sequence[RunDays]
    ) -> list[InventedLeaderSheet]:
        """Return the sheets of a period, in order of who is paid."""
        found = []
        run = runs[0] if runs and runs[0].is_confirmed else None
        done = asked.last + TYPED <= self._today
        state = SheetState.CHECKED if done else SheetState.RECEIVED
        for (contact, group), led in sorted(self._led.items()):
            visits = [visit for visit in led if visit.work_on in asked]
            if visits:
                found.append(
                    InventedLeaderSheet(
                        contact,
                        group,
                        sum(visit.minutes for visit in visits),
                        self._pay(self._helpers[contact], visits, rates),
                        state if run is None else run.leaves,
                        self._signed(state, run),
                        run,
                    )
                )
        return found

    def _pay(
        self, helper: Helper, visits: list[Visit], rates: tuple[RateRow, ...]
    ) -> Pay:
        terms = PayTerms(
            hour_kind=RateKind.HOUR_GROUP,
            expense_way=ExpenseWay.NONE,
            born_on=helper.draft.person.birth_date,
            contact=helper.number,
        )
        return pay_of(visits, (*rates, *own_rate_of(helper, self._today)), terms)

    def _signed(self, state: SheetState, run: RunDays | None) -> datetime | None:
        if run is not None:
            return datetime.combine(run.made_on, time(9), UTC)
        is_open = state is SheetState.RECEIVED
        return None if is_open else datetime.combine(self._today, time(9), UTC)
