"""Renewing agreements that run out: a new one for each, from the day after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.in_force import ONE_DAY
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.agreement_rows import agreement_draft, find_agreement
from stkdesk.services.agreements import make_agreement, save_agreement
from stkdesk.services.case_rules import case_rules
from stkdesk.services.printing import MadePaper
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import Agreement, Assignment

_RUNS = (AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED)


@dataclass(frozen=True, slots=True)
class Renewed:
    """What came of a renewal."""

    numbers: tuple[int, ...]  # the new agreements
    papers: tuple[MadePaper, ...]  # ready for the printer; () when they are drafts
    left: tuple[str, ...]  # assignments that were left, and why: "O-12: …"


@needs(Right.EDIT_CASES)
def renew_agreements(session: Session, *, today: date, make: bool = False) -> Renewed:
    """Begin a new agreement for each that runs out soon and is to be renewed.

    The new one says the same, from the day after to the end of the next year or the
    end of the assignment. ``make`` freezes and prints them at once. One that cannot be
    made is left as a draft, or left alone, and told.
    """
    numbers: list[int] = []
    papers: list[MadePaper] = []
    left: list[str] = []
    for old in [find_agreement(session, each) for each in _due(session, today)]:
        try:
            number = _renew(session, old, today)
            numbers.append(number)
            if make:
                version = find_agreement(session, number).version
                papers.append(make_agreement(session, number, version, today=today))
        except OfficeError as error:
            left.append(f"O-{old.assignment_number}: {error.title}")
    return Renewed(tuple(numbers), tuple(papers), tuple(left))


def _renew(session: Session, old: Agreement, today: date) -> int:
    """Save the draft that follows ``old``."""
    assert old.valid_to is not None
    assignment = session.get(Assignment, old.assignment_number)
    assert assignment is not None
    first = old.valid_to + ONE_DAY
    last = date(first.year, 12, 31)
    if assignment.end_on is not None:
        last = min(last, assignment.end_on)
    draft = replace(
        agreement_draft(old),
        valid_from=first,
        valid_to=last,
        replaces_number=old.number,
    )
    return save_agreement(session, draft, today=today)


def _due(session: Session, today: date) -> list[int]:
    """Return those to be renewed, as the duty counts them."""
    days = case_rules(session, today)[CaseRule.AGREEMENT_RENEWAL_DAYS]
    later = aliased(Agreement)
    followed = select(later.number).where(
        later.assignment_number == Agreement.assignment_number,
        later.valid_from > Agreement.valid_to,
        later.state != AgreementState.ENDED,
    )
    found = (
        select(Agreement.number)
        .join(Assignment, Assignment.number == Agreement.assignment_number)
        .where(
            Agreement.state == AgreementState.SIGNED,
            Agreement.renews,
            Agreement.ended_on.is_(None),
            Agreement.valid_to.between(today, today + timedelta(days=days)),
            Assignment.status.in_(_RUNS),
            Assignment.client_number.not_in(hidden_clients(session)),
            or_(
                Assignment.end_on.is_(None),
                Assignment.end_on > Agreement.valid_to,
            ),
            ~followed.exists(),
        )
        .order_by(Agreement.number)
    )
    return list(session.scalars(found)) if days else []
