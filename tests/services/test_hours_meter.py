"""The hours meter of a register: individual, group and organisation together."""

from datetime import date

import pytest

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.group import Presence
from stkdesk.domain.hours_meter import SignalKind, Span, total
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import PROGRAM, Role
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.asking import asker
from stkdesk.services.hours_meter import assignment_hours, hours_meter
from stkdesk.services.office import set_up_office
from stkdesk.services.today import today_in
from stkdesk.storage.tables import (
    ActivityGroup,
    Attendance,
    Decision,
    DecisionItem,
    Timesheet,
)
from tests import builders
from tests.staff import hired

TODAY = date(2026, 11, 16)
HOUR = 60


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        builders.rates(session)
        yield session


def grant(session, client, hours, last=None, **items):
    """Write a decision of so many hours a month."""
    found = items or {Solution.INDIVIDUAL: hours}
    session.add(
        Decision(
            client_number=client,
            kind=DecisionKind.GRANTED,
            state=DecisionState.ISSUED,
            reference=f"2026/{client}-1",
            content="{}",
            decided_on=date(2026, 1, 1),
            valid_from=date(2026, 1, 1),
            valid_to=last,
            granted_minutes=hours * HOUR,
            items=[
                DecisionItem(place=at, solution=Solution(each), minutes=amount * HOUR)
                for at, (each, amount) in enumerate(found.items(), start=1)
            ],
            hours_unit=HoursUnit.MONTH,
        )
    )
    session.flush()


def sheet(session, assignment, code, hours, day=5, **fields):
    """Register a sheet with one visit on a day of its month."""
    period = builders.periods(session)[code]
    month = int(code[-2:])
    visit = builders.a_visit(day, minutes=hours * HOUR, month=month)
    number = builders.a_sheet(session, assignment, period.number, visit)
    for name, value in fields.items():
        setattr(session.get(Timesheet, number), name, value)
    session.flush()
    return number


@pytest.fixture
def three(session):
    """A client with a support contact, a group, and an organisation."""
    builders.periods(session)
    client = builders.a_client(session)
    group = ActivityGroup(name="Kafé")
    session.add(group)
    session.flush()
    one = builders.an_assignment(session, client, hours=10)
    member = builders._added(
        session,
        builders.Assignment(
            client_number=client,
            group_number=group.number,
            solution=Solution.GROUP,
            status=AssignmentStatus.ACTIVE,
            start_on=builders.START,
            agreed_minutes=4 * HOUR,
        ),
    )
    club = builders.an_assignment(
        session, client, hours=2, solution=Solution.ORGANISATION
    )
    for number, day, hours in (
        (member, date(2026, 10, 7), 2),
        (member, date(2026, 9, 30), 2),
        (club, date(2026, 10, 9), 1),
    ):
        session.add(
            Attendance(
                assignment_number=number,
                attended_on=day,
                presence=Presence.CAME,
                minutes=hours * HOUR,
            )
        )
    session.flush()
    return client, one, member, club


def in_hours(amounts):
    return tuple(
        each // HOUR
        for each in (amounts.granted, amounts.agreed, amounts.worked, amounts.paid)
    )


def test_everything_a_client_has_is_summed(session, three):
    client, one, _member, _club = three
    grant(session, client, 16)
    sheet(session, one, "2026-10", 8)
    sheet(session, one, "2026-09", 5, state=SheetState.PAID, paid_on=date(2026, 10, 12))

    meter = hours_meter(session, client, today=TODAY)

    assert in_hours(meter.span(Span.PERIOD).amounts) == (16, 16, 11, 0)
    assert in_hours(meter.span(Span.QUARTER).amounts) == (48, 48, 11, 0)
    assert in_hours(meter.span(Span.YEAR).amounts) == (192, 192, 18, 5)
    assert meter.span(Span.DECISION) is None  # it has no last day


def test_each_assignment_is_its_part_of_the_client(session, three):
    client, one, member, club = three
    grant(session, client, 16, last=date(2026, 12, 31))
    sheet(session, one, "2026-10", 8)
    whole = hours_meter(session, client, today=TODAY)

    for shown in whole.spans:
        alone = [
            assignment_hours(session, number, today=TODAY).span(shown.span).amounts
            for number in (one, member, club)
        ]
        summed = total(alone)
        of_client = shown.amounts
        assert (summed.agreed, summed.worked, summed.paid) == (
            of_client.agreed,
            of_client.worked,
            of_client.paid,
        )


def test_a_whole_decision_counts_the_days_it_holds_and_no_others(session):
    client = builders.a_client(session)
    builders.periods(session)
    one = builders.an_assignment(session, client, hours=10)
    grant(session, client, 10, last=date(2026, 11, 15))
    sheet(session, one, "2026-10", 8)
    sheet(session, one, "2026-11", 3, day=20)

    shown = hours_meter(session, client, today=date(2026, 11, 15)).span(Span.DECISION)

    assert (shown.days.first, shown.days.last) == (
        date(2026, 1, 1),
        date(2026, 11, 15),
    )
    assert in_hours(shown.amounts) == (105, 105, 8, 0)
    assert shown.left == 97 * HOUR


def test_little_use_is_told_when_all_sheets_are_in(session):
    client = builders.a_client(session)
    one = builders.an_assignment(session, client, hours=10)
    grant(session, client, 10)
    for code in ("2026-08", "2026-09"):
        sheet(session, one, code, 2)

    def kinds():
        found = hours_meter(session, client, today=TODAY).signals
        return [each.kind for each in found]

    assert kinds() == []  # October is still waited for
    sheet(session, one, "2026-10", 2)
    assert kinds() == [SignalKind.UNDER]


def test_more_than_is_granted_is_told(session):
    client = builders.a_client(session)
    one = builders.an_assignment(session, client, hours=10)
    grant(session, client, 10)
    sheet(session, one, "2026-10", 9)
    assert [
        (each.kind, each.sentence)
        for each in hours_meter(session, client, today=TODAY).signals
    ] == [(SignalKind.NEAR, "1 time igjen i perioden.")]


def test_an_assignment_that_is_being_made_ready_agrees_nothing_yet(session):
    client = builders.a_client(session)
    builders.periods(session)
    builders.an_assignment(session, client, status=AssignmentStatus.PLANNED)

    shown = hours_meter(session, client, today=TODAY).span(Span.YEAR)

    assert in_hours(shown.amounts) == (0, 0, 0, 0)


def test_who_pays_the_hours_is_not_told_what_is_granted(database, today):
    with database.transaction() as session:
        office = OfficeDraft(municipality="Fjordvik")
        set_up_office(session, office, today=today)
        builders.rates(session)
        client = builders.a_client(session)
        one = builders.an_assignment(session, client, hours=10)
        grant(session, client, 10)
        sheet(session, one, "2026-10", 8)

    with hired(database, Role.PAYROLL) as own, own.reading() as reading:
        shown = assignment_hours(reading, one, today=TODAY).span(Span.PERIOD)

    assert in_hours(shown.amounts) == (0, 10, 8, 0)


def under(session, today=TODAY):
    """Return whom the first page tells of little use about."""
    found = today_in(asker(session), today=today, actor=PROGRAM).tasks
    return [(each.who, each.detail) for each in found if each.key == "hours_under"]


def test_the_first_page_asks_why_so_little_is_used(session):
    one = builders.an_assignment(session, "Oskar Moen", hours=10)
    sheet(session, one, "2026-09", 2)
    assert under(session) == []  # October is still waited for
    number = sheet(session, one, "2026-10", 3)
    assert under(session) == [("Oskar Moen", "5 av 20 t i de siste 2 periodene")]

    session.get(Timesheet, number).minutes = 5 * HOUR
    session.flush()
    assert under(session) == []


def test_what_was_done_in_a_group_counts_there_too(session, three):
    _client, one, member, _club = three
    for code in ("2026-09", "2026-10"):
        sheet(session, one, code, 1)
    assert len(under(session)) == 1

    for day in (2, 16):
        session.add(
            Attendance(
                assignment_number=member,
                attended_on=date(2026, 9, day),
                presence=Presence.CAME,
                minutes=HOUR,
            )
        )
    session.flush()
    assert under(session) == []


def test_corrections_count_with_what_they_correct(session):
    client = builders.a_client(session)
    one = builders.an_assignment(session, client, hours=10)
    number = sheet(
        session, one, "2026-10", 8, state=SheetState.PAID, paid_on=date(2026, 11, 12)
    )
    about = session.get(Timesheet, number)
    session.add(
        Timesheet(
            assignment_number=one,
            period_number=about.period_number,
            state=SheetState.SENT,
            received_on=about.received_on,
            minutes=-2 * HOUR,
            serial=2,
            corrects_number=number,
        )
    )
    session.flush()
    amounts = hours_meter(session, client, today=TODAY).span(Span.PERIOD).amounts
    assert (amounts.worked, amounts.paid) == (6 * HOUR, 8 * HOUR)


def test_a_sheet_in_the_post_is_not_worked_hours_yet(session):
    client = builders.a_client(session)
    one = builders.an_assignment(session, client, hours=10)
    grant(session, client, 10)
    for code in ("2026-08", "2026-09"):
        sheet(session, one, code, 2)
    sheet(session, one, "2026-10", 2, state=SheetState.ARRIVED)
    meter = hours_meter(session, client, today=TODAY)
    assert meter.span(Span.PERIOD).amounts.worked == 0
    assert meter.signals == ()  # October is still to be entered


def test_what_is_granted_is_told_as_a_true_week_and_as_kpr_wants_it(session):
    client = builders.a_client(session)
    assert hours_meter(session, client, today=TODAY).weekly is None
    grant(session, client, 12)
    weekly = hours_meter(session, client, today=TODAY).weekly
    assert weekly.text == "2 t 46 min i uken, 3 t 0 min i KPR"


def test_i_dag_does_not_ask_why_before_the_sheet_is_entered(session):
    client = builders.a_client(session)
    one = builders.an_assignment(session, client, hours=10)
    sheet(session, one, "2026-09", 2)
    number = sheet(session, one, "2026-10", 2, state=SheetState.ARRIVED)

    def asked():
        tasks = today_in(asker(session), today=TODAY, actor=PROGRAM).tasks
        return [task.key for task in tasks if task.key == "hours_under"]

    assert asked() == []
    session.get(Timesheet, number).state = SheetState.RECEIVED
    session.flush()
    assert asked() == ["hours_under"]
