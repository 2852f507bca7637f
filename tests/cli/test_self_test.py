"""``self-test``: IT sees in one look whether the program works, and if not, what."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import reportlab

from stkdesk.cli.main import main
from stkdesk.cli.self_test_window import WindowTrial
from stkdesk.documents import texts
from stkdesk.domain.errors import OfficeError
from stkdesk.resources import resource
from stkdesk.services import postal_codes
from stkdesk.services.self_test import old_registers
from stkdesk.services.self_test.old_registers import old_registers_are_upgraded
from stkdesk.services.self_test.papers import papers_are_printed
from stkdesk.services.self_test.registers import require_unreadable
from stkdesk.services.self_test.resources import resources_are_whole
from stkdesk.services.self_test.steps import Place, Step, tried
from stkdesk.storage.revision import KNOWN
from stkdesk.storage.upgrade import STEPS
from tests.needs import STOP

#: A face of the drawing library's own, which has no Sámi letters.
BARE_TYPEFACE = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


@pytest.fixture(autouse=True)
def scratch(tmp_path, monkeypatch):
    """Where the machine keeps what is thrown away."""
    folder = tmp_path / "midlertidig"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def program(tmp_path, monkeypatch):
    """The files of a program that can be broken."""
    folder = tmp_path / "resources"
    newer = shutil.ignore_patterns("000[2-9].*")  # registers, and large
    shutil.copytree(resource(""), folder, ignore=newer)
    monkeypatch.setattr("stkdesk.resources._root", lambda: folder)
    return folder


@pytest.fixture
def place(tmp_path):
    """Where one step is tried."""
    return Place(tmp_path / "prøve")


def test_a_program_that_works_is_told_so_and_leaves_nothing(console, tmp_path, scratch):
    out = tmp_path / "til IT"
    words = ("--only", "resources", "--only", "time", "--out", out)
    answer = console("self-test", *words)
    assert (answer.code, answer.err) == (0, "")
    assert "Norsk tid                          ok" in answer.out
    assert answer.out.endswith("Alt i orden.\n")
    assert (out / "selvtest.txt").read_text("utf-8") == answer.out
    told = json.loads((out / "selvtest.json").read_text("utf-8"))
    assert told["ok"]
    assert [step["step"] for step in told["steps"]] == ["resources", "time"]
    assert [*scratch.iterdir()] == []


def test_one_step_that_fails_does_not_stop_the_next(console, program, tmp_path):
    (program / "fonts/Inter-Medium.ttf").unlink()
    out = tmp_path / "ut"
    words = ("--only", "resources", "--only", "time", "--out", out)
    answer = console("self-test", *words)
    assert answer.code == 1
    [line] = [line for line in answer.out.splitlines() if "FEIL " in line]
    assert "fonts/Inter-Medium.ttf mangler i programmet" in line
    assert "Norsk tid                          ok" in answer.out
    assert "Noe virker ikke: Filene i programmet." in answer.out
    assert not json.loads((out / "selvtest.json").read_text("utf-8"))["ok"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("fonts/SourceSans3-It.ttf", b"\x00\x01\x00\x00 half a typeface"),
        ("fonts/Inter-Bold.ttf", b""),
        ("icons/Seal.svg", b"<svg"),
        ("letters/decision.nn.toml", b"title = "),
        ("letters/laws.toml", b"\xff"),
        ("help/start.md", b"no heading"),
        ("i18n/qtbase_nb.qm", b"<html>not found</html>"),
        ("sRGB2014.icc", bytes(36) + b"acsp"),
        ("postal_codes.csv", b"code,place\n0001,OSLO\n"),
        ("coat_of_arms.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
)
def test_a_damaged_file_of_the_program_is_named(
    program, place, monkeypatch, name, data
):

    monkeypatch.setattr(postal_codes, "_register", postal_codes._register.__wrapped__)
    (program / name).write_bytes(data)
    with pytest.raises(OfficeError, match=name.rpartition("/")[2].replace(".", r"\.")):
        resources_are_whole(place)


def test_a_typeface_without_sami_letters_is_told_with_the_letters(program, place):
    shutil.copy(BARE_TYPEFACE, program / "fonts/Inter-Regular.ttf")
    with pytest.raises(OfficeError, match=r"Inter-Regular\.ttf mangler tegn: .*ŋ"):
        resources_are_whole(place)


def test_a_paper_whose_text_is_missing_is_named(program, place):
    (program / "letters/declaration.nn.toml").unlink()
    texts.standard_words.cache_clear()
    with pytest.raises(OfficeError, match=r"taushetserklaering-nn\.pdf kunne ikke"):
        papers_are_printed(place)


def test_a_damaged_old_register_is_named_by_its_shape(program, place):
    old = program / "old_registers/0001.db"
    whole = old.read_bytes()
    for start in (0, 300_000):  # its first page, and one that is read later
        old.write_bytes(whole[:start] + bytes(8192) + whole[start + 8192 :])
        with pytest.raises(OfficeError, match=r"Det gamle registeret 0001.* skadet"):
            old_registers_are_upgraded(Place(place.scratch / str(start)))


def test_an_old_register_or_a_step_that_is_missing_is_named(
    program, place, tmp_path, monkeypatch
):
    (program / "old_registers/0001.db").unlink()
    with pytest.raises(OfficeError, match="Det gamle registeret 0001 mangler"):
        old_registers_are_upgraded(place)
    shutil.copytree(STEPS, tmp_path / "steps")
    [gone] = (tmp_path / "steps/versions").glob(f"v{KNOWN[1]}_*.py")
    gone.unlink()
    monkeypatch.setattr(old_registers, "STEPS", tmp_path / "steps")
    with pytest.raises(OfficeError, match=f"Oppgraderingstrinnet {KNOWN[1]} mangler"):
        old_registers_are_upgraded(place)


def test_a_register_in_the_clear_would_be_noticed(register_file, tmp_path):
    require_unreadable(register_file, "Ødegård")
    plain = tmp_path / "plain.db"
    with sqlite3.connect(plain) as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
    connection.close()
    with pytest.raises(OfficeError, match="ikke kryptert"):
        require_unreadable(plain, "Ødegård")
    (tmp_path / "register.db-wal").write_bytes("x Ødegård x".encode())
    with pytest.raises(OfficeError, match=r"klartekst i register\.db-wal"):
        require_unreadable(register_file, "Ødegård")


def test_a_fault_is_told_by_kind_and_place_and_never_by_what_it_held(place):
    def falls(_place):
        raise KeyError("Kari Nordmann")

    outcome = tried(Step("x", "X", falls), place)
    assert not outcome.is_fine
    assert "KeyError" in outcome.told
    assert any("in tried" in where for where in outcome.places)
    assert "Kari" not in repr(outcome)


def test_the_folder_of_the_account_is_not_told(place):
    def cannot(where):
        raise OfficeError("Registeret finnes ikke.", f"Se i {where.odd}.")

    outcome = tried(Step("x", "X", cannot), place)
    assert outcome.told == "Registeret finnes ikke. Se i prøvemappen."


def test_a_folder_that_takes_no_files_is_told_before_anything_is_tried(
    console, tmp_path
):
    (tmp_path / "fil").write_text("not a folder")
    answer = console("self-test", "--out", tmp_path / "fil")
    assert answer.code == 2
    assert "Mappen etter --out kan ikke skrives til." in answer.err
    assert answer.out == ""


def test_it_runs_where_there_is_no_console_at_all(monkeypatch, tmp_path):
    """As a service on Windows, which has neither of the streams."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    out = tmp_path / "ut"
    assert main(["self-test", "--only", "time", "--out", str(out)]) == 0
    assert "Alt i orden." in (out / "selvtest.txt").read_text("utf-8")


def test_a_window_that_cannot_open_its_office_is_a_finding(place):
    place.practice.parent.mkdir(parents=True)
    place.practice.write_bytes(b"SQLite format 3\0" + b"\0" * 4096)
    outcome = tried(Step("window", "Vinduet", WindowTrial().opens), place)
    assert not outcome.is_fine
    assert "i vinduet, først:" in outcome.told


FALLS = """#!/bin/sh
mkdir -p "$6/data/Logs"
echo "fault 0123abcd" > "$6/data/Logs/stkdesk-1.log"
echo "no plugin in /home/kari.nordmann/lib; see $6" >&2
exit 1
"""


@pytest.mark.needs_linux(STOP)
def test_a_window_that_falls_is_a_finding_and_printers_are_not_guessed(
    tmp_path, monkeypatch
):
    program = tmp_path / "faller"
    program.write_text(FALLS)
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setenv("LOGNAME", "kari.nordmann")
    place = Place(tmp_path / "prøve", tmp_path)
    place.practice.parent.mkdir(parents=True)
    place.practice.write_bytes(b"")
    trial = WindowTrial()
    told = tried(Step("window", "Vinduet", trial.opens), place).told
    assert told.startswith("Vinduet falt sammen (kode 1).")
    assert not tried(Step("printers", "Skrivere", trial.printers), place).is_fine
    kept = (tmp_path / "vindu-feil.txt").read_text("utf-8")
    assert kept == "no plugin in /home/<konto>/lib; see prøvemappen\n\nfault 0123abcd\n"


BEREFT = """
import sys
sys.modules["sqlcipher3"] = None  # taken away by a virus scanner
from stkdesk.cli.main import main
raise SystemExit(main(["self-test", "--only", "resources"]))
"""


def test_a_program_that_lacks_a_part_is_told_which(scratch):
    ended = subprocess.run(
        [sys.executable, "-c", BEREFT],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert ended.returncode == 1
    assert "FEIL" in ended.stdout
    assert "En del mangler eller er skadet (sqlcipher3" in ended.stdout
    assert [*scratch.iterdir()] == []


@pytest.mark.needs_linux(STOP)
def test_stopped_in_the_middle_it_leaves_nothing(scratch):
    running = subprocess.Popen(
        [sys.executable, "-m", "stkdesk.cli", "self-test", "--only", "register"],
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with running:
        for letter in iter(lambda: running.stdout.read(1), ""):
            if letter == "K":  # the title stands there while the step is tried
                break
        running.terminate()  # Ctrl+C is not heard where a shell started us aside
        _out, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Stoppet." in told
    assert [*scratch.iterdir()] == []
