"""Going where something missing in a letter to a support contact is put right."""

from __future__ import annotations

from stkdesk.domain.contact_letter import ContactLetterDraft
from stkdesk.domain.duty import About
from stkdesk.ui.page import Page


def put_right(page: Page, act: str, draft: ContactLetterDraft) -> None:
    """Do the act of a remedy that lies outside the letter itself."""
    if act.startswith("office/"):
        page.goto.emit("office", "address")
        return
    from stkdesk.ui.acts import act as do  # at the press: it knows every room

    about = About(contact=draft.contact_number, assignment=draft.assignment_number)
    do(page, act, about)
