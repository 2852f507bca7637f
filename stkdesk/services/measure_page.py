"""The test page for envelopes: about nobody, kept nowhere."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from stkdesk.documents.measure_page import REFERENCE, MeasurePage, build
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.office import open_office

__all__ = ["REFERENCE", "measure_page"]


@needs(Right.EDIT_OFFICE)
def measure_page(session: Session, *, today: date) -> bytes:
    """Return the test page with the office's own measures.

    Raises:
        NotFoundError: if the office has not been set up.

    """
    return build(MeasurePage(open_office(session, today=today).draft, today))
