"""The line to a server: told when it is lost, tried again until it is back."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from stkdesk.ui.listening import Hearer, Listener

TRY_MS = 2000  # between two tries
GIVE_UP = 30.0  # seconds until a person gets to decide what to do instead


class _Waiting(NamedTuple):
    again: Callable[[], object]
    give_up: Callable[[BaseException], object] | None  # None: waits for ever
    until: float
    error: BaseException


class Line(QObject):
    """Whether the register is within reach; what failed for that is done again.

    Only what is known to be undone is ever done again, so nothing is saved twice.

    Signals:
        reached: the line is lost (False), or back (True).
        heard: the names of the tables somebody else has changed.
    """

    reached, heard = Signal(bool), Signal(object)

    def __init__(self, probe: Callable[[], object], parent: QObject) -> None:
        """Ask ``probe`` to find out; it answers by ``found`` or ``lost``."""
        super().__init__(parent)
        self._probe = probe
        self._waiting: dict[Hashable, _Waiting] = {}
        self._listener: Listener | None = None
        self._timer = QTimer(self, interval=TRY_MS)
        self._timer.timeout.connect(self._on_time)

    @property
    def is_lost(self) -> bool:
        """Whether the server is out of reach."""
        return self._timer.isActive()

    @property
    def is_listening(self) -> bool:
        """Whether what others save is heard by now."""
        return self._listener is not None and self._listener.is_listening

    @property
    def holds_saves(self) -> bool:
        """Whether something that is not saved waits for the line."""
        return any(each.give_up is not None for each in self._waiting.values())

    def listen(self, opening: Callable[[], Hearer]) -> None:
        """Hear from now on what others save, and when the line is lost or back."""
        if self._listener is None:
            self._listener = Listener(opening, self)
            self._listener.heard.connect(self.heard)
            self._listener.reached.connect(self._on_heard_of)

    def lost(self) -> None:
        """The server did not answer."""
        if not self.is_lost:
            self._timer.start()
            self.reached.emit(False)

    def found(self) -> None:
        """The server answers."""
        if not self.is_lost:
            return
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        self.reached.emit(True)
        for each in waiting.values():
            each.again()

    def wait(
        self,
        error: BaseException,
        again: Callable[[], object],
        give_up: Callable[[BaseException], object] | None = None,
        *,
        key: Hashable,
        began: float,
    ) -> None:
        """Do ``again`` when the line is back, or ``give_up`` after too long.

        A later one with the same ``key`` takes the place of an earlier. ``began`` is
        when it was first tried, by ``time.monotonic``.
        """
        if give_up is not None and time.monotonic() > began + GIVE_UP:
            give_up(error)
        else:
            self._waiting[key] = _Waiting(again, give_up, began + GIVE_UP, error)
        self.lost()

    def forget(self, key: Hashable) -> None:
        """Do no more what waits under ``key``."""
        self._waiting.pop(key, None)

    def close(self) -> None:
        """Try no more, and listen no more."""
        self._timer.stop()
        self._waiting.clear()
        # Else it and its owner would hold one another, to be destroyed by whichever
        # thread collects the garbage.
        self._probe = _nothing
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _on_heard_of(self, is_reached: bool) -> None:
        if is_reached:
            self._probe()
        else:
            self.lost()

    def _on_time(self) -> None:
        now = time.monotonic()
        for key, each in [*self._waiting.items()]:
            if each.give_up is not None and now > each.until:
                del self._waiting[key]
                each.give_up(each.error)
        self._probe()


def _nothing() -> None:
    """Nobody asks any more."""
