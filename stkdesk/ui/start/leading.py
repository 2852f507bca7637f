"""From an empty window to an open office: who is it, and may they come in.

What takes time is done on a worker thread: the register is unlocked and the first page
read without SQLAlchemy, which loads last. What comes after is ``inside``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from stkdesk import running, settings
from stkdesk.domain.errors import OfficeError
from stkdesk.ui import errors
from stkdesk.ui.background import Worker
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.start.holding import Holding
from stkdesk.ui.start.inside import Inside
from stkdesk.ui.start.proving import no_wait, proof_of
from stkdesk.ui.start.unlocking import Opened, first_page, look_at_door, unlock
from stkdesk.ui.start.warming import load

if TYPE_CHECKING:
    from stkdesk.services.signing_in import Door
    from stkdesk.storage.opening import Unlocked
    from stkdesk.ui.sign_in import SignIn
    from stkdesk.ui.sitting import Sitting
    from stkdesk.ui.start.doorway import Doorway
    from stkdesk.ui.start.listening import Listening
    from stkdesk.ui.start.server import OpenedThere, ServerStart

LISTEN_MS = 100  # after what the person waits for has been painted
FIRST_PAGE = ("stkdesk.ui.today.page", "stkdesk.ui.counts")


class Start(QObject):
    """Leads from an empty window to an open office."""

    def __init__(
        self,
        window: MainWindow,
        file: Path,
        *,
        practice: bool,
        clock: Callable[[], date] = date.today,
        server: str = "",
    ) -> None:
        """Open ``file`` in ``window``; a practice office is made if it is missing.

        With ``server``, the address of one, the register lies there instead.
        """
        super().__init__(window)
        self._clock = clock
        self._window, self._file, self._practice = window, file, practice
        self._worker = Worker("start", self)
        self._server = server
        self._on_server: ServerStart | None = None
        self._door: Door
        self._holding = Holding()
        self._door_way: Doorway | None = None
        self._listening: Listening | None = None
        self._inside = Inside(window, self._worker, clock, practice=practice)
        self._inside.ended.connect(self._sign_out)
        window.restore_wanted.connect(self._on_restore_wanted)
        window.key_wanted.connect(self._on_key_wanted)
        self._sign_in: SignIn | None = None

    @property
    def sitting(self) -> Sitting | None:
        """What goes on around the rooms; None while nobody is signed in."""
        return self._inside.sitting

    def begin(self) -> None:
        """See what there is, off the thread of the windows."""
        self._worker.ask(running.announce, lambda _held: None, key="running")
        if self._server:
            self._begin_on_server()
            return
        file, holding = self._file, self._holding
        self._worker.ask(
            lambda: look_at_door(holding, file),
            self._on_seen,
            self._on_not_seen,
            key="look",
        )

    def _begin_on_server(self) -> None:
        from stkdesk.storage.address import read_address
        from stkdesk.ui.start.server import ServerStart

        if self._on_server is None:
            try:
                address, login = read_address(self._server)
            except OfficeError as error:
                self._server = ""
                errors.show(self._window, error)
                self.begin()
                return
            self._on_server = ServerStart(self._window, address, login, self._clock)
            self._on_server.opened.connect(self._on_unlocked)
            self._on_server.moved.connect(self._on_moved)
        self._on_server.begin()
        QTimer.singleShot(0, self, lambda: load(FIRST_PAGE))

    def close(self) -> None:
        """Let go of the thread and of the register."""
        if self._on_server is not None:
            self._on_server.close()
        if self._listening is not None:
            self._listening.close()
        self._worker.close()
        self._holding.let_go()

    def open(self, file: Path, password: str, login: str = "") -> None:
        """Open ``file`` with ``password``; also what a first start ends in."""
        self._file = file
        today, holding = self._clock(), self._holding
        self._worker.ask(
            lambda: unlock(holding, file, login, password, today),
            self._on_unlocked,
            self._on_refused,
            key="open",
        )
        # While the worker stretches the password, which leaves Python to others.
        QTimer.singleShot(0, self, lambda: load(FIRST_PAGE))

    def _on_seen(self, door: Door) -> None:
        self._door = door
        if door.is_practice:
            from stkdesk.storage.keys import PRACTICE_PASSWORD

            self.open(self._file, PRACTICE_PASSWORD)
        elif door.is_there:
            self._ask_password()
        else:
            self._window.show_front(self._first_start())

    def _on_not_seen(self, error: BaseException) -> None:
        """Somebody else has the register, or its folder does not let us look."""
        from stkdesk.services.signing_in import Door

        self._door = Door()
        self._on_refused(error)

    def _first_start(self) -> QWidget:
        """Return the first start; it ends by emitting ``ready`` (file, password)."""
        from stkdesk.ui.start.first_start import FirstStart

        front = FirstStart(self._file, practice=self._practice, clock=self._clock)
        front.ready.connect(self.open)
        front.found.connect(self._on_found)
        front.restore_wanted.connect(self._show_restore)
        return front

    def _ask_password(self) -> None:
        from stkdesk.services.signing_in import seconds_to_wait
        from stkdesk.ui.sign_in import SignIn

        door = self._door
        page = SignIn(self._file, has_several=door.has_several, login=door.login)
        page.entered.connect(self._on_entered)
        page.moved.connect(self._on_moved)
        page.forgotten.connect(self._on_forgotten)
        page.offer_restore(self._show_restore)
        self._sign_in = page
        self._window.show_front(page)
        page.wait(seconds_to_wait(self._file))
        QTimer.singleShot(LISTEN_MS, self, self._listen)

    def _on_entered(self, login: str, password: str) -> None:
        self.open(self._file, password, login)

    def _on_moved(self) -> None:
        from stkdesk.ui.start.finding_register import ask_for_register

        ask_for_register(self._window, self._file.parent, self._on_found)

    def _on_found(self, file: Path) -> None:
        """The register lies in ``file``, from now on."""
        from stkdesk.storage.files import cannot_save

        try:
            settings.remember_register(file)
        except OSError as error:
            errors.show(self._window, cannot_save(error, settings.data_folder()))
            return
        self._file, self._practice, self._server = file, False, ""
        self.begin()

    def _on_forgotten(self) -> None:
        from stkdesk.ui.start.forgotten import Forgotten

        has_code, clock = self._door.has_code, self._clock
        page = Forgotten(self._file, has_code=has_code, clock=clock)
        page.ready.connect(self.open)
        page.went_back.connect(self._ask_password)
        self._sign_in = None
        self._window.show_front(page)

    def _on_refused(self, error: BaseException) -> None:
        from stkdesk.services.signing_in import seconds_to_wait

        if self._doorway().tell(self._file, error):
            self._sign_in = None
            return
        if not isinstance(error, OfficeError):
            errors.show(self._window, error)
            return
        if self._sign_in is None:
            self._ask_password()
        if self._sign_in is not None:
            self._sign_in.refuse(error, seconds_to_wait(self._file))

    def _on_unlocked(self, opened: Opened | OpenedThere) -> None:
        self._sign_in = None
        prove, wait = proof_of(self._file, self._clock)
        if self._on_server is not None and opened.register.file is None:
            prove, wait = self._on_server.prove, no_wait
        self._inside.open(opened, prove, wait)
        QTimer.singleShot(LISTEN_MS, self, self._listen)

    def _listen(self) -> None:
        """Let whoever starts the program again be shown to this window."""
        if self._listening is None:
            try:
                from stkdesk.ui.start.listening import Listening
            except ImportError:  # a machine without what the sockets of Qt lean on
                return
            self._listening = Listening(self._window)
        self._listening.begin(self._holding.file)

    def _doorway(self) -> Doorway:
        from stkdesk.ui.start.doorway import Doorway

        if self._door_way is None:
            self._door_way = Doorway(self._window, self._holding)
            self._door_way.over.connect(self.begin)
        return self._door_way

    def _show_restore(self) -> None:
        self._sign_in = None
        self._doorway().show_restore(self._file, practice=self._practice)

    def _on_restore_wanted(self) -> None:
        self._doorway().close_and_restore(
            self._file, self._leave, practice=self._inside.is_practice
        )

    def _leave(self) -> None:
        self._practice = self._inside.is_practice
        self._inside.leave()

    def _on_key_wanted(self) -> None:
        """Close the register, give it another key, and open it again."""
        from stkdesk.ui.start.new_key import NewKey

        workspace = self._window.workspace
        if workspace is not None:
            database = workspace.database
            self._leave()
            front = NewKey(database)
            front.over.connect(self._on_key_over)
            self._window.show_front(front)

    def _on_key_over(self, unlocked: Unlocked, error: BaseException | None) -> None:
        today = self._clock()
        self._worker.ask(
            lambda: first_page(unlocked, today),
            self._on_unlocked,
            self._on_refused,
            key="open",
        )
        if error is not None:
            errors.show(self._window, error)

    def _sign_out(self) -> None:
        """Let go of the register, and ask who comes next."""
        self._inside.leave()
        if self._inside.is_practice:  # it has no password to ask for
            self._file, self._practice = settings.register_file(), False
            self._server = settings.chosen_server() or ""
        self.begin()
