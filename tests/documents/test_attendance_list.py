"""The list of attendance a leader takes along: an archive file that tells little."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import page
import pikepdf
import pytest

from stkdesk.documents.attendance_list import AttendanceList, ListedMeeting, build
from stkdesk.domain.language import Language
from tests.documents.reading import pages_of
from tests.documents.samples import OFFICE
from tests.documents.test_structure import loose_text

DAY = date(2026, 10, 6)
LIST = AttendanceList(
    language=Language.BOKMAL,
    sender=OFFICE,
    group="Svømmegruppen",
    month="Oktober 2026",
    when="Tirsdager kl. 17:00",
    place="Fjordhallen",
    leaders=("Isak Hansen", "Liv Hansen"),
    members=("Amina A.", "Nora B."),
    meetings=(
        ListedMeeting(DAY),
        ListedMeeting(DAY + timedelta(days=7), is_off=True),
    ),
    made_on=date(2026, 10, 1),
)


@pytest.mark.parametrize("profile", ["2a", "ua1"])
@pytest.mark.parametrize("language", list(Language))
def test_it_is_an_archive_paper_like_the_others(profile, language):
    data = build(replace(LIST, language=language))
    assert page.validate_pdf_bytes(data, profile=profile).failures == []
    with pikepdf.open(BytesIO(data)) as pdf:
        assert loose_text(pikepdf.parse_content_stream(pdf.pages[0])) == 0


def test_it_tells_of_the_group_in_the_leaders_language():
    [text] = pages_of(build(LIST))
    for word in ("Svømmegruppen", "Amina A.", "tir. 06.10", "avlyst", "Liv Hansen"):
        assert word in text
    [text] = pages_of(build(replace(LIST, language=Language.NYNORSK)))
    for word in ("Deltakar", "ty. 06.10", "Timane til leiaren"):
        assert word in text


def test_nobody_falls_off_the_page_and_the_leaders_are_on_all():
    members = tuple(f"Medlem {number}" for number in range(40))
    meetings = tuple(ListedMeeting(DAY + timedelta(days=n)) for n in range(9))
    pages = pages_of(build(replace(LIST, members=members, meetings=meetings)))
    assert len(pages) == 6  # three of members, two of meetings
    assert all("Isak Hansen" in text for text in pages)
    assert all(sum(member in text for text in pages) >= 2 for member in members)


def test_names_of_files_and_facts_tell_of_nobody():
    with pikepdf.open(BytesIO(build(LIST))) as pdf:
        facts = str(pdf.open_metadata()) + str(dict(pdf.docinfo or {}))
    for word in ("Svømmegruppen", "Amina", "Hansen"):
        assert word not in facts
