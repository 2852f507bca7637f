"""What voluntary organisations of the practice office have reported: who was there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from stkdesk.domain.assignment import Solution
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.group import Presence
from stkdesk.domain.period import Period
from stkdesk.domain.sheet_period import SheetSpan
from stkdesk.services.practice.careers import Stint
from stkdesk.services.practice.chance import Chance

Row = dict[str, Any]
MONTHS = 14  # for which reports are kept
TIMES = 4  # a month
MISSING = 1  # of the assignments, whose newest report has not come


class Reports:
    """Invents what the organisations have reported of each client."""

    def __init__(self, chance: Chance) -> None:
        """Throw these dice."""
        self._dice = chance

    def rows(
        self, stints: Sequence[Stint], ended: Sequence[SheetSpan]
    ) -> Iterator[Row]:
        """Yield the days of each assignment; ``ended``: the periods, oldest first."""
        outside = [each for each in stints if each.solution is Solution.ORGANISATION]
        for place, stint in enumerate(outside):
            spans = ended[-MONTHS:]
            if place < MISSING:
                spans = spans[:-1]
            for span in spans:
                last = stint.end_on or span.period.last
                if stint.start_on <= span.period.last and last >= span.period.first:
                    days = Period(
                        max(stint.start_on, span.period.first),
                        min(last, span.period.last),
                    )
                    yield from self._month(stint, days)

    def _month(self, stint: Stint, days: Period) -> Iterator[Row]:
        times = min(TIMES, days.days)
        weekly = stint.grant.unit is HoursUnit.WEEK
        each = stint.minutes if weekly else stint.minutes // TIMES
        for day in sorted(self._dice.sample(range(days.days), times)):
            came = not self._dice.happens(12)
            yield {
                "assignment_number": stint.number,
                "attended_on": days.first + timedelta(days=day),
                "presence": Presence.CAME if came else Presence.AWAY,
                "minutes": max(30, each // 30 * 30) if came else 0,
            }
