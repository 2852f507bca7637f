"""Which backups are kept, and when somebody must be told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.backup import (
    BackupKind,
    BackupRules,
    BackupState,
    Health,
    Kept,
    has_gone,
    rule_problems,
    standing,
    to_prune,
)

NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)
HERE = datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001 - the clock on the wall


def kept(days, kind=BackupKind.ORDINARY, *, verified=False, hour=0):
    moment = NOW - timedelta(days=days, hours=hour)
    return Kept(f"{moment:%Y%m%d%H}-{kind}", moment, kind, verified)


def test_after_two_years_of_backups_days_weeks_and_months_are_left():
    twice_a_day = [
        kept(days, hour=hour, verified=days == 0)
        for days in range(700)
        for hour in (0, 8)
    ]
    gone = to_prune(twice_a_day, NOW, days=400)
    left = sorted(
        (each for each in twice_a_day if each.name not in gone),
        key=lambda each: each.made_at,
    )
    assert 18 <= len(left) <= 25
    assert [each.made_at.day for each in left[-8:]] == [15, 16, 17, 18, 19, 20, 21, 21]
    assert {each.made_at.hour for each in left[-8:-2]} == {18}  # the newest of each
    assert (NOW - left[0].made_at).days >= 325


def test_a_mistake_of_this_morning_can_be_undone_this_afternoon():
    today = [kept(0, hour=hours, verified=hours == 0) for hours in range(0, 24, 4)]
    assert to_prune(today, NOW, days=400) == frozenset()


def test_the_last_five_before_an_upgrade_stay():
    before = [kept(days, BackupKind.PRE_UPGRADE) for days in range(100, 300, 20)]
    daily = [kept(days, verified=days == 0) for days in range(30)]
    gone = to_prune([*before, *daily], NOW, days=400)
    left = {each.name for each in before} - gone
    assert {each.name for each in before[:5]} <= left


def test_nothing_is_kept_longer_than_the_office_may():
    gone = to_prune([kept(0, verified=True), kept(50), kept(40)], NOW, days=45)
    assert gone == {kept(50).name}


def test_while_none_is_verified_all_stay():
    assert to_prune([kept(days) for days in range(900)], NOW, days=30) == frozenset()


def test_the_newest_verified_one_stays_however_old():
    gone = to_prune([kept(0), kept(900, verified=True), kept(950)], NOW, days=30)
    assert gone == {kept(950).name}


ages = st.lists(st.integers(0, 2000), max_size=60, unique=True)


@given(ages, st.integers(0, 59), st.integers(30, 900))
def test_the_newest_and_the_newest_verified_are_never_thrown_away(ages, which, days):
    backups = [kept(age, verified=at == which) for at, age in enumerate(ages)]
    gone = to_prune(backups, NOW, days=days)
    verified = [each for each in backups if each.is_verified]
    assert not gone & {each.name for each in verified}
    assert verified or not gone
    young = [each for each in backups if (NOW - each.made_at).days < days]
    if young and verified:
        assert max(young, key=lambda each: each.made_at).name not in gone


def test_a_backup_of_today_that_has_been_tried_is_all_well():
    state = BackupState(
        last_at=HERE.replace(hour=8, minute=2), tested_at=HERE - timedelta(days=2)
    )
    told = standing(state, HERE)
    assert told.health is Health.GOOD
    assert told.line == (
        "Sikkerhetskopi: i dag 08.02 ✓ · Sist prøvd gjenopprettet 20.11."
    )


@pytest.mark.parametrize(("days", "health"), [(1, Health.WARN), (2, Health.BAD)])
def test_one_missed_day_is_red(days, health):
    last = HERE - timedelta(days=days)
    told = standing(BackupState(last, tested_at=last), HERE)
    assert told.health is health
    assert told.advice


def test_with_the_clock_set_back_it_is_time_for_a_new_backup():
    day = timedelta(days=1)
    assert not has_gone(day, HERE - timedelta(hours=23), HERE)
    assert has_gone(day, HERE - day, HERE)
    assert has_gone(day, HERE + timedelta(days=300), HERE)  # taken by a wrong clock
    assert has_gone(day, None, HERE)


def test_with_the_clock_set_back_none_of_the_newest_is_thrown_away():
    ahead = [kept(-days, verified=days == 2) for days in (1, 2)]
    today = [kept(0, hour=hour) for hour in (0, 1)]
    gone = to_prune([*ahead, *today, *(kept(d) for d in range(1, 60))], NOW, days=400)
    assert not gone & {each.name for each in (*ahead, *today)}


def test_a_backup_never_taken_is_red_and_says_what_to_do():
    told = standing(BackupState(), HERE)
    assert (told.health, told.line) == (
        Health.BAD,
        "Sikkerhetskopi: ikke tatt ennå",
    )
    assert "Ta en nå" in told.advice


def test_a_backup_that_failed_says_why():
    state = BackupState(HERE, tested_at=HERE, failure="Mappen finnes ikke.")
    told = standing(state, HERE)
    assert (told.health, told.advice) == (Health.WARN, "Mappen finnes ikke.")
    old = standing(BackupState(HERE - timedelta(days=3), failure="Full disk."), HERE)
    assert old.advice == "Siste kopi er 3 dager gammel. Full disk."


def test_a_copy_nobody_has_tried_to_restore_is_worth_a_word():
    for tested in (None, HERE - timedelta(days=15)):
        told = standing(BackupState(HERE, tested_at=tested), HERE)
        assert told.health is Health.WARN
        assert "prøvd gjenopprettet" in told.advice


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        (BackupRules(hours=0), "hours"),
        (BackupRules(hours=25), "hours"),
        (BackupRules(days=29), "days"),
        (BackupRules(days=3651), "days"),
    ],
)
def test_rules_that_make_no_sense_are_told(rules, field):
    assert [problem.field for problem in rule_problems(rules)] == [field]


def test_the_usual_rules_are_fine():
    assert rule_problems(BackupRules()) == ()
