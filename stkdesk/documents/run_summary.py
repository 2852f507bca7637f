"""The half page about a month or a run, for the leader: figures and no names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from stkdesk.documents.office_paper import (
    AFTER,
    SECTION,
    ListColumn,
    Sheet,
    build_paper,
    paragraph,
    table,
)
from stkdesk.documents.theme import BODY, H1, LEAD
from stkdesk.domain.formats import (
    count,
    hours_text,
    km_text,
    kr,
    kroner_text,
    long_date,
    number_text,
)
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.pay_line import METRES_A_KM, MINUTES_AN_HOUR
from stkdesk.domain.run_summary import PaidKind, RunSummary

PAID = (
    ListColumn("Til lønn", 82),
    ListColumn("Mengde", 40, "r"),
    ListColumn("Kroner", 56, "r"),
)
COUNTS = (ListColumn("Timelistene", 82), ListColumn("Antall", 40, "r"))


@dataclass(frozen=True, slots=True)
class SummaryPaper:
    """Everything printed; nothing is looked up while printing."""

    sender: OfficeDraft
    content: RunSummary
    made_on: date
    practice: bool = False


def build(paper: SummaryPaper) -> bytes:
    """Return the file; the same content always gives the same bytes."""
    found = paper.content
    title = f"Oppsummering {found.period.lower()}"
    sheet = Sheet(title, paper.sender, paper.made_on, paper.practice)
    return build_paper(sheet, _story(found, title))


def _story(found: RunSummary, title: str) -> Iterator[Flowable]:
    run = found.run
    yield paragraph(title, H1)
    which = f"Lønnskjøring {found.code}" if found.code else "Hele perioden"
    paid = f" · utbetales {long_date(found.pay_on)}" if found.pay_on else ""
    yield paragraph(which + paid, LEAD)
    if found.is_reversed:
        yield paragraph("Kjøringen er tilbakeført. Tallene er slik den var.", BODY)
    yield table(PAID, list(_paid(found)), "Hva som er sendt til lønn", sums=1)
    if run.corrections:
        told = count(run.corrections, "korreksjon", "korreksjoner")
        yield paragraph(
            f"Av dette er {told} av tidligere timelister, {kr(run.correction_ore)}.",
            AFTER,
        )
    yield paragraph("Slik kom timelistene inn", SECTION)
    yield table(COUNTS, list(_counts(found)), "Timelistene i perioden", sums=1)
    month = found.month
    yield paragraph(
        f"{number_text(month.late)} kom etter fristen, "
        f"{number_text(month.returned)} ble sendt tilbake for utfylling, og "
        f"{number_text(month.reminded)} er purret.",
        AFTER,
    )
    if dates := _dates(found):
        yield paragraph("Neste måned", SECTION)
        yield paragraph(dates, BODY)


def _paid(found: RunSummary) -> Iterator[tuple[str, str, str]]:
    run = found.run
    for each in run.kinds:
        yield each.kind.label, _quantity(each), kroner_text(each.sum_ore)
    sheets = run.sheets + run.leader_sheets + run.corrections
    persons = count(run.contacts, "støttekontakt", "støttekontakter")
    told = count(sheets, "timeliste", "timelister")
    work = f"{hours_text(run.minutes)} t · {km_text(run.metres)} km"
    yield f"Sum: {told}, {persons}", work, kroner_text(run.sum_ore)


def _quantity(each: PaidKind) -> str:
    parts = each.kind.parts
    if not each.quantity:
        return ""
    if parts == MINUTES_AN_HOUR:
        return f"{hours_text(each.quantity)} t"
    if parts == METRES_A_KM:
        return f"{km_text(each.quantity)} km"
    return f"{number_text(each.quantity)} mnd"


def _counts(found: RunSummary) -> Iterator[tuple[str, str]]:
    month = found.month
    for words, number in (
        ("Ført", month.entered),
        ("Ingen timer", month.nothing),
        ("Her, men ikke ført", month.waiting),
        ("Mangler", month.missing),
    ):
        yield words, number_text(number)
    yield "Skulle ha kommet", number_text(month.expected)


def _dates(found: RunSummary) -> str:
    if found.next_due_on is None:
        return ""
    told = f"{found.next_period}: timelistene leveres innen "
    told += long_date(found.next_due_on)
    if found.next_pay_on is not None:
        told += f" og utbetales {long_date(found.next_pay_on)}"
    return f"{told}."
