"""Going where what a decision lacks is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stkdesk.domain.duty import About
from stkdesk.services.clients import open_client
from stkdesk.ui.acts import act

if TYPE_CHECKING:
    from stkdesk.ui.decisions.decision_form import DecisionForm
    from stkdesk.ui.page import Page

WITHIN = ("field", "recipients")


def lead_to(form: DecisionForm, page: Page, name: str) -> None:
    """Do the act ``name`` of a remedy; what is typed is never lost.

    A field is gone to, the form of the client opens above. A letter leaves the
    decision: it waits as a draft until the letter is answered.
    """
    where, _, what = name.partition("/")
    draft = form.as_issued()
    if where in WITHIN:
        form.go_to(what or where)
    elif where == "client":
        _open_client(page, draft.client_number)
    else:
        about = About(client=draft.client_number, decision=draft.changes_number)
        form.leave(lambda: act(page, name, about))


def _open_client(page: Page, number: int | None) -> None:
    """Open the client's form above; the decision hears of it when it is saved."""
    from stkdesk.ui.clients.form import ClientForm

    if number is not None:
        page.workspace.ask(
            lambda session: open_client(session, number),
            lambda card: ClientForm(page, card).open(),
            key=(id(page), "client of decision"),
            at_once=True,
        )
