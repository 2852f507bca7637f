"""Files that came with a document: kept in the register, opened, taken out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.file_kind import FileKind, UnfitFileError, check_whole
from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.errors import InvalidInputError, NotFoundError, OfficeError, Problem
from stkdesk.domain.journal import EntryDraft, EntryState
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import inner, needs
from stkdesk.services.case_rules import case_rules
from stkdesk.services.journal import LockedEntryError, find_entry, journal
from stkdesk.services.paper_files import keep_bytes, kept_bytes
from stkdesk.services.papers import moment_of
from stkdesk.storage.tables import Attachment
from stkdesk.storage.trail import note

MEGABYTE = 1_000_000
LONGEST_TITLE = 200  # signs


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One file of a document."""

    number: int
    title: str
    kind: FileKind
    size: int  # bytes
    added_on: date

    @property
    def file_name(self) -> str:
        """A name to save it under; says nothing of whose it is."""
        return f"vedlegg {self.number}{self.kind.ending}"


@dataclass(frozen=True, slots=True)
class FileAtHand:
    """A file somebody wants to attach: what it is, or why it cannot be kept."""

    file: Path
    kind: FileKind | None
    size: int  # bytes; 0 when it cannot be told
    trouble: str = ""


@needs(Right.EDIT_CASES)
def attach(
    session: Session, entry_number: int, title: str, data: bytes, *, today: date
) -> int:
    """Keep a file with a document of the journal and return its number.

    Raises:
        NotFoundError: if the document is not there.
        LockedEntryError: if it is archived, or does not count any more.
        UnfitFileError: if the file is too large, or not what is kept (``file_kind``).

    """
    entry = find_entry(session, entry_number)
    if entry.state in (EntryState.ARCHIVED, EntryState.VOID):
        raise LockedEntryError(
            f"Dokumentet er merket «{entry.state.label}» og får ikke flere vedlegg.",
            "Journalfør vedlegget som et nytt dokument.",
        )
    _refuse_large(len(data), most_bytes(session, today=today))
    kind = check_whole(data)
    attachment = Attachment(
        entry_number=entry_number,
        title=" ".join(title.split())[:LONGEST_TITLE] or f"Vedlegg ({kind.label})",
        media_type=kind.value,
        size=len(data),
        sha256=keep_bytes(session, data),
        added_at=moment_of(today),
    )
    session.add(attachment)
    session.flush()
    return attachment.number


@needs(Right.EDIT_CASES)
def journal_with_files(
    session: Session, draft: EntryDraft, files: Sequence[Path], *, today: date
) -> int:
    """Write a document into the journal with its files, all or nothing.

    Raises:
        InvalidInputError: if a fact is lacking, or a file (``files``) cannot be kept.
        NotFoundError: if there is no such client.

    """
    number = journal(session, draft, today=today)
    attach_files(session, number, files, today=today)
    return number


@needs(Right.EDIT_CASES)
def attach_files(
    session: Session, entry_number: int, files: Sequence[Path], *, today: date
) -> None:
    """Keep these files with a document, all or nothing; called as the files are.

    Raises:
        InvalidInputError: if one of them (``files``) cannot be kept.
        NotFoundError: if the document is not there.
        LockedEntryError: if it is archived, or does not count any more.

    """
    most, problems = most_bytes(session, today=today), []
    for file in files:
        try:
            data = read_file(file, most)
            attach(session, entry_number, file.stem, data, today=today)
        except UnfitFileError as error:
            problems.append(Problem("files", f"{file.name}: {error.title}"))
    if problems:
        raise InvalidInputError(tuple(problems))


@needs(Right.EDIT_CASES)
def look_at_files(
    session: Session, files: Sequence[Path], *, today: date
) -> tuple[FileAtHand, ...]:
    """Return what each of these files is, before anything is saved of them."""
    most = most_bytes(session, today=today)
    return tuple(_looked_at(file, most) for file in files)


@inner
def most_bytes(session: Session, *, today: date) -> int:
    """Return how large a file may be, in bytes: the office's own rule."""
    return case_rules(session, today)[CaseRule.ATTACHMENT_MEGABYTES] * MEGABYTE


def read_file(file: Path, most: int) -> bytes:
    """Return what is in ``file``; one larger than ``most`` bytes is not read.

    Raises:
        UnfitFileError: if it is too large, is a folder, or cannot be read.

    """
    try:
        if file.is_dir():
            raise UnfitFileError("Dette er en mappe.", "Velg filene i den.")
        _refuse_large(file.stat().st_size, most)
        with file.open("rb") as opened:
            data = opened.read(most + 1)
    except OSError:
        raise UnfitFileError(
            "Filen kan ikke leses.", "Se etter at den finnes, og at du har tilgang."
        ) from None
    _refuse_large(len(data), most)  # it may have grown
    return data


@needs(Right.READ_CASES)
def attachments_of(session: Session, entry_number: int) -> tuple[AttachmentRow, ...]:
    """Return the files of a document, in the order they came.

    Raises:
        NotFoundError: if the document is not there.

    """
    find_entry(session, entry_number)
    found = (
        select(Attachment)
        .where(Attachment.entry_number == entry_number)
        .order_by(Attachment.number)
    )
    return tuple(_row(attachment) for attachment in session.scalars(found))


@needs(Right.READ_CASES)
def open_attachment(session: Session, number: int) -> tuple[AttachmentRow, bytes]:
    """Return a file and its bytes, exactly as they came.

    Raises:
        NotFoundError: if it is not there.
        BlockedError: if its client is one the person at work may not see.
        DamagedPaperError: if the bytes are not the ones that were kept.

    """
    attachment = _find(session, number)
    note(session, Action.OPENED, "attachments", number)
    return _row(attachment), kept_bytes(session, attachment.sha256)


@needs(Right.READ_CASES)
def log_attachment_saved(session: Session, number: int) -> None:
    """Note that a file is taken out of the register, before it is.

    Raises:
        NotFoundError: if it is not there.

    """
    _find(session, number)
    note(session, Action.EXPORTED, "attachments", number)


@needs(Right.READ_CASES)
def log_attachment_printed(session: Session, number: int) -> None:
    """Note that a file is printed, before it is.

    Raises:
        NotFoundError: if it is not there.

    """
    _find(session, number)
    note(session, Action.PRINTED, "attachments", number)


def _find(session: Session, number: int) -> Attachment:
    attachment = session.get(Attachment, number)
    if attachment is None:
        raise NotFoundError("Vedlegget finnes ikke lenger i registeret.")
    find_entry(session, attachment.entry_number)
    return attachment


def _row(attachment: Attachment) -> AttachmentRow:
    return AttachmentRow(
        number=attachment.number,
        title=attachment.title,
        kind=FileKind(attachment.media_type),
        size=attachment.size,
        added_on=attachment.added_at.date(),
    )


def _looked_at(file: Path, most: int) -> FileAtHand:
    size = 0
    try:
        size = file.stat().st_size
        return FileAtHand(file, check_whole(read_file(file, most)), size)
    except OfficeError as error:
        told = f"{error.title} {error.advice}".strip()
        return FileAtHand(file, None, size, told)
    except OSError:
        return FileAtHand(file, None, 0, "Filen finnes ikke lenger.")


def _refuse_large(size: int, most: int) -> None:
    if size > most:
        raise UnfitFileError(
            f"Filen er for stor: {size / MEGABYTE:.0f} MB.",
            f"Et vedlegg kan være høyst {most // MEGABYTE} MB. Skann den med lavere "
            "oppløsning, eller del den opp.",
        )
