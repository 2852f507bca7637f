"""The log: where something went wrong, and never who it was about."""

import ast
import logging
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as settings_of_test
from hypothesis import strategies as st
from PySide6.QtCore import QMessageLogContext, QtMsgType

from stkdesk import __version__, logs, settings
from stkdesk.logs import crashes, discreet, files, reports
from stkdesk.ui import qt_messages
from tests.program_log import written_log

CODE = Path(logs.__file__).parents[1]
LEVELS = ("debug", "info", "warning", "error", "exception", "critical", "log")
LETTERS = st.text(st.characters(categories=("L", "Nd")), min_size=7, max_size=30)
NAMES = LETTERS.map("Ø".__add__)  # begins no word of the program's own


@pytest.fixture
def log():
    """Return what reads the log of a program that has begun to write it."""
    root = logging.getLogger()
    level = root.level
    logs.begin()
    yield written_log
    logs.end()
    root.setLevel(level)


@pytest.fixture(autouse=True)
def reported(monkeypatch):
    """Every test is a run of its own: it may report as many faults."""
    monkeypatch.setattr(reports._Run, "written", 0)


def test_it_lies_in_the_folder_of_the_program_and_says_which_it_is(log, tmp_path):
    logging.getLogger("stkdesk.ui").warning("fault %s", "abc")
    assert "WARNING stkdesk.ui fault abc" in log()
    assert f"stkdesk {__version__} begins" in log()
    [file] = (tmp_path / "data" / "Logs").iterdir()
    assert files.LOG.fullmatch(file.name)
    assert logs.file_in_use() == file


def test_it_begins_once_however_often_somebody_signs_out(log):
    logs.begin()
    assert log().count("begins") == 1


def test_an_errand_with_nothing_to_tell_leaves_no_file(tmp_path):
    logs.begin(quiet=True)
    logs.end()
    assert not (tmp_path / "data").exists()


# Nothing about people.


def test_the_text_of_an_exception_is_never_written(log):
    try:
        raise KeyError("Åse Østby")
    except KeyError:
        logging.getLogger("stkdesk.ui").exception("reading failed")
    assert "reading failed" in log()
    assert "KeyError" in log()
    assert "Åse" not in log()


@settings_of_test(max_examples=40)
@given(name=NAMES)
def test_whatever_an_error_a_library_or_qt_says_none_of_it_is_written(name):
    logs.begin()
    before = logging.getLogger().level
    try:
        raise _behind(name) from LookupError(name)
    except ValueError as error:
        error.add_note(name)
        logs.note(error)
        logging.getLogger("reportlab").warning("no glyph in %r", name, exc_info=True)
        logging.getLogger(name).error(name)
    for text in (name, f"QFont::{name}", f"Q{name}::paint: {name}", f"/home/{name}/x"):
        qt_messages.on_message(QtMsgType.QtWarningMsg, QMessageLogContext(), text)
    qt_messages.on_message(QtMsgType.QtFatalMsg, QMessageLogContext(), name)
    logs.end()
    logging.getLogger().setLevel(before)
    told = written_log()
    assert "ValueError" in told
    assert "qt: " in told
    assert name not in told


def _behind(name):
    """Return an error that came through a file and a function called ``name``."""
    try:
        exec(
            compile(
                f"raise ValueError({name!r})", f"C:\\Users\\{name}\\{name}.py", "exec"
            )
        )
    except ValueError as error:
        return error


@given(name=NAMES)
def test_what_python_says_of_a_crash_is_told_without_the_rest(name):
    kind, places = crashes.read(
        f"Fatal Python error: Segmentation fault\n\n{name}\n"
        f"Current thread 0x00007f (most recent call first): {name}\n"
        f'  File "C:\\Users\\{name}\\stkdesk\\ui\\page.py", line 7 in show\n'
        f'  File "/home/{name}/{name}.txt", line 9 in {name}\n'
        f"Extension modules: {name}\n"
    )
    assert kind == "Fatal Python error: Segmentation fault"
    assert places.splitlines()[:2] == [
        "Current thread:",
        "  stkdesk/ui/page.py:7 in show",
    ]
    assert name not in kind + places


def test_every_line_we_write_ourselves_is_written_in_the_code():
    """A value may only be one of these: references, places in the code, versions."""
    values = {
        "reference", "places", "told", "__version__", "reports.how_it_runs()", "text",
        "name", "trouble.source.name", "server.serverError().name",
    }  # fmt: skip
    loose = []
    for file in CODE.rglob("*.py"):
        code = file.read_text("utf-8")
        if "log." not in code:
            continue
        for call in ast.walk(ast.parse(code)):
            if not (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and ast.unparse(call.func.value) == "log"
                and call.func.attr in LEVELS
            ):
                continue
            words, *rest = call.args[1:] if call.func.attr == "log" else call.args
            literal = isinstance(words, ast.Constant) or ast.unparse(words).isupper()
            if not literal or not {ast.unparse(each) for each in rest} <= values:
                loose.append(f"{file.name}:{call.lineno}")
    assert loose == []


def test_qt_is_named_when_it_is_qt_that_speaks():
    told = qt_messages.discreet("qt.svg", "QFont::setPointSize: Point size <= 0 (Åse)")
    assert told.startswith("qt.svg QFont::setPointSize ")
    assert qt_messages.discreet("", "QFont::setÅse").startswith("? QFont ")


def test_errors_that_point_at_one_another_are_told_once_each():
    database, driver = RuntimeError("Oskar Moen"), ValueError("Oskar Moen")
    database.__cause__, driver.__context__ = driver, database
    assert logs.where(database).splitlines() == [
        "RuntimeError",
        "because of",
        "ValueError",
    ]


def test_of_an_endless_recursion_the_beginning_and_the_end_are_told():
    def deeper():
        deeper()

    with pytest.raises(RecursionError) as found:
        deeper()
    lines = logs.where(found.value).splitlines()
    assert len(lines) == discreet.STEPS + 1
    assert lines[0] == "RecursionError"


# Room, and who else writes.


def test_five_full_files_are_kept_and_many_small_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 1000)
    folder = files.usual_folder()
    folder.mkdir(parents=True)
    (folder / "stkdesk.log").write_text("qt: Åse Østby")  # as 0.1 wrote it
    kept_by_others = folder / "notater.txt"
    kept_by_others.write_text("x" * 5000)
    handler = files.OwnFile([folder])
    for number in range(200):
        handler.emit(logging.makeLogRecord({"msg": f"{number:03} {'x' * 200}"}))
    handler.close()
    logs_left = sorted(folder.glob("stkdesk-*.log"))
    assert 3 <= len(logs_left) <= files.KEPT
    assert all(file.stat().st_size <= 1000 for file in logs_left)
    assert "199" in handler.file.read_text()
    assert kept_by_others.exists()
    assert not (folder / "stkdesk.log").exists()


def test_in_a_folder_it_has_chosen_nothing_of_others_is_removed_or_read(
    log, tmp_path, monkeypatch
):
    folder = tmp_path / "Felles"
    folder.mkdir()
    others = [folder / name for name in ("stkdesk.log", "stkdesk-setup.log", "a.txt")]
    for each in others:
        each.write_text("skrevet av IT")
    (folder / "stkdesk-20261122-080000-1.log").mkdir()
    if sys.platform != "win32":  # who may make a link there is for IT to say
        (folder / "krasj-20261122-0123abcd.txt").symlink_to(others[0])
    monkeypatch.setattr(settings, "log_folder", lambda: folder)
    logs.begin()
    own = logs.file_in_use()
    assert own.parent == folder
    assert all(each.exists() for each in others)
    now = datetime.now().astimezone()
    assert [each for each in files.recent(1, now) if each.parent == folder] == [own]


WRITER = """
import logging, sys
from stkdesk import logs
from stkdesk.logs import files
files.LARGEST = 20_000
logs.begin()
for number in range(300):
    logging.getLogger("stkdesk.test").info("line %s of {0} %s", number, "x" * 100)
"""


def test_two_windows_and_an_errand_write_in_one_folder_at_once(tmp_path):
    with ThreadPoolExecutor() as pool:
        ended = pool.map(
            lambda who: subprocess.run(
                [sys.executable, "-c", WRITER.format(who)],
                env={**os.environ, "STKDESK_DATA": str(tmp_path / "data")},
                capture_output=True,
                check=False,
            ),
            ("first", "second", "errand"),
        )
    assert [(each.returncode, each.stderr) for each in ended] == [(0, b"")] * 3
    text = written_log()
    assert [f"line 299 of {who} " in text for who in ("first", "second", "errand")]
    lines = [line for line in text.splitlines() if "line" in line]
    assert all(line.endswith("x" * 100) for line in lines)  # none into another


def test_a_share_that_takes_nothing_sends_the_log_to_the_usual_folder(
    log, tmp_path, monkeypatch
):
    (tmp_path / "share").write_text("in the way")
    monkeypatch.setattr(settings, "log_folder", lambda: tmp_path / "share")
    logs.begin()
    logging.getLogger("stkdesk").info("here")
    assert logs.file_in_use().parent == settings.data_folder() / "Logs"
    assert "here" in log()


def test_where_nothing_can_be_written_the_program_goes_on(tmp_path):
    (tmp_path / "data").write_text("in the way")
    logs.begin()
    crashes.watch("vindu")
    assert len(logs.note(ValueError())) == 8
    assert logs.file_in_use() is None
    crashes.end()
    logs.end()


# Reports of faults and crashes.


def reports_in(folder):
    return sorted(folder.glob("krasj-*.txt"))


def test_a_fault_leaves_a_report_under_its_reference(log, tmp_path):
    reference = logs.note(ZeroDivisionError("Åse Østby"))
    [file] = reports_in(tmp_path / "data" / "Logs")
    told = file.read_text("utf-8")
    assert files.REPORT.fullmatch(file.name)
    assert reference in file.name
    assert all(word in told for word in (reference, "ZeroDivisionError", __version__))


def test_a_fault_at_every_tick_does_not_fill_the_folder(log, tmp_path):
    for _ in range(30):
        logs.note(ValueError())
    assert len(reports_in(tmp_path / "data" / "Logs")) == reports.MOST
    assert log().count("fault ") == 30


CRASH = """
import os, threading
from stkdesk.logs import crashes
crashes.watch("{0}")
{1}
"""


def run_and_stop(tmp_path, program, how):
    return subprocess.run(
        [sys.executable, "-c", CRASH.format(program, how)],
        env={**os.environ, "STKDESK_DATA": str(tmp_path / "data")},
        capture_output=True,
        check=False,
    )


def test_a_crash_lower_down_is_told_once_at_the_next_start(tmp_path):
    aborts = "worker = threading.Thread(target=os.abort); worker.start(); worker.join()"
    run_and_stop(tmp_path, "vindu", aborts)
    assert crashes.told_of_crashes()
    assert not crashes.told_of_crashes()
    [file] = (tmp_path / "data" / "Logs").iterdir()
    told = file.read_text("utf-8")
    assert "Fatal Python error: Aborted" in told
    assert "  threading.py:" in told


def test_a_window_that_was_stopped_from_outside_is_told_too(tmp_path):
    run_and_stop(tmp_path, "vindu", "os._exit(1)")
    run_and_stop(tmp_path, "konsoll", "os._exit(1)")
    assert crashes.told_of_crashes()
    [file] = reports_in(tmp_path / "data" / "Logs")
    assert crashes.SUDDEN in file.read_text("utf-8")


def test_an_orderly_end_leaves_nothing_at_all(tmp_path):
    run_and_stop(tmp_path, "vindu", "crashes.end()")
    assert not crashes.told_of_crashes()
    assert not (tmp_path / "data").exists()


def test_a_window_that_still_runs_is_no_crash(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", CRASH.format("vindu", "print(1, flush=True); input()")],
        env={**os.environ, "STKDESK_DATA": str(tmp_path / "data")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as running:
        running.stdout.readline()
        assert not crashes.told_of_crashes()
        running.kill()
    assert crashes.told_of_crashes()


@pytest.mark.needs_linux("a link that any account may make")
def test_a_link_that_is_called_like_traces_is_not_followed(tmp_path):
    folder = crashes.folder_of_traces()
    folder.mkdir(parents=True)
    (folder / "oppe-vindu-20261122-080000-1.txt").symlink_to(tmp_path / "kari.txt")
    (tmp_path / "kari.txt").touch()
    assert not crashes.told_of_crashes()


def test_the_logs_and_reports_of_the_last_days_are_found(log, tmp_path):
    logs.note(ValueError())
    old = tmp_path / "data" / "Logs" / "stkdesk-20250101-080000-7.log"
    old.write_text("old")
    os.utime(old, (0, 0))
    (tmp_path / "data" / "Logs" / "brev til Kari.txt").write_text("not ours")
    now = datetime.now().astimezone()
    assert [
        files.REPORT.fullmatch(each.name) is not None for each in files.recent(30, now)
    ]
    assert len(files.recent(30, now)) == 2
    assert files.recent(30, now + timedelta(days=40)) == []
