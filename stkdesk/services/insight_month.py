"""What is kept of the month in an answer to a request for insight: pay and reports.

A report is about the client, and its words are told to the client alone; whoever wrote
it is told that it came. What somebody is paid is told to nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from stkdesk.documents.texts import Texts
from stkdesk.domain.formats import (
    hours_text,
    km_text,
    kroner_text,
    long_date,
    month_title,
)
from stkdesk.domain.month_report import USUAL_TOPICS
from stkdesk.domain.pay import PayKind, PayLine
from stkdesk.services.access import inner
from stkdesk.services.pay_lines import leader_lines_of, pay_lines_of
from stkdesk.storage.person_rows import PersonRows
from stkdesk.storage.tables import (
    ActivityGroup,
    LeaderSheet,
    MonthReport,
    OwnRate,
    ReportTopicRow,
    SheetPeriod,
    SheetReminder,
    SheetReturn,
    Timesheet,
)

Rows = Iterator[tuple[str, str]]


@inner
def course_of_sheets_told(
    session: Session, assignment: int, words: Texts, *, named: bool
) -> Rows:
    """Yield when sheets were sent back, and when the office reminded of one.

    ``named``: to the client, who is not told what the support contact was asked for.
    """
    returned = (
        select(SheetReturn)
        .join(Timesheet, Timesheet.number == SheetReturn.sheet_number)
        .where(Timesheet.assignment_number == assignment)
        .order_by(SheetReturn.sent_on, SheetReturn.number)
    )
    for each in session.scalars(returned):
        told = [words[f"return_reasons.{each.reason.value}"]]
        if not named:
            told.append(each.note)
        if each.back_on is not None:
            told.append(words["sheets.back"].format(day=long_date(each.back_on)))
        label = words["sheets.returned"].format(day=long_date(each.sent_on))
        yield label, ". ".join(filter(None, told))
    if named:
        return
    reminded = (
        select(SheetReminder, SheetPeriod.first_on)
        .join(SheetPeriod, SheetPeriod.number == SheetReminder.period_number)
        .where(SheetReminder.assignment_number == assignment)
        .order_by(SheetReminder.made_on, SheetReminder.number)
    )
    for reminder, first in session.execute(reminded):
        label = words["sheets.reminded"].format(day=long_date(reminder.made_on))
        step = words[f"reminder_steps.{reminder.step.value}"]
        yield label, f"{month_title(first.year, first.month)}, {step}"


@inner
def reports_told(
    session: Session, assignment: int, words: Texts, *, named: bool
) -> Rows:
    """Yield the reports of an assignment: whole to the client, else the day alone."""
    own = select(ReportTopicRow).order_by(ReportTopicRow.valid_from)
    topics = {
        each.key: getattr(each, words["reports.column"])
        for each in (*USUAL_TOPICS, *session.scalars(own))
    }
    found = (
        select(MonthReport, SheetPeriod.first_on)
        .join(SheetPeriod, SheetPeriod.number == MonthReport.period_number)
        .where(MonthReport.assignment_number == assignment)
        .options(selectinload(MonthReport.answers))
        .order_by(SheetPeriod.first_on)
    )
    for report, first in session.execute(found):
        label = words["reports.came"].format(month=month_title(first.year, first.month))
        yield label, long_date(report.received_on)
        if not named:
            continue
        for answer in report.answers:
            yield topics.get(answer.topic_key, words["reports.other"]), answer.text
        yield words["reports.note"], report.note
        yield words["reports.concern"], words["yes"] if report.is_concern else ""
        yield words["reports.change"], words["yes"] if report.wants_change else ""
        if report.read_on is not None:
            yield words["reports.read"], long_date(report.read_on)


@inner
def sheet_pay_told(session: Session, sheet: int, words: Texts) -> Rows:
    """Yield what a sheet pays, line by line."""
    for line in pay_lines_of(session, [sheet])[sheet]:
        yield _line(line, words)


@inner
def pay_of_contact_told(
    session: Session, found: PersonRows, words: Texts
) -> Iterator[tuple[str, Rows]]:
    """Yield own rates, and what was paid for leading groups."""
    yield words["rates.title"], _own_rates(session, found, words)
    yield words["leading.title"], _leading(session, found, words)


def _own_rates(session: Session, found: PersonRows, words: Texts) -> Rows:
    rows = select(OwnRate).where(OwnRate.number.in_(found.of("own_rates")))
    for each in session.scalars(rows.order_by(OwnRate.kind, OwnRate.valid_from)):
        first = long_date(each.valid_from)
        days = words["words.open"].format(first=first)
        if each.valid_to is not None:
            last = long_date(each.valid_to)
            days = words["words.until"].format(first=first, last=last)
        amount = words["rates.amount"].format(kr=kroner_text(each.amount_ore))
        label = words[f"rate_kinds.{each.kind.value}"]
        yield label, ", ".join(filter(None, (amount, days, each.reason)))


def _leading(session: Session, found: PersonRows, words: Texts) -> Rows:
    numbers = found.of("leader_sheets")
    lines = leader_lines_of(session, numbers)
    sheets = session.execute(
        select(LeaderSheet, ActivityGroup.name, SheetPeriod.first_on)
        .join(ActivityGroup, ActivityGroup.number == LeaderSheet.group_number)
        .join(SheetPeriod, SheetPeriod.number == LeaderSheet.period_number)
        .where(LeaderSheet.number.in_(numbers))
        .order_by(SheetPeriod.first_on, LeaderSheet.number)
    )
    for sheet, group, first in sheets:
        told = [words["sheets.visit"].format(hours=hours_text(sheet.minutes))]
        told.append(words["sheets.pay"].format(kr=kroner_text(sheet.pay_ore)))
        if sheet.paid_on is not None:
            told.append(words["sheets.paid"].format(day=long_date(sheet.paid_on)))
        yield f"{month_title(first.year, first.month)}, {group}", ", ".join(told)
        for line in lines[sheet.number]:
            yield _line(line, words)


def _line(line: PayLine, words: Texts) -> tuple[str, str]:
    told = [_quantity(line, words)] if line.quantity else []
    told.append(words["rates.amount"].format(kr=kroner_text(line.sum_ore)))
    if line.unpaid_ore:
        told.append(words["sheets.unpaid"].format(kr=kroner_text(line.unpaid_ore)))
    return words[f"pay_kinds.{line.kind.value}"], ", ".join(told)


def _quantity(line: PayLine, words: Texts) -> str:
    sign = "−" if line.quantity < 0 else ""
    amount = abs(line.quantity)
    rate = kroner_text(line.rate_ore)
    if line.kind.is_driving:
        return sign + words["sheets.km_at"].format(km=km_text(amount), kr=rate)
    if line.kind is PayKind.EXPENSE_MONTH:
        return sign + words["sheets.months_at"].format(number=amount, kr=rate)
    return sign + words["sheets.hours_at"].format(hours=hours_text(amount), kr=rate)
