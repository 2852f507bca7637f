"""Letters about a new rate: one to each support contact it pays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from stkdesk.documents.texts import texts
from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.calendar import months_later
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.formats import kr
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.rate import RateKind, RateRow, RateTable
from stkdesk.domain.rate_change import RateEffects
from stkdesk.domain.sheet_period import span_label
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.paging import sorted_by
from stkdesk.services.planned_letters import PlannedLetter
from stkdesk.services.rate_rows import rates_of
from stkdesk.services.rate_sheets import paid_so
from stkdesk.services.seeing import sees
from stkdesk.storage.tables import Assignment, Contact, Person
from stkdesk.storage.trail import note

K = ContactLetterKind
_A_KM = (RateKind.KM_STATE, RateKind.KM_TAX_FREE, RateKind.KM_PASSENGER)
#: What nobody is paid more or less by: it only divides the pay.
_DIVIDES = RateKind.KM_TAX_FREE

BackPay = Mapping[int, Sequence[tuple[str, int]]]  # code of period and øre, by contact


def back_pay_of(effects: RateEffects) -> BackPay:
    """Return what each support contact is paid by corrections, period by period."""
    found: dict[int, list[tuple[str, int]]] = {}
    for row in effects.locked_rows:
        if row.contact_number is not None:
            one = (row.period_code, row.difference_ore)
            found.setdefault(row.contact_number, []).append(one)
    return found


@needs(Right.MAKE_PAPERS)
def rate_letters(
    session: Session, rate: RateRow, back_pay: BackPay
) -> tuple[PlannedLetter, ...]:
    """Return a letter for each support contact who is paid by ``rate``, by name.

    Those have an assignment that is not over before its first day, or back-pay. One
    whose pay does not change (an own rate, another age) gets none; nor one whom the
    person at work may not see.
    """
    note(session, Action.LISTED, "contact_letters", detail={"kind": rate.kind.value})
    people = session.execute(_people(rate, back_pay)).all()
    rates = rates_of(session, [row.number for row in people])
    own: dict[int | None, list[RateRow]] = {}
    for each in rates:
        own.setdefault(each.contact, []).append(each)
    return tuple(
        letter
        for row in people
        if sees(session, row.protection)
        and (letter := _letter(rate, row, own, back_pay.get(row.number, ())))
    )


def _people(rate: RateRow, back_pay: BackPay) -> Select[*tuple[Any, ...]]:
    paid = select(Assignment.contact_number).where(
        Assignment.status != AssignmentStatus.ENDED,
        or_(Assignment.end_on.is_(None), Assignment.end_on >= rate.valid_from),
        *paid_so(rate),
    )
    return (
        select(
            Contact.number,
            Contact.language,
            Person.given_name,
            Person.family_name,
            Person.birth_date,
            Person.protection,
        )
        .join(Person, Person.number == Contact.person_number)
        .where(or_(Contact.number.in_(paid), Contact.number.in_(back_pay.keys())))
        .order_by(sorted_by(Person.sort_key), Contact.number)
    )


def _letter(
    rate: RateRow,
    person: Any,
    rates: Mapping[int | None, Sequence[RateRow]],
    back_pay: Sequence[tuple[str, int]],
) -> PlannedLetter | None:
    paid = sum(ore for _code, ore in back_pay)
    day = _first_day(rate, person)
    lines = list(_rate_lines(rate, person, rates, day))
    if not lines:
        return None
    fields = {"rates_from": day.isoformat(), "rates": "\n".join(lines)}
    kind = K.NEW_RATES
    if paid > 0:
        kind = K.BACK_PAY
        fields["back_pay"] = kr(paid)
        fields["months"] = "\n".join(
            f"{span_label(code)}: {kr(ore)}" for code, ore in back_pay
        )
    name = full_name(person.given_name, person.family_name)
    return PlannedLetter(person.number, name, kind, tuple(fields.items()))


def _first_day(rate: RateRow, person: Any) -> date:
    """Return the day the rate holds from for a person: they may come of age later."""
    if person.birth_date is None or not rate.age_from:
        return rate.valid_from
    return max(rate.valid_from, months_later(person.birth_date, 12 * rate.age_from))


def _rate_lines(
    rate: RateRow,
    person: Any,
    rates: Mapping[int | None, Sequence[RateRow]],
    day: date,
) -> Iterator[str]:
    """Return what the rate is for this person from ``day``, and what it was before."""
    if rate.kind is _DIVIDES:
        return
    known = (*rates.get(None, ()), *rates.get(person.number, ()))
    table = RateTable(known, contact=person.number, born_on=person.birth_date)
    now = table.on(rate.kind, day)
    then = table.on(rate.kind, day - timedelta(days=1))
    if now is None or (then is not None and then.amount_ore == now.amount_ore):
        return
    words = texts("agreement", Language(person.language))
    unit = {RateKind.EXPENSE_MONTH: "per_month"}.get(rate.kind, "per_hour")
    amount = words["per_km" if rate.kind in _A_KM else unit]
    said = amount.format(amount=kr(now.amount_ore))
    before = f" (før {kr(then.amount_ore)})" if then is not None else ""
    yield f"{words[f'rate_{rate.kind.value}']}: {said}{before}"
