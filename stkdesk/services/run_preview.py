"""Looking at a run before it is made: what lacks, what is wrong, what it pays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.case_rules import CaseRules
from stkdesk.domain.contact import Employment
from stkdesk.domain.formats import hours_text
from stkdesk.domain.holiday_pay import holiday_pay, holiday_permille
from stkdesk.domain.pay import PayKind
from stkdesk.domain.run_preview import ContactTotal, RunPreview, RunProblem, Wrong
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.domain.trail import Action
from stkdesk.services.access import inner, needs
from stkdesk.services.case_rules import case_rules
from stkdesk.services.periods import find_period
from stkdesk.services.run_draft import RunDraft, draft_run
from stkdesk.services.run_lacks import lacking_sheets
from stkdesk.services.run_lines import PaidSheet, problem_of
from stkdesk.services.run_remarks import remarks_of
from stkdesk.storage.tables import Timesheet
from stkdesk.storage.trail import note

_EXPENSES = (PayKind.EXPENSES, PayKind.EXPENSE_HOUR, PayKind.EXPENSE_MONTH)


@needs(Right.RUN_PAY)
def run_preview(session: Session, period_number: int, *, today: date) -> RunPreview:
    """Return the run of a period as it would be now; nothing is written.

    Raises:
        NotFoundError: if there is no such period.
        CannotPrintError: if a value does not fit the payroll file, or will not print.

    """
    period = find_period(session, period_number)
    draft = draft_run(session, period, made_on=today)
    lacking = lacking_sheets(session, period)
    nothing, before = _gone(session, period.number)
    here = sum(
        each.period_number == period.number and not each.is_leader and each.serial == 1
        for each in (
            *draft.waiting,
            *(paid.sheet for paid in (*draft.hindered, *draft.ready)),
        )
    )
    note(session, Action.LISTED, "pay_runs", detail={"code": period.code})
    return RunPreview(
        period_number=period.number,
        period_label=period.label,
        code=draft.code,
        pay_on=draft.pay_on,
        expected=len(lacking) + nothing + before + here,
        nothing=nothing,
        before=before,
        lacking=lacking,
        problems=tuple(_problems(session, draft)),
        totals=_totals(draft, case_rules(session, draft.pay_on)),
        files=draft.files,
        choice=draft.choice,
        lines=len(draft.lines),
        sum_ore=draft.sum_ore,
    )


@inner
def _gone(session: Session, period_number: int) -> tuple[int, int]:
    """Return how many sheets have no hours, and how many went with earlier runs."""
    found = dict(
        session.execute(
            select(Timesheet.state, func.count())
            .where(Timesheet.period_number == period_number, Timesheet.serial == 1)
            .group_by(Timesheet.state)
        ).all()
    )
    before = sum(found.get(state, 0) for state in (SheetState.SENT, SheetState.PAID))
    return found.get(SheetState.NOTHING, 0), before


def _problems(session: Session, draft: RunDraft) -> Iterator[RunProblem]:
    """Yield what blocks its sheet first, in the order of the names."""
    for paid in draft.hindered:
        yield from paid.hindrances
    for sheet in draft.waiting:
        checked = sheet.state is SheetState.CHECKED
        wrong = Wrong.NOT_APPROVED if checked else Wrong.NOT_CHECKED
        told = "Attestert, men ikke godkjent." if checked else "Ført, ikke attestert."
        yield problem_of(sheet, wrong, told, blocks=True)
    yield from remarks_of(session, draft.waiting)
    for sheet in (*draft.waiting, *(paid.sheet for paid in draft.ready)):
        paper = sheet.control_minutes
        if paper is not None and paper != sheet.minutes:
            told = (
                f"Arket sier {hours_text(paper)} timer, linjene er "
                f"{hours_text(sheet.minutes)}."
            )
            yield problem_of(sheet, Wrong.CONTROL_SUM, told, blocks=False)
    seen: set[int | None] = set()
    for paid in draft.ready:
        sheet = paid.sheet
        if paid.lines and not sheet.account_number and sheet.contact_number not in seen:
            seen.add(sheet.contact_number)
            told = "Kontonummer mangler. Lønn må ha det fra før."
            yield problem_of(sheet, Wrong.NO_BANK_ACCOUNT, told, blocks=False)


def _totals(draft: RunDraft, rules: CaseRules) -> tuple[ContactTotal, ...]:
    by_contact: dict[int | None, list[PaidSheet]] = defaultdict(list)
    for paid in draft.ready:
        by_contact[paid.sheet.contact_number].append(paid)
    return tuple(
        _total(number, sheets, draft.pay_on, rules)
        for number, sheets in by_contact.items()
        if number is not None
    )


def _total(
    number: int, sheets: list[PaidSheet], pay_on: date, rules: CaseRules
) -> ContactTotal:
    first = sheets[0].sheet
    lines = [line for each in sheets for line in each.paid]
    fee = sum(line.sum_ore for line in lines if line.kind is PayKind.HOURS)
    is_employee = first.employment is Employment.EMPLOYEE
    return ContactTotal(
        contact_number=number,
        contact=first.contact,
        employee_number=first.employee_number,
        employment=first.employment,
        sheets=sum(each.sheet.serial == 1 for each in sheets),
        corrections=sum(each.sheet.serial > 1 for each in sheets),
        minutes=sum(line.quantity for line in lines if line.kind is PayKind.HOURS),
        metres=sum(
            line.quantity for line in lines if line.kind is PayKind.DRIVE_TAX_FREE
        ),
        expense_ore=sum(line.sum_ore for line in lines if line.kind in _EXPENSES),
        sum_ore=sum(line.sum_ore for line in lines),
        unpaid_metres=sum(
            line.unpaid_quantity
            for line in lines
            if line.kind is PayKind.DRIVE_TAX_FREE
        ),
        unpaid_ore=sum(line.unpaid_ore for line in lines),
        holiday_ore=holiday_pay(fee, holiday_permille(first.born_on, pay_on, rules))
        if is_employee
        else None,
    )
