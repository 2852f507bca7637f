"""What is enclosed in a letter follows it to the printer: the stored bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.file_kind import FileKind
from stkdesk.documents.on_a4 import on_a4
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.attachments import (
    log_attachment_printed,
    log_attachment_saved,
    open_attachment,
)
from stkdesk.services.paper_log import log_printed, log_saved
from stkdesk.services.papers import open_paper_bytes
from stkdesk.services.printing import Enclosed, MadePaper
from stkdesk.storage.tables import Enclosure, Paper


@needs(Right.READ_CASES)
def with_enclosed(session: Session, papers: Sequence[MadePaper]) -> list[MadePaper]:
    """Return ``papers``, each letter with what is enclosed in it, in order.

    Stored PDFs are as they were kept; a picture is put on A4. Each copy of a letter
    has all of it.

    Raises:
        BlockedError: if something enclosed is of a client that may not be seen.
        NotAllowedError: if it says where somebody lives who may not be seen.
        DamagedPaperError: if the stored bytes are not the ones that were stored.

    """
    numbers = [each.number for each in papers]
    letters = {
        row.number: row.letter_number
        for row in session.execute(
            select(Paper.number, Paper.letter_number).where(
                Paper.number.in_(numbers), Paper.letter_number.is_not(None)
            )
        )
    }
    enclosed = {
        letter: _enclosed_in(session, letter) for letter in set(letters.values())
    }
    return [
        replace(each, enclosed=enclosed[letters[each.number]])
        if each.number in letters
        else each
        for each in papers
    ]


@needs(Right.READ_CASES)
def log_enclosed_printed(session: Session, enclosed: Sequence[Enclosed]) -> None:
    """Note that what is enclosed is handed to a printer; said before it is.

    Raises:
        NotFoundError: if a file is not there.

    """
    if papers := _once(each.paper_number for each in enclosed):
        log_printed(session, papers)
    for number in _once(each.attachment_number for each in enclosed):
        log_attachment_printed(session, number)


@needs(Right.READ_CASES)
def log_enclosed_saved(session: Session, enclosed: Sequence[Enclosed]) -> None:
    """Note that what is enclosed is saved as a file; said before it is written.

    Raises:
        NotFoundError: if a file is not there.

    """
    if papers := _once(each.paper_number for each in enclosed):
        log_saved(session, papers)
    for number in _once(each.attachment_number for each in enclosed):
        log_attachment_saved(session, number)


def _once(numbers: Iterable[int | None]) -> list[int]:
    return sorted({number for number in numbers if number is not None})


def _enclosed_in(session: Session, letter_number: int) -> tuple[Enclosed, ...]:
    found = (
        select(Enclosure)
        .where(Enclosure.letter_number == letter_number)
        .order_by(Enclosure.place)
    )
    return tuple(
        Enclosed(
            each.place,
            each.title,
            _bytes_of(session, each),
            each.paper_number,
            each.attachment_number,
        )
        for each in session.scalars(found)
    )


def _bytes_of(session: Session, enclosure: Enclosure) -> bytes:
    if enclosure.paper_number is not None:
        return open_paper_bytes(session, enclosure.paper_number)
    if enclosure.attachment_number is None:
        return b""
    row, data = open_attachment(session, enclosure.attachment_number)
    return data if row.kind is FileKind.PDF else on_a4(data)
