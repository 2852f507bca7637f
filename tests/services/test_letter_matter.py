"""A letter is about the client's own matter, and nothing of another goes with it."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from stkdesk.domain.client import Relation
from stkdesk.domain.errors import InvalidInputError, NotFoundError
from stkdesk.domain.journal import DocumentKind, EntryDraft, Party, PartyRole
from stkdesk.domain.language import Language
from stkdesk.domain.letter import EnclosureDraft, LetterDraft, LetterKind
from stkdesk.services.attachments import attach
from stkdesk.services.journal import journal
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letter_facts import lacks
from stkdesk.services.letter_issuing import issue_letter
from stkdesk.services.letters import edit_letter, register_letter
from stkdesk.services.recipients import SELF
from stkdesk.storage.tables import Client, ClientRelation, Letter
from tests.builders import a_client, a_person
from tests.services.writing import a_complaint, a_grant, an_application, an_office

ADULT = {"birth_date": date(1990, 5, 1)}


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        an_office(session, today)
        yield session


@pytest.fixture
def client(session):
    return a_client(session, "Åse Ødegård", person=ADULT)


@pytest.fixture
def others(session, today):
    """What another client has at the office."""
    other = a_client(session, "Bo Lie", person=ADULT)
    decision = a_grant(session, other)
    return {
        "application": an_application(session, other, today),
        "decision": decision,
        "complaint": a_complaint(session, decision, today),
        "client": other,
    }


@pytest.mark.parametrize("what", ["application", "decision", "complaint"])
def test_nothing_of_another_client_is_filled_in_or_written_about(
    session, client, others, today, what
):
    kind, matter = LetterKind.FORWARDING, {what: others[what]}
    with pytest.raises(NotFoundError):
        begin_letter(session, kind, client, today=today, **matter)
    own = begin_letter(session, LetterKind.INFORMATION_REQUEST, client, today=today)
    with pytest.raises(NotFoundError):
        register_letter(session, replace(own, **{f"{what}_number": others[what]}))


def test_a_file_of_another_client_is_not_enclosed(session, client, others, today):
    incoming = EntryDraft(
        client_number=others["client"],
        document=DocumentKind.STATEMENT,
        title="Uttalelse",
        document_on=today,
        received_on=today,
        parties=(Party(PartyRole.SENDER, "Bo Lie"),),
    )
    entry = journal(session, incoming, today=today)
    file = attach(session, entry, "Uttalelse", a_file(), today=today)
    draft = begin_letter(session, LetterKind.INFORMATION_REQUEST, client, today=today)
    foreign = (EnclosureDraft("Uttalelse", attachment_number=file),)
    with pytest.raises(NotFoundError):
        register_letter(session, replace(draft, enclosures=foreign))
    number = register_letter(session, draft)
    version = session.get(Letter, number).version
    with pytest.raises(NotFoundError):
        edit_letter(session, number, version, replace(draft, enclosures=foreign))


def a_file():
    """Return the smallest picture."""
    out = BytesIO()
    Image.new("L", (8, 8), 255).save(out, "PNG")
    return out.getvalue()


def test_a_complaint_nobody_has_assessed_is_not_forwarded(session, client, today):
    complaint = a_complaint(session, a_grant(session, client), today)
    draft = begin_letter(
        session, LetterKind.FORWARDING, client, complaint=complaint, today=today
    )
    filled = {"assessment": "Tre timer er nok.", "wants": "Mer.", "in_time": "I tide."}
    draft = replace(draft, fields={**draft.fields, **filled})
    number = register_letter(session, draft)
    version = session.get(Letter, number).version
    with pytest.raises(InvalidInputError, match="ikke vurdert"):
        issue_letter(session, number, version, today=today)


@pytest.mark.parametrize(
    ("born", "gets", "told"),
    [
        (date(2010, 5, 1), [Relation.PARENT], "sitt eget varsel"),
        (date(2014, 5, 1), [None], "under 16 år"),
        (date(2010, 5, 1), [Relation.PARENT, None], ""),
        (date(2014, 5, 1), [Relation.PARENT], ""),
    ],
)
def test_a_minor_is_warned_by_what_reaches_the_right_ones(
    session, today, born, gets, told
):
    client = a_client(session, "Ida Lie", person={"birth_date": born})
    parent = ClientRelation(person=a_person("Per Lie"), relation=Relation.PARENT)
    session.get(Client, client).relations = [parent]
    session.flush()
    keys = {Relation.PARENT: parent.number, None: SELF}
    notice = LetterDraft(kind=LetterKind.ADVANCE_NOTICE, client_number=client)
    found = lacks(
        session, notice, today=today, recipients=[keys[each] for each in gets]
    )
    to = "".join(each.sentence for each in found if each.key == "recipients")
    assert told in to if told else to == ""


def test_a_forwarding_names_the_rules_in_its_own_language(session, client, today):
    complaint = a_complaint(session, a_grant(session, client), today)
    begun = begin_letter(
        session, LetterKind.FORWARDING, client, complaint=complaint, today=today
    )
    assert "legal_basis" not in keys_of(lacks(session, begun, today=today))
    session.get(Client, client).language = Language.NYNORSK
    session.flush()
    assert "legal_basis" in keys_of(lacks(session, begun, today=today))


def keys_of(found):
    return {each.key for each in found}
