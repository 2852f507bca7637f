"""Pay of group leaders: from meetings held, signed by two, corrected once locked."""

from datetime import date
from random import Random

import pytest
from sqlalchemy import select

from stkdesk.domain.errors import ChangedByAnotherError, NotAllowedError, OfficeError
from stkdesk.domain.four_eyes import Act
from stkdesk.domain.pay import PayKind
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.staff import PROGRAM, Role
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.four_eyes import set_four_eyes
from stkdesk.services.leader_course import (
    approve_leaders,
    check_leaders,
    undo_leaders,
)
from stkdesk.services.leader_sheets import correct_leader, make_leader_sheets
from stkdesk.services.meeting_sheets import group_sheets
from stkdesk.services.meetings import cancel_meeting, plan_meetings
from stkdesk.services.periods import ensure_periods
from stkdesk.services.rates import set_rate
from stkdesk.services.run_sheets import sheets_of_run
from stkdesk.storage.tables import (
    Client,
    LeaderSheet,
    MeetingLeader,
    OwnRate,
    PaidLine,
)
from tests import builders as make
from tests.grouping import OCTOBER, a_group, a_member
from tests.leading import (
    NOON,
    TODAY,
    led,
    lock,
    october,
    rows,
    sign,
)
from tests.staff import at_work, hire

GROUP_RATE = 24_135  # kr 241,35 an hour
SECRET = "Hemmelig Navnesen"


@pytest.fixture
def office(database):
    """An office with a rate for groups, and a group that meets four times."""
    with database.transaction() as session:
        set_rate(session, RateRow(RateKind.HOUR_GROUP, date(2026, 1, 1), GROUP_RATE))
        leader = make.a_ready_contact(session)
        group = a_group(session, leader=leader)
        a_member(session, group, SECRET)
        plan_meetings(session, group, OCTOBER)
        ensure_periods(session, 2026)
    return group, leader


def test_a_month_of_meetings_is_one_sheet_that_pays_each_hour_led(database, office):
    group, leader = office
    with database.transaction() as session:
        for day, minutes in ((6, 150), (13, 150), (20, 120), (27, 0)):
            led(session, group, leader, date(2026, 10, day), minutes)
        [row] = rows(session)
        # 420 minutes are 7 hours: 7 × 241,35 = 1 689,45.
        assert (row.minutes, row.pay_ore, row.state) == (
            420,
            168_945,
            SheetState.RECEIVED,
        )
        [line] = row.lines
        assert (line.kind, line.quantity, line.rate_ore, line.sum_ore) == (
            PayKind.HOURS,
            420,
            24_135,
            168_945,
        )
        assert not row.moved
        assert make_leader_sheets(session, october(session), today=TODAY).words == ""


def test_own_rates_and_the_turn_of_a_rate_count_on_the_day(database, office):
    group, leader = office
    with database.transaction() as session:
        set_rate(session, RateRow(RateKind.HOUR_GROUP, date(2026, 10, 20), 25_000))
        for day in (6, 20):
            led(session, group, leader, date(2026, 10, day), 90)
        [row] = rows(session)
        # 1,5 × 241,35 = 362,025 → 362,03 and 1,5 × 250,00 = 375,00.
        assert [line.sum_ore for line in row.lines] == [36_203, 37_500]
        own = OwnRate(
            contact_number=leader,
            kind=RateKind.HOUR_GROUP,
            valid_from=date(2026, 1, 1),
            amount_ore=30_000,
        )
        session.add(own)
        session.flush()
        told = make_leader_sheets(session, october(session), today=TODAY)
        assert told.words == "1 er endret."
        [row] = rows(session)
        assert row.pay_ore == 3 * 30_000


def test_a_missing_rate_is_told_and_the_sheet_cannot_be_attested(database, today):
    with database.transaction() as session:
        leader = make.a_ready_contact(session)
        group = a_group(session, leader=leader)
        plan_meetings(session, group, OCTOBER)
        ensure_periods(session, 2026)
        led(session, group, leader, date(2026, 10, 6), 120)
        [row] = rows(session)
        assert row.missing == ((RateKind.HOUR_GROUP, date(2026, 10, 6)),)
        [(number, why)] = check_leaders(session, [row.number], now=NOON).left
        assert (number, why) == (
            row.number,
            "Timesats for gruppe mangler for 06.10.2026. Legg inn satsen først.",
        )
        set_rate(session, RateRow(RateKind.HOUR_GROUP, date(2026, 1, 1), GROUP_RATE))
        make_leader_sheets(session, october(session), today=TODAY)
        assert check_leaders(session, [row.number], now=NOON).numbers == (row.number,)


def test_a_signed_sheet_stands_and_is_told_as_changed_since(database, office):
    group, leader = office
    with database.transaction() as session:
        led(session, group, leader, date(2026, 10, 6), 120)
        [row] = rows(session)
        check_leaders(session, [row.number], now=NOON)
        led(session, group, leader, date(2026, 10, 6), 150)
        [row] = rows(session)
        assert (row.state, row.minutes) == (SheetState.CHECKED, 120)
        assert row.moved.words == "Endret siden: 0,5 timer mer"
        [(_, why)] = approve_leaders(session, [row.number], now=NOON).left
        assert why == "Endret siden: 0,5 timer mer. Ta inn endringen først."
        correct_leader(session, row.number, today=TODAY)
        [row] = rows(session)
        assert (row.state, row.minutes, row.moved.words) == (
            SheetState.RECEIVED,
            150,
            "",
        )
        with pytest.raises(OfficeError, match="ikke endret"):
            correct_leader(session, row.number, today=TODAY)


def test_what_is_changed_after_payroll_is_a_correction_of_the_difference(
    database, office
):
    group, leader = office
    with database.transaction() as session:
        for day in (6, 13):
            led(session, group, leader, date(2026, 10, day), 120)
        [row] = rows(session)
        sign(session, [row.number])
        lock(session, [row.number])
        [meeting] = [
            each.meeting
            for each in group_sheets(session, group, OCTOBER).sheets
            if each.meeting.meet_on.day == 13
        ]
        cancel_meeting(session, meeting.number, meeting.version, today=TODAY)
        first, second = rows(session)
        assert (first.minutes, first.pay_ore, first.state) == (
            240,
            96_540,
            SheetState.SENT,
        )
        # One meeting of 2 hours less: 2 × 241,35 = 482,70.
        assert (second.serial, second.minutes, second.pay_ore) == (2, -120, -48_270)
        sign(session, [second.number])
        # The meeting was held after all: an open correction goes again.
    with database.transaction() as session:
        lock(session, [rows(session)[1].number])
        led(session, group, leader, date(2026, 10, 20), 30)
        third = rows(session)[2]
        assert (third.serial, third.minutes) == (3, 30)
        led(session, group, leader, date(2026, 10, 20), 0)
        assert len(rows(session)) == 2


def test_payroll_is_told_the_group_by_a_code_and_nothing_of_its_members(
    database, office
):
    group, leader = office
    with database.transaction() as session:
        led(session, group, leader, date(2026, 10, 6), 120)
        session.scalars(select(Client)).one().is_blocked = True
        session.flush()
        shown = rows(session)
        numbers = [each.number for each in shown]
        sign(session, numbers)
        run = lock(session, numbers)
        session.info["actor"] = PROGRAM  # as a part of the run
        told = sheets_of_run(session, run)
    assert [each.code for each in told] == [f"G-{group}"]
    assert "Navnesen" not in repr(told) + repr(shown)
    with database.reading() as session:
        lines = session.execute(select(PaidLine.__table__)).all()
    assert "Navnesen" not in repr(lines)


def test_own_visits_at_the_same_hour_are_told_by_their_times(database, office):
    group, leader = office
    with database.transaction() as session:
        make.rates(session)
        assignment = make.an_assignment(session, contact=leader)
        make.a_sheet(
            session, assignment, october(session), make.a_visit(6, 18 * 60, 60)
        )
        led(session, group, leader, date(2026, 10, 6), 120)
        led(session, group, leader, date(2026, 10, 13), 120)
        [row] = rows(session)
        assert [each.sentence for each in row.remarks] == [
            "Møtet 06.10. kl. 17:00–19:00 overlapper 06.10. kl. 18:00–19:00."
        ]


def test_who_registered_the_meetings_neither_attests_nor_approves_alone(
    database, office
):
    group, leader = office
    with database.transaction() as session:
        for act in (Act.CHECK_HOURS, Act.APPROVE_HOURS):
            set_four_eyes(session, act, is_on=True)
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    payroll = hire(database, "Per Aas", Role.PAYROLL)
    with at_work(database, kari) as one, at_work(database, ola) as other:
        with one.transaction() as session:
            led(session, group, leader, date(2026, 10, 6), 120)
            [row] = rows(session)
            [(_, why)] = check_leaders(session, [row.number], now=NOON).left
            assert why.endswith("Be Kontoret eller Ola Vik om det.")
        with other.transaction() as session:
            assert not approve_leaders(session, [row.number], now=NOON).numbers
            done = check_leaders(session, [row.number], now=NOON)
            [(_, why)] = approve_leaders(session, [row.number], now=NOON).left
            assert why.endswith("Be Kari Lunde eller Kontoret om det.")
            undo_leaders(session, done)
            [row] = rows(session)
            assert row.state is SheetState.RECEIVED
            check_leaders(session, [row.number], now=NOON)
        with one.transaction() as session:
            assert approve_leaders(session, [row.number], now=NOON).numbers
            with pytest.raises(ChangedByAnotherError):
                undo_leaders(session, done)
    with at_work(database, payroll) as third, third.transaction() as session:
        [row] = rows(session)
        assert row.pay_ore == 48_270
        with pytest.raises(NotAllowedError):
            check_leaders(session, [row.number], now=NOON)


def an_edit(session, office, dice):
    """Do one of the things people do to the meetings and the sheets of a month."""
    group, leader = office
    last = next(iter(rows(session)[-1:]), None)
    what = dice.choice(("led", "sign", "run", "take in"))
    if what == "led":
        day = date(2026, 10, dice.choice((6, 13, 20, 27)))
        led(session, group, leader, day, dice.choice((0, 31, 90, 120, 155)))
    elif last is None:
        return
    elif what == "sign" and not last.moved and not last.state.is_locked:
        check_leaders(session, [last.number], now=NOON)
        approve_leaders(session, [last.number], now=NOON)
    elif what == "run" and last.state is SheetState.APPROVED:
        lock(session, [last.number])
    elif what == "take in" and last.moved:
        correct_leader(session, last.number, today=TODAY)


def test_what_is_paid_is_what_was_led_in_any_order_of_edits(database, office):
    dice = Random(20261102)
    corrections = 0
    with database.transaction() as session:
        for _ in range(60):
            an_edit(session, office, dice)
            found = rows(session)
            moved = found[-1].moved.minutes if found else 0
            minutes = sum(session.scalars(select(MeetingLeader.minutes)).all())
            assert sum(each.minutes for each in found) + moved == minutes
            corrections = max(corrections, len(found))
        if found[-1].moved:
            correct_leader(session, found[-1].number, today=TODAY)
        there = session.scalars(select(LeaderSheet)).all()
        minutes = sum(session.scalars(select(MeetingLeader.minutes)).all())
        paid = sum(session.scalars(select(PaidLine.quantity)).all())
        assert sum(each.minutes for each in there) == minutes == paid
        # Half up, once, over the whole of it.
        whole = (minutes * GROUP_RATE * 2 + 60) // 120
        assert sum(each.pay_ore for each in there) == whole
    assert corrections > 2
