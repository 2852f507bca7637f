"""What there is to remark on the sheets that are entered and not yet signed by both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from stkdesk.domain.formats import count
from stkdesk.domain.run_preview import RunProblem, Wrong
from stkdesk.domain.sheet_checks import Severity, check_sheet
from stkdesk.services.access import inner
from stkdesk.services.periods import find_period
from stkdesk.services.run_lines import problem_of
from stkdesk.services.run_sheets import RunSheet
from stkdesk.services.seeing import hidden_clients
from stkdesk.services.sheet_frame import frame_of
from stkdesk.services.sheet_lines import visit_of
from stkdesk.storage.tables import Assignment, Timesheet

LOOKED_AT = 100  # sheets; the rest are told by number: each takes some milliseconds


@inner
def remarks_of(session: Session, waiting: Sequence[RunSheet]) -> Iterator[RunProblem]:
    """Yield the remarks on sheets that wait to be signed, by the sheet.

    Not on a client the one at work may not see, nor what is only information.
    """
    hidden = hidden_clients(session)
    asked = [
        sheet
        for sheet in waiting
        if not sheet.is_leader
        and sheet.serial == 1
        and sheet.client_number not in hidden
    ]
    for sheet in asked[:LOOKED_AT]:
        stored = session.scalars(
            select(Timesheet)
            .where(Timesheet.number == sheet.number)
            .options(selectinload(Timesheet.lines))
        ).one()
        assignment = session.get_one(Assignment, stored.assignment_number)
        period = find_period(session, stored.period_number)
        visits = [visit_of(line) for line in stored.lines]
        for remark in check_sheet(visits, frame_of(session, assignment, period)):
            if remark.severity is not Severity.INFO:
                yield problem_of(sheet, Wrong.REMARK, remark.message, blocks=False)
    if (rest := len(asked) - LOOKED_AT) > 0:
        told = f"{count(rest, 'timeliste', 'timelister')} til er ikke sett på her."
        yield RunProblem(Wrong.REMARK, told, blocks=False)
