"""Voluntary organisations in the register, and the attendance they report."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.assignment import Solution
from stkdesk.domain.errors import (
    AlreadyRegisteredError,
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
)
from stkdesk.domain.group import Presence
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.organisation import OrganisationDraft
from stkdesk.domain.period import Period
from stkdesk.services.attendance import (
    AttendedDay,
    attendance_report,
    report_attendance,
    report_month,
)
from stkdesk.services.organisation_list import AGREED, NOT_AGREED, organisation_list
from stkdesk.services.organisations import (
    check_organisation,
    edit_organisation,
    open_organisation,
    register_organisation,
)
from tests.builders import an_assignment

OCTOBER = Period.month(2026, 10)
LATER = date(2026, 11, 2)
TRAMPERS = OrganisationDraft(
    name="Byen Turlag",
    organisation_number="940 155 223",
    contact_person="Anne Berg",
    agreement_from=date(2026, 1, 1),
)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


@pytest.fixture
def trampers(session, today):
    return register_organisation(session, TRAMPERS, today=today)


@pytest.fixture
def walking(session, trampers):
    """Oskar Moen walks with the trampers."""
    return an_assignment(
        session, solution=Solution.ORGANISATION, organisation_number=trampers
    )


def test_an_organisation_is_registered_opened_and_changed(session, trampers, today):
    card = open_organisation(session, trampers, today=today)
    assert card.draft == replace(TRAMPERS, organisation_number="940155223")
    draft = replace(card.draft, name="Fjellturlaget", agreement_to=date(2026, 12, 31))
    edit_organisation(session, trampers, card.version, draft, today=today)
    assert organisation_list(session, ListQuery("fjell"), today=today).total == 1
    assert organisation_list(session, ListQuery("byen"), today=today).total == 0
    assert organisation_list(session, ListQuery("9401"), today=today).total == 1
    with pytest.raises(ChangedByAnotherError):
        edit_organisation(session, trampers, card.version, card.draft, today=today)


def test_the_same_organisation_is_not_registered_twice(session, trampers, today):
    for draft in (
        replace(TRAMPERS, name="Et annet navn"),
        OrganisationDraft(name="byen  turlag"),
    ):
        with pytest.raises(AlreadyRegisteredError) as refused:
            register_organisation(session, draft, today=today)
        assert refused.value.number == trampers


def test_the_list_tells_whose_agreement_is_in_force(session, trampers, today):
    over = replace(
        TRAMPERS,
        name="Roklubben",
        organisation_number="",
        agreement_to=date(2026, 6, 30),
    )
    register_organisation(session, over, today=today)
    page = organisation_list(session, ListQuery(chip=AGREED), today=today)
    assert [each.name for each in page.rows] == ["Byen Turlag"]
    assert page.chips == {AGREED: 1, NOT_AGREED: 1}


def test_an_agreement_that_is_out_while_assignments_run_is_told_of(
    session, trampers, walking, today
):
    draft = replace(TRAMPERS, agreement_to=date(2026, 10, 31))
    [told] = check_organisation(session, draft, trampers, today=today)
    assert "gikk ut" in told.message
    assert not told.blocks


def test_a_month_of_attendance_counts_its_hours(session, trampers, walking, today):
    seen = attendance_report(session, walking, OCTOBER)
    days = (
        AttendedDay(date(2026, 10, 3), minutes=180),
        AttendedDay(date(2026, 10, 17), Presence.AWAY),
    )
    report_month(session, seen, days, today=LATER)
    again = attendance_report(session, walking, OCTOBER)
    assert again.days == days
    assert again.minutes == 180
    report_month(session, again, days[:1], today=LATER)
    assert attendance_report(session, walking, OCTOBER).days == days[:1]
    report_attendance(
        session, walking, date(2026, 11, 7), Presence.CAME, 90, today=today
    )
    [row] = open_organisation(session, trampers, today=today).assignments
    assert (row.client, row.attended) == ("Oskar Moen", 90)


def test_a_month_that_another_has_reported_meanwhile_is_refused(session, walking):
    seen = attendance_report(session, walking, OCTOBER)
    mine = (AttendedDay(date(2026, 10, 3), minutes=180),)
    report_month(session, seen, mine, today=LATER)
    with pytest.raises(ChangedByAnotherError):
        report_month(session, seen, (), today=LATER)
    assert attendance_report(session, walking, OCTOBER).days == mine


@pytest.mark.parametrize(
    ("day", "minutes", "told"),
    [
        (date(2026, 10, 3), 0, "Skriv hvor lenge"),
        (date(2026, 11, 3), 60, "har ikke vært ennå"),
        (date(2026, 9, 30), 60, "utenfor perioden"),
    ],
)
def test_a_day_that_cannot_be_right_is_refused(session, walking, day, minutes, told):
    seen = attendance_report(session, walking, OCTOBER)
    with pytest.raises(InvalidInputError, match=told):
        report_month(session, seen, [AttendedDay(day, minutes=minutes)], today=LATER)


def test_hours_with_a_support_contact_are_not_reported_as_attendance(session):
    individual = an_assignment(session, "Ada Moen", "Kari Lund")
    with pytest.raises(NotAllowedError, match="føres ikke her"):
        report_attendance(
            session, individual, date(2026, 10, 3), Presence.CAME, 60, today=LATER
        )
