"""Applications: registered, put right, withdrawn, and what they wait for."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from stkdesk.domain.application import Applicant, ApplicationDraft, ApplicationState
from stkdesk.domain.assignment import Solution
from stkdesk.domain.client import Relation
from stkdesk.domain.errors import (
    BlockedError,
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    OfficeError,
)
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.journal import DocumentKind, EntryKind, EntryState, PartyRole
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import Role
from stkdesk.services.application_list import (
    applications_of_client,
    list_open_applications,
)
from stkdesk.services.application_pauses import (
    pause_application,
    remove_pause,
    resume_application,
    waiting_application,
)
from stkdesk.services.applications import (
    edit_application,
    open_application,
    register_application,
    withdraw_application,
)
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import (
    Application,
    Case,
    Client,
    ClientRelation,
    JournalEntry,
)
from tests.builders import a_client, a_person
from tests.staff import hired

CAME = date(2026, 11, 2)


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(
            session, OfficeDraft(municipality="Fjordvik kommune"), today=today
        )
        yield session


@pytest.fixture
def register(session, today):
    """Register an application of a new client, or of the one given."""

    def register(**fields):
        fields.setdefault("received_on", CAME)
        if "client_number" not in fields:
            fields["client_number"] = a_client(session)
        return register_application(session, ApplicationDraft(**fields), today=today)

    return register


def speaks_for(session, client, relation, name):
    """Let somebody stand beside a client; return the number of the relation."""
    row = session.get(Client, client)
    row.relations.append(ClientRelation(person=a_person(name), relation=relation))
    session.flush()
    return row.relations[-1].number


def journalled(session, number):
    """Return what the journal holds of an application, oldest first."""
    return session.scalars(
        select(JournalEntry)
        .where(JournalEntry.application_number == number)
        .order_by(JournalEntry.serial)
    ).all()


def test_what_was_written_down_is_there_when_it_is_opened(session, register):
    client = a_client(session)
    draft = ApplicationDraft(
        client_number=client,
        received_on=CAME,
        wanted_minutes=6 * 60,
        hours_unit=HoursUnit.MONTH,
        solutions=frozenset({Solution.INDIVIDUAL, Solution.ORGANISATION}),
        wishes="Noen å dra på kamp med",
        enclosed="Legeerklæring\nFullmakt",
        needs_no_interim="Svar kommer denne uka",
    )
    number = register_application(session, draft, today=date(2026, 11, 16))
    card = open_application(session, number)
    assert card.draft == draft
    assert card.state is ApplicationState.OPEN
    assert card.case_reference == "2026/1"


def test_it_goes_into_the_journal_with_its_sender(session, register):
    client = a_client(session, "Oskar Moen")
    number = register(client_number=client)
    (entry,) = journalled(session, number)
    assert (entry.kind, entry.document) == (
        EntryKind.INCOMING,
        DocumentKind.APPLICATION,
    )
    assert (entry.received_on, entry.state) == (CAME, EntryState.JOURNALLED)
    assert entry.title == "Søknad om støttekontakt"
    assert entry.is_withheld
    assert [(party.role, party.name) for party in entry.parties] == [
        (PartyRole.SENDER, "Oskar Moen")
    ]
    assert session.get(Case, entry.case_number).client_number == client


def test_who_applied_for_the_client_is_the_sender(session, register):
    client = a_client(session)
    mother = speaks_for(session, client, Relation.PARENT, "Bjørg Moen")
    number = register(
        client_number=client, applicant=Applicant.PARENT, relation_number=mother
    )
    unknown = register(client_number=client, applicant=Applicant.NEXT_OF_KIN)
    assert journalled(session, number)[0].parties[0].name == "Bjørg Moen"
    assert journalled(session, unknown)[0].parties[0].name == "Pårørende"


def test_a_second_application_goes_into_the_same_case(session, register):
    client = a_client(session)
    first, second = (register(client_number=client) for _ in range(2))
    assert [e.serial for n in (first, second) for e in journalled(session, n)] == [1, 2]
    assert open_application(session, second).case_reference == "2026/1"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"received_on": date(2026, 11, 17)}, "received_on"),
        ({"received_on": None}, "received_on"),
        ({"wanted_minutes": 169 * 60}, "wanted_minutes"),
        ({"client_number": None}, "client_number"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(session, register, fields, field):
    with pytest.raises(InvalidInputError) as refused:
        register(**fields)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert session.scalars(select(Application)).all() == []


def test_somebody_elses_mother_has_not_applied(session, register):
    theirs = speaks_for(session, a_client(session, "Ola Lie"), Relation.PARENT, "A Lie")
    with pytest.raises(InvalidInputError) as refused:
        register(applicant=Applicant.PARENT, relation_number=theirs)
    assert refused.value.problems[0].field == "relation_number"


def test_who_applied_and_their_authority_are_forgotten_when_it_was_the_client(
    session, register, today
):
    client = a_client(session)
    lawyer = speaks_for(session, client, Relation.REPRESENTATIVE, "Adv Okat")
    number = register(
        client_number=client,
        applicant=Applicant.REPRESENTATIVE,
        relation_number=lawyer,
        authority_on=CAME,
    )
    card = open_application(session, number)
    mine = replace(card.draft, applicant=Applicant.SELF)
    edit_application(session, number, card.version, mine, today=today)
    now = open_application(session, number).draft
    assert (now.relation_number, now.authority_on) == (None, None)


def test_an_application_of_nobody_is_refused(register):
    with pytest.raises(NotFoundError):
        register(client_number=404)


def test_a_new_day_stands_in_the_journal_beside_the_wrong_one(session, register, today):
    number = register()
    card = open_application(session, number)
    right = replace(card.draft, received_on=date(2026, 10, 30))
    edit_application(session, number, card.version, right, today=today)
    wrong, entry = journalled(session, number)
    assert wrong.state is EntryState.VOID
    assert entry.received_on == date(2026, 10, 30)
    assert entry.state is EntryState.JOURNALLED


def test_new_wishes_leave_the_journal_alone(session, register, today):
    number = register()
    card = open_application(session, number)
    draft = replace(card.draft, wishes="Svømming", wanted_minutes=120)
    edit_application(session, number, card.version, draft, today=today)
    assert open_application(session, number).draft == draft
    assert len(journalled(session, number)) == 1


def test_two_who_edit_the_same_do_not_lose_each_others_words(session, register, today):
    number = register()
    card = open_application(session, number)
    first = replace(card.draft, wishes="Svømming")
    edit_application(session, number, card.version, first, today=today)
    with pytest.raises(ChangedByAnotherError):
        edit_application(session, number, card.version, card.draft, today=today)
    assert open_application(session, number).draft.wishes == "Svømming"


def test_an_application_never_changes_hands(session, register, today):
    number = register()
    card = open_application(session, number)
    other = replace(card.draft, client_number=a_client(session, "Ola Lie"))
    with pytest.raises(InvalidInputError):
        edit_application(session, number, card.version, other, today=today)


def test_it_waits_for_the_party_and_goes_on(session, register, today):
    number = register()
    assert open_application(session, number).clock.answer_by == date(2026, 11, 30)
    pause_application(session, number, date(2026, 11, 5), "Legeerklæring", today=today)
    waiting = open_application(session, number)
    assert waiting.state is ApplicationState.PAUSED
    assert waiting.clock.answer_by is None

    resume_application(session, number, date(2026, 11, 11), today=today)
    card = open_application(session, number)
    assert card.state is ApplicationState.OPEN
    assert card.clock.answer_by == date(2026, 12, 7)
    assert card.clock.interim_due_on == date(2026, 12, 9)
    remove_pause(session, number, card.pauses[0].number)
    assert open_application(session, number).clock.answer_by == date(2026, 11, 30)


def test_asking_twice_is_one_wait(session, register):
    number = register()
    pause_application(session, number, date(2026, 11, 5), "Legeerklæring")
    pause_application(session, number, date(2026, 11, 9), "Fullmakt")
    pause_application(session, number, date(2026, 11, 10), "Fullmakt")
    (pause,) = open_application(session, number).pauses
    assert pause.paused_on == date(2026, 11, 5)
    assert pause.reason == "Legeerklæring; Fullmakt"


@pytest.mark.parametrize(
    ("on", "reason", "field"),
    [
        (date(2026, 11, 1), "Legeerklæring", "paused_on"),
        (date(2026, 11, 17), "Legeerklæring", "paused_on"),
        (date(2026, 11, 5), "  ", "reason"),
    ],
)
def test_a_wait_that_cannot_be_is_refused(session, register, today, on, reason, field):
    number = register()
    with pytest.raises(InvalidInputError) as refused:
        pause_application(session, number, on, reason, today=today)
    assert refused.value.problems[0].field == field


def test_what_does_not_wait_cannot_go_on(session, register, today):
    number = register()
    with pytest.raises(NotFoundError):
        resume_application(session, number, today)
    pause_application(session, number, date(2026, 11, 9), "Legeerklæring")
    with pytest.raises(InvalidInputError):
        resume_application(session, number, date(2026, 11, 8))
    with pytest.raises(NotFoundError):
        remove_pause(session, number, 404)


def test_what_a_client_is_waited_for_is_known(session, register, today):
    client = a_client(session)
    number = register(client_number=client)
    assert waiting_application(session, client) is None
    pause_application(session, number, date(2026, 11, 9), "Legeerklæring")
    waiting = waiting_application(session, client)
    assert (waiting.number, waiting.reason) == (number, "Legeerklæring")
    resume_application(session, number, today)
    assert waiting_application(session, client) is None


def test_the_day_it_came_cannot_be_moved_past_a_wait(session, register, today):
    number = register()
    pause_application(session, number, date(2026, 11, 5), "Legeerklæring")
    card = open_application(session, number)
    later = replace(card.draft, received_on=date(2026, 11, 6))
    with pytest.raises(InvalidInputError) as refused:
        edit_application(session, number, card.version, later, today=today)
    assert "05.11.2026" in refused.value.problems[0].message


def test_a_withdrawn_application_waits_no_more(session, register, today):
    number = register()
    pause_application(session, number, date(2026, 11, 5), "Legeerklæring")
    withdraw_application(session, number, date(2026, 11, 10), today=today)
    card = open_application(session, number)
    assert card.state is ApplicationState.WITHDRAWN
    assert card.pauses[0].resumed_on == date(2026, 11, 10)
    with pytest.raises(OfficeError, match="ikke lenger til behandling"):
        pause_application(session, number, today, "Legeerklæring")

    withdraw_application(session, number, None, today=today)
    assert open_application(session, number).state is ApplicationState.OPEN
    with pytest.raises(InvalidInputError):
        withdraw_application(session, number, date(2026, 11, 17), today=today)


def test_a_decided_application_is_not_withdrawn(session, register, today):
    number = register()
    session.get(Application, number).decided_on = today
    assert open_application(session, number).state is ApplicationState.DECIDED
    with pytest.raises(OfficeError, match="opphør"):
        withdraw_application(session, number, today, today=today)


def test_the_applications_of_a_blocked_client_are_nobody_elses(database, today):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        client = a_client(session)
        draft = ApplicationDraft(client_number=client, received_on=CAME)
        number = register_application(session, draft, today=today)
        session.get(Client, client).is_blocked = True
    with hired(database, Role.CASEWORKER) as own, own.transaction() as session:
        assert list_open_applications(session) == ()
        for errand in (
            lambda: open_application(session, number),
            lambda: applications_of_client(session, client),
            lambda: register_application(session, draft, today=today),
            lambda: pause_application(session, number, today, "Legeerklæring"),
        ):
            with pytest.raises((BlockedError, NotFoundError)):
                errand()


def test_who_only_reads_registers_nothing(database, today):
    with database.transaction() as session:
        client = a_client(session)
    draft = ApplicationDraft(client_number=client, received_on=CAME)
    with hired(database, Role.READER) as own, own.transaction() as session:
        assert list_open_applications(session) == ()
        with pytest.raises(NotAllowedError):
            register_application(session, draft, today=today)
