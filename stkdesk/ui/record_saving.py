"""Saving a record of a register so that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stkdesk.domain.errors import ChangedByAnotherError
from stkdesk.ui.page import Page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Errands:
    """The casework of one register, as its form and card need it.

    A card has ``number``, ``version`` and ``draft``; ``register`` takes the draft and
    whether a namesake is fine, ``edit`` the number, the version seen and the draft.
    """

    room: str  # keys what is kept of a form that is not finished
    open: Callable[[Session, int], Any]
    register: Callable[[Session, Any, bool], int]
    edit: Callable[[Session, int, int, Any], None]


def save_change(page: Page, errands: Errands, card: Any, draft: Any, text: str) -> None:
    """Put ``draft`` in place of what ``card`` shows; ``text`` says so, with Angre.

    It can be taken back for as long as the record stands as it was saved here; what
    somebody has changed since is never overwritten.
    """
    number, before = card.number, card.draft
    if draft == before:
        return

    def _save(session: Session) -> Any:
        errands.edit(session, number, card.version, draft)
        return errands.open(session, number).draft

    def _take_back(session: Session) -> None:
        now = errands.open(session, number)
        if now.draft != saved:
            raise ChangedByAnotherError(
                "Det kan ikke angres lenger.",
                "Noen har endret det samme i mellomtiden. Åpne det og rett det opp.",
            )
        errands.edit(session, number, now.version, before)

    saved = page.workspace.do(_save)
    page.toast(text, lambda: page.workspace.do(_take_back))
