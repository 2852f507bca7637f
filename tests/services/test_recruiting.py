"""Recruiting: from an application with two references to an active support contact."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
)
from stkdesk.domain.recruiting import (
    RecruitOutcome,
    ReferenceAnswer,
    ReferenceDraft,
)
from stkdesk.domain.recruiting_rules import NotReadyError
from stkdesk.domain.recruiting_steps import Step
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.case_rules import set_case_rule
from stkdesk.services.certificates import request_certificate
from stkdesk.services.contacts import edit_contact, open_contact
from stkdesk.services.recruiting import (
    edit_recruitment,
    make_active,
)
from stkdesk.services.recruiting_board import recruiting_board
from stkdesk.storage.tables import Contact
from tests import builders as make
from tests.log import log_of
from tests.services.recruited import (
    APPLIED,
    TODAY,
    a_ready_applicant,
    apply,
    called,
    change,
    look,
    seen,
    sign,
)
from tests.staff import hired


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


def test_an_applicant_walks_every_step_from_the_application_to_active(session):
    number = apply(session)
    assert look(session, number).step is Step.REFERENCES
    card = look(session, number)
    references = called(card, *[ReferenceAnswer.RECOMMENDS] * 2)
    assert change(session, number, references=references).step is Step.INTERVIEW
    met = change(session, number, interviewed_on=date(2026, 11, 10))
    assert met.step is Step.ASSESSMENT
    said = {"outcome": RecruitOutcome.APPROVED, "assessed_on": date(2026, 11, 11)}
    assert change(session, number, **said).step is Step.CERTIFICATE
    request_certificate(session, number, today=date(2026, 11, 12))
    seen(session, number)
    assert look(session, number).step is Step.DECLARATION
    sign(session, number)
    ready = look(session, number)
    assert (ready.step, ready.can_be_active) == (Step.READY, True)
    make_active(session, number, ready.version, today=TODAY)
    assert look(session, number).step is Step.ACTIVE
    assert open_contact(session, number).draft.status is ContactStatus.ACTIVE


def test_the_card_says_who_did_what_and_when(session, database):
    number = a_ready_applicant(session)
    who = database.actor.name
    told = [(each.step, each.on, each.who) for each in look(session, number).steps]
    assert told == [
        (Step.APPLICATION, date(2026, 11, 2), ""),
        (Step.REFERENCES, date(2026, 11, 5), who),
        (Step.INTERVIEW, date(2026, 11, 10), who),
        (Step.ASSESSMENT, date(2026, 11, 11), who),
        (Step.CERTIFICATE, date(2026, 11, 18), who),
        (Step.DECLARATION, date(2026, 11, 18), who),
        (Step.COURSE, None, ""),
    ]


def test_nobody_is_made_active_before_everything_holds(session):
    number = apply(session)
    card = look(session, number)
    with pytest.raises(NotReadyError) as refused:
        make_active(session, number, card.version, today=TODAY)
    assert [each.key for each in refused.value.lacks] == [
        *("references", "interviewed_on", "outcome", "certificate", "declaration")
    ]
    assert "2 referanser skal ringes. 0 har svart." in refused.value.advice
    assert session.get(Contact, number).status is ContactStatus.CANDIDATE


def test_the_form_of_a_contact_is_no_way_round_it(session):
    number = apply(session)
    card = open_contact(session, number)
    draft = replace(card.draft, status=ContactStatus.ACTIVE)
    with pytest.raises(InvalidInputError, match="ikke klar ennå"):
        edit_contact(session, number, card.version, draft, today=TODAY)


def test_one_who_was_not_reached_has_not_answered(session):
    number = apply(session)
    answers = (ReferenceAnswer.RECOMMENDS, ReferenceAnswer.NO_ANSWER)
    card = change(session, number, references=called(look(session, number), *answers))
    assert card.step is Step.REFERENCES
    assert "1 har svart" in card.lacks[0].sentence


def test_a_reference_who_advises_against_is_a_warning(session):
    number = a_ready_applicant(session)
    answers = (ReferenceAnswer.RECOMMENDS, ReferenceAnswer.ADVISES_AGAINST)
    card = change(session, number, references=called(look(session, number), *answers))
    assert card.can_be_active
    assert "En referanse fraråder" in " ".join(each.sentence for each in card.lacks)


def test_an_applicant_under_age_needs_a_reason(session):
    number = a_ready_applicant(session)
    session.get(Contact, number).person.birth_date = date(2009, 1, 5)
    card = look(session, number)
    assert (card.step, card.can_be_active) == (Step.ASSESSMENT, False)
    reason = "Kjenner brukeren fra før, og mor følger med"
    assert change(session, number, age_exception=reason).can_be_active


def test_an_office_may_ask_for_a_car_and_a_course(session):
    number = a_ready_applicant(session)
    for rule in (CaseRule.CONTACT_CAR, CaseRule.CONTACT_COURSE):
        set_case_rule(session, SetRule(rule, date(2026, 11, 1), 1))
    card = look(session, number)
    blocking = [each.key for each in card.lacks if each.blocks]
    assert blocking == ["car_exception", "course_on"]
    card = change(session, number, car_exception="Brukeren bor ved siden av")
    assert card.step is Step.COURSE
    card = change(session, number, course_on=date(2026, 11, 20), course="E-læring")
    assert card.step is Step.READY


def test_one_who_is_not_taken_leaves_the_board(session):
    number = apply(session)
    card = change(
        session,
        number,
        interviewed_on=date(2026, 11, 10),
        assessed_on=date(2026, 11, 11),
        outcome=RecruitOutcome.REFUSED,
    )
    assert (card.step, card.status) == (Step.CLOSED, ContactStatus.ENDED)
    assert recruiting_board(session, today=TODAY) == ()
    [gone] = recruiting_board(session, today=TODAY, closed=True)
    assert (gone.number, gone.step) == (number, Step.CLOSED)
    back = change(session, number, outcome=None, assessed_on=None)
    assert (back.step, back.status) == (Step.REFERENCES, ContactStatus.CANDIDATE)


def test_a_refusal_of_one_who_is_at_work_says_the_way_out(session):
    number = a_ready_applicant(session)
    make_active(session, number, look(session, number).version, today=TODAY)
    with pytest.raises(InvalidInputError, match="Avslutt oppdragene"):
        change(session, number, outcome=RecruitOutcome.REFUSED)


def test_what_a_colleague_saved_first_is_not_written_over(session):
    number = apply(session)
    card = look(session, number)
    change(session, number, about="Liker å svømme")
    with pytest.raises(ChangedByAnotherError):
        edit_recruitment(session, number, card.version, card.draft, today=TODAY)


def test_a_call_to_a_reference_counts_as_a_save(session):
    number = apply(session)
    card = look(session, number)
    one, two = card.draft.references
    change(session, number, references=(replace(one, note="Ring etter fire"), two))
    with pytest.raises(ChangedByAnotherError):
        edit_recruitment(session, number, card.version, card.draft, today=TODAY)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"applied_on": date(2026, 11, 23)}, "applied_on"),
        ({"interviewed_on": date(2026, 11, 23)}, "interviewed_on"),
        ({"interviewed_on": date(2026, 11, 1)}, "interviewed_on"),
        ({"outcome": RecruitOutcome.APPROVED}, "assessed_on"),
        ({"assessed_on": date(2026, 11, 11)}, "outcome"),
        ({"interview_minute": 1440}, "interview_minute"),
        ({"references": (ReferenceDraft("", "90000001"),)}, "references.0"),
        (
            {"references": (ReferenceDraft("Berit", called_on=date(2026, 11, 5)),)},
            "references.0",
        ),
    ],
)
def test_what_cannot_be_is_told_by_its_field(session, fields, field):
    with pytest.raises(InvalidInputError) as refused:
        apply(session, replace(APPLIED, **fields))
    assert [each.field for each in refused.value.problems if each.blocks] == [field]


def test_a_reference_taken_away_is_gone_and_an_empty_one_is_none(session):
    number = apply(session)
    [first, _second] = look(session, number).draft.references
    card = change(session, number, references=(first, ReferenceDraft()))
    assert card.draft.references == (first,)


def test_a_contact_from_before_needs_no_application(session):
    number = make.a_contact(session, status=ContactStatus.PAUSED)
    card = look(session, number)
    assert (card.version, card.step) == (0, Step.PAUSED)
    assert [each.key for each in card.lacks] == ["certificate", "declaration"]


def test_the_board_says_the_next_thing_and_nothing_of_the_references(session):
    number = apply(session)
    [card] = recruiting_board(session, today=TODAY)
    assert (card.number, card.name, card.step) == (number, "Nora Ås", Step.REFERENCES)
    assert (card.since, card.waited_days) == (date(2026, 11, 2), 20)
    assert card.next.remedy.act == "recruiting/references"
    assert "Berit" not in repr(card)
    assert "Leif" not in repr(card)


def test_before_an_agreed_meeting_the_letter_that_invites_is_next(session):
    number = apply(session)
    said = called(look(session, number), *[ReferenceAnswer.RECOMMENDS] * 2)
    meets = date(2026, 11, 23)
    change(session, number, references=said, interview_on=meets)
    [card] = recruiting_board(session, today=TODAY)
    assert card.next.remedy.act == "contact_letter/interview"
    assert card.next.sentence not in card.warnings  # it is said once
    [card] = recruiting_board(session, today=meets)
    assert card.next.remedy.act == "recruiting/interview"


def test_opening_the_card_is_noted_on_the_applicant(database):
    with database.transaction() as session:
        number = apply(session)
        person = session.get(Contact, number).person_number
    with database.transaction() as session:
        look(session, number)
    [opened] = log_of(database, Action.OPENED)
    assert (opened.table, opened.person) == ("recruitments", person)


def test_the_log_names_no_reference(database):
    with database.transaction() as session:
        number = apply(session)
    with database.transaction() as session:
        change(session, number, references=(ReferenceDraft("Siri Dal", "90000003"),))
    told = repr([entry.detail for entry in log_of(database)])
    assert "2026-11-02" in told  # it tells what was saved
    for secret in ("Berit", "Leif", "Siri", "9000000"):
        assert secret not in told


@pytest.mark.on_file  # a server refuses by itself: tests/server/test_roles.py
def test_payroll_sees_nothing_of_how_somebody_came_in(database):
    with database.transaction() as session:
        number = apply(session)
    with hired(database, Role.PAYROLL) as own, own.reading() as session:
        for errand in (
            lambda: recruiting_board(session, today=TODAY),
            lambda: look(session, number),
        ):
            with pytest.raises(NotAllowedError):
                errand()
