"""Letters to support contacts: begun with what is known, lacking, and issued."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from stkdesk.documents.contact_letter_content import content_from_json
from stkdesk.domain.assignment_course import PauseReason
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
)
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterState
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.services.contact_letters import (
    begin_contact_letter,
    contact_letter_lacks,
    discard_contact_letter,
    edit_contact_letter,
    issue_contact_letter,
    last_contact_letter,
    open_contact_letter,
    preview_contact_letter,
    register_contact_letter,
)
from stkdesk.services.letter_enclosures import enclosure_choices
from stkdesk.services.letter_pile import (
    READY,
    count_lacking,
    letter_pile,
    open_draft,
)
from stkdesk.services.letters import LetterIssuedError
from stkdesk.services.papers import list_papers, open_paper
from stkdesk.storage.tables import (
    Assignment,
    AssignmentPause,
    ContactLetter,
    JournalEntry,
    PoliceCertificate,
    Recruitment,
)
from tests.builders import a_client, a_contact, a_grant, an_assignment
from tests.documents.reading import text_of
from tests.services.writing import OFFICE, an_office

K = ContactLetterKind
IDENTITY = "15079012345"  # invented: its check digits are wrong
ADULT = {"birth_date": date(1990, 5, 1), "phone": "40000002"}


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        an_office(session, today)
        yield session


@pytest.fixture
def contact(session):
    return a_contact(
        session, "Sølvi Næss", person={"national_id": IDENTITY, "phone": "40000001"}
    )


@pytest.fixture
def client(session):
    return a_client(session, "Åse Ødegård", person=ADULT)


@pytest.fixture
def assignment(session, client, contact):
    a_grant(session, client)
    return an_assignment(session, client, contact, end_on=date(2026, 11, 20))


def begun(session, kind, contact, today, assignment=None, **fields):
    draft = begin_contact_letter(
        session, kind, contact, assignment=assignment, today=today
    )
    return replace(draft, fields={**draft.fields, **fields})


def issued(session, draft, today):
    number = register_contact_letter(session, draft)
    version = open_contact_letter(session, number).version
    return number, issue_contact_letter(session, number, version, today=today)


def missing(session, draft, today):
    found = contact_letter_lacks(session, draft, today=today)
    return {each.key for each in found if each.blocks}


def said(made):
    return " ".join(text_of(made.data).split())


def test_an_interview_is_as_it_was_agreed(session, contact, today):
    session.add(
        Recruitment(
            contact_number=contact,
            interview_on=date(2026, 12, 3),
            interview_minute=870,
            interview_place="Rådhuset",
        )
    )
    session.flush()
    draft = begun(session, K.INTERVIEW, contact, today)

    assert draft.text("interview_time") == "14.30"
    assert missing(session, draft, today) == set()
    _number, made = issued(session, draft, today)
    assert "3. desember 2026 klokken 14.30" in said(made)


def test_an_interview_without_a_time_waits_as_a_draft(session, contact, today):
    draft = begun(session, K.INTERVIEW, contact, today)
    number = register_contact_letter(session, draft)
    version = open_contact_letter(session, number).version

    with pytest.raises(InvalidInputError) as refused:
        issue_contact_letter(session, number, version, today=today)

    assert {each.field for each in refused.value.problems} >= {"interview_time"}
    assert open_contact_letter(session, number).state is LetterState.DRAFT
    assert list_papers(session, ListQuery()).total == 0


def test_the_purpose_letter_has_what_the_police_ask_for(session, contact, today):
    draft = begun(session, K.CERTIFICATE_REQUEST, contact, today)
    number, made = issued(session, draft, today)
    text = said(made)

    for each in ("150790 12345", "Sølvi Næss", "§ 5-4", OFFICE.municipality, "Oppdrag"):
        assert each in text
    row = session.scalars(select(PoliceCertificate)).one()
    assert (row.contact_number, row.requested_on) == (contact, today)
    stored = session.get(ContactLetter, number)
    assert IDENTITY not in stored.content + stored.fields
    assert content_from_json(stored.content).national_id == ""


def test_without_an_identity_number_there_is_no_purpose_letter(session, today):
    bare = a_contact(session, "Kari Vik")
    draft = begun(session, K.CERTIFICATE_REQUEST, bare, today)
    [found] = contact_letter_lacks(session, draft, today=today)

    assert found.remedy.act == "contact/edit"
    preview = preview_contact_letter(session, draft, today=today)
    assert preview.draft
    assert preview.national_id == ""


def test_a_certificate_is_not_asked_of_one_who_has_no_offer(session, today):
    new = a_contact(
        session,
        "Kari Vik",
        person={"national_id": IDENTITY},
        status=ContactStatus.CANDIDATE,
    )
    session.add(Recruitment(contact_number=new, applied_on=today))
    session.flush()
    draft = begun(session, K.CERTIFICATE_REQUEST, new, today)
    assert missing(session, draft, today) == {"outcome"}
    row = session.scalars(select(Recruitment)).one()
    row.outcome, row.assessed_on = RecruitOutcome.APPROVED, today
    session.flush()

    assert missing(session, draft, today) == set()


@pytest.mark.parametrize(
    "typed", ["Du har en anmerkning i politiattesten.", "Du er dømt.", "Vandelen din."]
)
def test_a_refusal_never_tells_of_a_criminal_record(session, contact, today, typed):
    draft = begun(session, K.REFUSED, contact, today, note=typed)
    assert missing(session, draft, today) == {"note"}

    kind = begun(session, K.REFUSED, contact, today, note="Vi har nok til kveldene.")
    _number, made = issued(session, kind, today)
    for word in ("politi", "attest", "vandel", "straff"):
        assert word not in said(made).casefold()


@pytest.mark.parametrize("kind", [K.START, K.PAUSE, K.END])
def test_a_letter_of_an_assignment_needs_one(session, contact, today, kind):
    draft = begun(session, kind, contact, today)

    assert "assignment" in missing(session, draft, today)


def test_a_start_tells_who_when_and_when_the_sheet_is_due(
    session, contact, client, assignment, today
):
    draft = begun(session, K.START, contact, today, assignment)
    number, made = issued(session, draft, today)
    text = said(made)

    assert "støttekontakt for Åse Ødegård 1. januar 2026" in text
    assert "24 timer i måneden" in text
    assert "5. februar 2026" in text
    assert "taushetsbelagt" in text
    paper = open_paper(session, made.number)
    assert paper.title == "Oppstart av oppdrag"
    assert paper.about == "Sølvi Næss"
    assert (paper.links.client_number, paper.links.assignment_number) == (
        client,
        assignment,
    )
    assert last_contact_letter(session, K.START, contact, assignment) == today
    assert last_contact_letter(session, K.START, contact, assignment + 1) is None
    assert session.scalar(select(func.count()).select_from(JournalEntry)) == 0
    assert [each.title for each in enclosure_choices(session, client)] == []
    with pytest.raises(LetterIssuedError):
        edit_contact_letter(
            session, number, open_contact_letter(session, number).version, draft
        )


def test_a_pause_with_no_end_says_that_nobody_knows(
    session, contact, assignment, today
):
    row = session.get(Assignment, assignment)
    row.pauses.append(AssignmentPause(from_on=today, reason=PauseReason.HOLIDAY))
    session.flush()
    draft = begun(session, K.PAUSE, contact, today, assignment)

    assert "Vi vet ikke ennå hvor lenge" in said(issued(session, draft, today)[1])
    wrong = replace(draft, fields={**draft.fields, "pause_to": "2025-01-01"})
    assert missing(session, wrong, today) == {"pause_to"}


def test_an_attest_never_names_who_was_helped(session, contact, assignment, today):
    draft = begun(session, K.REFERENCE, contact, today)
    assert missing(session, draft, today) == set()
    text = said(issued(session, draft, today)[1])
    assert "fra 1. januar 2026 til og med 16. november 2026" in text
    assert "Ødegård" not in text

    told = begun(session, K.REFERENCE, contact, today, work="Kino med Åse Ødegård.")
    assert missing(session, told, today) == {"work"}


def test_an_end_says_what_is_due_and_what_is_given_back(
    session, contact, assignment, today
):
    draft = begun(session, K.END, contact, today, assignment)
    text = said(issued(session, draft, today)[1])

    assert "Siste dag er 20. november 2026" in text
    assert "senest 7. desember 2026" in text
    assert "Lever tilbake nøkler" in text


def test_a_letter_is_written_in_the_language_of_the_contact(session, today):
    other = a_contact(session, "Gro Vik", language=Language.NYNORSK)
    _number, made = issued(session, begun(session, K.APPROVED, other, today), today)

    assert "Du er godkjend som støttekontakt" in said(made)


def test_an_assignment_of_another_is_refused(session, assignment, today):
    other = a_contact(session, "Gro Vik")

    with pytest.raises(NotFoundError):
        begin_contact_letter(
            session, K.START, other, assignment=assignment, today=today
        )


def test_two_who_write_the_same_letter_do_not_write_over_each_other(
    session, contact, today
):
    draft = begun(session, K.APPROVED, contact, today)
    number = register_contact_letter(session, draft)
    version = open_contact_letter(session, number).version
    told = replace(draft, fields={"note": "Velkommen."})
    edit_contact_letter(session, number, version, told)

    with pytest.raises(ChangedByAnotherError):
        edit_contact_letter(session, number, version, draft)
    assert discard_contact_letter(session, number).text("note") == "Velkommen."


def test_an_attest_is_the_contacts_own_also_when_begun_from_an_assignment(
    session, contact, assignment, today
):
    draft = begun(session, K.REFERENCE, contact, today, assignment)
    number, _made = issued(session, draft, today)

    assert draft.text("work_from") == "2026-01-01"
    assert session.get(ContactLetter, number).assignment_number is None
    assert last_contact_letter(session, K.REFERENCE, contact, assignment) == today


def test_a_letter_that_is_begun_lies_in_the_pile(session, contact, assignment, today):
    register_contact_letter(session, begun(session, K.INTERVIEW, contact, today))
    register_contact_letter(session, begun(session, K.APPROVED, contact, today))
    register_contact_letter(
        session, begun(session, K.START, contact, today, assignment)
    )
    [lacking] = letter_pile(session, ListQuery(), today=today).rows
    ready = letter_pile(session, ListQuery(chip=READY), today=today).rows

    assert (lacking.kind, lacking.client) == (K.INTERVIEW, "Sølvi Næss")
    assert {each.kind for each in ready} == {K.APPROVED, K.START}
    again = open_draft(session, lacking.number, today=today)
    assert again.missing == lacking.missing
    assert again.contact_number == contact
    assert count_lacking(session, today=today) == 1
