"""What shows through the window of an envelope, measured in mm."""

from dataclasses import replace

import pytest

from stkdesk.documents.print_file import build
from stkdesk.domain.envelope import C5, C65
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.office import office_problems
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


def in_window(found, envelope=C5):
    """Return what shows when the sheet slides as far as it can in the envelope."""
    seen = envelope.ever_seen
    return [
        run
        for run in found
        if run.page == 1
        and run.left < seen.right / 10
        and run.bottom > seen.top / 10
        and run.top < seen.bottom / 10
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


@pytest.mark.parametrize("address", [*ADDRESSES.values()])
@pytest.mark.parametrize(
    ("envelope", "left", "top"),
    [(C5, 150, 440), (C5, 300, 465), (C65, 200, 390), (C65, 250, 400)],
)
def test_an_address_the_office_has_moved_is_seen_wherever_the_sheet_slides(
    envelope, left, top, address
):
    sender = replace(
        OFFICE, address_left=left, address_top=top, letter_fold=envelope.fold
    )
    assert office_problems(sender) == ()
    seen = envelope.always_seen
    for paper in (a_timesheet, a_decision):
        shown = in_window(runs(build(paper(sender=sender, address=address))), envelope)
        block = [run for run in shown if not run.text.startswith("Retur")]
        assert len(block) <= 5
        said = "".join(run.text for run in block).replace(" ", "")
        said = said.replace("\x02", "-")  # at the end of a line
        assert said.startswith(address.name.replace(" ", ""))
        assert said.endswith(address.city.upper())
        assert min(run.left for run in block) >= left / 10
        assert max(run.right for run in block) <= seen.right / 10
        assert min(run.top for run in block) >= seen.top / 10
        assert max(run.bottom for run in block) <= seen.bottom / 10


@pytest.mark.parametrize("name", all_papers(NB))
def test_folded_in_three_nothing_but_the_address_shows_either(name):
    paper = all_papers(NB)[name]
    sender = replace(paper.sender, address_top=400, letter_fold=C65.fold)
    paper = replace(paper, sender=sender)
    shown = in_window(runs(build(paper)), C65)

    where = paper.address
    allowed = {where.name, *where.lines, f"{where.postal_code} {where.city.upper()}"}
    allowed.add("Retur: Fjordvik kommune, Postboks 124, 4481 Fjordvik")
    assert {run.text.strip() for run in shown} == allowed


@pytest.mark.parametrize("letter_left", [200, 350])
def test_the_text_moves_and_keeps_its_width(letter_left):
    usual = runs(build(a_decision()))
    moved = runs(build(a_decision(sender=replace(OFFICE, letter_left=letter_left))))
    step = letter_left / 10 - 25

    def lines(found, by):
        """Return the text of page 1 below the window, moved ``by`` mm back."""
        return [
            (run.text, round(run.left - by, 1))
            for run in found
            if run.page == 1 and 90 < run.top < 260
        ]

    assert lines(moved, step) == lines(usual, 0)
    assert max(run.right for run in moved) <= 200


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
