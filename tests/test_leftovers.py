"""A run of tests takes away what one that was killed has left in memory."""

import getpass
import os
import subprocess
import sys

import pytest

from tests.leftovers import SERVERS, clear_leftovers
from tests.needs import MEMORY

pytestmark = pytest.mark.needs_linux(MEMORY)


@pytest.fixture
def dead():
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-Sc", ""]) as ended:
        pass
    return ended.pid


def a_run(memory, process, name):
    """What a run keeps in memory: its folders, and its server's."""
    files = memory / f"pytest-of-{getpass.getuser()}" / name
    server = memory / f"{SERVERS}{process}-{name}"
    for folder in (files, server):
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "register.db").write_bytes(b"rows")
    (files / ".lock").write_text(str(process))
    return files, server


def test_what_a_killed_run_left_is_taken_away(tmp_path, dead):
    left = a_run(tmp_path, dead, "pytest-1")
    clear_leftovers(tmp_path)
    assert not any(folder.exists() for folder in left)


def test_what_a_run_uses_now_is_not_touched(tmp_path):
    used = a_run(tmp_path, os.getpid(), "pytest-2")
    clear_leftovers(tmp_path)
    assert all((folder / "data" / "register.db").exists() for folder in used)


def test_what_a_run_kept_for_us_to_look_at_is_not_touched(tmp_path, dead):
    files, _server = a_run(tmp_path, dead, "pytest-3")
    (files / ".lock").unlink()  # as at the end of every run
    clear_leftovers(tmp_path)
    assert files.exists()


def test_what_is_of_others_is_not_touched(tmp_path, dead):
    others = [
        tmp_path / f"another-{dead}-program",
        tmp_path / f"{SERVERS}without-a-number",
        tmp_path / "pytest-of-another-person" / "pytest-4",
    ]
    for folder in others:
        folder.mkdir(parents=True)
        (folder / ".lock").write_text(str(dead))
    clear_leftovers(tmp_path)
    assert all(folder.exists() for folder in others)
