"""The coat of arms on the papers: the office's own drawing, or a drawn shield."""

from dataclasses import replace

import page
import pytest

from stkdesk.documents.coat_of_arms import coat_of_arms
from stkdesk.documents.print_file import build
from stkdesk.domain.errors import CannotPrintError
from tests.documents.samples import OFFICE, a_timesheet

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 100">{}</svg>'
SHIELD = SVG.format('<path d="M5 5H75V60L40 95L5 60Z" fill="#a01020"/>')


def test_an_own_drawing_is_printed_and_kept_for_the_archive():
    data = build(a_timesheet(sender=replace(OFFICE, coat_of_arms=SHIELD)))

    assert data != build(a_timesheet())
    assert page.validate_pdf_bytes(data, profile="2a").is_compliant


def test_a_drawing_becomes_lines_and_surfaces():
    operators, wide, high = coat_of_arms(SHIELD)

    assert wide / high == pytest.approx(0.8)
    assert " l" in operators
    assert ".627451 .062745 .12549 rg" in operators


@pytest.mark.parametrize(
    "drawing",
    [
        "ikke en tegning",
        "<svg",
        SVG.format('<image href="a.png" width="9" height="9"/>'),
        SVG.format("<text>Fjordvik</text>"),
        SVG.format('<use href="http://example.com/a.svg#b"/>'),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SHIELD,
        SVG.format(
            '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/>'
            '<stop offset="1" stop-color="blue"/></linearGradient></defs>'
            '<rect width="80" height="100" fill="url(#a)"/>'
        ),
    ],
)
def test_a_drawing_that_cannot_be_printed_is_told(drawing):
    with pytest.raises(CannotPrintError) as told:
        coat_of_arms(drawing)

    assert told.value.title == "Kommunevåpenet kan ikke skrives ut."
    assert "SVG" in told.value.advice
