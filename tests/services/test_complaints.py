"""Complaints: registered, journalled, decided, forwarded, answered and closed."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from stkdesk.domain.application import Applicant
from stkdesk.domain.client import Relation
from stkdesk.domain.complaint import (
    ComplaintOutcome,
    Verdict,
)
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.errors import (
    AlreadyRegisteredError,
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
    OfficeError,
)
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.paper import PaperKind
from stkdesk.services.complaint_list import complaints_of_client, open_complaints
from stkdesk.services.complaint_outcome import (
    close_complaint,
    decide_complaint,
    forward_complaint,
    reopen_complaint,
)
from stkdesk.services.complaints import (
    begin_complaint,
    edit_complaint,
    open_complaint,
    register_complaint,
)
from stkdesk.services.papers import PaperLinks, keep_paper
from stkdesk.storage.tables import (
    Client,
    ClientRelation,
    Complaint,
    Decision,
    Letter,
    Paper,
)
from tests.builders import a_client, a_person
from tests.services.complaining import (
    DECIDED,
    a_letter,
    an_office,
    decided,
    issued,
    registered,
    whole,
    with_guardian,
)

REVERSED = DecisionKind.REVERSED
PDF = b"%PDF-1.7 /Type /Page"


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        an_office(session, today)
        yield session


@pytest.fixture
def client(session):
    return with_guardian(session)


@pytest.fixture
def decision(session, client):
    return issued(session, client)


@pytest.fixture
def draft(decision):
    return whole(decision)


def answered(session, card, decision):
    """Let a decision be what was made because of the complaint."""
    session.get(Complaint, card.number).answered_by = decision
    session.flush()


def test_what_is_registered_stands_there_the_next_time(session, draft, today):
    card = registered(session, draft, today)

    assert card.draft == draft
    assert card.timeliness.verdict is Verdict.IN_TIME
    assert card.timeliness.last_day == date(2026, 11, 16)
    assert [each.key for each in card.steps(today)] == ["receipt", "reassess"]


def test_the_limit_runs_from_when_the_letter_was_mailed(
    session, client, decision, draft, today
):
    late = replace(draft, received_on=date(2026, 11, 16), postmarked_on=None)
    limit = begin_complaint(session, decision, today=today).limit
    assert limit.judge(late).last_day == date(2026, 11, 16)

    paper = keep_paper(
        session,
        "V-2026-1",
        PaperKind.DECISION,
        Language.BOKMAL,
        links=PaperLinks(client_number=client, decision_number=decision),
        today=today,
        data=PDF,
    )
    session.get(Paper, paper).mailed_on = date(2026, 10, 15)
    session.flush()
    limit = begin_complaint(session, decision, today=today).limit
    assert limit.judge(late).last_day == date(2026, 11, 19)


def test_a_draft_of_a_decision_cannot_be_complained_about(session, client, today):
    row = Decision(client_number=client, kind=DecisionKind.REFUSED)
    session.add(row)
    session.flush()

    with pytest.raises(OfficeError, match="Vedtaket er en kladd"):
        begin_complaint(session, row.number, today=today)


def test_a_decision_that_is_corrected_names_the_one_that_holds(
    session, client, decision, draft, today
):
    issued(session, client, corrects_number=decision)

    with pytest.raises(OfficeError, match="rettet i vedtak 2026/14-2"):
        register_complaint(session, draft, today=today)


def test_one_may_complain_about_a_decision_that_was_changed_since(
    session, client, decision, draft, today
):
    issued(session, client, kind=DecisionKind.CHANGED, changes_number=decision)

    number = register_complaint(session, draft, today=today)
    assert open_complaint(session, number, today=today).draft.decision_number == (
        decision
    )


def test_one_about_a_decision_that_is_gone_is_refused(session, draft, today):
    with pytest.raises(NotFoundError):
        register_complaint(session, replace(draft, decision_number=99), today=today)


def test_what_cannot_be_is_refused_by_its_field(session, draft, today):
    before = replace(draft, received_on=date(2026, 10, 1), postmarked_on=None)
    with pytest.raises(InvalidInputError) as refused:
        register_complaint(session, before, today=today)

    assert [each.field for each in refused.value.problems] == ["received_on"]


def test_a_second_one_about_the_same_decision_is_asked_about(session, draft, today):
    first = register_complaint(session, draft, today=today)
    with pytest.raises(AlreadyRegisteredError) as refused:
        register_complaint(session, draft, today=today)

    assert refused.value.number == first
    assert register_complaint(session, draft, today=today, is_another=True) != first


def test_a_relative_of_somebody_else_cannot_complain(session, draft, today):
    other = a_client(session, "Ola Nes")
    session.get(Client, other).relations = [
        ClientRelation(person=a_person("Per Nes"), relation=Relation.GUARDIAN)
    ]
    session.flush()
    theirs = session.scalar(
        select(ClientRelation.number).where(ClientRelation.client_number == other)
    )
    draft = replace(draft, complainant=Applicant.GUARDIAN, relation_number=theirs)

    with pytest.raises(InvalidInputError) as refused:
        register_complaint(session, draft, today=today)
    assert [each.field for each in refused.value.problems] == ["relation_number"]


def test_two_who_save_the_same_meet(session, draft, today):
    card = registered(session, draft, today)
    edit_complaint(session, card.number, card.version, card.draft, today=today)
    newer = replace(card.draft, wants="Noe annet.")
    edit_complaint(session, card.number, card.version, newer, today=today)

    with pytest.raises(ChangedByAnotherError):
        edit_complaint(session, card.number, card.version, card.draft, today=today)


def test_upheld_it_goes_to_the_county_governor_and_waits(session, client, draft, today):
    card = registered(session, draft, today)
    a_letter(session, client, card.number, LetterKind.COMPLAINT_RECEIPT, today)
    card = decided(
        session, card, today, ComplaintOutcome.UPHELD, reassessment="Vi står ved det."
    )
    assert [each.key for each in card.steps(today)] == ["forward"]

    forward_complaint(session, card.number, card.version, today, today=today)
    a_letter(session, client, card.number, LetterKind.FORWARDING_NOTICE, today)
    card = open_complaint(session, card.number, today=today)
    assert [each.key for each in card.steps(today)] == ["governor"]
    assert card.case.worse_by == date(2027, 2, 10)


def test_the_letter_to_the_governor_says_when_it_was_forwarded(
    session, client, draft, today
):
    card = registered(session, draft, today)
    card = decided(session, card, today, ComplaintOutcome.UPHELD, reassessment="Nei.")
    a_letter(session, client, card.number, LetterKind.FORWARDING, date(2026, 11, 14))

    [row] = open_complaints(session, today=today)
    assert row.forwarded_on == date(2026, 11, 14)
    assert row.standing == "Hos Statsforvalteren"


def test_a_late_one_may_only_be_dismissed_or_excused(session, decision, draft, today):
    late = replace(
        draft, received_on=date(2026, 11, 16), postmarked_on=None, known_on=DECIDED
    )
    card = registered(session, late, today)
    assert card.timeliness.verdict is Verdict.LATE

    with pytest.raises(InvalidInputError) as refused:
        decide_complaint(
            session, card.number, card.version, ComplaintOutcome.GRANTED, today=today
        )
    assert [each.field for each in refused.value.problems] == ["late_reason"]
    decide_complaint(
        session, card.number, card.version, ComplaintOutcome.DISMISSED, today=today
    )
    card = open_complaint(session, card.number, today=today)
    assert "dismiss" in [each.key for each in card.steps(today)]


def test_one_withdrawn_is_closed_with_it(session, client, draft, today):
    card = registered(session, draft, today)
    decide_complaint(
        session, card.number, card.version, ComplaintOutcome.WITHDRAWN, today=today
    )

    [row] = complaints_of_client(session, client, today=today)
    assert row.closed_on == today
    assert open_complaints(session, today=today) == ()

    card = open_complaint(session, card.number, today=today)
    reopen_complaint(session, card.number, card.version)
    card = open_complaint(session, card.number, today=today)
    more = replace(card.draft, wants="Trukket på telefon.")
    edit_complaint(session, card.number, card.version, more, today=today)
    assert len(open_complaints(session, today=today)) == 1


def test_it_closes_when_nothing_is_left_and_not_before(session, client, draft, today):
    card = registered(session, draft, today)
    with pytest.raises(OfficeError, match="Vurder vedtaket på nytt"):
        close_complaint(session, card.number, card.version, today=today)

    a_letter(session, client, card.number, LetterKind.COMPLAINT_RECEIPT, today)
    card = decided(session, card, today, ComplaintOutcome.GRANTED)
    answered(session, card, issued(session, client, on=today, kind=REVERSED))
    a_letter(session, client, card.number, LetterKind.REVERSAL_NOTICE, today)
    card = open_complaint(session, card.number, today=today)
    close_complaint(session, card.number, card.version, today=today)
    card = open_complaint(session, card.number, today=today)
    assert card.steps(today) == ()

    reopen_complaint(session, card.number, card.version)
    [row] = open_complaints(session, today=today)
    assert [each.key for each in row.steps] == ["close"]


def test_after_one_that_is_closed_another_is_not_asked_about(session, draft, today):
    card = registered(session, draft, today)
    decide_complaint(
        session, card.number, card.version, ComplaintOutcome.WITHDRAWN, today=today
    )

    assert register_complaint(session, draft, today=today) != card.number


def test_drafts_of_letters_and_decisions_do_nothing_yet(session, client, draft, today):
    card = registered(session, draft, today)
    kind = LetterKind.COMPLAINT_RECEIPT
    session.add(Letter(kind=kind, client_number=client, complaint_number=card.number))
    card = decided(session, card, today, ComplaintOutcome.GRANTED)
    reversal = Decision(client_number=client, kind=REVERSED, decided_on=today)
    session.add(reversal)
    session.flush()
    answered(session, card, reversal.number)
    card = open_complaint(session, card.number, today=today)

    assert card.case.receipt_on is None
    assert [each.key for each in card.steps(today)] == ["reverse"]


def test_the_outcome_stands_when_a_decision_is_made_of_it(
    session, client, draft, today
):
    card = registered(session, draft, today)
    card = decided(session, card, today, ComplaintOutcome.GRANTED)
    answered(session, card, issued(session, client, on=today, kind=REVERSED))
    card = open_complaint(session, card.number, today=today)

    with pytest.raises(InvalidInputError) as refused:
        decided(session, card, today, ComplaintOutcome.WITHDRAWN)
    assert [each.field for each in refused.value.problems] == ["outcome"]
