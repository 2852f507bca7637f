"""What the office should do today: the first page, and the first thing on screen.

The questions are SQL text and the register behind them is only something that can
be asked, so that the first rows need not wait for SQLAlchemy to load.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from stkdesk.domain.duty import Day
from stkdesk.domain.staff import Actor, Right
from stkdesk.services.duties.all import OF_CLIENT, OF_OFFICE, SLOW, day_of
from stkdesk.services.duties.finding import Ask, Asked, Hidden, Task, day, tasks_of
from stkdesk.services.duties.hours import EXPECTED, LAST_PERIOD, missing_in
from stkdesk.services.out_of_sight import HIDDEN_CLIENTS, but

AHEAD = timedelta(days=60)  # how far the days that matter are told


class MonthStanding(NamedTuple):
    """How far the period being collected has come."""

    period_number: int
    code: str  # "2026-10"
    due_on: date
    expected: int
    received: int
    approved: int
    paid: int
    approved_ore: int
    oldest_received: date | None
    arrived: int = 0  # here, or sent back, and not entered
    checked: int = 0
    sent: int = 0  # in a payroll run that is not paid yet

    @property
    def waiting(self) -> int:
        """Sheets that are entered and not approved."""
        return self.received + self.checked

    @property
    def under_way(self) -> int:
        """Sheets that have come in and are not approved."""
        return self.arrived + self.waiting

    @property
    def come(self) -> int:
        """Sheets that have come in."""
        return self.under_way + self.approved + self.sent + self.paid

    @property
    def missing(self) -> int:
        """Sheets still waited for."""
        return max(0, self.expected - self.come)


class Deadline(NamedTuple):
    """A day ahead that matters."""

    day: date
    what: str  # "due", "decisions", "ends"
    number: int
    code: str = ""  # of the period, when it is about one


class Today(NamedTuple):
    """Everything on the first page of somebody; only what they may read."""

    day: date
    municipality: str
    case_officer: str
    is_practice: bool
    month: MonthStanding | None
    waiting: int  # clients without a running assignment
    longest_wait: date | None
    tasks: tuple[Task, ...]  # the most urgent first
    more_tasks: int  # that were not read
    deadlines: tuple[Deadline, ...]
    sees_hours: bool = True
    sees_cases: bool = True
    is_whole: bool = True  # False: complaints and letters begun are yet to be read


def today_in(ask: Ask, *, today: date, actor: Actor, at_start: bool = False) -> Today:
    """Return the first page of ``actor``.

    ``ask`` takes SQL with ``?`` and gives rows of text. ``at_start`` leaves out what
    takes long to load, to be read once the page is painted.
    """
    office = ask("SELECT municipality, case_officer FROM office", ())
    practice = ask("SELECT value FROM register_facts WHERE name = 'practice'", ())
    hours, cases = actor.may(Right.READ_HOURS), actor.may(Right.READ_CASES)
    hidden = _hidden(ask, actor)
    month = _month(ask, today) if hours else None
    question = f"{_WAITING_COUNT}{but(hidden, 'number')}"
    waiting, longest = ask(question, ())[0] if cases else (0, None)
    # A server does not even answer who may not read cases.
    on = day_of(ask, today) if cases else Day(today)
    asked = Asked(on, hidden, sees_protected=actor.sees_protected)
    missing = (
        [missing_in(month.period_number, month.code, month.due_on)] if month else []
    )
    finders = [
        each
        for each in (*OF_OFFICE, *missing, *OF_CLIENT)
        if actor.may(each.sees) and not (at_start and each in SLOW)
    ]
    tasks = tasks_of(ask, asked, finders)
    late = month.missing if month and today > month.due_on else 0
    more = _beyond(tasks, "sheet_missing", late) + _beyond(
        tasks, "client_waits", int(waiting)
    )
    return Today(
        day=today,
        municipality=office[0][0] if office else "",
        case_officer=office[0][1] if office else "",
        is_practice=bool(practice) and practice[0][0] == "yes",
        month=month,
        waiting=int(waiting),
        longest_wait=day(longest),
        tasks=tuple(tasks),
        more_tasks=more,
        deadlines=_deadlines(ask, today, hours=hours, cases=cases, hidden=hidden),
        sees_hours=hours,
        sees_cases=cases,
        is_whole=not (at_start and cases),
    )


def _beyond(tasks: Sequence[Task], key: str, counted: int) -> int:
    """Return how many of one kind there are beside those in ``tasks``."""
    return max(0, counted - sum(task.key == key for task in tasks))


def _hidden(ask: Ask, actor: Actor) -> Hidden:
    """Return the clients that ``actor`` may not see now."""
    if actor.is_program:
        return ()
    day = datetime.now().astimezone().date().isoformat()
    question = HIDDEN_CLIENTS.format(staff="?", day="?")
    return [number for (number,) in ask(question, (actor.number, day))]


_WAITING_COUNT = "SELECT count(*), min(opened_on) FROM clients WHERE status = 'waiting'"


def _month(ask: Ask, today: date) -> MonthStanding | None:
    periods = ask(LAST_PERIOD, (today.isoformat(),))
    if not periods:
        return None
    number, code, due = periods[0]
    [[expected]] = ask(
        "SELECT count(*) FROM assignments a JOIN periods p ON p.number = ?"
        f" WHERE {EXPECTED}",
        (number,),
    )
    states = {
        state: (count, ore, oldest)
        for state, count, ore, oldest in ask(
            "SELECT state, count(*), sum(pay_ore), min(received_on) FROM timesheets"
            " WHERE period_number = ? AND serial = 1 GROUP BY state",
            (number,),
        )
    }
    none = (0, 0, None)
    nothing = states.get("nothing", none)[0]
    return MonthStanding(
        period_number=number,
        code=code,
        due_on=date.fromisoformat(due),
        expected=expected,
        received=states.get("received", none)[0],
        approved=states.get("approved", none)[0],
        paid=states.get("paid", none)[0] + nothing,
        approved_ore=states.get("approved", none)[1] or 0,
        oldest_received=day(states.get("received", none)[2]),
        arrived=states.get("arrived", none)[0] + states.get("returned", none)[0],
        checked=states.get("checked", none)[0],
        sent=states.get("sent", none)[0],
    )


def _deadlines(
    ask: Ask, today: date, *, hours: bool, cases: bool, hidden: Hidden
) -> tuple[Deadline, ...]:
    due = ask(
        "SELECT due_on, code FROM periods WHERE due_on >= ? ORDER BY due_on LIMIT 2",
        (today.isoformat(),),
    )
    asked: Ask = ask if cases else lambda _sql, _values: ()
    decisions = asked(
        "SELECT valid_to, count(*) FROM decisions WHERE state = 'issued' AND valid_to"
        f" BETWEEN ? AND ?{but(hidden, 'client_number')}"
        " GROUP BY valid_to ORDER BY valid_to LIMIT 3",
        (today.isoformat(), (today + AHEAD).isoformat()),
    )
    ends = asked(
        "SELECT end_on, count(*) FROM assignments WHERE status = 'active' AND end_on"
        f" BETWEEN ? AND ?{but(hidden, 'client_number')}"
        " GROUP BY end_on ORDER BY end_on LIMIT 3",
        (today.isoformat(), (today + AHEAD).isoformat()),
    )
    found = []
    if hours:
        found += [Deadline(date.fromisoformat(at), "due", 0, code) for at, code in due]
    if cases:
        found += [
            *(Deadline(date.fromisoformat(at), "decisions", n) for at, n in decisions),
            *(Deadline(date.fromisoformat(at), "ends", n) for at, n in ends),
        ]
    return tuple(sorted(found, key=lambda each: each.day)[:5])
