"""Saving a record of a register so that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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

    What is taken back is refused if somebody has saved in the meantime.
    """
    number, version, before = card.number, card.version, card.draft
    if draft == before:
        return

    def _save(session: Session, seen: int, wanted: Any) -> int:
        errands.edit(session, number, seen, wanted)
        return int(errands.open(session, number).version)

    workspace = page.workspace
    saved = workspace.do(lambda s: _save(s, version, draft))
    page.toast(text, lambda: workspace.do(lambda s: _save(s, saved, before)))
