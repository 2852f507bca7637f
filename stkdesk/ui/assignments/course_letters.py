"""Making the letters of a start, a pause or an end, and showing what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from stkdesk.services.course_letters import (
    CourseLetter,
    MadeLetters,
    WaitingLetter,
    make_course_letters,
)
from stkdesk.ui.page import Page
from stkdesk.ui.question import ask


def make_letters(page: Page, number: int, wanted: Sequence[CourseLetter]) -> None:
    """Make the letters about the assignment ``number``; show the papers.

    What lacks something waits as a draft, and is offered to be finished.
    """
    if not wanted:
        return
    today = page.workspace.today()
    page.workspace.save(
        lambda session: make_course_letters(session, number, wanted, today=today),
        lambda made: _on_made(page, number, made),
    )


def _on_made(page: Page, number: int, made: MadeLetters) -> None:
    if made.papers:
        from stkdesk.ui.papers.paper_window import show_papers  # the print room

        show_papers(page, "Brev om oppdraget", made.papers)
    if made.waiting:
        named = "\n".join(f"•  {each.which.label}" for each in made.waiting)
        first = made.waiting[0]
        ask(
            page.window(),
            "Noe mangler i brevene",
            f"Disse ligger som kladd:\n{named}",
            ("Gjør ferdig", "primary", lambda: _finish(page, number, first)),
            no="Senere",
        )


def _finish(page: Page, number: int, waiting: WaitingLetter) -> None:
    """Open the first of those that wait; the others stand in the list of letters."""
    from stkdesk.services.assignments import open_assignment
    from stkdesk.ui.contact_letters.form import open_contact_letter
    from stkdesk.ui.letters.form import open_letter

    workspace = page.workspace
    kind = waiting.which.of_contact

    def _open(card: object) -> None:
        draft = card.draft  # type: ignore[attr-defined]
        if kind is None:
            open_letter(
                page, workspace, None, draft.client_number, number=waiting.number
            )
        elif draft.contact_number is not None:
            open_contact_letter(
                page,
                workspace,
                kind,
                draft.contact_number,
                assignment=number,
                number=waiting.number,
            )

    workspace.ask(
        lambda session: open_assignment(session, number),
        _open,
        key=(id(page), "letter of course"),
        at_once=True,
    )
