"""Handing documents over to the archive of the municipality: a folder, for anybody.

The folder holds the files as they are kept, under names that say nothing, one index in
CSV and one in XML, and a list of checksums. Nothing in it is protected: an archive
takes no encrypted files (arkivforskrifta § 34). It is there whole or not at all.

Source: arkivforskrifta § 5 (controlled export with metadata); Noark 5.
"""

from __future__ import annotations

import shutil
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from stkdesk.documents.archive_index import (
    ArchiveDocument,
    ArchiveFile,
    csv_index,
    xml_index,
)
from stkdesk.domain.errors import CannotSaveError, NotAllowedError, OfficeError
from stkdesk.domain.formats import count
from stkdesk.domain.journal import EntryKind, EntryState
from stkdesk.domain.progress import Progress
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.attachments import attachments_of, open_attachment
from stkdesk.services.journal_card import open_entry
from stkdesk.services.papers import open_paper_bytes
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.database import Database
from stkdesk.storage.files import cannot_save, write_whole
from stkdesk.storage.person_rows import chunks
from stkdesk.storage.tables import Case, JournalEntry
from stkdesk.storage.trail import note, noted_as_one

FOLDER_NAME = "arkiv {day}"  # never says whose documents they are
DOCUMENTS = "dokumenter"
CHECKSUMS = "sjekksummer-sha256.txt"
READ_ME = """Dette er dokumenter fra stkdesk, til kommunens arkiv.

index.csv                 en linje for hver fil, med feltene fra Noark 5
index.xml                 det samme, sak for sak
dokumenter/               filene, slik de er sendt og mottatt
sjekksummer-sha256.txt    sjekksummen til hver fil; kontrolleres med sha256sum -c

Mappen er ikke beskyttet: den som har den, kan lese alt. Legg den bare på et område der
arkivet og kontoret har tilgang, aldri på en minnepinne eller i e-post, og slett den når
arkivet har bekreftet at alt er tatt imot.
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents: those journalled in these days (ends included), or of a case."""

    first: date | None = None
    last: date | None = None
    case: str = ""  # "2026/14"; "": every case


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What an export wrote."""

    folder: Path
    documents: int
    files: int
    is_partial: bool  # there may be more that the one at work may not see
    archived: int  # marked as such

    @property
    def told(self) -> str:
        """What it wrote, in words."""
        parts = [
            count(self.documents, "dokument", "dokumenter"),
            count(self.files, "fil", "filer"),
        ]
        if self.archived:
            parts.append(f"{self.archived} merket Arkivert")
        if self.is_partial:
            parts.append("uten det du ikke har tilgang til")
        return ", ".join(parts)


@needs(Right.EXPORT_PERSON)
def export_archive(
    database: Database,
    wanted: Wanted,
    folder: Path,
    *,
    today: date,
    archive: bool = False,
) -> Generator[Progress, None, HandedOver]:
    """Write the documents into ``folder``, one step for each; then mark them archived.

    Runs on a worker thread. That they leave is in the log before the first is written.
    A run that is stopped or fails leaves nothing behind.

    Args:
        database: the open register.
        wanted: which documents.
        folder: new, or empty.
        today: the day it is.
        archive: mark them Arkivert when all are written: what came in, what is
            internal, and what has been sent. From then on they never change.

    Raises:
        OfficeError: if there are no such documents.
        CannotSaveError: if the folder has something in it, or the disk is full.
        DamagedPaperError: if a kept file is not the one that was kept.

    """
    _refuse_used(folder)
    with database.transaction() as session:
        numbers, some_hidden = begin_export(session, wanted)
    part = _beside(folder)
    documents: list[ArchiveDocument] = []
    written: list[int] = []
    sums: list[tuple[str, str]] = []
    try:
        for done, number in enumerate(numbers, 1):
            with database.transaction() as session:
                found = read_document(session, number)
            if found is not None:
                document, contents = found
                documents.append(document)
                written.append(number)
                for file, data in zip(document.files, contents, strict=True):
                    write_whole(part / file.name, data)
                    sums.append((file.sha256, file.name))
            yield Progress(done, len(numbers))
        for name, data in (
            ("index.csv", csv_index(documents)),
            ("index.xml", xml_index(_by_case(documents))),
            ("LES MEG.txt", READ_ME.encode()),
        ):
            write_whole(part / name, data)
            sums.append((sha256(data).hexdigest(), name))
        lines = "".join(f"{digest}  {name}\n" for digest, name in sums)
        write_whole(part / CHECKSUMS, lines.encode())
        _put_in_place(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    archived = 0
    if archive:
        with database.transaction() as session:
            archived = mark_archived(session, written)
    files = sum(len(each.files) for each in documents)
    is_partial = some_hidden or len(written) < len(numbers)
    return HandedOver(folder, len(documents), files, is_partial, archived)


@needs(Right.EXPORT_PERSON)
def begin_export(session: Session, wanted: Wanted) -> tuple[tuple[int, ...], bool]:
    """Return the numbers of the documents, oldest first, and if some may be hidden.

    That they leave the register is noted.

    Raises:
        OfficeError: if there are none.

    """
    found = session.execute(
        select(JournalEntry.number, Case.client_number)
        .join(Case, Case.number == JournalEntry.case_number)
        .where(*_conditions(wanted))
        .order_by(JournalEntry.number)
    ).all()
    hidden = hidden_clients(session)
    numbers = tuple(number for number, client in found if client not in hidden)
    if not numbers:
        raise OfficeError(
            "Ingen dokumenter å eksportere.", "Se etter datoene eller saksnummeret."
        )
    told = {
        "from": wanted.first.isoformat() if wanted.first else None,
        "to": wanted.last.isoformat() if wanted.last else None,
        "case": wanted.case or None,
        "documents": len(numbers),
    }
    note(
        session,
        Action.EXPORTED,
        "journal_entries",
        detail={name: value for name, value in told.items() if value is not None},
    )
    return numbers, bool(hidden)


@needs(Right.EXPORT_PERSON)
def read_document(
    session: Session, number: int
) -> tuple[ArchiveDocument, tuple[bytes, ...]] | None:
    """Return a document and the bytes of its files; None when it may not be seen.

    A paper to an address the one at work may not see is one of those. One event tells
    that the document left.
    """
    try:
        with noted_as_one(session, Action.EXPORTED, "journal_entries", number):
            return _read(session, number)
    except NotAllowedError:
        return None


def _read(session: Session, number: int) -> tuple[ArchiveDocument, tuple[bytes, ...]]:
    card = open_entry(session, number)
    papers = [(each, open_paper_bytes(session, each.number)) for each in card.papers]
    case = session.scalars(select(Case).where(Case.reference == card.case)).one()
    files: list[ArchiveFile] = []
    contents: list[bytes] = []

    def _add(title: str, media_type: str, ending: str, data: bytes) -> None:
        files.append(
            ArchiveFile(
                name=f"{DOCUMENTS}/{number:06}-{len(files) + 1}{ending}",
                title=title,
                media_type=media_type,
                size=len(data),
                sha256=sha256(data).hexdigest(),
                is_main=not files,
            )
        )
        contents.append(data)

    for paper, data in papers:
        _add(f"{paper.kind.label} {paper.reference}", "application/pdf", ".pdf", data)
    for row in attachments_of(session, number):
        data = open_attachment(session, row.number)[1]
        _add(row.title, row.kind.value, row.kind.ending, data)
    entry = card.row
    document = ArchiveDocument(
        case=card.case,
        case_title=case.title,
        case_opened_on=case.opened_on,
        case_closed_on=case.closed_on,
        reference=entry.reference,
        serial=entry.serial,
        kind=entry.kind,
        state=entry.state,
        document=entry.document.label,
        title=entry.title,
        document_on=entry.document_on,
        received_on=entry.received_on,
        sent_on=entry.sent_on,
        registered_on=entry.registered_at.date(),
        parties=entry.parties,
        officer=card.officer,
        unit=card.unit,
        is_withheld=entry.is_withheld,
        withheld_basis=card.withheld_basis,
        files=tuple(files),
    )
    return document, tuple(contents)


@needs(Right.EXPORT_PERSON)
def mark_archived(session: Session, numbers: Sequence[int]) -> int:
    """Mark what is settled of these documents Arkivert; return how many.

    What is to be sent and is not yet, and what does not count, stays as it is.
    """
    marked = 0
    hidden = hidden_clients(session)
    for some in chunks(numbers):
        entries = (
            select(JournalEntry)
            .join(Case, Case.number == JournalEntry.case_number)
            .where(JournalEntry.number.in_(some), Case.client_number.not_in(hidden))
        )
        for entry in session.scalars(entries):
            waits = entry.kind is EntryKind.OUTGOING
            settled = entry.state is EntryState.DISPATCHED or (
                entry.state is EntryState.JOURNALLED and not waits
            )
            if settled:
                entry.state = EntryState.ARCHIVED
                marked += 1
        session.flush()
    return marked


def free_folder(inside: Path, *, today: date) -> Path:
    """Return a name of a new folder for an export made today ``inside`` another."""
    name = FOLDER_NAME.format(day=today.isoformat())
    found, again = inside / name, 2
    while found.exists():
        found, again = inside / f"{name} ({again})", again + 1
    return found


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.first is not None:
        begin = datetime.combine(wanted.first, time(), UTC)
        found.append(JournalEntry.registered_at >= begin)
    if wanted.last is not None:
        end = datetime.combine(wanted.last + timedelta(days=1), time(), UTC)
        found.append(JournalEntry.registered_at < end)
    if wanted.case:
        found.append(and_(Case.reference == wanted.case.strip()))
    return found


def _by_case(documents: Sequence[ArchiveDocument]) -> list[ArchiveDocument]:
    return sorted(documents, key=lambda each: (each.case_opened_on, each.case))


def _refuse_used(folder: Path) -> None:
    try:
        used = folder.is_file() or (folder.is_dir() and any(folder.iterdir()))
    except OSError as error:
        raise cannot_save(error, folder) from error
    if used:
        raise CannotSaveError(
            "Mappen er ikke tom.", "Velg en ny mappe, så ingenting blandes sammen."
        )


def _beside(folder: Path) -> Path:
    """Return a new folder that nobody else looks into, where all is written first."""
    try:
        part = Path(mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
        (part / DOCUMENTS).mkdir()
    except OSError as error:
        raise cannot_save(error, folder) from error
    return part


def _put_in_place(part: Path, folder: Path) -> None:
    try:
        if folder.exists():
            folder.rmdir()  # it is empty
        part.rename(folder)
    except OSError as error:
        raise cannot_save(error, folder) from error
