"""A new rate taken into use, with back-pay: seen first, then written all at once.

A sheet that has not gone to payroll gets its new pay with the rate. It stays where it
was in the month, also when it is attested or approved: both signatures are for the work
that was done and the rate is the office's own, and whoever adopts it has seen each sum
move. Its version moves too, so a window that shows the old sum cannot save over it.
One that is locked is never touched: a correction beside it, with no visits, pays the
difference, and is attested, approved and paid as any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import ChangedByAnotherError
from stkdesk.domain.formats import short_date
from stkdesk.domain.pay import PayLine
from stkdesk.domain.progress import Progress, Steps
from stkdesk.domain.rate_change import RateChange, RateEffect, RateEffects
from stkdesk.domain.staff import Right
from stkdesk.services.access import actor_of, needs, require
from stkdesk.services.pay_lines import AT_ONCE, write_lines_of
from stkdesk.services.rate_effects import begin_effects, effects_in, effects_of
from stkdesk.services.rate_sheets import ChangedSheet, PeriodSheets, RatePlan
from stkdesk.services.rates import drop_rate, put_rate, refuse_impossible
from stkdesk.storage.database import Database
from stkdesk.storage.tables import SheetPeriod, Timesheet
from stkdesk.storage.tables.base import now


@dataclass(frozen=True, slots=True)
class Adopted:
    """What was done: open sheets priced again, and corrections made."""

    effects: RateEffects
    repriced: int
    corrections: tuple[int, ...]  # numbers of the new sheets


@needs(Right.EDIT_RATES)
def adopt_rate(
    session: Session, seen: RateEffects, *, reason: str = "", today: date
) -> Adopted:
    """Do the change that ``seen`` tells of; see the top of this file.

    Raises:
        InvalidInputError: if the rate cannot be one.
        NotAllowedError: if sheets are moved and the actor may not edit hours.
        NotFoundError: if a rate that was to go is gone already.
        ChangedByAnotherError: if it does anything else now than what was seen.

    """
    plan, periods = begin_adopting(session, seen.change)
    parts = [adopt_in(session, plan, period, today=today) for period in periods]
    return end_adopting(session, seen, parts, reason=reason)


@needs(Right.EDIT_RATES)
def adopt_in_steps(
    database: Database, seen: RateEffects, *, reason: str = "", today: date
) -> Steps:
    """Do as ``adopt_rate``, a period at a time; all of it or, if stopped, nothing."""
    with database.transaction() as session:
        plan, periods = begin_adopting(session, seen.change)
        parts = []
        for done, period in enumerate(periods, 1):
            parts.append(adopt_in(session, plan, period, today=today))
            yield Progress(done, len(periods), period.code)
        adopted = end_adopting(session, seen, parts, reason=reason)
    return adopted


@dataclass(frozen=True, slots=True)
class AdoptedPeriod:
    """What was done in one period."""

    sheets: PeriodSheets
    corrections: tuple[int, ...]


@needs(Right.EDIT_RATES)
def begin_adopting(
    session: Session, change: RateChange
) -> tuple[RatePlan, tuple[SheetPeriod, ...]]:
    """Return what is changed, and the periods it is to be done in."""
    if not change.removes:
        refuse_impossible(change.rate)
    return begin_effects(session, change)


@needs(Right.EDIT_RATES)
def adopt_in(
    session: Session, plan: RatePlan, period: SheetPeriod, *, today: date
) -> AdoptedPeriod:
    """Price the sheets of one period again, and make the corrections."""
    found = effects_in(session, plan, period)
    if found.changed:
        require(session, Right.EDIT_HOURS, errand="adopt_rate")
    lines: dict[int, Sequence[PayLine]] = {}
    made: list[tuple[Timesheet, ChangedSheet]] = []
    first = _first_sheets(session, [each.effect for each in found.changed])
    for each in found.changed:
        number = each.effect.sheet_number
        if each.effect.is_locked:
            if not each.was_frozen:
                lines[number] = each.before
            made.append((_correction(session, each, plan.change, today), each))
        else:
            lines[number] = each.pay.lines
            first[number].pay_ore = each.pay.sum_ore
            first[number].changed_at = now()  # lines alone that move are a save too
    session.add_all(sheet for sheet, _changed in made)
    session.flush()
    lines |= {sheet.number: changed.rest for sheet, changed in made}
    write_lines_of(session, lines)
    return AdoptedPeriod(found, tuple(sheet.number for sheet, _changed in made))


@needs(Right.EDIT_RATES)
def end_adopting(
    session: Session, seen: RateEffects, parts: list[AdoptedPeriod], *, reason: str
) -> Adopted:
    """Write the rate itself, when what was done is what was seen."""
    change = seen.change
    done = effects_of(change, [part.sheets for part in parts])
    if done.stamp != seen.stamp:
        raise ChangedByAnotherError(
            "Timelistene er endret siden du så hva satsen gjør.",
            "Ingenting er lagret. Se på nytt hva satsen endrer, og ta den i bruk.",
        )
    if change.removes:
        drop_rate(session, change.rate)
    else:
        put_rate(session, change.rate, reason)
    made = tuple(number for part in parts for number in part.corrections)
    return Adopted(done, len(done.open_rows), made)


def _first_sheets(
    session: Session, effects: Sequence[RateEffect]
) -> dict[int, Timesheet]:
    """Return the open sheets of ``effects``, by number."""
    numbers = [each.sheet_number for each in effects if not each.is_locked]
    found: dict[int, Timesheet] = {}
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        sheets = session.scalars(select(Timesheet).where(Timesheet.number.in_(some)))
        found |= {sheet.number: sheet for sheet in sheets}
    return found


def _correction(
    session: Session, changed: ChangedSheet, change: RateChange, today: date
) -> Timesheet:
    said = "Sats tatt bort" if change.removes else "Ny sats"
    effect = changed.effect
    return Timesheet(
        assignment_number=effect.assignment_number,
        period_number=effect.period_number,
        received_on=today,
        entered_by=actor_of(session).number,
        serial=changed.last_serial + 1,
        corrects_number=effect.sheet_number,
        correction_reason=f"{said} fra {short_date(change.rate.valid_from)}",
        pay_ore=sum(line.sum_ore for line in changed.rest),
    )
