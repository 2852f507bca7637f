"""The answer on innsyn: one archive file of letter, facts, papers and log."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pytest

from stkdesk.documents import trail_extract
from stkdesk.documents.insight_bundle import build_bundle
from stkdesk.documents.insight_content import InsightContent, ListedPaper, Section
from stkdesk.documents.pdf.merging import merged
from stkdesk.documents.print_file import build
from stkdesk.documents.trail_content import TrailExtract, TrailLine
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.insight import Basis, Part
from stkdesk.domain.trail import Action
from tests.documents import samples
from tests.documents.reading import pages_of, spoken
from tests.documents.test_archive import failures

DAY = date(2026, 11, 16)
PAPERS = [build(samples.a_decision()), build(samples.a_declaration())]
LOG = trail_extract.build(
    TrailExtract(
        sender=samples.OFFICE,
        language=samples.NB,
        name="Åse Bjørnsdatter Ødegård",
        birth_date=None,
        made_on=DAY,
        lines=(
            TrailLine(
                at=datetime(2026, 11, 1, 8, tzinfo=UTC),
                until=None,
                who="Kåre Næss Sørbø",
                unit="Tjenestekontoret",
                roles=("leader",),
                action=Action.OPENED,
                what="Bruker 7",
            ),
        ),
        reference="I-2026-000003-7K",
    )
)


def an_answer(**changes):
    """Return an answer with two papers enclosed and one withheld."""
    listed = [
        ListedPaper("Vedtak", "V-2026-000118-7K", DAY, 2),
        ListedPaper(
            "Vedtak",
            "V-2025-000001-3Q",
            DAY,
            2,
            left_out="withheld",
            withheld="Kan skade.",
        ),
        ListedPaper("Taushetserklæring", "E-2026-000031-8T", DAY, 2),
    ]
    content = InsightContent(
        reference="I-2026-000003-7K",
        language=samples.NB,
        sender=samples.OFFICE,
        address=samples.CLIENT,
        person_name=samples.CLIENT.name,
        of_contact=False,
        parts=frozenset(Part),
        received_on=date(2026, 11, 10),
        due_on=date(2026, 12, 10),
        made_on=DAY,
        basis=Basis.JOURNAL,
        sections=(
            Section("Om deg", (("Navn", samples.CLIENT.name), ("Født", "1990"))),
            Section("Saken", (("Ønsker", "Ønsker å bli med på tur. " * 60),)),
        ),
        papers=tuple(listed),
    )
    return replace(content, **changes)


BUNDLE = build_bundle(an_answer(), PAPERS, LOG)


@pytest.mark.parametrize("profile", ["2a", "ua1"])
@pytest.mark.parametrize(
    "data",
    [
        BUNDLE,
        build_bundle(an_answer(language=samples.NN, practice=True), PAPERS, None),
    ],
    ids=["nb with log", "nn"],
)
def test_the_bundle_is_still_an_archive_file(data, profile):
    assert failures(data, profile) == []


def test_every_page_says_which_of_how_many_it_is():
    pages = pages_of(BUNDLE)
    for at, text in enumerate(pages, start=1):
        assert f"Innsyn I-2026-000003-7K · side {at} av {len(pages)}" in text


def test_the_list_says_on_which_page_each_paper_begins():
    pages = pages_of(BUNDLE)
    [listed] = [text for text in pages if "V-2026-000118-7K: side" in text]
    for reference, says in (
        ("V-2026-000118-7K", "Dokument-ID V-2026-000118-7K"),
        ("E-2026-000031-8T", "Dokument-ID E-2026-000031-8T"),
    ):
        page = int(listed.partition(f"{reference}: side ")[2].split()[0])
        first = next(n for n, text in enumerate(pages, start=1) if says in text)
        assert page == first
    assert "V-2025-000001-3Q: holdt tilbake" in listed


def test_the_letter_says_where_the_parts_begin():
    pages = pages_of(BUNDLE)
    cover = pages[0] + pages[1]
    for words, says in (
        ("Opplysningene i registeret: side ", "Om deg Navn"),
        ("Hvem som har sett på opplysningene, når og hvorfor: fra side ", "Bruker 7"),
    ):
        page = int(cover.partition(words)[2].split()[0])
        assert says in pages[page - 1]
    assert f"Antall sider {len(pages)}" in cover


def test_a_paper_keeps_what_it_says_and_how_it_is_read():
    alone = spoken(PAPERS[0])
    whole = spoken(BUNDLE)
    starts = [at for at, each in enumerate(whole) if each == alone[0]]
    assert any(whole[at : at + len(alone)] == alone for at in starts)


def test_typefaces_are_in_the_file_once():
    with pikepdf.open(BytesIO(BUNDLE)) as pdf:
        names = [
            str(item.BaseFont)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        ]
    assert len(names) == len(set(names))
    assert len(BUNDLE) < sum(map(len, PAPERS)) + len(LOG) + 60_000


def test_each_part_says_its_language():
    mixed = merged(
        [build(samples.a_decision()), build(samples.a_decision(language=samples.NN))]
    )
    with pikepdf.open(BytesIO(mixed)) as pdf:
        parts = pdf.Root.StructTreeRoot.K.K
        assert [str(part.Lang) for part in parts] == ["nb-NO", "nn-NO"]


def test_the_same_answer_gives_the_same_bytes():
    assert build_bundle(an_answer(), PAPERS, LOG) == BUNDLE


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\nstartxref\n9\n%%EOF"]
)
def test_a_file_that_is_not_ours_is_told(data):
    with pytest.raises(CannotPrintError, match="ikke settes sammen"):
        merged([PAPERS[0], data])


def test_nothing_in_the_properties_tells_whose_it_is():
    with pikepdf.open(BytesIO(BUNDLE)) as pdf:
        told = " ".join(str(value) for value in pdf.docinfo.values())
        told += pdf.Root.Metadata.read_bytes().decode()
    assert "Ødegård" not in told
    assert "I-2026-000003-7K" in told
