"""What leaves the window is in the log first: papers printed, papers saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from stkdesk.services.enclosed import log_enclosed_printed, log_enclosed_saved
from stkdesk.services.paper_log import log_printed, log_saved
from stkdesk.ui import errors

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from stkdesk.services.printing import Enclosed
    from stkdesk.ui.workspace import Workspace

#: Does what must come first, then what it is given.
First = Callable[[Callable[[], object]], object]


def at_once(act: Callable[[], object]) -> None:
    """Do ``act``: nothing has to be noted of it."""
    act()


def printed(
    parent: QWidget,
    workspace: Workspace,
    papers: Sequence[int],
    enclosed: Sequence[Enclosed] = (),
) -> First:
    """Return what notes that ``papers``, and what is with them, are printed."""

    def _log(session: Session) -> None:
        log_printed(session, papers)
        log_enclosed_printed(session, enclosed)

    return _first(parent, workspace, _log)


def saved(
    parent: QWidget,
    workspace: Workspace,
    papers: Sequence[int],
    enclosed: Sequence[Enclosed] = (),
) -> First:
    """Return what notes that ``papers``, and what is with them, are saved as a file."""

    def _log(session: Session) -> None:
        log_saved(session, papers)
        log_enclosed_saved(session, enclosed)

    return _first(parent, workspace, _log)


def _first(
    parent: QWidget, workspace: Workspace, log: Callable[[Session], None]
) -> First:
    def _do(act: Callable[[], object]) -> None:
        workspace.save(
            log, lambda _none: act(), lambda error: errors.show(parent, error)
        )

    return _do
