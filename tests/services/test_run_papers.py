"""What comes of a run: files where payroll fetches them, and statements in the case."""

import os
import subprocess
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from stkdesk.documents.payroll_file_reading import file_text
from stkdesk.domain.errors import CannotSaveError, OfficeError
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.pay_run import LayoutFormat, RunFileKind
from stkdesk.domain.payroll_layout import STANDARD, with_format
from stkdesk.domain.person import Protection
from stkdesk.domain.run_preview import RunFile
from stkdesk.domain.staff import PROGRAM, Actor, Role
from stkdesk.domain.timesheet import Trip
from stkdesk.services import run_archive
from stkdesk.services.papers import open_paper_bytes
from stkdesk.services.pay_runs import (
    open_run,
    reverse_run,
    run_file,
    run_preview,
)
from stkdesk.services.payroll_layouts import LayoutDraft, save_layout
from stkdesk.services.run_archive import archive_run
from stkdesk.services.run_bundle import bundle_run
from stkdesk.services.run_delivery import OtherFileError, deliver_run, put_file
from stkdesk.storage.tables import (
    Client,
    Contact,
    Paper,
    PayRunSheet,
    Person,
    TimesheetLine,
)
from tests import builders as make
from tests.documents.reading import spoken
from tests.needs import DISK, TOOLS
from tests.services import running
from tests.services.running import NOW, TODAY
from tests.small_disk import small_disk

TRIP = Trip(
    "Følge Sverre til symjing",
    "Fjordgata 1 – Moldebadet t/r",
    "Ferja var innstilt",
    2,
    "Sverre Nakkerud, Mona",
)


def all_of(steps):
    """Take every step and return what comes of it."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def said(data):
    return " ".join(text for _role, text in spoken(data))


@pytest.fixture
def run(database):
    """A run of three sheets; on the first a trip with passengers is paid."""
    with database.transaction() as session:
        period, assignments = running.a_payable_month(session)
        other = make.periods(session)["2026-10"].number
        assert other == period
        trip = make.a_visit(
            7, 960, 195, metres=32_000, activity="Bading med Nakkerud", trip=TRIP
        )
        extra = make.an_assignment(session, 1, 1)
        assignments.append(extra)
        running.an_approved_sheet(session, extra, period, trip)
        return running.a_run(session, period)


def statements(database, run):
    with database.reading() as session:
        wanted = (
            select(Paper.number)
            .join(PayRunSheet, PayRunSheet.paper_number == Paper.number)
            .where(PayRunSheet.run_number == run)
            .order_by(Paper.number)
        )
        return [
            open_paper_bytes(session, each) for each in session.scalars(wanted).all()
        ]


def test_the_files_lie_where_payroll_fetches_them_byte_for_byte(
    database, run, tmp_path
):
    folder = tmp_path / "til lønn"
    folder.mkdir()
    placed = all_of(deliver_run(database, run, folder, now=NOW))
    with database.reading() as session:
        opened = open_run(session, run)
        kept = [run_file(session, file.number).data for file in opened.files]
    assert [file.read_bytes() for file in placed] == kept
    assert {file.name for file in folder.iterdir()} == {
        "lonn-2026-10-1.csv",
        "kontrolliste-2026-10-1.pdf",
    }
    assert all(file.delivered_at == NOW for file in opened.files)
    assert all_of(deliver_run(database, run, folder, now=NOW)) == placed  # again


def test_another_file_in_the_way_is_not_overwritten(database, run, tmp_path):
    (tmp_path / "lonn-2026-10-1.csv").write_text("noe helt annet")
    with pytest.raises(OtherFileError):
        all_of(deliver_run(database, run, tmp_path, now=NOW))
    assert (tmp_path / "lonn-2026-10-1.csv").read_text() == "noe helt annet"


def test_a_folder_that_is_gone_is_told_and_tried_again_later(database, run, tmp_path):
    folder = tmp_path / "lønn"
    with pytest.raises(CannotSaveError, match="finnes ikke"):
        all_of(deliver_run(database, run, folder, now=NOW))
    folder.mkdir()
    assert len(all_of(deliver_run(database, run, folder, now=NOW))) == 2


def test_every_sheet_gets_one_statement_however_often_it_is_asked_for(database, run):
    assert all_of(archive_run(database, run, today=TODAY)).made == 4
    assert all_of(archive_run(database, run, today=TODAY)).made == 0
    with database.reading() as session:
        kinds = select(func.count()).where(Paper.kind == PaperKind.STATEMENT)
        assert session.scalar(kinds) == 4
        assert open_run(session, run).unarchived == 0


def test_stopped_in_the_middle_the_rest_is_made_next_time(database, run, monkeypatch):
    monkeypatch.setattr(run_archive, "AT_A_TIME", 1)
    steps = archive_run(database, run, today=TODAY)
    for _ in range(3):
        next(steps)
    steps.close()
    with database.reading() as session:
        assert open_run(session, run).unarchived == 2
    assert all_of(archive_run(database, run, today=TODAY)).made == 2
    references = [
        said(each).split("S-2026-")[1][:6] for each in statements(database, run)
    ]
    assert references == ["000001", "000002", "000003", "000004"]


def test_the_statement_of_the_case_holds_all_that_driving_must_have(database, run):
    all_of(archive_run(database, run, today=TODAY))
    told = next(each for each in map(said, statements(database, run)) if "Mona" in each)
    for part in (
        *("Håkon Solheim", "Fjordgata 1, 6509 Byen"),  # name and address
        "07.10.2026",  # departure and return
        "Følge Sverre til symjing",  # purpose
        "Bading med Nakkerud",  # arrangement
        "Fjordgata 1 – Moldebadet t/r",  # route
        "Omvei: Ferja var innstilt",
        "32",  # distance
        "Sverre Nakkerud, Mona",  # passengers
        "skattebetalingsforskriften § 5-6-12",
        "Sverre Nakkerud",
    ):
        assert part in told


@pytest.mark.needs_linux(TOOLS)
def test_what_the_accounts_get_names_no_client_and_no_passenger(database, run):
    out = BytesIO()
    assert all_of(bundle_run(database, run, out)) == 0
    told = pdf_words(out.getvalue())
    for secret in ("Sverre", "Nakkerud", "Mona", "Kvernes", "Åse", "kino", "Ødegård"):
        assert secret not in told
    assert "Følge O-4 til symjing" in told
    assert "O-4.1, O-4.2" in told
    assert "Håkon Solheim" in told


@pytest.mark.needs_linux(TOOLS)
def test_where_the_client_lives_is_a_code_in_what_the_accounts_get(database, run):
    with database.transaction() as session:
        person = session.get(Person, session.get(Client, 1).person_number)
        [address] = person.addresses
        address.street = "Bekkefaret 7"
        for line in session.scalars(
            select(TimesheetLine).where(TimesheetLine.passengers > 0)
        ):
            line.route = "Bekkefaret 7 – Moldebadet – bekkefaret"
            line.purpose = "Monas fest og kr per gjest"
            line.passenger_names = "Sverre Nakkerud, Mona og Per"
    out = BytesIO()
    all_of(bundle_run(database, run, out))
    told = pdf_words(out.getvalue())
    assert "bekkefaret" not in told.casefold()
    assert "O-4 fest og kr per gjest" in told
    assert "O-4 – Moldebadet – O-4" in told


def pdf_words(data):
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    )
    return " ".join(read.stdout.decode().split())


def test_a_run_taken_back_gets_no_statements(database, run):
    with database.transaction() as session:
        row = open_run(session, run).row
        reverse_run(session, run, row.version, "Feil lønnsart", now=NOW)
    for steps in (
        archive_run(database, run, today=TODAY),
        deliver_run(database, run, None, now=NOW),
    ):
        with pytest.raises(OfficeError, match="tatt tilbake"):
            all_of(steps)


def test_a_caseworker_leaves_what_is_out_of_sight_to_who_may_see_it(database, run):
    with database.transaction() as session:
        client = session.get(Client, 2)
        client.is_blocked = True
        contact = session.get(Contact, 3)
        session.get(Person, contact.person_number).protection = Protection.STRICT
    database.become(Actor(77, "Kari", frozenset({Role.CASEWORKER})))
    done = all_of(archive_run(database, run, today=TODAY))
    database.become(PROGRAM)
    assert (done.made, done.left) == (2, 2)
    assert not any("Åse Kvernes" in said(each) for each in statements(database, run))
    assert all_of(archive_run(database, run, today=TODAY)).made == 2


@pytest.mark.parametrize("made", list(LayoutFormat))
def test_no_format_of_the_payroll_file_names_a_client(database, made):
    with database.transaction() as session:
        layout = with_format(STANDARD, made)
        draft = LayoutDraft("Visma", make.START, True, layout)
        save_layout(session, draft)
        period, _ = running.a_payable_month(session)
        for number, client in enumerate(session.scalars(select(Client)), 1):
            client.case_number = f"2026/77{number}"
        session.flush()
        [payroll, _] = run_preview(session, period, today=TODAY).files
    text = file_text(payroll.data)
    assert "Solheim" in text
    raw = payroll.data
    if made is LayoutFormat.XLSX:
        with ZipFile(BytesIO(raw)) as parts:
            raw = b" ".join(parts.read(name) for name in parts.namelist())
    for name in (*running.CLIENTS, "2026/77"):
        for part in name.split():
            assert part not in text
            assert part.encode() not in raw
            assert part.encode("cp1252") not in raw


@pytest.mark.on_file
@pytest.mark.needs_linux(DISK)
def test_a_full_disk_leaves_no_half_file_and_is_tried_again(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    data = os.urandom(400_000)
    file = RunFile(
        RunFileKind.PAYROLL, "lonn-2026-10-1.csv", data, sha256(data).hexdigest()
    )
    with small_disk(disk, 200_000):
        with pytest.raises(CannotSaveError):
            put_file(file, disk)
        assert list(disk.iterdir()) == []
    assert put_file(file, disk).read_bytes() == data
