"""Printing from wherever one is: a sheet, a declaration, a decision, the month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from stkdesk.domain.errors import NotAllowedError, OfficeError
from stkdesk.services.decision_paper import print_decision as decision_paper
from stkdesk.services.declarations import print_declaration as declaration_paper
from stkdesk.services.enclosed import with_enclosed
from stkdesk.services.papers import open_paper, papers_of_decision
from stkdesk.services.printing import MadePaper, paper_again
from stkdesk.services.printing import print_sheet as sheet_paper
from stkdesk.ui import errors
from stkdesk.ui.page import Page
from stkdesk.ui.papers.month_dialog import open_month_dialog
from stkdesk.ui.papers.paper_window import Offered, show_papers
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

MOST_AT_ONCE = 100  # papers printed again in one pile; more is a run of its own


def print_month(page: Page, _workspace: Workspace, period_code: str = "") -> None:
    """Open "Skriv ut måneden", for the period it is time for unless one is named."""
    open_month_dialog(page, period_code)


def print_declaration(page: Page, workspace: Workspace, contact_number: int) -> None:
    """Make a declaration of confidentiality and show it, ready for the printer."""
    today = workspace.today()
    _make(
        page,
        workspace,
        "Taushetserklæring",
        lambda s: [declaration_paper(s, contact_number, today=today)],
    )


def print_sheet(
    page: Page,
    workspace: Workspace,
    assignment_number: int,
    period_number: int | None = None,
    *,
    filled: bool = False,
) -> None:
    """Make a timesheet and show it: the blank form, or a copy of what came in."""
    today = workspace.today()
    _make(
        page,
        workspace,
        "Timeliste",
        lambda s: [
            sheet_paper(s, assignment_number, period_number, today=today, filled=filled)
        ],
    )


def print_decision(
    page: Page, workspace: Workspace, decision_number: int, *offers: Offered
) -> None:
    """Show the letters of a decision as they were issued; a draft with UTKAST.

    ``offers``: what else can be done about it from there.
    """
    today = workspace.today()

    def _letters(session: Session) -> list[MadePaper]:
        kept = papers_of_decision(session, decision_number)
        if not kept:
            return [decision_paper(session, decision_number, today=today)]
        return [paper_again(session, paper.number, today=today) for paper in kept]

    _make(page, workspace, "Vedtak", _letters, *offers)


def print_again(page: Page, workspace: Workspace, papers: Sequence[int]) -> None:
    """Show papers again as they were first printed, as one pile."""
    if len(papers) > MOST_AT_ONCE:
        errors.show(
            page.window(),
            OfficeError(
                f"{len(papers)} papirer er for mange på én gang.",
                f"Merk høyst {MOST_AT_ONCE}, eller bruk «Skriv ut måneden».",
            ),
        )
        return
    today = workspace.today()
    workspace.ask(
        lambda session: _again(session, papers, today),
        partial(_show_pile, page),
        key=(id(page), "print again"),
    )


@dataclass(frozen=True, slots=True)
class _Pile:
    """What is printed again together, and what is not."""

    made: tuple[MadePaper, ...]
    by_hand: tuple[str, ...] = ()  # references of those that are handed over
    unseen: tuple[str, ...] = ()  # of those the one at work may not make
    advice: str = ""  # who may


def _again(session: Session, papers: Sequence[int], today: date) -> _Pile:
    """Make papers again; what is handed over or not to be seen leaves the pile.

    Raises:
        NotAllowedError: if none of them may be seen.

    """
    made: list[MadePaper] = []
    unseen: list[str] = []
    refusal: NotAllowedError | None = None
    for number in papers:
        try:
            made += with_enclosed(session, [paper_again(session, number, today=today)])
        except NotAllowedError as error:
            refusal = error
            unseen.append(open_paper(session, number).reference)
    if refusal is not None and not made:
        raise refusal
    posted = tuple(each for each in made if not each.by_hand)
    aside = tuple(each.reference for each in made if each.by_hand) if posted else ()
    advice = refusal.advice if refusal is not None else ""
    return _Pile(posted or tuple(made), aside, tuple(unseen), advice)


def _show_pile(page: Page, pile: _Pile) -> None:
    window = show_papers(page, "Papirer", pile.made)
    aside = (*pile.by_hand, *pile.unseen)
    if aside:
        advice = "Merk og skriv dem ut for seg: de leveres for hånd."
        told = [*([advice] if pile.by_hand else []), pile.advice]
        window.tell(f"Ikke med i bunken: {', '.join(aside)}", " ".join(told).strip())


def _make(
    page: Page,
    workspace: Workspace,
    title: str,
    make: Callable[[Session], list[MadePaper]],
    *offers: Offered,
) -> None:
    """Make papers in one transaction and show them; what stops it is told."""
    window = page.window()
    workspace.save(
        make,
        lambda made: show_papers(page, title, made, *offers),
        lambda error: errors.show(window, error),
    )
