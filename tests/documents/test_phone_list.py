"""The phone list on paper: an archive file that a screen reader can read."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import page
import pikepdf
import pytest

from stkdesk.documents.phone_list import PhoneLine, PhoneList, build
from tests.documents.reading import text_of
from tests.documents.samples import OFFICE
from tests.documents.test_structure import loose_text

DAY = date(2026, 11, 30)
LINE = PhoneLine(
    "Åse Bjørnsdatter Ødegård",
    "40000001",
    (12, 31),
    (date(2026, 11, 9), date(2026, 11, 19)),
)
LIST = PhoneList(OFFICE, DAY, "Oktober 2026", (LINE,))
LONG = replace(LIST, lines=tuple(replace(LINE, assignments=(at,)) for at in range(40)))


@pytest.mark.parametrize("profile", ["2a", "ua1"])
@pytest.mark.parametrize(
    "content",
    [LONG, replace(LIST, lines=()), replace(LIST, practice=True)],
    ids=["many", "none", "practice"],
)
def test_it_is_an_archive_paper_like_the_others(profile, content):
    data = build(content)
    assert page.validate_pdf_bytes(data, profile=profile).failures == []


def test_no_text_is_loose_and_the_file_names_nobody():
    with pikepdf.open(BytesIO(build(LONG))) as pdf:
        assert len(pdf.pages) > 1
        for each in pdf.pages:
            assert loose_text(pikepdf.parse_content_stream(each)) == 0
        assert "Ødegård" not in str(pdf.docinfo)


def test_a_number_that_is_not_known_is_said_to_be_so():
    assert "Ikke oppgitt" in text_of(
        build(replace(LIST, lines=(replace(LINE, phone=""),)))
    )
