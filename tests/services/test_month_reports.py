"""Monthly reports: taken in, read, looked after, and waited for."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.errors import (
    AlreadyRegisteredError,
    BlockedError,
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.month_report import ReportDraft, ReportState
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import PROGRAM, Role
from stkdesk.services.asking import asker
from stkdesk.services.blocking import block_client
from stkdesk.services.case_rules import set_case_rule
from stkdesk.services.month_reports import (
    edit_report,
    mark_read,
    mark_unread,
    meet_concern,
    open_concern,
    register_report,
    remove_report,
    report_states,
)
from stkdesk.services.office import set_up_office
from stkdesk.services.report_list import report_list
from stkdesk.services.report_opening import open_report, open_report_number
from stkdesk.services.report_rows import reports_of_client, waited_place
from stkdesk.services.report_waiting import open_next_report
from stkdesk.services.sheet_drafts import SheetDraft
from stkdesk.services.timesheets import register_nothing
from stkdesk.services.today import today_in
from stkdesk.storage.tables import MonthReport
from tests import builders
from tests.staff import at_work, hire

CAME = date(2026, 11, 4)
FINE = ReportDraft(CAME, {"activities": "Kino og svømming.", "goals": "Bra."})
WORRIED = replace(FINE, is_concern=True, note="Ring foreldrene.")


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        builders.rates(session)
        yield session


@pytest.fixture
def october(session):
    return builders.periods(session)["2026-10"]


def listed(session, today, chip="", **query):
    found = report_list(session, ListQuery(chip=chip, **query), today=today)
    return [(row.client, row.period) for row in found.rows]


def duties(session, today):
    ask = asker(session)
    tasks = today_in(ask, today=today, actor=PROGRAM).tasks
    return [task for task in tasks if task.key == "report_concern"]


def test_a_report_is_read_as_it_was_told(session, october, today):
    assignment = builders.an_assignment(session)
    opened = open_report(session, assignment, october.number)
    assert (opened.client, opened.contact) == ("Oskar Moen", "Håkon Solheim")
    assert opened.state is ReportState.WAITED
    assert list(opened.draft.answers) == [
        "activities",
        "cooperation",
        "goals",
        "concern",
        "change",
    ]

    number = register_report(session, assignment, october.number, WORRIED, today=today)
    found = open_report_number(session, number)
    assert found.draft.answer("activities") == "Kino og svømming."
    assert found.draft.answer("cooperation") == ""
    assert (found.draft.note, found.state) == ("Ring foreldrene.", ReportState.UNREAD)

    with pytest.raises(AlreadyRegisteredError) as twice:
        register_report(session, assignment, october.number, FINE, today=today)
    assert twice.value.number == number


def test_a_report_that_tells_nothing_is_not_taken_in(session, october, today):
    assignment = builders.an_assignment(session)
    for draft, field in (
        (ReportDraft(CAME, {"activities": "  "}), "activities"),
        (replace(FINE, received_on=None), "received_on"),
        (replace(FINE, received_on=date(2026, 11, 17)), "received_on"),
        (replace(FINE, received_on=date(2026, 9, 30)), "received_on"),
    ):
        with pytest.raises(InvalidInputError) as refused:
            register_report(session, assignment, october.number, draft, today=today)
        assert [each.field for each in refused.value.problems] == [field]
    ticked = ReportDraft(CAME, is_concern=True)
    assert register_report(session, assignment, october.number, ticked, today=today)


def test_what_another_has_changed_is_not_written_over(session, october, today):
    assignment = builders.an_assignment(session)
    number = register_report(session, assignment, october.number, FINE, today=today)
    version = open_report_number(session, number).version
    edit_report(session, number, version, WORRIED, today=today)
    with pytest.raises(ChangedByAnotherError):
        edit_report(session, number, version, FINE, today=today)
    changed = open_report_number(session, number)
    assert changed.is_open_concern
    less = replace(FINE, answers={"goals": "Bedre."})
    edit_report(session, number, changed.version, less, today=today)
    told = open_report_number(session, number).draft
    assert (told.answer("activities"), told.answer("goals")) == ("", "Bedre.")


def test_a_concern_stands_on_i_dag_until_somebody_has_met_it(session, october, today):
    assignment = builders.an_assignment(session)
    number = register_report(session, assignment, october.number, WORRIED, today=today)
    [task] = duties(session, today)
    assert (task.who, task.begins_on) == ("Oskar Moen", CAME)
    assert (task.about.assignment, task.about.period) == (assignment, october.number)

    mark_read(session, [number], today=today)  # to have read it is not to have met it
    assert duties(session, today)

    meet_concern(session, number, today=today)
    assert not duties(session, today)
    assert listed(session, today, "concern") == []
    open_concern(session, number)
    assert duties(session, today)


def test_reading_takes_a_report_off_the_unread_and_can_be_undone(
    session, october, today
):
    assignment = builders.an_assignment(session)
    number = register_report(session, assignment, october.number, FINE, today=today)
    assert listed(session, today, "unread") == [("Oskar Moen", "Oktober 2026")]
    assert mark_read(session, [number], today=today) == (number,)
    assert mark_read(session, [number], today=today) == ()
    assert listed(session, today, "unread") == []
    mark_unread(session, [number])
    assert open_report_number(session, number).read_on is None


def test_reports_that_were_due_are_missing_until_they_come(session, october, today):
    one = builders.an_assignment(session, "Oskar Moen", start_on=date(2026, 10, 1))
    two = builders.an_assignment(session, "Anne Dal", start_on=date(2026, 10, 1))
    rests = builders.an_assignment(session, "Eva Ås", start_on=date(2026, 10, 1))
    session.get(builders.Assignment, rests).status = AssignmentStatus.PAUSED
    empty = builders.an_assignment(session, "Per Li", start_on=date(2026, 10, 1))
    register_nothing(session, SheetDraft(empty, october.number), today=today)

    assert listed(session, today, "missing") == [
        ("Anne Dal", "Oktober 2026"),
        ("Oskar Moen", "Oktober 2026"),
    ]
    found = report_list(session, ListQuery(chip="missing", search="osk"), today=today)
    assert [waited_place(row.number) for row in found.rows] == [(one, october.number)]
    assert found.chips["missing"] == 2
    # The sheets, and the reports, have until the fifth of the month.
    assert listed(session, date(2026, 11, 5), "missing") == []

    assert open_next_report(session, october.number, after=one).assignment_number == two
    register_report(session, two, october.number, FINE, today=today)
    assert open_next_report(session, october.number, after=two).assignment_number == one
    register_report(session, one, october.number, FINE, today=today)
    assert open_next_report(session, october.number, after=one) is None


def test_twice_a_year_only_june_and_december_are_asked_for(session, october, today):
    assignment = builders.an_assignment(session)
    june = builders.periods(session)["2026-06"]

    def states(period):
        found = report_states(session, [assignment], period)
        return [mark.state for mark in found.values()]

    assert states(october) == states(june) == [ReportState.WAITED]
    rule = SetRule(CaseRule.REPORT_MONTHS, date(2026, 1, 1), 6)
    set_case_rule(session, rule)
    assert (states(october), states(june)) == ([], [ReportState.WAITED])
    assert listed(session, today, "missing") == [("Oskar Moen", "Juni 2026")]
    # One that comes all the same is shown.
    register_report(session, assignment, october.number, FINE, today=today)
    assert states(october) == [ReportState.UNREAD]


def test_a_report_taken_away_can_be_put_back(session, october, today):
    assignment = builders.an_assignment(session)
    number = register_report(session, assignment, october.number, WORRIED, today=today)
    version = open_report_number(session, number).version
    gone = remove_report(session, number, version)
    assert session.get(MonthReport, number) is None
    back = register_report(session, assignment, october.number, gone.draft, today=today)
    assert open_report_number(session, back).draft == gone.draft


def test_payroll_is_told_nothing_of_a_report(database, today):
    lonn = hire(database, "Liv Berg", Role.PAYROLL)
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        october = builders.periods(session)["2026-10"]
        assignment = builders.an_assignment(session)
        number = register_report(
            session, assignment, october.number, WORRIED, today=today
        )
        client = session.get(builders.Assignment, assignment).client_number
        mark = report_states(session, [assignment], october)[assignment]
        assert mark.is_concern
    with at_work(database, lonn) as own, own.reading() as session:
        assert report_states(session, [assignment], october) == {}
        for errand in (
            lambda: report_list(session, ListQuery(), today=today),
            lambda: open_report(session, assignment, october.number),
            lambda: open_report_number(session, number),
            lambda: reports_of_client(session, client),
            lambda: mark_read(session, [number], today=today),
            lambda: open_next_report(session, october.number, after=assignment),
        ):
            with pytest.raises(NotAllowedError):
                errand()


def test_reports_of_a_blocked_client_are_out_of_sight(database, today):
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        october = builders.periods(session)["2026-10"]
        assignment = builders.an_assignment(session)
        other = builders.an_assignment(session, "Anne Dal")
        client = session.get(builders.Assignment, assignment).client_number
        number = register_report(
            session, assignment, october.number, WORRIED, today=today
        )
    with at_work(database, kari) as own, own.transaction() as session:
        block_client(session, client, [])
        assert open_report_number(session, number).client == "Oskar Moen"
    with at_work(database, ola) as own, own.reading() as session:
        assert listed(session, today) == []
        found = report_list(session, ListQuery(chip="missing"), today=today)
        assert {row.client for row in found.rows} == {"Anne Dal"}
        assert found.chips[""] == found.chips["concern"] == 0
        assert set(report_states(session, [assignment, other], october)) == {other}
        for errand in (
            lambda: open_report_number(session, number),
            lambda: open_report(session, assignment, october.number),
            lambda: reports_of_client(session, client),
        ):
            with pytest.raises((BlockedError, NotFoundError)):
                errand()
