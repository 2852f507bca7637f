"""Opening a decision: a new one, one that is begun, or the letters of an issued one."""

from __future__ import annotations

from functools import partial

from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.staff import Right
from stkdesk.ui.decisions.decision_form import DecisionForm
from stkdesk.ui.decisions.opening import Begun, Wanted, read_begun
from stkdesk.ui.page import Page
from stkdesk.ui.papers.actions import print_decision
from stkdesk.ui.workspace import Workspace


def open_decision(
    page: Page,
    workspace: Workspace,
    client_number: int,
    decision_number: int | None = None,
    *,
    kind: DecisionKind | None = None,
    application: int | None = None,
    complaint: int | None = None,
    changes: int | None = None,
    corrects: int | None = None,
) -> None:
    """Open a new decision about a client, or one that is begun.

    A new one is of ``kind``, if that is known, and rests on what is given; what is not
    given is found. One that has been issued never changes: its letters are shown.
    """
    today = workspace.today()
    wanted = Wanted(
        client_number,
        decision_number,
        kind,
        application,
        complaint,
        changes,
        corrects,
    )

    def _open(begun: Begun | None) -> None:
        if begun is None:
            assert decision_number is not None
            show_issued(page, client_number, decision_number)
            return
        form = DecisionForm(page, client_number, begun, is_told=wanted.is_told)
        if begun.card is not None:
            number = begun.card.number
            form.finished.connect(lambda: workspace.put_away("decisions", number))
        form.open()

    workspace.ask(
        lambda session: read_begun(session, wanted, today),
        _open,
        key=(id(page), "decision"),
        at_once=True,
    )


def show_issued(page: Page, client_number: int, number: int) -> None:
    """Show the letters of a decision; a correction or a change is a new decision."""
    workspace = page.workspace
    if not workspace.may(Right.EDIT_CASES):
        print_decision(page, workspace, number)
        return
    correct = partial(open_decision, page, workspace, client_number, corrects=number)
    offer = ("Lag rettelse …", "DocPencil", correct)
    print_decision(page, workspace, number, offer)
