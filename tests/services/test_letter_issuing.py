"""Issuing a letter: journalled, printed for each recipient, and locked for good."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from stkdesk.documents.case_letter_content import content_from_json
from stkdesk.documents.print_file import build
from stkdesk.domain.client import Relation
from stkdesk.domain.complaint import ComplaintOutcome
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
)
from stkdesk.domain.journal import DocumentKind, EntryKind, PartyRole
from stkdesk.domain.letter import EnclosureDraft, LetterKind, LetterState
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Role
from stkdesk.services.applications import open_application
from stkdesk.services.journal_rows import entries_of
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letter_enclosures import enclosure_choices
from stkdesk.services.letter_issuing import issue_letter, preview_letter
from stkdesk.services.letter_recipients import GOVERNOR
from stkdesk.services.letters import (
    LetterIssuedError,
    discard_letter,
    edit_letter,
    last_letter,
    open_letter,
    promised_on,
    register_letter,
)
from stkdesk.services.office import edit_office, open_office
from stkdesk.services.papers import list_papers, open_paper_bytes
from stkdesk.services.recipients import SELF
from stkdesk.storage.tables import (
    Client,
    ClientRelation,
    Complaint,
    JournalEntry,
    Letter,
    Paper,
    Person,
)
from tests.builders import a_client, a_person
from tests.services.writing import (
    a_complaint,
    a_grant,
    an_application,
    an_office,
)
from tests.staff import hired

ADULT, YOUTH = {"birth_date": date(1990, 5, 1)}, {"birth_date": date(2010, 5, 1)}
REASON = {"reason": "Vi venter på legen."}


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        an_office(session, today)
        yield session


@pytest.fixture
def client(session):
    return a_client(session, "Åse Ødegård", person=ADULT)


def written(session, kind, client, today, *, enclosures=None, **fields):
    """Save a letter with ``fields`` over what is known, and return its number."""
    draft = begin_letter(session, kind, client, today=today)
    draft = replace(draft, fields={**draft.fields, **fields})
    if enclosures is not None:
        draft = replace(draft, enclosures=enclosures)
    return register_letter(session, draft)


def sent(session, kind, client, today, **fields):
    """Issue a letter to those proposed; return its number and what came of it."""
    number = written(session, kind, client, today, **fields)
    version = open_letter(session, number).version
    return number, issue_letter(session, number, version, today=today)


def text_of(data):
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    return " ".join(text.split())


def upheld(session, client, today):
    """Return a complaint whose decision stands."""
    number = a_complaint(session, a_grant(session, client), today)
    row = session.get(Complaint, number)
    row.reassessment = "Tre timer er nok."
    row.outcome, row.outcome_on = ComplaintOutcome.UPHELD, today
    session.flush()
    return number


ENCLOSED = (EnclosureDraft("Klage"), EnclosureDraft("Vedtak"))


def test_an_issued_letter_is_in_the_journal_and_on_paper(session, client, today):
    application = an_application(session, client, today)
    number, done = sent(session, LetterKind.INTERIM_REPLY, client, today, **REASON)
    [entry] = entries_of(session, letter=number)

    assert done.reference == entry.reference == "2026/1-2"  # the application is first
    assert (entry.kind, entry.document) == (EntryKind.OUTGOING, DocumentKind.LETTER)
    assert entry.title == "Foreløpig svar"
    assert [(one.role, one.name) for one in entry.parties] == [
        (PartyRole.RECIPIENT, "Åse Ødegård")
    ]
    assert entry.application_number == application
    [paper] = done.papers
    assert paper.kind is PaperKind.LETTER
    assert paper.reference.startswith("B-2026-000001-")
    [shown] = list_papers(session, ListQuery()).rows
    assert shown.title == "Foreløpig svar"  # not only that it is a letter
    text = text_of(paper.data)
    later = "14. desember 2026"  # more than a month after the application
    for said in ("2026/1-2", "Vi venter på legen.", later):
        assert said in text
    assert "UTKAST" not in text


def test_an_issued_letter_never_changes(session, client, today):
    an_application(session, client, today)
    number, done = sent(session, LetterKind.INTERIM_REPLY, client, today, **REASON)
    card = open_letter(session, number)

    assert card.state is LetterState.ISSUED
    with pytest.raises(LetterIssuedError):
        edit_letter(session, number, card.version, card.draft)
    with pytest.raises(LetterIssuedError):
        issue_letter(session, number, card.version, today=today)
    with pytest.raises(LetterIssuedError):
        discard_letter(session, number)
    session.get(Person, session.get(Client, client).person_number).given_name = "Ny"
    office = open_office(session, today=today)
    edit_office(session, office.version, replace(office.draft, municipality="Ny by"))
    assert open_paper_bytes(session, done.papers[0].number) == done.papers[0].data


def test_what_the_letter_said_is_kept_beside_it(session, client, today):
    an_application(session, client, today)
    number, done = sent(session, LetterKind.INTERIM_REPLY, client, today, **REASON)
    content = content_from_json(session.get(Letter, number).content)

    assert content.case_number == done.reference
    assert build(content) == done.papers[0].data


def test_an_interim_reply_is_remembered_with_what_it_promised(session, client, today):
    application = an_application(session, client, today)
    assert promised_on(session, application=application) is None
    day = date(2027, 1, 15)
    sent(
        session,
        LetterKind.INTERIM_REPLY,
        client,
        today,
        expected_on=day.isoformat(),
        **REASON,
    )

    kind = LetterKind.INTERIM_REPLY
    assert last_letter(session, kind, application=application) == today
    assert promised_on(session, application=application) == day


def test_a_request_for_facts_lets_the_application_wait(session, client, today):
    application = an_application(session, client, today)
    _, done = sent(
        session,
        LetterKind.INFORMATION_REQUEST,
        client,
        today,
        wanted="Uttalelse fra skolen",
        why="For å vite hva du trenger.",
    )
    [pause] = open_application(session, application).pauses

    assert (pause.paused_on, pause.resumed_on) == (today, None)
    assert done.reference in pause.reason


def test_a_letter_that_lacks_something_takes_no_number(session, client, today):
    an_application(session, client, today)
    number = written(session, LetterKind.INTERIM_REPLY, client, today)
    with pytest.raises(InvalidInputError) as told:
        issue_letter(session, number, 1, today=today)

    assert [each.field for each in told.value.problems] == ["reason"]
    assert session.scalar(select(func.count()).select_from(Paper)) == 0
    assert session.scalar(select(func.count()).select_from(JournalEntry)) == 1


def test_a_letter_somebody_else_changed_is_not_issued(session, client, today):
    an_application(session, client, today)
    number = written(session, LetterKind.INTERIM_REPLY, client, today, **REASON)
    version = open_letter(session, number).version
    with pytest.raises(ChangedByAnotherError):
        issue_letter(session, number, version - 1, today=today)


def test_a_youth_of_fifteen_gets_an_advance_notice_of_her_own(session, today):
    client = a_client(session, "Åse Ødegård", person=YOUTH)
    session.get(Client, client).relations = [
        ClientRelation(
            person=a_person("Mor Ødegård"), relation=Relation.PARENT, gets_letters=True
        )
    ]
    a_grant(session, client)
    _, done = sent(
        session,
        LetterKind.ADVANCE_NOTICE,
        client,
        today,
        new_minutes="0",
        change_on="2027-01-01",
        reasons="Du har flyttet.",
        facts="Du bor i en annen kommune.",
    )
    to_parent, own = (text_of(paper.data) for paper in done.papers)

    assert "Brevet er sendt til deg som foresatt." in to_parent
    assert "Brevet er sendt til deg som" not in own
    assert "Vi vurderer å avslutte støttekontakten din" in own


def test_a_forwarding_goes_to_the_governor_with_a_copy_to_the_party(
    session, client, today
):
    complaint = upheld(session, client, today)
    number, done = sent(
        session, LetterKind.FORWARDING, client, today, enclosures=ENCLOSED
    )
    governor, copy = (text_of(paper.data) for paper in done.papers)

    assert "Statsforvalteren i Rogaland Postboks 59 4001 STAVANGER" in governor
    for said in (
        "Kommunen opprettholder vedtaket",
        "1. Klageren mener: Timene er for få.",
        "Kommunens vurdering: Tre timer dekker behovet.",
        "1. Klage",
        "2. Vedtak",
        "Kopi til Åse Ødegård",
    ):
        assert said in governor, said
    assert "Dette er en kopi til orientering." in copy
    assert "Fjordgata 1" in copy
    [entry] = entries_of(session, letter=number)
    assert [(one.role, one.name) for one in entry.parties] == [
        (PartyRole.RECIPIENT, "Statsforvalteren i Rogaland"),
        (PartyRole.COPY, "Åse Ødegård"),
    ]
    papers = session.scalars(select(Paper).where(Paper.letter_number == number)).all()
    assert [(one.recipient, one.is_copy) for one in papers] == [
        ("Statsforvalteren i Rogaland", False),
        ("Åse Ødegård", True),
    ]
    assert last_letter(session, LetterKind.FORWARDING, complaint=complaint) == today


def test_the_notice_to_the_party_has_the_forwarding_enclosed(session, client, today):
    upheld(session, client, today)
    _, first = sent(session, LetterKind.FORWARDING, client, today, enclosures=ENCLOSED)
    draft = begin_letter(session, LetterKind.FORWARDING_NOTICE, client, today=today)

    [enclosed] = draft.enclosures
    assert enclosed.paper_number == first.papers[0].number
    assert enclosed.title.startswith("Oversendelse til Statsforvalteren")
    assert draft.text("forwarded_on") == today.isoformat()


def test_a_forwarding_not_to_the_governor_is_refused(session, client, today):
    upheld(session, client, today)
    number = written(session, LetterKind.FORWARDING, client, today, enclosures=ENCLOSED)
    version = open_letter(session, number).version
    with pytest.raises(InvalidInputError) as told:
        issue_letter(session, number, version, today=today, recipients=[SELF])
    assert [each.field for each in told.value.problems] == ["recipients"]
    done = issue_letter(session, number, version, today=today, recipients=[GOVERNOR])
    assert len(done.papers) == 1


def test_papers_of_the_case_can_be_enclosed(session, client, today):
    an_application(session, client, today)
    _, done = sent(session, LetterKind.INTERIM_REPLY, client, today, **REASON)
    [choice] = enclosure_choices(session, client)

    assert choice.paper_number == done.papers[0].number
    assert choice.title == "Foreløpig svar, 16. november 2026"


def test_a_preview_shows_what_is_missing_and_leaves_no_trace(session, client, today):
    an_application(session, client, today)
    draft = begin_letter(session, LetterKind.INTERIM_REPLY, client, today=today)
    content = preview_letter(session, replace(draft, fields={}), today=today)
    text = text_of(build(content))

    assert "UTKAST" in text
    assert "Du kan vente svar innen [ … ]" in text
    assert session.scalar(select(func.count()).select_from(Paper)) == 0


@pytest.mark.parametrize("kind", LetterKind)
def test_a_hardly_begun_letter_of_any_kind_can_be_looked_at(
    session, client, today, kind
):
    draft = begin_letter(session, kind, client, today=today)
    content = preview_letter(session, draft, today=today)

    if content.address.postal_code:
        assert "UTKAST" in text_of(build(content))


def test_a_protected_address_is_nowhere_in_the_letter(session, today):
    person = {**ADULT, "protection": Protection.STRICT}
    client = a_client(session, "Åse Ødegård", person=person)
    an_application(session, client, today)
    number, done = sent(session, LetterKind.INTERIM_REPLY, client, today, **REASON)
    text = text_of(done.papers[0].data)

    assert "Fjordgata" not in text
    assert "fortrolig" not in text.casefold()
    paper = session.scalar(select(Paper).where(Paper.letter_number == number))
    assert paper.by_hand


def test_who_may_not_see_an_address_makes_no_letter_to_it(database, today):
    with database.transaction() as session:
        an_office(session, today)
        person = {**ADULT, "protection": Protection.STRICT}
        client = a_client(session, "Åse Ødegård", person=person)
        an_application(session, client, today)
        number = written(session, LetterKind.INTERIM_REPLY, client, today, **REASON)
    with hired(database, Role.CASEWORKER) as other:
        with pytest.raises(NotAllowedError), other.transaction() as session:
            issue_letter(session, number, 1, today=today)
        with other.transaction() as session:
            draft = open_letter(session, number).draft
            content = preview_letter(session, draft, today=today)
    assert "Fjordgata" not in repr(content)


def test_who_may_not_see_an_address_does_not_read_the_letter_to_it(database, today):
    with database.transaction() as session:
        an_office(session, today)
        person = {**ADULT, "protection": Protection.STRICT}
        client = a_client(session, "Åse Ødegård", person=person)
        an_application(session, client, today)
        _, done = sent(session, LetterKind.INTERIM_REPLY, client, today, **REASON)
    with (
        hired(database, Role.CASEWORKER) as other,
        pytest.raises(NotAllowedError),
        other.transaction() as session,
    ):
        open_paper_bytes(session, done.papers[0].number)


def test_the_act_of_2025_is_cited_from_its_day(session, client, today):
    an_application(session, client, today)
    office = open_office(session, today=today)
    edit_office(session, office.version, replace(office.draft, new_act_from=today))
    _, done = sent(session, LetterKind.INTERIM_REPLY, client, today, **REASON)

    text = text_of(done.papers[0].data)
    assert "forvaltningsloven § 17" in text
    assert "§ 11 a" not in text
