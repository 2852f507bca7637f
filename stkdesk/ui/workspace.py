"""The one gate between the windows and the casework."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from datetime import date
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.staff import Actor, Right
from stkdesk.storage.lost_line import LineLostError, once_more
from stkdesk.ui import errors, saving
from stkdesk.ui.background import Worker, hand_over
from stkdesk.ui.line import Line
from stkdesk.ui.saving import Saver

if TYPE_CHECKING:  # at run time they come after the first paint
    from sqlalchemy.orm import Session

    from stkdesk.storage.database import Database

T = TypeVar("T")
SETTLE_MS = 11_000  # after which a search is not typed on
REMEMBERED = 50  # acts that can be taken back


class Workspace(QObject):
    """Does casework for the windows and tells them all what changed.

        workspace.save(lambda s: edit_office(s, version, draft), self._on_saved)
        workspace.ask(lambda s: list_clients(s, query), self._show, key=(self, "list"))
        workspace.undoable("Besøket er slettet", put_it_back)

    Saving happens in one short transaction on a thread of its own, reading on another,
    so that the window never waits for who else is writing, nor for a server.

    Signals:
        changed: names of the tables just saved, a ``frozenset[str]``. A page that
            shows one of them reads it again; no window updates another.
        undone: the text of what was just taken back.
        slow: something takes so long to save that the person should be told (True),
            or no longer (False).
        reached: the server is out of reach (False), or within reach again (True).
        away: the window is locked (True), or somebody sits at it again (False).
    """

    changed = Signal(object)
    undone = Signal(str)
    slow, reached, away = Signal(bool), Signal(bool), Signal(bool)

    def __init__(
        self,
        opening: Callable[[], Database],
        clock: Callable[[], date] = date.today,
        *,
        actor: Actor | None = None,
    ) -> None:
        """Work in the register that ``opening`` gives.

        It is called once, on the worker thread when that comes first, because it
        loads SQLAlchemy. ``clock`` tells the office's own calendar day; ``actor`` is
        who has signed in, when that is known before the register is opened.
        """
        super().__init__()
        self.sitting = uuid4().hex  # what tells this window from the others
        self._actor = actor
        self._opening, self._door = opening, Lock()
        self._database: Database | None = None
        self._clock = clock
        self._worker = Worker("read", self)
        self._saver = Saver(self)
        self._saver.slow.connect(self.slow)
        self._line = Line(self._probe, self)
        self._line.reached.connect(self._on_reached)
        self._line.heard.connect(self._on_heard)
        self._saves = 0  # asked for so far
        self._undoing = ""  # what is being taken back just now
        self._undo: list[tuple[str, Callable[[], object]]] = []
        self._settling = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settling.timeout.connect(self._settle)

    @property
    def database(self) -> Database:
        """The open register, for those who read on a thread of their own."""
        with self._door:  # two threads may come first
            if self._database is None:
                self._database = self._opening()
            return self._database

    @property
    def is_shared(self) -> bool:
        """Whether several windows work in the register at once."""
        return self.database.register.file is None

    @property
    def actor(self) -> Actor:
        """Who is at work here."""
        return self._actor or self.database.actor

    @actor.setter
    def actor(self, actor: Actor) -> None:
        self._actor = actor

    def may(self, *rights: Right) -> bool:
        """Tell whether who is at work may do one of ``rights``; none: everybody.

        Only for what to show: the casework itself refuses what is not allowed.
        """
        return self.actor.may(*rights)

    def today(self) -> date:
        """Return the office's own calendar day."""
        return self._clock()

    def save(
        self,
        work: Callable[[Session], T],
        then: Callable[[T], object] | None = None,
        refused: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Do ``work`` in one transaction on the thread that saves.

        ``work`` must not touch widgets. When it is saved, everybody is told what
        changed and ``then`` gets the result; when nothing was saved, ``refused`` gets
        the error, or it is told. Both run on the thread of the windows: before this
        returns when it is quickly done, as it is in a file on this machine.
        """
        undoing = self._undoing

        def _then(done: tuple[T, frozenset[str]]) -> None:
            result, touched = done
            if touched:
                self.changed.emit(touched)
            if undoing:
                self.undone.emit(undoing)
            if then is not None:
                hand_over(then, result)

        def _refused(error: BaseException) -> None:
            if undoing and isinstance(error, OfficeError):
                error = _no_undo(undoing, error)
            hand_over(refused or _tell, error)

        self._saves += 1
        self._attempt(work, _then, _refused, time.monotonic())

    def _attempt(
        self,
        work: Callable[[Session], T],
        then: Callable[[tuple[T, frozenset[str]]], object],
        refused: Callable[[BaseException], object],
        began: float,
    ) -> None:
        """Save ``work``; again when a line that was lost is back."""

        def _refused(error: BaseException) -> None:
            if isinstance(error, LineLostError) and error.is_undone:
                again = partial(self._attempt, work, then, refused, began)
                self._line.wait(error, again, refused, key=again, began=began)
            else:
                refused(error)

        self._saver.save(lambda: self._transact(work), then, _refused)

    def do(self, work: Callable[[Session], T]) -> T:
        """Do ``work`` in one transaction at once, then tell what changed.

        For what is no window: whoever calls it waits. Raises whatever ``work`` raises,
        after everything has been undone.
        """
        result, touched = self._transact(work)
        if touched:
            self.changed.emit(touched)
        return result

    def _transact(self, work: Callable[[Session], T]) -> tuple[T, frozenset[str]]:
        """Return what ``work`` gave, and the names of the tables it changed.

        Done once more if the line to a server broke and nothing was saved.
        """

        def once() -> tuple[T, frozenset[str]]:
            with self.database.transaction() as session:
                result = work(session)
                session.flush()
                return result, frozenset(session.info["changed"])

        return once_more(once)

    def read(self, work: Callable[[Session], T]) -> T:
        """Do ``work``, which only reads, at once on this thread.

        For what is no window: whoever calls it waits. A window asks with ``ask``.
        """

        def once() -> T:
            with self.database.reading() as session:
                return work(session)

        return once_more(once)

    def ask(
        self,
        work: Callable[[Session], T],
        deliver: Callable[[T], None],
        *,
        key: Hashable,
        at_once: bool = False,
    ) -> None:
        """Do ``work``, which only reads, on the worker; ``deliver`` gets the answer.

        With ``at_once`` it is delivered before this returns, when it comes as quickly
        as it should: for what a person has just asked to see.

        A later question with the same ``key`` replaces an earlier one: its answer is
        never delivered. ``work`` must not touch widgets; ``deliver`` runs on the
        thread of the windows. A failure is told by ``errors.show``.
        """
        patience = saving.PATIENCE if at_once else 0
        self._line.forget(key)

        def _refused(error: BaseException) -> None:
            if isinstance(error, LineLostError):
                again = partial(self.ask, work, deliver, key=key)
                self._line.wait(error, again, key=key, began=time.monotonic())
            else:
                _tell(error)

        self._worker.ask(
            lambda: self.read(work), deliver, _refused, key=key, patience=patience
        )
        if not self._settling.isActive():
            self._settling.start()

    def forget(self, key: Hashable) -> None:
        """Drop the question with this ``key``, if one is waiting."""
        self._line.forget(key)
        self._worker.forget(key)

    def _on_heard(self, tables: frozenset[str]) -> None:
        known = self.database.tables
        # What is no table stands for all of them: news may have been missed.
        self.changed.emit(tables if tables <= known else known)

    def _on_reached(self, on: bool) -> None:
        self.reached.emit(on)
        if on:
            self.changed.emit(self.database.tables)  # nobody knows what was missed

    def _probe(self) -> None:
        """Find out whether the server answers."""
        self._worker.ask(
            lambda: self.read(lambda session: session.connection()),
            lambda _answered: self._line.found(),
            lambda _error: self._line.lost(),
            key="line",
        )

    def listen(self) -> None:
        """Hear from now on what others save in the register, and tell everybody."""
        self._line.listen(lambda: self.database.hearing())

    def put_away(
        self, table: str = "", record: int | None = None, period: int | None = None
    ) -> None:
        """Let the log know that a record is no longer shown; without a table: nothing.

        After what was asked before; the window does not wait. See
        ``Database.put_away``.
        """
        database = self._database
        if database is not None:
            place = (table, record, period)
            self._worker.ask(
                lambda: database.put_away(*place), _done, key=("put away", place)
            )

    def _settle(self) -> None:
        """Let the log have the searches nobody types on any more."""
        database = self._database
        if database is not None:
            self._worker.ask(database.settle, self._on_settled, key="settle")

    def _on_settled(self, some_wait: bool) -> None:
        if some_wait:
            self._settling.start()

    @property
    def is_reading(self) -> bool:
        """Whether an answer is awaited."""
        return self._worker.is_busy

    def undoable(self, text: str, act: Callable[[], object]) -> None:
        """Remember how to take back what was just done, which ``text`` names."""
        self._undo.append((text, act))
        del self._undo[:-REMEMBERED]

    def undo(self) -> bool:
        """Take back the last thing done; False if there is nothing to take back.

        What no longer can be is told, and nothing is changed.
        """
        if not self._undo:
            return False
        text, act = self._undo.pop()
        saves = self._saves
        self._undoing = text
        try:
            act()
        finally:
            self._undoing = ""
        if self._saves == saves:  # nothing to wait for
            self.undone.emit(text)
        return True

    @property
    def is_saving(self) -> bool:
        """Whether something is on its way into the register."""
        return self._saver.is_busy or self._line.holds_saves

    @property
    def is_listening(self) -> bool:
        """Whether what others save is heard by now."""
        return self._line.is_listening

    @property
    def is_lost(self) -> bool:
        """Whether the server is out of reach."""
        return self._line.is_lost

    def stop(self) -> None:
        """Stop reading, and save what is on its way; the register stays open."""
        self._settling.stop()
        self._undo.clear()
        self._line.close()
        self._worker.close()
        self._saver.close()

    def close(self) -> None:
        """Stop reading and let go of the register."""
        self.stop()
        if self._database is not None:
            self._database.close()


def _done(_nothing: object) -> None:
    pass


def _tell(error: BaseException) -> None:
    errors.show(None, error)


def _no_undo(text: str, error: OfficeError) -> OfficeError:
    """Return what to tell when ``text`` no longer can be taken back, and why."""
    return OfficeError(
        f"Kan ikke angres lenger: {text}", f"{error.title} {error.advice}".strip()
    )
