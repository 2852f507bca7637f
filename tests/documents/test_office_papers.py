"""Papers for the office itself: archive files that a screen reader can read."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import page
import pikepdf
import pytest

from stkdesk.documents import kpr_list
from stkdesk.documents.kpr_list import KprPaper
from stkdesk.domain.kpr import NOTE, KprYear
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
PAPERS = {
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
