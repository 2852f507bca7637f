"""The list of voluntary organisations: searched, filtered by their agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.account import SEPARATORS
from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.paging import sorted_by
from stkdesk.services.people import matches
from stkdesk.storage.tables import Assignment, Organisation
from stkdesk.storage.trail import note_list

AGREED, NOT_AGREED = "agreed", "not_agreed"


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One line of the list of organisations."""

    number: int
    name: str
    organisation_number: str  # nine digits, "" when not known
    contact_person: str
    phone: str
    agreement_from: date | None
    agreement_to: date | None
    assignments: int  # that are not over


@needs(Right.READ_CASES)
def organisation_list(
    session: Session, query: ListQuery, *, today: date
) -> ListPage[OrganisationRow]:
    """Return one page of organisations; found by name or organisation number."""
    agreed = _is_agreed(today)
    counted = {
        AGREED: session.scalar(select(func.count()).where(agreed)) or 0,
        NOT_AGREED: session.scalar(select(func.count()).where(not_(agreed))) or 0,
    }
    meant: list[ColumnElement[bool]] = []
    if query.search.strip():
        named = matches(query.search, text=Organisation.search_text)
        digits = query.search.translate(SEPARATORS)
        by_number = Organisation.organisation_number.startswith(digits, autoescape=True)
        meant.append(or_(named, by_number) if digits.isdigit() else named)
    if query.chip:
        meant.append(agreed if query.chip == AGREED else not_(agreed))
    assignments = (
        select(func.count())
        .where(
            Assignment.organisation_number == Organisation.number,
            Assignment.status != AssignmentStatus.ENDED,
        )
        .correlate(Organisation)
        .scalar_subquery()
        .label("assignments")
    )
    columns: dict[str, Any] = {
        "": Organisation.search_text,
        "name": Organisation.search_text,
        "agreement": Organisation.agreement_to,
        "assignments": assignments,
    }
    order = sorted_by(columns[query.sort], descending=query.descending)
    rows = session.execute(
        select(Organisation, assignments)
        .where(*meant)
        .order_by(order, Organisation.number)
        .offset(query.offset)
        .limit(query.limit)
    )
    total = session.scalar(select(func.count()).select_from(Organisation).where(*meant))
    note_list(session, "organisations", query, total or 0)
    return ListPage(
        rows=tuple(
            OrganisationRow(
                number=each.number,
                name=each.name,
                organisation_number=each.organisation_number or "",
                contact_person=each.contact_person,
                phone=each.phone,
                agreement_from=each.agreement_from,
                agreement_to=each.agreement_to,
                assignments=count,
            )
            for each, count in rows
        ),
        total=total or 0,
        everything=sum(counted.values()),
        chips=counted,
    )


def _is_agreed(today: date) -> ColumnElement[bool]:
    return and_(
        Organisation.agreement_from.is_not(None),
        Organisation.agreement_from <= today,
        or_(Organisation.agreement_to.is_(None), Organisation.agreement_to >= today),
    )
