"""The test page: millimetres, windows and folds, about nobody."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import page
import pikepdf
import pytest

from stkdesk.documents.measure_page import MeasurePage, build
from stkdesk.domain.envelope import C65
from tests.documents.reading import pages_of, runs
from tests.documents.samples import OFFICE
from tests.documents.test_structure import loose_text

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_it_is_an_archive_paper_like_the_others(profile):
    data = build(MeasurePage(OFFICE, DAY))
    assert page.validate_pdf_bytes(data, profile=profile).failures == []
    with pikepdf.open(BytesIO(data)) as pdf:
        assert loose_text(pikepdf.parse_content_stream(pdf.pages[0])) == 0


def test_it_shows_the_address_where_the_office_has_it():
    usual = runs(build(MeasurePage(OFFICE, DAY)))
    moved = runs(
        build(MeasurePage(replace(OFFICE, address_left=200, address_top=450), DAY))
    )

    def name(found):
        return next(run for run in found if run.text.startswith("Mottakerens navn"))

    assert name(usual).left - name(moved).left == pytest.approx(5, abs=0.2)
    assert name(usual).top - name(moved).top == pytest.approx(1, abs=0.2)


def test_it_has_a_line_for_each_millimetre_and_both_windows():
    data = build(MeasurePage(replace(OFFICE, letter_fold=C65.fold), DAY))
    with pikepdf.open(BytesIO(data)) as pdf:
        commands = pikepdf.parse_content_stream(pdf.pages[0])
    lines = sum(str(operator) == "l" for _operands, operator in commands)
    assert lines > 200 + 287
    [text] = pages_of(data)
    for word in ("vindu C5", "vindu C65", "brett C5", "brett C65", "100 prosent"):
        assert word in text
