"""Inventing what was done: visits on days of a period, drives with all that is told."""

from __future__ import annotations

from datetime import date, timedelta

from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.names import full_name
from stkdesk.domain.period import Period
from stkdesk.domain.timesheet import NO_TRIP, Trip, Visit
from stkdesk.services.practice.careers import Stint
from stkdesk.services.practice.chance import Chance
from stkdesk.services.practice.names import VISITS
from stkdesk.services.practice.pay_terms import way_of

QUARTER = 15
AN_EVENING = 200  # minutes of an ordinary visit
SATURDAY = 5
ROUTES = (  # why, from where to where, and why it was longer than the road
    ("Følge til aktivitet", "Hjem – svømmehallen – hjem", ""),
    ("Følge til aktivitet", "Hjem – sentrum – hjem", ""),
    ("Utflukt sammen", "Hjem – Åsgård – Nordsida – hjem", ""),
    ("Henting og kjøring hjem", "Hjem – dagsenteret – hjem", ""),
    ("Følge til aktivitet", "Hjem – Fjordsenteret – hjem", "Brua var stengt."),
)
PASSENGER = 3  # with every so many assignments the client is driven
OTHER_ACCOUNT = 19  # every so many assignments has its expenses on this account
ACCOUNT = "11655-23400"


class Visits:
    """Invents the visits of one assignment after another."""

    def __init__(self, chance: Chance) -> None:
        """Throw the dice of ``chance``."""
        self._dice = chance

    def of(
        self, stint: Stint, days: Period, granted: int, *, forgets: bool
    ) -> tuple[Visit, ...]:
        """Return the visits of some days, near the ``granted`` minutes.

        ``forgets``: nothing is told of the drives, and no receipt came along.
        """
        dice = self._dice
        aim = granted * (70 + dice.below(32)) // 100
        if dice.happens(4):
            aim = granted * 120 // 100
        times = min(max(1, round(aim / AN_EVENING)), days.days)
        each = max(QUARTER * 4, min(aim // times // QUARTER * QUARTER, 300))
        has_car = stint.helper is not None and stint.helper.draft.has_car
        trip = NO_TRIP if forgets or not has_car else _trip_of(stint)
        account = ACCOUNT if stint.number % OTHER_ACCOUNT == 6 else ""
        spends = way_of(stint) is ExpenseWay.RECEIPTS
        found = []
        for day in sorted(dice.sample(range(days.days), times)):
            on = days.first + timedelta(days=day)
            start, minutes = self._time(on, each)
            metres = (3 + dice.below(38)) * 1000 if has_car and dice.happens(55) else 0
            activity, least, most = dice.one_of(VISITS)
            spent = (least + dice.below(most - least + 1)) * 100 if most else 0
            claimed = spent if spends else 0
            found.append(
                Visit(
                    on,
                    start,
                    minutes,
                    metres,
                    claimed,
                    activity,
                    has_receipt=claimed > 0 and not forgets,
                    account=account if claimed else "",
                    trip=trip if metres else NO_TRIP,
                )
            )
        return tuple(found)

    def _time(self, day: date, usual: int) -> tuple[int, int]:
        dice = self._dice
        weekend = day.weekday() >= SATURDAY
        starts = (40 if weekend else 60) + dice.below(21 if weekend else 15)
        return starts * QUARTER, max(60, usual + QUARTER * (dice.below(5) - 2))


def _trip_of(stint: Stint) -> Trip:
    """Return what one assignment tells of every drive."""
    purpose, route, detour = ROUTES[stint.number % len(ROUTES)]
    client = stint.career.client.person
    if stint.number % PASSENGER:
        return Trip(purpose, route, detour)
    name = full_name(client.given_name, client.family_name)
    return Trip(purpose, route, detour, 1, name)
