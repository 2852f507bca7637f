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
    "before",
    [
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Inkscape -->',
        '<?xml version="1.0" encoding="utf-16"?>',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n',
    ],
)
def test_what_drawing_programs_write_first_is_no_hindrance(before):
    assert coat_of_arms(before + SHIELD) == coat_of_arms(SHIELD)


def test_colours_may_stand_in_a_style():
    styled = SVG.format(
        "<style>.a{fill:#a01020}</style>"
        '<path class="a" d="M5 5H75V60L40 95L5 60Z"/><use href="#b"/>'
    )
    assert ".627451 .062745 .12549 rg" in coat_of_arms(styled)[0]


@pytest.mark.parametrize(
    "drawing",
    [
        "ikke en tegning",
        "<svg",
        SVG.format('<image href="a.png" width="9" height="9"/>'),
        SVG.format("<text>Fjordvik</text>"),
        SVG.format('<use href="http://example.com/a.svg#b"/>'),
        SVG.format('<use href="file:///tmp/a.svg#b"/>'),
        SVG.format('<path d="M0 0H9V9Z" fill="url(http://example.com/a.svg#b)"/>'),
        SVG.format("<style>@import url(a.css);</style>") + " ",
        SVG.replace("<svg", '<svg xmlns:s="http://www.w3.org/2000/svg"').format(
            '<s:image href="a.png" width="9" height="9"/>'
        ),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SHIELD,
        SVG.format('<path d="Z"/>'),
        SVG.format('<path d="M0 0H9V9Z" stroke="red" stroke-dasharray="0,0"/>'),
        SVG.format('<path d="M0 0L1e308 1e308Z"/>'),
        SVG.format(""),
        SHIELD.replace("viewBox", 'width="-8" height="-8" viewBox'),
        SVG.format("<g>" * 3000 + "</g>" * 3000),
        SVG.format('<g id="a"><use href="#a"/></g>'),
        SVG.format(
            '<g id="u0"><path d="M0 0H9V9Z"/></g>'
            + "".join(
                f'<g id="u{n}">' + f'<use href="#u{n - 1}"/>' * 10 + "</g>"
                for n in range(1, 9)
            )
        ),
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
