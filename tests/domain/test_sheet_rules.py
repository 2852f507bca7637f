"""The rules of a timesheet: an example from the office, and what always holds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.period import Period
from stkdesk.domain.sheet_checks import (
    RULES,
    Severity,
    SheetFrame,
    blocking,
    blocking_check,
    check_sheet,
)
from stkdesk.domain.sheet_rules.driving import missing_of
from stkdesk.domain.sheet_rules.frame import Agreed, Days, OtherLine, Vetting
from stkdesk.domain.sheet_rules.hours import carried
from stkdesk.domain.sheet_rules.strictness import SheetStrictness, Strictness
from stkdesk.domain.timesheet import Trip, Visit

OCTOBER = Period.month(2026, 10)
FRAME = SheetFrame(OCTOBER, date(2026, 1, 1))
STORD = SheetFrame(Period(date(2026, 9, 21), date(2026, 10, 20)), date(2026, 1, 1))


def day(number, month=10):
    return date(2026, month, number)


def visit(number, start=960, minutes=180, *, month=10, **fields):
    return Visit(day(number, month), start, minutes, **fields)


def found(*sheet, **facts):
    return check_sheet(sheet, replace(FRAME, **facts))


def codes(*sheet, **facts):
    return [one.code for one in found(*sheet, **facts)]


def test_the_20th_is_the_last_day_of_a_period_that_ends_there():
    inside = [visit(21, month=9), visit(20)]
    outside = [visit(20, month=9), visit(21)]
    told = [one.code for one in check_sheet(inside + outside, STORD)]
    assert told.count("outside_period") == 2
    assert "outside_period" not in [one.code for one in check_sheet(inside, STORD)]


def test_a_pause_is_told_and_does_not_stop_the_sheet():
    rests = (Days(day(8), day(14)),)
    [one] = found(visit(7), visit(8), visit(15), pauses=rests)
    assert (one.line, one.severity) == (1, Severity.WARN)
    assert one.message == "08.10.: oppdraget hadde pause denne dagen."


def test_no_visit_before_the_certificate_was_shown_and_the_declaration_signed():
    vetted = Vetting(day(7), day(8))
    told = found(visit(6), visit(7), visit(8), vetting=vetted)
    assert [(one.code, one.line) for one in blocking(told)] == [
        ("before_certificate", 0),
        ("before_declaration", 0),
        ("before_declaration", 1),
    ]
    assert told[0].message == (
        "06.10. er før politiattesten til støttekontakten ble vist 07.10.2026."
    )


@pytest.mark.parametrize(
    ("is_known", "severity"), [(True, Severity.BLOCK), (False, Severity.WARN)]
)
def test_a_certificate_never_shown_is_told_once(is_known, severity):
    nobody = Vetting(None, day(1), is_known=is_known)
    [one] = found(visit(6), visit(7), vetting=nobody)
    assert (one.line, one.severity) == (None, severity)
    assert one.message == (
        "Politiattesten til støttekontakten er ikke registrert som vist."
    )


def test_nobody_is_vetted_for_a_sheet_without_visits():
    assert codes(vetting=Vetting()) == []


def test_a_day_without_a_decision_stops_the_attesting_and_not_the_typing():
    until = (Days(day(1, 1), day(14)),)
    told = found(visit(14), visit(15), decided=until)
    assert blocking(told) == ()
    [one] = blocking_check(told)
    assert one.message == (
        "15.10.: ingen vedtak gjelder denne dagen. Må rettes før attestering."
    )


@pytest.mark.parametrize(
    ("strictness", "stops_saving", "stops_check"),
    [
        (Strictness.TELLS, 0, 0),
        (Strictness.STOPS_CHECK, 0, 1),
        (Strictness.STOPS_SAVING, 1, 1),
    ],
)
def test_the_office_says_how_strict_it_is(strictness, stops_saving, stops_check):
    office = SheetStrictness(decision=strictness)
    told = found(visit(15), decided=(), strictness=office)
    assert [one.code for one in told] == ["outside_decision"]
    assert len(blocking(told)) == stops_saving
    assert len(blocking_check(told)) == stops_check


def test_what_is_not_known_is_not_remarked_on():
    assert codes(visit(15), decided=None, agreed=None, vetting=None) == []


def test_no_pay_before_the_agreement_is_signed():
    october = Days(day(1), day(31))
    agreed = (Agreed(october, day(12)),)
    told = found(visit(9), visit(12), agreed=agreed)
    assert [one.message for one in told] == [
        "09.10.: oppdragsavtalen ble signert 12.10.2026, etter besøket. "
        "Må rettes før attestering."
    ]
    unsigned = found(visit(9), agreed=(Agreed(october),))
    assert unsigned[0].message.startswith("09.10.: oppdragsavtalen er ikke signert.")
    over = found(visit(9, month=10), agreed=(Agreed(Days(day(1), day(8)), day(1)),))
    assert over[0].message.startswith("09.10.: ingen oppdragsavtale gjelder denne")


def test_a_visit_is_covered_by_whichever_agreement_holds_that_day():
    first, second = Days(day(1, 1), day(14)), Days(day(15))
    agreed = (Agreed(first, day(1, 1)), Agreed(second, day(12)))
    assert codes(visit(14), visit(15), agreed=agreed) == []


THEIRS = OtherLine(12, "Signe Foss", day(14), 1080, 120)


def test_an_overlap_with_another_sheet_names_the_other_assignment():
    [one] = found(visit(14), others=(THEIRS,))
    assert (one.severity, one.line) == (Severity.WARN, 0)
    assert one.message == (
        "14.10. kl. 16:00–19:00 overlapper oppdrag O-12 (Signe Foss) "
        "14.10. kl. 18:00–20:00."
    )


def test_touching_another_sheet_is_no_overlap():
    assert codes(visit(14, 960, 120), others=(THEIRS,)) == []
    assert codes(visit(14, 1200, 60), others=(THEIRS,)) == []


def test_a_night_overlaps_the_next_morning_on_another_sheet():
    morning = replace(THEIRS, work_on=day(15), start_minute=60)
    assert "overlap_elsewhere" in codes(visit(14, 1320, 240), others=(morning,))


def test_another_helper_of_the_same_client_may_be_there_at_the_same_time():
    other = replace(THEIRS, is_contacts=False, is_clients=True)
    assert codes(visit(14), others=(other,)) == []


clocks, lengths = st.integers(0, 1439), st.integers(1, 1440)
near = st.integers(13, 15)


@given(near, clocks, lengths, near, clocks, lengths)
def test_overlap_is_the_same_seen_from_either_sheet(
    here, start, minutes, there, their_start, their_minutes
):
    def told(one, other):
        other_line = OtherLine(1, "", other.work_on, other.start_minute, other.minutes)
        return "overlap_elsewhere" in codes(one, others=(other_line,))

    mine = visit(here, start, minutes)
    theirs = visit(there, their_start, their_minutes)
    assert told(mine, theirs) == told(theirs, mine)
    on_one_sheet = {"overlap", "same_start"} & set(codes(mine, theirs))
    assert told(mine, theirs) == bool(on_one_sheet)


@given(near, clocks, lengths, lengths)
def test_touching_visits_never_overlap(here, start, minutes, after):
    ends = start + minutes
    later = visit(here, ends % 1440, after)
    later = replace(later, work_on=day(here) + timedelta(days=ends // 1440))
    told = codes(visit(here, start, minutes), later)
    assert not {"overlap", "same_start"} & set(told)


def test_two_visits_one_day_are_asked_about_once_and_name_each_other():
    [one] = found(visit(14, 600, 60), visit(14, 960, 60))
    assert (one.code, one.line, one.other) == ("same_day", 1, 0)
    assert one.message == (
        "To besøk samme dag: 14.10. kl. 10:00–11:00 og 14.10. kl. 16:00–17:00."
    )
    twice = found(visit(14, None), visit(14, None))
    assert twice[0].message == "14.10.: samme besøk er ført to ganger."
    assert codes(*[visit(14, start, 60) for start in (600, 700, 800)]) == ["same_day"]


def test_hours_left_from_last_month_are_counted_before_one_is_over():
    frame = {"granted_minutes": 300, "carry_over_minutes": 120}
    six = visit(14, 960, 360)
    assert codes(six, **frame) == ["carried_over"]
    assert codes(six, **frame, carried_minutes=60) == []
    [one] = found(six, **frame, carried_minutes=-120)
    assert one.code == "over_granted"
    assert one.message == ("3 timer over avtalt, regnet med 2 timer brukt på forskudd.")


def test_what_moves_to_the_next_month_is_no_more_than_the_office_lets():
    assert carried([(600, 480)], 120) == 120
    assert carried([(600, 300)], 120) == 120
    assert carried([(600, 300), (600, 660)], 120) == 60
    assert carried([(600, 900), (600, 540)], 120) == -60
    assert carried([], 120) == 0


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), max_size=12),
    st.integers(0, 600),
)
def test_never_more_than_the_most_is_carried_either_way(periods, most):
    assert -most <= carried(periods, most) <= most


def test_a_week_of_a_client_has_168_hours_and_not_a_minute_more():
    whole = [visit(number, 0, 1440) for number in range(5, 12)]
    assert "client_week" not in codes(*whole)
    other = OtherLine(9, "", day(11), None, 1, is_contacts=False, is_clients=True)
    told = found(*whole, others=(other,))
    [one] = blocking(told)
    assert one.message == "Uke 41: 168,02 timer hos brukeren. En uke har 168."


def test_a_support_contact_with_more_than_a_week_holds_is_only_told():
    whole = [visit(number, 0, 1440) for number in range(5, 12)]
    other = OtherLine(9, "Signe Foss", day(11), None, 60)
    told = found(*whole, others=(other,))
    assert [one.severity for one in told if one.code == "contact_week"] == [
        Severity.WARN
    ]
    assert blocking(told) == ()


@pytest.mark.parametrize(
    ("trip", "activity", "lacks"),
    [
        (Trip(), "", ("hva turen gjaldt", "rute")),
        (Trip(), "kino", ("rute",)),
        (Trip("kino", "Hjem–Sentrum"), "", ()),
        (Trip("kino", "Hjem–Sentrum", passengers=1), "", ("navn på passasjer",)),
        (Trip("kino", "  "), "", ("rute",)),
    ],
)
def test_a_drive_tells_all_a_statement_without_tax_must(trip, activity, lacks):
    drive = visit(14, metres=12_000, activity=activity, trip=trip)
    assert missing_of(drive) == lacks
    assert codes(drive) == (["trip"] if lacks else [])
    assert len(blocking_check(found(drive))) == bool(lacks)
    assert blocking(found(drive)) == ()
    assert codes(drive, pays_driving=False) == []


def test_no_drive_ends_before_it_began_and_nobody_rides_without_kilometres():
    back = visit(14, metres=1000, activity="tur", trip=Trip("", "A–B", back_on=day(13)))
    assert [one.code for one in blocking(found(back))] == ["trip_back"]
    assert codes(visit(14, trip=Trip(passengers=1))) == ["passengers_without_km"]


def test_an_expense_without_a_receipt_is_told():
    assert codes(visit(14, expense_ore=100)) == ["no_receipt"]
    assert codes(visit(14, expense_ore=100, has_receipt=True)) == []


def test_a_holiday_has_its_name():
    christmas = replace(FRAME, period=Period.month(2026, 12))
    [one] = check_sheet([visit(25, month=12)], christmas)
    assert one.message == "25.12. er helligdag (1. juledag)."


def test_every_rule_says_where_it_is_from_and_is_there_once():
    assert all(rule.source for rule in RULES)
    assert len({rule.code for rule in RULES}) == len(RULES)
