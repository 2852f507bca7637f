"""What shows through the window of an envelope, measured in mm."""

from dataclasses import replace

import pytest

from stkdesk.documents.print_file import build
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.person import Address
from tests.documents.reading import runs
from tests.documents.samples import (
    LONGEST,
    NB,
    NN,
    OFFICE,
    a_decision,
    a_declaration,
    a_timesheet,
    all_papers,
)

FIVE_LINES = Address(
    "Åse Ødegård", ("c/o Næss", "Gjestehuset", "Øvre Strandgate 1"), "4480", "Fjordvik"
)
ADDRESSES = {
    "one line": Address("Åse Ødegård", (), "4480", "Fjordvik"),
    "five lines": FIVE_LINES,
    "long": LONGEST,
    "nasty": Address(
        "Wolfeschlegelsteinhausenbergerdorff-Ångström Øy", (), "0001", "Å"
    ),
}


def in_window(found):
    """Return what shows when the sheet slides as far as it can in the envelope."""
    return [
        run
        for run in found
        if run.page == 1 and run.left < 120 and run.bottom > 30.5 and run.top < 79
    ]


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("paper", [a_timesheet, a_declaration, a_decision])
def test_the_address_stays_visible_however_the_sheet_slides(paper, name):
    address = ADDRESSES[name]
    shown = in_window(runs(build(paper(address=address))))
    block = [run for run in shown if not run.text.startswith("Retur")]

    assert " ".join(" ".join(run.text for run in block).split()) == " ".join(
        [address.name, *address.lines, address.postal_code, address.city.upper()]
    )
    assert len(block) <= 5
    assert len({run.size for run in block}) == 1
    assert 10 <= block[0].size <= 12
    assert min(run.left for run in block) >= 20
    assert max(run.right for run in block) <= 100
    assert min(run.top for run in block) >= 46
    assert max(run.bottom for run in block) <= 65


@pytest.mark.parametrize("name", all_papers(NB))
@pytest.mark.parametrize("language", [NB, NN])
def test_nothing_shows_but_the_address_and_where_to_return_it(name, language):
    paper = all_papers(language)[name]
    shown = in_window(runs(build(paper)))

    where = paper.address
    allowed = {where.name, *where.lines, f"{where.postal_code} {where.city.upper()}"}
    allowed.add("Retur: Fjordvik kommune, Postboks 124, 4481 Fjordvik")
    assert {run.text.strip() for run in shown} == allowed


def test_the_return_address_is_smaller_than_the_address():
    shown = in_window(runs(build(a_timesheet())))
    [line] = [run for run in shown if run.text.startswith("Retur")]

    assert line.size < 8
    assert line.bottom < min(run.top for run in shown if run is not line) + 0.1


def test_without_a_return_address_the_postal_one_is_used():
    sender = replace(OFFICE, return_address="")
    shown = in_window(runs(build(a_timesheet(sender=sender))))

    assert "Retur: Fjordvik kommune, Postboks 124, 4481 Fjordvik" in {
        run.text.strip() for run in shown
    }


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (Address("", ("Gata 1",), "4480", "Byen"), "Adressen mangler."),
        (Address("Per Vik", ("Gata 1",), "", ""), "Adressen mangler."),
        (
            Address("Per Vik", ("A", "B", "C", "D"), "4480", "Byen"),
            "Adressen får ikke plass i konvoluttens vindu.",
        ),
    ],
)
def test_an_address_that_cannot_be_printed_is_told(address, said):
    with pytest.raises(CannotPrintError) as told:
        build(a_timesheet(address=address))

    assert told.value.title == said
    assert told.value.advice


@pytest.mark.parametrize("paper", [a_timesheet, a_declaration, a_decision])
def test_a_paper_without_an_address_says_so_and_no_more(paper):
    with pytest.raises(CannotPrintError) as told:
        build(paper(address=Address("Åse Ødegård", (), "", "")))
    assert told.value.title == "Adressen mangler."
    assert told.value.advice == "Skriv navn, postnummer og poststed, og prøv igjen."
