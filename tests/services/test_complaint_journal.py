"""Complaints in the journal: what came in, from whom, and what was put right."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from stkdesk.domain.application import Applicant
from stkdesk.domain.complaint import ComplaintOutcome, GovernorOutcome
from stkdesk.domain.journal import (
    DocumentKind,
    EntryDraft,
    EntryKind,
    EntryState,
    Party,
    PartyRole,
)
from stkdesk.domain.language import Language
from stkdesk.domain.paper import PaperKind
from stkdesk.services.complaint_outcome import register_governor_answer
from stkdesk.services.complaints import (
    edit_complaint,
    open_complaint,
    register_complaint,
)
from stkdesk.services.journal import journal
from stkdesk.services.journal_card import open_entry
from stkdesk.services.journal_rows import entries_of
from stkdesk.services.papers import PaperLinks, keep_paper
from stkdesk.storage.tables import Case, ClientRelation
from tests.services.complaining import (
    DECIDED,
    a_picture,
    an_office,
    decided,
    issued,
    registered,
    whole,
    with_guardian,
)


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


def test_it_is_written_into_the_journal_with_sender_and_files(
    session, draft, today, tmp_path
):
    files = [a_picture(tmp_path, "Klagebrev")]
    card = registered(session, draft, today, files=files)
    [entry] = entries_of(session, complaint=card.number)

    assert entry.document is DocumentKind.COMPLAINT
    assert entry.title == "Klage på vedtak 2026/14-1"
    assert (entry.document_on, entry.received_on) == (
        date(2026, 11, 9),
        date(2026, 11, 10),
    )
    assert [each.name for each in entry.parties] == ["Åse Bø"]
    assert entry.attachments == 1


def test_the_paper_complained_about_is_not_a_paper_of_the_complaint(
    session, client, decision, draft, today
):
    keep_paper(
        session,
        "V-2026-000001-XX",
        PaperKind.DECISION,
        Language.BOKMAL,
        links=PaperLinks(client_number=client, decision_number=decision),
        today=today,
        data=b"%PDF",
    )
    card = registered(session, draft, today)
    [came] = entries_of(session, complaint=card.number)
    assert open_entry(session, came.number).papers == ()


def test_one_who_complains_for_the_client_is_the_sender(session, client, draft, today):
    relative = session.scalar(select(ClientRelation.number))
    theirs = replace(draft, complainant=Applicant.GUARDIAN, relation_number=relative)
    card = registered(session, theirs, today)
    [entry] = entries_of(session, complaint=card.number)

    assert [each.name for each in entry.parties] == ["Liv Bø"]
    assert [each.name for each in card.basis.relatives] == ["Liv Bø"]


def test_a_day_put_right_gets_a_new_entry_and_the_files_go_with_it(
    session, draft, today, tmp_path
):
    files = [a_picture(tmp_path, "Klagebrev")]
    card = registered(session, draft, today, files=files)
    right = replace(card.draft, received_on=date(2026, 11, 11))
    edit_complaint(session, card.number, card.version, right, today=today)
    new, old = entries_of(session, complaint=card.number)

    assert (new.state, new.received_on) == (
        EntryState.JOURNALLED,
        date(2026, 11, 11),
    )
    assert old.state is EntryState.VOID
    assert (new.attachments, old.attachments) == (1, 0)


def test_other_edits_leave_the_journal_alone(session, draft, today):
    card = registered(session, draft, today)
    more = replace(card.draft, wants="Seks timer.")
    edit_complaint(session, card.number, card.version, more, today=today)

    assert len(entries_of(session, complaint=card.number)) == 1


def test_the_answer_of_the_governor_is_journalled_once(session, draft, today, tmp_path):
    card = registered(session, draft, today)
    card = decided(
        session,
        card,
        today,
        ComplaintOutcome.UPHELD,
        reassessment="Vi står ved det.",
        forwarded_on=today,
    )
    register_governor_answer(
        session,
        card.number,
        card.version,
        GovernorOutcome.SENT_BACK,
        today,
        "Saken er ikke godt nok opplyst.",
        today=today,
        files=[a_picture(tmp_path, "Vedtak")],
    )
    card = open_complaint(session, card.number, today=today)
    edit_complaint(session, card.number, card.version, card.draft, today=today)
    entries = entries_of(session, complaint=card.number)
    [answer] = [e for e in entries if e.document is DocumentKind.GOVERNOR_DECISION]

    assert answer.title == "Statsforvalterens vedtak i klage på 2026/14-1"
    assert [each.name for each in answer.parties] == ["Statsforvalteren i Rogaland"]
    assert answer.attachments == 1
    assert "again" in [each.key for each in card.steps(today)]


def test_it_lies_in_the_case_of_its_decision_while_that_is_open(
    session, client, decision, draft, today
):
    cases = [
        Case(
            client_number=client, reference=f"2026/{n}", title="Sak", opened_on=DECIDED
        )
        for n in (7, 8)
    ]
    session.add_all(cases)
    session.flush()
    about = EntryDraft(
        client_number=client,
        kind=EntryKind.OUTGOING,
        document=DocumentKind.DECISION,
        title="Vedtak",
        document_on=DECIDED,
        parties=(Party(PartyRole.RECIPIENT, "Åse Bø"),),
        decision_number=decision,
    )
    journal(session, about, today=today, case=cases[0])
    first = register_complaint(session, draft, today=today)
    cases[0].closed_on = today
    session.flush()
    second = register_complaint(session, draft, today=today, is_another=True)

    [entry] = entries_of(session, complaint=first)
    assert entry.reference == "2026/7-2"
    [entry] = entries_of(session, complaint=second)
    assert entry.reference == "2026/8-1"
