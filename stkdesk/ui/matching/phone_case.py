"""Showing the page for the telephone, ready for the printer."""

from __future__ import annotations

from stkdesk.services.phone_cases import REFERENCE, phone_case
from stkdesk.services.printing import Pile, PileSheet
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import PaperWindow
from stkdesk.ui.workspace import Workspace

FILE_NAME = "telefonark.pdf"  # says nothing of whose it is


def open_phone_case(page: Page, workspace: Workspace, client_number: int) -> None:
    """Make the page about the client and show it."""
    today = workspace.today()

    def _show(data: bytes) -> None:
        pile = Pile("", (PileSheet(0, REFERENCE, 1, 1),))
        PaperWindow(page, "Telefonark", data, pile, FILE_NAME).open()

    workspace.ask(
        lambda session: phone_case(session, client_number, today=today),
        _show,
        key=(id(page), "phone case"),
        at_once=True,
    )
