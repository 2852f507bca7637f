"""The one gate between the windows and the casework."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from stkdesk.domain.staff import Actor, Right
from stkdesk.ui.background import Worker

if TYPE_CHECKING:  # at run time they come after the first paint
    from sqlalchemy.orm import Session

    from stkdesk.storage.database import Database

T = TypeVar("T")
REMEMBERED = 50  # acts that can be taken back


class Workspace(QObject):
    """Does casework for the windows and tells them all what changed.

        row = workspace.do(lambda s: register_client(s, draft, today=workspace.today()))
        workspace.ask(lambda s: list_clients(s, query), self._show, key=(self, "list"))
        workspace.undoable("Besøket er slettet", put_it_back)

    Writing happens on the thread of the windows, in one short transaction. Reading for
    lists, searches and counts happens on a worker thread, so that the window never
    waits.

    Signals:
        changed: names of the tables just saved, a ``frozenset[str]``. A page that
            shows one of them reads it again; no window updates another.
        undone: the text of what was just taken back.
    """

    changed = Signal(object)
    undone = Signal(str)

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
        self._actor = actor
        self._opening = opening
        self._clock = clock
        self._worker = Worker("read", self)
        self._undo: list[tuple[str, Callable[[], object]]] = []

    @cached_property
    def database(self) -> Database:
        """The open register, for those who read on a thread of their own."""
        return self._opening()

    @property
    def actor(self) -> Actor:
        """Who is at work here."""
        return self._actor or self.database.actor

    def may(self, *rights: Right) -> bool:
        """Tell whether who is at work may do one of ``rights``; none: everybody.

        Only for what to show: the casework itself refuses what is not allowed.
        """
        return self.actor.may(*rights)

    def today(self) -> date:
        """Return the office's own calendar day."""
        return self._clock()

    def do(self, work: Callable[[Session], T]) -> T:
        """Do ``work`` in one transaction, then tell what changed.

        Raises whatever ``work`` raises, after everything has been undone.
        """
        with self.database.transaction() as session:
            result = work(session)
            session.flush()
            touched = frozenset(session.info["changed"])
        if touched:
            self.changed.emit(touched)
        return result

    def read(self, work: Callable[[Session], T]) -> T:
        """Do ``work``, which only reads, at once on this thread.

        For one record by its number; anything longer goes through ``ask``.
        """
        with self.database.reading() as session:
            return work(session)

    def ask(
        self,
        work: Callable[[Session], T],
        deliver: Callable[[T], None],
        *,
        key: Hashable,
    ) -> None:
        """Do ``work``, which only reads, on the worker; ``deliver`` gets the answer.

        A later question with the same ``key`` replaces an earlier one: its answer is
        never delivered. ``work`` must not touch widgets; ``deliver`` runs on the
        thread of the windows. A failure is told by ``errors.show``.
        """
        self._worker.ask(lambda: self.read(work), deliver, key=key)

    def forget(self, key: Hashable) -> None:
        """Drop the question with this ``key``, if one is waiting."""
        self._worker.forget(key)

    @property
    def is_reading(self) -> bool:
        """Whether an answer is awaited."""
        return self._worker.is_busy

    def undoable(self, text: str, act: Callable[[], object]) -> None:
        """Remember how to take back what was just done, which ``text`` names."""
        self._undo.append((text, act))
        del self._undo[:-REMEMBERED]

    def undo(self) -> bool:
        """Take back the last thing done; False if there is nothing to take back."""
        if not self._undo:
            return False
        text, act = self._undo.pop()
        act()
        self.undone.emit(text)
        return True

    def stop(self) -> None:
        """Stop reading; the register stays open for its owner."""
        self._worker.close()

    def close(self) -> None:
        """Stop reading and let go of the register."""
        self.stop()
        if "database" in self.__dict__:
            self.database.close()
