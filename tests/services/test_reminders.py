"""Reminding: two letters and a call, each once, and the lists of the post."""

from datetime import date

import pytest
from sqlalchemy import select

from stkdesk.domain.errors import CannotPrintError, ChangedByAnotherError
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.person import Protection
from stkdesk.domain.sheet_ledger import PaperPlace, ReminderStep, ReturnReason
from stkdesk.domain.staff import Role
from stkdesk.services.blocking import block_client
from stkdesk.services.paper_acts import PaperAct, mark
from stkdesk.services.phone_list import phone_list
from stkdesk.services.printing import print_sheet
from stkdesk.services.reminders import (
    due_reminders,
    make_reminders,
    note_phoned,
    reminder_job,
    undo_reminders,
)
from stkdesk.services.sheet_course import SheetKey, mark_arrived
from stkdesk.services.sheet_ledger import ledger
from stkdesk.services.sheet_returns import ReturnDraft, send_back
from stkdesk.storage.tables import Assignment, Contact, Paper, SheetReminder
from tests import builders as make
from tests.documents.reading import text_of
from tests.services.writing import an_office
from tests.staff import hired

DUE = date(2026, 11, 5)  # the sheets of October
FIRST_DAY, SECOND_DAY, CALL_DAY = (date(2026, 11, day) for day in (9, 19, 29))
FIRST, SECOND, PHONE = ReminderStep


@pytest.fixture
def session(database):
    with database.transaction() as session:
        an_office(session, FIRST_DAY)
        yield session


@pytest.fixture
def october(session):
    return make.periods(session)["2026-10"].number


@pytest.fixture
def missing(session):
    """Two assignments of Siv, one of Bo; none of their sheets has come."""
    siv = make.a_contact(session, "Siv Lie", person={"phone": "40000001"})
    bo = make.a_contact(session, "Bo Berg", person={"phone": "40000002"})
    return [
        make.an_assignment(session, "Per Moen", siv),
        make.an_assignment(session, "Kari Moen", siv),
        make.an_assignment(session, "Ole Moen", bo),
    ]


def said(pile):
    return " ".join(text_of(pile.pdf()).split())


def due(session, october, on):
    """Return the assignments due on a day, by step."""
    found = due_reminders(session, october, today=on)
    return [[row.assignment for row in found.of(step)] for step in ReminderStep]


def in_place(session, october, place, on):
    query = ListQuery(chip=place.value)
    return [row.number for row in ledger(session, october, query, today=on).rows]


def test_each_step_comes_when_the_days_of_the_one_before_have_run_out(
    session, october, missing
):
    bo_first = [missing[2], *missing[:2]]
    assert due(session, october, date(2026, 11, 7)) == [[], [], []]
    assert due(session, october, FIRST_DAY) == [bo_first, [], []]
    make_reminders(session, october, FIRST, missing, today=FIRST_DAY)
    assert due(session, october, date(2026, 11, 18)) == [[], [], []]
    assert due(session, october, SECOND_DAY) == [[], bo_first, []]
    make_reminders(session, october, SECOND, missing, today=SECOND_DAY)
    assert due(session, october, CALL_DAY) == [[], [], bo_first]
    assert note_phoned(session, october, missing, today=CALL_DAY) == ()
    assert due(session, october, date(2026, 12, 31)) == [[], [], []]


def test_a_sheet_mailed_late_is_given_time_to_come_and_go_back(
    session, october, missing
):
    form = print_sheet(session, missing[0], october, today=date(2026, 11, 4)).number
    mark(session, PaperAct.MAILED, [form], on=date(2026, 11, 4), printed_too=True)
    assert missing[0] not in due(session, october, date(2026, 11, 13))[0]
    assert missing[0] in due(session, october, date(2026, 11, 14))[0]


def test_a_support_contact_gets_one_letter_about_all_that_is_missing(
    session, october, missing
):
    pile = make_reminders(session, october, FIRST, missing, today=FIRST_DAY)
    assert len(pile.letters) == 2
    text = said(pile)
    assert text.index("Bo Berg") < text.index("Siv Lie")
    assert f"O-{missing[0]}" in text
    assert f"O-{missing[1]}" in text
    assert "oktober 2026" in text
    assert "19. november 2026" in text  # the day the next step comes
    assert "Moen" not in text  # no client is named
    assert list(pile.starts()) == [1, 3]  # each on the front of a sheet
    paper = session.get(Paper, pile.papers[0])
    assert (paper.client_number, paper.assignment_number) == (None, None)


def test_nobody_is_reminded_twice_of_the_same(session, october, missing):
    make_reminders(session, october, FIRST, missing[:1], today=FIRST_DAY)
    again = make_reminders(session, october, FIRST, missing[:1], today=FIRST_DAY)
    assert again.letters == ()
    assert [one.reason for one in again.left] == ["Første purring er gjort 09.11.2026."]


def test_what_has_come_meanwhile_is_left(session, october, missing):
    mark_arrived(session, [SheetKey(missing[2], october)], today=FIRST_DAY)
    pile = make_reminders(session, october, FIRST, missing[1:], today=FIRST_DAY)
    assert [one.reason for one in pile.left] == ["Timelisten er kommet inn."]
    early = make_reminders(session, october, SECOND, missing[:1], today=FIRST_DAY)
    assert [one.reason for one in early.left] == ["Første purring er ikke gjort."]


def test_the_second_letter_says_when_the_first_was_sent(session, october, missing):
    make_reminders(session, october, FIRST, missing, today=FIRST_DAY)
    pile = make_reminders(session, october, SECOND, missing, today=SECOND_DAY)
    assert "Vi skrev til deg 9. november 2026" in said(pile)


def test_a_reminder_is_taken_back_until_it_is_mailed(session, october, missing):
    pile = make_reminders(session, october, FIRST, missing, today=FIRST_DAY)
    assert undo_reminders(session, october, FIRST, missing[:1]) == 1
    assert due(session, october, FIRST_DAY)[0] == missing[:1]
    mark(session, PaperAct.MAILED, pile.papers, on=FIRST_DAY, printed_too=True)
    with pytest.raises(ChangedByAnotherError):
        undo_reminders(session, october, FIRST, missing[1:])


def test_a_secret_address_is_taken_out_of_the_pile(session, october, missing):
    bo = session.get(Assignment, missing[2]).contact_number
    session.get(Contact, bo).person.protection = Protection.STRICT
    session.flush()
    pile = make_reminders(session, october, FIRST, missing, today=FIRST_DAY)
    assert (len(pile.letters), len(pile.by_hand)) == (1, 1)
    assert "Bo Berg" not in said(pile)
    assert "Fjordgata" not in text_of(pile.pdf(by_hand=True))


def test_who_may_not_see_an_address_makes_no_letter_to_it(database):
    with database.transaction() as session:
        an_office(session, FIRST_DAY)
        october = make.periods(session)["2026-10"].number
        hidden = {"protection": Protection.CONFIDENTIAL, "phone": "40000001"}
        contact = make.a_contact(session, "Siv Lie", person=hidden)
        number = make.an_assignment(session, "Per Moen", contact)
    with hired(database, Role.CASEWORKER) as own, own.transaction() as session:
        query = ListQuery(chip=PaperPlace.MISSING.value)
        [row] = ledger(session, october, query, today=FIRST_DAY).rows
        assert row.phone == ""
        pile = make_reminders(session, october, FIRST, [number], today=FIRST_DAY)
        assert (pile.papers, len(pile.left)) == ((), 1)


def test_a_blocked_client_is_in_no_list_of_the_post(database):
    with database.transaction() as session:
        an_office(session, FIRST_DAY)
        october = make.periods(session)["2026-10"].number
        number = make.an_assignment(session, "Per Moen", "Siv Lie")
        client = session.get(Assignment, number).client_number
        block_client(session, client, ())
    with hired(database, Role.CASEWORKER) as own, own.transaction() as session:
        assert in_place(session, october, PaperPlace.MISSING, FIRST_DAY) == []
        assert due(session, october, FIRST_DAY) == [[], [], []]
        pile = make_reminders(session, october, FIRST, [number], today=FIRST_DAY)
        assert [one.reason for one in pile.left] == ["Brukeren er sperret for deg."]


def test_the_phone_list_has_contacts_and_no_clients(session, october, missing):
    with pytest.raises(CannotPrintError):
        phone_list(session, october, missing, today=CALL_DAY)
    make_reminders(session, october, FIRST, missing, today=FIRST_DAY)
    make_reminders(session, october, SECOND, missing[:2], today=SECOND_DAY)
    text = text_of(phone_list(session, october, missing, today=CALL_DAY))
    assert "Siv Lie" in text
    assert "40 00 00 01" in text
    assert "Bo Berg" not in text
    assert "Moen" not in text


def test_a_long_run_goes_on_by_itself_and_leaves_nobody_out(database):
    with database.transaction() as session:
        an_office(session, FIRST_DAY)
        october = make.periods(session)["2026-10"].number
        numbers = [
            make.an_assignment(session, "Per Moen", f"Siv {letter}e")
            for letter in "ABCDEFGHIJKLMNOPQRSTUVW"
        ]
    job = reminder_job(database, october, FIRST, numbers, today=FIRST_DAY)
    told = []
    try:
        while True:
            told.append(next(job).done)
    except StopIteration as end:
        pile = end.value
    assert told == [20, 23]
    assert len(pile.letters) == 23
    with database.reading() as session:
        assert len(session.scalars(select(SheetReminder)).all()) == 23


def test_each_sheet_is_in_the_list_where_its_paper_is(session, october, missing):
    form = print_sheet(session, missing[0], october, today=date(2026, 10, 20)).number
    mark(session, PaperAct.MAILED, [form], on=date(2026, 10, 21), printed_too=True)
    on = date(2026, 11, 4)
    assert in_place(session, october, PaperPlace.WAITING, on) == missing[:1]
    assert in_place(session, october, PaperPlace.MISSING, on) == []
    assert in_place(session, october, PaperPlace.MISSING, FIRST_DAY) == [
        missing[2],
        *missing[:2],
    ]
    key = SheetKey(missing[0], october)
    mark_arrived(session, [key], today=FIRST_DAY)
    assert in_place(session, october, PaperPlace.ARRIVED, FIRST_DAY) == missing[:1]
    assert in_place(session, october, PaperPlace.WAITING, FIRST_DAY) == []
    send_back(session, [key], ReturnDraft((ReturnReason.SUM,)), today=FIRST_DAY)
    query = ListQuery(chip=PaperPlace.RETURNED.value)
    found = ledger(session, october, query, today=date(2026, 11, 16))
    [row] = found.rows
    assert (row.reasons, row.days, row.has_letter) == ((ReturnReason.SUM,), 7, False)
    assert found.chips == {"waiting": 0, "missing": 2, "returned": 1, "arrived": 0}


def test_a_list_of_the_post_is_searched_by_name(session, october, missing):
    query = ListQuery(search="kari", chip=PaperPlace.MISSING.value)
    [row] = ledger(session, october, query, today=FIRST_DAY).rows
    assert (row.client, row.contact, row.phone) == ("Kari Moen", "Siv Lie", "40000001")
