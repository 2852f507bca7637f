"""Which printer stands first: IT's, the one used last, or the system's own."""

import pytest

from stkdesk.configuration.keys import PrinterKind
from stkdesk.services.printing import Pile, PileSheet
from stkdesk.ui.papers.printer_choice import first_printer, kind_of, remember, wanted
from tests.configured import say

THERE = ["Kontoret", r"\\print\Gang 2", "PDF"]
LETTERS, SHEETS = PrinterKind.LETTERS, PrinterKind.TIMESHEETS


def test_the_printer_used_last_for_a_pile_comes_first_the_next_time():
    assert wanted(LETTERS, THERE) == ""
    remember(LETTERS, "PDF")
    assert wanted(LETTERS, THERE) == "PDF"
    assert wanted(SHEETS, THERE) == ""


def test_the_printer_of_it_comes_first_each_time():
    remember(LETTERS, "PDF")
    say({"PrinterLetters": r"\\PRINT\gang 2"})
    assert wanted(LETTERS, THERE) == r"\\print\Gang 2"


def test_the_persons_own_file_comes_after_what_was_used_last():
    say(own={"PrinterLetters": "Kontoret"})
    assert wanted(LETTERS, THERE) == "Kontoret"
    remember(LETTERS, "PDF")
    assert wanted(LETTERS, THERE) == "PDF"
    assert wanted(LETTERS, ["Kontoret"]) == "Kontoret"


@pytest.mark.parametrize("policy", [{}, {"PrinterLetters": "Flyttet"}])
def test_a_printer_that_is_gone_is_left_to_the_system(policy):
    remember(LETTERS, "Også borte")
    say(policy)
    assert wanted(LETTERS, THERE) == ""
    assert first_printer(LETTERS).isNull()


@pytest.mark.parametrize(
    ("number", "reference", "kind"),
    [
        (7, "T-2026-000001", SHEETS),
        (7, "V-2026-000001", LETTERS),
        (7, "B-2026-000001", LETTERS),
        (0, "UTKAST", PrinterKind.LISTS),
    ],
)
def test_a_pile_goes_where_its_first_paper_belongs(number, reference, kind):
    assert kind_of(Pile("", (PileSheet(number, reference, 1, 1),))) is kind
