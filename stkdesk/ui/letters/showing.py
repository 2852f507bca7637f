"""Showing a letter that is finished: the papers as they were first printed."""

from __future__ import annotations

from stkdesk.domain.letter import LetterKind
from stkdesk.services.enclosed import with_enclosed
from stkdesk.services.letter_paper import print_letter
from stkdesk.ui import errors
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import show_papers
from stkdesk.ui.workspace import Workspace


def show_letter(
    page: Page, workspace: Workspace, number: int, kind: LetterKind
) -> None:
    """Show the papers of a letter; a draft with UTKAST across it."""
    today, window = workspace.today(), page.window()
    workspace.save(
        lambda session: with_enclosed(
            session, print_letter(session, number, today=today)
        ),
        lambda made: show_papers(page, kind.label, made),
        lambda error: errors.show(window, error),
    )
