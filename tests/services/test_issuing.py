"""Issuing a decision: numbered, printed for each recipient, and locked for good."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from stkdesk.documents.decision_content import content_from_json
from stkdesk.documents.print_file import build
from stkdesk.domain.client import Relation
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.errors import (
    CannotPrintError,
    ChangedByAnotherError,
    InvalidInputError,
)
from stkdesk.domain.journal import PartyRole
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.person import Protection
from stkdesk.services.decision_begin import begin_decision
from stkdesk.services.decisions import (
    AlreadyIssuedError,
    discard_decision,
    edit_decision,
    open_decision,
    register_decision,
)
from stkdesk.services.issuing import issue_decision, preview_decision
from stkdesk.services.office import edit_office, set_up_office
from stkdesk.services.printing import paper_again
from stkdesk.services.recipients import SELF, letter_recipients
from stkdesk.storage.tables import (
    Client,
    ClientRelation,
    Decision,
    JournalEntry,
    Paper,
    Person,
)
from tests.builders import a_client, a_person, individual

OFFICE = OfficeDraft(
    municipality="Fjordvik kommune",
    deciding_unit="Tjenestekontoret",
    postal_line="Postboks 124",
    postal_code="4481",
    city="Fjordvik",
    county_governor="Statsforvalteren i Rogaland",
    case_officer="Kåre Næss",
)
ADULT, YOUTH, CHILD = date(1990, 5, 1), date(2010, 5, 1), date(2014, 5, 1)


@pytest.fixture
def office(database, today):
    with database.transaction() as session:
        set_up_office(session, OFFICE, today=today)
    return database


def a_decision(session, today, *, born=ADULT, relations=(), person=None, **changes):
    """Register a draft that lacks nothing, and return its number."""
    known = {"birth_date": born, **(person or {})}
    language = changes.pop("language", Language.BOKMAL)
    client = a_client(session, "Åse Ødegård", person=known, language=language)
    session.get(Client, client).relations = [
        ClientRelation(
            person=a_person(name), relation=Relation.PARENT, gets_letters=True
        )
        for name in relations
    ]
    session.flush()
    whole = replace(
        begin_decision(session, client, today=today),
        items=individual(240),
        valid_from=date(2026, 12, 1),
        valid_to=date(2027, 11, 30),
        facts="Søkeren har lite sosial kontakt.",
        grounds="Fire timer i uken dekker behovet.",
        goal="Komme ut blant folk.",
        own_view="Vil gjerne svømme.",
    )
    return register_decision(session, replace(whole, **changes))


def issued(office, today, **how):
    """Issue a new decision with the recipients proposed; return number and result."""
    with office.transaction() as session:
        number = a_decision(session, today, **how)
        client = session.get(Decision, number).client_number
        everybody = letter_recipients(session, client, today=today)
        keys = [one.key for one in everybody if one.is_proposed]
        done = issue_decision(session, number, 1, today=today, recipients=keys)
        return number, done


def text_of(data):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def card(office, number):
    with office.reading() as session:
        return open_decision(session, number)


def test_an_issued_decision_has_a_number_a_letter_and_a_lock(office, today):
    number, done = issued(office, today)
    shown = card(office, number)

    assert done.reference == shown.reference == "2026/1-1"
    assert shown.state is DecisionState.ISSUED
    [paper] = shown.papers
    assert (paper.kind, paper.about) == (PaperKind.DECISION, "Åse Ødegård")
    text = text_of(done.papers[0].data)
    for expected in ("Åse Ødegård", "2026/1-1", "4 timer i uken", "fire uker"):
        assert expected in text
    assert "UTKAST" not in text


def test_the_letter_is_stored_and_a_reprint_is_the_same_bytes(office, today):
    _, done = issued(office, today)
    with office.transaction() as session:
        session.get(Person, session.get(Client, 1).person_number).given_name = "Ny"
        edit_office(session, 1, replace(OFFICE, municipality="Ny kommune"))
    with office.reading() as session:
        again = paper_again(session, done.papers[0].number, today=today)
    assert again.data == done.papers[0].data


def test_what_the_letter_said_is_kept_beside_it(office, today):
    number, done = issued(office, today)
    with office.reading() as session:
        content = content_from_json(session.get(Decision, number).content)
    assert content.case_number == "2026/1-1"
    assert content.reference == done.papers[0].reference
    assert build(content) == done.papers[0].data


def test_a_letter_that_names_no_sender_is_not_issued(database, today):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
    lacks = "mangler postadressen og navnet på saksbehandler"
    with pytest.raises(CannotPrintError, match=lacks):
        issued(database, today)


def test_numbers_count_up_and_a_failed_issue_wastes_none(office, today, monkeypatch):
    issued(office, today)
    with office.transaction() as session:
        number = a_decision(session, today)

    def _out_of_paper(_content):
        raise CannotPrintError("Brevet kan ikke tegnes.")

    with monkeypatch.context() as broken:
        broken.setattr("stkdesk.services.issuing.build", _out_of_paper)
        with pytest.raises(CannotPrintError), office.transaction() as session:
            issue_decision(session, number, 1, today=today)
    assert card(office, number).state is DecisionState.DRAFT
    assert card(office, number).papers == ()

    with office.transaction() as session:
        done = issue_decision(session, number, 1, today=today)
    assert done.reference == "2026/2-1"
    assert done.papers[0].reference.startswith("V-2026-000002-")


@pytest.mark.parametrize(
    ("lacking", "field"),
    [
        ({"facts": ""}, "facts"),
        ({"grounds": " "}, "grounds"),
        ({"legal_basis": ""}, "legal_basis"),
        ({"items": ()}, "items"),
        ({"valid_from": None, "valid_to": None}, "valid_from"),
        ({"decided_on": None}, "decided_on"),
    ],
)
def test_a_decision_is_not_issued_without_what_the_law_asks_for(
    office, today, lacking, field
):
    with office.transaction() as session:
        number = a_decision(session, today, **lacking)
    with pytest.raises(InvalidInputError) as told, office.transaction() as session:
        issue_decision(session, number, 1, today=today)
    assert field in [problem.field for problem in told.value.problems]
    assert card(office, number).state is DecisionState.DRAFT


def test_a_refusal_says_so_and_needs_no_hours(office, today):
    _, done = issued(
        office,
        today,
        kind=DecisionKind.REFUSED,
        items=(),
        valid_from=None,
        valid_to=None,
        refused_part="Hjelpen er ikke nødvendig.",
    )
    text = text_of(done.papers[0].data)
    assert "avslått" in text
    assert "timer i uken" not in text.replace("Fire timer i uken dekker", "")


def test_a_letter_in_nynorsk_has_no_bokmal_frame(office, today):
    _, done = issued(office, today, language=Language.NYNORSK)
    text = text_of(done.papers[0].data)
    assert "klage" in text
    assert "Statsforvaltaren" in text or "støttekontakt" in text
    assert " ikke " not in text.replace("dekker behovet", "")


def test_a_decision_is_issued_once(office, today):
    number, _ = issued(office, today)
    version = card(office, number).version
    with pytest.raises(AlreadyIssuedError), office.transaction() as session:
        issue_decision(session, number, version, today=today)
    with pytest.raises(AlreadyIssuedError), office.transaction() as session:
        edit_decision(session, number, version, card(office, number).draft)
    with pytest.raises(AlreadyIssuedError), office.transaction() as session:
        discard_decision(session, number)
    assert len(card(office, number).papers) == 1


def test_a_decision_somebody_else_changed_is_not_issued(office, today):
    with office.transaction() as session:
        number = a_decision(session, today)
        draft = open_decision(session, number).draft
    with office.transaction() as session:
        edit_decision(session, number, 1, replace(draft, items=individual(60)))
    with pytest.raises(ChangedByAnotherError), office.transaction() as session:
        issue_decision(session, number, 1, today=today)


def test_a_parent_and_a_youth_get_a_letter_each(office, today):
    number, done = issued(office, today, born=YOUTH, relations=("Mor Ødegård",))
    to_parent, own = (text_of(paper.data) for paper in done.papers)

    assert len({paper.reference for paper in done.papers}) == 2
    assert to_parent.index("Mor Ødegård") < to_parent.index("Vedtak")
    assert own.index("Åse Ødegård") < own.index("Vedtak")
    assert "Mor Ødegård" in own  # as one who gets a copy
    assert [paper.number for paper in card(office, number).papers] == [
        paper.number for paper in done.papers
    ]


def test_only_those_the_office_confirmed_get_a_letter(office, today):
    with office.transaction() as session:
        number = a_decision(session, today, born=YOUTH, relations=("Mor Ødegård",))
        done = issue_decision(session, number, 1, today=today, recipients=[SELF])
    [paper] = done.papers
    assert "Mor Ødegård" not in text_of(paper.data)


@pytest.mark.parametrize("how", [{"recipients": []}, {"recipients": None}])
def test_a_decision_nobody_gets_is_not_issued(office, today, how):
    with office.transaction() as session:
        number = a_decision(session, today, born=CHILD)  # no parent in the register
    with pytest.raises(InvalidInputError) as told, office.transaction() as session:
        issue_decision(session, number, 1, today=today, **how)
    assert [problem.field for problem in told.value.problems] == ["recipients"]


def test_a_recipient_without_an_address_is_told_without_a_name(office, today):
    with office.transaction() as session:
        number = a_decision(session, today)
        person = session.get(Client, 1).person
        person.addresses.clear()
    with pytest.raises(InvalidInputError) as told, office.transaction() as session:
        issue_decision(session, number, 1, today=today)
    assert "mangler adresse" in str(told.value)
    assert "Ødegård" not in str(told.value)


def test_a_protected_address_is_nowhere_in_the_letter(office, today):
    person = {"protection": Protection.STRICT}
    _, done = issued(office, today, person=person)
    text = text_of(done.papers[0].data)
    assert "Fjordgata" not in text
    assert "LEVERES PERSONLIG" in text
    assert "fortrolig" not in text.casefold()


def test_a_preview_is_a_draft_and_leaves_no_trace(office, today):
    with office.transaction() as session:
        number = a_decision(session, today)
        draft = open_decision(session, number).draft
    with office.reading() as session:
        content = preview_decision(session, draft, today=today)
        session.commit()
    assert content.draft
    assert "UTKAST" in text_of(build(content))
    assert card(office, number).papers == ()
    with office.transaction() as session:
        assert issue_decision(session, number, 1, today=today).reference == "2026/1-1"


@pytest.mark.parametrize("kind", DecisionKind)
def test_a_hardly_begun_draft_can_be_looked_at(office, today, kind):
    with office.transaction() as session:
        draft = begin_decision(session, a_client(session), today=today)
        content = preview_decision(
            session, replace(draft, kind=kind, legal_basis=""), today=today
        )
    assert "UTKAST" in text_of(build(content))


def test_the_preview_shows_the_copy_asked_for(office, today):
    with office.transaction() as session:
        number = a_decision(session, today, born=YOUTH, relations=("Mor Ødegård",))
        draft = open_decision(session, number).draft
        first = preview_decision(session, draft, today=today)
        own = preview_decision(session, draft, today=today, recipient=SELF)
    assert (first.address.name, own.address.name) == ("Mor Ødegård", "Åse Ødegård")


def test_long_grounds_run_over_the_page_and_lose_nothing(office, today):
    sentences = [f"Dette er setning nummer {n} av mange." for n in range(400)]
    _, done = issued(office, today, grounds=" ".join(sentences))
    text = " ".join(text_of(done.papers[0].data).split())
    missing = [line for line in sentences if line not in text]
    assert len(missing) <= 6  # where a page ends, its foot stands in between
    assert len(PdfReader(BytesIO(done.papers[0].data)).pages) >= 5


def test_nobody_who_speaks_for_another_gets_it_silently(office, today):
    with office.transaction() as session:
        number = a_decision(session, today)
        client = session.get(Client, 1)
        client.relations = [
            ClientRelation(
                person=a_person("Per Fullmektig"),
                relation=Relation.REPRESENTATIVE,
                gets_letters=True,
                authority_on=today,
            )
        ]
    refused = pytest.raises(InvalidInputError, match="Bekreft hvem")
    with refused, office.transaction() as session:
        issue_decision(session, number, 1, today=today)
    with office.transaction() as session:
        keys = [one.key for one in letter_recipients(session, 1, today=today)]
        issue_decision(session, number, 1, today=today, recipients=keys)
    with office.reading() as session:
        papers = session.scalars(select(Paper)).all()
        assert {(paper.recipient, paper.is_copy) for paper in papers} == {
            ("Per Fullmektig", False),
            ("Åse Ødegård", True),
        }
        [entry] = session.scalars(select(JournalEntry))
        assert {(party.role, party.name) for party in entry.parties} == {
            (PartyRole.RECIPIENT, "Per Fullmektig"),
            (PartyRole.COPY, "Åse Ødegård"),
        }


def test_when_a_letter_fails_nothing_stands_in_the_journal(office, today, monkeypatch):
    def _fails(_content):
        raise CannotPrintError("Brevet kan ikke tegnes.")

    monkeypatch.setattr("stkdesk.services.issuing.build", _fails)
    with office.transaction() as session:
        number = a_decision(session, today)
    with pytest.raises(CannotPrintError), office.transaction() as session:
        issue_decision(session, number, 1, today=today)
    with office.reading() as session:
        assert session.get(Decision, number).reference is None
        assert session.scalars(select(JournalEntry)).all() == []
