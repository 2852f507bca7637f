"""Printing from the console: a month, one document, and files that are whole."""

import errno
import os
import signal

import pikepdf
import pypdfium2 as pdfium
import pytest

from stkdesk.documents.print_file import PrintFile
from stkdesk.domain.decision import DecisionDraft
from stkdesk.domain.letter import LetterDraft, LetterKind
from stkdesk.services.decisions import register_decision
from stkdesk.services.letters import register_letter
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import Assignment, Contact


def pages(file):
    """Return the text of each page."""
    with pdfium.PdfDocument(file) as document:
        return [page.get_textpage().get_text_range() for page in document]


def text(file):
    return "\n".join(pages(file))


def changed(office, table, number, **values):
    database = open_register(office, PRACTICE_PASSWORD)
    with database.transaction() as session:
        record = session.get(table, number)
        for name, value in values.items():
            setattr(record, name, value)
    database.close()


def left_in(folder):
    return {file.name for file in folder.iterdir()} - {"oving.db", "oving.keys"}


def test_a_month_is_printed_into_one_sound_file(console, office, tmp_path):
    out = tmp_path / "timelister.pdf"
    answer = console(
        "print", "month", "--db", office, "--period", "2026-10", "--out", out
    )
    assert (answer.code, answer.err) == (0, "")
    told = answer.out.splitlines()[-1]
    sheets = int(told.split(": ")[1].split()[0])
    assert sheets > 10
    assert len(pages(out)) == 2 * sheets
    with pikepdf.open(out) as pdf:
        assert pdf.check_pdf_syntax() == []
    assert "Timeliste for støttekontakt" in text(out)
    assert "Oktober 2026" in text(out)
    assert left_in(tmp_path) == {"timelister.pdf"}


def test_who_is_not_in_the_month_is_told_without_names(console, office, tmp_path):
    changed(office, Assignment, 1, status="paused")
    out = tmp_path / "ut.pdf"
    answer = console(
        "print", "month", "--db", office, "--period", "2026-10", "--out", out
    )
    assert "Ikke med: Oppdraget er satt på pause (1)." in answer.out


def test_only_those_who_have_not_come_in_are_printed_when_that_is_asked(
    console, office, tmp_path
):
    words = ["print", "month", "--db", office, "--period", "2026-10", "--out"]
    console(*words, tmp_path / "alle.pdf")
    answer = console(*words, tmp_path / "mangler.pdf", "--missing")
    assert "Ikke med: Timelisten er allerede kommet inn" in answer.out
    few, all_of_them = (tmp_path / name for name in ("mangler.pdf", "alle.pdf"))
    assert 0 < len(pages(few)) < len(pages(all_of_them))


def test_the_same_month_twice_is_the_same_file(console, office, tmp_path):
    words = ["print", "month", "--db", office, "--period", "2026-10", "--out"]
    first, again = tmp_path / "1.pdf", tmp_path / "2.pdf"
    console(*words, first)
    console(*words, again)
    assert first.read_bytes() == again.read_bytes()


def test_a_month_is_printed_in_the_language_asked_for(console, office, tmp_path):
    out = tmp_path / "nn.pdf"
    words = ["print", "month", "--db", office, "--period", "2026-10", "--out", out]
    assert console(*words, "--lang", "nn").code == 0
    assert "Lever innan" in text(out)
    assert console(*words, "--lang", "nb").code == 0
    assert "Lever innen" in text(out)


def test_next_year_can_be_printed_before_anybody_has_opened_it(
    console, office, tmp_path
):
    out = tmp_path / "januar.pdf"
    answer = console(
        "print", "month", "--db", office, "--period", "2027-01", "--out", out
    )
    assert answer.code == 0
    assert "Januar 2027" in text(out)


def test_a_month_without_assignments_is_told(console, new_office, tmp_path):
    out = tmp_path / "tom.pdf"
    answer = console(
        "print", "month", "--db", new_office, "--period", "2026-10", "--out", out
    )
    assert answer.code == 2
    assert answer.err == (
        "stkdesk-cli: Ingen oppdrag varer i oktober 2026. Velg en annen periode, "
        "eller registrer oppdraget først.\n"
    )
    assert not out.exists()


@pytest.mark.parametrize("period", ["2031-01", "2026-13", "2026-12b"])
def test_a_period_that_is_not_there_is_told(console, office, tmp_path, period):
    out = tmp_path / "tom.pdf"
    answer = console("print", "month", "--db", office, "--period", period, "--out", out)
    assert answer.code == 2
    assert answer.err.startswith("stkdesk-cli: Perioden finnes ikke.")
    assert not out.exists()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("timeliste", ("Timeliste for støttekontakt", "November 2026", "ØVING")),
        ("taushetserklaering", ("Taushetserklæring", "ØVING")),
        ("vedtak", ("støttekontakt", "Klage", "fire uker", "ØVING")),
    ],
)
def test_one_document_of_each_kind_by_its_short_number(
    console, office, tmp_path, kind, words
):
    changed(office, Contact, 1, language="nb")
    out = tmp_path / "papir.pdf"
    answer = console(
        *("print", "document", "--db", office, "--kind", kind, "--id", 1, "--out", out)
    )
    assert (answer.code, answer.err) == (0, "")
    for word in words:
        assert word.casefold() in text(out).casefold()
    assert answer.out.startswith(f"{out}: ")


def test_a_timesheet_of_another_period_and_language(console, office, tmp_path):
    out = tmp_path / "timeliste.pdf"
    words = ["print", "document", "--db", office, "--id", 1, "--out", out]
    answer = console(
        *words, "--kind", "timeliste", "--period", "2026-03", "--lang", "nn"
    )
    assert answer.code == 0
    assert "Mars 2026" in text(out)
    assert "Lever innan" in text(out)
    answer = console(*words, "--kind", "vedtak", "--period", "2026-03")
    assert "Bare en timeliste har en periode." in answer.err


def test_an_issued_decision_is_the_same_bytes_each_time(console, office, tmp_path):
    first, again = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for out in (first, again):
        console(
            *("print", "document", "--db", office, "--kind", "vedtak"),
            *("--id", 1, "--out", out),
        )
    assert first.read_bytes() == again.read_bytes()
    assert console("check", "--db", office).code == 0


def test_a_decision_is_never_printed_in_another_language(console, office, tmp_path):
    out = tmp_path / "vedtak.pdf"
    words = ["print", "document", "--db", office, "--kind", "vedtak", "--id", 1]
    answers = [
        console(*words, "--out", out, "--lang", language) for language in ("nb", "nn")
    ]
    assert sorted(answer.code for answer in answers) == [0, 2]
    assert "Vedtaket er skrevet på " in "".join(answer.err for answer in answers)


def test_a_draft_of_a_decision_has_utkast_across_it(console, office, tmp_path):
    database = open_register(office, PRACTICE_PASSWORD)
    with database.transaction() as session:
        draft = register_decision(session, DecisionDraft(client_number=1))
    database.close()
    out = tmp_path / "vedtak.pdf"
    answer = console(
        *("print", "document", "--db", office, "--kind", "vedtak"),
        *("--id", draft, "--out", out),
    )
    assert answer.code == 0
    assert "UTKAST" in text(out)


def test_a_letter_that_is_begun_has_utkast_across_it(console, office, tmp_path):
    database = open_register(office, PRACTICE_PASSWORD)
    with database.transaction() as session:
        draft = LetterDraft(LetterKind.INTERIM_REPLY, client_number=1)
        number = register_letter(session, draft)
    database.close()
    out = tmp_path / "brev.pdf"
    answer = console(
        *("print", "document", "--db", office, "--kind", "brev"),
        *("--id", number, "--out", out),
    )
    assert (answer.code, answer.err) == (0, "")
    assert "UTKAST" in text(out)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("timeliste", "Oppdraget finnes ikke"),
        ("taushetserklaering", "Støttekontakten finnes ikke"),
        ("vedtak", "Vedtaket finnes ikke"),
        ("brev", "Brevet finnes ikke"),
    ],
)
def test_a_number_nobody_has_is_told(console, office, tmp_path, kind, told):
    out = tmp_path / "papir.pdf"
    answer = console(
        *("print", "document", "--db", office, "--kind", kind),
        *("--id", 99_999, "--out", out),
    )
    assert answer.code == 2
    assert told in answer.err
    assert not out.exists()


def test_an_organisation_has_no_timesheet(console, office, tmp_path):
    database = open_register(office, PRACTICE_PASSWORD)
    with database.reading() as session:
        number = (
            session.query(Assignment)
            .filter_by(solution="voluntary_organisation")
            .first()
            .number
        )
    database.close()
    answer = console(
        *("print", "document", "--db", office, "--kind", "timeliste"),
        *("--id", number, "--out", tmp_path / "ut.pdf"),
    )
    assert answer.code == 2
    assert "Oppdraget har ingen timeliste." in answer.err


def print_something(console, office, out, what):
    if what == "month":
        return console(
            "print", "month", "--db", office, "--period", "2026-10", "--out", out
        )
    return console(
        *("print", "document", "--db", office, "--kind", "taushetserklaering"),
        *("--id", 1, "--out", out),
    )


@pytest.mark.parametrize("what", ["month", "document"])
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (errno.ENOSPC, "Disken er full."),
        (errno.EROFS, "Mappen kan ikke skrives til."),
        (errno.EIO, "Filen kunne ikke skrives."),
    ],
)
def test_a_disk_that_does_not_take_the_file_is_told_and_the_old_one_stays(
    console, office, tmp_path, monkeypatch, what, fault, told
):
    out = tmp_path / "ut.pdf"
    out.write_bytes(b"det som var")

    def refused(_descriptor):
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr("stkdesk.storage.files.os.fsync", refused)
    answer = print_something(console, office, out, what)
    assert answer.code == 2
    assert told in answer.err
    assert answer.err.count("\n") == 1
    assert out.read_bytes() == b"det som var"
    assert left_in(tmp_path) == {"ut.pdf"}


@pytest.mark.parametrize("what", ["month", "document"])
def test_a_file_open_in_another_program_is_told_and_stays(
    console, office, tmp_path, monkeypatch, what
):
    out = tmp_path / "ut.pdf"
    out.write_bytes(b"det som var")

    def held(_part, _target):  # what Windows answers while a reader shows the file
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("stkdesk.storage.files.Path.replace", held)
    answer = print_something(console, office, out, what)
    assert answer.code == 2
    assert "Filen er åpen i et annet program" in answer.err
    assert out.read_bytes() == b"det som var"
    assert left_in(tmp_path) == {"ut.pdf"}


@pytest.mark.parametrize("what", ["month", "document"])
def test_a_folder_that_is_not_there_is_told(console, office, tmp_path, what):
    answer = print_something(console, office, tmp_path / "borte" / "ut.pdf", what)
    assert answer.code == 2
    assert "Mappen finnes ikke." in answer.err


@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_leaves_no_half_file(
    console, office, tmp_path, monkeypatch, signal_number
):
    whole = PrintFile.add
    # A shell that starts us in the background has Ctrl+C ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def stopped_after_three(file, form):
        if file.pages >= 6:
            signal.raise_signal(signal_number)
        return whole(file, form)

    monkeypatch.setattr(PrintFile, "add", stopped_after_three)
    out = tmp_path / "ut.pdf"
    try:
        answer = print_something(console, office, out, "month")
    finally:
        signal.signal(signal.SIGINT, before)
    assert answer.code == 130
    assert answer.err == "stkdesk-cli: Stoppet. Ingen halve filer er igjen.\n"
    assert left_in(tmp_path) == set()
    monkeypatch.undo()
    assert print_something(console, office, out, "month").code == 0
