"""The code on each page: read back from the printed page."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from stkdesk.documents.print_file import build
from stkdesk.documents.qr_symbol import SIDE, symbol
from stkdesk.domain.paper import PageCode
from tests.documents.reading import codes_on
from tests.documents.samples import NB, all_papers

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


@pytest.mark.parametrize("name", all_papers(NB))
def test_the_code_on_every_page_says_which_page_of_which_paper(name):
    paper = all_papers(NB)[name]
    codes = codes_on(build(paper))

    assert codes == [
        [PageCode(paper.reference, number, len(codes), 1).text()]
        for number in range(1, len(codes) + 1)
    ]


@given(st.text(SIGNS, min_size=1, max_size=35))
def test_a_reader_reads_what_was_written(text):
    image = Image.new("L", (SIDE + 8, SIDE + 8), 255)
    rows = symbol(text)
    for row in range(SIDE):
        bits = int.from_bytes(rows[4 * row : 4 * row + 4], "big")
        for column in range(SIDE):
            if bits >> (31 - column) & 1:
                image.putpixel((column + 4, row + 4), 0)
    image = image.resize((6 * image.width, 6 * image.height), Image.Resampling.NEAREST)

    [read] = zxingcpp.read_barcodes(image)
    assert read.text == text
    assert read.ec_level == "H"


@pytest.mark.parametrize("text", ["A" * 36, "liten", "Å"])
def test_what_has_no_place_in_the_code_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        symbol(text)


def test_the_code_holds_no_personal_data():
    paper = all_papers(NB)["timesheet_filled"]
    [text], *_ = codes_on(build(paper))

    assert text.startswith("STK1:T-2026-004211-3Q:1/2:1:")
    for hidden in ("10482", "771", "ÅBØ", "NÆSS"):
        assert hidden not in text.removeprefix("STK1:T-2026-004211-3Q")
