"""Innsyn: what somebody gets who asks, and what nobody gets about others."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from stkdesk.domain.errors import InvalidInputError, NotAllowedError
from stkdesk.domain.insight import InsightDraft, Part, Withheld, due_day
from stkdesk.domain.language import Language
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.insight import make_insight, open_insight
from stkdesk.services.papers import open_paper, open_paper_bytes
from stkdesk.storage.tables import Client, ClientRelation, Contact, Event
from tests.documents.reading import text_of
from tests.services.asking import ASKED, OF_CONTACT, OF_GUARDIAN, a_case
from tests.staff import at_work, hire


@pytest.fixture
def case(database, today):
    return a_case(database, today)


def answer(database, room, number, draft, today, **how):
    with database.transaction() as session:
        paper = make_insight(session, room, number, draft, today=today, **how)
    return paper, " ".join(text_of(paper.data).split())


def test_a_client_gets_all_that_is_kept_in_one_bundle(database, case, today):
    paper, text = answer(database, "clients", case["client"], ASKED, today)
    for told in (
        *("Åse Ødegård", "41 22 33 44", "2026/881", "Vil på kino", "Kari Verge"),
        *("Håkon Solheim", "Ut på tur", "Kino", "Bor alene.", "36 timer"),
        *("10. november 2026", "10. desember 2026", "Fjordvik kommune"),
    ):
        assert told in text, told
    assert "Du får støttekontakt" in text  # the decision's own pages
    assert paper.reference.startswith("I-2026-")


def test_a_client_gets_nothing_about_others(database, case, today):
    _paper, text = answer(database, "clients", case["client"], ASKED, today)
    plain = text.replace(" ", "")
    for kept in (*OF_CONTACT, *OF_GUARDIAN, "Oskar Moen", "Sjakk", "Fjellveien"):
        assert kept.replace(" ", "") not in plain, kept
    assert "sendt til støttekontakten, ikke med" in text


def test_a_contact_gets_the_own_data_and_no_client(database, case, today):
    _paper, text = answer(database, "contacts", case["contact"], ASKED, today)
    for told in ("Håkon Solheim", "Skogveien 9", "8601 11 17947", "Oppdrag O-1"):
        assert told in text, told
    assert "Taushetserklæring" in text
    for kept in ("Ødegård", "Oskar", "Moen", "Kino", "Sjakk", "Ut på tur", "ÅBØ"):
        assert kept not in text, kept


def test_it_is_kept_on_record_and_the_log_tells(database, case, today):
    paper, _text = answer(database, "clients", case["client"], ASKED, today)
    with database.reading() as session:
        row = open_paper(session, paper.number)
        assert (row.kind, row.links.client_number) == (
            PaperKind.INSIGHT,
            case["client"],
        )
        assert open_paper_bytes(session, paper.number) == paper.data
        events = session.scalars(
            select(Event.record).where(
                Event.action == Action.ANSWERED, Event.table_name == "papers"
            )
        ).all()
    assert paper.number in events


def test_an_answer_given_before_is_listed_and_not_enclosed(database, case, today):
    first, _text = answer(database, "clients", case["client"], ASKED, today)
    second, text = answer(database, "clients", case["client"], ASKED, today)
    assert f"{first.reference}: et svar vi har gitt før, ikke med" in text
    assert len(second.data) < 1.2 * len(first.data)


def test_only_what_was_asked_for(database, case, today):
    draft = replace(ASKED, parts=frozenset({Part.DOCUMENTS}))
    _paper, text = answer(database, "clients", case["client"], draft, today)
    assert "Vil på kino" not in text
    assert "Du får støttekontakt" in text
    only_log = replace(ASKED, parts=frozenset({Part.LOG}))
    _paper, text = answer(database, "clients", case["client"], only_log, today)
    assert "Du får støttekontakt" not in text
    assert "hvem som har sett på opplysningene" in text


def test_only_the_time_that_was_asked_for(database, case, today):
    draft = replace(ASKED, first_on=date(2026, 10, 5), last_on=date(2026, 10, 31))
    _paper, text = answer(database, "clients", case["client"], draft, today)
    assert "5. oktober 2026 til 31. oktober 2026" in text
    assert "Det er ingen dokumenter i det tidsrommet" in text
    assert "Bor alene." not in text


def test_what_is_withheld_is_told_with_the_reason_and_the_rule(database, case, today):
    with database.reading() as session:
        card = open_insight(session, "clients", case["client"], today=today)
    [decision] = [each for each in card.choices if each.title == "Vedtak"]
    draft = replace(ASKED, withheld=(Withheld(decision.number, "Kan skade barnet."),))
    _paper, text = answer(database, "clients", case["client"], draft, today)
    assert f"Vedtak {decision.reference}: Kan skade barnet." in text
    assert "pasient- og brukerrettighetsloven § 5-1" in text
    assert "Du kan klage på at noe er holdt tilbake" in text
    assert "Du får støttekontakt" not in text


def test_a_guardian_gets_it_on_behalf_of_the_client(database, case, today):
    with database.transaction() as session:
        key = session.scalars(select(ClientRelation.number)).one()
    _paper, text = answer(
        database, "clients", case["client"], ASKED, today, receiver=key
    )
    assert "Du får det på vegne av Åse Ødegård" in text
    assert "Vergeveien 2" in text  # in the window of the envelope


def test_in_nynorsk_without_a_word_of_bokmal(database, today):
    case = a_case(database, today, language=Language.NYNORSK)
    draft = replace(ASKED, parts=frozenset({Part.DATA, Part.DOCUMENTS}))
    _paper, text = answer(database, "contacts", case["contact"], draft, today)
    assert "Her er opplysningane vi har om deg" in text
    cover = text.partition("Teieplikt")[0]
    for word in ("opplysningene", "Hva ", " ikke ", "timer i", " noe "):
        assert word not in cover, word


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"parts": frozenset()}, "parts"),
        ({"received_on": None}, "received_on"),
        ({"received_on": date(2026, 12, 1)}, "received_on"),
        ({"due_on": date(2026, 1, 1)}, "due_on"),
        ({"first_on": date(2026, 2, 1), "last_on": date(2026, 1, 1)}, "last_on"),
        ({"withheld": (Withheld(1, " "),)}, "reason"),
    ],
)
def test_a_question_that_is_not_whole_is_refused(database, case, today, change, field):
    draft = replace(ASKED, **change)
    with pytest.raises(InvalidInputError) as refused:
        answer(database, "clients", case["client"], draft, today)
    assert [each.field for each in refused.value.problems] == [field]


def test_the_time_to_answer_is_proposed():
    assert due_day(date(2026, 1, 31)) == date(2026, 2, 28)
    assert InsightDraft().parts == frozenset(Part)


def test_where_an_address_is_secret_somebody_who_sees_it_answers(database, case, today):
    with database.transaction() as session:
        person = session.get(Client, case["client"]).person
        person.protection = Protection.STRICT
    for room, number in (("clients", case["client"]),):
        worker = hire(database, "Per", Role.CASEWORKER)
        with at_work(database, worker) as own, pytest.raises(NotAllowedError):
            answer(own, room, number, ASKED, today)
    seeing = hire(database, "Siri", Role.CASEWORKER, sees_protected=True)
    with at_work(database, seeing) as own:
        _paper, text = answer(own, "clients", case["client"], ASKED, today)
    assert "strengt" not in text.casefold()
    assert "fortrolig" not in text.casefold()


def test_only_those_who_may_export_a_person(database, case, today):
    for role in (Role.PAYROLL, Role.READER, Role.ADMINISTRATOR):
        worker = hire(database, role.value, role)
        with at_work(database, worker) as own, pytest.raises(NotAllowedError):
            answer(own, "contacts", case["contact"], ASKED, today)


def test_who_it_can_be_sent_to_is_offered(database, case, today):
    with database.reading() as session:
        card = open_insight(session, "clients", case["client"], today=today)
        mine = open_insight(session, "contacts", case["contact"], today=today)
        assert session.get(Contact, case["contact"]) is not None
    assert [name for _key, name in card.receivers] == ["Åse Ødegård", "Kari Verge"]
    assert [name for _key, name in mine.receivers] == ["Håkon Solheim"]
