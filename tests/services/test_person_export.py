"""Everything about one person in a file, and nothing about anybody else."""

import json
import zipfile
from io import BytesIO

import pytest
from sqlalchemy import select

from stkdesk.domain.errors import NotAllowedError, NotFoundError
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.person_export import export_person
from stkdesk.storage.tables import Client, Event
from tests.services.asking import OF_CONTACT, OF_GUARDIAN, a_case
from tests.staff import at_work, hire


@pytest.fixture
def case(database, today):
    return a_case(database, today)


def exported(database, room, number, today):
    with database.transaction() as session:
        made = export_person(session, room, number, today=today)
    with zipfile.ZipFile(BytesIO(made.data)) as archive:
        assert archive.testzip() is None
        return made, {name: archive.read(name) for name in archive.namelist()}


def test_a_client_gets_every_row_with_the_names_of_the_fields(database, case, today):
    made, files = exported(database, "clients", case["client"], today)
    told = json.loads(files["opplysninger.json"])
    tables = told["tables"]
    [person] = tables["people"]["rows"]
    assert (person["given_name"], person["phone"]) == ("Åse", "41223344")
    assert tables["people"]["fields"]["birth_date"] == "date"
    assert tables["clients"]["rows"][0]["wishes"] == "Vil på kino"
    assert len(tables["timesheet_lines"]["rows"]) == 12
    assert tables["timesheet_lines"]["rows"][0]["activity"] == "Kino"
    assert tables["decisions"]["rows"][0]["facts"] == "Bor alene."
    assert told["names"]["contacts"] == {str(case["contact"]): "Håkon Solheim"}
    assert made.rows == sum(len(each["rows"]) for each in tables.values())


def test_the_papers_and_the_log_are_in_it(database, case, today):
    made, files = exported(database, "clients", case["client"], today)
    papers = [name for name in files if name.startswith("papirer/")]
    assert [name[8:10] for name in papers] == ["V-"]
    assert files[papers[0]].startswith(b"%PDF")
    assert made.papers == 1
    log = json.loads(files["logg.json"])
    assert "added" in {line["action"] for line in log}
    assert "ikke beskyttet" in files["LES MEG.txt"].decode()


def test_nothing_about_others_is_in_a_clients_file(database, case, today):
    _made, files = exported(database, "clients", case["client"], today)
    text = files["opplysninger.json"].decode() + files["logg.json"].decode()
    for kept in (*OF_CONTACT, *OF_GUARDIAN, "Oskar", "Sjakk"):
        assert kept not in text, kept
    for never in ("protection", "sort_key", "search_text"):
        assert never not in text


def test_no_client_is_in_the_file_of_a_contact(database, case, today):
    _made, files = exported(database, "contacts", case["contact"], today)
    text = files["opplysninger.json"].decode() + files["logg.json"].decode()
    for told in ("Håkon", "Skogveien 9", "86011117947", "A-4711"):
        assert told in text, told
    for kept in ("Åse", "Ødegård", "Oskar", "Kino", "Sjakk", "Ut på tur", "Bor alene"):
        assert kept not in text, kept
    tables = json.loads(files["opplysninger.json"])["tables"].values()
    rows = [row for table in tables for row in table["rows"]]
    assert {row.get("client_number") for row in rows} == {None}
    assert [name[8:10] for name in files if name.startswith("papirer/")] == ["E-"]


def test_the_name_of_the_file_tells_nothing(database, case, today):
    made, _files = exported(database, "clients", case["client"], today)
    assert made.file_name == "innsyn-2026-11-16.zip"


def test_it_is_logged(database, case, today):
    exported(database, "clients", case["client"], today)
    with database.reading() as session:
        person = session.get(Client, case["client"]).person_number
        found = session.scalars(
            select(Event).where(
                Event.action == Action.EXPORTED, Event.table_name == "clients"
            )
        ).one()
        assert (found.record, found.person_number) == (case["client"], person)


def test_only_those_who_may(database, case, today):
    for role in (Role.PAYROLL, Role.READER, Role.ADMINISTRATOR):
        worker = hire(database, role.value, role)
        with at_work(database, worker) as own, pytest.raises(NotAllowedError):
            exported(own, "clients", case["client"], today)
    with pytest.raises(NotFoundError):
        exported(database, "clients", 999, today)


def test_a_secret_address_leaves_only_by_those_who_see_it(database, case, today):
    with database.transaction() as session:
        person = session.get(Client, case["client"]).person
        person.protection = Protection.STRICT
    worker = hire(database, "Per", Role.CASEWORKER)
    with at_work(database, worker) as own, pytest.raises(NotAllowedError):
        exported(own, "clients", case["client"], today)
    seeing = hire(database, "Siri", Role.CASEWORKER, sees_protected=True)
    with at_work(database, seeing) as own:
        _made, files = exported(own, "clients", case["client"], today)
    assert "strengt" not in files["opplysninger.json"].decode()
