"""The list of exceptions on paper: an archive file that a screen reader can read."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import page
import pikepdf
import pytest

from stkdesk.documents.exceptions_list import (
    COLUMNS,
    ExceptionLine,
    ExceptionsList,
    build,
)
from tests.documents.reading import pages_of, spoken
from tests.documents.samples import OFFICE
from tests.documents.test_structure import elements, loose_text, scope_of

DAY = date(2026, 11, 16)
LINE = ExceptionLine(
    on=DAY,
    assignment="O-128",
    client="Åse Bjørnsdatter Ødegård",
    rule="Oppdragsavtale",
    by="Kåre Næss Sørbø",
    reason="Avtalen er underskrevet, men ligger i posten. " * 4,
)
LIST = ExceptionsList(OFFICE, DAY - timedelta(days=6), DAY, (LINE,))
LONG = replace(
    LIST, lines=tuple(replace(LINE, assignment=f"O-{at}") for at in range(100, 140))
)


@pytest.mark.parametrize("profile", ["2a", "ua1"])
@pytest.mark.parametrize(
    "content",
    [LIST, LONG, replace(LIST, lines=()), replace(LIST, practice=True)],
    ids=["one", "many", "none", "practice"],
)
def test_it_is_an_archive_paper_like_the_others(profile, content):
    data = build(content)
    assert page.validate_pdf_bytes(data, profile=profile).failures == []


def test_every_row_says_whom_it_is_about_and_no_text_is_loose():
    with pikepdf.open(BytesIO(build(LONG))) as pdf:
        for each in pdf.pages:
            assert loose_text(pikepdf.parse_content_stream(each)) == 0
        tables = [
            each
            for each in elements(pdf.Root.StructTreeRoot)
            if each.get("/S") == "/Table"
        ]
        scopes = [
            scope_of(each)
            for table in tables
            for each in elements(table)
            if each.get("/S") == "/TH"
        ]
        assert len(tables) == len(pdf.pages)  # each page a table with its own headings
    assert scopes.count("/Row") == len(LONG.lines)
    assert scopes.count("/Column") == len(COLUMNS) * len(tables)


def test_each_page_shows_and_says_what_its_columns_are():
    data = build(LONG)
    pages = pages_of(data)
    assert len(pages) > 1
    for text in pages:
        assert all(column.heading in text for column in COLUMNS)
    heard = " ".join(text for _role, text in spoken(data))
    assert heard.count("Begrunnelse") == len(pages)


def test_no_row_is_parted_between_two_pages():
    pages = pages_of(build(LONG))
    for line in LONG.lines:
        [on] = [text for text in pages if line.assignment in text]
        assert on.count(line.assignment) == 1
    assert sum(text.count("Kåre Næss Sørbø") for text in pages) == len(LONG.lines)


def test_facts_about_the_file_name_nobody():
    with pikepdf.open(BytesIO(build(LIST))) as pdf:
        facts = str(pdf.open_metadata()) + str(dict(pdf.docinfo or {}))
    for word in ("Ødegård", "Sørbø", "O-128"):
        assert word not in facts
