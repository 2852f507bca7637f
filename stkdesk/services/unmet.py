"""Who is granted more hours than somebody gives."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, case
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.matching import WaitReason, WaitUrgency
from stkdesk.domain.waiting import (
    WEEKS_A_MONTH,
    a_month,
    unmet_minutes,
    waiting_since,
)
from stkdesk.services.access import inner
from stkdesk.services.granted_now import asked, day, granted_now
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import Assignment

GIVEN = (AssignmentStatus.PLANNED, AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED)
_HELP = (
    "SELECT client_number, status, end_on, agreed_minutes, hours_unit FROM assignments"
)
_CLIENTS = (
    "SELECT c.number, n.sort_key, n.search_text, w.urgency, w.reason"
    " FROM clients c JOIN client_names n ON n.client_number = c.number"
    " LEFT JOIN waits w ON w.client_number = c.number WHERE c.status <> 'ended'"
)
_USUAL = WaitUrgency.USUAL
_UNIT = {each.value: each for each in HoursUnit}


class UnmetRow(NamedTuple):
    """One client who waits; minutes a month, a month of four weeks."""

    number: int
    granted: int
    agreed: int
    unit: HoursUnit
    since: date
    urgency: WaitUrgency
    reason: WaitReason
    sort_key: str
    search_text: str

    @property
    def missing(self) -> int:
        """Minutes a month nobody gives."""
        return self.granted - self.agreed


def agreed_minutes_a_month() -> ColumnElement[int]:
    """Return the expression of an assignment's minutes a month."""
    weekly = Assignment.hours_unit == HoursUnit.WEEK
    return Assignment.agreed_minutes * case((weekly, WEEKS_A_MONTH), else_=1)


@inner
def unmet(
    session: Session, *, today: date, only: Collection[int] | None = None
) -> list[UnmetRow]:
    """Return every client whose granted hours are not all agreed; nobody hidden.

    ``only``: of these clients. A client whose case is closed waits no more.
    """
    granted = granted_now(session, today=today, only=only)
    agreed, ended = _helped(session, today, only)
    hidden = hidden_clients(session)
    found = []
    clients = asked(session, _CLIENTS, " AND c.number IN {}", only)
    for number, sort_key, search_text, urgency, reason in clients:
        mine = granted.get(number)
        if mine is None or number in hidden:
            continue
        given = agreed.get(number, 0)
        if unmet_minutes(mine.minutes, given):
            found.append(
                UnmetRow(
                    number,
                    mine.minutes,
                    given,
                    mine.unit,
                    waiting_since(mine.since, ended.get(number)),
                    WaitUrgency(urgency) if urgency else _USUAL,
                    WaitReason(reason) if reason else _reason(ended.get(number)),
                    sort_key,
                    search_text,
                )
            )
    return found


def _reason(last_helped: date | None) -> WaitReason:
    """Return why somebody waits, until the office has noted it."""
    if last_helped is None:
        return WaitReason.NOT_STARTED
    return WaitReason.LOST_CONTACT


def _helped(
    session: Session, today: date, only: Collection[int] | None
) -> tuple[dict[int, int], dict[int, date]]:
    """Return agreed minutes a month, and the day the last help ended, by client."""
    agreed: dict[int, int] = {}
    ended: dict[int, date] = {}
    given = {each.value for each in GIVEN}
    for client, status, last, minutes, unit in asked(
        session, _HELP, " WHERE client_number IN {}", only
    ):
        end_on = day(last)
        if status in given and (end_on is None or end_on >= today):
            agreed[client] = agreed.get(client, 0) + a_month(minutes, _UNIT[unit])
        elif end_on is not None and (client not in ended or ended[client] < end_on):
            ended[client] = end_on
    return agreed, ended
