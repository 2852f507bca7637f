"""Saving a record of a register so that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stkdesk.domain.errors import ChangedByAnotherError
from stkdesk.services.last_saved import Kind
from stkdesk.ui.page import Page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Errands:
    """The casework of one register, as its form and card need it.

    A card has ``number``, ``version`` and ``draft``; ``register`` takes the draft and
    what makes it fine all the same: the people said to be others, or whether it is
    another one. ``edit`` takes the number, the version seen and the draft.
    """

    room: str  # keys what is kept of a form that is not finished
    kind: Kind  # whose saves are told when two meet in one record
    open: Callable[[Session, int], Any]
    register: Callable[[Session, Any, Any], int]
    edit: Callable[[Session, int, int, Any], None]


def save_change(
    page: Page,
    errands: Errands,
    card: Any,
    draft: Any,
    text: str,
    then: Callable[[], object] | None = None,
    refused: Callable[[BaseException], object] | None = None,
) -> None:
    """Put ``draft`` in place of what ``card`` shows; ``text`` says so, with Angre.

    It can be taken back for as long as the record stands as it was saved here; what
    somebody has changed since is never overwritten. Ends in ``then`` or ``refused``;
    without the latter, what stops it is told.
    """
    number, before, workspace = card.number, card.draft, page.workspace
    then = then or (lambda: None)
    if draft == before:
        then()
        return

    def _save(session: Session) -> Any:
        errands.edit(session, number, card.version, draft)
        return errands.open(session, number).draft

    def _saved(saved: Any) -> None:
        def _take_back(session: Session) -> None:
            now = errands.open(session, number)
            if now.draft != saved:
                raise ChangedByAnotherError(
                    "Noen har endret det samme i mellomtiden.",
                    "Åpne det og rett det opp.",
                )
            errands.edit(session, number, now.version, before)

        page.toast(text, lambda: workspace.save(_take_back))
        then()

    workspace.save(_save, _saved, refused)
