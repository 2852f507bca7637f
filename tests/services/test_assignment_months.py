"""The last year of one assignment, and what has happened in it."""

from datetime import UTC, date, datetime

import pytest

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.language import Language
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.standing import Standing
from stkdesk.services.assignment_months import assignment_months
from stkdesk.services.history import (
    assignment_history,
    client_history,
    contact_history,
)
from stkdesk.storage.tables import Paper
from tests import builders as make

TODAY = date(2026, 11, 16)


@pytest.fixture
def office(database):
    """Oskar is helped since August 2026, and September's sheet has come in."""
    with database.transaction() as session:
        make.rates(session)
        make.periods(session, 2025)
        periods = make.periods(session)
        make.an_assignment(session, start_on=date(2026, 8, 1))
        make.a_sheet(session, 1, periods["2026-09"].number, today=date(2026, 10, 5))
    return periods


def test_twelve_months_end_with_the_one_that_is(database, office):
    with database.reading() as session:
        months = assignment_months(session, 1, today=TODAY)
    assert [each.period.code for each in months][::11] == ["2025-12", "2026-11"]
    standings = [each.standing for each in months]
    assert standings[:8] == [Standing.NONE] * 8
    assert standings[8:] == [
        Standing.MISSING,
        Standing.RECEIVED,
        Standing.MISSING,
        Standing.WAITING,
    ]
    assert months[9].minutes == 180


def test_another_assignment_is_never_taken_for_this_one(database, office):
    with database.transaction() as session:
        # "O-2" is also read as words, "o" and "2": a name may begin with o.
        make.an_assignment(session, "O Toresen", "Kari Nes", start_on=date(2026, 11, 1))
    with database.reading() as session:
        months = assignment_months(session, 2, today=TODAY)
    assert [each.standing for each in months][-2:] == [Standing.NONE, Standing.WAITING]


def test_what_has_not_begun_has_no_months(database, office):
    with database.transaction() as session:
        number = make.an_assignment(
            session, "Åse Lie", "Kari Nes", status=AssignmentStatus.PLANNED
        )
    with database.reading() as session:
        assert assignment_months(session, number, today=TODAY) == ()


def test_the_latest_events_stand_first(database, office):
    with database.transaction() as session:
        make.approved(session, 1, now=datetime(2026, 10, 6, 12, tzinfo=UTC))
        session.add(
            Paper(
                reference="E-2026-000001-AA",
                kind=PaperKind.DECLARATION,
                language=Language.BOKMAL,
                pages=1,
                made_at=datetime(2026, 9, 1, 12, tzinfo=UTC),
                mailed_on=date(2026, 9, 1),
                returned_on=date(2026, 9, 9),
                contact_number=1,
            )
        )
    with database.reading() as session:
        told = [each.text for each in contact_history(session, 1)]
        of_client = [each.text for each in client_history(session, 1)]
        of_assignment = [each.text for each in assignment_history(session, 1)]
    assert told == [
        "Timeliste for september 2026 godkjent",
        "Timeliste for september 2026 mottatt (3\u00a0t)",
        "Taushetserklæring kommet tilbake",
        "Taushetserklæring sendt",
    ]
    assert of_client == of_assignment == told[:2]
