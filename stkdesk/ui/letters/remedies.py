"""Going where something missing in a letter is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stkdesk.domain.letter import LetterDraft
from stkdesk.ui.page import Page

if TYPE_CHECKING:
    from stkdesk.ui.letters.form import LetterForm


def lead_to(form: LetterForm, page: Page, act: str, draft: LetterDraft) -> None:
    """Do the act of a remedy; what is typed is kept where that closes the form."""
    where, _, what = act.partition("/")
    if where == "field":
        form.go_to(what)
        return
    form.put_aside()
    leave(page, where, draft)


def leave(page: Page, where: str, draft: LetterDraft) -> None:
    """Go from ``page`` to where something outside the letter is put right."""
    match where:
        case "client":
            page.goto.emit("clients", draft.client_number)
        case "office":
            page.goto.emit("office", "address")
        case "complaint":
            from stkdesk.ui.complaints.form import open_complaint

            open_complaint(
                page, page.workspace, draft.decision_number, draft.complaint_number
            )
