"""Who may see and register complaints, at what cost, and what the log tells."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, select

from stkdesk.domain.complaint import ComplaintDraft, ComplaintPoint
from stkdesk.domain.errors import BlockedError, NotAllowedError, NotFoundError
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.blocking import block_client
from stkdesk.services.complaint_list import complaints_of_client, open_complaints
from stkdesk.services.complaints import (
    begin_complaint,
    open_complaint,
    register_complaint,
)
from stkdesk.storage.tables import Client, Event
from tests.builders import a_client
from tests.services.complaining import an_office, issued
from tests.staff import at_work, hire


def test_open_complaints_are_as_few_questions_however_many_there_are(database, today):
    def questions(session):
        asked = []
        hear = lambda *args: asked.append(args[2])  # noqa: E731
        event.listen(session.get_bind(), "before_cursor_execute", hear)
        found = open_complaints(session, today=today)
        event.remove(session.get_bind(), "before_cursor_execute", hear)
        return len(found), len(asked)

    def complain(session, times):
        client = a_client(session, "Oskar Moen")
        draft = ComplaintDraft(received_on=date(2026, 11, 10))
        for _ in range(times):
            about = replace(draft, decision_number=issued(session, client))
            register_complaint(session, about, today=today)

    with database.transaction() as session:
        an_office(session, today)
        complain(session, 1)
    with database.reading() as session:
        _, few = questions(session)
    with database.transaction() as session:
        complain(session, 8)
    with database.reading() as session:
        assert questions(session) == (9, few)


def test_a_blocked_client_has_no_complaints_for_others(database, today):
    kari = hire(database, "Kari Lunde", Role.CASEWORKER)
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    with database.transaction() as session:
        an_office(session, today)
        client = a_client(session, "Oskar Moen")
        draft = ComplaintDraft(
            decision_number=issued(session, client), received_on=date(2026, 11, 10)
        )
        number = register_complaint(session, draft, today=today)
    with at_work(database, kari) as own, own.transaction() as session:
        block_client(session, client, [])
        assert open_complaint(session, number, today=today).number == number
    with at_work(database, ola) as own, own.reading() as session:
        assert open_complaints(session, today=today) == ()
        for errand in (
            lambda: open_complaint(session, number, today=today),
            lambda: complaints_of_client(session, client, today=today),
            lambda: begin_complaint(session, draft.decision_number, today=today),
        ):
            # On a server the rows themselves are out of sight.
            with pytest.raises((BlockedError, NotFoundError)):
                errand()


def test_one_who_only_reads_registers_nothing(database, today):
    reader = hire(database, "Per Lie", Role.READER)
    with (
        at_work(database, reader) as own,
        own.reading() as session,
        pytest.raises(NotAllowedError),
    ):
        register_complaint(session, ComplaintDraft(), today=today)


def test_reading_and_saving_are_in_the_log(database, today):
    with database.transaction() as session:
        an_office(session, today)
        client = a_client(session, "Oskar Moen")
        draft = ComplaintDraft(
            decision_number=issued(session, client),
            received_on=date(2026, 11, 10),
            points=(ComplaintPoint("Behovet har økt.", ""),),
        )
        number = register_complaint(session, draft, today=today)
    with database.reading() as session:
        open_complaint(session, number, today=today)
    with database.reading() as session:
        told = select(Event.action).where(
            Event.table_name == "complaints", Event.record == number
        )
        person = session.scalar(
            select(Client.person_number).where(Client.number == client)
        )
        mine = told.where(Event.person_number == person).order_by(Event.seq)
        assert list(session.scalars(mine)) == [Action.ADDED, Action.OPENED]


def test_open_complaints_are_found_by_index(file_database):
    with file_database.reading() as session:
        plan = session.connection().exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT * FROM complaints WHERE closed_on IS NULL"
            " ORDER BY received_on, client_number"
        )
        told = str(plan.all())
    assert "ix_complaints_open" in told
    assert "TEMP B-TREE" not in told
