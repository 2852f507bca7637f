"""Start, pause, go on, end, take up again, and the call after: from card and I dag."""

from __future__ import annotations

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.formats import long_date
from stkdesk.services.assignment_course import note_follow_up, reopen_assignment
from stkdesk.services.assignments import AssignmentCard
from stkdesk.ui.assignments.end_form import EndForm
from stkdesk.ui.assignments.pause_form import PauseForm
from stkdesk.ui.assignments.start_form import StartForm
from stkdesk.ui.page import Page
from stkdesk.ui.question import ask

FORMS = {
    "start": StartForm,
    "resume": StartForm,
    "pause": PauseForm,
    "end": EndForm,
}


def do_course(page: Page, name: str, card: AssignmentCard) -> None:
    """Do what is called ``name`` with the assignment of ``card``."""
    match name:
        case "reopen":
            _ask_reopen(page, card)
        case "called":
            note_called(page, card)
        case _:
            FORMS[name](page, card).open()


def note_called(page: Page, card: AssignmentCard) -> None:
    """Note that they were called after the end."""
    number, version, today = card.number, card.version, page.workspace.today()
    page.workspace.save(
        lambda session: note_follow_up(session, number, version, today=today),
        lambda _none: page.toast(f"Samtalen om {card.client} er tatt"),
    )


def _ask_reopen(page: Page, card: AssignmentCard) -> None:
    end = card.draft.end_on
    ended = f"Det ble avsluttet {long_date(end)}. " if end else ""
    ask(
        page.window(),
        "Ta opp igjen oppdraget?",
        f"{card.client} og {card.provider}. {ended}Er alle krav i orden, blir det "
        "aktivt igjen. Ellers klargjøres det, og kortet viser hva som mangler.",
        ("Ta opp igjen", "primary", lambda: _reopen(page, card)),
    )


def _reopen(page: Page, card: AssignmentCard) -> None:
    number, version, today = card.number, card.version, page.workspace.today()

    def _done(status: AssignmentStatus) -> None:
        now = "er aktivt igjen" if status is AssignmentStatus.ACTIVE else "klargjøres"
        page.toast(f"Oppdraget for {card.client} {now}")

    page.workspace.save(
        lambda session: reopen_assignment(session, number, version, today=today), _done
    )
