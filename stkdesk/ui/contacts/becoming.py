"""Making a support contact active, paused, ended, or an applicant again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stkdesk.services.recruiting import make_active, open_recruitment
from stkdesk.ui.page import Page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def become_active(page: Page, number: int) -> None:
    """Make the support contact active, when everything holds; else say what lacks."""
    today = page.workspace.today()

    def _save(session: Session) -> str:
        card = open_recruitment(session, number, today=today)
        make_active(session, number, card.version, today=today)
        return card.name

    page.workspace.save(_save, lambda name: page.toast(f"{name} er aktiv"))
