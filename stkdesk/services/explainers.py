"""Who in the office may have explained a declaration of confidentiality."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.storage.tables import Staff


class Explainer(NamedTuple):
    """A member of the staff who works with support contacts."""

    number: int
    name: str


@needs(Right.EDIT_CONTACTS)
def who_may_explain(session: Session, *, today: date) -> tuple[Explainer, ...]:
    """Return the caseworkers and leaders who are here today, by name."""
    found = session.execute(
        select(Staff.number, Staff.name)
        .where(Staff.authorised_to.is_(None) | (Staff.authorised_to >= today))
        .where(Staff.caseworker | Staff.leader)
        .order_by(Staff.name, Staff.number)
    )
    return tuple(Explainer(number, name) for number, name in found)
