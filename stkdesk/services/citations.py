"""The office's own legal references, instead of those the program comes with."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.citation import Citation
from stkdesk.services.access import inner
from stkdesk.storage import tables


@inner
def office_citations(session: Session, day: date) -> tuple[Citation, ...]:
    """Return the office's own references that may be cited on ``day``."""
    row = tables.Citation
    found = (
        select(row)
        .where(row.valid_from <= day, or_(row.valid_to.is_(None), row.valid_to >= day))
        .order_by(row.key, row.act, row.valid_from)
    )
    return tuple(as_citation(each) for each in session.scalars(found))


def as_citation(row: tables.Citation) -> Citation:
    """Return a row of the register as what the letters cite."""
    return Citation(
        key=row.key,
        act=row.act,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        bokmal=row.bokmal,
        nynorsk=row.nynorsk,
        about_bokmal=row.about_bokmal,
        about_nynorsk=row.about_nynorsk,
    )
