"""The frozen lines of what each sheet pays: written once, read by whoever pays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import kr
from stkdesk.domain.pay import Pay, PayLine, pay_of
from stkdesk.domain.period import Period
from stkdesk.services.access import inner
from stkdesk.services.pay_terms import terms_of
from stkdesk.services.rate_rows import rates_of
from stkdesk.services.sheet_lines import visit_of
from stkdesk.storage.tables import (
    Assignment,
    LeaderSheet,
    PaidLine,
    SheetPeriod,
    Timesheet,
)

AT_ONCE = 500  # numbers asked of in one statement


class PayDiffersError(OfficeError):
    """An old sheet pays something else by the rates than it was registered with."""


@inner
def write_pay_lines(session: Session, sheet: Timesheet | LeaderSheet, pay: Pay) -> None:
    """Put the lines of ``pay`` in place of those of ``sheet``, and their sum on it.

    The sheet must have its number. Nobody but who registers, corrects or adopts a new
    rate calls this: lines that stand are never worked out again.
    """
    sheet.pay_ore = pay.sum_ore
    _write(session, _key(sheet), {sheet.number: pay.lines})


@inner
def write_lines_of(session: Session, lines: Mapping[int, Sequence[PayLine]]) -> None:
    """Put lines in place of those of many timesheets, by number; sums are not theirs.

    Two statements for some hundred sheets; otherwise as ``write_pay_lines``.
    """
    _write(session, PaidLine.sheet_number, lines)


@inner
def pay_lines_of(
    session: Session, sheet_numbers: Collection[int]
) -> dict[int, tuple[PayLine, ...]]:
    """Return the lines of each timesheet as they are printed; () where none stand."""
    return _lines(session, PaidLine.sheet_number, sheet_numbers)


@inner
def leader_lines_of(
    session: Session, sheet_numbers: Collection[int]
) -> dict[int, tuple[PayLine, ...]]:
    """Return the lines of each group leader's sheet, as ``pay_lines_of``."""
    return _lines(session, PaidLine.leader_sheet_number, sheet_numbers)


@inner
def lines_for_run(
    session: Session, sheets: Collection[int]
) -> dict[int, tuple[PayLine, ...]]:
    """Return the lines of each timesheet, made now for those that have none.

    A sheet registered before lines were kept has them made once, from the rates.

    Raises:
        PayDiffersError: if they do not come to the pay the sheet was registered with.

    """
    found = pay_lines_of(session, sheets)
    without = [number for number, lines in found.items() if not lines]
    if not without:
        return found
    old = session.scalars(
        select(Timesheet)
        .where(Timesheet.number.in_(without))
        .options(selectinload(Timesheet.lines))
    )
    for sheet in old:
        if sheet.lines or sheet.pay_ore:
            pay = pay_of_sheet(session, sheet)
            _refuse_other(sheet, pay)
            write_pay_lines(session, sheet, pay)
            found[sheet.number] = pay.lines
    return found


@inner
def pay_of_sheet(session: Session, sheet: Timesheet) -> Pay:
    """Return what the visits on ``sheet`` pay by the rates and terms of today."""
    assignment = session.get_one(Assignment, sheet.assignment_number)
    period = session.get_one(SheetPeriod, sheet.period_number)
    contact = assignment.contact_number
    rates = rates_of(session, [contact] if contact is not None else [])
    asked = Period(period.first_on, period.last_on)
    terms = terms_of(session, assignment, asked)
    return pay_of([visit_of(line) for line in sheet.lines], rates, terms)


def _key(sheet: Timesheet | LeaderSheet) -> InstrumentedAttribute[int | None]:
    if isinstance(sheet, LeaderSheet):
        return PaidLine.leader_sheet_number
    return PaidLine.sheet_number


def _write(
    session: Session,
    key: InstrumentedAttribute[int | None],
    lines: Mapping[int, Sequence[PayLine]],
) -> None:
    numbers = tuple(lines)
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        session.execute(
            delete(PaidLine)
            .where(key.in_(some))
            .execution_options(noted=True, synchronize_session=False)
        )
        rows = [
            {
                key.key: number,
                "place": place,
                "kind": line.kind,
                "quantity": line.quantity,
                "rate_ore": line.rate_ore,
                "sum_ore": line.sum_ore,
                "account": line.account,
                "unpaid_quantity": line.unpaid_quantity,
                "unpaid_ore": line.unpaid_ore,
            }
            for number in some
            for place, line in enumerate(lines[number], 1)
        ]
        if rows:
            session.execute(insert(PaidLine).execution_options(noted=True), rows)


def _lines(
    session: Session,
    key: InstrumentedAttribute[int | None],
    numbers: Collection[int],
) -> dict[int, tuple[PayLine, ...]]:
    found: dict[int, list[PayLine]] = defaultdict(list)
    asked = tuple(numbers)
    for start in range(0, len(asked), AT_ONCE):
        part: Sequence[int] = asked[start : start + AT_ONCE]
        rows = session.execute(
            select(
                key.label("sheet"),
                PaidLine.kind,
                PaidLine.quantity,
                PaidLine.rate_ore,
                PaidLine.sum_ore,
                PaidLine.account,
                PaidLine.unpaid_quantity,
                PaidLine.unpaid_ore,
            )
            .where(key.in_(part))
            .order_by(key, PaidLine.place)
        )
        for row in rows:
            line = PayLine(
                row.kind,
                row.quantity,
                row.rate_ore,
                row.sum_ore,
                row.account,
                row.unpaid_quantity,
                row.unpaid_ore,
            )
            found[row.sheet].append(line)
    return {number: tuple(found[number]) for number in asked}


def _refuse_other(sheet: Timesheet, pay: Pay) -> None:
    if pay.sum_ore != sheet.pay_ore:
        raise PayDiffersError(
            f"Timelisten for oppdrag O-{sheet.assignment_number} er ført med "
            f"{kr(sheet.pay_ore)}, men satsene gir nå {kr(pay.sum_ore)}.",
            "Angre godkjenningen, åpne timelisten og lagre den på nytt.",
        )
