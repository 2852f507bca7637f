"""A support contact becomes active, begins anew, or gets the papers of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stkdesk.services.recruiting import (
    make_active,
    open_recruitment,
    reengage_contact,
)
from stkdesk.ui.page import Page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def become_active(page: Page, number: int) -> None:
    """Make the support contact active, when everything holds; else say what lacks."""
    today = page.workspace.today()

    def _save(session: Session) -> str:
        card = open_recruitment(session, number, today=today)
        make_active(session, number, card.version, today=today)
        return card.name

    page.workspace.save(_save, lambda name: page.toast(f"{name} er aktiv"))


def take_up_again(page: Page, number: int) -> None:
    """Let somebody who had ended, or was not taken, be an applicant again."""
    today = page.workspace.today()
    page.workspace.save(
        lambda session: reengage_contact(session, number, today=today),
        lambda _done: page.toast("Er søker igjen. Politiattesten må være ny."),
    )


def print_welcome_pack(page: Page, number: int) -> None:
    """Make every letter and form of the next step, and show them as one pile."""
    # At the press: it loads the print room.
    from stkdesk.services.welcome_pack import welcome_pack
    from stkdesk.ui.papers.paper_window import show_papers

    today = page.workspace.today()
    page.workspace.save(
        lambda session: welcome_pack(session, number, today=today),
        lambda made: show_papers(page, "Velkomstpakke", made),
    )
