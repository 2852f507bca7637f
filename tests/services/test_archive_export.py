"""The folder for the archive: everything is in it, or it is not there."""

import csv
import hashlib
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from io import StringIO
from threading import Event as Flag

import pytest
from sqlalchemy import func, select, update

from stkdesk.domain.errors import CannotSaveError, NotAllowedError, OfficeError
from stkdesk.domain.journal import (
    DocumentKind,
    EntryDraft,
    EntryKind,
    EntryState,
    Party,
    PartyRole,
)
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.progress import drive
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.archive_export import (
    CHECKSUMS,
    Wanted,
    export_archive,
    free_folder,
)
from stkdesk.services.attachments import attach
from stkdesk.services.blocking import block_client
from stkdesk.services.journal import journal
from stkdesk.services.office import set_up_office
from stkdesk.services.paper_acts import PaperAct, mark
from stkdesk.services.paper_files import DamagedPaperError
from stkdesk.services.papers import PaperLinks, keep_paper
from stkdesk.storage.tables import (
    Event,
    EventDetail,
    JournalEntry,
    Letter,
    Paper,
    PaperFile,
)
from tests import files
from tests.builders import a_client
from tests.staff import at_work, hire

CAME = EntryDraft(
    document=DocumentKind.DECLARATION,
    title="=Erklæring; fra lege",
    document_on=date(2026, 11, 12),
    received_on=date(2026, 11, 13),
    parties=(Party(PartyRole.SENDER, "Ødegård & sønn <lege>"),),
)
WENT = replace(
    CAME,
    kind=EntryKind.OUTGOING,
    document=DocumentKind.LETTER,
    title="Foreløpig svar",
    received_on=None,
    parties=(Party(PartyRole.RECIPIENT, "Åse Ødegård"),),
)
PDF, PNG, SENT = files.a_pdf(), files.a_picture(), b"%PDF-1.7 brevet"


@pytest.fixture
def office(database, today):
    """A document that came with two files, and a letter with its paper, not sent."""
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        ase, oskar = a_client(session, "Åse Ødegård"), a_client(session, "Oskar Moen")
        came = journal(session, replace(CAME, client_number=ase), today=today)
        for data in (PDF, PNG):
            attach(session, came, "Skjema", data, today=today)
        letter = Letter(kind=LetterKind.INTERIM_REPLY, client_number=ase)
        session.add(letter)
        session.flush()
        went = replace(WENT, client_number=ase, letter_number=letter.number)
        journal(session, went, today=today)
        keep_paper(
            session,
            "B-2026-000001-XX",
            PaperKind.LETTER,
            Language.BOKMAL,
            links=PaperLinks(client_number=ase),
            today=today,
            data=SENT,
        )
        session.scalars(select(Paper)).one().letter_number = letter.number
        later = date(2026, 12, 1)
        journal(session, replace(CAME, client_number=oskar), today=later)
    return database


def exported(database, folder, wanted=None, *, today=date(2026, 12, 2), **how):
    wanted = wanted or Wanted()
    steps = export_archive(database, wanted, folder, today=today, **how)
    return drive(steps, Flag(), lambda _step: None)


def lines_of(folder):
    text = (folder / "index.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def states(database):
    with database.reading() as session:
        found = select(JournalEntry.state).order_by(JournalEntry.number)
        return [state.label for state in session.scalars(found)]


def test_every_document_is_there_with_its_files_as_they_are(office, tmp_path):
    done = exported(office, tmp_path / "arkiv")
    assert (done.documents, done.files, done.archived) == (3, 3, 0)
    assert not done.is_partial
    lines = lines_of(done.folder)
    assert [line["registreringsID"] for line in lines] == [
        *("2026/1-1", "2026/1-1", "2026/1-2", "2026/2-1")
    ]
    assert [line["fil"] for line in lines] == [
        "dokumenter/000001-1.pdf",
        "dokumenter/000001-2.png",
        "dokumenter/000002-1.pdf",
        "",
    ]
    for line, data in zip(lines, (PDF, PNG, SENT), strict=False):
        assert (done.folder / line["fil"]).read_bytes() == data
        assert line["sjekksumSHA256"] == hashlib.sha256(data).hexdigest()


def test_the_index_has_the_words_of_noark_and_survives_odd_texts(office, tmp_path):
    folder = exported(office, tmp_path / "arkiv").folder
    line = lines_of(folder)[0]
    assert line["tittel"] == "'=Erklæring; fra lege"  # no formula in a spreadsheet
    assert line["journalposttype"] == "Inngående dokument"
    assert (line["mottattDato"], line["journaldato"]) == ("2026-11-13", "2026-11-16")
    assert line["tilgangsrestriksjon"] == "Unntatt offentlighet"
    root = ET.parse(folder / "index.xml").getroot()
    assert [case.findtext("mappeID") for case in root] == ["2026/1", "2026/2"]
    [came, went] = root.findall("saksmappe[1]/journalpost")
    assert came.findtext("tittel") == "=Erklæring; fra lege"
    part = came.find("korrespondansepart")
    assert part.findtext("korrespondansepartNavn") == "Ødegård & sønn <lege>"
    assert part.findtext("korrespondanseparttype") == "Avsender"
    assert came.findtext("skjerming/skjermingshjemmel").startswith("offentleglova")
    roles = [
        each.findtext("tilknyttetRegistreringSom")
        for each in came.findall("dokumentbeskrivelse")
    ]
    assert roles == ["Hoveddokument", "Vedlegg"]
    assert went.findtext("journalstatus") == "Journalført"
    assert (
        went.findtext("dokumentbeskrivelse/dokumentobjekt/referanseDokumentfil")
        == "dokumenter/000002-1.pdf"
    )


def test_the_checksums_are_of_everything_else_in_the_folder(office, tmp_path):
    folder = exported(office, tmp_path / "arkiv").folder
    told = {}
    for line in (folder / CHECKSUMS).read_text().splitlines():
        digest, _, name = line.partition("  ")
        told[name] = digest
    there = {
        file.relative_to(folder).as_posix(): hashlib.sha256(
            file.read_bytes()
        ).hexdigest()
        for file in folder.rglob("*")
        if file.is_file() and file.name != CHECKSUMS
    }
    assert told == there
    assert "ikke beskyttet" in (folder / "LES MEG.txt").read_text("utf-8")


def test_no_name_of_a_file_says_whose_it_is(office, tmp_path):
    folder = exported(office, tmp_path / "arkiv").folder
    names = " ".join(str(file.relative_to(tmp_path)) for file in folder.rglob("*"))
    for word in ("Åse", "degård", "Erkl", "Skjema", "Moen"):
        assert word not in names


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(last=date(2026, 11, 16)), ["2026/1-1", "2026/1-2"]),
        (Wanted(first=date(2026, 11, 17)), ["2026/2-1"]),
        (
            Wanted(date(2026, 11, 16), date(2026, 12, 1), "2026/1"),
            ["2026/1-1", "2026/1-2"],
        ),
        (Wanted(case="2026/2"), ["2026/2-1"]),
    ],
)
def test_only_what_was_asked_for_is_there(office, tmp_path, wanted, expected):
    folder = exported(office, tmp_path / "arkiv", wanted).folder
    found = dict.fromkeys(line["registreringsID"] for line in lines_of(folder))
    assert list(found) == expected


def test_what_is_settled_is_archived_when_that_is_asked_for(office, tmp_path):
    done = exported(office, tmp_path / "en", archive=True)
    assert done.archived == 2
    assert states(office) == ["Arkivert", "Journalført", "Arkivert"]
    with office.transaction() as session:
        mark(session, PaperAct.MAILED, [1], on=date(2026, 12, 2), printed_too=True)
    assert exported(office, tmp_path / "to", archive=True).archived == 1
    assert states(office) == ["Arkivert"] * 3


def test_a_folder_with_something_in_it_is_left_alone(office, tmp_path):
    (tmp_path / "arkiv").mkdir()
    (tmp_path / "arkiv" / "mitt.txt").write_text("mitt")
    with pytest.raises(CannotSaveError, match="ikke tom"):
        exported(office, tmp_path / "arkiv")
    assert [file.name for file in tmp_path.glob("arkiv*/*")] == ["mitt.txt"]
    assert exported(office, free_folder(tmp_path, today=date(2026, 12, 2)))
    assert free_folder(tmp_path, today=date(2026, 12, 2)).name == (
        "arkiv 2026-12-02 (2)"
    )


def test_an_export_that_is_stopped_leaves_nothing(office, tmp_path):
    steps = export_archive(
        office, Wanted(), tmp_path / "arkiv", today=date(2026, 12, 2), archive=True
    )
    next(steps)
    steps.close()
    assert list(tmp_path.glob("arkiv*")) == []
    assert "Arkivert" not in states(office)


def test_a_damaged_file_stops_the_export(office, tmp_path):
    with office.transaction() as session:
        digest = hashlib.sha256(PDF).hexdigest()
        session.execute(
            update(PaperFile)
            .where(PaperFile.sha256 == digest)
            .values(data=PDF[:-1] + b" ")
        )
    with pytest.raises(DamagedPaperError):
        exported(office, tmp_path / "arkiv", archive=True)
    assert list(tmp_path.glob("arkiv*")) == []
    assert "Arkivert" not in states(office)


def test_nothing_to_export_is_told(office, tmp_path):
    with pytest.raises(OfficeError, match="Ingen dokumenter"):
        exported(office, tmp_path / "arkiv", Wanted(case="2030/1"))
    assert not (tmp_path / "arkiv").exists()


def test_the_log_tells_of_the_export_and_of_each_document(office, tmp_path):
    exported(office, tmp_path / "arkiv", Wanted(case="2026/1"))
    with office.reading() as session:
        found = session.execute(
            select(Event.record, Event.person_number)
            .where(
                Event.action == Action.EXPORTED, Event.table_name == "journal_entries"
            )
            .order_by(Event.seq)
        ).all()
        told = session.scalar(
            select(EventDetail.body)
            .join(Event, Event.seq == EventDetail.seq)
            .where(Event.action == Action.EXPORTED)
            .order_by(Event.seq)
            .limit(1)
        )
        opened = session.scalar(
            select(func.count()).where(
                Event.action == Action.OPENED,
                Event.table_name.in_(["journal_entries", "papers", "attachments"]),
            )
        )
    assert found == [(None, None), (1, 1), (2, 1)]
    assert '"case":"2026/1"' in told
    assert opened == 0  # one event for each document says it all


def test_a_blocked_client_is_left_out_and_counted(office, tmp_path):
    with office.transaction() as session:
        block_client(session, 1, [])
    worker = hire(office, "Per", Role.CASEWORKER)
    with at_work(office, worker) as own:
        done = exported(own, tmp_path / "arkiv", archive=True)
    assert (done.documents, done.archived) == (1, 1)
    assert "uten det du ikke har tilgang til" in done.told
    assert states(office) == ["Journalført", "Journalført", EntryState.ARCHIVED.label]
    assert "Åse" not in (done.folder / "index.xml").read_text("utf-8")


def test_only_those_who_may_take_a_case_out_export(office, tmp_path):
    for role in (Role.PAYROLL, Role.READER, Role.ADMINISTRATOR):
        worker = hire(office, role.value, role)
        with at_work(office, worker) as own, pytest.raises(NotAllowedError):
            exported(own, tmp_path / "arkiv")
