"""A disk that does not answer, one that takes nothing, and folders called anything."""

import errno
import shutil
import sys
import threading
from pathlib import Path

import pytest

from stkdesk.domain.errors import CannotSaveError
from stkdesk.storage import places
from stkdesk.storage.answering import NoAnswerError, require_answer, within
from stkdesk.storage.opening import create_register, open_register
from stkdesk.storage.place_reasons import (
    FULL,
    MISSING,
    NO_FOLDER,
    NOT_WRITABLE,
    READ_ONLY,
    SILENT,
    TOO_LONG,
)
from stkdesk.storage.place_trial import trial_reason
from stkdesk.storage.places import Machine, place_reason
from tests.conftest import PASSWORD


def test_a_disk_that_does_not_answer_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(places, "PATIENCE", 0.01)
    awake = threading.Event()
    machine = Machine(real=lambda folder: awake.wait() and folder)
    assert place_reason(Path("/borte"), machine) is SILENT
    awake.set()


def test_a_register_whose_disk_does_not_answer_is_let_be(monkeypatch, tmp_path):
    awake = threading.Event()
    monkeypatch.setattr("os.stat", lambda *_arguments: awake.wait())
    with pytest.raises(NoAnswerError, match="svarer ikke") as told:
        require_answer(tmp_path, 0.01)
    awake.set()
    assert str(tmp_path) in told.value.advice


def test_a_folder_that_is_missing_has_answered(tmp_path):
    require_answer(tmp_path / "borte")
    require_answer(Path("nei\0nei"))


def test_what_fails_where_it_is_waited_for_fails_here_too():
    with pytest.raises(ZeroDivisionError):
        within(60, lambda: 1 // 0)


def test_a_folder_that_takes_a_register_is_left_as_it_was(tmp_path):
    assert trial_reason(tmp_path / "kontor" / "ny mappe") is None
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_no_folder(tmp_path):
    (tmp_path / "kontor").touch()
    assert trial_reason(tmp_path / "kontor") is NO_FOLDER
    assert trial_reason(tmp_path / "kontor" / "data") is not None


def test_a_disk_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr(Path, "exists", lambda _folder: False)
    assert trial_reason(Path("E:/stk")) is MISSING


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, NOT_WRITABLE),
        (errno.EPERM, NOT_WRITABLE),
        (errno.EROFS, READ_ONLY),
        (errno.ENOSPC, FULL),
        (errno.ENAMETOOLONG, TOO_LONG),
    ],
)
def test_a_folder_that_takes_nothing_says_why(monkeypatch, tmp_path, number, reason):
    def refuses(*_arguments, **_options):
        raise OSError(number, "no")

    monkeypatch.setattr("tempfile.mkdtemp", refuses)
    assert trial_reason(tmp_path) is reason


def test_a_write_protected_disk_of_windows_is_no_matter_of_rights(
    monkeypatch, tmp_path
):
    def refuses(*_arguments, **_options):
        error = PermissionError(errno.EACCES, "no")
        error.winerror = 19
        raise error

    monkeypatch.setattr("tempfile.mkdtemp", refuses)
    assert trial_reason(tmp_path) is READ_ONLY


# Any name the system takes will do.


@pytest.mark.parametrize("name", ["Søknad mappe æøå", "Čáhcesuolu 50% #1", "m" * 200])
def test_a_register_may_lie_in_a_folder_called_anything(tmp_path, register_file, name):
    folder = tmp_path / name
    if sys.platform == "win32" and len(name) == 200:  # so much of it is ours
        folder = Path(str(folder)[:194])
    folder.mkdir()
    for ending in (".db", ".keys"):
        shutil.copy(register_file.with_suffix(ending), folder)
    assert len(name) < 200 or len(str(folder / "register.db")) > 200
    open_register(folder / "register.db", PASSWORD).close()


def test_a_folder_too_long_for_sqlite_is_told_before_anything_is_made(tmp_path):
    folder = tmp_path.joinpath(*["å" * 100] * 3)
    with pytest.raises(CannotSaveError, match="for langt navn"):
        create_register(folder / "register.db", PASSWORD)
    assert list(tmp_path.iterdir()) == []
