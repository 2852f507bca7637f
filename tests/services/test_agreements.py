"""Agreements: begun from what is known, made, signed, replaced, renewed and ended."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from stkdesk.documents.agreement_content import (
    agreement_from_json,
    agreement_to_json,
)
from stkdesk.documents.print_file import build
from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.contact import Employment
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
)
from stkdesk.domain.language import Language
from stkdesk.domain.office import NameMode, OfficeDraft
from stkdesk.domain.paper import PaperState
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import PROGRAM, Actor, Role
from stkdesk.domain.trail import Action
from stkdesk.services.agreement_ending import reopen_agreements, withdraw_agreement
from stkdesk.services.agreement_facts import NoAgreementError, agreements_in_force
from stkdesk.services.agreement_opening import open_agreement, open_agreement_of
from stkdesk.services.agreement_paper import preview_agreement
from stkdesk.services.agreement_rows import AgreementMadeError
from stkdesk.services.agreements import (
    agreements_of,
    begin_agreement,
    end_agreements,
    save_agreement,
)
from stkdesk.services.office import edit_office, open_office, set_up_office
from stkdesk.services.papers import open_paper
from stkdesk.storage.tables import Agreement, Assignment, Event
from tests.builders import a_contact, an_assignment, rates
from tests.services.agreeing import in_force, made, said, saved, signed

TODAY = date(2026, 11, 16)
NEW_YEARS_EVE = date(2026, 12, 31)


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(
            session,
            OfficeDraft(municipality="Fjordvik kommune", case_officer="Kari Nord"),
            today=today,
        )
        rates(session)
        yield session


def test_a_new_agreement_says_what_the_assignment_says(session):
    assignment = an_assignment(
        session,
        hours=16,
        goal="Komme seg ut",
        expense_cap_ore=300_00,
        start_on=date(2026, 12, 1),
        end_on=date(2027, 6, 30),
        status=AssignmentStatus.PLANNED,
    )

    draft = begin_agreement(session, assignment, today=TODAY)

    assert (draft.valid_from, draft.valid_to) == (
        date(2026, 12, 1),
        date(2027, 6, 30),
    )
    assert (draft.minutes, draft.goal) == (16 * 60, "Komme seg ut")
    assert draft.expense_cap_ore == 300_00
    assert draft.contact_person == "Kari Nord"
    assert draft.employment is Employment.CONTRACTOR


def test_it_is_made_printed_and_found_again_when_it_is_signed(session):
    assignment = an_assignment(session)
    number = saved(session, assignment)

    paper = made(session, number)

    assert paper.reference.startswith("A-2026-")
    row = open_paper(session, paper.number)
    assert row.title == "Oppdragsavtale"
    assert row.about == "Håkon Solheim"
    card = open_agreement(session, number)
    assert (card.state, card.paper_number) == (AgreementState.MADE, paper.number)
    signed(session, number)
    assert open_paper(session, paper.number).state is PaperState.RETURNED
    [row] = agreements_of(session, assignment)
    assert (row.state, row.signed_on) == (AgreementState.SIGNED, TODAY)


def test_what_was_printed_is_frozen_and_never_drawn_again(session):
    number = saved(session, an_assignment(session))
    paper = made(session, number)
    stored = session.get(Agreement, number).content

    content = agreement_from_json(stored)

    assert agreement_to_json(content) == stored
    assert build(content) == paper.data
    with pytest.raises(AgreementMadeError):
        made(session, number)
    with pytest.raises(AgreementMadeError):
        draft = replace(open_agreement(session, number).draft, minutes=60)
        version = open_agreement(session, number).version
        save_agreement(session, draft, number, version, today=TODAY)


def test_the_paper_names_the_client_as_the_office_chooses(session):
    assignment = an_assignment(session, "Oskar Moen")
    draft = begin_agreement(session, assignment, today=TODAY)

    def text():
        return said(build(preview_agreement(session, draft, today=TODAY)))

    assert "OM (O-1)" in text()
    assert "Moen" not in text()
    office = open_office(session, today=TODAY)
    full = replace(office.draft, name_mode=NameMode.FULL)
    edit_office(session, office.version, full)
    assert "Oskar Moen" in text()


def test_a_nynorsk_contact_gets_a_nynorsk_agreement(session):
    contact = a_contact(session, "Solveig Bakke", language=Language.NYNORSK)
    number = saved(session, an_assignment(session, contact=contact))

    assert "timar i månaden" in said(made(session, number).data)


def test_rates_are_those_of_the_days_it_holds(session):
    number = saved(session, an_assignment(session))

    text = said(made(session, number).data)

    assert "kr 241,35 per time" in text
    assert "kr 5,30 per km" in text
    assert "kr 5,00 per km" not in text  # of the year before


def test_someone_under_age_has_a_guardian_sign_as_well(session):
    contact = a_contact(session, "Ung Bakke", person={"birth_date": date(2009, 1, 1)})
    number = saved(session, an_assignment(session, contact=contact))

    assert "Foresatt" in said(made(session, number).data)


def test_an_organisation_or_a_group_signs_no_such_agreement(session):
    assignment = an_assignment(session, solution=Solution.ORGANISATION)

    with pytest.raises(NoAgreementError):
        begin_agreement(session, assignment, today=TODAY)


def test_a_second_agreement_about_the_same_days_is_refused(session):
    assignment = an_assignment(session)
    in_force(session, assignment)

    with pytest.raises(InvalidInputError) as refused:
        saved(session, assignment, replaces_number=None)

    assert [each.field for each in refused.value.problems] == ["valid_from"]


def test_a_second_agreement_of_the_same_pair_is_refused_in_another_assignment(session):
    contact = a_contact(session)
    first = an_assignment(session, contact=contact)
    client = session.get(Assignment, first).client_number
    second = an_assignment(session, client, contact)
    in_force(session, first)

    with pytest.raises(InvalidInputError) as refused:
        saved(session, second)

    assert "O-1" in refused.value.problems[0].message


def test_a_new_agreement_takes_over_from_the_day_it_begins(session):
    assignment = an_assignment(session)
    old = in_force(session, assignment, valid_from=date(2026, 2, 1))

    new = saved(session, assignment, valid_from=date(2026, 11, 10))
    made(session, new)
    assert session.get(Agreement, old).state is AgreementState.SIGNED
    signed(session, new)

    session.info["actor"] = PROGRAM
    held = {
        day: agreements_in_force(session, [assignment], day)[assignment].number
        for day in (date(2026, 11, 9), date(2026, 11, 10))
    }
    assert list(held.values()) == [old, new]
    assert session.get(Agreement, old).state is AgreementState.ENDED


def test_one_that_begins_later_lets_the_old_one_hold_till_then(session):
    assignment = an_assignment(session)
    old = in_force(session, assignment)
    new = in_force(session, assignment, valid_from=date(2027, 1, 1))

    session.info["actor"] = PROGRAM
    assert session.get(Agreement, old).state is AgreementState.SIGNED
    for day, number in ((NEW_YEARS_EVE, old), (date(2027, 1, 1), new)):
        held = agreements_in_force(session, [assignment], day)
        assert held[assignment].number == number


def test_what_is_not_signed_can_be_taken_back(session):
    assignment = an_assignment(session)
    number = saved(session, assignment)
    made(session, number)
    version = open_agreement(session, number).version

    withdraw_agreement(session, number, version, today=TODAY)

    assert session.get(Agreement, number).state is AgreementState.ENDED
    again = saved(session, assignment)
    withdraw_agreement(
        session, again, open_agreement(session, again).version, today=TODAY
    )
    assert session.get(Agreement, again) is None
    number = in_force(session, assignment)
    with pytest.raises(AgreementMadeError):
        version = open_agreement(session, number).version
        withdraw_agreement(session, number, version, today=TODAY)


def test_it_ends_with_the_assignment_and_comes_back_with_it(session):
    assignment = an_assignment(session)
    number = in_force(session, assignment)
    draft = saved(session, assignment, valid_from=date(2027, 1, 1))
    session.info["actor"] = PROGRAM  # the end of an assignment does it

    assert end_agreements(session, assignment, TODAY) == (number,)

    assert session.get(Agreement, draft) is None
    tomorrow = TODAY + timedelta(days=1)
    assert agreements_in_force(session, [assignment], TODAY)
    assert not agreements_in_force(session, [assignment], tomorrow)
    assert reopen_agreements(session, assignment, TODAY) == (number,)
    assert agreements_in_force(session, [assignment], tomorrow)


def test_two_at_one_draft_are_told(session):
    assignment = an_assignment(session)
    number = saved(session, assignment)
    card = open_agreement(session, number)
    save_agreement(
        session, replace(card.draft, minutes=60), number, card.version, today=TODAY
    )

    with pytest.raises(ChangedByAnotherError):
        save_agreement(session, card.draft, number, card.version, today=TODAY)


def test_the_log_tells_who_made_it(database, today):
    with database.transaction() as one:
        set_up_office(one, OfficeDraft(municipality="Fjordvik kommune"), today=today)
        made(one, saved(one, an_assignment(one)))

    with database.reading() as one:
        asked = select(Event.action).where(Event.table_name == "agreements")
        acts = set(one.scalars(asked))

    assert {Action.OPENED, Action.ISSUED} <= acts


def test_one_for_a_secret_address_is_made_by_who_may_see_it(session):
    secret = {"protection": Protection.STRICT}
    contact = a_contact(session, "Skjult Bakke", person=secret)
    number = saved(session, an_assignment(session, contact=contact))
    session.info["actor"] = Actor(None, "Ola Vik", frozenset({Role.CASEWORKER}))

    with pytest.raises(NotAllowedError):
        made(session, number)


def test_an_agreement_that_waits_is_gone_on_with(session):
    assignment = an_assignment(session)
    assert open_agreement_of(session, assignment, None, today=TODAY).card is None
    number = saved(session, assignment)
    card = open_agreement_of(session, assignment, None, today=TODAY).card
    assert card.number == number
    made(session, number)
    signed(session, number)

    again = open_agreement_of(session, assignment, None, today=TODAY)

    assert again.card is None
    assert again.draft.replaces_number == number
