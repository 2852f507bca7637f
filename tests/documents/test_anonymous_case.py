"""The page for the telephone: an archive file that tells of nobody."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import page
import pikepdf
import pytest

from stkdesk.documents.anonymous_case import AnonymousCase, build
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language
from tests.documents.reading import pages_of
from tests.documents.samples import OFFICE
from tests.documents.test_structure import loose_text

CASE = AnonymousCase(
    language=Language.BOKMAL,
    sender=OFFICE,
    age="13–15",
    areas="Nordlandet, Frei",
    minutes=240,
    unit=HoursUnit.WEEK,
    weekdays=0b101,
    interests="fotball, kino",
    languages="norsk",
    needs_car=True,
    age_from=20,
    age_to=None,
    made_on=date(2026, 11, 16),
)


@pytest.mark.parametrize("profile", ["2a", "ua1"])
@pytest.mark.parametrize("language", list(Language))
def test_it_is_an_archive_paper_like_the_others(profile, language):
    data = build(replace(CASE, language=language))
    assert page.validate_pdf_bytes(data, profile=profile).failures == []
    with pikepdf.open(BytesIO(data)) as pdf:
        assert loose_text(pikepdf.parse_content_stream(pdf.pages[0])) == 0


def test_it_tells_what_is_known_on_one_page_in_both_languages():
    [text] = pages_of(build(CASE))
    for words in ("13–15 år", "mandag, onsdag", "4 timer i uken", "20 år eller eldre"):
        assert words in text
    [text] = pages_of(build(replace(CASE, language=Language.NYNORSK)))
    for words in ("måndag, onsdag", "4 timar i veka", "treng bil"):
        assert words in text


def test_what_is_not_known_is_said_so_and_a_long_list_stays_on_the_page():
    nothing = replace(
        CASE, age="", areas="", weekdays=0, interests="", unit=HoursUnit.MONTH
    )
    [text] = pages_of(build(nothing))
    assert text.count("Ikke avklart") == 4
    assert "4 timer i måneden" in text
    many = ", ".join(f"interesse {number}" for number in range(40))
    assert len(pages_of(build(replace(CASE, interests=many)))) == 1


def test_the_same_page_has_the_same_bytes():
    assert build(CASE) == build(CASE)
