"""The list of exceptions of a week on paper: which rule was gone past, who and why.

For the leader alone, so it is in bokmål whatever language anybody reads.
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
from stkdesk.domain.formats import long_date, short_date
from stkdesk.domain.office import OfficeDraft

TITLE = "Unntak fra kravene til oppstart"
COLUMNS = (
    ListColumn("Oppdrag", 46),
    ListColumn("Krav", 38),
    ListColumn("Begrunnelse", 94),
)


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """One rule an assignment was let past."""

    on: date
    assignment: str  # "O-12"
    client: str
    rule: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExceptionsList:
    """Everything printed; nothing is looked up while printing."""

    sender: OfficeDraft
    first: date
    last: date
    lines: tuple[ExceptionLine, ...]  # the newest first
    practice: bool = False  # prints ØVING across every page


def build(content: ExceptionsList) -> bytes:
    """Return the file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when a letter of a name will not print.
    """
    sheet = Sheet(TITLE, content.sender, content.last, content.practice)
    return build_paper(sheet, _story(content))


def _story(content: ExceptionsList) -> Iterator[Flowable]:
    yield paragraph(TITLE, H1)
    days = f"{long_date(content.first)} – {long_date(content.last)}"
    yield paragraph(days, LEAD)
    if not content.lines:
        yield paragraph("Ingen unntak er gjort.", BODY)
        return
    yield table(COLUMNS, [_row(line) for line in content.lines], TITLE)


def _row(line: ExceptionLine) -> tuple[str, ...]:
    return (
        f"{line.client}\n{line.assignment}",
        line.rule,
        f"{' '.join(line.reason.split())}\n{short_date(line.on)} · {line.by}",
    )
