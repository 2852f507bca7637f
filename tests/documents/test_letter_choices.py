"""What the office chooses about its letters holds for every kind and both languages."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from stkdesk.documents.print_file import build
from stkdesk.documents.texts import texts
from stkdesk.domain.envelope import C5, C65
from tests.documents.decisions import every_decision
from tests.documents.letter_samples import every_letter
from tests.documents.reading import text_of
from tests.documents.samples import CLIENT, NB, NN, OFFICE

MM = 72 / 25.4
NAMES = sorted([*every_letter(OFFICE, CLIENT, NB), *every_decision(NB)])


def letter(name, language, **changes):
    """Return the letter called ``name``, with the fields given."""
    found = every_letter(OFFICE, CLIENT, language) | every_decision(language)
    return replace(found[name], **changes)


@pytest.mark.parametrize("language", [NB, NN])
@pytest.mark.parametrize("name", NAMES)
def test_a_letter_is_signed_in_one_way_and_may_say_it_is_withheld(name, language):
    words = texts("frame", language)
    by_hand = text_of(build(letter(name, language, signed_by_hand=True)))
    approved = text_of(
        build(letter(name, language, signed_by_hand=False, is_withheld=False))
    )
    assert words["approved"] not in by_hand
    assert words["approved"] in approved
    assert words["withheld"] in by_hand
    assert words["withheld"] not in approved
    assert "offentleglova" not in approved


@pytest.mark.parametrize("name", NAMES)
def test_there_is_a_line_to_sign_on_only_when_it_is_signed(name):
    def lines(by_hand):
        """Return how many lines as wide as a signature are drawn."""
        with pikepdf.open(
            BytesIO(build(letter(name, NB, signed_by_hand=by_hand)))
        ) as pdf:
            return sum(signature_lines(page) for page in pdf.pages)

    assert (lines(True), lines(False)) == (2, 0)


@pytest.mark.parametrize("language", [NB, NN])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_enclosed_is_numbered_one_by_one(name, language):
    titles = tuple(f"Dokument {sign}" for sign in "ABCDEFGHIJ")
    text = text_of(build(letter(name, language, enclosures=titles)))
    found = re.findall(r"(\d+)\. Dokument ([A-J])", text)
    assert found == [(str(n), sign) for n, sign in enumerate("ABCDEFGHIJ", start=1)]


@pytest.mark.parametrize(
    ("fold", "marked", "expected"),
    [
        (C5.fold, True, [148.5]),
        (C65.fold, True, [99, 198]),
        (C5.fold, False, []),
        (C65.fold, False, []),
    ],
)
@pytest.mark.parametrize("name", ["letter_receipt", "decision_granted"])
def test_it_is_folded_where_the_office_says_or_has_no_marks(
    name, fold, marked, expected
):
    sender = replace(OFFICE, letter_fold=fold, fold_marks=marked, address_top=400)
    with pikepdf.open(BytesIO(build(letter(name, NB, sender=sender)))) as pdf:
        marks, later = (fold_marks(pdf.pages[at]) for at in (0, -1))
        pages = len(pdf.pages)
    assert marks == expected
    assert pages == 1 or later == []


def fold_marks(page):
    """Return how far down the marks in the margin of a page are, in mm."""
    return [
        round(297 - y / MM, 1)
        for x, y, to in drawn_lines(page)
        if x / MM < 8 and to / MM < 12
    ]


def drawn_lines(page):
    """Yield the level lines of a page: from, height, to, in points."""
    start = None
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "m":
            start = tuple(float(each) for each in operands)
        elif str(operator) == "l" and start is not None:
            x, y = (float(each) for each in operands)
            if y == start[1]:
                yield start[0], y, x
            start = None


def signature_lines(page):
    """Return how many lines to sign on a page has; they are drawn from its left."""
    return sum(
        round((to - x) / MM, 1) == 66.5 and y == 28 for x, y, to in drawn_lines(page)
    )
