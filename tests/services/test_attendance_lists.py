"""Printing the list of attendance: who is on it, and by what name."""

from datetime import date

import pytest

from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.office import NameMode, OfficeDraft
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Role
from stkdesk.services.attendance_lists import attendance_list
from stkdesk.services.meetings import plan_meetings
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Assignment, Client, Office
from tests.documents.reading import pages_of
from tests.grouping import NOVEMBER, OCTOBER, a_group, a_member
from tests.staff import hired


@pytest.fixture
def group(database, today):
    with database.transaction() as session:
        set_up_office(
            session, OfficeDraft(municipality="Fjordvik kommune"), today=today
        )
        number = a_group(session)
        for name in ("Ada Moen", "Ada Mork", "Bo Lie", "Cato Vik"):
            a_member(session, number, name)
        plan_meetings(session, number, OCTOBER)
        return number


def client_of(session, assignment):
    return session.get(Client, session.get(Assignment, assignment).client_number)


def printed(session, group, today):
    session.flush()
    return pages_of(attendance_list(session, group, OCTOBER, today=today))[0]


def test_members_are_told_by_initials_or_a_first_name_and_a_letter(
    database, group, today
):
    with database.transaction() as session:
        text = printed(session, group, today)
        for name in ("AM (O-1)", "AM (O-2)", "BL", "CV"):
            assert name in text
        assert "Ada" not in text
        session.get(Office, 1).name_mode = NameMode.FULL
        text = printed(session, group, today)
        for name in ("Ada M. (O-1)", "Ada M. (O-2)", "Bo L.", "Cato V."):
            assert name in text
        assert "Lie" not in text


def test_the_protected_are_not_named_and_the_blocked_are_not_there(
    database, group, today
):
    with database.transaction() as session:
        client_of(session, 3).person.protection = Protection.CONFIDENTIAL
        client_of(session, 4).is_blocked = True
    with hired(database, Role.CASEWORKER) as own, own.transaction() as session:
        text = printed(session, group, today)
        assert "BL" not in text
        assert "O-3" in text
        assert "CV" not in text
        assert "O-4" not in text


def test_a_month_without_meetings_has_no_list(database, group, today):
    with (
        database.transaction() as session,
        pytest.raises(CannotPrintError, match="ingen møter"),
    ):
        attendance_list(session, group, NOVEMBER, today=date(2026, 11, 2))
