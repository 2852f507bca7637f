"""What the buttons of the next steps do, for a complaint as it is saved now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stkdesk.domain.duty import About
from stkdesk.services.complaint_outcome import close_complaint, reopen_complaint
from stkdesk.services.complaints import ComplaintCard
from stkdesk.services.complaints import open_complaint as read_complaint
from stkdesk.ui.acts import act as do_act

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from stkdesk.ui.page import Page


def act_on_complaint(page: Page, number: int, act: str) -> None:
    """Do ``act``, the remedy of a step, with forms above ``page``."""
    workspace, today = page.workspace, page.workspace.today()

    def _do(card: ComplaintCard) -> None:
        if act == "complaint/close":
            _close(page, card)
        elif act == "complaint/reopen":
            _reopen(page, card)
        else:
            do_act(page, act, _about(card))

    workspace.ask(
        lambda session: read_complaint(session, number, today=today),
        _do,
        key=(id(page), "complaint act"),
        at_once=True,
    )


def _about(card: ComplaintCard) -> About:
    """Return what a letter or a decision because of the complaint is about.

    A decision that is begun because of it, and not issued, is gone on with.
    """
    is_begun = card.answered_by is not None and card.case.answer_kind is None
    return About(
        client=card.basis.client_number,
        decision=card.basis.decision_number,
        complaint=card.number,
        draft=card.answered_by if is_begun else None,
    )


def _close(page: Page, card: ComplaintCard) -> None:
    today = page.workspace.today()

    def _work(session: Session) -> None:
        close_complaint(session, card.number, card.version, today=today)

    page.workspace.save(_work, lambda _done: page.toast("Klagen er lukket"))


def _reopen(page: Page, card: ComplaintCard) -> None:
    page.workspace.save(
        lambda session: reopen_complaint(session, card.number, card.version),
        lambda _done: page.toast("Klagen er åpnet igjen"),
    )
