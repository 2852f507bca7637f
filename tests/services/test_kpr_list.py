"""The control of KPR: what the fagsystem ought to say, from the register."""

import csv
from datetime import date
from io import StringIO

import pytest

from stkdesk.domain.assignment import Solution
from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.errors import NotAllowedError
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import Role
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.blocking import block_client
from stkdesk.services.case_rules import set_case_rule
from stkdesk.services.kpr_list import kpr_file, kpr_year, print_kpr
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Decision, Timesheet
from tests import builders
from tests.staff import at_work, hire, hired

FJORDVIK = OfficeDraft(municipality="Fjordvik", municipality_number="0506")


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(session, FJORDVIK, today=today)
        builders.rates(session)
        builders.periods(session)
        yield session


def refuse(session, client, on=date(2026, 5, 4)):
    session.add(
        Decision(
            client_number=client,
            kind=DecisionKind.REFUSED,
            state=DecisionState.ISSUED,
            reference=f"2026/{client}-R",
            applied_on=date(2026, 4, 1),
            decided_on=on,
            content="{}",
            hours_unit=HoursUnit.MONTH,
        )
    )
    session.flush()


def test_one_line_for_each_decision_of_the_year_and_each_refusal(session, today):
    oskar = builders.a_client(session, "Oskar Moen", case_number="2026/88")
    anne = builders.a_client(session, "Anne Dal")
    eva = builders.a_client(session, "Eva Ås")
    builders.a_grant(session, oskar, 12 * 60, valid_to=date(2026, 12, 31))
    builders.a_grant(session, eva, 600, valid_to=date(2025, 12, 31),
                     valid_from=date(2025, 1, 1))  # fmt: skip
    refuse(session, anne)
    refuse(session, eva, date(2025, 3, 1))
    found = kpr_year(session, 2026, today=today)
    refused, granted = found.rows
    assert (refused.client, refused.refused_on) == ("Anne Dal", date(2026, 5, 4))
    assert (refused.first, refused.kpr_minutes) == (None, None)
    assert (granted.client, granted.kpr_minutes) == ("Oskar Moen", 180)
    assert (granted.municipality_number, granted.service_code) == ("0506", "9")
    assert (granted.first, granted.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (found.users, found.kpr_minutes, found.refusals) == (1, 180, 1)
    assert found.counted_on == today  # the year is not over


def test_those_with_no_hours_in_the_year_are_named(session, today):
    oskar = builders.a_client(session, "Oskar Moen")
    anne = builders.a_client(session, "Anne Dal")
    for client in (oskar, anne):
        builders.a_grant(session, client, solution=Solution.INDIVIDUAL)
    assignment = builders.an_assignment(session, oskar)
    period = builders.periods(session)["2026-10"].number
    number = builders.a_sheet(session, assignment, period)
    found = kpr_year(session, 2026, today=today)
    assert [name.partition(" (")[0] for name in found.zero] == ["Anne Dal"]
    # What has come in the post and is not entered, is not registered hours.
    session.get(Timesheet, number).state = SheetState.ARRIVED
    session.flush()
    assert len(kpr_year(session, 2026, today=today).zero) == 2


def test_the_service_code_is_the_one_of_the_day_the_decision_begins(session, today):
    oskar = builders.a_client(session)
    builders.a_grant(session, oskar)
    set_case_rule(session, SetRule(CaseRule.KPR_SERVICE_CODE, date(2026, 1, 1), 11))
    [row] = kpr_year(session, 2026, today=today).rows
    assert row.service_code == "11"


def test_the_file_names_nobody_and_keeps_zeros_and_dates(session, today):
    oskar = builders.a_client(session, "Oskar Moen", case_number="=2+2")
    builders.a_grant(session, oskar, 610)
    data = kpr_file(session, 2026, today=today)
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    assert "Moen" not in text
    heads, row = csv.reader(StringIO(text), delimiter=";")
    told = dict(zip(heads, row, strict=True))
    assert told["Kommunenummer"] == "0506"
    assert told["Bruker"] == f"B-{oskar}"
    assert told["Saksnummer"] == "'=2+2"  # text, and not worked out
    assert told["Startdato"] == "01.01.2026"
    assert told["Timer per uke (KPR)"] == "2,55"  # 153 minutes
    assert told["Minutter per uke (KPR)"] == "153"
    assert told["Reelle timer per uke"] == "2,35"  # 141 minutes


def test_it_is_printed(session, today):
    builders.a_grant(session, builders.a_client(session))
    assert print_kpr(session, 2026, today=today).startswith(b"%PDF")


def test_who_may_not_read_cases_gets_no_list(database, today):
    with hired(database, Role.PAYROLL) as own, own.reading() as session:
        for errand in (kpr_year, kpr_file, print_kpr):
            with pytest.raises(NotAllowedError):
                errand(session, 2026, today=today)


def test_a_blocked_client_is_left_out_and_it_is_said(database, today):
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    with database.transaction() as session:
        set_up_office(session, FJORDVIK, today=today)
        client = builders.a_client(session)
        builders.a_grant(session, client)
    with at_work(database, kari) as own, own.transaction() as session:
        block_client(session, client, [])
        assert len(kpr_year(session, 2026, today=today).rows) == 1
    with at_work(database, ola) as own, own.reading() as session:
        found = kpr_year(session, 2026, today=today)
        assert (found.rows, found.users, found.left_out) == ((), 0, True)
