"""Papers for the office itself: archive files that a screen reader can read."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import page
import pikepdf
import pytest

from stkdesk.documents import comparison, kpr_list, run_summary
from stkdesk.documents.comparison import ComparisonPaper
from stkdesk.documents.kpr_list import KprPaper
from stkdesk.documents.run_summary import SummaryPaper
from stkdesk.domain.comparison import ComparedRow
from stkdesk.domain.formats import kroner_text
from stkdesk.domain.kpr import NOTE, KprYear
from stkdesk.domain.pay_line import PayKind
from stkdesk.domain.run_summary import MonthFigures, PaidKind, RunFigures, RunSummary
from tests.documents.reading import spoken
from tests.documents.samples import OFFICE
from tests.documents.test_structure import elements, loose_text, scope_of
from tests.domain.test_kpr import ROW

DAY = date(2027, 1, 11)
LINES = tuple(
    replace(
        ROW,
        client_number=at,
        client="Åse Bjørnsdatter Ødegård",
        birth_date=date(2008, 2, 1),
        used_minutes=at % 4 * 60,
        refused_on=date(2026, 4, 7) if at % 9 == 0 else None,
        last=None if at % 5 == 0 else ROW.last,
    )
    for at in range(1, 61)
)
YEAR = KprYear(2026, date(2026, 12, 31), LINES, 55, 55 * 180, ("Liv Li (B-4)",), 6)
SUMMARY = RunSummary(
    period="Oktober 2026",
    code="2026-10-1",
    pay_on=date(2026, 11, 12),
    is_reversed=False,
    run=RunFigures(
        sheets=96,
        leader_sheets=3,
        contacts=88,
        minutes=96_015,
        metres=1_250_500,
        kinds=(
            PaidKind(PayKind.HOURS, 96_015, 38_556_025),
            PaidKind(PayKind.DRIVE_TAX_FREE, 1_250_500, 437_675),
            PaidKind(PayKind.EXPENSES, 0, 1_205_050),
            PaidKind(PayKind.EXPENSE_MONTH, 12, 600_000),
        ),
        sum_ore=40_798_750,
        corrections=2,
        correction_ore=-24_135,
    ),
    month=MonthFigures(96, 4, 2, 8, 11, 3, 14),
    next_period="November 2026",
    next_due_on=date(2026, 12, 7),
    next_pay_on=date(2026, 12, 14),
)
COMPARED = tuple(
    ComparedRow(
        assignment_number=at,
        contact="Sølvi Ångstrøm Næss",
        client="ÅBØ",
        standing="Godkjent",
        minutes=960 + 15 * at,
        metres=7_500 * at,
        expense_ore=12_050,
        pay_ore=412_345 + at,
    )
    for at in range(1, 61)
)
PAPERS = {
    "summary": lambda: run_summary.build(SummaryPaper(OFFICE, SUMMARY, DAY)),
    "comparison": lambda: comparison.build(
        ComparisonPaper(OFFICE, "Oktober 2026", COMPARED, DAY)
    ),
    "nothing_to_compare": lambda: comparison.build(
        ComparisonPaper(OFFICE, "Oktober 2026", (), DAY, practice=True)
    ),
    "kpr": lambda: kpr_list.build(KprPaper(OFFICE, YEAR, DAY)),
    "kpr_empty": lambda: kpr_list.build(
        KprPaper(OFFICE, replace(YEAR, rows=(), zero=()), DAY, practice=True)
    ),
}


@pytest.fixture(scope="module", params=PAPERS)
def paper(request):
    return PAPERS[request.param]()


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_it_is_an_archive_paper_like_the_others(paper, profile):
    assert page.validate_pdf_bytes(paper, profile=profile).failures == []


def test_no_text_is_loose_and_every_table_has_headings(paper):
    with pikepdf.open(BytesIO(paper)) as pdf:
        for each in pdf.pages:
            assert loose_text(pikepdf.parse_content_stream(each)) == 0
        for each in elements(pdf.Root.StructTreeRoot):
            if each.get("/S") == "/Table":
                heads = [cell for cell in elements(each) if cell.get("/S") == "/TH"]
                assert heads
                assert {scope_of(head) for head in heads} <= {"/Row", "/Column"}


def test_the_control_of_kpr_says_that_the_fagsystem_is_the_source():
    said = " ".join(text for _, text in spoken(PAPERS["kpr"]()))
    assert NOTE in said
    assert "3 t 0 min" in said
    assert "Liv Li (B-4)" in said


def test_the_summary_is_half_a_page():
    with pikepdf.open(BytesIO(PAPERS["summary"]())) as pdf:
        assert len(pdf.pages) == 1


def test_the_sums_of_the_page_to_tick_are_those_of_its_lines():
    said = " ".join(text for _, text in spoken(PAPERS["comparison"]())).split()
    ore = sum(row.pay_ore for row in COMPARED)
    assert "Sum, 60 oppdrag" in " ".join(said)
    assert kroner_text(ore).replace("\xa0", " ") in " ".join(said)
