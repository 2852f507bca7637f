"""Working in an open register, one short transaction at a time."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, sessionmaker
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry

from stkdesk.domain.errors import (
    CannotSaveError,
    ChangedByAnotherError,
    OfficeError,
)
from stkdesk.domain.staff import PROGRAM, Actor
from stkdesk.domain.trail import Action
from stkdesk.storage.lost_line import LineLostError
from stkdesk.storage.numbers import give_numbers
from stkdesk.storage.source import Hearer, Register
from stkdesk.storage.tables.base import Base, Edited
from stkdesk.storage.taking_hold import taking_hold
from stkdesk.storage.trail import CannotLogError, Gathered, Trail, sign_in_detail
from stkdesk.storage.trail_chain import Entry
from stkdesk.storage.trail_changes import refuse_unnoted
from stkdesk.storage.unstorable import BARE, unstorable

log = logging.getLogger(__name__)


class Database:
    """An open register, and who is at work in it.

    Several threads may work in it at once, each in a session of its own.
    ``session.info["actor"]`` says on whose behalf a session works.
    """

    def __init__(self, register: Register, actor: Actor = PROGRAM) -> None:
        """Work in ``register`` on behalf of ``actor``."""
        self.register, self.actor = register, actor
        self._engine = register.engine()
        writer = self._engine.execution_options(writes=True)
        self._writing = sessionmaker(writer, expire_on_commit=False)
        self._reading = sessionmaker(self._engine, expire_on_commit=False)
        self.trail = Trail(actor)

    def become(self, actor: Actor) -> None:
        """Do what follows on behalf of ``actor``: the same person with other rights."""
        self.actor = self.trail.actor = actor

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Give a session; save everything at the end, or nothing at all.

        ``session.info["changed"]`` holds the names of the tables saved so far.

        Raises:
            ChangedByAnotherError: if someone else saved the same record meanwhile.
            CannotSaveError: if the disk is full, another program holds the file, or it
                is no longer where it was opened.

        """
        self._refuse_elsewhere()
        try:
            with self._gathering() as gathered:
                with taking_hold(self._writing, self.register) as session:
                    gathered.of(session)
                    session.info.update(changed=set[str](), actor=self.actor)
                    event.listen(session, "before_flush", give_numbers)
                    event.listen(session, "before_flush", _sign)
                    event.listen(session, "after_flush", _note_flushed)
                    event.listen(session, "do_orm_execute", _note_executed)
                    event.listen(session, "do_orm_execute", refuse_unnoted)
                    yield session
                    session.flush()
                    if gathered.claim():
                        gathered.write(session.connection())
                    self.register.tell(session.connection(), session.info["changed"])
                gathered.done()
        except StaleDataError as stale:
            raise ChangedByAnotherError(
                "Noen andre har endret det samme i mellomtiden.",
                "Åpne det på nytt og gjør endringen om igjen.",
            ) from stale
        except (DatabaseError, *BARE) as error:
            raise self._explained(error) from error

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session to read in; whatever is changed in it is thrown away.

        What was read is noted in the trail before it is handed on.

        Raises:
            CannotLogError: if it could not be noted; then it must not be shown.

        """
        try:
            with self._gathering() as gathered, self._reading() as session:
                gathered.of(session)
                session.info["actor"] = self.actor
                yield session
        except (DatabaseError, *BARE) as error:
            raise self._explained(error) from error
        gathered.only_read()
        self._note_apart(gathered)

    def _explained(self, error: Exception) -> Exception:
        """Return what to tell the person, or ``error`` itself when it is a fault."""
        if (told := unstorable(error)) is not None:
            return told
        if isinstance(error, DatabaseError):
            return self.register.explained(error)
        return error

    def begin_sitting(self, refused: Sequence[datetime] = ()) -> int:
        """Note that the actor has signed in; return the number of the event.

        It is the ``sitting`` of all that follows. ``refused`` are the moments of
        earlier attempts that failed, while nobody could open the log.

        Raises:
            CannotLogError: if it cannot be noted; then nobody is let in.

        """
        with self.reading() as session:
            detail = sign_in_detail(session.connection(), self.actor)
        entries = [Entry(action=Action.REFUSED_SIGN_IN, at=at) for at in refused]
        signed_in = Entry(
            action=Action.SIGNED_IN,
            table="staff",
            record=self.actor.number,
            detail=detail,
        )
        numbers = self._note([*entries, signed_in])
        self.trail.sitting.number = numbers[-1]
        return numbers[-1]

    def end_sitting(self) -> None:
        """Note that everything is put away and the actor has signed out."""
        self.put_away()
        if self.trail.sitting.number is None:
            return
        ended = Entry(action=Action.SIGNED_OUT, reference=self.trail.sitting.number)
        self._note_if_possible([ended])
        self.trail.sitting.number = None

    def put_away(
        self, table: str = "", record: int | None = None, period: int | None = None
    ) -> None:
        """Note that a record is no longer looked at; without a table: nothing is.

        ``record`` None: a list, by the name it is noted with. ``period`` is of a sheet,
        which is opened by its assignment.
        """
        place = (table, record, period) if table else None
        self._note_if_possible(self.trail.sitting.closings(place))

    def settle(self) -> bool:
        """Note the lists and searches that have settled; False if no more wait."""
        self._note_if_possible([])
        return self.trail.sitting.is_waiting

    @property
    def tables(self) -> frozenset[str]:
        """The names of all tables."""
        return frozenset(Base.metadata.tables)

    def hearing(self) -> Hearer:
        """Return what hears of the saves of others; for a thread of its own."""
        return self.register.hearing(lambda: self.trail.sitting.number)

    def close(self) -> None:
        """Let go of the register, and leave the planner's statistics fresh.

        A thread that still reads lets go when it has read: an open file can be neither
        renamed nor replaced on Windows, which a restore does next.
        """
        self.end_sitting()
        try:
            if self.register.is_in_place():  # connecting would make an empty file
                with self._engine.connect() as connection:
                    self.register.tidy(connection)
        except (DatabaseError, OfficeError):  # a full disk must not hinder closing
            log.info("the planner's statistics were not refreshed")
        finally:
            event.listen(self._engine.pool, "checkin", _let_go)
            self._engine.dispose()

    def _refuse_elsewhere(self) -> None:
        # SQLite would write on, into a file that nobody will ever open again.
        if not self.register.is_in_place():
            raise CannotSaveError(
                "Registerfilen ligger ikke lenger der den lå. Det siste ble ikke "
                "lagret.",
                "Noen har flyttet, slettet eller byttet den ut. Legg den tilbake, lukk "
                "programmet og start igjen.",
            )

    @contextmanager
    def _gathering(self) -> Iterator[Gathered]:
        gathered = Gathered(self.trail)
        try:
            yield gathered
        except BaseException:
            gathered.failed()
            if gathered.entries:
                self._note_apart(gathered)
            raise

    def _note(self, entries: list[Entry]) -> range:
        """Write ``entries`` now; return their numbers in the trail."""
        gathered = Gathered(self.trail)
        gathered.entries = entries
        self._note_apart(gathered)
        return gathered.numbers

    def _note_if_possible(self, entries: list[Entry]) -> None:
        """Write what tells of an end: nothing is shown, so nothing is hindered."""
        try:
            self._note(entries)
        except (CannotLogError, LineLostError):
            log.info("what was put away could not be noted in the trail")

    def _note_apart(self, gathered: Gathered) -> None:
        """Write what was gathered in a transaction of its own, if there is anything."""
        if not gathered.claim():
            return
        try:
            self._refuse_elsewhere()
            with taking_hold(self._writing, self.register) as session:
                gathered.write(session.connection())
            gathered.done()
        except BaseException as error:
            gathered.failed()
            told = error
            if isinstance(error, DatabaseError):
                told = self.register.explained(error)
            if isinstance(told, LineLostError):  # whoever asked may try once more
                raise told from error
            if isinstance(told, OfficeError):
                raise CannotLogError(
                    "Loggen kan ikke skrives, så opplysningene vises ikke.",
                    f"{told.title} {told.advice}",
                ) from error
            raise


def _sign(session: Session, _flush: UOWTransaction, _instances: object) -> None:
    """Let every record say who saved it last."""
    number = session.info["actor"].number
    for item in (*session.new, *session.dirty):
        if isinstance(item, Edited) and session.is_modified(item):
            item.changed_by = number


def _note_flushed(session: Session, _flush: UOWTransaction) -> None:
    touched = [*session.new, *session.dirty, *session.deleted]
    session.info["changed"] |= {item.__tablename__ for item in touched}


def _note_executed(state: ORMExecuteState) -> None:
    if state.is_select:
        return
    table = getattr(state.statement, "table", None)
    if table is not None:
        state.session.info["changed"].add(table.name)


def _let_go(_connection: object, record: ConnectionPoolEntry) -> None:
    """Keep no connection for later: there is no later."""
    record.invalidate()
