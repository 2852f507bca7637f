"""What came of a run, in words, and what of it can be looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from stkdesk.domain.formats import count
from stkdesk.services.printing import Pile, pile_file_name
from stkdesk.services.run_steps import RunDone
from stkdesk.services.sheet_letters import LetterPile
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import PaperWindow, show_papers

Offer = tuple[str, Callable[[], object]]


def result_lines(done: RunDone) -> list[str]:
    """Return what was done, a line for each step."""
    told = []
    if done.placed:
        files = count(len(done.placed), "fil er", "filer er")
        told.append(f"{files} lagt i {done.placed[0].parent}.")
    if done.vouchers_left:
        left = count(done.vouchers_left, "bilag", "bilag")
        told.append(f"{left} må legges ved av en som ser adressen.")
    if done.archived is not None:
        made = count(done.archived.made, "oppgjør er", "oppgjør er")
        told.append(f"{made} arkivert.")
        if done.archived.left:
            left = count(done.archived.left, "oppgjør", "oppgjør")
            told.append(f"{left} må arkiveres av en annen ansatt.")
    letters = sum(len(pile.papers) for pile in done.reminders)
    if letters:
        made = count(letters, "purrebrev", "purrebrev")
        told.append(f"{made} er laget, og skal skrives ut.")
    if done.next_sheets is not None:
        sheets = count(len(done.next_sheets[0].sheets), "timeliste", "timelister")
        told.append(f"{sheets} for neste periode er klare til å skrives ut.")
    if done.not_printed:
        told.append(done.not_printed)
    if done.closed:
        told.append("Perioden er lukket.")
    return told


def result_offers(page: Page, done: RunDone) -> list[Offer]:
    """Return what can be looked at and printed now."""
    offers: list[Offer] = []
    if any(pile.papers for pile in done.reminders):
        offers.append(("Vis &purrebrevene", partial(_letters, page, done.reminders)))
    if done.next_sheets is not None:
        show = partial(_sheets, page, *done.next_sheets)
        offers.append(("Vis &timelistene", show))
    return offers


def _letters(page: Page, piles: list[LetterPile]) -> None:
    letters = [each for pile in piles for each in (*pile.letters, *pile.by_hand)]
    show_papers(page, "Purrebrev", letters)


def _sheets(page: Page, pile: Pile, data: bytes) -> None:
    name = pile_file_name(pile.period_code)
    PaperWindow(page, f"Timelister {pile.period_code}", data, pile, name).open()
