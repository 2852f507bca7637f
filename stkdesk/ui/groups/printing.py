"""Showing the list of attendance, ready for the printer."""

from __future__ import annotations

from stkdesk.domain.period import Period
from stkdesk.services.attendance_lists import REFERENCE, attendance_list
from stkdesk.services.printing import Pile, PileSheet
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import PaperWindow

FILE_NAME = "oppmoteliste.pdf"  # says nothing of whose it is


def show_attendance_list(page: Page, group: int, month: Period) -> None:
    """Make the list of ``month`` and show it."""
    today = page.workspace.today()

    def _show(data: bytes) -> None:
        pile = Pile("", (PileSheet(0, REFERENCE, 1, 1),))
        PaperWindow(page, "Oppmøteliste", data, pile, FILE_NAME).open()

    page.workspace.ask(
        lambda session: attendance_list(session, group, month, today=today),
        _show,
        key=(id(page), "attendance list"),
        at_once=True,
    )
