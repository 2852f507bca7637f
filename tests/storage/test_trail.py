"""The trail: what is saved and read stands in it, once, and nothing else does."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, event, func, insert, select, text, update

from stkdesk.domain.client import ClientDraft, RelativeDraft
from stkdesk.domain.errors import NotAllowedError
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.staff import Actor, Role
from stkdesk.domain.timesheet import SheetState
from stkdesk.domain.trail import Action
from stkdesk.services.clients import edit_client, open_client, register_client
from stkdesk.services.timesheets import delete_sheet
from stkdesk.storage.database import Database
from stkdesk.storage.tables import (
    Base,
    Client,
    Draft,
    Event,
    Organisation,
    Rate,
    Staff,
    Timesheet,
)
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail import note, noted_as_one
from stkdesk.storage.trail_changes import AUDITED, NOT_AUDITED, plain
from tests.builders import (
    a_client,
    a_contact,
    a_sheet,
    a_visit,
    an_assignment,
    periods,
    rates,
)
from tests.log import acts_of, log_of

pytestmark = pytest.mark.on_both
TODAY = date(2026, 11, 16)
OLA = PersonDraft(
    given_name="Ola",
    family_name="Nordby",
    birth_date=date(2010, 3, 4),
    street="Veien 1",
    postal_code="6509",
    city="BYEN",
)
ADDED, CHANGED, REMOVED = Action.ADDED, Action.CHANGED, Action.REMOVED


def save(database, work, *args, **kwargs):
    with database.transaction() as session:
        return work(session, *args, **kwargs)


def read(database, work, *args, **kwargs):
    with database.reading() as session:
        return work(session, *args, **kwargs)


# What is saved.


def test_every_table_is_heard_of_or_has_a_reason_not_to_be():
    tables = set(Base.metadata.tables)
    assert set(AUDITED) | set(NOT_AUDITED) == tables
    assert not set(AUDITED) & set(NOT_AUDITED)
    assert all(NOT_AUDITED.values())


def test_a_client_is_one_event_with_person_and_address(database):
    number = save(database, register_client, ClientDraft(person=OLA), today=TODAY)

    [told] = log_of(database)
    assert (told.action, told.table, told.record) == (ADDED, "clients", number)
    assert told.detail["fields"]["family_name"] == [None, "Nordby"]
    assert told.detail["parts"]["addresses"] == [
        [],
        [{"street": "Veien 1", "postal_code": "6509", "city": "BYEN"}],
    ]


def test_a_change_says_what_it_was_and_what_it_is(database):
    number = save(database, register_client, ClientDraft(person=OLA), today=TODAY)
    card = read(database, open_client, number)
    moved = replace(card.draft.person, street="Gata 2", phone="99 88 77 66")
    draft = replace(card.draft, person=moved, wishes="Svømme")
    save(database, edit_client, number, card.version, draft, today=TODAY)

    told = log_of(database)[-1]
    assert (told.action, told.table, told.record) == (CHANGED, "clients", number)
    assert told.detail["fields"] == {
        "wishes": ["", "Svømme"],
        "phone": ["", "99 88 77 66"],
    }
    before, after = told.detail["parts"]["addresses"]
    assert (before[0]["street"], after[0]["street"]) == ("Veien 1", "Gata 2")


def test_a_save_that_changes_nothing_is_no_event(database):
    number = save(database, register_client, ClientDraft(person=OLA), today=TODAY)
    card = read(database, open_client, number)
    save(database, edit_client, number, card.version, card.draft, today=TODAY)
    assert acts_of(database, CHANGED) == []


def test_a_relative_is_told_of_as_a_person_of_their_own(database):
    mother = replace(OLA, given_name="Mona", birth_date=None)
    draft = ClientDraft(person=OLA, relatives=(RelativeDraft(person=mother),))
    number = save(database, register_client, draft, today=TODAY)

    first, second = log_of(database)
    by_table = {told.table: told for told in (first, second)}
    assert by_table["clients"].record == number
    assert "Mona" not in str(by_table["clients"].detail)
    assert by_table["people"].person == by_table["people"].record
    assert by_table["people"].person != by_table["clients"].person


def test_an_event_knows_whom_it_is_about_however_deep_the_row_lies(database):
    with database.transaction() as session:
        client = a_client(session, "Oskar Moen")
        contact = a_contact(session, "Håkon Solheim")
        assignment = an_assignment(session, client, contact)
        rates(session)
        october = periods(session)["2026-10"].number
        sheet = a_sheet(session, assignment, october, a_visit(2), a_visit(9))
        person = session.get(Client, client).person_number

    told = {each.table: each for each in log_of(database, ADDED)}
    assert told["timesheets"].record == sheet
    for table in ("clients", "assignments", "timesheets"):
        assert told[table].person == person
    assert told["contacts"].person not in (None, person)


def test_the_lines_of_a_sheet_are_told_with_it_and_only_what_differs(database):
    with database.transaction() as session:
        assignment = an_assignment(session)
        rates(session)
        october = periods(session)["2026-10"].number
        a_sheet(session, assignment, october, a_visit(2), a_visit(9))
    with database.transaction() as session:
        a_sheet(session, assignment, october, a_visit(2), a_visit(10, minutes=60))

    first, second = (e for e in log_of(database) if e.table == "timesheets")
    assert len(first.detail["parts"]["timesheet_lines"][1]) == 2
    gone, come = second.detail["parts"]["timesheet_lines"]
    assert [line["work_on"] for line in gone] == ["2026-10-09"]
    assert [line["work_on"] for line in come] == ["2026-10-10"]


def test_a_sheet_that_is_removed_takes_its_lines_with_it_in_one_event(database):
    with database.transaction() as session:
        assignment = an_assignment(session)
        rates(session)
        sheet = a_sheet(session, assignment, periods(session)["2026-10"].number)
    save(database, delete_sheet, sheet)

    told = log_of(database)[-1]
    assert (told.action, told.table, told.record) == (REMOVED, "timesheets", sheet)
    assert told.person is not None
    assert len(told.detail["parts"]["timesheet_lines"][0]) == 1


def test_what_is_undone_leaves_nothing(database):
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        a_client(session)
        note(session, Action.PRINTED, "papers", 7)
        _ = 1 / 0
    assert log_of(database) == []


def test_what_is_typed_and_not_saved_is_no_event(database):
    with database.transaction() as session:
        session.add(Draft(form="clients/new", body="{}", saved_at=now()))
    assert log_of(database) == []


def test_bytes_and_long_letters_are_told_by_size_and_digest(database):
    assert plain("data", b"%PDF")["size"] == 4
    assert set(plain("content", "x" * 9000)) == {"size", "sha256"}


def test_the_slot_of_a_key_never_stands_in_the_log(database):
    with database.transaction() as session:
        session.add(Staff(name="Kari", login="kari", slot="hemmelig"))
    assert "hemmelig" not in str(log_of(database))


@pytest.mark.parametrize(
    "statement",
    [
        update(Timesheet).values(state=SheetState.APPROVED),
        delete(Rate),
        insert(Organisation).values(name="Turlaget"),
        update(Organisation.__table__).values(name="Turlaget"),
        text("DELETE FROM clients"),
    ],
    ids=["update", "delete", "insert", "core", "text"],
)
def test_a_statement_on_many_rows_cannot_pass_the_log_by(database, statement):
    with pytest.raises(RuntimeError, match="escapes"), database.transaction() as s:
        s.execute(statement)


def test_an_errand_may_say_that_it_notes_the_change_itself(database):
    with database.transaction() as session:
        session.add(Organisation(name="Turlaget"))
    statement = update(Organisation).values(name="Byen Turlag", version=2)
    with database.transaction() as session:
        session.execute(statement.execution_options(noted=True))
        note(session, CHANGED, "organisations", detail={"count": 1})
    assert acts_of(database, CHANGED) == [("changed", "organisations", None)]


def test_a_long_errand_is_one_event(database):
    with (
        database.transaction() as session,
        noted_as_one(session, ADDED, "practice") as told,
    ):
        told["clients"] = 2
        a_client(session, "Oskar Moen")
        session.execute(
            insert(Organisation).values(
                name="Turlaget", version=1, search_text="turlaget", changed_at=now()
            )
        )
        a_client(session, "Mia Berg")
    [told] = log_of(database)
    assert (told.table, told.detail) == ("practice", {"clients": 2})


def test_the_number_of_statements_does_not_grow_with_what_is_saved(database):
    def _statements(work):
        seen = []
        engine = database._engine
        listener = lambda *told: seen.append(told[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listener)
        try:
            with database.transaction() as session:
                work(session)
        finally:
            event.remove(engine, "before_cursor_execute", listener)
        return [each for each in seen if "event" in each]

    few = _statements(lambda s: [note(s, Action.PRINTED, "papers", 1)])
    many = _statements(
        lambda s: [note(s, Action.PRINTED, "papers", n) for n in range(400)]
    )
    assert len(many) == len(few)


# Who.


def test_an_event_says_who_did_it(database):
    anne = Actor(3, "Anne", frozenset({Role.CASEWORKER}))
    theirs = Database(database.register, anne)
    with theirs.transaction() as session:
        a_client(session)
    save(database, a_client, "Mia Berg")
    theirs.close()
    assert [told.staff for told in log_of(database)] == [3, database.actor.number]


def test_a_refusal_is_noted_though_everything_else_is_undone(database):
    for session_of in (database.transaction, database.reading):
        with pytest.raises(NotAllowedError), session_of() as session:
            note(session, Action.OPENED, "clients", 1)
            note(session, Action.REFUSED, "clients", 1)
            raise NotAllowedError("Nei.")
    assert acts_of(database) == [("refused", "clients", 1)] * 2


def test_two_who_save_at_once_make_one_chain(database):
    with database.transaction() as first:
        a_client(first, "Oskar Moen")
    with database.transaction() as second:
        a_client(second, "Mia Berg")
    with database.reading() as session:
        count = session.scalar(select(func.count()).select_from(Event))
        assert session.scalar(select(func.max(Event.seq))) == count == 2
