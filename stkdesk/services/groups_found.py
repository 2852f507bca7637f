"""Finding an activity group by its short number."""

from __future__ import annotations

from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError
from stkdesk.services.access import inner
from stkdesk.storage.tables import ActivityGroup


@inner
def find_group(session: Session, number: int) -> ActivityGroup:
    """Return the group with this short number.

    Raises:
        NotFoundError: if there is none.

    """
    group = session.get(ActivityGroup, number)
    if group is None:
        raise NotFoundError("Gruppen finnes ikke lenger i registeret.")
    return group
