"""Innsyn in recruiting, groups, waits and matching: all of one's own, nobody else's."""

import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from stkdesk.domain.formats import long_date
from stkdesk.domain.insight import Part
from stkdesk.domain.language import Language
from stkdesk.services.insight import make_insight
from stkdesk.services.insight_facts import NOT_TOLD, TOLD
from stkdesk.services.person_export import export_person
from stkdesk.storage.person_rows import PERSONAL
from stkdesk.storage.tables import Assignment, Attendance
from tests.documents.reading import text_of
from tests.services.asking import ASKED, a_case
from tests.services.asking_contacts import (
    TO_CLIENT,
    TO_CONTACT,
    TO_NOBODY,
    with_contacts,
    with_pay,
)


@pytest.fixture
def case(database, today):
    return whole(database, today)


def whole(database, today, **how):
    made = a_case(database, today, **how)
    with database.transaction() as session:
        with_contacts(session, made["client"], made["contact"])
        with_pay(session, made["contact"])
    return made


def answer(database, room, number, today):
    draft = replace(ASKED, parts=frozenset({Part.DATA, Part.DOCUMENTS}))
    with database.transaction() as session:
        paper = make_insight(session, room, number, draft, today=today)
    return " ".join(text_of(paper.data).split())


def exported(database, room, number, today):
    with database.transaction() as session:
        made = export_person(session, room, number, today=today)
    with zipfile.ZipFile(BytesIO(made.data)) as archive:
        return archive.read("opplysninger.json").decode()


def test_every_table_about_a_person_is_told_of_or_left_out_with_a_reason():
    assert frozenset(NOT_TOLD) | TOLD == PERSONAL
    assert not TOLD & frozenset(NOT_TOLD)
    assert all(NOT_TOLD.values())


def test_a_contact_is_told_how_he_came_in_and_what_the_referee_said(
    database, case, today
):
    text = answer(database, "contacts", case["contact"], today)
    for told in (
        *TO_CONTACT,
        *("3. mars 2026", "godkjent", "anbefaler", "14. april 2026", "godtatt"),
        *("Makulert", "2026-11", "17. april 2026", "Godkjent som støttekontakt"),
        *("Spurt 1. juni 2026", "Nei, 2. juni 2026", "mandag, onsdag", "2,5 timer"),
        *("Slått sammen", "1. juli 2026 til 20. juli 2026", "kravet om signert"),
        *(
            "Kvittering mangler",
            "Mars 2026, første purring",
            "Mars 2026, rapport mottatt",
        ),
        *("2 timer à kr 241,35, kr 482,70", "1,5 timer à kr 241,35, kr 362,03"),
        "Timesats, gruppe kr 277,55, fra 1. januar 2026",
    ):
        assert told in text, told


def test_a_contact_is_told_nothing_about_the_client(database, case, today):
    text = answer(database, "contacts", case["contact"], today)
    about_client = set(TO_CLIENT) - set(TO_CONTACT)
    for kept in (*about_client, *TO_NOBODY, "brukeren er syk", "Ødegård", "90 min"):
        assert kept not in text, kept


def test_a_client_is_told_of_the_wait_and_how_many_were_asked(database, case, today):
    text = answer(database, "clients", case["client"], today)
    for told in (
        *TO_CLIENT,
        *("haster", "eget ønske", "30–50 år", "Så mange er spurt", "Svarte nei"),
        *("brukeren er syk", "flyttet", "Oppmøte i oppdrag", "1,5 timer", "kvinne"),
        *("Vernet gruppe", "signert 25. april 2026", "Oppstart av oppdrag"),
        *("Bekymring er meldt", "Kvittering mangler"),
    ):
        assert told in text, told


def test_a_client_is_not_told_who_said_no_or_how_the_contact_came_in(
    database, case, today
):
    text = answer(database, "clients", case["client"], today)
    about_contact = set(TO_CONTACT) - set(TO_CLIENT) - {"Turlaget"}
    pay = ("241,35", "482,70", "277,55", "første purring")
    for kept in (*about_contact, *TO_NOBODY, *pay):
        assert kept not in text, kept


def test_it_is_told_in_nynorsk_too(database, today):
    case = whole(database, today, language=Language.NYNORSK)
    contact = answer(database, "contacts", case["contact"], today)
    for told in ("Referansane dine", "tilrår", "godteken", "Spurd om eit oppdrag"):
        assert told in contact, told
    client = answer(database, "clients", case["client"], today)
    for told in ("Kvifor du ventar", "eige ønske", "Så mange er spurde", "kvinne"):
        assert told in client, told


@pytest.mark.parametrize(
    ("room", "told", "others"),
    [
        ("contacts", TO_CONTACT, set(TO_CLIENT) - set(TO_CONTACT)),
        ("clients", TO_CLIENT, set(TO_CONTACT) - set(TO_CLIENT)),
    ],
)
def test_the_export_has_the_own_words_and_not_the_others(
    database, case, today, room, told, others
):
    text = exported(database, room, case[room[:-1]], today)
    for each in told:
        if each != "Turlaget":  # the group is no person's
            assert each in text, each
    pay = ("48270", "36203") if room == "clients" else ("is_concern",)
    for kept in (*others, *TO_NOBODY, *pay):
        assert kept not in text, kept


def test_who_was_asked_about_whom_is_exported_to_neither(database, case, today):
    for room, other in (("contacts", "client_number"), ("clients", "contact_number")):
        tables = json.loads(exported(database, room, case[room[:-1]], today))["tables"]
        for name in ("inquiries", "vetoes"):
            assert tables[name]["rows"]
            assert all(other not in row for row in tables[name]["rows"]), name
        assert "contact_words" not in tables
        assert "client_words" not in tables


def test_two_years_of_meetings_go_on_over_the_page(database, case, today):
    first = date(2024, 9, 4)
    days = [first + timedelta(days=7 * week) for week in range(80)]
    with database.transaction() as session:
        member = session.scalars(select(Assignment).where(Assignment.group_number > 0))
        number = member.one().number
        session.add_all(
            Attendance(assignment_number=number, attended_on=day, minutes=90)
            for day in days
        )
    text = answer(database, "clients", case["client"], today)
    assert [long_date(day) for day in days if long_date(day) not in text] == []
