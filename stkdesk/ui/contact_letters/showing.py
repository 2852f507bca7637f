"""Showing a letter to a support contact that is finished: the paper as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.services.contact_letters import paper_of_contact_letter
from stkdesk.services.printing import MadePaper, paper_again
from stkdesk.ui import errors
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import show_papers

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def show_contact_letter(page: Page, number: int, kind: ContactLetterKind) -> None:
    """Show the paper of an issued letter."""
    today, window = page.workspace.today(), page.window()

    def _read(session: Session) -> list[MadePaper]:
        paper = paper_of_contact_letter(session, number)
        return [paper_again(session, paper, today=today)]

    page.workspace.save(
        _read,
        lambda made: show_papers(page, kind.label, made),
        lambda error: errors.show(window, error),
    )
