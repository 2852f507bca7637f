"""The log: where something went wrong, and never who it was about."""

import logging

import pytest

from stkdesk import logs


@pytest.fixture
def log(tmp_path):
    """Return what reads the log of a program that has begun to write it."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    logs.begin()
    yield lambda: (tmp_path / "data" / "Logs" / "stkdesk.log").read_text("utf-8")
    root.setLevel(level)
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()


def test_the_log_lies_in_the_folder_of_the_program(log):
    logging.getLogger("stkdesk.ui").warning("fault %s", "abc")
    assert "WARNING stkdesk.ui fault abc" in log()


def test_the_text_of_an_exception_is_never_written(log):
    try:
        raise KeyError("Åse Østby")
    except KeyError:
        logging.getLogger("stkdesk.ui").exception("reading failed")
    assert "reading failed" in log()
    assert "KeyError" in log()
    assert "Åse" not in log()


def test_what_a_library_says_is_not_repeated(log):
    logging.getLogger("reportlab").warning("no glyph in %r", "Åse Østby")
    assert "WARNING reportlab test_logs:" in log()
    assert "Åse" not in log()


def test_the_name_of_the_one_logged_on_is_not_in_the_path(tmp_path):
    module = tmp_path / "Kari Nordmann" / "Local" / "stkdesk" / "ui" / "page.py"
    try:
        exec(compile("1 / 0", str(module), "exec"))
    except ZeroDivisionError as error:
        told = logs.where(error)
    assert "stkdesk/ui/page.py:1" in told
    assert "Kari" not in told


def test_a_large_log_becomes_the_older_one(tmp_path):
    file = tmp_path / "data" / "Logs" / "stkdesk.log"
    file.parent.mkdir(parents=True)
    file.write_text("x" * (logs.LARGEST + 1))
    logs.open_log().close()
    assert file.with_suffix(".older.log").stat().st_size > logs.LARGEST
    assert file.stat().st_size == 0


def test_a_folder_that_takes_no_log_does_not_stop_the_program(tmp_path):
    (tmp_path / "data").write_text("in the way")
    before = list(logging.getLogger().handlers)
    logs.begin()
    assert logging.getLogger().handlers == before


def test_errors_that_point_at_one_another_are_told_once_each():
    database, driver = RuntimeError("Oskar Moen"), ValueError("Oskar Moen")
    database.__cause__, driver.__context__ = driver, database
    assert logs.where(database).splitlines() == [
        "RuntimeError",
        "because of",
        "ValueError",
    ]
