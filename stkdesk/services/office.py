"""What the office says about itself, and how a new register begins."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import ChangedByAnotherError, NotFoundError, Problem
from stkdesk.domain.office import OfficeDraft, office_problems
from stkdesk.domain.sheet_period import LATEST_DAY
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import needs
from stkdesk.storage.tables import Office, PeriodRule, RegisterFact

USUAL_PAY_DAY = 12


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """The office as it stands in the register."""

    version: int
    draft: OfficeDraft
    period_start_day: int  # 1: calendar months; 21: 21st to 20th
    period_due_day: int
    practice: bool


@needs()
def open_office(session: Session, *, today: date) -> OfficeCard:
    """Return what the office says about itself, and the period rule in force.

    Raises:
        NotFoundError: if the office has not been set up.

    """
    office = session.get(Office, 1)
    rule = session.scalar(
        select(PeriodRule)
        .where(PeriodRule.valid_from <= today)
        .order_by(PeriodRule.valid_from.desc())
        .limit(1)
    )
    if office is None or rule is None:
        raise NotFoundError(
            "Kontoret er ikke satt opp.",
            "Fyll ut navnet på kommunen under Innstillinger.",
        )
    return OfficeCard(
        version=office.version,
        draft=OfficeDraft(
            **{field.name: getattr(office, field.name) for field in fields(OfficeDraft)}
        ),
        period_start_day=rule.start_day,
        period_due_day=rule.due_day,
        practice=is_practice(session),
    )


@needs(Right.EDIT_OFFICE)
def set_up_office(
    session: Session,
    draft: OfficeDraft,
    *,
    period_start_day: int = 1,
    period_due_day: int = 5,
    today: date,
) -> None:
    """Write down who the office is, the first time; its periods begin this year.

    Raises:
        InvalidInputError: if the municipality has no name, or a day is impossible.

    """
    refuse_blocking(
        [*office_problems(draft), *_rule_problems(period_start_day, period_due_day)]
    )
    office = Office(municipality=draft.municipality.strip())
    _write(office, draft)
    session.add(office)
    session.add(
        PeriodRule(
            valid_from=date(today.year - 1, 1, 1),
            start_day=period_start_day,
            due_day=period_due_day,
        )
    )
    session.flush()


@needs(Right.EDIT_OFFICE)
def edit_office(session: Session, version: int, draft: OfficeDraft) -> None:
    """Put ``draft`` in place of what the office said before.

    Raises:
        InvalidInputError: if the municipality has no name.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    refuse_blocking(office_problems(draft))
    office = session.get(Office, 1)
    if office is None:
        raise NotFoundError("Kontoret er ikke satt opp.")
    refuse_outdated(office.version, version)
    _write(office, draft)
    session.flush()


@needs(Right.EDIT_OFFICE)
def change_office(
    session: Session, before: OfficeDraft, after: OfficeDraft, *, today: date
) -> None:
    """Change what differs between ``before`` and ``after``; all else stands.

    For a page that saves one field at a time: two people may work on two fields. An
    office that has not been set up is set up as ``after``.

    Raises:
        InvalidInputError: if the municipality has no name.
        ChangedByAnotherError: if a field to change is not as in ``before``.

    """
    office = session.get(Office, 1)
    if office is None:
        set_up_office(session, after, today=today)
        return
    refuse_blocking(office_problems(after))
    for field in fields(OfficeDraft):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old == new:
            continue
        if getattr(office, field.name) != old:
            raise ChangedByAnotherError(
                "Noen andre har endret dette i mellomtiden.",
                "Se hva som står nå, og skriv din endring om igjen.",
            )
        setattr(office, field.name, new.strip() if type(new) is str else new)
    session.flush()


@needs(Right.EDIT_OFFICE)
def change_period_rule(
    session: Session,
    *,
    valid_from: date,
    start_day: int,
    due_day: int,
    pay_day: int = USUAL_PAY_DAY,
) -> None:
    """Cut the year in another way from ``valid_from`` on; old periods stand.

    Raises:
        InvalidInputError: if a day is not one every month has.

    """
    refuse_blocking(_rule_problems(start_day, due_day, pay_day))
    session.merge(
        PeriodRule(
            valid_from=valid_from,
            start_day=start_day,
            due_day=due_day,
            pay_day=pay_day,
        )
    )
    session.flush()


@needs()
def is_practice(session: Session) -> bool:
    """Tell whether this is the practice office: ØVING goes across every paper."""
    fact = session.get(RegisterFact, "practice")
    return fact is not None and fact.value == "yes"


def _rule_problems(
    start_day: int, due_day: int, pay_day: int = USUAL_PAY_DAY
) -> list[Problem]:
    days = {
        "period_start_day": start_day,
        "period_due_day": due_day,
        "period_pay_day": pay_day,
    }
    return [
        Problem(name, f"Velg en dag fra 1 til {LATEST_DAY}.")
        for name, day in days.items()
        if not 1 <= day <= LATEST_DAY
    ]


def _write(office: Office, draft: OfficeDraft) -> None:
    for field in fields(OfficeDraft):
        value = getattr(draft, field.name)
        setattr(office, field.name, value.strip() if type(value) is str else value)
