"""From signing in to signing out: who is here, the lock, the own password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from stkdesk.domain.errors import NotAllowedError, OfficeError
from stkdesk.domain.sign_in import failures_text
from stkdesk.domain.staff import Actor, roles_text
from stkdesk.services import sitting
from stkdesk.services.sitting import Greeting
from stkdesk.ui import errors
from stkdesk.ui.background import Worker
from stkdesk.ui.form import Form
from stkdesk.ui.lock import Lock
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.own_password import OwnPasswordDialog
from stkdesk.ui.widgets.notice import Notice
from stkdesk.ui.workspace import Workspace

LOOK_MS = 60_000  # between two looks at the day

#: Proves that a password is that of the user name; runs on a worker.
Prove = Callable[[str, str], int | None]


class Sitting(QObject):
    """What goes on around the rooms while somebody is signed in.

    Signals:
        ended: the person has left; what they were writing is kept as drafts.
    """

    ended = Signal()

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        prove: Prove,
        wait: Callable[[], int],
        *,
        practice: bool,
    ) -> None:
        """Begin in ``window``; ``wait`` tells the seconds before the next attempt."""
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._prove, self._practice = prove, practice
        self._worker = Worker("sitting", self)
        self._greeting: Greeting | None = None
        self.lock = Lock(window, workspace.actor, self._proved, wait, practice=practice)
        self.lock.changed.connect(self._on_lock)
        self.lock.left.connect(self.leave)
        workspace.changed.connect(self._on_changed)
        window.rebuilt.connect(self._on_rebuilt)
        self._day, self._clock = workspace.today(), QTimer(self)
        self._clock.timeout.connect(self._on_time)
        self.watch_day()
        self._connect_foot()
        self._worker.ask(
            lambda: sitting.begin_sitting(workspace.database),
            self._on_greeted,
            self._on_not_noted,
            key="begin",
        )

    @property
    def is_begun(self) -> bool:
        """Whether the log says that the person has signed in."""
        return self._greeting is not None

    def leave(self) -> None:
        """Sign out. Forms are put aside; nobody is asked when the window is locked."""
        pages = self._window.pages.values()
        if not self.lock.is_locked and not all(page.may_leave() for page in pages):
            return
        put_forms_aside()
        self.ended.emit()

    def change_password(self) -> None:
        """Ask for another password of one's own."""
        OwnPasswordDialog(self._window, self._workspace).open()

    def make_code(self) -> None:
        """Make a recovery code, print it and type it back."""
        from stkdesk.ui.recovery_dialog import RecoveryDialog

        dialog = RecoveryDialog(self._window, self._workspace)
        dialog.made.connect(partial(self._show_notice, "code", None))
        dialog.open()

    def close(self) -> None:
        """The window is somebody else's now."""
        self._clock.stop()
        self._worker.close()
        self.lock.close()
        self.deleteLater()

    def _proved(self, password: str) -> None:
        """Prove the actor's password; on the worker of the lock."""
        with self._workspace.database.reading() as session:
            login = sitting.own_login(session)
        self._prove(login, password)

    # What is told.

    def _on_greeted(self, greeting: Greeting) -> None:
        self._greeting = greeting
        self.lock.watch.set_limit(greeting.lock_minutes * 60)
        if not self._practice:
            self._window.toast(greeting.text)
        self._tell()
        self._tell_update()

    def _tell(self) -> None:
        greeting = self._greeting
        if greeting is None or self._practice:
            return
        self._window.foot.show_last(greeting.text)
        if greeting.failures:
            notice = Notice(
                failures_text(greeting.failures),
                "Var det ikke deg, så bytt passord og si fra til den som er "
                "administrator.",
                ("Greit", partial(self._put_away, "failures")),
            )
            self._show_notice("failures", notice)
        if greeting.lacks_code:
            notice = Notice(
                "Registeret har ingen gjenopprettingskode.",
                "Glemmer alle passordet sitt, er det bare koden på papir som åpner "
                "registeret igjen. Det tar to minutter.",
                ("Lag en gjenopprettingskode", self.make_code),
            )
            self._show_notice("code", notice)

    def _tell_update(self) -> None:
        """Show what IT says of the next version, in every room."""
        from stkdesk.ui.update_line import show_update_line

        show_update_line(self._window, self._workspace.today())

    def _put_away(self, key: str) -> None:
        if self._greeting is not None and key == "failures":
            self._greeting = self._greeting._replace(failures=0)
        self._show_notice(key, None)

    def _show_notice(self, key: str, notice: QWidget | None) -> None:
        if key == "code" and notice is None and self._greeting is not None:
            self._greeting = self._greeting._replace(lacks_code=False)
        page = self._window.pages.get("today")
        show = getattr(page, "show_notice", None)
        if show is not None:
            show(key, notice)

    def _on_not_noted(self, error: BaseException) -> None:
        """The log cannot be written: then nobody is let in."""
        self.ended.emit()
        errors.show(self._window, error)

    # The lock.

    def _on_lock(self, on: bool) -> None:
        self._workspace.away.emit(on)
        database = self._workspace.database
        note = sitting.note_lock if on else sitting.note_unlock
        self._worker.ask(lambda: note(database), lambda _noted: None, key=("lock", on))
        if not on:
            self._see_actor()

    # What the one at work may do may have been changed meanwhile.

    def watch_day(self, every: int = LOOK_MS) -> None:
        """Look ``every`` milliseconds whether another day has begun."""
        self._clock.start(every)

    def _on_time(self) -> None:
        today = self._workspace.today()
        self._tell_update()
        if today != self._day:
            self._day = today
            self._see_actor()

    def _see_actor(self) -> None:
        database, today = self._workspace.database, self._workspace.today()
        self._worker.ask(
            lambda: sitting.see_actor(database, today=today),
            self._on_actor,
            self._on_no_actor,
            key="actor",
        )

    def _on_actor(self, actor: Actor) -> None:
        before = self._workspace.actor
        if actor == before:
            return
        self._workspace.actor = actor
        if replace(actor, name=before.name) == before:
            self._window.foot.show_person(actor, practice=self._practice)
            return
        put_forms_aside()
        self._window.follow_rights()
        self._window.toast(f"Rollene dine er endret: {roles_text(actor.roles)}.")

    def _on_no_actor(self, error: BaseException) -> None:
        if isinstance(error, NotAllowedError):
            put_forms_aside()
            self.ended.emit()
        elif isinstance(error, OfficeError):  # asked again when the line is back
            return
        errors.show(self._window, error)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "staff" in tables:
            self._see_actor()
        if "register_facts" in tables:
            self._workspace.ask(
                sitting.lock_minutes, self._on_minutes, key=(id(self), "minutes")
            )

    def _on_minutes(self, minutes: int) -> None:
        self.lock.watch.set_limit(minutes * 60)

    # The window is built anew when the text gets another size.

    def _on_rebuilt(self) -> None:
        QTimer.singleShot(0, self, self._after_rebuilt)

    def _after_rebuilt(self) -> None:
        self._connect_foot()
        self._tell()
        self._tell_update()

    def _connect_foot(self) -> None:
        foot = self._window.foot
        foot.password_wanted.connect(self.change_password)
        foot.lock_wanted.connect(self.lock.lock)
        foot.leave_wanted.connect(self.leave)


def put_forms_aside() -> None:
    """Keep what is typed in open forms as drafts, and close them."""
    for each in QApplication.topLevelWidgets():
        if isinstance(each, Form):
            each.put_aside()
