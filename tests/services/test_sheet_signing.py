"""A row of the month that has a correction: the correction is what is signed."""

from datetime import UTC, datetime

from stkdesk.domain.timesheet import SheetState
from stkdesk.services.corrections import begin_correction, register_correction
from stkdesk.services.sheet_drafts import SheetDraft
from stkdesk.services.sheet_signing import sheets_to_sign
from stkdesk.storage.tables import Timesheet
from tests import builders as make
from tests.services import running

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


def test_the_correction_is_signed_in_place_of_the_sheet_that_is_paid(database):
    with database.transaction() as session:
        period, _assignments = running.a_payable_month(session)
        running.a_run(session, period)
        begun = begin_correction(session, 2)
        draft = SheetDraft(
            begun.draft.assignment_number,
            begun.draft.period_number,
            begun.draft.visits[1:],
            version=begun.draft.version,
        )
        made = register_correction(
            session, 2, draft, "Var ikke der", today=running.TODAY
        )
        assert sheets_to_sign(session, [1, 2, 3]) == (1, made, 3)
        assert sheets_to_sign(session, [made, 2]) == (made,)

        make.approved(session, *sheets_to_sign(session, [2]), now=NOW)
        assert session.get(Timesheet, made).state is SheetState.APPROVED
        running.a_run(session, period)
        assert sheets_to_sign(session, [2]) == (2,)  # there is nothing left to sign
