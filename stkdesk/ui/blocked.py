"""Meeting a blocked client: told, and opened in need by those who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import BlockedError
from stkdesk.domain.staff import Right
from stkdesk.ui import errors
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Reading = Callable[["Session"], Any]


def or_blocked(work: Reading) -> Reading:
    """Return ``work``, with a refusal to show a blocked client as its answer."""

    def _read(session: Session) -> Any:
        try:
            return work(session)
        except BlockedError as blocked:
            return blocked

    return _read


def offer_break_glass(
    parent: QWidget,
    workspace: Workspace,
    blocked: BlockedError,
    then: Callable[[], object],
) -> None:
    """Tell that the client is blocked; who may read cases may open it with a reason.

    ``then`` is called when it is open.
    """
    if not workspace.may(Right.READ_CASES):
        errors.show(parent, blocked)
        return
    # At the refusal: most people never see it.
    from stkdesk.ui.break_glass_form import BreakGlassForm

    BreakGlassForm(parent, workspace, blocked.number, then).open()
