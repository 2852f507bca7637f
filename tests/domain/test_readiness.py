"""What ought to be in order before an assignment starts."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.readiness import (
    AssignmentFacts,
    Grant,
    Ready,
    Remedy,
    requirements,
)

GRANT = Grant(date(2026, 1, 1), date(2027, 12, 31), 16 * 60, HoursUnit.MONTH)
FINE = AssignmentFacts(
    start_on=date(2026, 12, 1),
    end_on=date(2027, 11, 30),
    minutes=16 * 60,
    unit=HoursUnit.MONTH,
    grants=(GRANT,),
    by_contact=True,
    declaration_signed_on=date(2026, 2, 14),
    has_account=True,
)


def told(facts):
    return {each.title: (each.ready, each.evidence) for each in requirements(facts)}


def test_everything_in_order():
    assert {each.ready for each in requirements(FINE)} == {Ready.FINE}
    assert told(FINE)["Taushetserklæring"] == (Ready.FINE, "Signert 14.02.2026")
    assert told(FINE)["Timer innenfor vedtaket"] == (Ready.FINE, "16 av 16 t/mnd")


def test_what_is_missing_comes_first_with_its_remedy():
    found = requirements(replace(FINE, declaration_signed_on=None, has_account=False))
    assert [each.ready for each in found[:2]] == [Ready.MISSING, Ready.LOOK]
    assert found[0].remedy is Remedy.DECLARATION
    assert found[1].remedy is Remedy.CONTACT
    assert all(each.remedy is Remedy.NONE for each in found[2:])


def test_without_a_decision_at_the_start_there_is_nothing_to_compare_with():
    [first, *rest] = requirements(replace(FINE, grants=()))
    assert (first.title, first.ready, first.remedy) == (
        "Vedtak",
        Ready.MISSING,
        Remedy.DECISION,
    )
    assert {each.title for each in rest} == {"Taushetserklæring", "Lønnsopplysninger"}


@pytest.mark.parametrize(
    "grant",
    [
        replace(GRANT, valid_to=date(2026, 11, 30)),  # the day before the start
        replace(GRANT, valid_from=date(2026, 12, 2)),  # the day after
    ],
)
def test_a_decision_must_be_in_force_on_the_first_day(grant):
    assert "Vedtak" in told(replace(FINE, grants=(grant,)))


def test_first_and_last_day_of_a_decision_count():
    exact = replace(GRANT, valid_from=FINE.start_on, valid_to=FINE.end_on)
    found = told(replace(FINE, grants=(exact,)))
    assert found["Vedtaket dekker perioden"][0] is Ready.FINE


@pytest.mark.parametrize("end", [None, date(2028, 1, 1)])
def test_an_assignment_that_outlasts_its_decision_is_worth_a_look(end):
    found = told(replace(FINE, end_on=end))
    assert found["Vedtaket dekker perioden"] == (
        Ready.LOOK,
        "Går ut 31.12.2027, oppdraget varer lenger",
    )


def test_a_decision_until_further_notice_covers_everything():
    open_ended = replace(GRANT, valid_to=None)
    found = told(replace(FINE, grants=(open_ended,), end_on=None))
    assert found["Vedtaket dekker perioden"] == (Ready.FINE, "Gjelder inntil videre")


def test_of_several_decisions_the_one_that_lasts_counts():
    short = replace(GRANT, valid_to=date(2026, 12, 31))
    found = told(replace(FINE, grants=(short, GRANT)))
    assert found["Vedtaket dekker perioden"] == (Ready.FINE, "Gjelder til 31.12.2027")


def test_more_hours_than_granted_are_worth_a_look():
    found = told(replace(FINE, minutes=20 * 60))
    assert found["Timer innenfor vedtaket"] == (Ready.LOOK, "20 av 16 t/mnd")


def test_hours_by_different_units_are_not_weighed():
    weekly = replace(FINE, minutes=4 * 60, unit=HoursUnit.WEEK)
    assert "Timer innenfor vedtaket" not in told(weekly)


def test_an_organisation_answers_for_its_own_people():
    found = told(replace(FINE, by_contact=False, declaration_signed_on=None))
    assert set(found) == {"Vedtaket dekker perioden", "Timer innenfor vedtaket"}
