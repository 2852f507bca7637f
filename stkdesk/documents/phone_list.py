"""Whom to call about a timesheet: support contacts and their numbers, never clients.

For the office alone, so it is in bokmål whatever language anybody reads.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from stkdesk.documents.theme import BODY, H1, LEAD
from stkdesk.domain.formats import count, long_date, phone_text, short_date
from stkdesk.domain.office import OfficeDraft

TITLE = "Ringeliste"
COLUMNS = (
    ListColumn("Støttekontakt", 52),
    ListColumn("Telefon", 28),
    ListColumn("Purret", 24),
    ListColumn("Ringt, og hva som ble sagt", 74),
)
AIR = 14  # points under each, to write in


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """One support contact to call, about one or more assignments."""

    contact: str
    phone: str  # "" when it is not known, or may not be seen
    assignments: tuple[int, ...]
    reminded: tuple[date, ...]  # the days letters were made


@dataclass(frozen=True, slots=True)
class PhoneList:
    """Everything printed; nothing is looked up while printing."""

    sender: OfficeDraft
    made_on: date
    period: str  # "Oktober 2026"
    lines: tuple[PhoneLine, ...]
    practice: bool = False  # prints ØVING across every page


def build(content: PhoneList) -> bytes:
    """Return the file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when a letter of a name will not print.
    """
    sheet = Sheet(TITLE, content.sender, content.made_on, content.practice)
    return build_paper(sheet, _story(content))


def _story(content: PhoneList) -> Iterator[Flowable]:
    yield paragraph(f"{TITLE}: timelister for {content.period.lower()}", H1)
    people = count(len(content.lines), "støttekontakt", "støttekontakter")
    yield paragraph(f"{long_date(content.made_on)}. {people}.", LEAD)
    if not content.lines:
        yield paragraph("Ingen å ringe.", BODY)
        return
    yield table(COLUMNS, [_row(line) for line in content.lines], TITLE, air=AIR)


def _row(line: PhoneLine) -> tuple[str, ...]:
    told = ", ".join(f"O-{number}" for number in line.assignments)
    return (
        f"{line.contact}\n{told}",
        phone_text(line.phone) or "Ikke oppgitt",
        "\n".join(short_date(day) for day in line.reminded),
        "",
    )
