"""What a sheet is held up against, read from the register in few questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.certificate import CertificateBasis, CertificateResult
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.grants import granted_minutes
from stkdesk.domain.period import Period
from stkdesk.domain.sheet_checks import SheetFrame
from stkdesk.domain.sheet_rules.frame import Agreed, Days, OtherLine, Vetting
from stkdesk.domain.sheet_rules.hours import carried
from stkdesk.domain.sheet_rules.strictness import SheetStrictness, Strictness
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import actor_of, inner
from stkdesk.services.agreement_facts import agreement_days
from stkdesk.services.case_rules import case_rules
from stkdesk.services.in_force import forces_of
from stkdesk.services.periods import PeriodRow
from stkdesk.services.seeing import client_name, hidden_clients
from stkdesk.storage.tables import (
    Assignment,
    AssignmentPause,
    Client,
    Contact,
    Declaration,
    GateOverride,
    Office,
    Person,
    PoliceCertificate,
    SheetPeriod,
    Timesheet,
    sheet_hours,
)

WEEK = timedelta(days=7)
YEAR_BACK = timedelta(days=370)  # so far hours left over are counted on
ENTERED = (
    SheetState.RECEIVED,
    SheetState.NOTHING,
    SheetState.CHECKED,
    SheetState.APPROVED,
    SheetState.SENT,
    SheetState.PAID,
)


@inner
def frame_of(session: Session, assignment: Assignment, period: PeriodRow) -> SheetFrame:
    """Return what a sheet of the assignment is held up against in the period.

    What the one at work may not read, or is of a client out of sight, is unknown to
    the frame, and the rules about it are silent.
    """
    asked, actor = period.period, actor_of(session)
    most = session.scalar(select(Office.carry_over_minutes)) or 0
    lasting = Period(
        assignment.start_on,
        assignment.end_on or max(asked.last, assignment.start_on),
    )
    granted = granted_minutes(
        assignment.agreed_minutes, assignment.hours_unit, lasting, asked
    )
    in_sight = assignment.client_number not in hidden_clients(session)
    reads_case = in_sight and actor.may(Right.READ_CASES)
    by_contact = assignment.contact_number is not None
    reads_vetting = by_contact and actor.may(Right.READ_RECRUITING)
    return SheetFrame(
        period=asked,
        starts_on=assignment.start_on,
        ends_on=assignment.end_on,
        granted_minutes=granted,
        carry_over_minutes=most,
        carried_minutes=_carried(session, assignment, asked, most),
        pauses=_pauses(session, assignment) if reads_case else (),
        decided=_decided(session, assignment) if reads_case else None,
        agreed=_agreed(session, assignment) if reads_case and by_contact else None,
        vetting=_vetting(session, assignment) if reads_vetting else None,
        others=_others(session, assignment, period),
        pays_driving=0 not in (assignment.drive_cap_metres, assignment.drive_cap_ore),
        strictness=strictness_of(
            case_rules(session, asked.last),
            let_past=reads_case and _is_let_past(session, assignment),
        ),
    )


def _carried(session: Session, assignment: Assignment, asked: Period, most: int) -> int:
    """Return the minutes left or overdrawn when the period begins.

    Counted from the newest period before it without a sheet: what is not known to be
    worked is not known to be left.
    """
    if not most:
        return 0
    found = session.execute(
        select(
            SheetPeriod.first_on,
            SheetPeriod.last_on,
            func.max(Timesheet.granted_minutes),
            func.sum(Timesheet.minutes),
        )
        .join(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .where(
            Timesheet.assignment_number == assignment.number,
            Timesheet.state.in_(ENTERED),
            SheetPeriod.last_on < asked.first,
            SheetPeriod.first_on >= asked.first - YEAR_BACK,
        )
        .group_by(SheetPeriod.number, SheetPeriod.first_on, SheetPeriod.last_on)
        .order_by(SheetPeriod.first_on.desc())
    )
    unbroken: list[tuple[int, int]] = []
    begins = asked.first
    for first, last, agreed, worked in found:
        if last + timedelta(days=1) != begins:
            break
        unbroken.append((int(agreed), int(worked)))
        begins = first
    return carried(reversed(unbroken), most)


def _pauses(session: Session, assignment: Assignment) -> tuple[Days, ...]:
    found = session.execute(
        select(AssignmentPause.from_on, AssignmentPause.to_on).where(
            AssignmentPause.assignment_number == assignment.number
        )
    )
    return tuple(Days(*row) for row in found)


def _decided(session: Session, assignment: Assignment) -> tuple[Days, ...] | None:
    """Return the days something is granted of the solution; of any, if none names it.

    None of an assignment from before the office kept its decisions here.
    """
    client = assignment.client_number
    granted = forces_of(session, [client]).get(client, ())
    same = [each for each in granted if each.solution is assignment.solution]
    days = tuple(Days(each.first, each.last) for each in same or granted)
    return days if days or assignment.activated_on else None


def _agreed(session: Session, assignment: Assignment) -> tuple[Agreed, ...] | None:
    found = agreement_days(session, [assignment.number]).get(assignment.number, ())
    if not found and assignment.activated_on is None:
        return None
    return tuple(
        Agreed(Days(each.valid_from, each.last), each.signed_on)
        for each in found
        if each.last is None or each.last >= each.valid_from
    )


def _vetting(session: Session, assignment: Assignment) -> Vetting:
    """Return the first days: a renewal later does not undo the one before."""
    contact = assignment.contact_number
    shown = select(func.min(PoliceCertificate.seen_on)).where(
        PoliceCertificate.contact_number == contact,
        PoliceCertificate.basis == CertificateBasis.HEALTH,
        PoliceCertificate.result == CertificateResult.ACCEPTED,
    )
    signed = select(func.min(Declaration.signed_on)).where(
        Declaration.contact_number == contact
    )
    newest = select(Contact.declaration_signed_on).where(Contact.number == contact)
    row = session.execute(
        select(
            shown.scalar_subquery(), signed.scalar_subquery(), newest.scalar_subquery()
        )
    ).one()
    first = min((day for day in row[1:] if day is not None), default=None)
    return Vetting(row[0], first, is_known=assignment.activated_on is not None)


def _others(
    session: Session, assignment: Assignment, period: PeriodRow
) -> tuple[OtherLine, ...]:
    """Return the visits of the same support contact or client on other sheets.

    Of the period and a week around it, so that whole weeks can be counted and a night
    meets the next morning.
    """
    first, last = period.period.first - WEEK, period.period.last + WEEK
    hours = sheet_hours.c
    same = [Assignment.client_number == assignment.client_number]
    if assignment.contact_number is not None:
        same.append(Assignment.contact_number == assignment.contact_number)
    sheets = (
        select(
            Timesheet.number,
            Timesheet.assignment_number,
            Assignment.client_number,
            Assignment.contact_number,
        )
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .join(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .where(
            or_(*same),
            SheetPeriod.first_on <= last,
            SheetPeriod.last_on >= first,
            or_(
                Timesheet.assignment_number != assignment.number,
                Timesheet.period_number != period.number,
            ),
        )
    )
    about = {row[0]: row[1:] for row in session.execute(sheets)}
    if not about:
        return ()
    lines = session.execute(
        select(hours.sheet_number, hours.work_on, hours.start_minute, hours.minutes)
        .where(hours.sheet_number.in_(about), hours.work_on.between(first, last))
        .order_by(hours.work_on, hours.start_minute, hours.number)
    ).all()
    names = _names(session, {client for _, client, _ in about.values()})
    return tuple(
        OtherLine(
            about[sheet][0],
            names[about[sheet][1]],
            day,
            start,
            minutes,
            is_contacts=assignment.contact_number is not None
            and about[sheet][2] == assignment.contact_number,
            is_clients=about[sheet][1] == assignment.client_number,
        )
        for sheet, day, start, minutes in _standing(lines)
    )


def _standing(
    lines: Sequence[Sequence[object]],
) -> Iterable[tuple[int, date, int | None, int]]:
    """Return the lines less those a correction takes back."""
    kept: list[tuple[int, date, int | None, int]] = []
    gone: list[tuple[date, int | None, int]] = []
    for sheet, day, start, minutes in lines:
        assert isinstance(sheet, int)
        assert isinstance(day, date)
        assert isinstance(minutes, int)
        at = start if isinstance(start, int) else None
        if minutes < 0:
            gone.append((day, at, -minutes))
        else:
            kept.append((sheet, day, at, minutes))
    for taken in gone:
        same = next((each for each in kept if each[1:] == taken), None)
        if same is not None:
            kept.remove(same)
    return kept


def _names(session: Session, clients: set[int]) -> dict[int, str]:
    """Return what the clients are called to the one at work."""
    found = session.execute(
        select(Client.number, Person.given_name, Person.family_name)
        .join(Person, Person.number == Client.person_number)
        .where(Client.number.in_(clients))
    )
    known = {number: (given, family) for number, given, family in found}
    return {
        client: client_name(session, client, *known.get(client, ("", "")))
        for client in clients
    }


def strictness_of(rules: CaseRules, *, let_past: bool) -> SheetStrictness:
    """Return how strict the office is by its numbers.

    ``let_past``: the assignment was let begin without an agreement, with a reason;
    then that there is none is only told.
    """
    agreement = Strictness(rules[CaseRule.SHEET_AGREEMENT])
    return SheetStrictness(
        Strictness(rules[CaseRule.SHEET_DECISION]),
        Strictness.TELLS if let_past else agreement,
        Strictness(rules[CaseRule.SHEET_DRIVING]),
    )


def _is_let_past(session: Session, assignment: Assignment) -> bool:
    past = select(GateOverride.number).where(
        GateOverride.assignment_number == assignment.number,
        GateOverride.rule == GateRule.AGREEMENT,
        GateOverride.lapsed_on.is_(None),
    )
    return session.scalar(past.limit(1)) is not None
