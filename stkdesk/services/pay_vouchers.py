"""Sheets as vouchers of the accounts: the day from which each of them is kept.

A sheet counts from the last day of its period, or from the day of payment of the last
run it went with, when that is later: a correction is paid long after its period. What
a sheet was corrected by points to it, so they count, and go, together. The files of a
run count from the day it was paid.

Source: bokføringsloven § 13, taken for the municipality too (``domain.retention``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from stkdesk.domain.retention import Kind, deletable_from
from stkdesk.services.access import inner
from stkdesk.storage.person_rows import PersonRows, chunks
from stkdesk.storage.tables import Base

_TABLES = Base.metadata.tables
OLDEST = 150  # years back; nothing is older


@dataclass(frozen=True, slots=True)
class Vouchers:
    """One table of sheets: whose they are, and how a run points to them.

    ``chain``: the columns all those share that are one sheet and its corrections.
    """

    table: str
    of: str  # "assignments" or "contacts"
    owner: str  # the column that points to one of those
    in_run: str  # the column of pay_run_sheets that points here
    chain: tuple[str, ...] = ("number",)


VOUCHERS = (
    Vouchers(
        "timesheets",
        "assignments",
        "assignment_number",
        "sheet_number",
        ("assignment_number", "period_number"),
    ),
    Vouchers("leader_sheets", "contacts", "contact_number", "leader_sheet_number"),
)


def last_past_day(months: int | None, today: date) -> date | None:
    """Return the last day whose vouchers are past their time; None: none is.

    Vouchers of a year are free together, so it is the last day of a year.
    """
    for year in range(today.year, today.year - OLDEST, -1):
        day = date(year, 12, 31)
        free = deletable_from(Kind.TIMESHEETS, day, months)
        if free is None:
            return None
        if free <= today:
            return day
    return None


@inner
def past_sheets(
    session: Session, found: PersonRows, last: date | None
) -> dict[str, tuple[int, ...]]:
    """Return the sheets in a person's own file that count from ``last`` or before."""
    if last is None:
        return {}
    past: dict[str, tuple[int, ...]] = {}
    for vouchers in VOUCHERS:
        sheet, day = _TABLES[vouchers.table], _counts_from(vouchers)
        numbers: list[int] = []
        for some in chunks(found.of(vouchers.of)):
            asked = _with_period(vouchers, sa.select(sheet.c.number))
            numbers += session.scalars(
                asked.where(sheet.c[vouchers.owner].in_(some), day <= last)
            )
        past[vouchers.table] = tuple(sorted(numbers))
    return past


@inner
def newest_voucher(session: Session, found: PersonRows) -> date | None:
    """Return the day the newest sheet about a person counts from, in any file."""
    days: list[date] = []
    for vouchers in VOUCHERS:
        sheet, day = _TABLES[vouchers.table], _counts_from(vouchers)
        for some in chunks(found.everywhere(vouchers.of)):
            asked = _with_period(vouchers, sa.select(sa.func.max(day)))
            newest = session.scalar(asked.where(sheet.c[vouchers.owner].in_(some)))
            days += [newest] if newest is not None else []
    return max(days, default=None)


def count_past(vouchers: Vouchers, last: date) -> sa.Select[Any]:
    """Return the question for each one's sheets that count from ``last`` or before.

    Answers: short number, number of the person, how many, end of the oldest period.
    """
    sheet, period = _TABLES[vouchers.table], _TABLES["periods"]
    owner, asked = _TABLES["contacts"], sheet.c[vouchers.owner]
    if vouchers.of == "assignments":
        owner = _TABLES["clients"]
    columns = (owner.c.number, owner.c.person_number)
    counted = _with_period(
        vouchers, sa.select(*columns, sa.func.count(), sa.func.min(period.c.last_on))
    )
    if vouchers.of == "assignments":
        between = _TABLES["assignments"]
        counted = counted.join(between, between.c.number == asked)
        asked = between.c.client_number
    counted = counted.join(owner, owner.c.number == asked)
    return counted.where(_counts_from(vouchers) <= last).group_by(*columns)


def _with_period(vouchers: Vouchers, asked: sa.Select[Any]) -> sa.Select[Any]:
    sheet, period = _TABLES[vouchers.table], _TABLES["periods"]
    return asked.select_from(sheet).join(
        period, period.c.number == sheet.c.period_number
    )


def _counts_from(vouchers: Vouchers) -> sa.ColumnElement[date]:
    """Return the later of the end of the period and the last day of payment."""
    sheet, period = _TABLES[vouchers.table], _TABLES["periods"]
    member, run = _TABLES["pay_run_sheets"], _TABLES["pay_runs"]
    other = sheet.alias()
    paid = (
        sa.select(sa.func.max(run.c.pay_on))
        .join(member, member.c.run_number == run.c.number)
        .join(other, other.c.number == member.c[vouchers.in_run])
        .where(*(other.c[name] == sheet.c[name] for name in vouchers.chain))
        .correlate(sheet)
        .scalar_subquery()
    )
    return sa.case((paid > period.c.last_on, paid), else_=period.c.last_on)


@inner
def runs_of(session: Session, sheets: Mapping[str, Collection[int]]) -> tuple[int, ...]:
    """Return what says that ``sheets`` (numbers by table) went with runs."""
    member = _TABLES["pay_run_sheets"]
    found: list[int] = []
    for vouchers in VOUCHERS:
        for some in chunks(sorted(sheets.get(vouchers.table, ()))):
            rows = sa.select(member.c.number)
            found += session.scalars(rows.where(member.c[vouchers.in_run].in_(some)))
    return tuple(sorted(found))


def past_files(last: date) -> sa.Select[Any]:
    """Return the question for the files of runs paid on ``last`` or before."""
    file, run = _TABLES["pay_run_files"], _TABLES["pay_runs"]
    joined = file.join(run, run.c.number == file.c.run_number)
    return sa.select(file.c.number).select_from(joined).where(run.c.pay_on <= last)
