"""Carrying out what was approved for deletion, and doing it again after a restore."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError, OfficeError
from stkdesk.domain.progress import Progress
from stkdesk.domain.retention import Kind
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.deletion import (
    PSEUDONYM,
    WORKED,
    Plan,
    Receipt,
    erase,
    erase_rows,
    plan_deletion,
)
from stkdesk.services.retention import needs_another
from stkdesk.storage.database import Database
from stkdesk.storage.deletion_journal import DeletedRow, note_deletion
from stkdesk.storage.erasing import empty_log
from stkdesk.storage.keys import MasterKey
from stkdesk.storage.person_rows import DELETING, rows_of
from stkdesk.storage.source import FileRegister
from stkdesk.storage.tables import Contact, Erasure, Person
from stkdesk.storage.trail import noted_as_one


@needs(Right.ERASE)
def carry_out(
    database: Database, proposals: Sequence[int], *, today: date
) -> Generator[Progress, None, tuple[Receipt, ...]]:
    """Delete what is proposed and approved, one step and one transaction for each.

    When it is stopped, what was deleted until then is deleted. Afterwards the
    write-ahead log, which holds older pages, is emptied.

    Raises:
        NotFoundError: if one of the proposals is not there any more.
        OfficeError: if one of them has not been approved.
        MustBeKeptError: if something has come in the way since.

    """
    done: list[Receipt] = []
    try:
        for number in proposals:
            with database.transaction() as session:
                receipt = carry_out_one(session, number, today=today)
                _note(database, receipt)
            done.append(receipt)
            yield Progress(len(done), len(proposals))
    finally:
        if done:
            empty_log(database.register)
    return tuple(done)


@needs(Right.ERASE)
def carry_out_one(session: Session, number: int, *, today: date) -> Receipt:
    """Delete what one approved proposal is about, in the caller's transaction.

    Raises as ``carry_out`` does, which also notes it for restores.
    """
    proposal = session.get(Erasure, number)
    if proposal is None:
        raise NotFoundError("Forslaget er trukket eller alt gjennomført.")
    same = proposal.approved_by == proposal.proposed_by
    if proposal.approved_at is None or (same and needs_another(session)):
        raise OfficeError(
            "Slettingen er ikke godkjent av en annen enn den som foreslo den.",
            "Be en annen leder godkjenne den.",
        )
    kind, basis = Kind(proposal.kind), proposal.basis
    person, approved_by = proposal.person_number, proposal.approved_by
    plan = plan_deletion(session, kind, person, today=today)
    proposals = {*plan.rows.get("erasures", ()), number}
    plan = replace(plan, rows={**plan.rows, "erasures": tuple(sorted(proposals))})
    return erase(session, plan, approved_by=approved_by, basis=basis)


def replay_deletions(
    file: Path, key: MasterKey, deletions: Sequence[DeletedRow]
) -> None:
    """Delete again, from a restored register, what was deleted after its backup.

    Whatever has come to hang on a deleted person since goes too.
    """
    database = Database(FileRegister(file, key))
    try:
        with database.transaction() as session:
            _replay(session, deletions)
        empty_log(database.register)
    finally:
        database.close()


def _note(database: Database, receipt: Receipt) -> None:
    """Note the deletion beside the register, before it is saved."""
    register = database.register
    if isinstance(register, FileRegister) and receipt.journal:
        note_deletion(register.file, register.key, receipt.journal)


def _replay(session: Session, deletions: Sequence[DeletedRow]) -> None:
    plan = _plan_again(session, deletions)
    with noted_as_one(session, Action.ERASED, "people") as told:
        told.update(again=True, counts=erase_rows(session, plan))


def _plan_again(session: Session, deletions: Sequence[DeletedRow]) -> Plan:
    rows: dict[str, set[int]] = {}
    for each in deletions:
        rows.setdefault(each.table, set()).update([each.number])
    nameless = {
        number
        for number in rows.pop(PSEUDONYM, set())
        if session.get(Contact, number) is not None
    }
    people = {
        number
        for number in rows.get("people", set())
        if session.get(Person, number) is not None
    }
    for person in sorted(people):
        found = rows_of(session, person)
        # What somebody worked on was made after the backup, and is gone since.
        if any(found.elsewhere.get(name) for name in WORKED):
            nameless.update(found.of("contacts"))
            rows["people"].discard(person)
            continue
        for part in (found.own, found.elsewhere):
            for name, numbers in part.items():
                rows.setdefault(name, set()).update(numbers)
    people |= {session.get_one(Contact, each).person_number for each in nameless}
    return Plan(
        Kind.CASE,
        None,
        {name: tuple(sorted(rows[name])) for name in DELETING if name in rows},
        tuple(sorted(people)),
        contacts=tuple(sorted(nameless)),
    )
