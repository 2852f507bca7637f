"""What is looked at before the hours of a group's leader are attested."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.leader_sheet import (
    LeaderFrame,
    LedMeeting,
    MadeLeaders,
    Moved,
    leader_remarks,
    led_minutes,
)
from stkdesk.domain.period import Period
from stkdesk.domain.timesheet import Visit

TUESDAY = date(2026, 10, 6)
SIX = 17 * 60
MEETING = LedMeeting(TUESDAY, 120, SIX)  # 17–19
IN_ORDER = LeaderFrame(
    period=Period.month(2026, 10),
    certificate_on=date(2026, 1, 5),
    declaration_on=date(2026, 1, 5),
    stretches=((date(2026, 9, 1), None),),
)


def remarks(meeting=MEETING, **changed):
    return [
        each.sentence
        for each in leader_remarks([meeting], replace(IN_ORDER, **changed))
    ]


def test_nothing_is_said_of_a_meeting_that_is_in_order():
    assert remarks() == []


def test_a_meeting_outside_the_period_stops_the_sheet():
    [found] = leader_remarks([LedMeeting(date(2026, 11, 3), 120)], IN_ORDER)
    assert found.sentence == "Møtet 03.11.2026 ligger utenfor perioden."
    assert found.blocks


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"certificate_on": date(2026, 10, 7)},
            "Møtet 06.10.2026 ble ledet før politiattesten ble vist 07.10.2026.",
        ),
        (
            {"certificate_on": None},
            "Møtet 06.10.2026 ble ledet og politiattest er ikke vist.",
        ),
        (
            {"declaration_on": date(2026, 10, 7)},
            "Møtet 06.10.2026 ble ledet før taushetserklæringen ble signert "
            "07.10.2026.",
        ),
        (
            {"stretches": ((date(2026, 9, 1), date(2026, 10, 5)),)},
            "Står ikke som leder av gruppen 06.10.2026.",
        ),
    ],
)
def test_what_was_not_in_order_that_day_is_told_and_stops_nobody(changed, told):
    assert remarks(**changed) == [told]
    frame = replace(IN_ORDER, **changed)
    assert not any(each.blocks for each in leader_remarks([MEETING], frame))


@pytest.mark.parametrize("field", ["certificate_on", "declaration_on"])
def test_what_came_the_same_day_came_in_time(field):
    assert remarks(**{field: TUESDAY}) == []


@pytest.mark.parametrize(
    ("start", "minutes", "overlaps"),
    [
        (15 * 60, 120, False),  # ends as the meeting begins
        (15 * 60, 121, True),
        (19 * 60, 60, False),  # begins as the meeting ends
        (19 * 60 - 1, 60, True),
        (17 * 60 + 30, 30, True),
        (None, 120, False),  # no clock: nothing can be said
    ],
)
def test_own_visits_and_meetings_share_time_only_inside_each_other(
    start, minutes, overlaps
):
    found = remarks(elsewhere=(Visit(TUESDAY, start, minutes),))
    assert bool(found) is overlaps


def test_a_visit_over_midnight_meets_the_meeting_of_the_next_day():
    early = LedMeeting(TUESDAY, 60, 30)
    night = Visit(date(2026, 10, 5), 23 * 60, 120)
    assert remarks(early, elsewhere=(night,)) == [
        "Møtet 06.10. kl. 00:30–01:30 overlapper 05.10. kl. 23:00–01:00."
    ]


def test_what_has_changed_since_is_told_in_hours_before_money():
    assert led_minutes([MEETING, MEETING]) == 240
    assert not Moved()
    assert Moved(-30, -100).words == "Endret siden: 0,5 timer mindre"
    assert Moved(0, 1250).words == "Endret siden: kr\N{NO-BREAK SPACE}12,50 mer"


def test_what_came_of_making_them_is_told_in_a_line():
    assert MadeLeaders().words == ""
    told = MadeLeaders(made=2, followed=1, corrections=1, waiting=1).words
    assert told == (
        "2 lederlister er laget, 1 som korreksjon. 1 er endret. "
        "1 er attestert og endret siden."
    )
