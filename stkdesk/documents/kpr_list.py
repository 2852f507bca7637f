"""The control of KPR on paper, and as a file without names."""

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
from stkdesk.documents.payroll_file_csv import BOM
from stkdesk.documents.payroll_file_text import harmless
from stkdesk.documents.theme import BODY, H1, LEAD
from stkdesk.domain.formats import count, long_date, short_date
from stkdesk.domain.kpr import NOTE, KprRow, KprYear, weekly_text
from stkdesk.domain.office import OfficeDraft

COLUMNS = (
    ListColumn("Bruker", 42),
    ListColumn("Kode", 11, "c"),
    ListColumn("Søkt", 19),
    ListColumn("Vedtak", 22),
    ListColumn("Avslag", 19),
    ListColumn("Fra", 19),
    ListColumn("Til", 19),
    ListColumn("Timer per uke", 27, "r"),
)
#: Columns of the file, in order.
HEADS = (
    "Kommunenummer",
    "Tjenestekode",
    "Bruker",
    "Saksnummer",
    "Vedtak",
    "Søknadsdato",
    "Vedtaksdato",
    "Avslagsdato",
    "Startdato",
    "Sluttdato",
    "Timer per uke (KPR)",
    "Minutter per uke (KPR)",
    "Reelle timer per uke",
    "Førte timer i året",
    "Merknad",
)


@dataclass(frozen=True, slots=True)
class KprPaper:
    """Everything printed; nothing is looked up while printing."""

    sender: OfficeDraft
    content: KprYear
    made_on: date
    practice: bool = False


def build(paper: KprPaper) -> bytes:
    """Return the file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when a letter of a name will not print.
    """
    title = f"KPR-kontroll {paper.content.year}"
    sheet = Sheet(title, paper.sender, paper.made_on, paper.practice)
    return build_paper(sheet, _story(paper, title))


def csv_bytes(year: KprYear) -> bytes:
    """Return the rows as CSV: semicolons, UTF-8 with a mark, decimal comma, CRLF."""
    rows = [list(HEADS), *(_cells(row, year.counted_on) for row in year.rows)]
    text = "".join(";".join(_quoted(cell) for cell in row) + "\r\n" for row in rows)
    return (BOM + text).encode()


def _cells(row: KprRow, on: date) -> list[str]:
    refused = row.is_refusal
    kpr = row.kpr_minutes
    return [
        row.municipality_number,
        row.service_code,
        f"B-{row.client_number}",
        row.case_number,
        row.reference,
        _day(row.applied_on),
        "" if refused else _day(row.decided_on),
        _day(row.refused_on),
        _day(row.first),
        _day(row.last),
        "" if kpr is None else _decimal(kpr),
        "" if kpr is None else str(kpr),
        "" if refused else _decimal(row.true_minutes),
        _decimal(row.used_minutes),
        ". ".join(row.remarks(on)),
    ]


def _decimal(minutes: int) -> str:
    """Return hours with two decimals, half up: ``2,77``."""
    sign, rest = ("-" if minutes < 0 else ""), abs(minutes)
    hundredths = (200 * rest + 60) // 120
    return f"{sign}{hundredths // 100},{hundredths % 100:02}"


def _quoted(text: str) -> str:
    plain = text if text[:1] == "-" and text[1:2].isdigit() else harmless(text)
    if ";" in plain or '"' in plain:
        return '"' + plain.replace('"', '""') + '"'
    return plain


def _day(day: date | None) -> str:
    return "" if day is None else short_date(day)


def _story(paper: KprPaper, title: str) -> Iterator[Flowable]:
    year = paper.content
    yield paragraph(title, H1)
    number = paper.sender.municipality_number or "mangler"
    yield paragraph(
        f"Kommunenummer {number} · regnet {long_date(year.counted_on)}", LEAD
    )
    yield paragraph(NOTE, BODY)
    yield from _figures(year)
    yield paragraph("Vedtak i året", SECTION)
    if not year.rows:
        yield paragraph("Ingen vedtak gjelder dette året.", BODY)
        return
    rows = [_line(row, year.counted_on) for row in year.rows]
    yield table(COLUMNS, rows, "Én rad for hver person og hvert vedtak")
    yield paragraph(
        "Timer per uke er vedtakstimene slik KPR vil ha dem: en måned delt på 4, "
        "avrundet til nærmeste minutt, halve opp. Under står den reelle uken: tolv "
        "måneder delt på 52 uker.",
        AFTER,
    )


def _figures(year: KprYear) -> Iterator[Flowable]:
    told = [
        f"{count(year.users, 'bruker', 'brukere')} hadde vedtak som gjaldt "
        f"{long_date(year.counted_on)}, til sammen {weekly_text(year.kpr_minutes)} "
        "per uke.",
        f"{count(year.refusals, 'avslag', 'avslag')} i året.",
    ]
    if year.zero:
        who = ", ".join(year.zero)
        told.append(f"Ingen førte timer i året: {who}.")
    else:
        told.append("Alle med vedtak har førte timer i året.")
    if year.left_out:
        told.append("Sperrede brukere du ikke har tilgang til, er ikke med.")
    for each in told:
        yield paragraph(each, BODY)


def _line(row: KprRow, on: date) -> list[str]:
    born = f"f. {short_date(row.birth_date)}" if row.birth_date else ""
    who = "\n".join(
        each
        for each in (
            row.client,
            " · ".join(part for part in (f"B-{row.client_number}", born) if part),
            *row.remarks(on),
        )
        if each
    )
    return [
        who,
        row.service_code,
        _day(row.applied_on),
        "" if row.is_refusal else f"{_day(row.decided_on)}\n{row.reference}",
        f"{_day(row.refused_on)}\n{row.reference}" if row.is_refusal else "",
        _day(row.first),
        ("" if row.is_refusal else "Ikke satt") if row.last is None else _day(row.last),
        _weekly(row),
    ]


def _weekly(row: KprRow) -> str:
    if row.is_refusal:
        return ""
    kpr = "Over 168 t" if row.kpr_minutes is None else weekly_text(row.kpr_minutes)
    return f"{kpr}\nreelt {weekly_text(row.true_minutes)}"
