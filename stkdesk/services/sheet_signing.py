"""Which sheets are signed when a row of the month is: a correction, if one waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import needs
from stkdesk.services.sheet_rows import chunks
from stkdesk.storage.tables import Timesheet

WAITS = (SheetState.RECEIVED, SheetState.CHECKED, SheetState.APPROVED)


@needs(Right.CHECK_HOURS, Right.APPROVE_HOURS)
def sheets_to_sign(session: Session, numbers: Sequence[int]) -> tuple[int, ...]:
    """Return the sheets meant by ``numbers``, in their order, when they are signed.

    A row of the month is an assignment in a period and stands as its first sheet does.
    Has that a correction that has not gone to payroll, it cannot be signed itself any
    more, and the correction is meant.
    """
    waiting: dict[int, list[int]] = defaultdict(list)
    for some in chunks(sorted(set(numbers))):
        found = (
            select(Timesheet.corrects_number, Timesheet.number)
            .where(Timesheet.corrects_number.in_(some), Timesheet.state.in_(WAITS))
            .order_by(Timesheet.serial)
        )
        for first, correction in session.execute(found):
            if first is not None:
                waiting[first].append(correction)
    meant = [each for number in numbers for each in waiting.get(number, [number])]
    return tuple(dict.fromkeys(meant))
