"""What is enclosed follows the letter to the printer, as it is kept."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from stkdesk.domain.errors import NotAllowedError
from stkdesk.domain.journal import DocumentKind, EntryDraft, Party, PartyRole
from stkdesk.domain.letter import EnclosureDraft, LetterKind
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.attachments import attach
from stkdesk.services.enclosed import log_enclosed_printed, with_enclosed
from stkdesk.services.journal import journal
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letter_issuing import issue_letter
from stkdesk.services.letter_paper import print_letter
from stkdesk.services.letters import open_letter, register_letter
from stkdesk.services.paper_files import DamagedPaperError
from stkdesk.services.papers import open_paper_bytes
from stkdesk.storage.tables import Client, Event, PaperFile, Person
from tests.builders import a_client
from tests.files import a_pdf, a_picture
from tests.services.writing import an_application, an_office
from tests.staff import hired

ADULT = {"birth_date": date(1990, 5, 1)}
PDF = a_pdf(pages=2)


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        an_office(session, today)
        yield session


def issued(session, client, today, *enclosures):
    """Issue a letter with ``enclosures``; return its number and its papers."""
    draft = begin_letter(session, LetterKind.INTERIM_REPLY, client, today=today)
    fields = {**draft.fields, "reason": "Vi venter på legen."}
    draft = replace(draft, fields=fields, enclosures=enclosures)
    number = register_letter(session, draft)
    version = open_letter(session, number).version
    return number, issue_letter(session, number, version, today=today).papers


@pytest.fixture
def client(session, today):
    number = a_client(session, "Åse Ødegård", person=ADULT)
    an_application(session, number, today)
    return number


@pytest.fixture
def files(session, client, today):
    """A PDF and a picture that came with a statement."""
    came = EntryDraft(
        client_number=client,
        document=DocumentKind.STATEMENT,
        title="Uttalelse",
        document_on=today,
        received_on=today,
        parties=(Party(PartyRole.SENDER, "Bo Lie"),),
    )
    entry = journal(session, came, today=today)
    return [
        attach(session, entry, title, data, today=today)
        for title, data in (("Uttalelse", PDF), ("Skisse", a_picture()))
    ]


@pytest.fixture
def letter(session, client, files, today):
    """A letter that encloses a file, a thing on the desk, a paper and a picture."""
    _number, [paper] = issued(session, client, today)
    enclosures = (
        EnclosureDraft("Uttalelse", attachment_number=files[0]),
        EnclosureDraft("Legeerklæring"),
        EnclosureDraft("Foreløpig svar", paper_number=paper.number),
        EnclosureDraft("Skisse", attachment_number=files[1]),
    )
    return issued(session, client, today, *enclosures)[0], paper.number


def test_what_is_enclosed_follows_in_order_and_untouched(session, letter, today):
    number, paper = letter
    [made] = with_enclosed(session, print_letter(session, number, today=today))
    places = [(each.place, each.title) for each in made.enclosed]
    statement, by_hand, reply, sketch = made.enclosed

    assert places == [
        (1, "Uttalelse"),
        (2, "Legeerklæring"),
        (3, "Foreløpig svar"),
        (4, "Skisse"),
    ]
    assert statement.data == PDF
    assert reply.data == open_paper_bytes(session, paper)
    assert by_hand.data == b""
    [page] = PdfReader(BytesIO(sketch.data)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


def test_a_letter_with_nothing_enclosed_stands_as_it_is(session, client, today):
    _number, papers = issued(session, client, today)
    assert with_enclosed(session, papers) == list(papers)


def test_what_is_printed_with_a_letter_is_in_the_log(database, today):
    with database.transaction() as session:
        an_office(session, today)
        number = a_client(session, "Åse Ødegård", person=ADULT)
        an_application(session, number, today)
        _number, [first] = issued(session, number, today)
        enclosed = EnclosureDraft("Foreløpig svar", paper_number=first.number)
        by_hand = EnclosureDraft("Legeerklæring")
        _number, papers = issued(session, number, today, enclosed, by_hand)
        [made] = with_enclosed(session, papers)
    with database.transaction() as session:
        log_enclosed_printed(session, made.enclosed)
    with database.reading() as session:
        events = session.scalars(select(Event).where(Event.action == Action.PRINTED))
        found = [(each.table_name, each.record) for each in events]
    assert found == [("papers", first.number)]


def test_what_is_enclosed_is_refused_whoever_may_not_see_it(database, today):
    with database.transaction() as session:
        an_office(session, today)
        number = a_client(session, "Åse Ødegård", person=ADULT)
        an_application(session, number, today)
        _number, [first] = issued(session, number, today)
        enclosed = EnclosureDraft("Foreløpig svar", paper_number=first.number)
        _number, papers = issued(session, number, today, enclosed)
        of_client = select(Client.person_number).where(Client.number == number)
        person = session.get(Person, session.scalars(of_client).one())
        person.protection = Protection.CONFIDENTIAL
    with (
        hired(database, Role.CASEWORKER) as own,
        pytest.raises(NotAllowedError),
        own.transaction() as session,
    ):
        with_enclosed(session, papers)


def test_a_damaged_enclosure_is_told_and_not_left_out(session, letter, today):
    number, _paper = letter
    papers = print_letter(session, number, today=today)
    for kept in session.scalars(select(PaperFile)):
        kept.data = kept.data[::-1]
    session.flush()
    with pytest.raises(DamagedPaperError):
        with_enclosed(session, papers)
