"""Starting the window: at once, with everything that takes time after it.

The window is painted before anything that reads the register is loaded. Then, on a
worker thread, the register is unlocked and the first page read without SQLAlchemy,
which loads last. The first start, with no register yet, is in ``ui/start``.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from stkdesk import __version__, logs, settings
from stkdesk.domain.errors import OfficeError
from stkdesk.resources import resource
from stkdesk.ui import errors, memory, theme
from stkdesk.ui.background import Worker
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.theme import Look, Scheme
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from stkdesk.services.signing_in import Door
    from stkdesk.services.today import Today
    from stkdesk.storage.opening import Unlocked
    from stkdesk.ui.sign_in import SignIn
    from stkdesk.ui.sitting import Sitting


FIRST_PAGE = ("stkdesk.ui.today.page", "stkdesk.ui.counts")
USAGE = "Bruk: stkdesk [--practice] [--db FIL] [--dark | --light]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed."""
    gc.disable()  # nothing becomes garbage while modules load; see _settle
    asked = read_arguments(sys.argv[1:] if arguments is None else arguments)
    look = memory.remembered_look()
    application = make_application(look._replace(scheme=asked.scheme or look.scheme))
    errors.show_faults()
    theme.follow_system(application)
    file = asked.db or (
        settings.practice_file() if asked.practice else settings.register_file()
    )
    window = MainWindow(practice=asked.practice)
    start = Start(window, file, practice=asked.practice)
    application.aboutToQuit.connect(start.close)
    window.show()
    QTimer.singleShot(0, start, start.begin)
    return application.exec()


def make_application(look: Look) -> QApplication:
    """Return the application, Norwegian and dressed in ``look``."""
    application = QApplication(sys.argv[:1])
    prepare(application, look)
    return application


def prepare(application: QApplication, look: Look) -> None:
    """Give ``application`` its language, its name and its look."""
    QLocale.setDefault(QLocale("nb_NO"))
    application.setApplicationName("stkdesk")
    application.setApplicationVersion(__version__)
    application.setWindowIcon(QIcon(str(resource("stkdesk.svg"))))
    words = QTranslator(application)
    words.load(str(resource("i18n/qtbase_nb.qm")))
    application.installTranslator(words)
    theme.apply(application, look)


class Asked(NamedTuple):
    """What the command line asks for."""

    practice: bool = False
    db: Path | None = None
    scheme: Scheme | None = None  # this time only


def read_arguments(arguments: Sequence[str]) -> Asked:
    """Return what ``arguments`` ask for; an unknown one ends the program.

    Read by hand: argparse costs as much as a tenth of a bare window.
    """
    asked, rest = Asked(), [*arguments]
    while rest:
        match rest.pop(0):
            case "--practice":
                asked = asked._replace(practice=True)
            case "--db" if rest:
                asked = asked._replace(db=Path(rest.pop(0)))
            case "--dark":
                asked = asked._replace(scheme=Scheme.DARK)
            case "--light":
                asked = asked._replace(scheme=Scheme.LIGHT)
            case _:
                raise SystemExit(USAGE)
    return asked


class Opened(NamedTuple):
    """A register that a password has opened, and its first page."""

    register: Unlocked
    today: Today


class Start(QObject):
    """Leads from an empty window to an open office."""

    def __init__(
        self,
        window: MainWindow,
        file: Path,
        *,
        practice: bool,
        clock: Callable[[], date] = date.today,
    ) -> None:
        """Open ``file`` in ``window``; a practice office is made if it is missing."""
        super().__init__(window)
        self._clock = clock
        self._window, self._file, self._practice = window, file, practice
        self._worker = Worker("start", self)
        self._door: Door
        self.sitting: Sitting | None = None
        self._is_practice = practice  # what is open is a practice office
        self._sign_in: SignIn | None = None

    def begin(self) -> None:
        """See what there is, off the thread of the windows."""
        file = self._file
        self._worker.ask(lambda: _look_at(file), self._on_seen, key="look")

    def close(self) -> None:
        """Let go of the thread."""
        self._worker.close()

    def open(self, file: Path, password: str, login: str = "") -> None:
        """Open ``file`` with ``password``; also what a first start ends in."""
        self._file = file
        today = self._clock()
        self._worker.ask(
            lambda: _unlock(file, login, password, today),
            self._on_unlocked,
            self._on_refused,
            key="open",
        )
        # While the worker stretches the password, which leaves Python to others.
        QTimer.singleShot(0, self, lambda: _load(FIRST_PAGE))

    def _on_seen(self, door: Door) -> None:
        self._door = door
        if door.is_practice:
            from stkdesk.storage.keys import PRACTICE_PASSWORD

            self.open(self._file, PRACTICE_PASSWORD)
        elif door.is_there:
            self._ask_password()
        else:
            self._window.show_front(self._first_start())

    def _first_start(self) -> QWidget:
        """Return the first start; it ends by emitting ``ready`` (file, password)."""
        from stkdesk.ui.start.first_start import FirstStart

        front = FirstStart(self._file, practice=self._practice, clock=self._clock)
        front.ready.connect(self.open)
        return front

    def _ask_password(self) -> None:
        from stkdesk.services.signing_in import seconds_to_wait
        from stkdesk.ui.sign_in import SignIn

        door = self._door
        page = SignIn(self._file, has_several=door.has_several, login=door.login)
        page.entered.connect(self._on_entered)
        self._sign_in = page
        self._window.show_front(page)
        page.wait(seconds_to_wait(self._file))

    def _on_entered(self, login: str, password: str) -> None:
        self.open(self._file, password, login)

    def _on_refused(self, error: BaseException) -> None:
        from stkdesk.services.signing_in import seconds_to_wait

        if not isinstance(error, OfficeError):
            errors.show(self._window, error)
            return
        if self._sign_in is None:
            self._ask_password()
        if self._sign_in is not None:
            self._sign_in.refuse(error, seconds_to_wait(self._file))

    def _on_unlocked(self, opened: Opened) -> None:
        self._sign_in = None
        self._is_practice = opened.today.is_practice
        workspace = Workspace(
            opened.register.database, self._clock, actor=opened.register.actor
        )
        folder = opened.register.file.parent
        self._window.open_office(
            workspace,
            name=opened.today.municipality,
            place=f"Registeret ligger i {folder}",
            practice=opened.today.is_practice,
        )
        page = self._window.open("today")
        show = getattr(page, "show_today", None)
        if page is not None and show is not None:
            page.mark_fresh()
            show(opened.today)
        from stkdesk.ui.counts import Counts

        Counts(self._window, workspace).show(opened.today)
        QTimer.singleShot(0, self, lambda: self._warm_up(workspace))

    def _warm_up(self, workspace: Workspace) -> None:
        """Load what the other rooms need, once the first page has been painted."""
        workspace.ask(lambda _session: None, lambda _nothing: None, key="warm")
        modules = [room.page.partition(":")[0] for room in self._window.rooms]
        self._worker.ask(lambda: _load(modules), lambda _nothing: _settle(), key="load")
        self._begin_sitting(workspace)

    # From signing in to signing out.

    def _begin_sitting(self, workspace: Workspace) -> None:
        if self._window.workspace is not workspace:  # closed before it began
            return
        from stkdesk.services.signing_in import prove_password, seconds_to_wait
        from stkdesk.ui.sitting import Sitting

        file, clock = self._file, self._clock
        self.sitting = Sitting(
            self._window,
            workspace,
            lambda login, password: prove_password(
                file, login, password, today=clock()
            ),
            lambda: seconds_to_wait(file),
            practice=self._is_practice,
        )
        self.sitting.ended.connect(self._sign_out)

    def _sign_out(self) -> None:
        """Let go of the register and of what was shown, and ask who comes next."""
        self._window.close_office()
        self._end_sitting()
        if self._is_practice:  # it has no password to ask for
            self._file, self._practice = settings.register_file(), False
        self.begin()

    def _end_sitting(self) -> None:
        if self.sitting is not None:
            self.sitting.close()
            self.sitting = None


def _look_at(file: Path) -> Door:
    """Return what can be told of ``file`` before it is open; runs on the worker."""
    from stkdesk.services.signing_in import look_at

    logs.begin()
    return look_at(file)


def _unlock(file: Path, login: str, password: str, today: date) -> Opened:
    """Open ``file`` and read the first page, without SQLAlchemy; on the worker."""
    from stkdesk.services.signing_in import sign_in
    from stkdesk.services.today import today_in
    from stkdesk.storage.cipher import connect

    unlocked = sign_in(file, login, password, today=today)
    connection = connect(file, unlocked.key.database_key)
    try:
        first = today_in(
            lambda sql, values: connection.execute(sql, values).fetchall(), today=today
        )
    finally:
        connection.close()
    return Opened(unlocked, first)


def _settle() -> None:
    """Collect garbage again, but never look at what was loaded at start."""
    gc.collect()
    gc.freeze()
    gc.enable()


def _load(modules: Sequence[str]) -> None:
    """Load the pages not visited yet; what fails is told when it is visited."""
    for module in modules:
        with suppress(ImportError):
            import_module(module)
