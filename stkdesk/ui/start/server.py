"""Signing in to a register on a server: the server knows the password.

What runs on the worker loads SQLAlchemy; nothing here does before that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from stkdesk import logs
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.staff import Actor
from stkdesk.storage.address import Address
from stkdesk.ui import errors
from stkdesk.ui.background import Worker
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.sign_in import SignIn
from stkdesk.ui.start.managed import note_troubles

if TYPE_CHECKING:
    from stkdesk.services.today import Today
    from stkdesk.storage.database import Database


class OnServer(NamedTuple):
    """A register on a server that a password has opened, like ``Unlocked``."""

    address: Address
    opened: Database
    file: Path | None = None  # it lies in none

    @property
    def actor(self) -> Actor:
        """Who has signed in."""
        return self.opened.actor

    def database(self) -> Database:
        """Return what to work in."""
        return self.opened


class OpenedThere(NamedTuple):
    """A register that is open, and its first page, like ``Opened``."""

    register: OnServer
    today: Today


class ServerStart(QObject):
    """Asks for name and password until the server lets somebody in.

    Signals:
        opened: an ``OpenedThere``.
        moved: the person wants to open a register in a file instead.
    """

    opened, moved = Signal(object), Signal()

    def __init__(
        self,
        window: MainWindow,
        address: Address,
        login: str = "",
        clock: Callable[[], date] = date.today,
    ) -> None:
        """Open the register at ``address`` in ``window``; ``login`` is suggested."""
        super().__init__(window)
        self._window, self.address, self._login = window, address, login
        self._clock = clock
        self._page: SignIn | None = None
        self._worker = Worker("server", self)

    def begin(self) -> None:
        """Ask."""
        from stkdesk.services.signing_in import account_name

        logs.begin()
        note_troubles()
        login = self._login or account_name()
        page = SignIn(self.address.place, has_several=True, login=login)
        page.entered.connect(self._on_entered)
        page.moved.connect(self.moved)
        self._page = page
        self._window.show_front(page)

    def prove(self, login: str, password: str) -> int | None:
        """Return the number of whose password it is; on a worker. For the lock."""
        from stkdesk.storage.server_opening import open_on_server

        today = self._clock()
        return open_on_server(self.address, login, password, today=today).actor.number

    def close(self) -> None:
        """Let go of the thread."""
        self._worker.close()

    def _on_entered(self, login: str, password: str) -> None:
        self._login = login
        self._worker.ask(
            partial(_open, self.address, login, password, self._clock()),
            self.opened.emit,
            self._on_refused,
            key="open",
        )

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, OfficeError) and self._page is not None:
            self._page.refuse(error)
        else:
            errors.show(self._window, error)


def _open(address: Address, login: str, password: str, today: date) -> OpenedThere:
    """Sign in and read the first page; on the worker."""
    from stkdesk.services.asking import asker
    from stkdesk.services.today import today_in
    from stkdesk.storage.server_opening import open_on_server

    database = open_on_server(address, login, password, today=today)
    with database.reading() as session:
        first = today_in(asker(session), today=today, actor=database.actor)
    return OpenedThere(OnServer(address, database), first)
