"""Reminding of the sheets of a period that have not come: letters, then a call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.errors import ChangedByAnotherError
from stkdesk.domain.progress import Progress
from stkdesk.domain.sheet_ledger import ReminderStep
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import actor_of, needs
from stkdesk.services.case_rules import case_rules
from stkdesk.services.paper_sheets import forms_of
from stkdesk.services.periods import PeriodRow, find_period
from stkdesk.services.printing import MadePaper
from stkdesk.services.reminder_rows import ReminderRow, reminder_rows
from stkdesk.services.sheet_course import Left
from stkdesk.services.sheet_letters import LetterPile, make_sheet_letter, pile_of
from stkdesk.services.sheet_rows import SheetKey, chunks
from stkdesk.storage.database import Database
from stkdesk.storage.tables import (
    Paper,
    SheetPeriod,
    SheetReminder,
)
from stkdesk.storage.trail import note

LETTERS = {
    ReminderStep.FIRST: ContactLetterKind.REMINDER_1,
    ReminderStep.SECOND: ContactLetterKind.REMINDER_2,
}
AT_A_TIME = 20  # support contacts in one transaction: others can save between


@dataclass(frozen=True, slots=True)
class DueReminders:
    """What is due in a period, in the order of the envelopes."""

    first: tuple[ReminderRow, ...] = ()
    second: tuple[ReminderRow, ...] = ()
    phone: tuple[ReminderRow, ...] = ()

    def of(self, step: ReminderStep) -> tuple[ReminderRow, ...]:
        """Return those whose ``step`` is due."""
        return {
            ReminderStep.FIRST: self.first,
            ReminderStep.SECOND: self.second,
            ReminderStep.PHONE: self.phone,
        }[step]


@needs(Right.READ_HOURS)
def due_reminders(
    session: Session,
    period_number: int,
    *,
    today: date,
    only: Sequence[int] | None = None,
) -> DueReminders:
    """Return whose sheets of the period the office reminds of today, by step.

    ``only``: these assignments, whether the days have run out or not, as far as the
    step that comes now can be taken.
    """
    period = find_period(session, period_number)
    due: dict[ReminderStep, list[ReminderRow]] = defaultdict(list)
    for row in reminder_rows(session, period, today=today, only=only):
        is_due = row.due_from is not None and today >= row.due_from
        wanted = is_due if only is None else not row.hindrance
        if wanted and not row.facts.is_hidden:
            due[row.step].append(row)
    hits = sum(map(len, due.values()))
    detail = {"code": period.code, "hits": hits}
    note(session, Action.LISTED, "sheet_reminders", detail=detail)
    return DueReminders(*(tuple(due[step]) for step in ReminderStep))


@needs(Right.MAKE_PAPERS)
def make_reminders(
    session: Session,
    period_number: int,
    step: ReminderStep,
    assignments: Sequence[int],
    *,
    today: date,
) -> LetterPile:
    """Write the letter of ``step`` to those who have not sent these sheets.

    A support contact gets one letter about all of them; the letters lie in the order
    of names. Each sheet is reminded of once in each step: one that is not missing, or
    was reminded of before, is left with the reason.

    Raises:
        InvalidInputError: if the office's own address is missing.

    """
    period = _held(session, period_number)
    rows = reminder_rows(session, period, today=today, only=assignments, step=step)
    left = [
        Left(SheetKey(row.assignment, period.number), row.hindrance)
        for row in rows
        if row.hindrance
    ]
    known = {row.assignment for row in rows}
    left += [
        Left(SheetKey(number, period.number), "Timelisten er kommet inn.")
        for number in dict.fromkeys(assignments)
        if number not in known
    ]
    by_contact: dict[int, list[ReminderRow]] = defaultdict(list)
    for row in rows:
        if not row.hindrance:
            by_contact[row.contact_number].append(row)
    back_by = today + timedelta(days=_days_to_answer(case_rules(session, today), step))
    forms = forms_of(session, [SheetKey(row.assignment, period.number) for row in rows])
    letters = []
    for contact, sheets in by_contact.items():
        paper = make_sheet_letter(
            session,
            LETTERS[step],
            contact,
            _fields(sheets, period, back_by, forms),
            today=today,
        )
        letters.append(paper)
        _write_down(session, sheets, period, step, today, paper.number)
    return pile_of(letters, left)


@needs(Right.MAKE_PAPERS)
def reminder_job(
    database: Database,
    period_number: int,
    step: ReminderStep,
    assignments: Sequence[int],
    *,
    today: date,
) -> Generator[Progress, None, LetterPile]:
    """Do ``make_reminders`` some at a time, one step for each support contact.

    Runs on a worker thread. What is made when it is stopped is made: those letters lie
    under Dokumenter, and their sheets are not reminded of again.
    """
    with database.reading() as session:
        rows = rows_to_remind(session, period_number, step, assignments, today=today)
    contacts = list(dict.fromkeys(row.contact_number for row in rows))
    letters: list[MadePaper] = []
    by_hand: list[MadePaper] = []
    left: list[Left] = []
    for start in range(0, len(contacts), AT_A_TIME):
        some = set(contacts[start : start + AT_A_TIME])
        theirs = [row.assignment for row in rows if row.contact_number in some]
        with database.transaction() as session:
            pile = make_reminders(session, period_number, step, theirs, today=today)
        letters += pile.letters
        by_hand += pile.by_hand
        left += pile.left
        yield Progress(min(start + AT_A_TIME, len(contacts)), len(contacts))
    return LetterPile(tuple(letters), tuple(by_hand), tuple(left))


@needs(Right.MAKE_PAPERS)
def rows_to_remind(
    session: Session,
    period_number: int,
    step: ReminderStep,
    assignments: Sequence[int],
    *,
    today: date,
) -> list[ReminderRow]:
    """Return the sheets a step is asked about, each with what hinders it."""
    period = find_period(session, period_number)
    return reminder_rows(session, period, today=today, only=assignments, step=step)


@needs(Right.EDIT_HOURS)
def note_phoned(
    session: Session, period_number: int, assignments: Sequence[int], *, today: date
) -> tuple[Left, ...]:
    """Note that the office has called about these sheets; return those it could not."""
    period = _held(session, period_number)
    step = ReminderStep.PHONE
    rows = reminder_rows(session, period, today=today, only=assignments, step=step)
    _write_down(
        session, [row for row in rows if not row.hindrance], period, step, today, None
    )
    return tuple(
        Left(SheetKey(row.assignment, period.number), row.hindrance)
        for row in rows
        if row.hindrance
    )


@needs(Right.EDIT_HOURS)
def undo_reminders(
    session: Session, period_number: int, step: ReminderStep, assignments: Sequence[int]
) -> int:
    """Take back that a step was taken on these sheets; return how many it was.

    A letter that is made stays under Dokumenter, as it was.

    Raises:
        ChangedByAnotherError: if a later step has been taken, or the letter is mailed.

    """
    found: list[SheetReminder] = []
    for some in chunks(assignments):
        found += session.scalars(
            select(SheetReminder).where(
                SheetReminder.assignment_number.in_(some),
                SheetReminder.period_number == period_number,
            )
        ).all()
    mine = [each for each in found if each.step is step]
    order = list(ReminderStep)
    if any(order.index(each.step) > order.index(step) for each in found):
        raise ChangedByAnotherError(
            "Det er purret igjen siden.", "Ta tilbake den siste purringen først."
        )
    papers = {each.paper_number for each in mine if each.paper_number is not None}
    mailed = exists().where(Paper.number.in_(papers), Paper.mailed_on.is_not(None))
    if papers and session.scalar(select(mailed)):
        raise ChangedByAnotherError(
            "Brevene er merket som sendt.", "Ta bort «sendt» under Dokumenter først."
        )
    for each in mine:
        session.delete(each)
    session.flush()
    return len(mine)


def _held(session: Session, number: int) -> PeriodRow:
    """Return the period, held so that nobody else reminds in it meanwhile."""
    session.execute(
        select(SheetPeriod.number).where(SheetPeriod.number == number).with_for_update()
    )
    return find_period(session, number)


def _days_to_answer(rules: CaseRules, step: ReminderStep) -> int:
    """Return how many days a letter gives, up to the day of the next step."""
    following = {
        ReminderStep.FIRST: CaseRule.REMINDER_2_DAYS,
        ReminderStep.SECOND: CaseRule.PHONE_DAYS,
    }
    return rules[following[step]]


def _fields(
    sheets: Sequence[ReminderRow],
    period: PeriodRow,
    back_by: date,
    forms: dict[SheetKey, Paper],
) -> dict[str, str]:
    lines = []
    for row in sheets:
        form = forms.get(SheetKey(row.assignment, period.number))
        told = f"Oppdrag O-{row.assignment}"
        lines.append(told if form is None else f"{told}, skjema {form.reference}")
    reminded = [
        on
        for row in sheets
        if (on := row.facts.taken.get(ReminderStep.FIRST)) is not None
    ]
    fields = {
        "sheet_month": period.label.lower(),
        "sheet_by": back_by.isoformat(),
        "sheets": "\n".join(lines),
    }
    if reminded:
        fields["reminded_on"] = max(reminded).isoformat()
    return fields


def _write_down(
    session: Session,
    rows: Sequence[ReminderRow],
    period: PeriodRow,
    step: ReminderStep,
    today: date,
    paper: int | None,
) -> None:
    for row in rows:
        session.add(
            SheetReminder(
                assignment_number=row.assignment,
                period_number=period.number,
                step=step,
                made_on=today,
                made_by=actor_of(session).number,
                paper_number=paper,
            )
        )
    session.flush()
