"""One sitting: from signing in to signing out, with what is locked in between."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from stkdesk.configuration.choices import chosen
from stkdesk.configuration.keys import LOCK_LEAST, LOCK_MOST, Key
from stkdesk.domain.errors import InvalidInputError, NotAllowedError, Problem
from stkdesk.domain.sign_in import (
    NOBODY,
    failures_text,
    moment_text,
    require_authorised,
)
from stkdesk.domain.staff import Actor, Right, Role
from stkdesk.domain.trail import Action
from stkdesk.services.access import actor_of, needs
from stkdesk.services.today_seen import note_today_seen
from stkdesk.storage import attempts
from stkdesk.storage.database import Database
from stkdesk.storage.keys import is_practice, key_file_of, recovery_made_on
from stkdesk.storage.source import FileRegister
from stkdesk.storage.tables import RegisterFact, Staff
from stkdesk.storage.trail import note

LOCK_FACT = "lock_minutes"
# Minutes until an unattended window is locked.
USUAL, LEAST, MOST = 10, LOCK_LEAST, LOCK_MOST
BY_IT = "Minuttene er styrt av IT."


class Greeting(NamedTuple):
    """What is told to somebody who has just signed in."""

    last: datetime | None  # when the same person was here before
    failures: int  # wrong passwords since anybody signed in
    on_this_machine: bool  # the register lies here, so that was here too
    lock_minutes: int
    lacks_code: bool  # no recovery code, and this person may make one

    @property
    def text(self) -> str:
        """The sentence: ``Sist innlogget fredag 20.11. kl. 15.12 på denne maskinen``.

        With wrong passwords since, they are told of too.
        """
        here = " på denne maskinen" if self.on_this_machine else ""
        told = "Første gang du er logget inn"
        if self.last is not None:
            told = f"Sist innlogget {moment_text(self.last)}{here}"
        return f"{told}. {failures_text(self.failures)}" if self.failures else told


@needs()
def begin_sitting(database: Database, *, now: datetime | None = None) -> Greeting:
    """Note that the actor has signed in, and the wrong passwords before that.

    Raises:
        CannotLogError: if it cannot be noted; then nobody is let in.

    """
    now = now or datetime.now(UTC)
    failed = _note_failures(database, signing_in=True)
    number = database.actor.number
    with database.transaction() as session:
        last = session.scalar(
            select(Staff.last_signed_in_at).where(Staff.number == number)
        )
        # Without a new version: somebody may have the same person's form open.
        session.execute(
            update(Staff)
            .where(Staff.number == number)
            .values(last_signed_in_at=now)
            .execution_options(noted=True)
        )
        minutes = lock_minutes(session)
        note_today_seen(session)  # it was read before there was a sitting to note in
    register = database.register
    return Greeting(
        last,
        failed,
        isinstance(register, FileRegister),
        minutes,
        lacks_code=_lacks_code(database),
    )


@needs()
def see_actor(database: Database, *, today: date) -> Actor:
    """Return the actor as the staff list now has it; what follows is done as that one.

    Raises:
        NotAllowedError: if the office does not let that person in any more.

    """
    actor = database.actor
    if actor.is_program:
        return actor
    with database.reading() as session:
        member = session.get(Staff, actor.number)
    if member is None:
        raise NotAllowedError("Tilgangen din er avsluttet.", NOBODY)
    require_authorised(member.authorised_from, member.authorised_to, today)
    roles = frozenset(role for role in Role if getattr(member, role.value))
    seen = Actor(member.number, member.name, roles, member.sees_protected)
    if seen != actor:
        database.become(seen)
    return seen


@needs()
def note_lock(database: Database) -> None:
    """Note that the window was locked, and everything in it put away."""
    database.put_away()
    with database.transaction() as session:
        note(session, Action.LOCKED)


@needs()
def note_unlock(database: Database) -> None:
    """Note that its own person opened it again, and the wrong passwords before."""
    _note_failures(database, signing_in=False)
    with database.transaction() as session:
        note(session, Action.UNLOCKED)


@needs()
def own_login(session: Session) -> str:
    """Return the user name of the actor."""
    same = Staff.number == actor_of(session).number
    return session.scalar(select(Staff.login).where(same)) or ""


@needs()
def lock_minutes(session: Session) -> int:
    """Return after how many minutes an unattended window is locked.

    What IT says for this machine comes before what the office has chosen; where IT says
    what cannot be read, the office may not choose longer than what is usual.
    """
    by_it = chosen(Key.LOCK_MINUTES)
    if by_it.text:
        return int(by_it.text)
    fact = session.get(RegisterFact, LOCK_FACT)
    minutes = int(fact.value) if fact is not None else USUAL
    return min(minutes, USUAL) if by_it.is_lost else minutes


@needs(Right.KEEP_REGISTER)
def set_lock_minutes(session: Session, minutes: int) -> None:
    """Lock unattended windows after ``minutes``, in every window of the office.

    Raises:
        InvalidInputError: outside 1 to 60, or IT has decided; field ``lock_minutes``.

    """
    if chosen(Key.LOCK_MINUTES).is_managed:
        raise InvalidInputError((Problem(LOCK_FACT, BY_IT),))
    if not LEAST <= minutes <= MOST:
        told = f"Skriv fra {LEAST} til {MOST} minutter."
        raise InvalidInputError((Problem(LOCK_FACT, told),))
    before = str(lock_minutes(session))
    session.merge(RegisterFact(name=LOCK_FACT, value=str(minutes)))
    changed = {LOCK_FACT: [before, str(minutes)]}
    note(session, Action.CHANGED, "register", detail={"fields": changed})


def _note_failures(database: Database, *, signing_in: bool) -> int:
    """Move wrong passwords from beside the register into its log; return how many."""
    register = database.register
    failed = (
        attempts.failed_attempts(register.file)
        if isinstance(register, FileRegister)
        else []
    )
    if signing_in:
        database.begin_sitting(failed)
    elif failed:
        with database.transaction() as session:
            for moment in failed:
                note(
                    session,
                    Action.REFUSED_SIGN_IN,
                    detail={"at": moment.isoformat(timespec="seconds")},
                )
    if failed and isinstance(register, FileRegister):
        attempts.forget_attempts(register.file, max(failed))
    return len(failed)


def _lacks_code(database: Database) -> bool:
    register = database.register
    if not isinstance(register, FileRegister):
        return False
    if not database.actor.may(Right.KEEP_REGISTER):
        return False
    keys = key_file_of(register.file)
    return not is_practice(keys) and recovery_made_on(keys) is None
