"""What stands in the journal is locked: to the office, and to any other program."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError

from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.errors import ChangedByAnotherError, OfficeError
from stkdesk.domain.journal import (
    DocumentKind,
    EntryDraft,
    EntryKind,
    EntryState,
    Party,
    PartyRole,
    may_become,
)
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PaperKind
from stkdesk.services.journal import LockedEntryError, journal, void_entry
from stkdesk.services.office import set_up_office
from stkdesk.services.paper_acts import PaperAct, mark, take_back, unmark
from stkdesk.services.papers import PaperLinks, keep_paper
from stkdesk.storage.tables import Decision, Event, EventDetail, JournalEntry, Paper
from tests.builders import a_client

SENT = EntryDraft(
    kind=EntryKind.OUTGOING,
    document=DocumentKind.DECISION,
    title="Vedtak om støttekontakt",
    document_on=date(2026, 11, 16),
    parties=(Party(PartyRole.RECIPIENT, "Åse Ødegård"),),
)
CAME = replace(
    SENT,
    kind=EntryKind.INCOMING,
    document=DocumentKind.STATEMENT,
    received_on=date(2026, 11, 16),
    parties=(Party(PartyRole.SENDER, "Åse Ødegård"),),
)


@pytest.fixture
def office(database, today):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
    return database


@pytest.fixture
def came(office, today):
    """A document that came in; its number."""
    with office.transaction() as session:
        client = a_client(session)
        return journal(session, replace(CAME, client_number=client), today=today)


@pytest.fixture
def sent(office, today):
    """A decision for two people, journalled: the numbers of its papers."""
    with office.transaction() as session:
        client = a_client(session, "Åse Ødegård")
        decision = Decision(client_number=client, kind=DecisionKind.GRANTED)
        session.add(decision)
        session.flush()
        draft = replace(SENT, client_number=client, decision_number=decision.number)
        journal(session, draft, today=today)
        return [
            keep_paper(
                session,
                f"V-2026-00000{place}-XX",
                PaperKind.DECISION,
                Language.BOKMAL,
                links=PaperLinks(client_number=client, decision_number=decision.number),
                today=today,
                data=b"%PDF",
            )
            for place in (1, 2)
        ]


def entry_of(office):
    with office.reading() as session:
        entry = session.scalar(select(JournalEntry))
        return entry.state, entry.sent_on


def in_one(office, errand, *args, **how):
    with office.transaction() as session:
        return errand(session, *args, **how)


def test_a_document_only_moves_on():
    allowed = {
        (before, after)
        for before, after in product(EntryState, EntryState)
        if may_become(before, after)
    }
    new, out, kept, void = EntryState
    assert allowed == {
        *((new, after) for after in (out, kept, void)),
        *((out, after) for after in (kept, void)),
    }


def test_a_decision_is_dispatched_with_the_first_paper_mailed(office, sent):
    in_one(office, mark, PaperAct.MAILED, [sent[1]], on=date(2026, 11, 17), **PRINTED)
    assert entry_of(office) == (EntryState.DISPATCHED, date(2026, 11, 17))
    in_one(office, mark, PaperAct.MAILED, [sent[0]], on=date(2026, 11, 18), **PRINTED)
    assert entry_of(office) == (EntryState.DISPATCHED, date(2026, 11, 17))


PRINTED = {"printed_too": True}


def test_what_was_marked_as_mailed_by_mistake_is_not_dispatched(office, sent):
    done = in_one(office, mark, PaperAct.MAILED, sent, on=date(2026, 11, 17), **PRINTED)
    back = in_one(office, take_back, done)
    assert entry_of(office) == (EntryState.JOURNALLED, None)
    in_one(office, take_back, back)
    assert entry_of(office) == (EntryState.DISPATCHED, date(2026, 11, 17))
    in_one(office, unmark, PaperAct.MAILED, sent)
    assert entry_of(office) == (EntryState.JOURNALLED, None)


def test_the_day_follows_the_papers_that_were_mailed_after_all(office, sent):
    first, second = sent
    in_one(office, mark, PaperAct.MAILED, [first], on=date(2026, 11, 17), **PRINTED)
    in_one(office, mark, PaperAct.MAILED, [second], on=date(2026, 11, 19), **PRINTED)
    in_one(office, unmark, PaperAct.MAILED, [first])
    assert entry_of(office) == (EntryState.DISPATCHED, date(2026, 11, 19))


def test_an_archived_decision_stays_mailed(office, sent):
    in_one(office, mark, PaperAct.MAILED, sent, on=date(2026, 11, 17), **PRINTED)
    with office.transaction() as session:
        session.scalar(select(JournalEntry)).state = EntryState.ARCHIVED
    with pytest.raises(LockedEntryError, match="Arkivert"):
        in_one(office, unmark, PaperAct.MAILED, sent)
    with office.reading() as session:
        mailed = session.scalars(select(Paper.mailed_on)).all()
    assert mailed == [date(2026, 11, 17)] * 2


def test_a_document_that_does_not_count_says_why_in_the_log(office, came):
    in_one(office, void_entry, came, 1, " Gjelder en annen bruker ")
    assert entry_of(office)[0] is EntryState.VOID
    with office.reading() as session:
        told = session.scalars(
            select(EventDetail.body)
            .join(Event, Event.seq == EventDetail.seq)
            .where(Event.table_name == "journal_entries", Event.record == came)
            .order_by(Event.seq.desc())
        ).first()
    assert '"reason":"Gjelder en annen bruker"' in told
    assert '"journalled"' in told


def test_a_document_does_not_stop_counting_without_a_reason(office, came):
    with pytest.raises(OfficeError, match="hvorfor"):
        in_one(office, void_entry, came, 1, "  ")
    with pytest.raises(ChangedByAnotherError):
        in_one(office, void_entry, came, 2, "Feil bruker")
    assert entry_of(office)[0] is EntryState.JOURNALLED


def test_what_does_not_count_never_comes_back(office, came):
    in_one(office, void_entry, came, 1, "Feil bruker")
    with pytest.raises(LockedEntryError, match="Utgår"):
        in_one(office, void_entry, came, 2, "Feil igjen")


def test_an_issued_decision_always_counts(office, sent):
    with pytest.raises(LockedEntryError, match="vedtak"):
        in_one(office, void_entry, 1, 1, "Feil")


def test_the_papers_of_what_does_not_count_may_still_be_mailed(office, sent):
    with office.transaction() as session:
        session.scalar(select(JournalEntry)).state = EntryState.VOID
    in_one(office, mark, PaperAct.MAILED, sent, on=date(2026, 11, 17), **PRINTED)
    assert entry_of(office) == (EntryState.VOID, None)


LOCKED = (
    *("case_number = case_number", "serial = 9", "kind = 'internal'"),
    *("document = 'note'", "title = 'Noe annet'", "document_on = '2026-01-01'"),
    *("received_on = '2026-01-01'", "registered_at = registered_at"),
    *("officer = 'En annen'", "unit = 'En annen'"),
)


@pytest.mark.parametrize("change", LOCKED)
def test_another_program_cannot_change_what_identifies_a_document(office, came, change):
    refused(office, f"UPDATE journal_entries SET {change} WHERE number = {came}")


def test_another_program_cannot_change_who_sent_it(office, came):
    refused(office, "UPDATE journal_parties SET name = 'En annen'")


BACKWARDS = (
    ("dispatched", "sent_on = '2026-11-18'"),
    ("dispatched", "sent_on = NULL"),
    ("dispatched", "state = 'journalled'"),
    ("archived", "state = 'journalled', sent_on = NULL"),
    ("archived", "state = 'void'"),
    ("archived", "sent_on = NULL"),
    ("void", "state = 'journalled', sent_on = NULL"),
    ("void", "state = 'archived'"),
)


@pytest.mark.parametrize(("state", "change"), BACKWARDS)
def test_another_program_cannot_turn_a_document_back(office, came, state, change):
    with office.transaction() as session:
        session.execute(
            update(JournalEntry)
            .values(state=EntryState(state), sent_on=date(2026, 11, 17))
            .execution_options(noted=True)
        )
    refused(office, f"UPDATE journal_entries SET {change} WHERE number = {came}")


def refused(office, statement):
    before = entry_of(office)
    # Of a server only the kind of error is told.
    locked = "journal may not be changed|RaiseException"
    with pytest.raises(DatabaseError, match=locked), office.transaction() as session:
        session.execute(text(statement).execution_options(noted=True))
    assert entry_of(office) == before
