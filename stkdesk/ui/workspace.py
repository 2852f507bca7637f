"""The one gate between the windows and the casework."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from stkdesk.ui import errors

if TYPE_CHECKING:  # at run time they come after the first paint
    from sqlalchemy.orm import Session

    from stkdesk.storage.database import Database

T = TypeVar("T")
LOOK_MS = 4  # how often an answer is looked for while one is awaited


@dataclass(frozen=True, slots=True)
class _Question:
    key: Hashable
    answer: Future[Any]
    deliver: Callable[[Any], None]


class Workspace(QObject):
    """Does casework for the windows and tells them all what changed.

        row = workspace.do(lambda s: register_client(s, draft, today=workspace.today()))
        workspace.ask(lambda s: list_clients(s, query), self._show, key=(self, "list"))
        workspace.undoable("Besøket er slettet", put_it_back)

    Writing happens on the thread of the windows, in one short transaction. Reading for
    lists, searches and counts happens on a worker thread, so that the window never
    waits. The worker gets no Qt object: a timer here looks for its answers.

    Signals:
        changed: names of the tables just saved, a ``frozenset[str]``. A page that
            shows one of them reads it again; no window updates another.
        undone: the text of what was just taken back.
    """

    changed = Signal(object)
    undone = Signal(str)

    def __init__(
        self, database: Database, clock: Callable[[], date] = date.today
    ) -> None:
        """Work in ``database``; ``clock`` tells the office's own calendar day."""
        super().__init__()
        self._database = database
        self._clock = clock
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="stkdesk-read")
        self._waiting: list[_Question] = []
        self._undo: list[tuple[str, Callable[[], object]]] = []
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def database(self) -> Database:
        """The open register, for those who read on a thread of their own."""
        return self._database

    def today(self) -> date:
        """Return the office's own calendar day."""
        return self._clock()

    def do(self, work: Callable[[Session], T]) -> T:
        """Do ``work`` in one transaction, then tell what changed.

        Raises whatever ``work`` raises, after everything has been undone.
        """
        with self._database.transaction() as session:
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
        with self._database.reading() as session:
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
        self.forget(key)
        answer = self._worker.submit(self._answer, work)
        self._waiting.append(_Question(key, answer, deliver))
        self._timer.start()

    def forget(self, key: Hashable) -> None:
        """Drop the question with this ``key``, if one is waiting."""
        for old in [each for each in self._waiting if each.key == key]:
            old.answer.cancel()
            self._waiting.remove(old)

    @property
    def is_reading(self) -> bool:
        """Whether an answer is awaited."""
        return bool(self._waiting)

    def undoable(self, text: str, act: Callable[[], object]) -> None:
        """Remember how to take back what was just done, which ``text`` names."""
        self._undo.append((text, act))
        del self._undo[:-50]

    def undo(self) -> bool:
        """Take back the last thing done; False if there is nothing to take back."""
        if not self._undo:
            return False
        text, act = self._undo.pop()
        act()
        self.undone.emit(text)
        return True

    def close(self) -> None:
        """Stop reading and let go of the register."""
        self._timer.stop()
        for question in self._waiting:
            question.answer.cancel()
        self._waiting.clear()
        self._worker.shutdown(wait=True)
        self._database.close()

    def _answer(self, work: Callable[[Session], T]) -> T:
        with self._database.reading() as session:
            return work(session)

    def _look(self) -> None:
        ready = [each for each in self._waiting if each.answer.done()]
        for question in ready:
            if question not in self._waiting:  # replaced while we delivered another
                continue
            self._waiting.remove(question)
            error = question.answer.exception()
            if error is not None:
                errors.show(None, error)
            else:
                question.deliver(question.answer.result())
        if not self._waiting:
            self._timer.stop()
