"""A whole case is taken out, and deleted: all of it, and nothing of another's."""

import json
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from PIL import Image

from stkdesk.domain.client import Relation
from stkdesk.domain.complaint import ComplaintDraft, ComplaintOutcome, ComplaintPoint
from stkdesk.domain.journal import DocumentKind, EntryDraft, Party, PartyRole
from stkdesk.domain.letter import EnclosureDraft, LetterKind
from stkdesk.domain.retention import Kind
from stkdesk.services.access import needs
from stkdesk.services.attachments import attach
from stkdesk.services.complaints import register_complaint
from stkdesk.services.decision_begin import begin_decision
from stkdesk.services.decisions import register_decision
from stkdesk.services.deletion import erase, plan_deletion
from stkdesk.services.issuing import issue_decision
from stkdesk.services.journal import journal
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letter_issuing import issue_letter
from stkdesk.services.letters import register_letter
from stkdesk.services.person_export import export_person
from stkdesk.services.recipients import SELF
from stkdesk.storage.tables import (
    Base,
    Client,
    ClientRelation,
    Complaint,
    Decision,
    Letter,
)
from tests.builders import a_client, a_person, individual
from tests.services.writing import an_application, an_office

DEC = date(2026, 12, 1)
OPEN = {"valid_from": DEC, "valid_to": None, "review_on": date(2027, 6, 1)}
OF_A_CASE = (
    *("applications", "cases", "complaint_arguments", "complaints", "decision_items"),
    *("decisions", "enclosures", "journal_entries", "journal_parties", "letters"),
    *("attachments", "papers"),
)
inside = needs()(lambda session, part: part(session))


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        an_office(session, today)
        yield session


def a_case(session, today, name, word):
    """Let a client go from application to a corrected reversal; ``word`` everywhere."""
    client = a_client(session, name, person={"birth_date": date(1990, 5, 1)})
    speaker = ClientRelation(
        person=a_person(f"Liv {word}"), relation=Relation.REPRESENTATIVE
    )
    session.get(Client, client).relations = [speaker]
    session.flush()
    application = an_application(session, client, today)
    texts = dict.fromkeys(("facts", "grounds", "own_view", "goal"), word)

    def issued(minutes, **about):
        draft = begin_decision(session, client, today=today, **about)
        draft = replace(draft, **texts, items=individual(minutes), **OPEN)
        if "corrects" in about:
            draft = replace(draft, correction=word)
        number = register_decision(session, draft)
        version = session.get(Decision, number).version
        issue_decision(session, number, version, today=today, recipients=[SELF])
        return number

    complaint = register_complaint(
        session,
        ComplaintDraft(
            decision_number=issued(240),
            received_on=today,
            wants=word,
            points=(ComplaintPoint(word, word),),
        ),
        today=today,
    )
    later = (today + timedelta(days=14)).isoformat()
    a_letter(
        session,
        begin_letter(
            session,
            LetterKind.COMPLAINT_RECEIPT,
            client,
            complaint=complaint,
            today=today,
        ),
        {"missing": word, "missing_by": later},
        today,
    )
    incoming = EntryDraft(
        client_number=client,
        document=DocumentKind.STATEMENT,
        title="Uttalelse",
        document_on=today,
        received_on=today,
        parties=(Party(PartyRole.SENDER, word),),
    )
    out = BytesIO()
    Image.new("L", (8, 8), client).save(out, "PNG")
    entry = journal(session, incoming, today=today)
    file = attach(session, entry, word, out.getvalue(), today=today)
    asked = begin_letter(
        session,
        LetterKind.INFORMATION_REQUEST,
        client,
        application=application,
        today=today,
    )
    enclosed = (EnclosureDraft(word, attachment_number=file),)
    register_letter(session, replace(asked, enclosures=enclosed))
    row = session.get(Complaint, complaint)
    row.outcome, row.outcome_on = ComplaintOutcome.GRANTED, today
    session.flush()
    issued(300, corrects=issued(480, complaint=complaint))
    return client


def a_letter(session, draft, fields, today):
    number = register_letter(session, replace(draft, fields={**draft.fields, **fields}))
    version = session.get(Letter, number).version
    issue_letter(session, number, version, today=today, recipients=[SELF])


def counted(session):
    return {
        name: session.scalar(
            sa.select(sa.func.count()).select_from(Base.metadata.tables[name])
        )
        for name in OF_A_CASE
    }


def everything_said(session):
    """Yield table and value of every cell but those of the log."""
    for table in Base.metadata.sorted_tables:
        if table.name.startswith("event"):
            continue
        for row in session.execute(sa.select(table)):
            yield from ((table.name, str(value)) for value in row)


def test_a_whole_case_is_taken_out_and_deleted_and_no_other(session, today):
    client = a_case(session, today, "Åse Hemmelig", "Qvistgaard")
    one = counted(session)
    other = a_case(session, today, "Bo Annen", "Vinterpeis")
    both = counted(session)

    exported = ZipFile(
        BytesIO(export_person(session, "clients", client, today=today).data)
    )
    told = exported.read("opplysninger.json").decode()
    assert "Qvistgaard" in told
    assert "Vinterpeis" not in told
    assert set(OF_A_CASE) <= set(json.loads(told)["tables"])
    assert sum("vedlegg/" in name for name in exported.namelist()) == 1

    person = session.get(Client, client).person_number
    inside(
        session,
        lambda s: erase(
            s,
            plan_deletion(s, Kind.CASE, person, today=today),
            approved_by=None,
            basis="Feilregistrert",
        ),
    )
    assert counted(session) == {name: both[name] - one[name] for name in both}
    assert [
        (table, value)
        for table, value in everything_said(session)
        if "Qvistgaard" in value or "Hemmelig" in value
    ] == []
    assert export_person(session, "clients", other, today=today).rows > 0
