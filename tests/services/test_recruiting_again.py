"""Recruiting: who ends, rests or was refused, and comes back."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.errors import (
    InvalidInputError,
)
from stkdesk.domain.recruiting import (
    RecruitOutcome,
)
from stkdesk.domain.recruiting_steps import Step
from stkdesk.services.contacts import edit_contact, open_contact
from stkdesk.services.recruiting import (
    reengage_contact,
)
from tests import builders as make
from tests.services.recruited import (
    TODAY,
    a_ready_applicant,
    apply,
    change,
    look,
    status,
)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


def test_one_who_comes_back_shows_a_new_certificate(session):
    number = a_ready_applicant(session)
    card = open_contact(session, number)
    ended = replace(card.draft, status=ContactStatus.ENDED)
    edit_contact(session, number, card.version, ended, today=TODAY)
    back = date(2026, 12, 15)
    reengage_contact(session, number, today=back)
    card = look(session, number, back)
    assert (card.status, card.step) == (ContactStatus.CANDIDATE, Step.CERTIFICATE)
    assert "fra et tidligere oppdrag" in card.lacks[-1].sentence


@pytest.mark.parametrize("first", [ContactStatus.PAUSED, ContactStatus.ENDED])
def test_a_detour_is_no_way_round_it_either(session, first):
    number = apply(session)
    with pytest.raises(InvalidInputError, match="ikke klar ennå"):
        status(session, number, first)
        status(session, number, ContactStatus.ACTIVE)


def test_one_who_ended_is_an_applicant_before_anything_else(session):
    number = a_ready_applicant(session)
    status(session, number, ContactStatus.ACTIVE)
    status(session, number, ContactStatus.ENDED)
    later = date(2026, 12, 15)
    with pytest.raises(InvalidInputError, match="Velg Søker"):
        status(session, number, ContactStatus.ACTIVE, later)
    back = status(session, number, ContactStatus.CANDIDATE, later)
    assert back.step is Step.CERTIFICATE


def test_a_slip_of_the_hand_is_taken_back_the_same_day(session):
    number = a_ready_applicant(session)
    status(session, number, ContactStatus.ACTIVE)
    status(session, number, ContactStatus.ENDED)
    assert status(session, number, ContactStatus.ACTIVE).step is Step.ACTIVE


def test_one_who_was_refused_before_is_asked_anew(session):
    number = apply(session)
    no = {"assessed_on": date(2026, 11, 11), "outcome": RecruitOutcome.REFUSED}
    change(session, number, **no)
    back = status(session, number, ContactStatus.CANDIDATE, date(2026, 12, 15))
    assert (back.step, back.draft.outcome) == (Step.REFERENCES, None)


def test_one_with_a_running_assignment_is_not_ended(session):
    number = make.a_contact(session)
    make.an_assignment(session, contact=number)
    card = open_contact(session, number)
    ended = replace(card.draft, status=ContactStatus.ENDED)
    with pytest.raises(InvalidInputError, match="1 oppdrag som ikke er avsluttet"):
        edit_contact(session, number, card.version, ended, today=TODAY)
