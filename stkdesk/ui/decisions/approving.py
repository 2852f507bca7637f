"""Approving a decision: saved as it stands in the form and issued, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from stkdesk.domain.decision import DecisionDraft
from stkdesk.services.decisions import (
    DecisionCard,
    edit_decision,
    open_decision,
    register_decision,
)
from stkdesk.services.issuing import Issued, issue_decision

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def issuing(
    card: DecisionCard | None,
    draft: DecisionDraft,
    *,
    today: date,
    recipients: Sequence[int],
    left_out: str,
) -> Callable[[Session], Issued]:
    """Return what saves ``draft`` over ``card``, or as a new one, and issues it.

    ``recipients`` are the keys that are confirmed; ``left_out`` goes to the log.
    """

    def _save_and_issue(session: Session) -> Issued:
        if card is None:
            number = register_decision(session, draft)
        else:
            number = card.number
            edit_decision(session, number, card.version, draft)
        version = open_decision(session, number).version
        return issue_decision(
            session,
            number,
            version,
            today=today,
            recipients=recipients,
            left_out=left_out,
        )

    return _save_and_issue
