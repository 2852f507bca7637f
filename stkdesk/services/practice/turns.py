"""The turns a case may take, given to some: a part refused, a change, a complaint."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from stkdesk.domain.client import ClientStatus
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.grants import HoursUnit
from stkdesk.services.practice.careers import Career, Grant
from stkdesk.services.practice.chance import Chance

MORE = {HoursUnit.WEEK: 120, HoursUnit.MONTH: 8 * 60}  # minutes


def turn(dice: Chance, career: Career, today: date) -> None:
    """Let the case of a career take a turn now and then.

    Those who have help get less than they applied for, or more than before; those who
    no longer have it asked for that; a refusal is complained of, in time or far too
    late.
    """
    if not career.grants or career.grants[-1].state is DecisionState.DRAFT:
        return
    last = career.grants[-1]
    if last.kind is DecisionKind.REFUSED:
        if dice.happens(60):
            _complain_late(dice, career, last)
    elif career.client.status is ClientStatus.ENDED:
        if dice.happens(80):
            _end(career, last)
    elif career.client.status is ClientStatus.WAITING:
        if dice.happens(25):
            _complain(career, last)
    elif dice.happens(12):
        last.kind = DecisionKind.PARTLY
        last.applied_minutes = last.minutes + MORE[last.unit]
    elif dice.happens(10):
        _change(dice, career, last, today)
    career.opened_on = min(grant.applied_on for grant in career.grants)


def _complain(career: Career, grant: Grant) -> None:
    """Let a grant be what came of a complaint: the application was first refused."""
    assert grant.decided_on is not None
    refused_on = grant.decided_on - timedelta(days=24)
    refused = Grant(
        DecisionKind.REFUSED,
        DecisionState.ISSUED,
        applied_on=grant.applied_on - timedelta(days=24),
        decided_on=refused_on,
    )
    grant.kind, grant.changes = DecisionKind.REVERSED, refused
    grant.applied_on = refused.applied_on
    grant.complained_on = refused_on + timedelta(days=10)
    career.grants.insert(len(career.grants) - 1, refused)


def _complain_late(dice: Chance, career: Career, refused: Grant) -> None:
    """Let somebody complain of a refusal when more than a year has gone."""
    assert refused.decided_on is not None
    decided = refused.decided_on
    received = decided - timedelta(days=9)
    earlier = timedelta(days=390 + dice.below(60))
    refused.decided_on, refused.applied_on = (
        received - earlier,
        refused.applied_on - timedelta(days=9) - earlier,
    )
    career.grants.append(
        Grant(
            DecisionKind.DISMISSED,
            DecisionState.ISSUED,
            applied_on=refused.applied_on,
            decided_on=decided,
            changes=refused,
            complained_on=received,
        )
    )
    career.closed_on = decided


def _end(career: Career, last: Grant) -> None:
    """Let the client have asked for the help to end."""
    end = career.closed_on
    if end is None or last.valid_from is None or end - timedelta(60) < last.valid_from:
        return
    if last.valid_to is not None and last.valid_to < end:
        return
    career.grants.append(
        Grant(
            DecisionKind.ENDED,
            DecisionState.ISSUED,
            applied_on=end - timedelta(days=30),
            decided_on=end - timedelta(days=16),
            valid_from=end,
            is_own_wish=True,
            changes=last,
        )
    )


def _change(dice: Chance, career: Career, last: Grant, today: date) -> None:
    """Let the client have more than before, as the need has grown."""
    if last.valid_from is None:
        return
    decided = last.valid_from + timedelta(days=60 + dice.below(200))
    first = (decided + timedelta(days=40)).replace(day=1)
    if decided >= today or (last.valid_to is not None and first > last.valid_to):
        return
    career.grants.append(
        replace(
            last,
            kind=DecisionKind.CHANGED,
            applied_on=decided - timedelta(days=20),
            decided_on=decided,
            valid_from=first,
            minutes=last.minutes + MORE[last.unit],
            changes=last,
        )
    )
