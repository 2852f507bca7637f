"""A record that is not shown: blocked, and opened in need, or gone meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import BlockedError, NotFoundError, OfficeError
from stkdesk.domain.staff import Right
from stkdesk.ui import errors
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Reading = Callable[["Session"], Any]


def or_refused(work: Reading, *, again: bool) -> Reading:
    """Return ``work``, with a refusal to show a blocked client as its answer.

    ``again``: a record stood there already. That it is gone is then an answer too:
    whoever took it away knows, and to others the list tells.
    """

    def _read(session: Session) -> Any:
        try:
            return work(session)
        except BlockedError as blocked:
            return blocked
        except NotFoundError as gone:
            if again:
                return gone
            raise

    return _read


def offer_break_glass(
    parent: QWidget,
    workspace: Workspace,
    refused: OfficeError,
    then: Callable[[], object],
) -> None:
    """Tell that the client is blocked; who may read cases may open it with a reason.

    ``then`` is called when it is open. Nothing is said of a record that is gone.
    """
    if not isinstance(refused, BlockedError):
        return
    if not workspace.may(Right.READ_CASES):
        errors.show(parent, refused)
        return
    # At the refusal: most people never see it.
    from stkdesk.ui.break_glass_form import BreakGlassForm

    BreakGlassForm(parent, workspace, refused.number, then).open()
