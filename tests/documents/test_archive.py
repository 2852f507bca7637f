"""Each paper is good for the archive and for a screen reader, in the same file."""

from io import BytesIO
from unicodedata import normalize

import page
import pikepdf
import pytest
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import makeToUnicodeCMap

from stkdesk.documents.pdf import archive, font_program
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.font_program import FontProgram
from stkdesk.documents.pdf.fonts import REGULAR, archive_font
from stkdesk.documents.pdf.objects import end_streams_on_a_new_line
from stkdesk.documents.print_file import build
from stkdesk.domain.letter import LetterKind
from tests.documents.decisions import every_decision
from tests.documents.letter_samples import a_letter
from tests.documents.samples import (
    CLIENT,
    LONGEST,
    NB,
    NN,
    OFFICE,
    a_decision,
    a_timesheet,
    all_papers,
    some_visits,
)

THIRTY_THOUSAND = "Vi har snakket med deg og dem du bor med. " * 715
#: forskrift 5.4.2013 nr. 959 § 8: Norwegian and the three Sámi languages.
SAMI = "Áá Čč Đđ Ŋŋ Šš Ŧŧ Žž Ńń Ññ Ïï Öö Ää Ææ Øø Åå"
LONG_TEXT = "\n\n".join(["Ord om saka. " * 60] * 14)
PAPERS = {
    **{f"{name} nb": paper for name, paper in all_papers(NB).items()},
    **{f"{name} nn": paper for name, paper in all_papers(NN).items()},
    **{f"{name} nb": paper for name, paper in every_decision(NB).items()},
    **{f"{name} nn": paper for name, paper in every_decision(NN).items()},
    "thirty thousand signs": a_decision(grounds=THIRTY_THOUSAND),
    "a forwarding of thirty thousand signs": a_letter(
        LetterKind.FORWARDING, OFFICE, CLIENT, fields={"assessment": THIRTY_THOUSAND}
    ),
    "Northern, Lule and South Sámi": a_decision(client_name=SAMI, facts=SAMI),
    "letters put together of two signs": a_decision(
        client_name=normalize("NFD", SAMI), facts=normalize("NFD", SAMI)
    ),
    "forty visits": a_timesheet(visits=some_visits(40), practice=True),
    "long names": a_timesheet(
        address=LONGEST, contact_name=LONGEST.name, visits=some_visits(3)
    ),
    "long draft": a_decision(facts=LONG_TEXT, address=LONGEST, draft=True),
    "Greek and Vietnamese": a_timesheet(contact_name="Ελένη Nguyễn Thị Phượng Čđŋšŧž"),
}


def failures(data, profile):
    """Return what a validator says against ``data``."""
    return [
        found.message
        for found in page.validate_pdf_bytes(data, profile=profile).failures
    ]


@pytest.mark.parametrize("profile", ["2a", "ua1"])
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_passes_the_validator(name, profile):
    assert failures(build(PAPERS[name]), profile) == []


@pytest.mark.parametrize("name", PAPERS)
def test_every_font_is_embedded(name):
    with pikepdf.open(BytesIO(build(PAPERS[name]))) as pdf:
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        ]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_nothing_in_the_properties_tells_whose_paper_it_is():
    for paper in PAPERS.values():
        with pikepdf.open(BytesIO(build(paper))) as pdf:
            told = str(pdf.Root.Metadata.read_bytes(), "utf-8") + repr(
                dict(pdf.docinfo)
            )
        hidden = {getattr(paper, "client_name", ""), getattr(paper, "contact_name", "")}
        hidden |= {getattr(paper, "client_label", ""), paper.address.name, "10482"}
        assert not [name for name in hidden - {""} if name in told]
        assert paper.reference in told


def test_the_title_is_shown_and_names_only_the_kind_of_paper():
    with pikepdf.open(BytesIO(build(a_decision()))) as pdf:
        assert pdf.docinfo["/Title"] == "Vedtak"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert pdf.Root.Lang == "nb-NO"


def test_pages_hold_no_empty_transition():
    with pikepdf.open(BytesIO(build(a_decision()))) as pdf:
        assert not [page for page in pdf.pages if "/Trans" in page]


def test_streams_must_end_on_a_line_of_their_own(monkeypatch):
    monkeypatch.setattr(PDFStream, "format", PDFStream.format.__wrapped__)
    monkeypatch.setattr(archive, "end_streams_on_a_new_line", lambda: None)

    assert failures(build(a_timesheet()), "2a")


def test_a_code_must_not_stand_for_no_letter(monkeypatch):
    def as_reportlab_does(name, letters):
        return makeToUnicodeCMap(name, letters).encode()

    monkeypatch.setattr(font_program, "_to_unicode", as_reportlab_does)
    font = archive_font(REGULAR)
    monkeypatch.setattr(font, "_program", FontProgram.of(font.face, font._fixed))

    assert failures(build(a_timesheet()), "2a")


def test_the_colours_must_be_explained(monkeypatch):
    describe = ArchiveCanvas._describe

    def without_profile(canvas):
        describe(canvas)
        del canvas._doc.Catalog.OutputIntents

    monkeypatch.setattr(ArchiveCanvas, "_describe", without_profile)

    assert failures(build(a_timesheet()), "2a")


def test_a_font_that_is_not_embedded_stops_the_paper():
    canvas = ArchiveCanvas(BytesIO(), archive.Facts("A", "B", "C", "nb-NO"), NB_DAY)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(50, 50, "Hei")
    canvas.showPage()
    canvas.finish_paper()

    with pytest.raises(ValueError, match="Helvetica"):
        canvas.save()


NB_DAY = a_timesheet().made_on


def test_words_do_not_run_together_where_a_line_is_broken():
    grounds = "Støttekontakten skal hjelpe. " * 12
    with pikepdf.open(BytesIO(build(a_decision(grounds=grounds)))) as pdf:
        lines = [
            str(operands[0])
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "Tj"
        ]
    font = archive_font(REGULAR)
    broken = [line for line in lines if "hjelpe." in line and "kontakten" in line]
    assert font.encode("hjelpe.")
    assert len(broken) > 1
    assert all(line.endswith(" ") for line in broken[:-1])


def test_a_cut_font_keeps_its_shapes_and_loses_its_hints():
    font = archive_font(REGULAR)
    letters = font._fixed
    hinted = font.face.makeSubset([letter for letter in letters if letter])
    program = FontProgram.of(font.face, letters)

    assert program.raw_size < 0.75 * len(hinted)


@pytest.mark.parametrize(
    ("data", "end"), [(b"abc", b"\n"), (b"abc\n", b"\n"), (b"abc\r", b"\r\n")]
)
def test_the_end_of_a_stream_is_never_taken_for_half_a_line_break(data, end):
    end_streams_on_a_new_line()
    made = PDFStream(content=data.decode(), filters=[]).format(PDFDocument())
    assert made.endswith(b"stream\n" + data + end + b"endstream\n")
