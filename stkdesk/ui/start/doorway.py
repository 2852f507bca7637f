"""Before anybody has signed in: who has the register, and getting back to a backup."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from stkdesk.services.backups import folder_of_backups
from stkdesk.storage.answering import NoAnswerError
from stkdesk.storage.holder import RegisterHeldError
from stkdesk.storage.places import require_place_for
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.sitting import put_forms_aside
from stkdesk.ui.start.held import HeldFront
from stkdesk.ui.start.holding import Holding
from stkdesk.ui.start.managed import ManagedPlaceError
from stkdesk.ui.start.neighbour import handed_over
from stkdesk.ui.start.restore import RestoreFront

SHORT_MS = 300  # the window stands still meanwhile


class Doorway(QObject):
    """Shows what stands between a person and the register.

    Signals:
        over: look at the register once more, from the beginning.
    """

    over = Signal()

    def __init__(self, window: MainWindow, holding: Holding) -> None:
        """Stand in ``window``."""
        super().__init__(window)
        self._window, self._holding = window, holding

    def tell(self, file: Path, error: BaseException) -> bool:
        """Show why ``file`` cannot be opened now, if it can be later; else False.

        Somebody has it, its disk does not answer, or IT has placed it where it cannot
        be opened. Another window of ours, opened at the same moment, is shown itself.
        """
        if not isinstance(error, RegisterHeldError | NoAnswerError | ManagedPlaceError):
            return False
        is_held = isinstance(error, RegisterHeldError) and not error.is_stale
        if is_held and handed_over(file, SHORT_MS):
            self._window.close()
            return True
        front = HeldFront(error, partial(self._holding.take, file, release=True))
        front.over.connect(self.over)
        self._window.show_front(front)
        return True

    def show_restore(
        self, file: Path, *, practice: bool, folder: Path | None = None
    ) -> None:
        """Offer the backups in ``folder``, or where they usually lie."""
        front = RestoreFront(
            file, folder=folder, practice=practice, hold=partial(self._hold, file)
        )
        front.left.connect(self.over)
        front.done.connect(self.over)
        self._window.show_front(front)

    def close_and_restore(
        self, file: Path, close: Callable[[], object], *, practice: bool
    ) -> bool:
        """From the settings: close the register, as when somebody signs out."""
        workspace, pages = self._window.workspace, self._window.pages.values()
        if workspace is None or not all(page.may_leave() for page in pages):
            return False
        folder = folder_of_backups(workspace.database)
        put_forms_aside()
        close()
        self.show_restore(file, practice=practice, folder=folder)
        return True

    def _hold(self, file: Path) -> None:
        require_place_for(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        self._holding.take(file)
