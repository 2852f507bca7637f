"""Inside the office: from an open register to signing out.

The first page stands in the window before SQLAlchemy is loaded; the rest of the rooms
come while nobody waits for them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from stkdesk.ui.background import Worker
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.start.warming import Warming, casework, load, screens, settle
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from stkdesk.ui.page import Page
    from stkdesk.ui.sitting import Prove, Sitting
    from stkdesk.ui.start.keeping import Keeping
    from stkdesk.ui.start.server import OpenedThere
    from stkdesk.ui.start.unlocking import Opened


class Inside(QObject):
    """What the window shows while a register is open in it.

    Signals:
        ended: whoever was signed in has left.
    """

    ended = Signal()

    def __init__(
        self,
        window: MainWindow,
        worker: Worker,
        clock: Callable[[], date],
        *,
        practice: bool,
    ) -> None:
        """Nothing is open yet; ``worker`` loads what the rooms need."""
        super().__init__(window)
        self._window, self._worker, self._clock = window, worker, clock
        self.is_practice = practice  # what is open is a practice office
        self.sitting: Sitting | None = None
        self._keeping: Keeping | None = None
        self._guard: tuple[Prove, Callable[[], int]]

    def open(
        self, opened: Opened | OpenedThere, prove: Prove, wait: Callable[[], int]
    ) -> None:
        """Show the first page of ``opened``.

        ``prove`` and ``wait`` are for the lock: prove a password, and tell the seconds
        before the next attempt.
        """
        self._guard = prove, wait
        self.is_practice = opened.today.is_practice
        workspace = Workspace(
            opened.register.database, self._clock, actor=opened.register.actor
        )
        file = opened.register.file
        place = (
            f"i {file.parent}" if file else f"på {workspace.database.register.place}"
        )
        self._window.open_office(
            workspace,
            name=opened.today.municipality,
            place=f"Registeret ligger {place}",
            practice=self.is_practice,
        )
        page = self._window.open("today")
        show = getattr(page, "show_today", None)
        if page is not None and show is not None:
            page.mark_fresh()
            show(opened.today)
        from stkdesk.ui.counts import Counts

        Counts(self._window, workspace).show(opened.today)
        rest = page if not opened.today.is_whole else None
        in_file = file is not None
        QTimer.singleShot(0, self, lambda: self.warm_up(workspace, rest, in_file))

    def leave(self) -> None:
        """Let go of the register and of what was shown."""
        if self.sitting is not None:
            self.sitting.close()
            self.sitting = None
        if self._keeping is not None:
            self._keeping.close()
            self._keeping = None
        self._window.close_office()

    def warm_up(self, workspace: Workspace, rest: Page | None, in_file: bool) -> None:
        """Load what the other rooms need, once the first page has been painted.

        ``rest``: the first page, when there is more to read for it.
        """
        workspace.ask(lambda _session: None, lambda _nothing: None, key="warm")
        if rest is not None:
            rest.refresh(frozenset())
        self._worker.ask(
            lambda: load(casework()), lambda _nothing: self._warm_rooms(), key="load"
        )
        self._begin_sitting(workspace, in_file)

    def _warm_rooms(self) -> None:
        Warming(screens(), self).done.connect(settle)

    def _begin_sitting(self, workspace: Workspace, in_file: bool) -> None:
        if self._window.workspace is not workspace:  # closed before it began
            return
        from stkdesk.ui.sitting import Sitting
        from stkdesk.ui.together import Together

        Together(self._window, workspace)
        prove, wait = self._guard
        self.sitting = Sitting(
            self._window, workspace, prove, wait, practice=self.is_practice
        )
        self.sitting.ended.connect(self.ended)
        if in_file:  # whoever has the server keeps what lies there
            from stkdesk.ui.start.keeping import Keeping

            self._keeping = Keeping(self._window, workspace)
