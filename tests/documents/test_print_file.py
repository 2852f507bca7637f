"""Many papers in one file for the printer."""

from io import BytesIO

import pikepdf
import pytest

from stkdesk.documents.pictures import page_count
from stkdesk.documents.print_file import PrintFile, build
from stkdesk.domain.errors import CannotPrintError
from tests.documents.reading import codes_on, runs, text_of
from tests.documents.samples import (
    NB,
    NN,
    a_decision,
    a_timesheet,
    all_papers,
    some_visits,
)


def printed(papers, **options):
    """Return a print file with ``papers`` and how many pages it says it has."""
    out = BytesIO()
    file = PrintFile(out, **options)
    for paper in papers:
        file.add(paper)
    pages = file.pages
    file.close()
    return out.getvalue(), pages


def places(data, *, from_page=1):
    """Return the text of a file with its places, in no certain order."""
    return sorted(
        (run.page - from_page + 1, run.left, run.top, run.size, run.text.strip())
        for run in runs(data)
        if run.text.strip()
    )


@pytest.mark.parametrize("language", [NB, NN])
def test_every_paper_looks_as_it_does_in_the_archive(language):
    for paper in all_papers(language).values():
        data, pages = printed([paper])
        archived = build(paper)

        assert places(data) == places(archived)
        assert codes_on(data) == codes_on(archived)
        assert pages == page_count(archived)


def test_papers_stand_in_the_order_they_are_added():
    forms = [a_timesheet(assignment_number=number) for number in (7, 3, 9)]
    data, pages = printed(forms)

    assert pages == page_count(data) == 6
    text = text_of(data)
    assert text.index("oppdrag 7") < text.index("oppdrag 3") < text.index("oppdrag 9")


def test_each_paper_starts_on_the_front_of_a_sheet():
    three = a_timesheet(visits=some_visits(20))
    one = a_timesheet(with_report=False)
    data, pages = printed([one, three, one, one], duplex=True)

    fronts = {run.page for run in runs(data) if run.text.startswith("Side 1 av")}
    assert all(page % 2 for page in fronts)
    assert len(fronts) == 4
    assert pages == page_count(data)
    assert printed([one, one])[1] == 2


def test_a_paper_that_will_not_print_leaves_the_others_good():
    out = BytesIO()
    file = PrintFile(out)
    file.add(a_timesheet(assignment_number=1))
    for broken in (
        a_timesheet(contact_name="王小明"),
        a_decision(grounds="王 " * 9000),
    ):
        with pytest.raises(CannotPrintError):
            file.add(broken)
    file.add(a_decision())
    file.close()

    alone, _ = printed([a_timesheet(assignment_number=1), a_decision()])
    assert places(out.getvalue()) == places(alone)


def test_the_file_is_sound_and_tells_nothing_of_whom_it_is_for(tmp_path):
    data, _ = printed([*all_papers(NB).values(), *all_papers(NN).values()])
    target = tmp_path / "utskrift.pdf"
    target.write_bytes(data)

    with pikepdf.open(target) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert set(pdf.docinfo) == {"/Creator", "/Producer"}


def test_letters_outside_the_usual_ones_are_printed_too():
    data, _ = printed([a_timesheet(contact_name="Ольга Ковальчук"), a_timesheet()])

    assert "Ольга Ковальчук" in text_of(data)


def test_nothing_to_print_is_told():
    with pytest.raises(CannotPrintError, match="ingenting å skrive ut"):
        printed([])
