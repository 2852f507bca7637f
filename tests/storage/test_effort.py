"""What a guess at a password costs, on a slow machine and on a fast one."""

from dataclasses import replace

import pytest

from stkdesk.storage.effort import (
    LEAST_FOR_REAL,
    MOST,
    ROOMIEST,
    STRONG,
    calibrated,
    fitting,
)

MIB = 1024


def machine(mib_rounds_a_second):
    """Return what an effort takes on a machine that fills so much memory."""
    return lambda effort: effort.rounds * effort.memory_kib / MIB / mib_rounds_a_second


@pytest.mark.parametrize("speed", [250, 400, 800, 1_500, 3_000, 9_000])
def test_opening_takes_about_a_second_on_any_machine(speed):
    effort = fitting(machine(speed))
    assert 0.7 <= machine(speed)(effort) <= 1.2
    assert effort.within(LEAST_FOR_REAL, MOST)


def test_a_machine_too_slow_waits_rather_than_make_a_guess_cheap():
    assert fitting(machine(50)) == LEAST_FOR_REAL


def test_a_fast_machine_turns_to_rounds_when_memory_is_enough():
    effort = fitting(machine(9_000))
    assert effort.memory_kib == ROOMIEST
    assert effort.rounds > STRONG.rounds


def test_a_clock_that_stands_still_asks_for_nothing_absurd():
    assert fitting(lambda _effort: 0.0).within(LEAST_FOR_REAL, MOST)


def test_memory_that_gets_dearer_the_more_is_taken_is_allowed_for():
    def seconds(effort):
        return effort.rounds * (effort.memory_kib / MIB) ** 1.3 / 2_000

    assert 0.7 <= seconds(fitting(seconds)) <= 1.2


def test_a_pause_of_the_machine_is_not_taken_for_slowness():
    takes = iter([30.0, 0.2, 0.95])
    assert fitting(lambda _effort: next(takes)).memory_kib > 2 * 64 * MIB


def test_this_machine_gets_an_effort_that_opens_again():
    effort = calibrated()
    assert effort.within(LEAST_FOR_REAL, MOST)
    assert calibrated() is effort
    assert not replace(effort, memory_kib=8).within(LEAST_FOR_REAL, MOST)
