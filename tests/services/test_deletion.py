"""Deleting somebody for good: proposed, approved by another, and really gone."""

import json
from datetime import date

import pytest
from sqlalchemy import func, select

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.errors import NotAllowedError, OfficeError
from stkdesk.domain.retention import Kind
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.deletion import MustBeKeptError
from stkdesk.services.deletion_run import carry_out, replay_deletions
from stkdesk.services.legal_holds import hold, lift_hold, list_holds
from stkdesk.services.register_check import check_register
from stkdesk.services.retention import (
    approve,
    list_deletions,
    list_proposals,
    propose_person,
    withdraw,
)
from stkdesk.storage.deletion_journal import deleted_after, journal_of, read_journal
from stkdesk.storage.erasing import empty_log
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    Decision,
    Deletion,
    Draft,
    Event,
    EventDetail,
    Paper,
    PaperFile,
    Person,
)
from tests import builders
from tests.services.erasing import (
    WORDS,
    a_paper,
    agreed,
    an_applicant,
    decrypted,
    delete,
    run,
    two_leaders,
)
from tests.staff import at_work, hire


@pytest.fixture
def leaders(database):
    with two_leaders(database) as both:
        yield both


def counted(database, *tables):
    with database.reading() as session:
        return [session.scalar(select(func.count()).select_from(t)) for t in tables]


_OF_BUILDERS = ("Kontoret", "Perioder", "Personer: nøklene")


def findings(database):
    with database.reading() as session:
        steps, found = check_register(session), None
        while found is None:
            try:
                next(steps)
            except StopIteration as end:
                found = end.value
        return [each for each in found if not each.startswith(_OF_BUILDERS)]


def test_everything_about_the_person_goes_and_nothing_about_others(
    database, leaders, today
):
    with database.transaction() as session:
        builders.an_assignment(session)
    others = counted(database, Person, Client, Contact, Assignment)
    person = an_applicant(database)

    receipt = delete(leaders, person, today)

    assert counted(database, Person, Client, Contact, Assignment) == others
    assert counted(database, Paper, PaperFile) == [0, 0]
    assert receipt.counts["people"] == receipt.counts["addresses"] == 2
    assert receipt.counts["papers"] == receipt.counts["paper_files"] == 1
    assert receipt.counts["drafts"] == 2
    assert findings(database) == []


def test_the_deleted_words_are_in_no_byte_of_any_file(file_database, today):
    register = file_database.register
    folder, key = register.file.parent, register.key.database_key
    with two_leaders(file_database) as leaders:
        person = an_applicant(file_database)
        run_log = register.file.with_name(register.file.name + "-wal")
        assert run_log.stat().st_size > 0
        number = agreed(leaders, person, today)
        words = [word.encode() for word in WORDS]
        empty_log(register)
        before = decrypted(register.file, key)
        assert [word for word in words if word not in before] == []
        run(leaders[1], [number], today)
        assert run_log.stat().st_size == 0
        pages = decrypted(register.file, key)
    assert [word for word in words if word in pages] == []
    for file in folder.iterdir():
        if file != register.file and file.is_file():
            data = file.read_bytes()
            assert [word for word in words if word in data] == [], file.name


def test_an_unfinished_form_about_somebody_else_is_left(database, leaders, today):
    delete(leaders, an_applicant(database), today)
    with database.reading() as session:
        forms = session.scalars(select(Draft.form)).all()
    assert [form.partition("/")[2] for form in forms] == ["contacts/new"]


def test_the_log_still_tells_that_it_was_read_but_not_what(database, leaders, today):
    person = an_applicant(database)
    events = counted(database, Event)[0]
    delete(leaders, person, today)
    with database.reading() as session:
        told = session.execute(
            select(EventDetail.body)
            .join(Event, Event.seq == EventDetail.seq)
            .where(Event.person_number == person)
        ).scalars()
        bodies = [json.loads(body) for body in told]
        searches = session.scalars(
            select(EventDetail.body)
            .join(Event, Event.seq == EventDetail.seq)
            .where(Event.action == Action.SEARCHED)
        ).all()
    assert counted(database, Event)[0] > events
    assert [each["kind"] for each in bodies] == [Kind.APPLICATION]
    assert [json.loads(body)["words"] for body in searches] == ["moen"]


def test_the_receipt_says_what_why_who_and_when_without_a_name(
    database, leaders, today
):
    person = an_applicant(database)
    delete(leaders, person, today)
    with leaders[0].transaction() as session:
        [row] = list_deletions(session)
        kept = session.scalars(select(Deletion)).one()
        event = session.scalars(
            select(Event).where(Event.action == Action.ERASED)
        ).one()
        assert (row.done_by, row.approved_by) == ("Bodil", "Bodil")
        assert (row.basis, row.kind) == ("Feilregistrert", Kind.APPLICATION)
        assert kept.person_number == event.person_number == person
        assert kept.event_seq <= event.seq
        written = " ".join(str(value) for value in vars(kept).values())
    assert [word for word in WORDS if word in written] == []


def test_a_leader_cannot_approve_alone(database, leaders, today):
    person = an_applicant(database)
    with leaders[0].transaction() as session:
        made = propose_person(session, person, "Feilregistrert", today=today)
    with (
        pytest.raises(OfficeError, match="en annen"),
        leaders[0].transaction() as session,
    ):
        approve(session, made.number)
    with pytest.raises(OfficeError, match="ikke godkjent"):
        run(leaders[0], [made.number], today)
    assert counted(database, Client) == [1]


def test_what_is_withdrawn_is_not_carried_out(database, leaders, today):
    number = agreed(leaders, an_applicant(database), today)
    with leaders[0].transaction() as session:
        withdraw(session, number)
        assert list_proposals(session) == ()
    with pytest.raises(OfficeError, match="trukket"):
        run(leaders[1], [number], today)
    assert counted(database, Client) == [1]


def test_a_hold_stops_what_is_already_approved(database, leaders, today):
    person = an_applicant(database)
    number = agreed(leaders, person, today)
    with leaders[0].transaction() as session:
        held = hold(session, person, "Klagesak", today=today)
    with pytest.raises(MustBeKeptError, match="stanset"):
        run(leaders[1], [number], today)
    assert counted(database, Client) == [1]

    with leaders[0].transaction() as session:
        lift_hold(session, held, today=today)
        assert list_holds(session) == ()
    run(leaders[1], [number], today)
    assert counted(database, Client) == [0]


def test_a_hold_says_why_and_is_put_on_once(database, leaders, today):
    person = an_applicant(database)
    with leaders[0].transaction() as session:
        with pytest.raises(OfficeError):
            hold(session, person, "  ", today=today)
        hold(session, person, "Klagesak", today=today)
        with pytest.raises(OfficeError, match="alt stanset"):
            hold(session, person, "Enda en", today=today)
        [row] = list_holds(session)
    assert (row.who, row.reason, row.since) == ("Bruker 1", "Klagesak", today)


def test_a_case_with_a_decision_is_kept(database, leaders, today):
    with database.transaction() as session:
        client = builders.a_client(session)
        decision = Decision(
            client_number=client,
            kind=DecisionKind.REFUSED,
            state=DecisionState.ISSUED,
            reference="2026/1",
            decided_on=date(2026, 1, 5),
            content="{}",
        )
        session.add(decision)
        person = session.get(Client, client).person_number
    with (
        pytest.raises(MustBeKeptError, match="bevares"),
        leaders[0].transaction() as session,
    ):
        propose_person(session, person, "Ba om det selv", today=today)


def paid(session):
    """Register an assignment with a sheet; return client's and contact's person."""
    assignment = session.get(Assignment, builders.an_assignment(session))
    period = builders.periods(session)["2026-10"].number
    builders.a_sheet(session, assignment.number, period)
    client = session.get(Client, assignment.client_number)
    contact = session.get(Contact, assignment.contact_number)
    contact.status, contact.ended_on = ContactStatus.ENDED, date(2026, 11, 1)
    contact.account_number = "86011117947"
    return client.person_number, contact.person_number


def test_what_somebody_was_paid_by_is_kept_its_time(database, leaders, today):
    with database.transaction() as session:
        people = paid(session)
    for person in people:
        with (
            pytest.raises(MustBeKeptError, match=r"til 31\.12\.2031"),
            leaders[0].transaction() as session,
        ):
            propose_person(session, person, "Ba om det selv", today=today)


def test_a_contact_in_the_files_of_others_loses_the_name_only(database, leaders, today):
    later = date(2032, 1, 2)
    with database.transaction() as session:
        _client, person = paid(session)
        contact = session.scalars(select(Contact)).one().number
        a_paper(session, b"%PDF declaration", contact_number=contact)
    names = counted(database, Assignment, Client, Contact)

    delete(leaders, person, later)

    assert counted(database, Assignment, Client, Contact) == names
    assert counted(database, Paper) == [0]
    with database.reading() as session:
        found = session.get(Contact, contact)
        assert (found.account_number, found.employee_number) == ("", None)
        kept = found.person
        assert (kept.given_name, kept.family_name) == ("Støttekontakt", str(contact))
        assert (kept.birth_date, kept.phone) == (None, "")
        assert [each.street for each in kept.addresses] == [""]
    assert findings(database) == []


def test_somebody_who_is_more_than_one_thing_keeps_the_rest(database, leaders, today):
    """A client who is a support contact too: only the file of the client goes."""
    person = an_applicant(database)
    with database.transaction() as session:
        both = Contact(person=session.get(Person, person))
        session.add(both)
        session.flush()
        a_paper(session, b"%PDF own", 7, contact_number=both.number)
    delete(leaders, person, today)
    assert counted(database, Client, Contact, Paper) == [0, 1, 1]
    with database.reading() as session:
        assert session.get(Person, person).family_name == "Qvistgaard"


def test_the_next_who_is_registered_gets_a_number_of_his_own(database, leaders, today):
    person = an_applicant(database)
    with database.reading() as session:
        client = session.scalars(select(Client.number)).one()
    delete(leaders, person, today)
    with database.transaction() as session:
        new = builders.a_client(session, "Ole Ny")
        second = builders.a_client(session, "Ola Nyere")
        assert client < new < second
        assert session.get(Client, new).person_number > person


def test_bytes_that_another_paper_has_too_are_kept(database, leaders, today):
    person = an_applicant(database)
    with database.transaction() as session:
        other = builders.a_client(session, "Ole Ny")
        a_paper(session, b"%PDF Papirord", 8, client_number=other)
    delete(leaders, person, today)
    assert counted(database, Paper, PaperFile) == [1, 1]


def test_only_a_leader_deletes(database, today):
    person = an_applicant(database)
    for role in Role:
        if role is Role.LEADER:
            continue
        actor = hire(database, role.value.title(), role)
        with at_work(database, actor) as own:
            with (
                pytest.raises(NotAllowedError),
                own.transaction() as session,
            ):
                propose_person(session, person, "Fordi", today=today)
            with pytest.raises(NotAllowedError):
                carry_out(own, [1], today=today)


def test_a_restored_backup_forgets_again_what_was_deleted(file_database, today):
    register = file_database.register
    with two_leaders(file_database) as leaders:
        person = an_applicant(file_database)
        with file_database.transaction() as session:
            _paid, contact = paid(session)
        copy = register.file.with_name("restored.db")
        with file_database.reading() as session:
            seq = session.scalar(select(func.max(Event.seq)))
            connection = session.connection().connection.driver_connection
            connection.execute("COMMIT")
            connection.execute("VACUUM INTO ?", (str(copy),))
            connection.execute("BEGIN")
        delete(leaders, person, today)
        delete(leaders, contact, date(2032, 1, 2))
    noted = read_journal(journal_of(register.file), register.key)
    rows = deleted_after(noted, seq, noted[0].at)
    assert ("people", person) in {(each.table, each.number) for each in rows}

    replay_deletions(copy, register.key, rows)

    pages = decrypted(copy, register.key.database_key)
    gone = ("Qvistgaard", "Zimmerveien", "Papirord", "Håkon", "86011117947")
    assert [word for word in gone if word.encode() in pages] == []
