"""A worker thread that answers questions while the windows stay alive."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from stkdesk.ui import errors

T = TypeVar("T")
LOOK_MS = 4  # how often an answer is looked for while one is awaited


class _Question(NamedTuple):
    key: Hashable
    answer: Future[Any]
    deliver: Callable[[Any], None]
    refuse: Callable[[BaseException], None]


class Worker(QObject):
    """Does one thing after another on a thread of its own.

    The thread gets no Qt object: a timer here looks for its answers and hands them
    over on the thread of the windows.
    """

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Begin a thread called ``stkdesk-name`` when there is something to do."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=f"stkdesk-{name}")
        self._is_closed = False
        self._waiting: list[_Question] = []
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return bool(self._waiting)

    def ask(
        self,
        work: Callable[[], T],
        deliver: Callable[[T], None],
        refuse: Callable[[BaseException], None] | None = None,
        *,
        key: Hashable,
        patience: float = 0,
    ) -> None:
        """Do ``work`` on the thread, then ``deliver`` its answer here.

        An answer that comes within ``patience`` seconds is delivered before this
        returns. A later question with the same ``key`` replaces an earlier one: its
        answer is never delivered; nor is one to a window that has gone away. What
        ``work`` raises goes to ``refuse``, or is told. Once closed, nothing is done.
        """
        if self._is_closed:  # a timer of a page that is on its way out
            return
        self.forget(key)
        answer = self._pool.submit(work)
        self._waiting.append(_Question(key, answer, deliver, refuse or _tell))
        if patience:
            wait([answer], patience)
            self._look()
        if self._waiting:
            self._timer.start()

    def forget(self, key: Hashable) -> None:
        """Drop the question with this ``key``, if one is waiting."""
        for old in [each for each in self._waiting if each.key == key]:
            old.answer.cancel()
            self._waiting.remove(old)

    def close(self) -> None:
        """Drop what is waiting, and wait for what is being done."""
        self._is_closed = True
        self._timer.stop()
        for question in self._waiting:
            question.answer.cancel()
        self._waiting.clear()
        self._pool.shutdown(wait=True)

    def _look(self) -> None:
        for question in [each for each in self._waiting if each.answer.done()]:
            if question not in self._waiting:  # replaced while another was delivered
                continue
            self._waiting.remove(question)
            error = question.answer.exception()
            if error is None:
                hand_over(question.deliver, question.answer.result())
            else:
                hand_over(question.refuse, error)
        if not self._waiting:
            self._timer.stop()


def hand_over(act: Callable[[Any], object], what: Any) -> None:
    """Call ``act`` with ``what``, unless it belongs to a window that is gone."""
    owner = _owner(getattr(act, "func", act))
    if not isinstance(owner, QObject) or isValid(owner):
        act(what)


def _owner(act: Callable[..., object]) -> object:
    """Return the ``self`` of a method, or of the method a function was made in."""
    if (owner := getattr(act, "__self__", None)) is not None:
        return owner
    names = getattr(getattr(act, "__code__", None), "co_freevars", ())
    cells = getattr(act, "__closure__", None) or ()
    held = dict(zip(names, cells, strict=False))
    return held["self"].cell_contents if "self" in held else None


def _tell(error: BaseException) -> None:
    errors.show(None, error)
