"""A register lies on a disk of this machine."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from stkdesk.storage import places
from stkdesk.storage.places import is_cloud, place_problem

NETWORK_MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/felles /mnt/felles cifs rw 0 0
server:/arkiv /mnt/ark\\040iv nfs4 rw 0 0
/dev/sdb1 /mnt/felles/lokal ext4 rw 0 0
"""


@pytest.fixture
def mounts(tmp_path, monkeypatch):
    file = tmp_path / "mounts"
    file.write_text(NETWORK_MOUNTS, "utf-8")
    monkeypatch.setattr(places, "MOUNTS", file)


def test_a_folder_of_this_machine_is_fine(tmp_path):
    assert place_problem(tmp_path) == ""


@pytest.mark.parametrize("folder", ["//server/stk$", "\\\\server\\stk$\\register"])
def test_a_shared_folder_is_told_as_the_network(folder):
    assert "nettverket" in place_problem(Path(folder))


@pytest.mark.parametrize("folder", ["/mnt/felles/kontor", "/mnt/ark iv"])
def test_a_network_drive_is_told_as_the_network(mounts, folder):
    assert "nettverket" in place_problem(Path(folder))


@pytest.mark.parametrize("folder", ["/home/kari", "/mnt/felles/lokal/stk", "/mnt"])
def test_a_disk_beside_or_within_a_network_drive_is_fine(mounts, folder):
    assert place_problem(Path(folder)) == ""


def test_a_machine_that_does_not_tell_its_mounts_lets_the_folder_through(
    monkeypatch, tmp_path
):
    monkeypatch.setattr(places, "MOUNTS", tmp_path / "missing")
    assert place_problem(Path("/mnt/felles")) == ""


@pytest.mark.parametrize(
    "folder",
    [
        PureWindowsPath(r"C:\Users\kari\OneDrive - Fjordvik kommune\stk"),
        PureWindowsPath(r"D:\Dropbox\stk"),
        PurePosixPath("/home/kari/Google Drive/stk"),
        PurePosixPath("/Users/kari/iCloud Drive"),
    ],
)
def test_a_folder_that_is_copied_to_the_cloud_is_known_by_its_name(folder):
    assert is_cloud(folder)


@pytest.mark.parametrize(
    "folder",
    [
        PureWindowsPath(r"C:\Users\kari\AppData\Local\stkdesk"),
        PurePosixPath("/home/kari/arkiv"),
    ],
)
def test_an_ordinary_folder_is_no_cloud(folder):
    assert not is_cloud(folder)


def test_a_cloud_folder_with_another_name_is_known_by_what_windows_says(monkeypatch):
    monkeypatch.setenv("OneDriveCommercial", "/home/kari/Fjordvik")
    assert "nettskyen" in place_problem(Path("/home/kari/Fjordvik/stk"))
    assert place_problem(Path("/home/kari/Fjordvika")) == ""
