"""What a change of rates does to what is registered, told before it is written."""

from __future__ import annotations

from sqlalchemy.orm import Session

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.progress import Progress, Steps
from stkdesk.domain.rate_change import RateChange, RateEffect, RateEffects
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.rate_rows import common_rates
from stkdesk.services.rate_sheets import (
    PeriodSheets,
    RatePlan,
    changed_sheets,
    periods_of,
    plan_of,
)
from stkdesk.services.seeing import this_day
from stkdesk.storage.database import Database
from stkdesk.storage.tables import SheetPeriod
from stkdesk.storage.trail import note


class RateInUseError(OfficeError):
    """A rate that would pay registered sheets otherwise, without anybody seeing it."""


@needs(Right.EDIT_RATES)
def rate_effects(session: Session, change: RateChange) -> RateEffects:
    """Return what ``change`` does to every sheet there is; nothing is written."""
    plan, periods = begin_effects(session, change)
    return effects_of(change, [effects_in(session, plan, period) for period in periods])


@needs(Right.EDIT_RATES)
def look_at_rate(database: Database, change: RateChange) -> Steps:
    """Return ``rate_effects``, a period at a time, for a window that shows progress."""
    with database.reading() as session:
        plan, periods = begin_effects(session, change)
        found = []
        for done, period in enumerate(periods, 1):
            found.append(effects_in(session, plan, period))
            yield Progress(done, len(periods), period.code)
    return effects_of(change, found)


@needs(Right.EDIT_RATES)
def begin_effects(
    session: Session, change: RateChange
) -> tuple[RatePlan, tuple[SheetPeriod, ...]]:
    """Return what is looked for, and in which periods; the look is noted."""
    note(session, Action.LISTED, "rates", detail={"kind": change.rate.kind.value})
    plan = plan_of(session, change)
    return plan, tuple(periods_of(session, plan))


@needs(Right.EDIT_RATES)
def effects_in(session: Session, plan: RatePlan, period: SheetPeriod) -> PeriodSheets:
    """Return what a change does in one period."""
    return changed_sheets(session, plan, period)


def effects_of(change: RateChange, found: list[PeriodSheets]) -> RateEffects:
    """Return what a change does in all periods together."""
    rows: list[RateEffect] = [each.effect for part in found for each in part.changed]
    unclear = dict.fromkeys(number for part in found for number in part.unclear)
    return RateEffects(change, tuple(rows), tuple(unclear))


@inner
def refuse_in_use(session: Session, change: RateChange) -> None:
    """Refuse a change of rates that would move what a registered sheet pays.

    Those who may not read the hours cannot be told what it moves: they set the first
    rate of a kind, and rates that are still to come.

    Raises:
        RateInUseError: if it would.

    """
    if not actor_of(session).may(Right.READ_HOURS):
        _refuse_unseen(session, change)
        return
    plan = plan_of(session, change)
    for period in periods_of(session, plan):
        if changed_sheets(session, plan, period).changed:
            raise RateInUseError(
                "Satsen endrer det registrerte timelister betaler.",
                "Legg den inn under Innstillinger › Satser: der ser du hva den endrer "
                "før den tas i bruk.",
            )


def _refuse_unseen(session: Session, change: RateChange) -> None:
    rate = change.rate
    is_first = all(row.kind is not rate.kind for row in common_rates(session))
    if not (is_first or rate.valid_from > this_day()):
        raise RateInUseError(
            "Satsen gjelder dager som alt kan være ført.",
            "Be en leder legge den inn, eller la den gjelde fra en dag etter i dag.",
        )
