"""The limits of an application in words."""

from datetime import date

from stkdesk.domain.application import Pause
from stkdesk.domain.case_rules import CaseRules
from stkdesk.domain.clock import application_clock
from stkdesk.ui.applications.words import Done, limits, pause_text

RULES = CaseRules()
CAME = date(2026, 10, 5)


def told(today, pauses=(), done=None):
    clock = application_clock(CAME, pauses, RULES)
    shown = limits(clock, pauses, RULES, today, done or Done())
    return [(each.day, each.is_over) for each in shown]


def test_each_has_its_last_day_and_is_over_the_day_after():
    assert told(date(2026, 10, 8)) == [
        ("senest 8. oktober 2026", False),
        ("senest 5. november 2026", False),
        ("senest 2. november 2026", False),
    ]
    assert [over for _day, over in told(date(2026, 11, 3))] == [True, False, True]


def test_what_is_done_is_never_over():
    done = Done(date(2026, 10, 7), date(2026, 10, 30), date(2026, 11, 20))
    assert told(date(2026, 12, 1), done=done) == [
        ("gjort 7. oktober 2026", False),
        ("gjort 30. oktober 2026", False),
        ("gjort 20. november 2026", False),
    ]
    withdrawn = told(date(2026, 12, 1), done=Done(is_closed=True))
    assert not any(over for _day, over in withdrawn)


def test_while_it_waits_two_of_them_stand_still():
    waiting = (Pause(date(2026, 10, 12), reason="Legeerklæring"),)
    days = [day for day, _over in told(date(2026, 12, 1), waiting)]
    assert days[1:] == ["står stille mens dere venter på søkeren"] * 2
    assert pause_text(waiting[0]) == "Venter fra 12.10.2026: Legeerklæring"
