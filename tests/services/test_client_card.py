"""The card of a client: everything about one person, in one screenful of questions."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event

from stkdesk.domain.client import Relation
from stkdesk.domain.complaint import ComplaintOutcome
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.duty import Urgency
from stkdesk.domain.journal import DocumentKind, EntryKind
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind, LetterState
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import Role
from stkdesk.services.clients import open_client
from stkdesk.services.periods import collecting_period
from stkdesk.storage.tables import (
    Application,
    Assessment,
    Case,
    CasePause,
    Client,
    ClientRelation,
    Complaint,
    JournalEntry,
    JournalParty,
    Letter,
    Paper,
)
from tests import builders
from tests.services.complaining import issued
from tests.services.writing import OFFICE, a_grant, an_application, an_office
from tests.staff import hired

RECEIVED = date(2026, 11, 2)


@pytest.fixture
def client(database, today):
    """Oskar, who has applied, in an office that has been set up."""
    with database.transaction() as session:
        an_office(session, today, OFFICE)
        builders.rates(session)
        builders.periods(session)
        builders.periods(session, 2025)
        return builders.a_client(session)


def card(database, client, today):
    with database.reading() as session:
        period = collecting_period(session, today=today)
        return open_client(session, client, period=period, today=today)


def asked(database, client, today):
    """Return how many questions opening the card takes."""
    count = 0

    def one(*_args):
        nonlocal count
        count += 1

    with database.reading() as session:
        period = collecting_period(session, today=today)
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", one)
        open_client(session, client, period=period, today=today)
        event.remove(connection, "before_cursor_execute", one)
    return count


def years_of_casework(session, client, years=10):
    """Give the client an application, a decision and a complaint for each year."""
    case = Case(
        client_number=client,
        reference="2016/1",
        title="Støttekontakt",
        opened_on=date(2016, 1, 4),
    )
    session.add(case)
    session.flush()
    serial = 0
    for year in range(2026 - years, 2026):
        application = Application(
            client_number=client,
            case_number=case.number,
            received_on=date(year, 1, 5),
            decided_on=date(year, 2, 1),
            pauses=[
                CasePause(paused_on=date(year, 1, 9), resumed_on=date(year, 1, 20))
            ],
        )
        session.add(application)
        decision = issued(session, client, kind=DecisionKind.REFUSED)
        session.add(
            Complaint(
                client_number=client,
                decision_number=decision,
                received_on=date(year, 2, 20),
                outcome=ComplaintOutcome.WITHDRAWN,
                outcome_on=date(year, 2, 25),
                closed_on=date(year, 2, 25),
            )
        )
        session.flush()
        for kind in (LetterKind.RECEIPT, LetterKind.INTERIM_REPLY):
            letter = Letter(
                kind=kind,
                client_number=client,
                application_number=application.number,
                state=LetterState.ISSUED,
                issued_on=date(year, 1, 7),
                content="{}",
            )
            session.add(letter)
            session.flush()
            serial += 1
            session.add(
                JournalEntry(
                    case_number=case.number,
                    serial=serial,
                    kind=EntryKind.OUTGOING,
                    document=DocumentKind.LETTER,
                    title=kind.label,
                    document_on=date(year, 1, 7),
                    registered_at=datetime(year, 1, 7, tzinfo=UTC),
                    letter_number=letter.number,
                    parties=[JournalParty(role="recipient", name="Oskar Moen")],
                )
            )
            session.add(
                Paper(
                    reference=f"B-{year}-{serial:06}-XX",
                    kind=PaperKind.LETTER,
                    language=Language.BOKMAL,
                    pages=1,
                    made_at=datetime(year, 1, 7, tzinfo=UTC),
                    mailed_on=date(year, 1, 8),
                    client_number=client,
                    letter_number=letter.number,
                )
            )


def test_ten_years_of_casework_take_as_many_questions_as_a_new_client(
    database, client, today
):
    with database.transaction() as session:
        new = builders.a_client(session, "Ny Bruker")
        an_application(session, client, today)
        an_application(session, new, today)
        years_of_casework(session, client)
        for hours in range(1, 5):
            builders.an_assignment(session, client, f"Hjelper {hours}", hours=hours)
        builders.an_assignment(session, new, "Hjelper Ni", hours=9)
        for person, beside in ((client, 4), (new, 1)):
            row = session.get(Client, person)
            for each in range(beside):
                row.relations.append(
                    ClientRelation(
                        person=builders.a_person(f"Pårørende {person}{each}"),
                        relation=Relation.NEXT_OF_KIN,
                    )
                )
    old = card(database, client, today)
    assert len(old.case.applications) == 11
    assert len(old.case.complaints) == 10
    assert (len(old.case.documents), old.case.documents_in_all) == (12, 21)
    assert asked(database, client, today) == asked(database, new, today)


def test_the_next_deadline_is_the_most_urgent_and_what_comes_is_known(
    database, client, today
):
    with database.transaction() as session:
        an_application(session, client, today, RECEIVED)
    tasks = card(database, client, today).case.tasks
    # Bekreftelsen skulle vært sendt etter tre dager.
    assert (tasks[0].key, tasks[0].urgency) == ("confirm_application", Urgency.LATE)
    assert tasks[0].about.client == client
    later = {task.key for task in tasks if task.urgency is Urgency.LATER}
    assert later == {"interim_reply", "answer_application"}


def test_a_client_with_nothing_has_an_empty_case(database, client, today):
    case = card(database, client, today).case
    assert (case.applications, case.complaints, case.documents) == ((), (), ())
    assert case.tasks == ()
    assert case.assessment is None


def test_the_assessment_is_told_in_short(database, client, today):
    with database.transaction() as session:
        session.add(
            Assessment(client_number=client, assessed_on=RECEIVED, goals="Komme mer ut")
        )
    told = card(database, client, today).case.assessment
    assert (told.assessed_on, told.goals) == (RECEIVED, "Komme mer ut")


def test_a_decision_tells_every_item_it_grants(database, client, today):
    with database.transaction() as session:
        number = a_grant(session, client)
    [decision] = card(database, client, today).decisions
    assert decision.number == number
    assert [item.minutes for item in decision.items] == [360]


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.LEADER, True), (Role.CASEWORKER, False)]
)
def test_the_log_is_for_those_who_may_read_it(database, client, today, role, sees):
    with hired(database, role) as own:
        open_ = card(own, client, today)  # the next reading finds this one
        told = card(own, client, today).case.log
        assert (told is not None) is sees
        if sees:
            assert told[0].who == "Kari Lunde"
            assert told[0].what == f"Bruker B-{client}"
        assert open_.number == client


def test_the_case_is_read_only_by_those_who_ask_for_it(database, client):
    with database.reading() as session:
        assert open_client(session, client).case is None
