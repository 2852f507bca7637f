"""Lag diagnosepakke: enough to find the fault by, and nobody in it."""

import getpass
import logging
import socket
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PureWindowsPath
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk import __version__, logs
from stkdesk.domain.errors import CannotSaveError
from stkdesk.logs import crashes, files
from stkdesk.services import diagnosis_register
from stkdesk.services.diagnosis import (
    Part,
    diagnosis,
    package_name,
    packed,
    register_part,
    save_package,
)
from stkdesk.services.diagnosis_hiding import (
    told_address,
    told_path,
    without_names,
)
from stkdesk.services.diagnosis_register import open_facts
from tests.builders import a_client, a_ready_contact
from tests.configured import say
from tests.journeys.auditing import Auditor, words_about

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
ACCOUNT, MACHINE = "Oddvar.Brekkestuen", "FJORDVIK-PC-0417"
IDS = {
    "Åse Østbyvik": "01410649954",
    "Zbigniew Wiśniewski": "02420549921",
    "Oskar Moen": "03430449905",
}
WINDOWS = {
    "USERPROFILE": r"C:\Users\Oddvar.Brekkestuen",
    "LOCALAPPDATA": r"C:\Users\Oddvar.Brekkestuen\AppData\Local",
}
LETTERS = st.text(st.characters(categories=("Lu", "Ll")), min_size=8, max_size=30)
NAMES = LETTERS.map("Ø".__add__)  # begins no word of the program's own


@pytest.fixture
def somebodys_machine(monkeypatch, tmp_path):
    """An account and a machine with names, a person in every name IT has written."""
    folder = tmp_path / ACCOUNT / "Kari Nordmann"
    folder.mkdir(parents=True)
    monkeypatch.setenv("STKDESK_DATA", str(folder))
    monkeypatch.setattr(getpass, "getuser", lambda: ACCOUNT)
    monkeypatch.setattr(socket, "gethostname", lambda: f"{MACHINE}.fjordvik.kommune.no")
    say(
        policy={
            "LogFolder": str(folder / "Logger til Kari"),
            "DatabaseUrl": "postgresql://kari@db01.fjordvik.kommune.no/stk_kari",
            "PrinterLetters": "Skriver hos Kari",
            "UpdateNotice": "Ring Kari på 01 00 40 00",
            "Kari Nordmann": "x",
        }
    )
    yield folder
    logs.end()


def test_nobody_in_the_register_or_at_the_machine_is_in_the_package(
    file_database, tmp_path, somebodys_machine
):
    logs.begin()
    with file_database.transaction() as session:
        for name in ("Åse Østbyvik", "Zbigniew Wiśniewski", "Oskar Moen"):
            known = {"national_id": IDS[name], "email": f"{name[:3]}@example.org"}
            a_client(session, name, person=known)
        a_ready_contact(session, "Torbjørn Sælevik")
    with file_database.reading() as session:
        facts, words = open_facts(session), words_about(session)
    for word in words:  # all of it goes wrong
        logging.getLogger("reportlab").warning("no glyph in %s", word)
    logs.note(KeyError(" ".join(words)))
    logging.getLogger("stkdesk").warning(f"kept on {MACHINE}")  # what nobody thought of
    parts = diagnosis(NOW, register_part(somebodys_machine / "Åse.db", facts))
    whole = "\n".join(f"{part.name} {part.title} {part.text}" for part in parts)
    others = {"Kari", "Brekkestuen", "Nordmann", "fjordvik", "db01", "Logger til"}
    named = {*words, *others, ACCOUNT, MACHINE, "Åse"} - {"kontoret"}  # every office
    auditor = Auditor(named)
    assert len(words) > 20
    assert auditor.words_in(whole.encode()) == set()
    assert auditor.found_in(written_in(tmp_path, parts)) == {}
    assert [part.name.partition("/")[0] for part in parts[:3]] == [
        "program.txt",
        "innstillinger.txt",
        "register.txt",
    ]
    assert {part.name.partition("/")[0] for part in parts[3:]} == {"krasj", "logg"}
    assert f"stkdesk {__version__}" in whole
    assert "KeyError" in whole


def written_in(tmp_path, parts):
    folder = tmp_path / "saved"
    folder.mkdir()
    save_package(folder / package_name(NOW), parts)
    return folder


def test_the_package_has_exactly_the_bytes_that_were_shown():
    parts = (Part("a.txt", "En", "Æ\n<&>\n"), Part("logg/b.log", "To", "x" * 5000))
    with zipfile.ZipFile(BytesIO(packed(parts))) as package:
        assert [(name, package.read(name).decode()) for name in package.namelist()] == [
            (part.name, part.text) for part in parts
        ]
        assert package.comment == b""
    assert packed(parts) == packed(parts)


def test_what_it_tells_of_a_register_that_is_open(file_database):
    with file_database.reading() as session:
        text = register_part(file_database.register.file, open_facts(session))
    assert "Tabellene i registeret             0005" in text
    assert "Siste sikkerhetskopi, kontrollert  aldri" in text
    assert "        0  clients" in text
    assert "       <5  staff" in text  # one; so few may point at somebody
    assert "       36  periods" not in text


def test_it_is_made_without_a_register_and_with_one_that_does_not_open(tmp_path):
    assert "kan ikke ses, FileNotFoundError" in register_part(None)
    broken = tmp_path / "stkdesk.db"
    broken.write_bytes(b"x" * 4000)
    told = register_part(broken, None, "NotThisKeyError")
    assert "4 kB" in told
    assert "nei, NotThisKeyError" in told


def test_a_disk_that_does_not_answer_is_told_and_not_waited_for(monkeypatch, tmp_path):
    answers = Event()
    monkeypatch.setattr(diagnosis_register, "PATIENCE", 0.01)
    monkeypatch.setattr(diagnosis_register, "_file_lines", lambda _file: answers.wait())
    told = register_part(tmp_path / "stkdesk.db")
    answers.set()
    assert "på en disk som ikke svarer" in told


def test_logs_on_a_share_that_is_away_are_not_waited_for(monkeypatch):
    answers = Event()
    monkeypatch.setattr("stkdesk.services.diagnosis.PATIENCE", 0.01)
    monkeypatch.setattr(files, "recent", lambda *_asked: answers.wait())
    [*_rest, last] = diagnosis(NOW, register_part(None))
    answers.set()
    assert last.text == "Disken loggene ligger på, svarer ikke.\n"


def test_the_report_of_a_crash_goes_along(tmp_path):
    traces = crashes.folder_of_traces() / "oppe-vindu-20261122-170000-1.txt"
    traces.parent.mkdir(parents=True)
    traces.write_text(
        'Fatal Python error: Aborted\n  File "stkdesk/ui/x.py", line 1 in y'
    )
    assert crashes.told_of_crashes()
    [*_rest, report] = diagnosis(datetime.now(UTC), register_part(None))
    assert report.name.startswith("krasj/krasj-")
    assert "stkdesk/ui/x.py:1 in y" in report.text


def test_a_package_that_cannot_be_written_says_why(tmp_path):
    with pytest.raises(CannotSaveError):
        save_package(tmp_path / "nowhere" / "d.zip", (Part("a.txt", "En", "x"),))


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (
            r"C:\Users\Oddvar.Brekkestuen\AppData\Local\stkdesk",
            r"%LOCALAPPDATA%\stkdesk",
        ),
        (r"C:\Users\Oddvar.Brekkestuen\Kari\stkdesk.db", r"%USERPROFILE%\…\stkdesk.db"),
        (r"D:\Kari\Moe\Logs", r"D:\…\Logs"),
        (r"\\fs01\stk$\Kari\stkdesk.db", r"\\…\…\…\stkdesk.db"),
        ("Kari", r"\\…\…\…"),
    ],
)
def test_a_folder_is_told_without_whose_it_is(path, told):
    assert told_path(PureWindowsPath(path), WINDOWS) == told


@given(name=NAMES)
def test_no_name_of_a_folder_or_a_server_is_told(name):
    for path in (
        Path(f"/home/{name}/{name}.db"),
        PureWindowsPath(f"\\\\{name}\\{name}\\x"),
    ):
        assert name not in told_path(path, WINDOWS)
    url = f"postgresql://{name}:{name}@{name}/{name}?sslmode={name}&sslrootcert={name}"
    assert name not in told_address(url)


def test_the_account_and_the_machine_are_taken_out_as_whole_words(monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "ola")
    monkeypatch.setattr(socket, "gethostname", lambda: "PC7")
    told = without_names("OLA på pc7.lokal: skole, C:/Users/ola/x, ola_2")
    assert told == "<konto> på <maskin>.lokal: skole, C:/Users/<konto>/x, <konto>_2"
