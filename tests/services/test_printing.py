"""The month in one file, one sheet, one paper again: read back from the PDF."""

import errno
from concurrent.futures import CancelledError
from datetime import date
from hashlib import sha256
from io import BytesIO
from threading import Event

import pytest
from pypdf import PdfReader

from stkdesk.domain.errors import CannotPrintError, CannotSaveError, NotFoundError
from stkdesk.domain.language import Language
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PaperKind, PaperState
from stkdesk.domain.person import Protection
from stkdesk.domain.progress import Progress, drive
from stkdesk.services.declarations import print_declaration
from stkdesk.services.month_run import month_run
from stkdesk.services.office import set_up_office
from stkdesk.services.paper_acts import PaperAct, mark
from stkdesk.services.papers import list_papers, open_paper
from stkdesk.services.printing import (
    paper_again,
    pile_file_name,
    print_month,
    print_sheet,
    save_pdf,
)
from stkdesk.storage.tables import Client, Contact, Person
from tests.builders import a_contact, a_sheet, a_visit, an_assignment, periods, rates


@pytest.fixture
def office(database, today):
    with database.transaction() as session:
        set_up_office(
            session,
            OfficeDraft(
                municipality="Fjordvik kommune",
                postal_line="Postboks 124",
                postal_code="4481",
                city="Fjordvik",
            ),
            today=today,
        )
        periods(session)
        rates(session)
    return database


def hire(office, *names, **fields):
    """Register one assignment for each name of a support contact."""
    with office.transaction() as session:
        return [
            an_assignment(session, f"Klient {n}", name, **fields)
            for n, name in enumerate(names)
        ]


def run_of(office, code="2026-10", **how):
    with office.reading() as session:
        return month_run(session, code, **how)


def run_to_end(steps):
    """Take every step; return what was told on the way, and the result."""
    told = []
    return told, drive(steps, Event(), told.append)


def print_october(office, today, **how):
    out = BytesIO()
    _, pile = run_to_end(print_month(office, run_of(office), out, today=today, **how))
    return pile, PdfReader(out)


def papers(office, **query):
    with office.reading() as session:
        return list_papers(session, ListQuery(**query)).rows


def texts(pdf):
    return [page.extract_text() for page in pdf.pages]


def test_the_month_is_one_file_in_the_order_of_the_envelopes(office, today):
    hire(office, "Berit Vik", "Arne Østby", "Anne Aas")
    pile, pdf = print_october(office, today)

    fronts = texts(pdf)[::2]
    for name, page, sheet in zip(
        ("Berit Vik", "Arne Østby", "Anne Aas"), fronts, pile.sheets, strict=True
    ):
        assert name in page
        assert sheet.reference in page
    assert pile.pages == len(pdf.pages) == 6


def test_every_sheet_is_told_as_it_is_printed(office, today):
    hire(office, "Berit Vik", "Arne Østby")
    out = BytesIO()
    told, _ = run_to_end(print_month(office, run_of(office), out, today=today))
    assert told == [Progress(1, 2), Progress(2, 2)]


def test_printed_sheets_are_papers_that_are_made_but_not_yet_printed(office, today):
    hire(office, "Berit Vik")
    pile, _ = print_october(office, today)
    [paper] = papers(office)
    assert paper.reference == pile.sheets[0].reference
    assert paper.state is PaperState.MADE
    assert (paper.kind, paper.period_code) == (PaperKind.TIMESHEET, "2026-10")
    assert (paper.pages, paper.made_on) == (2, today)


def test_a_stopped_run_wastes_no_numbers(office, today):
    hire(office, *(f"Kontakt Nr{n:02}" for n in range(60)))
    stopped, told = Event(), []

    def _stop_after_three(progress):
        told.append(progress)
        if progress.done == 3:
            stopped.set()

    with pytest.raises(CancelledError):
        steps = print_month(office, run_of(office), BytesIO(), today=today)
        drive(steps, stopped, _stop_after_three)
    assert len(told) == 3
    begun = papers(office)
    assert len(begun) == 50  # what was read before the stop
    assert {paper.state for paper in begun} == {PaperState.MADE}

    pile, pdf = print_october(office, today)
    assert len(pdf.pages) == 120
    assert {paper.reference for paper in begun} < {s.reference for s in pile.sheets}
    assert len(papers(office)) == 60
    assert sorted(int(s.reference[7:13]) for s in pile.sheets) == [*range(1, 61)]


def test_two_runs_of_the_same_month_are_the_same_file(office, today):
    hire(office, "Berit Vik", "Arne Østby")
    first, second = BytesIO(), BytesIO()
    run_to_end(print_month(office, run_of(office), first, today=today))
    later = today.replace(day=20)
    run_to_end(print_month(office, run_of(office), second, today=later))
    assert sha256(first.getvalue()).digest() == sha256(second.getvalue()).digest()


def test_without_the_report_each_sheet_still_begins_on_a_front(office, today):
    hire(office, "Berit Vik", "Arne Østby")
    pile, pdf = print_october(office, today, with_report=False)
    assert [bool(text.strip()) for text in texts(pdf)] == [True, False, True]
    assert [(s.first_page, s.last_page) for s in pile.sheets] == [(1, 1), (3, 3)]

    simplex, pdf = print_october(office, today, with_report=False, duplex=False)
    assert len(pdf.pages) == 2
    assert [(s.first_page, s.last_page) for s in simplex.sheets] == [(1, 1), (2, 2)]


def test_the_whole_run_may_be_in_one_language(office, today):
    hire(office, "Berit Vik")
    _, bokmal = print_october(office, today)
    _, nynorsk = print_october(office, today, language=Language.NYNORSK)
    assert texts(bokmal) != texts(nynorsk)
    assert "Støttekontakten" not in "".join(texts(nynorsk)).replace("kontakten", "")


def test_protected_sheets_are_printed_apart_and_without_address(office, today):
    hire(office, "Berit Vik", "Arne Østby")
    with office.transaction() as session:
        person = session.get(Person, session.get(Contact, 1).person_number)
        person.protection = Protection.STRICT
    _, pile_pdf = print_october(office, today)
    _, apart = print_october(office, today, by_hand=True)

    assert "Berit Vik" not in "".join(texts(pile_pdf))
    by_hand = "".join(texts(apart))
    assert "Berit Vik" in by_hand
    assert "LEVERES PERSONLIG" in by_hand
    assert "Fjordgata" not in by_hand
    assert "fortrolig" not in by_hand.casefold()


def test_a_run_nobody_is_in_is_told(office, today):
    with office.transaction() as session:
        number = an_assignment(session)
        a_sheet(session, number, periods(session)["2026-10"].number, a_visit(4))
    with pytest.raises(CannotPrintError, match="oktober 2026"):
        next(print_month(office, run_of(office), BytesIO(), today=today))


def test_the_pages_that_came_out_tell_which_sheets_did(office, today):
    hire(office, "Berit Vik", "Arne Østby", "Anne Aas")
    pile, _ = print_october(office, today)
    numbers = [sheet.paper_number for sheet in pile.sheets]
    assert pile.within(range(1, 7)) == tuple(numbers)
    assert pile.within([1, 2, 3, 5, 6]) == (numbers[0], numbers[2])
    assert pile.within([]) == ()


def test_the_file_says_nothing_of_people(office, today):
    hire(office, "Berit Vik")
    _, pdf = print_october(office, today)
    told = repr(pdf.metadata)
    assert "Vik" not in told
    assert "Klient" not in told
    assert pile_file_name("2026-10") == "timelister 2026-10.pdf"


def test_one_sheet_has_the_reference_it_has_in_the_month(office, today):
    [number] = hire(office, "Berit Vik")
    pile, _ = print_october(office, today)
    with office.transaction() as session:
        october = periods(session)["2026-10"].number
        made = print_sheet(session, number, october, today=today)
    assert made.reference == pile.sheets[0].reference
    assert made.file_name == f"timeliste {made.reference}.pdf"
    assert "Berit Vik" in texts(PdfReader(BytesIO(made.data)))[0]
    assert len(papers(office)) == 1


def test_a_sheet_is_for_this_month_unless_another_is_asked_for(office, today):
    [number] = hire(office, "Berit Vik")
    with office.transaction() as session:
        print_sheet(session, number, today=today)
    assert [paper.period_code for paper in papers(office)] == ["2026-11"]


def test_the_filled_copy_is_stored_and_never_drawn_again(office, today):
    [number] = hire(office, "Berit Vik")
    with office.transaction() as session:
        october = periods(session)["2026-10"].number
        a_sheet(session, number, october, a_visit(4, activity="Kino"))
        made = print_sheet(session, number, october, today=today, filled=True)
    with office.transaction() as session:
        session.get(Person, session.get(Contact, 1).person_number).given_name = "Ny"
    with office.reading() as session:
        again = paper_again(session, made.number, today=today)
    assert again.data == made.data
    assert "Kino" in texts(PdfReader(BytesIO(again.data)))[0]
    assert papers(office)[0].is_stored


def test_a_filled_copy_of_nothing_is_told(office, today):
    [number] = hire(office, "Berit Vik")
    with (
        pytest.raises(CannotPrintError, match="ikke kommet inn"),
        office.transaction() as s,
    ):
        print_sheet(s, number, today=today, filled=True)
    assert papers(office) == ()


def test_a_blank_form_again_is_drawn_from_what_the_register_says_today(office, today):
    [number] = hire(office, "Berit Vik")
    with office.transaction() as session:
        made = print_sheet(session, number, today=today, with_report=False)
    with office.transaction() as session:
        session.get(Person, session.get(Contact, 1).person_number).family_name = "Ås"
    with office.reading() as session:
        again = paper_again(session, made.number, today=today.replace(day=20))
    pages = texts(PdfReader(BytesIO(again.data)))
    assert again.reference == made.reference
    assert "Berit Ås" in pages[0]
    assert len(pages) == 1


def test_a_declaration_is_in_the_language_of_the_contact_and_stored(office, today):
    with office.transaction() as session:
        contact = a_contact(session, "Berit Vik", language=Language.NYNORSK)
        made = print_declaration(session, contact, today=today)
    text = "".join(texts(PdfReader(BytesIO(made.data))))
    assert "teieplikt" in text.casefold()
    assert "taushetsplikt" not in text.casefold()
    [paper] = papers(office)
    assert (paper.about, paper.kind) == ("Berit Vik", PaperKind.DECLARATION)
    assert paper.language is Language.NYNORSK
    with office.reading() as session:
        assert paper_again(session, paper.number, today=today).data == made.data


@pytest.mark.parametrize(
    ("born", "guardian"), [(date(2009, 1, 1), True), (date(1990, 1, 1), False)]
)
def test_a_guardian_signs_for_a_contact_under_eighteen(office, today, born, guardian):
    with office.transaction() as session:
        contact = a_contact(session, "Berit Vik", person={"birth_date": born})
        made = print_declaration(session, contact, today=today)
    text = "".join(texts(PdfReader(BytesIO(made.data))))
    assert ("oresatt" in text) is guardian


def test_a_paper_without_an_address_is_told_and_takes_no_number(office, today):
    with office.transaction() as session:
        contact = a_contact(session, "Berit Vik")
        person = session.get(Contact, contact).person
        person.addresses.clear()
    with (
        pytest.raises(CannotPrintError, match="Adressen mangler"),
        office.transaction() as s,
    ):
        print_declaration(s, contact, today=today)
    assert papers(office) == ()


def test_what_is_not_there_is_told(office, today):
    with office.reading() as session:
        with pytest.raises(NotFoundError):
            print_declaration(session, 99, today=today)
        with pytest.raises(NotFoundError):
            print_sheet(session, 99, today=today)
        with pytest.raises(NotFoundError):
            paper_again(session, 99, today=today)


def test_a_pdf_is_saved_whole(tmp_path):
    target = tmp_path / "timelister 2026-10.pdf"
    save_pdf(target, b"%PDF first")
    save_pdf(target, b"%PDF second")
    assert target.read_bytes() == b"%PDF second"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["stkdesk.db", "stkdesk.KEYS", "a.stkbackup"])
def test_a_pdf_never_takes_the_place_of_a_register(name, tmp_path):
    target = tmp_path / name
    target.write_bytes(b"all there is")
    with pytest.raises(CannotSaveError, match="Der ligger et register"):
        save_pdf(target, b"%PDF")
    assert target.read_bytes() == b"all there is"


def test_a_pdf_that_is_open_elsewhere_is_left_alone(tmp_path, monkeypatch):
    target = tmp_path / "timelister.pdf"
    target.write_bytes(b"%PDF old")

    def _held(self, _target):
        raise PermissionError(13, "in use by another process")

    monkeypatch.setattr("pathlib.Path.replace", _held)
    with pytest.raises(CannotSaveError, match="åpen i et annet program"):
        save_pdf(target, b"%PDF new")
    assert target.read_bytes() == b"%PDF old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CannotSaveError, match="Mappen finnes ikke"):
        save_pdf(tmp_path / "borte" / "timelister.pdf", b"%PDF")


def test_a_folder_that_may_only_be_read_is_told(tmp_path, monkeypatch):
    def _refused(self, *_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", _refused)
    with pytest.raises(CannotSaveError, match="kan ikke skrives til"):
        save_pdf(tmp_path / "timelister.pdf", b"%PDF")


def test_a_full_disk_is_told_and_the_old_file_is_kept(tmp_path, monkeypatch):
    target = tmp_path / "timelister.pdf"
    target.write_bytes(b"%PDF old")

    def _full(_number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", _full)
    with pytest.raises(CannotSaveError, match="Disken er full"):
        save_pdf(target, b"%PDF new")
    assert target.read_bytes() == b"%PDF old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_was_mailed_can_be_seen_on_the_paper_of_the_month(office, today):
    hire(office, "Berit Vik")
    pile, _ = print_october(office, today)
    numbers = [sheet.paper_number for sheet in pile.sheets]
    with office.transaction() as session:
        mark(session, PaperAct.PRINTED, numbers, on=today)
        mark(session, PaperAct.MAILED, numbers, on=today)
    with office.reading() as session:
        assert open_paper(session, numbers[0]).state is PaperState.MAILED
    assert run_of(office, only_unprinted=True).included == ()


def test_the_papers_of_a_client_are_linked_to_the_client(office, today):
    hire(office, "Berit Vik")
    print_october(office, today)
    with office.reading() as session:
        paper = open_paper(session, 1)
        assert session.get(Client, paper.links.client_number).number == 1
        assert paper.links.contact_number == 1
