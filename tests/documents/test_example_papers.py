"""The self-test prints one of each document, and none is left out."""

import inspect
import sys
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import walk_packages

import pytest
from reportlab.pdfgen.canvas import Canvas

from stkdesk import documents
from stkdesk.documents.example_papers import example_papers
from stkdesk.documents.pdf.inspecting import inspect as look_into
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.payroll_layout import LayoutFormat

PIECES = {  # a typeface and a drawing, made once and kept for every later paper
    "stkdesk.documents.drawing.require_plain",
    "stkdesk.documents.pdf.hints.without_hints",
}


def makers():
    """Every public function of the print room that returns a whole file, or may."""
    for found in walk_packages(documents.__path__, "stkdesk.documents."):
        module = import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            made = str(function.__annotations__.get("return", ""))
            if function.__module__ != module.__name__ or name.startswith("_"):
                continue
            whole = f"{module.__name__}.{name}"
            if whole in PIECES:
                continue
            if made == "bytes" or made.startswith("tuple[bytes"):
                yield whole, function.__code__


@pytest.fixture(scope="module")
def printed():
    """What was printed, by name, and the code that ran while it was."""
    ran, wanted = set(), {code for _name, code in makers()}

    def _note(frame, event, _argument):
        if event == "call" and frame.f_code in wanted:
            ran.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(_note)
    try:
        made = {paper.name: paper.make() for paper in example_papers()}
    finally:
        sys.setprofile(before)
    return made, ran


def test_whatever_makes_a_file_in_the_print_room_is_called(printed):
    _made, ran = printed
    left_out = {name for name, code in makers() if code not in ran}
    assert left_out == set()


def test_there_is_one_of_each_kind_in_both_languages(printed):
    made, _ran = printed
    for language in Language:
        for kind in (*LetterKind, *ContactLetterKind):
            assert f"brev-{kind.value}-{language.value}.pdf" in made
        for kind in DecisionKind:
            assert f"vedtak-{kind.value}-{language.value}.pdf" in made
    endings = {Path(name).suffix for name in made if name.startswith("lonn-")}
    assert endings == {".csv", ".txt", ".xlsx"}
    assert len(endings) == len(LayoutFormat)


def test_a_letter_that_does_not_lie_in_the_file_is_noticed():
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(50, 50, "Blåbær")
    canvas.save()
    seen = look_into(out.getvalue())
    assert (seen.pages, seen.loose_texts) == (1, 1)
    with pytest.raises(ValueError, match="not a whole PDF"):
        look_into(out.getvalue()[:200])
