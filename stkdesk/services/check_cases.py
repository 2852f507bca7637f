"""Whether letters, journal and cases hold together, and belong to one client each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.documents.case_letter_content import content_from_json
from stkdesk.domain.decision import DecisionState
from stkdesk.domain.journal import (
    DocumentKind,
    EntryKind,
    entry_reference,
    is_entry_reference,
)
from stkdesk.domain.letter import LetterState
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.numbering import case_series
from stkdesk.storage.tables import (
    Application,
    Case,
    Complaint,
    Counter,
    Decision,
    JournalEntry,
    Letter,
)

AT_A_TIME = 1000


@needs(Right.KEEP_REGISTER)
def kept_letters(session: Session) -> Iterator[str]:
    """Yield the issued letters that are unreadable or say another thing than we do."""
    issued = (
        select(Letter)
        .where(Letter.state == LetterState.ISSUED)
        .order_by(Letter.number)
        .execution_options(yield_per=AT_A_TIME)
    )
    for letter in session.scalars(issued):
        try:
            content = content_from_json(letter.content or "")
        except ValueError:
            yield f"Brev {letter.number}: innholdet kan ikke leses."
            continue
        if (content.kind, content.made_on) != (letter.kind, letter.issued_on):
            yield f"Brev {letter.number}: brevet sier noe annet enn registeret."


@needs(Right.KEEP_REGISTER)
def case_numbers(session: Session) -> Iterator[str]:
    """Yield the series that would give the number of a case out twice."""
    highest: dict[str, int] = {}
    for reference in session.scalars(select(Case.reference)):
        year, _, serial = reference.partition("/")
        if not (year.isdecimal() and serial.isdecimal()):
            yield f"Saker: {reference} er ikke et saksnummer."
            continue
        series = case_series(int(year))
        highest[series] = max(highest.get(series, 0), int(serial))
    upcoming = dict(session.execute(select(Counter.name, Counter.next)).all())
    for series, taken in sorted(highest.items()):
        if upcoming.get(series, 1) <= taken:
            yield f"Saker: neste nummer i serien {series} er alt brukt."


@needs(Right.KEEP_REGISTER)
def journal_serials(session: Session) -> Iterator[str]:
    """Yield the cases whose documents are not numbered from 1 without a hole."""
    found = (
        select(Case.reference, func.count(), func.max(JournalEntry.serial))
        .join(JournalEntry, JournalEntry.case_number == Case.number)
        .group_by(Case.number, Case.reference)
        .order_by(Case.number)
    )
    for reference, count, last in session.execute(found):
        if count != last:
            yield f"Journal: i sak {reference} mangler det et dokument."


@needs(Right.KEEP_REGISTER)
def journalled(session: Session) -> Iterator[str]:
    """Yield what was issued and does not stand in the journal as it was issued."""
    entry = (
        select(
            JournalEntry.decision_number,
            Case.reference,
            JournalEntry.serial,
            JournalEntry.is_withheld,
        )
        .join(Case, Case.number == JournalEntry.case_number)
        .where(
            JournalEntry.document == DocumentKind.DECISION,
            JournalEntry.kind == EntryKind.OUTGOING,
        )
    )
    known = {
        number: (entry_reference(case, serial), withheld)
        for number, case, serial, withheld in session.execute(entry)
    }
    decisions = (
        select(Decision.number, Decision.reference, Decision.is_withheld)
        .where(Decision.state == DecisionState.ISSUED)
        .order_by(Decision.number)
    )
    for number, reference, withheld in session.execute(decisions):
        if not is_entry_reference(reference or ""):
            continue  # from before there was a journal
        if known.get(number) != (reference, withheld):
            yield f"Vedtak {number}: står ikke slik i journalen."
    lost = (
        select(Letter.number)
        .where(
            Letter.state == LetterState.ISSUED,
            Letter.number.not_in(
                select(JournalEntry.letter_number).where(
                    JournalEntry.letter_number.is_not(None)
                )
            ),
        )
        .order_by(Letter.number)
    )
    for number in session.scalars(lost):
        yield f"Brev {number}: står ikke i journalen."


@needs(Right.KEEP_REGISTER)
def of_one_client(session: Session) -> Iterator[str]:
    """Yield what points to the case of another client."""
    for what, table, client, number in _POINTERS:
        for column, other in number:
            astray = (
                select(table.number)
                .join(other, other.number == column)
                .where(other.client_number != client)
                .order_by(table.number)
            )
            if what == "Journal":
                astray = astray.join(Case, Case.number == JournalEntry.case_number)
            for one in session.scalars(astray):
                yield f"{what} {one}: viser til saken til en annen bruker."


_POINTERS: tuple[tuple[str, Any, Any, tuple[tuple[Any, Any], ...]], ...] = (
    (
        "Søknad",
        Application,
        Application.client_number,
        ((Application.case_number, Case),),
    ),
    (
        "Vedtak",
        Decision,
        Decision.client_number,
        ((Decision.application_number, Application),),
    ),
    (
        "Klage",
        Complaint,
        Complaint.client_number,
        ((Complaint.decision_number, Decision), (Complaint.answered_by, Decision)),
    ),
    (
        "Brev",
        Letter,
        Letter.client_number,
        (
            (Letter.application_number, Application),
            (Letter.decision_number, Decision),
            (Letter.complaint_number, Complaint),
        ),
    ),
    (
        "Journal",
        JournalEntry,
        Case.client_number,
        (
            (JournalEntry.application_number, Application),
            (JournalEntry.decision_number, Decision),
            (JournalEntry.letter_number, Letter),
            (JournalEntry.complaint_number, Complaint),
        ),
    ),
)
