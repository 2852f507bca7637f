"""The log as a leader reads it, and as the person it is about gets it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stkdesk.domain.backup import BackupRules
from stkdesk.domain.errors import NotAllowedError, NotFoundError
from stkdesk.domain.language import Language
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import Actor, Role
from stkdesk.domain.trail import ENDINGS, Action, ActionKind
from stkdesk.services.backups import change_backup_rules
from stkdesk.services.clients import edit_client, open_client
from stkdesk.services.contacts import open_contact
from stkdesk.services.office import set_up_office
from stkdesk.services.paper_log import log_printed, log_saved
from stkdesk.services.periods import period_by_code
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.sitting import set_lock_minutes
from stkdesk.services.trail import person_trail, print_person_trail
from stkdesk.services.trail_fields import FIELDS
from stkdesk.services.trail_list import (
    TrailFilter,
    list_events,
    open_event,
    staff_in_trail,
)
from stkdesk.services.trail_words import LISTS, RECORDS, record_words
from stkdesk.storage.database import Database
from stkdesk.storage.tables import Base, Client, Contact, Staff
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail import note, trail_key
from stkdesk.storage.trail_chain import Entry, append
from stkdesk.storage.trail_changes import _SILENT, AUDITED, PARTS
from stkdesk.storage.trail_check import verify
from tests.builders import a_client, a_contact, an_assignment, periods
from tests.documents.reading import text_of
from tests.log import log_of

TODAY = date(2026, 11, 16)
LEADER = frozenset({Role.LEADER, Role.CASEWORKER})


@pytest.fixture
def office(database):
    """An office, with Anne and Bo at work in it, and a client and a contact."""
    with database.transaction() as session:
        draft = OfficeDraft(municipality="Byen kommune", running_unit="Helse")
        set_up_office(session, draft, today=TODAY)
        for name in ("Anne Lind", "Bo Berg"):
            session.add(Staff(name=name, login=name[:2].lower(), leader=True))
        session.flush()
        oskar = a_client(session, "Oskar Moen", case_number="2026/118")
        mia = a_client(session, "Mia Vik")
        contact = a_contact(session, "Håkon Solheim")
        an_assignment(session, oskar, contact)
        periods(session)
    return {"oskar": oskar, "mia": mia, "contact": contact}


@pytest.fixture
def anne(database, office):
    """Anne, signed in."""
    [number] = numbers_of(database, "Anne Lind")
    theirs = Database(database.register, Actor(number, "Anne Lind", LEADER))
    theirs.begin_sitting()
    yield theirs
    theirs.close()


@pytest.fixture
def bo(database, office):
    """Bo, signed in."""
    [number] = numbers_of(database, "Bo Berg")
    theirs = Database(database.register, Actor(number, "Bo Berg", LEADER))
    theirs.begin_sitting()
    yield theirs
    theirs.close()


def numbers_of(database, name):
    with database.reading() as session:
        return [number for number, each in staff_in_trail(session) if each == name]


def read(database, work, *args, **kwargs):
    with database.reading() as session:
        return work(session, *args, **kwargs)


def rows(database, search="", chip="", narrowed=None, **query):
    wanted = ListQuery(search=search, chip=chip, **query)
    return read(database, list_events, wanted, narrowed or TrailFilter()).rows


def told(found):
    return [(row.who, row.action, row.what, row.about) for row in found]


def look_at(database, number):
    read(database, open_client, number)
    database.put_away("clients", number)


# The words.


def test_everything_that_can_stand_in_the_log_has_words():
    columns = {
        column.name
        for table in AUDITED
        for column in Base.metadata.tables[table].columns
    }
    assert columns - _SILENT <= set(FIELDS)
    assert set(PARTS) <= set(FIELDS)
    assert set(AUDITED) - set(PARTS) <= set(RECORDS)
    assert all(action.label for action in Action)
    # The first page is seen without anything that was looked for.
    assert record_words("today", None, {}) == "I dag"
    assert not [name for name in LISTS if record_words(name, None, {}) == name]


def test_every_action_is_behind_one_filter_or_ends_another():
    behind = [action for kind in ActionKind for action in kind.actions]
    assert sorted([*behind, *ENDINGS]) == sorted(Action)


# The list.


def test_the_newest_comes_first_and_a_reading_tells_when_it_ended(anne, office):
    look_at(anne, office["oskar"])
    look_at(anne, office["mia"])

    newest, older, *_ = rows(anne)
    assert told([newest, older]) == [
        ("Anne Lind", Action.OPENED, f"Bruker B-{office['mia']}", "Mia Vik"),
        ("Anne Lind", Action.OPENED, f"Bruker B-{office['oskar']}", "Oskar Moen"),
    ]
    assert newest.until is not None
    assert newest.until >= newest.at
    assert rows(anne, sort="at")[0].number == 1


def test_the_list_is_narrowed_to_a_person_however_they_are_found(anne, office):
    look_at(anne, office["oskar"])
    look_at(anne, office["mia"])
    for search in ("oskar", "moen", f"b-{office['oskar']}"):
        assert {row.about for row in rows(anne, search)} == {"Oskar Moen"}
    assert rows(anne, "finnes ikke") == ()
    contact = rows(anne, f"S-{office['contact']}")
    assert {row.about for row in contact} == {"Håkon Solheim"}


def test_an_assignment_is_found_by_its_number(anne, office):
    assert [row.what for row in rows(anne, "O-1")] == ["Oppdrag O-1"]


def test_the_list_is_narrowed_to_one_of_the_staff(anne, bo, office):
    look_at(anne, office["oskar"])
    look_at(bo, office["mia"])
    found = rows(anne, chip="read", narrowed=TrailFilter(staff=bo.actor.number))
    assert {row.who for row in found} == {"Bo Berg"}
    assert {row.about for row in found} == {"Mia Vik"}


@pytest.mark.parametrize("kind", ActionKind)
def test_the_list_is_narrowed_to_a_kind_of_act(anne, office, kind):
    with anne.transaction() as session:
        for action in Action:
            if action not in (Action.LISTED, Action.SEARCHED):
                note(session, action, "clients", office["oskar"])
    found = {row.action for row in rows(anne, chip=kind.value)}
    assert found
    assert found <= set(kind.actions)


def test_the_list_is_narrowed_to_some_days_in_local_time(anne, office):
    look_at(anne, office["oskar"])
    local = rows(anne)[0].at.astimezone().date()
    here = rows(anne, narrowed=TrailFilter(first=local, last=local))
    assert here
    gone = local - timedelta(days=1)
    assert rows(anne, narrowed=TrailFilter(last=gone)) == ()
    assert rows(anne, narrowed=TrailFilter(first=local + timedelta(days=1))) == ()
    # Windows tells the hour of no day before 1970, and of none after the year 3000.
    assert rows(anne, narrowed=TrailFilter(first=date.min, last=date.max)) != ()
    assert rows(anne, narrowed=TrailFilter(first=date.max)) == ()


def test_the_list_comes_a_page_at_a_time(anne, office):
    everything = rows(anne)
    pages = [rows(anne, offset=at, limit=2) for at in (0, 2)]
    assert (*pages[0], *pages[1]) == everything[:4]


def test_an_event_in_full_tells_the_fields_before_and_after(anne, office):
    card = read(anne, open_client, office["oskar"])
    person = replace(card.draft.person, phone="99 88 77 66")
    with anne.transaction() as session:
        draft = replace(card.draft, person=person, wishes="Svømme")
        edit_client(session, office["oskar"], card.version, draft, today=TODAY)

    [changed] = [row for row in rows(anne) if row.action is Action.CHANGED]
    event = read(anne, open_event, changed.number)
    changes = {each.field: (each.before, each.after) for each in event.changes}
    assert changes["Telefon"] == ("", "99 88 77 66")
    assert changes["Ønsker"] == ("", "Svømme")
    assert event.roles == "Saksbehandler, Leder"
    assert event.unit == "Byen kommune, Helse"


def test_how_the_register_is_kept_is_told_before_and_after(anne, database, tmp_path):
    with database.transaction() as session:
        set_lock_minutes(session, 3)
        change_backup_rules(session, BackupRules(str(tmp_path), 5, 60))
    newest = rows(anne, chip="changed")[0]
    assert newest.what == "Registeret"
    changes = [
        change
        for row in rows(anne, chip="changed")
        for change in read(anne, open_event, row.number).changes
    ]
    told = {change.field: change.after for change in changes}
    assert told["Minutter før låsing"] == "3"
    assert told["Sikkerhetskopi: mappe"] == str(tmp_path)


def test_an_event_nobody_has_made_is_refused(anne):
    with pytest.raises(NotFoundError):
        read(anne, open_event, 9999)


def test_reading_the_log_is_in_the_log(anne, office):
    rows(anne, "oskar")
    first = rows(anne)[0]
    read(anne, open_event, first.number)
    anne.put_away()
    mine = [each for each in log_of(anne) if each.table == "events"]
    looked = [each.action for each in mine if each.action is not Action.CLOSED]
    assert sorted(looked) == [Action.LISTED, Action.OPENED, Action.SEARCHED]


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.PAYROLL, Role.ADMINISTRATOR])
def test_only_a_leader_reads_the_log(database, role):
    theirs = Database(database.register, Actor(7, "X", frozenset({role})))
    with pytest.raises(NotAllowedError):
        rows(theirs)
    theirs.close()


# Papers.


def test_papers_that_leave_the_window_are_one_event(database):
    with database.transaction() as session:
        log_printed(session, [4])
        log_saved(session, [4, 5, 0])
    first, second = log_of(database, Action.PRINTED, Action.EXPORTED)
    assert (first.action, first.record) == (Action.PRINTED, 4)
    assert second.detail == {"count": 3, "papers": [4, 5]}


# A person's own log.


def person_of(database, table, number):
    with database.reading() as session:
        return session.get(table, number).person_number


def test_a_person_sees_who_read_about_them_when_and_why(anne, office):
    look_at(anne, office["oskar"])
    look_at(anne, office["mia"])
    person = person_of(anne, Client, office["oskar"])
    lines = [
        each
        for each in read(anne, person_trail, person)
        if each.action is Action.OPENED
    ]
    [line] = lines
    assert (line.who, line.unit) == ("Anne Lind", "Byen kommune, Helse")
    assert set(line.roles) == LEADER
    assert line.case == "2026/118"
    assert line.until is not None
    assert line.what == f"Bruker B-{office['oskar']}"


def test_the_reason_of_somebody_who_opened_in_need_is_told(anne, office):
    with anne.transaction() as session:
        detail = {"reason": "Akutt henvendelse"}
        note(session, Action.BROKE_GLASS, "clients", office["oskar"], detail=detail)
    person = person_of(anne, Client, office["oskar"])
    assert read(anne, person_trail, person)[-1].reason == "Akutt henvendelse"


def test_a_support_contact_sees_what_lies_between_them_and_a_client(anne, office):
    with anne.reading() as session:
        period = periods_of(session)
        open_sheet(session, 1, period)
        open_contact(session, office["contact"])
    person = person_of(anne, Contact, office["contact"])
    what = [each.what for each in read(anne, person_trail, person)]
    assert f"Støttekontakt S-{office['contact']}" in what
    assert "Oppdrag O-1, november 2026" in what


def periods_of(session):
    return period_by_code(session, "2026-11").number


def test_nobody_elses_name_is_in_a_persons_log(anne, office):
    look_at(anne, office["mia"])
    with anne.reading() as session:
        open_sheet(session, 1, periods_of(session))
    for table, number, others in (
        (Client, office["oskar"], ("Håkon", "Solheim", "Mia")),
        (Contact, office["contact"], ("Oskar", "Moen", "Mia")),
    ):
        person = person_of(anne, table, number)
        text = text_of(read(anne, print_person_trail, person, today=TODAY))
        assert not [name for name in others if name in text]


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        (Language.BOKMAL, "Hvem har lest", "Endret: Bruker"),
        (Language.NYNORSK, "Kven har lese", "Endra: Brukar"),
    ],
)
def test_the_log_of_a_person_on_paper(anne, office, language, title, words):
    card = read(anne, open_client, office["oskar"])
    draft = replace(card.draft, wishes="Svømme")
    with anne.transaction() as session:
        edit_client(session, office["oskar"], card.version, draft, today=TODAY)
    person = person_of(anne, Client, office["oskar"])
    data = read(
        anne,
        print_person_trail,
        person,
        today=TODAY,
        language=language,
        reference="X-1",
    )
    text = " ".join(text_of(data).split())
    assert title in text
    assert "Oskar Moen" in text
    assert "Anne Lind" in text
    assert words in text
    assert "Svømme" not in text  # what was changed, not to what


def test_making_a_persons_log_is_in_the_log(anne, office):
    person = person_of(anne, Client, office["oskar"])
    read(anne, print_person_trail, person, today=TODAY)
    [told_of] = log_of(anne, Action.EXPORTED)
    assert (told_of.table, told_of.record, told_of.person) == ("people", person, person)


def test_a_long_log_goes_over_several_pages(anne, office):
    with anne.transaction() as session:
        for _ in range(120):
            note(session, Action.PRINTED, "clients", office["oskar"])
    person = person_of(anne, Client, office["oskar"])
    text = text_of(read(anne, print_person_trail, person, today=TODAY))
    assert "Side 2 av" in " ".join(text.split())


def test_nobody_gets_the_log_of_someone_who_is_not_there(anne):
    with pytest.raises(NotFoundError):
        read(anne, print_person_trail, 999, today=TODAY)


def test_with_the_clock_set_back_the_log_stands_in_the_order_it_was_written(database):
    with database.transaction() as session:
        connection = session.connection()
        for days in (0, 1, 2):
            then = now() - timedelta(days=days)
            entry = Entry(action=Action.PRINTED, table="papers", record=days, at=then)
            append(connection, trail_key(connection), [entry])
    with database.reading() as session:
        assert list(verify(session)) == []
        rows = list_events(session, ListQuery(), TrailFilter()).rows
        moments = [each.at for each in rows if each.action is Action.PRINTED]
    assert moments == sorted(
        moments
    )  # the newest first, though by its clock the oldest
    assert len(moments) == 3
