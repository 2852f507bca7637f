"""What the buttons of the next steps open: the letters and decisions of a complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.letter import LetterKind
from stkdesk.services.complaint_outcome import close_complaint, reopen_complaint
from stkdesk.services.complaints import ComplaintCard
from stkdesk.services.complaints import open_complaint as read_complaint

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from stkdesk.ui.page import Page


def act_on_complaint(page: Page, number: int, act: str) -> None:
    """Do ``act``, the remedy of a step, for the complaint as it is saved now."""
    workspace, today = page.workspace, page.workspace.today()

    def _do(card: ComplaintCard) -> None:
        room, _, what = act.partition("/")
        match room, what:
            case "letter", kind:
                _letter(page, card, LetterKind(kind))
            case "decision", kind:
                _decision(page, card, kind)
            case "complaint", "close":
                _close(page, card)
            case "complaint", "reopen":
                _reopen(page, card)

    workspace.ask(
        lambda session: read_complaint(session, number, today=today),
        _do,
        key=(id(page), "complaint act"),
        at_once=True,
    )


def _letter(page: Page, card: ComplaintCard, kind: LetterKind) -> None:
    # At the press: it loads the print room.
    from stkdesk.ui.letters.form import open_letter

    open_letter(
        page,
        page.workspace,
        kind,
        card.basis.client_number,
        decision=card.basis.decision_number,
        complaint=card.number,
    )


def _decision(page: Page, card: ComplaintCard, kind: str) -> None:
    """Open the decision that is begun because of the complaint, or begin it."""
    from stkdesk.ui.decisions.form import open_decision

    client = card.basis.client_number
    if card.answered_by is not None and card.case.answer_kind is None:  # a draft
        open_decision(page, page.workspace, client, card.answered_by)
        return
    known = {each.value: each for each in DecisionKind}
    reverses = kind == DecisionKind.REVERSED.value
    open_decision(
        page,
        page.workspace,
        client,
        kind=known.get(kind),
        complaint=card.number,
        changes=card.basis.decision_number if reverses else None,
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
