"""What the office says about itself, and how a register begins."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
)
from stkdesk.domain.office import NameMode, OfficeDraft
from stkdesk.services.office import (
    change_office,
    change_period_rule,
    edit_office,
    is_practice,
    open_office,
    set_up_office,
)

KRISTIANSUND = OfficeDraft(
    municipality=" Kristiansund kommune ",
    running_unit="Bolig og habilitering",
    deciding_unit="Tildelingskontoret",
    return_address="Kristiansund kommune, 6501 Kristiansund",
)


@pytest.fixture
def office(database, today):
    with database.transaction() as session:
        set_up_office(session, KRISTIANSUND, period_start_day=21, today=today)


def test_a_new_register_knows_no_office(database, today):
    with pytest.raises(NotFoundError), database.reading() as session:
        open_office(session, today=today)


def test_the_office_stands_as_set_up(database, office, today):
    with database.reading() as session:
        card = open_office(session, today=today)
    assert card.draft == replace(KRISTIANSUND, municipality="Kristiansund kommune")
    assert (card.period_start_day, card.period_due_day) == (21, 5)
    assert not card.practice


def test_an_office_without_a_municipality_is_refused_by_its_field(database, today):
    with pytest.raises(InvalidInputError) as refusal, database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality=" "), today=today)
    assert [problem.field for problem in refusal.value.problems] == ["municipality"]


@pytest.mark.parametrize("day", [0, 29, 31])
def test_a_period_starts_on_a_day_every_month_has(database, today, day):
    with pytest.raises(InvalidInputError) as refusal, database.transaction() as session:
        set_up_office(session, KRISTIANSUND, period_start_day=day, today=today)
    assert [problem.field for problem in refusal.value.problems] == ["period_start_day"]


def test_an_edit_stands_and_another_save_is_not_overwritten(database, office, today):
    with database.transaction() as session:
        edit_office(session, 1, replace(KRISTIANSUND, name_mode=NameMode.FULL))
    with pytest.raises(ChangedByAnotherError), database.transaction() as session:
        edit_office(session, 1, replace(KRISTIANSUND, leader="Kari Nordmann"))
    with database.reading() as session:
        draft = open_office(session, today=today).draft
    assert (draft.name_mode, draft.leader) == (NameMode.FULL, "")


def test_a_new_period_rule_counts_from_its_day(database, office, today):
    first = date(2027, 1, 1)
    with database.transaction() as session:
        change_period_rule(session, valid_from=first, start_day=1, due_day=3)
    with database.reading() as session:
        assert open_office(session, today=today).period_start_day == 21
        after = open_office(session, today=first)
    assert (after.period_start_day, after.period_due_day) == (1, 3)


def test_a_rule_with_an_impossible_day_is_refused(database, office):
    with pytest.raises(InvalidInputError), database.transaction() as session:
        change_period_rule(
            session, valid_from=date(2027, 1, 1), start_day=1, due_day=31
        )


def test_a_register_is_for_practice_only_when_it_says_so(database, office):
    with database.reading() as session:
        assert not is_practice(session)


def change(database, today, before, **fields):
    with database.transaction() as session:
        change_office(session, before, replace(before, **fields), today=today)


def stands(database, today):
    with database.reading() as session:
        return open_office(session, today=today).draft


def test_two_people_may_change_two_fields_at_the_same_time(database, office, today):
    seen = stands(database, today)
    change(database, today, seen, phone="71 00 00 00")
    change(database, today, seen, leader=" Kari Nordmann ")
    now = stands(database, today)
    assert (now.phone, now.leader) == ("71 00 00 00", "Kari Nordmann")


def test_a_field_somebody_else_has_changed_is_not_overwritten(database, office, today):
    seen = stands(database, today)
    change(database, today, seen, phone="71 00 00 00")
    with pytest.raises(ChangedByAnotherError):
        change(database, today, seen, phone="72 00 00 00")
    assert stands(database, today).phone == "71 00 00 00"


def test_the_name_of_the_municipality_cannot_be_taken_away(database, office, today):
    with pytest.raises(InvalidInputError):
        change(database, today, stands(database, today), municipality="")


def test_the_first_change_sets_up_an_office_that_is_not_there(database, today):
    change(database, today, OfficeDraft(), municipality="Fjordvik kommune")
    assert stands(database, today).municipality == "Fjordvik kommune"
