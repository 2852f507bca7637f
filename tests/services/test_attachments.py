"""Attachments: kept in the register and nowhere else, whatever they are called."""

import sqlite3
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Event as Flag
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select, update

from stkdesk.documents.file_kind import FileKind, UnfitFileError
from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from stkdesk.domain.journal import (
    DocumentKind,
    EntryDraft,
    EntryState,
    Party,
    PartyRole,
)
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.progress import drive
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.attachments import (
    attach,
    attachments_of,
    journal_with_files,
    log_attachment_saved,
    look_at_files,
    open_attachment,
    read_file,
)
from stkdesk.services.case_rules import set_case_rule
from stkdesk.services.journal import LockedEntryError, journal
from stkdesk.services.office import set_up_office
from stkdesk.services.paper_files import DamagedPaperError
from stkdesk.services.person_export import export_person
from stkdesk.services.register_check import check_register
from stkdesk.storage.tables import Attachment, Case, Event, JournalEntry, PaperFile
from tests import files
from tests.builders import a_client
from tests.services.erasing import an_applicant, delete, two_leaders
from tests.staff import at_work, hire

PDF, PNG = files.a_pdf(), files.a_picture()
CAME = EntryDraft(
    document=DocumentKind.DECLARATION,
    title="Erklæring fra fastlege",
    document_on=date(2026, 11, 12),
    received_on=date(2026, 11, 16),
    parties=(Party(PartyRole.SENDER, "Fjordvik legesenter"),),
)


@pytest.fixture
def office(database, today):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
    return database


@pytest.fixture
def draft(office):
    """A document that came from a client."""
    with office.transaction() as session:
        client = a_client(session, "Åse Ødegård")
    return replace(CAME, client_number=client)


@pytest.fixture
def entry(office, draft, today):
    with office.transaction() as session:
        return journal(session, draft, today=today)


def attached(office, entry, data, today, title="Erklæring"):
    with office.transaction() as session:
        return attach(session, entry, title, data, today=today)


def shown(office, entry):
    with office.reading() as session:
        return attachments_of(session, entry)


def test_a_file_is_kept_as_it_came_and_named_by_what_it_is(office, entry, today):
    numbers = [attached(office, entry, data, today) for data in (PDF, PNG)]
    rows = shown(office, entry)
    assert [row.number for row in rows] == numbers
    assert [row.kind for row in rows] == [FileKind.PDF, FileKind.PNG]
    assert [row.size for row in rows] == [len(PDF), len(PNG)]
    assert rows[1].file_name == f"vedlegg {numbers[1]}.png"
    with office.reading() as session:
        assert open_attachment(session, numbers[0])[1] == PDF


def test_the_same_file_twice_is_kept_once(office, entry, today):
    for _ in range(2):
        attached(office, entry, PDF, today)
    with office.reading() as session:
        assert session.scalar(select(func.count()).select_from(Attachment)) == 2
        assert session.scalar(select(func.count()).select_from(PaperFile)) == 1


def test_a_document_comes_with_its_files_or_not_at_all(office, draft, today, tmp_path):
    good, lies = tmp_path / "skjema.pdf", tmp_path / "bilde.pdf"
    good.write_bytes(PDF)
    lies.write_bytes(b"MZ run me")
    with (
        pytest.raises(InvalidInputError, match=r"bilde\.pdf: .*program") as told,
        office.transaction() as session,
    ):
        journal_with_files(session, draft, [good, lies], today=today)
    assert [problem.field for problem in told.value.problems] == ["files"]
    with office.transaction() as session:
        assert session.scalar(select(func.count()).select_from(JournalEntry)) == 0
        number = journal_with_files(session, draft, [good], today=today)
    assert [row.title for row in shown(office, number)] == ["skjema"]


def test_a_name_that_lies_changes_nothing(office, draft, today, tmp_path):
    lies = tmp_path / "erklæring.exe"
    lies.write_bytes(PNG)
    with office.transaction() as session:
        number = journal_with_files(session, draft, [lies], today=today)
    [row] = shown(office, number)
    assert (row.kind, row.file_name[-4:]) == (FileKind.PNG, ".png")


def test_two_gigabytes_are_refused_without_being_read(
    office, today, tmp_path, monkeypatch
):
    huge = tmp_path / "film.pdf"
    with huge.open("wb") as stream:
        stream.truncate(2_000_000_000)

    def never(*_args, **_how):
        raise AssertionError("it was opened")

    monkeypatch.setattr(Path, "open", never)
    with office.reading() as session:
        [seen] = look_at_files(session, [huge], today=today)
    assert (seen.kind, seen.size) == (None, 2_000_000_000)
    assert seen.trouble.startswith("Filen er for stor: 2000 MB. Et vedlegg kan være")


def test_the_office_says_how_large_a_file_may_be(office, entry, today):
    rule = SetRule(CaseRule.ATTACHMENT_MEGABYTES, today, 1)
    big = files.a_picture("TIFF", (700, 700))
    assert len(big) > 1_000_000
    attached(office, entry, big, today)
    with office.transaction() as session:
        set_case_rule(session, rule)
    with pytest.raises(UnfitFileError, match="for stor"):
        attached(office, entry, big, today)


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path, monkeypatch):
    file = tmp_path / "skann.pdf"
    file.write_bytes(b"0" * 90)
    grown = BytesIO(b"0" * 200)
    monkeypatch.setattr(Path, "open", lambda *_args: grown)
    with pytest.raises(UnfitFileError, match="for stor"):
        read_file(file, 100)


def test_what_cannot_be_read_is_told(office, today, tmp_path):
    with office.reading() as session:
        seen = look_at_files(session, [tmp_path, tmp_path / "borte.pdf"], today=today)
    assert [each.trouble.split(".")[0] for each in seen] == [
        "Dette er en mappe",
        "Filen finnes ikke lenger",
    ]


@pytest.mark.parametrize("state", [EntryState.VOID, EntryState.ARCHIVED])
def test_what_is_settled_gets_no_more_files(office, entry, today, state):
    with office.transaction() as session:
        session.get(JournalEntry, entry).state = state
    with pytest.raises(LockedEntryError, match=state.label):
        attached(office, entry, PDF, today)


def test_a_damaged_file_is_never_shown_as_if_it_were_whole(office, entry, today):
    number = attached(office, entry, PDF, today)
    with office.transaction() as session:
        session.execute(update(PaperFile).values(data=PDF[:-1] + b" "))
    with pytest.raises(DamagedPaperError), office.reading() as session:
        open_attachment(session, number)


def test_opening_and_taking_out_are_in_the_log(office, entry, today):
    number = attached(office, entry, PDF, today)
    with office.reading() as session:
        open_attachment(session, number)
        log_attachment_saved(session, number)
    with office.reading() as session:
        found = session.execute(
            select(Event.action, Event.person_number)
            .where(Event.table_name == "attachments", Event.record == number)
            .order_by(Event.seq)
        ).all()
    assert found == [
        (Action.ADDED, 1),
        (Action.OPENED, 1),
        (Action.EXPORTED, 1),
    ]


def test_payroll_sees_no_attachment(office, entry, today):
    number = attached(office, entry, PDF, today)
    worker = hire(office, "Lønn", Role.PAYROLL)
    with at_work(office, worker) as own, pytest.raises(NotAllowedError):
        shown(own, entry)
    with (
        at_work(office, worker) as own,
        pytest.raises(NotAllowedError),
        own.reading() as session,
    ):
        open_attachment(session, number)


def test_one_that_is_not_there_is_told(office):
    with pytest.raises(NotFoundError), office.reading() as session:
        open_attachment(session, 9)


def test_who_asks_for_everything_gets_the_files_too(office, entry, today):
    number = attached(office, entry, PNG, today)
    with office.transaction() as session:
        made = export_person(session, "clients", 1, today=today)
    with ZipFile(BytesIO(made.data)) as archive:
        assert archive.read(f"vedlegg/{number}.png") == PNG


def test_a_register_with_attachments_is_in_order(office, entry, today):
    attached(office, entry, PDF, today)
    with office.reading() as session:
        found = drive(check_register(session), Flag(), lambda _step: None)
    assert not [each for each in found if each.startswith("Papirer")]


@pytest.mark.on_file
def test_no_byte_of_a_file_lies_in_the_open(office, entry, today, tmp_path):
    attached(office, entry, PDF, today)
    place = office.register.file
    office.close()
    assert files.WORD.encode() in PDF
    for file in place.parent.rglob("*"):
        if file.is_file():
            assert files.WORD.encode() not in file.read_bytes(), file.name
    with suppress(sqlite3.DatabaseError):
        sqlite3.connect(place).execute("SELECT * FROM attachments")
        raise AssertionError("the register opened without a key")


def test_who_is_deleted_takes_the_files_along_but_not_those_of_others(database, today):
    person = an_applicant(database)
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        other = a_client(session, "Ole Ny")
        for client, some in ((1, (PDF, PNG)), (other, (PDF,))):
            number = journal(session, replace(CAME, client_number=client), today=today)
            for data in some:
                attach(session, number, "Skjema", data, today=today)
    with two_leaders(database) as leaders:
        receipt = delete(leaders, person, today)
    assert receipt.counts["attachments"] == 2
    assert receipt.counts["journal_entries"] == receipt.counts["cases"] == 1
    with database.reading() as session:
        [left] = session.scalars(select(Attachment.sha256))
        assert session.scalars(select(PaperFile.sha256)).all() == [left]
        assert session.scalars(select(Case.client_number)).all() == [other]
