"""How long things are kept: the rules, and the list of what may go."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from stkdesk.domain.client import ClientStatus
from stkdesk.domain.contact import ContactStatus, Employment
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from stkdesk.domain.retention import (
    RULES,
    Kind,
    RuleDraft,
    deletable_from,
    months_after,
    oldest_kept,
)
from stkdesk.domain.staff import Role
from stkdesk.services.drafts import keep_draft
from stkdesk.services.legal_holds import hold
from stkdesk.services.retention import approve, list_due, list_proposals, propose
from stkdesk.services.retention_rules import list_rules, set_rule
from stkdesk.storage.tables import Client, Contact, Decision, Draft, Event, EventDetail
from tests import builders
from tests.services.erasing import delete, run, two_leaders
from tests.staff import at_work, hire


@pytest.fixture
def leader(database):
    with at_work(database, hire(database, "Anne", Role.LEADER)) as own:
        yield own


def due(database, today):
    with database.reading() as session:
        return {(each.kind, each.who): each for each in list_due(session, today=today)}


def an_ended_client(session, closed_on=date(2025, 3, 1), name="Ola Gammel"):
    return builders.a_client(
        session, name, status=ClientStatus.ENDED, closed_on=closed_on
    )


def an_ended_contact(session, name="Nils Gammel", **fields):
    return builders.a_contact(
        session,
        name,
        status=ContactStatus.ENDED,
        ended_on=date(2025, 3, 1),
        **fields,
    )


def change(database, kind, months, today):
    with database.transaction() as session:
        [row] = [each for each in list_rules(session) if each.rule.kind is kind]
        draft = RuleDraft(months, "Kontorets egen frist", today)
        set_rule(session, kind, row.version, draft, today=today)


def test_the_rules_are_proposals_until_the_office_decides(leader, today):
    with leader.reading() as session:
        rows = {row.rule.kind: row for row in list_rules(session)}
    assert set(rows) == set(Kind)
    assert not any(row.is_decided for row in rows.values())
    assert rows[Kind.CASE].draft.months is None
    change(leader, Kind.CASE, 120, today)
    with leader.reading() as session:
        row = list_rules(session)[0]
    assert (row.draft.months, row.draft.decided_on) == (120, today)


def test_a_rule_needs_a_reason_and_whole_months(leader, today):
    for draft, field in (
        (RuleDraft(12, " "), "basis"),
        (RuleDraft(0, "Fordi"), "months"),
        (RuleDraft(12, "Fordi", date(2027, 1, 1)), "decided_on"),
    ):
        with (
            pytest.raises(InvalidInputError) as refused,
            leader.transaction() as session,
        ):
            set_rule(session, Kind.CASE, 0, draft, today=today)
        assert [each.field for each in refused.value.problems] == [field]


def test_two_who_change_a_rule_do_not_overwrite_each_other(leader, today):
    change(leader, Kind.CASE, 120, today)
    with (
        pytest.raises(ChangedByAnotherError),
        leader.transaction() as session,
    ):
        set_rule(session, Kind.CASE, 0, RuleDraft(24, "Fordi"), today=today)


def test_only_who_may_edit_the_office_changes_a_rule(database, today):
    with (
        at_work(database, hire(database, "Per", Role.CASEWORKER)) as own,
        pytest.raises(NotAllowedError),
        own.transaction() as session,
    ):
        set_rule(session, Kind.CASE, 0, RuleDraft(24, "Fordi"), today=today)


def test_an_application_nobody_decided_may_go_after_a_year(leader, database):
    with database.transaction() as session:
        an_ended_client(session)
        builders.a_client(session, "Kari Ny")
    assert due(leader, date(2026, 2, 28)) == {}
    found = due(leader, date(2026, 3, 1))
    each = found[Kind.APPLICATION, "Bruker 1"]
    assert each.since == date(2026, 3, 1)
    assert "arkivforskrifta § 3" in each.basis
    assert len(found) == 1


def test_a_case_with_a_decision_is_never_proposed_by_itself(leader, database, today):
    with database.transaction() as session:
        client = an_ended_client(session)
        session.add(
            Decision(
                client_number=client,
                kind=DecisionKind.REFUSED,
                state=DecisionState.ISSUED,
                reference="2024/1",
                decided_on=date(2024, 1, 5),
                content="{}",
            )
        )
    assert due(leader, date(2099, 1, 1)) == {}
    change(leader, Kind.CASE, 12, today)
    assert set(due(leader, today)) == {(Kind.CASE, "Bruker 1")}


def test_sheets_may_go_five_years_after_the_end_of_their_year(leader, database):
    with database.transaction() as session:
        assignment = builders.an_assignment(session)
        periods = builders.periods(session)
        for code in ("2026-01", "2026-10"):
            builders.a_sheet(session, assignment, periods[code].number)
    assert due(leader, date(2031, 12, 30)) == {}
    each = due(leader, date(2031, 12, 31))[Kind.TIMESHEETS, "Bruker 1"]
    assert each.what == "2 timelister"
    assert each.category == RULES[Kind.TIMESHEETS].category


def test_old_sheets_go_and_the_case_stays(database):
    later = date(2032, 1, 2)
    with database.transaction() as session:
        assignment = builders.an_assignment(session)
        period = builders.periods(session)["2026-10"].number
        builders.a_sheet(session, assignment, period)
    with two_leaders(database) as (first, second):
        with first.transaction() as session:
            [each] = list_due(session, today=later)
            assert propose(session, [(each.kind, each.person)], today=later) == 1
            [proposal] = list_proposals(session)
            assert list_due(session, today=later) == ()
        with second.transaction() as session:
            approve(session, proposal.number)
        [receipt] = run(second, [proposal.number], later)
    assert receipt.counts["timesheets"] == 1
    with database.reading() as session:
        assert session.get(Client, 1) is not None
        assert session.query(Draft).count() == 0


def test_a_file_waits_for_its_sheets(leader, database, today):
    with database.transaction() as session:
        assignment = builders.an_assignment(session)
        period = builders.periods(session)["2026-10"].number
        builders.a_sheet(session, assignment, period)
        client = session.get(Client, 1)
        client.status, client.closed_on = ClientStatus.ENDED, date(2026, 11, 1)
    later = due(leader, date(2030, 1, 1))
    assert later == {}
    [sheets, case] = due(leader, date(2032, 1, 1))
    assert {sheets[0], case[0]} == {Kind.TIMESHEETS, Kind.APPLICATION}


@pytest.mark.parametrize(
    ("employment", "helped", "kind"),
    [
        (Employment.CONTRACTOR, False, Kind.APPLICANT),
        (Employment.EMPLOYEE, False, Kind.APPLICANT),
        (Employment.CONTRACTOR, True, Kind.CONTRACTOR),
        (Employment.EMPLOYEE, True, None),
    ],
)
def test_a_contact_who_left_is_kept_by_what_was_agreed(
    leader, database, employment, helped, kind
):
    with database.transaction() as session:
        contact = an_ended_contact(session, employment=employment)
        if helped:
            builders.an_assignment(session, "Oskar Moen", contact)
    found = due(leader, date(2031, 1, 1))
    assert [each for each, _who in found] == ([kind] if kind else [])


def test_a_contact_without_a_name_is_not_proposed_again(database):
    later = date(2031, 1, 1)
    with database.transaction() as session:
        contact = an_ended_contact(session)
        builders.an_assignment(session, "Oskar Moen", contact)
        person = session.get(Contact, contact).person_number
    with two_leaders(database) as leaders:
        delete(leaders, person, later)
        assert due(leaders[0], later) == {}


def test_who_is_held_is_on_the_list_and_cannot_be_proposed(leader, database, today):
    with database.transaction() as session:
        person = session.get(Client, an_ended_client(session)).person_number
    with leader.transaction() as session:
        hold(session, person, "Klagesak", today=today)
    each = due(leader, today)[Kind.APPLICATION, "Bruker 1"]
    assert each.is_held
    with pytest.raises(Exception, match="stanset"), leader.transaction() as session:
        propose(session, [(each.kind, each.person)], today=today)


def test_what_is_not_due_cannot_be_proposed(leader, today):
    with pytest.raises(NotFoundError), leader.transaction() as session:
        propose(session, [(Kind.CASE, 1)], today=today)


def test_forms_nobody_saved_go_after_three_months(leader, database, today):
    with database.transaction() as session:
        keep_draft(session, "clients/new", "{}")
        draft = session.query(Draft).one()
        draft.saved_at = datetime(2026, 7, 1, tzinfo=UTC)
    each = due(leader, today)[Kind.DRAFTS, "Alle"]
    assert (each.person, each.what) == (None, "1 skjema")


def test_details_of_the_log_go_by_a_rule_and_the_events_stay(database):
    with database.transaction() as session:
        builders.a_client(session)
    with two_leaders(database) as (first, second):
        later = date(2030, 1, 1)
        change(first, Kind.LOG, 12, date(2026, 11, 16))
        with first.transaction() as session:
            events = session.query(Event).count()
            [each] = [d for d in list_due(session, today=later) if d.kind is Kind.LOG]
            propose(session, [(each.kind, None)], today=later)
            [proposal] = list_proposals(session)
        with second.transaction() as session:
            approve(session, proposal.number)
        [receipt] = run(second, [proposal.number], later)
        assert receipt.counts["event_details"] >= 1
    with database.reading() as session:
        assert session.query(Event).count() > events
        assert session.query(EventDetail).count() <= 2


def test_the_list_takes_few_statements_however_many_there_are(leader, database, today):
    def statements():
        seen = []
        with leader.reading() as session:
            session.connection()
            engine = session.get_bind()

            def _hear(*told):
                seen.append(told[2])

            event.listen(engine, "before_cursor_execute", _hear)
            list_due(session, today=today)
            event.remove(engine, "before_cursor_execute", _hear)
        return len(seen)

    few = statements()
    with database.transaction() as session:
        for number in range(40):
            an_ended_client(session, name=f"Ola Nummer{number}")
    assert statements() == few
    assert few < 20


@given(day=st.dates(date(2000, 1, 1), date(2080, 1, 1)), months=st.integers(1, 1200))
def test_months_later_is_never_before_and_never_more_than_a_month_off(day, months):
    later = months_after(day, months)
    assert later > day
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert oldest_kept(later, months) <= day


def test_months_are_counted_as_a_person_does():
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert deletable_from(Kind.CASE, date(2026, 1, 1), None) is None
    assert deletable_from(Kind.TIMESHEETS, date(2026, 1, 31), 60) == date(2031, 12, 31)
    assert oldest_kept(date(2026, 3, 31), 1) == date(2026, 2, 28)
