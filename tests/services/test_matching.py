"""Who may suit a client, whom a contact may help, and who was asked: as casework."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.certificate import CertificateResult
from stkdesk.domain.contact import ContactDraft, ContactStatus
from stkdesk.domain.errors import (
    AlreadyRegisteredError,
    BlockedError,
    InvalidInputError,
    NotFoundError,
    OfficeError,
)
from stkdesk.domain.language import Language
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.match_facts import FactKind, FactState
from stkdesk.domain.match_hindrance import Hindrance
from stkdesk.domain.match_wish import WishDraft
from stkdesk.domain.match_words import words_by_kind
from stkdesk.domain.matching import Gender, InquiryAnswer, WordKind
from stkdesk.domain.person import PersonDraft, Protection
from stkdesk.domain.staff import Role
from stkdesk.services.contacts import edit_contact, open_contact, register_contact
from stkdesk.services.inquiries import (
    answer_inquiry,
    ask_contact,
    forget_inquiry,
    reopen_inquiry,
)
from stkdesk.services.match_contact import clients_for, list_clients_for
from stkdesk.services.matching import candidates, list_candidates, match_case
from stkdesk.services.office import set_up_office
from stkdesk.services.phone_cases import phone_case
from stkdesk.services.vetoes import lift_veto, set_veto
from stkdesk.services.wishes import edit_wishes, register_wishes, wishes_of
from stkdesk.storage.tables import (
    Assignment,
    Client,
    ClientAccess,
    ClientWord,
    Contact,
    ContactWord,
)
from stkdesk.storage.tables.base import now
from tests import builders as make
from tests.services.asking import OFFICE
from tests.services.test_waiting import granted
from tests.staff import at_work, hire

TODAY = date(2026, 11, 16)


def helper(session, name, *, person=None, **fields):
    """Register a support contact who is ready, with words to match by."""
    number = make.a_ready_contact(session, name, person=person, **fields)
    texts = session.get_one(Contact, number)
    for kind, word in words_by_kind(texts):
        session.add(ContactWord(contact_number=number, kind=kind, word=word))
    session.flush()
    return number


@pytest.fixture
def office(database):
    """Oskar, 14, who waits and wishes; Siv who fits, Ola who may, Per who has ended."""
    with database.transaction() as session:
        oskar = make.a_client(
            session, "Oskar Moen", person={"birth_date": date(2012, 5, 5)}
        )
        granted(session, oskar)
        wish = WishDraft(
            oskar,
            gender=Gender.WOMAN,
            age_from=20,
            age_to=50,
            interests="fotball, kino",
            areas="Nordlandet",
        )
        register_wishes(session, wish)
        woman = {"gender": Gender.WOMAN}
        siv = helper(
            session,
            "Siv Lie",
            person=woman,
            areas="nordlandet, Frei",
            interests="Kino",
            capacity_minutes=1200,
        )
        ola = helper(session, "Ola Berg", areas="Frei")
        per = helper(session, "Per Aas", status=ContactStatus.ENDED)
    return {"oskar": oskar, "siv": siv, "ola": ola, "per": per}


def found(database, client, **query):
    with database.reading() as session:
        return list_candidates(session, client, ListQuery(**query), today=TODAY).rows


def names(database, client, **query):
    return [each.name for each in found(database, client, **query)]


def one(database, client, name):
    return next(each for each in found(database, client) if each.name == name)


def test_candidates_come_in_a_plain_order_with_facts(database, office):
    rows = found(database, office["oskar"])
    assert [each.name for each in rows] == ["Siv Lie", "Ola Berg", "Per Aas"]
    facts = {each.kind: each for each in rows[0].facts}
    assert facts[FactKind.READY][1:] == (FactState.MET, "Aktiv")
    assert facts[FactKind.AREA][1:] == (FactState.MET, "nordlandet")
    assert facts[FactKind.GENDER][1:] == (FactState.MET, "som ønsket")
    assert facts[FactKind.INTEREST][1:] == (FactState.MET, "kino")
    assert facts[FactKind.CAPACITY][1:] == (FactState.MET, "20 t/mnd")
    assert rows[2].hindrance is Hindrance.ENDED


def test_an_unknown_area_comes_before_another_one(database, office):
    with database.transaction() as session:
        helper(session, "Åse Ukjent")
        session.flush()
    assert names(database, office["oskar"])[:3] == ["Siv Lie", "Åse Ukjent", "Ola Berg"]


def test_what_was_answered_is_remembered_and_orders(database, office):
    oskar, siv, ola = office["oskar"], office["siv"], office["ola"]
    with database.transaction() as session:
        number = ask_contact(session, oskar, siv, today=date(2026, 11, 3))
        assert ask_contact(session, oskar, siv, today=TODAY) == number
        no = InquiryAnswer.NO
        answer_inquiry(session, number, 1, no, " for  langt ", today=TODAY)
        ask_contact(session, oskar, ola, today=TODAY)
    assert names(database, oskar) == ["Ola Berg", "Siv Lie", "Per Aas"]
    asked = one(database, oskar, "Siv Lie").asked
    assert (asked.asked_on, asked.answered_on) == (date(2026, 11, 3), TODAY)
    assert (asked.answer, asked.why) == (InquiryAnswer.NO, "for langt")
    with database.transaction() as session:
        with pytest.raises(OfficeError, match="besvart"):
            forget_inquiry(session, asked.number, asked.version)
        reopen_inquiry(session, asked.number, asked.version)
        forget_inquiry(session, asked.number, asked.version + 1)
    assert one(database, oskar, "Siv Lie").asked is None


def test_of_other_clients_only_how_often_is_told(database, office):
    with database.transaction() as session:
        selma = make.a_client(session, "Selma Dahl")
        granted(session, selma)
        number = ask_contact(session, selma, office["siv"], today=TODAY)
        answer_inquiry(session, number, 1, InquiryAnswer.NO, "Selma", today=TODAY)
    row = one(database, office["oskar"], "Siv Lie")
    assert row.asked is None
    assert (row.elsewhere.asked, row.elsewhere.said_no) == (1, 1)
    assert "Selma" not in repr(row)


def test_a_certificate_not_accepted_excludes_from_the_protected(database, office):
    grown = {"birth_date": date(1980, 5, 5)}
    with database.transaction() as session:
        for name, noted in (("Ja Ås", True), ("Nei Ås", False), ("Kanskje Ås", None)):
            client = make.a_client(
                session, name, person=grown, is_protected_group=noted
            )
            granted(session, client)
        no = CertificateResult.NOT_ACCEPTED
        make.a_certificate(session, office["siv"], TODAY, no)
    with database.reading() as session:
        seen = clients_for(session, office["siv"], today=TODAY)
    assert {each.name: each.hindrance for each in seen} == {
        "Oskar Moen": Hindrance.EXCLUSION,  # a child always is
        "Ja Ås": Hindrance.EXCLUSION,
        "Nei Ås": None,
        "Kanskje Ås": None,  # not decided is not taken for a yes, nor for a no
    }
    assert one(database, office["oskar"], "Siv Lie").hindrance is Hindrance.EXCLUSION
    row = one(database, client, "Siv Lie")
    assert row.hindrance is None
    assert row.facts[0][1:] == (FactState.NOT_MET, "Aktiv · mangler politiattest")


def test_a_veto_stops_pauses_and_can_be_lifted(database, office):
    oskar, siv = office["oskar"], office["siv"]
    with database.transaction() as session:
        assignment = make.an_assignment(session, oskar, siv, hours=4)
    assert one(database, oskar, "Siv Lie").hindrance is Hindrance.TOGETHER
    with database.transaction() as session:
        with pytest.raises(InvalidInputError):
            set_veto(session, oskar, siv, "  ", today=TODAY)
        done = set_veto(session, oskar, siv, "Kjenner familien", today=TODAY)
        assert done.paused == (assignment,)
        again = set_veto(session, oskar, siv, "Er i slekt", today=TODAY)
        assert again.number == done.number
    row = one(database, oskar, "Siv Lie")
    assert (row.hindrance, row.veto.reason) == (Hindrance.VETO, "Er i slekt")
    with database.transaction() as session:
        paused = session.get_one(Assignment, assignment).status
        assert paused is AssignmentStatus.PAUSED
        lift_veto(session, done.number, today=TODAY)
        with pytest.raises(NotFoundError):
            lift_veto(session, done.number, today=TODAY)
    assert one(database, oskar, "Siv Lie").veto is None


def test_nobody_helps_themselves(database, office):
    with database.transaction() as session:
        contact = make.a_contact(session, "Eva Ås")
        person = session.get_one(Contact, contact).person
        client = Client(person=person)
        session.add(client)
        session.flush()
        number = client.number
    assert one(database, number, "Eva Ås").hindrance is Hindrance.SAME_PERSON


def test_candidates_are_searched_and_filtered(database, office):
    for query, expected in (
        ({"search": "siv"}, ["Siv Lie"]),
        ({"search": "kin"}, ["Siv Lie"]),  # an interest
        ({"search": "fre"}, ["Siv Lie", "Ola Berg"]),  # an area
        ({"search": "fre ola"}, ["Ola Berg"]),
        ({"chip": "area"}, ["Siv Lie"]),
        ({"chip": "cannot"}, ["Per Aas"]),
        ({"chip": "ready"}, ["Siv Lie", "Ola Berg"]),
        ({"chip": "asked"}, []),
    ):
        assert names(database, office["oskar"], **query) == expected, query


def test_the_contacts_side_has_the_same_facts(database, office):
    with database.reading() as session:
        [row] = clients_for(session, office["siv"], today=TODAY)
        [other] = candidates(session, office["oskar"], today=TODAY, limit=1)
        page = list_clients_for(session, office["siv"], ListQuery(), today=TODAY)
    assert (row.name, row.facts) == ("Oskar Moen", other.facts)
    assert page.chips == {"area": 1, "asked": 0, "cannot": 0}


def test_blocked_and_secret_are_respected_from_both_sides(database, office):
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    with database.transaction() as session:
        client = session.get_one(Client, office["oskar"])
        client.is_blocked = True
        access = ClientAccess(
            client_number=client.number, staff_number=kari.number, given_at=now()
        )
        session.add(access)
        secret = {"protection": Protection.CONFIDENTIAL}
        selma = make.a_client(session, "Selma Dahl", person=secret)
        granted(session, selma)
        register_wishes(session, WishDraft(selma, areas="Nordlandet"))
    with at_work(database, ola) as own, own.reading() as session:
        with pytest.raises(BlockedError):
            list_candidates(session, office["oskar"], ListQuery(), today=TODAY)
        [row] = clients_for(session, office["siv"], today=TODAY)
        assert (row.name, row.areas) == ("Selma Dahl", "?")
        state = {each.kind: each.state for each in row.facts}[FactKind.AREA]
        assert state is FactState.UNKNOWN
        case = match_case(session, selma, today=TODAY)
        assert not case.client.wish.areas
        assert wishes_of(session, selma).card.draft.areas == ""
    with at_work(database, ola) as own, own.transaction() as session:
        card = wishes_of(session, selma).card
        edit_wishes(session, card.number, card.version, card.draft)
    with database.reading() as session:
        assert wishes_of(session, selma).card.draft.areas == "Nordlandet"


def test_wishes_are_one_for_each_client_and_make_words(database, office):
    oskar = office["oskar"]
    with database.transaction() as session:
        with pytest.raises(AlreadyRegisteredError):
            register_wishes(session, WishDraft(oskar))
        card = wishes_of(session, oskar).card
        draft = WishDraft(oskar, languages="norsk, Samisk")
        edit_wishes(session, card.number, card.version, draft)
        words = session.query(ClientWord.kind, ClientWord.word).all()
        assert sorted(words) == [
            (WordKind.LANGUAGE, "norsk"),
            (WordKind.LANGUAGE, "samisk"),
        ]


def test_a_contact_saved_on_the_form_has_words(database):
    draft = ContactDraft(
        PersonDraft("Nora", "Ås", date(1990, 1, 1), gender=Gender.WOMAN),
        languages="norsk",
        interests="Svømming; kino",
        weekdays=5,
    )
    with database.transaction() as session:
        number = register_contact(session, draft, today=TODAY)
        card = open_contact(session, number)
        assert (card.draft.weekdays, card.draft.person.gender) == (5, Gender.WOMAN)
        less = replace(card.draft, interests="kino")
        edit_contact(session, number, card.version, less, today=TODAY)
        words = {word for (word,) in session.query(ContactWord.word)}
    assert words == {"norsk", "kino"}


def test_the_page_for_the_telephone_tells_nothing_of_who_it_is(database, office):
    with database.transaction() as session:
        set_up_office(session, OFFICE, today=TODAY)
        client = session.get_one(Client, office["oskar"])
        client.case_number = "2026/117"
        data = phone_case(session, office["oskar"], today=TODAY)
        client.language = Language.NYNORSK
        other = phone_case(session, office["oskar"], today=TODAY)
    pages = PdfReader(BytesIO(data)).pages
    text = " ".join(" ".join(each.extract_text() for each in pages).split())
    assert len(pages) == 1
    assert "13–15 år" in text
    assert "Nordlandet" in text
    assert "4 timer i uken" in text
    for secret in ("Oskar", "Moen", "2012", "117", "Fjordgata", "Byen", "Kvinne"):
        assert secret not in text
    nynorsk = PdfReader(BytesIO(other)).pages[0].extract_text()
    assert "støttekontakt" in nynorsk
    assert "veka" in nynorsk
