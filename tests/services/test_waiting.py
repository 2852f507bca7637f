"""The waiting list: worked out from what is granted and agreed, as casework."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.client import ClientStatus
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.errors import BlockedError, ChangedByAnotherError
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.matching import InquiryAnswer, WaitReason, WaitUrgency
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Role
from stkdesk.domain.waiting import a_month, granted_since
from stkdesk.services.access import INSIDE
from stkdesk.services.case_rules import set_case_rule
from stkdesk.services.granted_now import granted_now
from stkdesk.services.in_force import forces_of
from stkdesk.services.inquiries import answer_inquiry, ask_contact
from stkdesk.services.suggested_hours import suggested_hours
from stkdesk.services.wait_figures import wait_figures
from stkdesk.services.wait_notes import WaitDraft, note_wait, wait_of
from stkdesk.services.waiting import open_waiting, waiting_list
from stkdesk.storage.tables import ClientAccess, Decision, DecisionItem
from stkdesk.storage.tables.base import now
from tests import builders as make
from tests.services.complaining import issued
from tests.staff import at_work, hire, hired

TODAY = date(2026, 11, 16)
ALL = ListQuery()
GRANTED = date(2026, 10, 5)  # six weeks ago


def granted(session, client, minutes=240, *, on=GRANTED, **fields):
    """Grant so many minutes a week, four hours unless told."""
    kind = fields.pop("kind", DecisionKind.GRANTED)
    solution = fields.pop("solution", Solution.INDIVIDUAL)
    items = [DecisionItem(place=1, solution=solution, minutes=minutes)]
    return issued(session, client, on=on, kind=kind, items=items, **fields)


def listed(database, query=ALL):
    with database.reading() as session:
        return waiting_list(session, query, today=TODAY)


@pytest.mark.parametrize(
    ("unit", "lacking"), [(HoursUnit.WEEK, 90), (HoursUnit.MONTH, 360)]
)
def test_a_new_assignment_is_about_the_hours_that_lack(database, unit, lacking):
    granted_minutes = 240 if unit is HoursUnit.WEEK else 960
    with database.transaction() as session:
        oskar = make.a_client(session, "Oskar Moen")
        granted(session, oskar, granted_minutes, hours_unit=unit)
        make.an_assignment(session, oskar, hours=10)
    with database.reading() as session:
        assert suggested_hours(session, oskar, today=TODAY) == (lacking, unit)
        assert suggested_hours(session, oskar + 1, today=TODAY) is None


def test_a_client_waits_until_every_hour_is_agreed(database):
    with database.transaction() as session:
        oskar = make.a_client(session, "Oskar Moen")
        granted(session, oskar)
    [row] = listed(database).rows
    assert (row.client, row.missing_minutes, row.weeks) == ("Oskar Moen", 960, 6)
    assert row.since == GRANTED
    with database.transaction() as session:
        make.an_assignment(session, oskar, hours=10, status=AssignmentStatus.PLANNED)
    [row] = listed(database).rows
    assert (row.missing_minutes, row.agreed_minutes) == (360, 600)
    with database.transaction() as session:
        make.an_assignment(session, oskar, hours=6, solution=Solution.ORGANISATION)
    assert listed(database).rows == ()


def test_the_wait_begins_anew_when_the_help_ends(database):
    with database.transaction() as session:
        oskar = make.a_client(session, "Oskar Moen")
        granted(session, oskar, on=date(2026, 1, 1))
        ended = {"status": AssignmentStatus.ENDED, "end_on": date(2026, 10, 31)}
        make.an_assignment(session, oskar, hours=16, **ended)
    [row] = listed(database).rows
    assert (row.since, row.weeks) == (date(2026, 11, 1), 2)


def test_why_somebody_waits_is_told_until_the_office_notes_it(database):
    with database.transaction() as session:
        new, left = make.a_client(session, "Oskar Moen"), make.a_client(session, "Siri")
        for client in (new, left):
            granted(session, client)
        ended = {"status": AssignmentStatus.ENDED, "end_on": date(2026, 10, 31)}
        make.an_assignment(session, left, **ended)
    reasons = {row.number: row.reason for row in listed(database).rows}
    assert reasons == {new: WaitReason.NOT_STARTED, left: WaitReason.LOST_CONTACT}


def test_nobody_waits_without_a_decision_in_force_or_when_the_case_is_closed(database):
    with database.transaction() as session:
        for name, fields in (
            ("Ole Vik", {"on": date(2026, 12, 1)}),  # not yet
            ("Ida Vik", {"valid_to": date(2026, 11, 15)}),  # no longer
            ("Eva Vik", {"kind": DecisionKind.REFUSED}),
        ):
            granted(session, make.a_client(session, name), **fields)
        gone = make.a_client(session, "Per Vik", status=ClientStatus.ENDED)
        granted(session, gone)
    assert listed(database).rows == ()


def test_the_most_urgent_come_first_and_time_makes_urgent(database):
    with database.transaction() as session:
        for name, weeks in (("Ny Vik", 1), ("Lenge Vik", 20), ("Noe Vik", 9)):
            client = make.a_client(session, name)
            granted(session, client, on=TODAY - timedelta(weeks=weeks))
        note_wait(session, client, 0, WaitDraft(client, reason=WaitReason.OWN_WISH))
    found = listed(database)
    assert [(each.client, each.urgency.level) for each in found.rows] == [
        ("Lenge Vik", WaitUrgency.URGENT),
        ("Noe Vik", WaitUrgency.USUAL),  # wants to wait
        ("Ny Vik", WaitUrgency.USUAL),
    ]
    assert found.chips["urgent"] == 1
    assert [
        each.client for each in listed(database, ListQuery(chip="urgent")).rows
    ] == ["Lenge Vik"]
    with database.transaction() as session:
        rule = SetRule(CaseRule.WAIT_HIGH_WEEKS, date(2026, 1, 1), 1)
        set_case_rule(session, rule)
    assert listed(database).chips["high"] == 1


def test_the_list_is_searched_by_name_number_and_reason(database):
    with database.transaction() as session:
        oskar = make.a_client(session, "Oskar Moen")
        selma = make.a_client(session, "Selma Dahl")
        for each in (oskar, selma):
            granted(session, each)
        draft = WaitDraft(selma, WaitUrgency.HIGH, WaitReason.NOBODY_FREE, "Ringt to")
        note_wait(session, selma, 0, draft)

    def names(search):
        found = listed(database, ListQuery(search=search))
        return [each.client for each in found.rows]

    assert names("osk") == ["Oskar Moen"]
    assert names(f"B-{selma}") == ["Selma Dahl"]
    assert names("ingen led") == ["Selma Dahl"]
    assert names("finnes ikke") == []
    with database.reading() as session:
        row = open_waiting(session, selma, today=TODAY)
        assert (row.note, row.urgency.level) == ("Ringt to", WaitUrgency.HIGH)


def test_a_note_saved_meanwhile_is_not_overwritten(database):
    with database.transaction() as session:
        oskar = make.a_client(session, "Oskar Moen")
        note_wait(session, oskar, 0, WaitDraft(oskar, note="Først"))
    with pytest.raises(ChangedByAnotherError), database.transaction() as session:
        note_wait(session, oskar, 0, WaitDraft(oskar, note="Også først"))
    with database.reading() as session:
        card = wait_of(session, oskar, today=TODAY).card
        assert card.draft.note == "Først"


def test_who_is_asked_and_has_not_answered_is_counted(database):
    with database.transaction() as session:
        oskar = make.a_client(session, "Oskar Moen")
        granted(session, oskar)
        siv, liv = make.a_contact(session, "Siv Lie"), make.a_contact(session, "Liv Ås")
        ask_contact(session, oskar, siv, today=TODAY)
        number = ask_contact(session, oskar, liv, today=TODAY)
        answer_inquiry(session, number, 1, InquiryAnswer.NO, "", today=TODAY)
    found = listed(database)
    assert (found.rows[0].asked, found.chips["asked"]) == (1, 1)


def test_a_blocked_client_is_not_there_and_a_secret_address_is_a_question_mark(
    database,
):
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    with database.transaction() as session:
        hidden = make.a_client(session, "Oskar Moen", is_blocked=True)
        access = ClientAccess(
            client_number=hidden, staff_number=kari.number, given_at=now()
        )
        session.add(access)
        secret = {"protection": Protection.CONFIDENTIAL}
        selma = make.a_client(session, "Selma Dahl", person=secret)
        plain = make.a_client(session, "Åse Ås")
        for each in (hidden, selma, plain):
            granted(session, each)
    with at_work(database, ola) as own:
        areas = {each.client: each.areas for each in listed(own).rows}
        assert areas == {"Selma Dahl": "?", "Åse Ås": "Byen"}
        with pytest.raises(BlockedError), own.reading() as session:
            open_waiting(session, hidden, today=TODAY)
    with hired(database, Role.CASEWORKER, sees_protected=True, name="Liv") as own:
        # Never where they live, not to those who may see it either.
        assert {each.client: each.areas for each in listed(own).rows}[
            "Selma Dahl"
        ] == ""


def test_the_average_wait_is_of_first_starts_and_of_those_who_wait(database):
    with database.transaction() as session:
        waiting = make.a_client(session, "Oskar Moen")
        granted(session, waiting, on=TODAY - timedelta(weeks=4))
        begun = make.a_client(session, "Selma Dahl")
        granted(session, begun, on=date(2026, 3, 2))
        make.an_assignment(session, begun, hours=16, start_on=date(2026, 4, 27))
        changed = {"status": AssignmentStatus.ENDED, "end_on": date(2026, 10, 1)}
        make.an_assignment(
            session, begun, "Ny Vik", hours=16, start_on=date(2026, 6, 1), **changed
        )
        long_ago = make.a_client(session, "Ida Ås")
        granted(session, long_ago, on=date(2024, 1, 1))
        make.an_assignment(
            session, long_ago, "Liv Ås", hours=16, start_on=date(2024, 9, 1)
        )
    with database.reading() as session:
        found = wait_figures(session, today=TODAY)
    assert (found.waiting, found.weeks_now) == (1, 4)
    assert (found.started, found.weeks_to_start) == (1, 8)


KINDS = (DecisionKind.GRANTED, DecisionKind.CHANGED, DecisionKind.ENDED)
decision = st.tuples(
    st.sampled_from(KINDS),
    st.integers(0, 20),  # begins so many months after the first
    st.one_of(st.none(), st.integers(0, 12)),  # lasts so many
    st.sampled_from((Solution.INDIVIDUAL, Solution.GROUP)),
    st.sampled_from((0, 120, 240)),
    st.sampled_from(HoursUnit),
    st.one_of(st.none(), st.integers(0, 5)),  # is about an earlier one
    st.booleans(),  # corrects it
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(decision, min_size=1, max_size=6))
def test_what_is_granted_at_once_is_what_each_decision_grants(file_database, made):
    with file_database.transaction() as session:
        client = make.a_client(session)
        numbers = []
        for kind, begins, lasts, solution, minutes, unit, about, corrects in made:
            first = date(2025, 1, 1) + timedelta(days=30 * begins)
            last = None if lasts is None else first + timedelta(days=30 * lasts)
            earlier = numbers[about % len(numbers)] if numbers and about else None
            number = granted(
                session,
                client,
                minutes,
                on=first,
                kind=kind,
                solution=solution,
                valid_to=last,
                hours_unit=unit,
            )
            row = session.get(Decision, number)
            if earlier and corrects:
                row.corrects_number = earlier
            elif earlier and kind.changes_another:
                row.changes_number = earlier
            numbers.append(number)
        session.flush()
        session.info[INSIDE] = True  # these are parts of errands
        for months in (0, 6, 12, 20, 30):
            day = date(2025, 1, 1) + timedelta(days=30 * months)
            held = forces_of(session, [client]).get(client, ())
            now = [each for each in held if each.holds_on(day)]
            found = granted_now(session, today=day).get(client)
            some = granted_now(session, today=day, only=[client]).get(client)
            assert found == some
            assert (found is None) == (not now)
            if found is not None:
                minutes = sum(a_month(each.minutes, each.unit) for each in now)
                assert found.minutes == minutes
                assert found.since == granted_since(held, day)
