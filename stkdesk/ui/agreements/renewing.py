"""Renewing every agreement that runs out, from one button."""

from __future__ import annotations

from functools import partial

from stkdesk.domain.formats import count
from stkdesk.services.agreement_renewal import Renewed, renew_agreements
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import show_papers
from stkdesk.ui.question import ask


def ask_to_renew(page: Page) -> None:
    """Ask whether to make and print the new agreements, or only their drafts."""
    ask(
        page.window(),
        "Fornye avtalene?",
        "Hver avtale får en ny som sier det samme, fra dagen etter at den gamle går "
        "ut. Se over dem først hvis noe skal endres.",
        ("Lag og skriv ut", "primary", partial(_renew, page, make=True)),
        ("Bare kladder", "", partial(_renew, page, make=False)),
    )


def _renew(page: Page, *, make: bool) -> None:
    today = page.workspace.today()

    def _done(renewed: Renewed) -> None:
        made = count(len(renewed.numbers), "avtale", "avtaler")
        left = f" {len(renewed.left)} måtte vente." if renewed.left else ""
        page.toast(f"{made} er fornyet.{left}")
        if renewed.papers:
            show_papers(page, "Oppdragsavtaler", renewed.papers)

    page.workspace.save(
        lambda session: renew_agreements(session, today=today, make=make), _done
    )
