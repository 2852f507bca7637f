"""People at secret addresses: nobody sees where, nor that, but those who may."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from stkdesk.documents.print_file import build
from stkdesk.domain.client import ClientDraft, Relation
from stkdesk.domain.errors import InvalidInputError, NotAllowedError
from stkdesk.domain.insight import InsightDraft
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import PersonDraft, Protection
from stkdesk.domain.staff import Role
from stkdesk.services.client_list import list_clients
from stkdesk.services.clients import edit_client, open_client, register_client
from stkdesk.services.contact_list import list_contacts
from stkdesk.services.contacts import edit_contact, open_contact
from stkdesk.services.decision_begin import begin_decision
from stkdesk.services.decision_paper import print_decision
from stkdesk.services.decisions import open_decision, register_decision
from stkdesk.services.declarations import print_declaration
from stkdesk.services.insight import make_insight
from stkdesk.services.issuing import issue_decision, preview_decision
from stkdesk.services.month_run import WhyNot, month_run
from stkdesk.services.office import set_up_office
from stkdesk.services.papers import open_paper_bytes
from stkdesk.services.printing import paper_again, print_sheet
from stkdesk.services.recipients import letter_recipients
from stkdesk.services.search import find
from stkdesk.storage.tables import Client, ClientRelation, Person
from tests import builders as make
from tests.staff import at_work, hire

TODAY = date(2026, 11, 16)
ALL = ListQuery()
OFFICE = OfficeDraft(
    municipality="Fjordvik kommune",
    deciding_unit="Tjenestekontoret",
    postal_line="Postboks 124",
    postal_code="4481",
    city="Fjordvik",
    county_governor="Statsforvalteren i Rogaland",
    case_officer="Kåre Næss",
)
WHERE = ("Fjordgata", "6509", "Byen", "99887766", "99 88 77 66", "@example.no")
FLAG = ("fortrolig", "gradert", "protected", "kode 6", "kode 7", "klientadresse")
SECRET = {"phone": "99887766", "email": "hun@example.no"}


@pytest.fixture(params=[p for p in Protection if p is not Protection.OPEN])
def office(database, request):
    """A client, her mother and her support contact, all at addresses so protected."""
    secret = {**SECRET, "protection": request.param}
    with database.transaction() as session:
        set_up_office(session, OFFICE, today=TODAY)
        client = make.a_client(session, "Maja Berg", person=secret)
        mother = make.a_person("Åse Berg", **secret)
        guardian = ClientRelation(person=mother, relation=Relation.GUARDIAN)
        session.get(Client, client).relations = [guardian]
        session.flush()
        contact = make.a_contact(session, "Siv Lie", person=secret)
        assignment = make.an_assignment(session, client, contact)
        period = make.periods(session)["2026-10"].number
        make.rates(session)
        make.a_sheet(session, assignment, period, make.a_visit(5))
        draft = begin_decision(session, client, today=TODAY)
        whole = replace(draft, facts="F", grounds="G", items=make.individual(240))
        decision = register_decision(session, whole)
    return {
        "client": client,
        "contact": contact,
        "assignment": assignment,
        "period": period,
        "decision": decision,
    }


@pytest.fixture
def ola(database, office):
    """The register as Ola sees it, who does not see such addresses."""
    hire(database, "Kari Sand", Role.CASEWORKER, sees_protected=True)
    with at_work(database, hire(database, "Ola Vik", Role.CASEWORKER)) as own:
        yield own


@pytest.fixture
def kari(database, office):
    """The same as somebody who does."""
    who = hire(database, "Siri Ås", Role.CASEWORKER, sees_protected=True)
    with at_work(database, who) as own:
        yield own


def text_of(data):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def tells_nothing(shown):
    # The parts of a second may hold the figures of a postal code.
    told = re.sub(r"datetime\.datetime\([^)]*\)", "", str(shown))
    folded = told.casefold().replace("ugradert", "")
    folded = folded.replace("is_protected_group", "")  # of the disabled: not an address
    return not [word for word in (*WHERE, *FLAG) if word.casefold() in folded]


#: Every way to make a paper about, or to, one of them.
MAKING = {
    "decision": lambda s, o: print_decision(s, o["decision"], today=TODAY).data,
    "declaration": lambda s, o: print_declaration(s, o["contact"], today=TODAY).data,
    "sheet": lambda s, o: (
        print_sheet(s, o["assignment"], o["period"], today=TODAY).data
    ),
    "filled sheet": lambda s, o: (
        print_sheet(s, o["assignment"], o["period"], today=TODAY, filled=True).data
    ),
    "issuing": lambda s, o: (
        issue_decision(s, o["decision"], 1, today=TODAY).papers[0].data
    ),
}


def test_a_letter_is_made_by_somebody_who_sees_and_others_are_told_whom(ola, office):
    for way, made in MAKING.items():
        with pytest.raises(NotAllowedError) as refusal, ola.transaction() as session:
            made(session, office)
        told = f"{refusal.value.title} {refusal.value.advice}"
        assert "Kari Sand" in told, way
        assert tells_nothing(told), way


def test_a_letter_made_by_somebody_who_sees_does_not_say_why(kari, office):
    for way, made in MAKING.items():
        with kari.transaction() as session:
            text = text_of(made(session, office))
        assert len(text) > 100, way
        assert not [word for word in FLAG if word in text.casefold()], way


def test_the_preview_of_a_decision_says_nothing_of_where(ola, office):
    with ola.reading() as session:
        draft = open_decision(session, office["decision"]).draft
        letter = preview_decision(session, draft, today=TODAY)
        assert tells_nothing(letter_recipients(session, 1, today=TODAY))
    text = text_of(build(letter))
    assert "Maja Berg" in text
    assert not [w for w in (*WHERE[:1], *WHERE[3:], *FLAG) if w in text.casefold()]
    assert "LEVERES PERSONLIG" not in text


def test_a_paper_already_made_stays_shut_too(ola, kari, office):
    with kari.transaction() as session:
        made = print_declaration(session, office["contact"], today=TODAY).number
        issued = issue_decision(session, office["decision"], 1, today=TODAY)
        blank = print_sheet(session, office["assignment"], today=TODAY).number
    for number in (made, issued.papers[0].number):
        with pytest.raises(NotAllowedError), ola.reading() as session:
            open_paper_bytes(session, number)
    with pytest.raises(NotAllowedError), ola.reading() as session:
        paper_again(session, blank, today=TODAY)


def test_an_answer_to_a_request_for_access_stays_shut_too(ola, kari, office):
    asked = InsightDraft(received_on=TODAY, due_on=TODAY)
    for room in ("clients", "contacts"):
        whose = office[room.removesuffix("s")]
        with kari.transaction() as session:
            made = make_insight(session, room, whose, asked, today=TODAY)
        with pytest.raises(NotAllowedError), ola.reading() as session:
            open_paper_bytes(session, made.number)


def test_the_month_is_printed_without_them(ola, office):
    with ola.reading() as session:
        run = month_run(session, "2026-10", with_received=True)
    assert (run.included, run.by_hand) == ((), ())
    assert [one.why for one in run.left_out] == [WhyNot.OTHERS]
    assert tells_nothing([(one.why.reason, one.why.remedy) for one in run.left_out])


def test_cards_lists_and_search_tell_neither_where_nor_that(ola, kari):
    def seen(database):
        with database.reading() as session:
            return (
                open_client(session, 1).draft,
                open_contact(session, 1).draft,
                list_clients(session, ALL).rows,
                list_contacts(session, ALL).rows,
                find(session, "lie"),
                find(session, "berg"),
            )

    assert tells_nothing(seen(ola))
    assert not tells_nothing(seen(kari))


def test_nobody_finds_them_by_where_they_live(ola, kari, office):
    with kari.transaction() as session:  # saved anew, as from a form
        card = open_contact(session, office["contact"])
        boxed = replace(card.draft.person, street="Postboks 9")
        draft = replace(card.draft, person=boxed)
        edit_contact(session, card.number, card.version, draft, today=TODAY)
    with ola.reading() as session:
        for typed in ("Byen", "99887766", "fjordgata"):
            assert list_contacts(session, ListQuery(search=typed)).total == 0, typed
            assert find(session, typed) == (), typed


def test_an_edit_by_somebody_who_does_not_see_keeps_it(ola, database):
    with ola.transaction() as session:
        card = open_client(session, 1)
        person = replace(card.draft.person, given_name="Maja Li")
        draft = replace(card.draft, person=person, wishes="Liker å svømme")
        edit_client(session, 1, card.version, draft, today=TODAY)
    with database.reading() as session:
        kept = session.get(Person, session.get(Client, 1).person_number)
        assert (kept.given_name, kept.phone) == ("Maja Li", "99887766")
        assert kept.email == "hun@example.no"
        assert kept.protection is not Protection.OPEN
        assert kept.addresses[-1].street == "Fjordgata 1"
        mother = session.scalars(select(ClientRelation)).one().person
        assert mother.addresses[-1].street == "Fjordgata 1"


def test_nothing_is_written_over_what_cannot_be_seen(ola):
    with ola.reading() as session:
        card = open_client(session, 1)
    for field in ("phone", "email", "street", "city"):
        typed = replace(card.draft.person, **{field: "Nytt 1"})
        draft = replace(card.draft, person=typed)
        with pytest.raises(NotAllowedError) as refusal, ola.transaction() as session:
            edit_client(session, 1, card.version, draft, today=TODAY)
        assert "Kari Sand" in refusal.value.advice, field
        assert tells_nothing(refusal.value), field


def test_no_street_is_stored_for_the_strictest_kind(database):
    person = PersonDraft(
        given_name="Maja",
        family_name="Berg",
        birth_date=date(1990, 5, 1),
        street="Fjordgata 1",
        protection=Protection.STRICT,
    )

    with pytest.raises(InvalidInputError) as refusal, database.transaction() as session:
        register_client(session, ClientDraft(person=person), today=TODAY)
    assert [problem.field for problem in refusal.value.problems] == ["street"]
    boxed = replace(person, street="Postboks 9")
    with database.transaction() as session:
        register_client(session, ClientDraft(person=boxed), today=TODAY)
