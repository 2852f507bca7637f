"""Årsoppgaver: what each support contact was paid for in a year, month by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from stkdesk.documents.texts import texts
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.formats import hours_text, km_text, kr
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.pay import PayKind
from stkdesk.domain.sheet_period import span_label
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.paging import sorted_by
from stkdesk.services.planned_letters import PlannedLetter
from stkdesk.services.seeing import sees
from stkdesk.storage.tables import (
    Assignment,
    Contact,
    LeaderSheet,
    PaidLine,
    Person,
    SheetPeriod,
    Timesheet,
)
from stkdesk.storage.trail import note

GONE = (SheetState.SENT, SheetState.PAID)
EXPENSES = (PayKind.EXPENSES, PayKind.EXPENSE_HOUR, PayKind.EXPENSE_MONTH)


@dataclass(slots=True)
class MonthSums:
    """What went to payroll for one support contact in one period."""

    minutes: int = 0
    metres: int = 0
    expense_ore: int = 0
    paid_ore: int = 0

    def add(self, kind: PayKind, quantity: int, sum_ore: int) -> None:
        """Add lines of a kind."""
        self.paid_ore += sum_ore
        if kind is PayKind.HOURS:
            self.minutes += quantity
        elif kind is PayKind.DRIVE_TAX_FREE:  # each metre is on one such line
            self.metres += quantity
        elif kind in EXPENSES:
            self.expense_ore += sum_ore


Sums = dict[int, dict[str, MonthSums]]  # by contact, and by code of the period


@needs(Right.MAKE_PAPERS)
def annual_statements(session: Session, year: int) -> tuple[PlannedLetter, ...]:
    """Return a statement for each support contact paid for work in ``year``, by name.

    What has gone to payroll counts, corrections with what they correct. One whom the
    person at work may not see has none here.
    """
    note(session, Action.LISTED, "contact_letters", detail={"year": year})
    sums = _sums(session, year)
    people = session.execute(
        select(
            Contact.number,
            Contact.language,
            Person.given_name,
            Person.family_name,
            Person.protection,
        )
        .join(Person, Person.number == Contact.person_number)
        .where(Contact.number.in_(sums.keys()))
        .order_by(sorted_by(Person.sort_key), Contact.number)
    )
    return tuple(
        PlannedLetter(
            row.number,
            full_name(row.given_name, row.family_name),
            ContactLetterKind.ANNUAL_STATEMENT,
            tuple(_fields(year, sums[row.number], row.language).items()),
        )
        for row in people.all()
        if sees(session, row.protection)
    )


def _sums(session: Session, year: int) -> Sums:
    found: Sums = defaultdict(lambda: defaultdict(MonthSums))
    for statement in (_sheet_lines(year), _leader_lines(year)):
        for contact, code, kind, quantity, sum_ore in session.execute(statement):
            found[contact][code].add(kind, quantity, sum_ore)
    for contact, code, minutes, metres, expenses, paid in session.execute(_old(year)):
        month = found[contact][code]
        month.minutes += minutes
        month.metres += metres
        month.expense_ore += expenses
        month.paid_ore += paid
    return found


def _sheet_lines(year: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Assignment.contact_number,
            SheetPeriod.code,
            PaidLine.kind,
            func.sum(PaidLine.quantity),
            func.sum(PaidLine.sum_ore),
        )
        .join(Timesheet, Timesheet.number == PaidLine.sheet_number)
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .join(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .where(
            *_of(year),
            Timesheet.state.in_(GONE),
            Assignment.contact_number.is_not(None),
        )
        .group_by(Assignment.contact_number, SheetPeriod.code, PaidLine.kind)
    )


def _leader_lines(year: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            LeaderSheet.contact_number,
            SheetPeriod.code,
            PaidLine.kind,
            func.sum(PaidLine.quantity),
            func.sum(PaidLine.sum_ore),
        )
        .join(LeaderSheet, LeaderSheet.number == PaidLine.leader_sheet_number)
        .join(SheetPeriod, SheetPeriod.number == LeaderSheet.period_number)
        .where(*_of(year), LeaderSheet.state.in_(GONE))
        .group_by(LeaderSheet.contact_number, SheetPeriod.code, PaidLine.kind)
    )


def _old(year: int) -> Select[*tuple[Any, ...]]:
    """Return the sums of sheets from before lines were kept, as they were entered."""
    has_lines = exists().where(PaidLine.sheet_number == Timesheet.number)
    return (
        select(
            Assignment.contact_number,
            SheetPeriod.code,
            func.sum(Timesheet.minutes),
            func.sum(Timesheet.metres),
            func.sum(Timesheet.expense_ore),
            func.sum(Timesheet.pay_ore),
        )
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .join(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .where(
            *_of(year),
            Timesheet.state.in_(GONE),
            Timesheet.pay_ore != 0,
            Assignment.contact_number.is_not(None),
            ~has_lines,
        )
        .group_by(Assignment.contact_number, SheetPeriod.code)
    )


def _of(year: int) -> tuple[Any, ...]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return SheetPeriod.first_on >= first, SheetPeriod.last_on <= last


def _fields(
    year: int, months: dict[str, MonthSums], language: Language
) -> dict[str, str]:
    words = texts("contact_letter", language)
    whole = MonthSums()
    for month in months.values():
        whole.minutes += month.minutes
        whole.metres += month.metres
        whole.expense_ore += month.expense_ore
        whole.paid_ore += month.paid_ore
    return {
        "statement_year": str(year),
        "year_hours": words["hours"].format(hours=hours_text(whole.minutes)),
        "year_km": f"{km_text(whole.metres)} km" if whole.metres else "",
        "year_expenses": kr(whole.expense_ore) if whole.expense_ore else "",
        "year_paid": kr(whole.paid_ore),
        "months": "\n".join(
            f"{span_label(code)}: {', '.join(_said(month, words['hours']))}"
            for code, month in sorted(months.items())
        ),
    }


def _said(month: MonthSums, hours: str) -> Iterator[str]:
    if month.minutes:
        yield hours.format(hours=hours_text(month.minutes))
    if month.metres:
        yield f"{km_text(month.metres)} km"
    if month.expense_ore:
        yield f"{kr(month.expense_ore)} i utgifter"
    yield f"{kr(month.paid_ore)} i alt"
