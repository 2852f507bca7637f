"""The page to tick a month against the old spreadsheet. It stays with the case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from stkdesk.documents.office_paper import (
    ListColumn,
    Sheet,
    build_paper,
    paragraph,
    table,
)
from stkdesk.documents.theme import BODY, H1
from stkdesk.domain.comparison import ComparedRow, sums_of_rows
from stkdesk.domain.formats import count, hours_text, km_text, kroner_text
from stkdesk.domain.office import OfficeDraft

COLUMNS = (
    ListColumn("Støttekontakt", 45),
    ListColumn("Oppdrag", 17),
    ListColumn("Bruker", 26),
    ListColumn("Status", 19),
    ListColumn("Timer", 14, "r"),
    ListColumn("Km", 14, "r"),
    ListColumn("Utlegg kr", 17, "r"),
    ListColumn("Sum kr", 20, "r"),
    ListColumn("", 6, "c", is_box=True),
)
NOTE = (
    "Sett hake for hver linje som stemmer med det gamle regnearket. Arket viser "
    "brukere og skal ikke til lønn."
)


@dataclass(frozen=True, slots=True)
class ComparisonPaper:
    """Everything printed; nothing is looked up while printing."""

    sender: OfficeDraft
    period: str  # "Oktober 2026"
    rows: tuple[ComparedRow, ...]
    made_on: date
    practice: bool = False


def build(paper: ComparisonPaper) -> bytes:
    """Return the file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when a letter of a name will not print.
    """
    title = f"Sammenligning {paper.period.lower()}"
    sheet = Sheet(title, paper.sender, paper.made_on, paper.practice)
    return build_paper(sheet, _story(paper, title))


def _story(paper: ComparisonPaper, title: str) -> Iterator[Flowable]:
    yield paragraph(title, H1)
    if not paper.rows:
        yield paragraph("Ingen timelister er ført i perioden.", BODY)
        return
    yield paragraph(NOTE, BODY)
    rows = [_line(row) for row in paper.rows]
    rows.append(_sums(paper.rows))
    yield table(COLUMNS, rows, "Én rad for hvert oppdrag", sums=1)


def _line(row: ComparedRow) -> tuple[str, ...]:
    return (
        row.contact,
        f"O-{row.assignment_number}",
        row.client,
        row.standing,
        hours_text(row.minutes),
        km_text(row.metres),
        kroner_text(row.expense_ore),
        kroner_text(row.pay_ore),
        "",
    )


def _sums(rows: Sequence[ComparedRow]) -> tuple[str, ...]:
    sums = sums_of_rows(rows)
    return (
        f"Sum, {count(sums.sheets, 'oppdrag', 'oppdrag')}",
        "",
        "",
        "",
        hours_text(sums.minutes),
        km_text(sums.metres),
        kroner_text(sums.expense_ore),
        kroner_text(sums.pay_ore),
        "",
    )
