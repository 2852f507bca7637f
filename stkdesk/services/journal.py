"""The journal: every document sent and received, written once and then locked."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.documents.laws import law
from stkdesk.domain.errors import NotFoundError, OfficeError
from stkdesk.domain.journal import (
    EntryDraft,
    EntryKind,
    EntryState,
    entry_problems,
    entry_reference,
    may_become,
)
from stkdesk.domain.language import Language
from stkdesk.domain.names import search_text
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import FIRST_STAFF, Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.cases import open_case
from stkdesk.services.citations import office_citations
from stkdesk.services.office import open_office
from stkdesk.services.papers import moment_of
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import Case, JournalEntry, JournalParty
from stkdesk.storage.trail import note

MOST_SOUGHT = 600  # signs of title and parties that the list finds a document by


class LockedEntryError(OfficeError):
    """What stands in the journal does not change in this way (Noark 5, 3.2.22-24)."""


@needs(Right.EDIT_CASES, Right.ISSUE_DECISIONS, Right.MAKE_PAPERS)
def journal(
    session: Session, draft: EntryDraft, *, today: date, case: Case | None = None
) -> int:
    """Write a document into the journal and return its number.

    It gets the next serial of its case: none is given twice, and one that is undone
    goes to the next. Officer, unit and
    the basis for withholding it are filled in when ``draft`` leaves them empty: who is
    at work, the office, and the reference in force on the day.

    Args:
        session: one that saves all or nothing.
        draft: the document; its client is needed, unless there is a case.
        today: the day it is; that of the registration.
        case: where it belongs; None: the client's open case.

    Raises:
        InvalidInputError: if one of the facts of arkivforskrifta § 15 is lacking.
        NotFoundError: if there is no such client, or the office is not set up.

    """
    refuse_blocking(entry_problems(draft, today=today))
    if case is None:
        assert draft.client_number is not None
        case = open_case(session, draft.client_number, today=today)
    refuse_blocked(session, case.client_number)
    office = open_office(session, today=today).draft
    sent_on = draft.sent_on if draft.kind is EntryKind.OUTGOING else None
    assert draft.document_on is not None
    entry = JournalEntry(
        case_number=case.number,
        serial=_next_serial(session, case.number),
        kind=draft.kind,
        document=draft.document,
        title=draft.title.strip(),
        document_on=draft.document_on,
        received_on=draft.received_on,
        sent_on=sent_on,
        registered_at=moment_of(today),
        state=EntryState.DISPATCHED if sent_on else EntryState.JOURNALLED,
        is_withheld=draft.is_withheld,
        withheld_basis=_basis(session, draft, office, today),
        officer=draft.officer.strip() or _officer(session, office),
        unit=draft.unit.strip() or office.deciding_unit or office.running_unit,
        search_text=_found_by(draft),
        application_number=draft.application_number,
        complaint_number=draft.complaint_number,
        decision_number=draft.decision_number,
        letter_number=draft.letter_number,
        parties=[
            JournalParty(role=party.role, name=party.name.strip())
            for party in draft.parties
            if party.name.strip()
        ],
    )
    session.add(entry)
    session.flush()
    return entry.number


@needs(Right.READ_CASES)
def reference_of(session: Session, entry: int) -> str:
    """Return the running id of an entry: ``2026/14-3``.

    Raises:
        NotFoundError: if there is none with this number.

    """
    found = session.execute(
        select(Case.reference, Case.client_number, JournalEntry.serial)
        .join(Case, Case.number == JournalEntry.case_number)
        .where(JournalEntry.number == entry)
    ).first()
    if found is None:
        raise NotFoundError("Dokumentet finnes ikke lenger i journalen.")
    refuse_blocked(session, found.client_number)
    return entry_reference(found.reference, found.serial)


@inner
def find_entry(session: Session, number: int) -> JournalEntry:
    """Return the entry itself, for the other errands on the journal.

    Raises:
        NotFoundError: if it is not there.
        BlockedError: if its client is one the person at work may not see.

    """
    entry = session.get(JournalEntry, number)
    if entry is None:
        raise NotFoundError("Dokumentet finnes ikke lenger i journalen.")
    case = session.get(Case, entry.case_number)
    assert case is not None
    refuse_blocked(session, case.client_number)
    return entry


@inner
def mark_dispatched(session: Session, entry: JournalEntry, on: date) -> None:
    """Note that a document went out on this day: from then on it is Ekspedert.

    Raises:
        LockedEntryError: if it is archived, or does not count any more.

    """
    _step(entry, EntryState.DISPATCHED)
    entry.sent_on = on
    session.flush()


@inner
def take_dispatch_back(session: Session, entry: JournalEntry) -> None:
    """Note that a document did not go out after all: it was marked by mistake.

    Raises:
        LockedEntryError: if it has been archived since, or does not count any more.

    """
    if entry.state is not EntryState.DISPATCHED:
        raise _locked(entry.state)
    entry.state, entry.sent_on = EntryState.JOURNALLED, None
    session.flush()


@needs(Right.EDIT_CASES)
def void_entry(session: Session, number: int, version: int, reason: str) -> None:
    """Note that an entry does not count (Utgår), and why; it keeps its id and text.

    Source: Noark 5, M053; arkivforskrifta § 11: an error is corrected by adding, never
    by taking away.

    Raises:
        NotFoundError: if it is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        LockedEntryError: if it is archived, or is the record of a paper we made.
        OfficeError: if no reason is given.

    """
    entry = find_entry(session, number)
    refuse_outdated(entry.version, version)
    if not reason.strip():
        raise OfficeError(
            "Skriv hvorfor dokumentet ikke gjelder.",
            "Grunnen står i loggen, så den som leser journalen, forstår det.",
        )
    if entry.decision_number is not None and entry.kind is EntryKind.OUTGOING:
        raise LockedEntryError(
            "Et godkjent vedtak kan ikke utgå av journalen.",
            "Er det feil, lager du et nytt vedtak som viser til dette.",
        )
    _step(entry, EntryState.VOID)
    session.flush()
    note(
        session,
        Action.CHANGED,
        "journal_entries",
        number,
        detail={"reason": reason.strip()},
    )


def _found_by(draft: EntryDraft) -> str:
    words = search_text(draft.title, *(party.name for party in draft.parties))
    return words[:MOST_SOUGHT]


def _step(entry: JournalEntry, wanted: EntryState) -> None:
    if not may_become(entry.state, wanted):
        raise _locked(entry.state)
    entry.state = wanted


def _locked(state: EntryState) -> LockedEntryError:
    return LockedEntryError(
        f"Dokumentet er merket «{state.label}» i journalen og kan ikke endres.",
        "Skal noe rettes, journalfører du et nytt dokument som viser til dette.",
    )


def _next_serial(session: Session, case: int) -> int:
    """Return the next serial of a case; whoever writes, writes alone."""
    last = select(func.max(JournalEntry.serial)).where(JournalEntry.case_number == case)
    return (session.scalar(last) or 0) + 1


def _basis(
    session: Session, draft: EntryDraft, office: OfficeDraft, today: date
) -> str:
    """Return what it is withheld by: the office's own reference, else the usual one."""
    if not draft.is_withheld:
        return ""
    if given := draft.withheld_basis.strip():
        return given
    own = office_citations(session, today)
    return law("withheld", office.act_on(today), today, own).reference[Language.BOKMAL]


def _officer(session: Session, office: OfficeDraft) -> str:
    """Return who handles it: the one at work, or whom the office names."""
    actor = actor_of(session)
    is_nobody = actor.is_program or actor.name == FIRST_STAFF.name
    return office.case_officer.strip() or actor.name if is_nobody else actor.name
