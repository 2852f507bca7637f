"""Sheets with hours or metres that no rate has paid: nobody may sign or send them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from stkdesk.domain.formats import long_date
from stkdesk.domain.pay import PayKind
from stkdesk.domain.rate import RateKind
from stkdesk.services.access import inner
from stkdesk.services.pay_lines import pay_of_sheet
from stkdesk.storage.tables import PaidLine, Timesheet


@dataclass(frozen=True, slots=True)
class MissingRate:
    """What a sheet lacks: the first day without a rate; None: it has come since."""

    sheet_number: int
    kind: RateKind | None = None
    day: date | None = None

    @property
    def said(self) -> str:
        """A sentence about it, which names nobody."""
        if self.kind is None or self.day is None:
            return "Satsen er kommet til etter at timelisten ble ført."
        return f"Satsen «{self.kind.label}» er ikke satt for {long_date(self.day)}."

    @property
    def advice(self) -> str:
        """What to do."""
        if self.kind is None:
            return "Åpne timelisten og lagre den på nytt."
        return "Legg inn satsen under Innstillinger › Satser."


@inner
def missing_rates(
    session: Session, numbers: Collection[int]
) -> tuple[MissingRate, ...]:
    """Return those of the timesheets that have unpaid work for want of a rate."""
    lacking = select(PaidLine.sheet_number).where(
        PaidLine.sheet_number.in_(numbers),
        PaidLine.rate_ore == 0,
        PaidLine.kind != PayKind.EXPENSES,
        or_(PaidLine.quantity != 0, PaidLine.unpaid_quantity != 0),
    )
    found = session.scalars(
        select(Timesheet)
        .where(Timesheet.number.in_(lacking), Timesheet.serial == 1)
        .order_by(Timesheet.number)
        .options(selectinload(Timesheet.lines))
    )
    return tuple(_missing(session, sheet) for sheet in found)


def _missing(session: Session, sheet: Timesheet) -> MissingRate:
    pay = pay_of_sheet(session, sheet)
    if not pay.missing:
        return MissingRate(sheet.number)
    kind, day = min(pay.missing, key=lambda each: each[1])
    return MissingRate(sheet.number, kind, day)
