"""A register lies on a disk of this machine."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from stkdesk.domain.errors import CannotOpenError, CannotSaveError
from stkdesk.storage import places
from stkdesk.storage.opening import create_register, open_register
from stkdesk.storage.places import REMOTE_DRIVE, Machine, is_cloud, place_problem
from tests.conftest import PASSWORD

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


# Windows, whose answers are given here.

APPDATA = r"C:\Users\kari\AppData\Roaming"


def windows(*, remote="", redirected=None):
    """A PC where drive ``remote`` is a share, and folders may lie somewhere else."""
    elsewhere = redirected or {}

    def real(folder):
        for place, where in elsewhere.items():
            if folder.is_relative_to(place):
                return PureWindowsPath(where, folder.relative_to(place))
        return folder

    return Machine(
        drive_type=lambda drive: REMOTE_DRIVE if drive == f"{remote}:\\" else 3,
        real=real,
        mounts=lambda: "",
        variables={"APPDATA": APPDATA},
    )


def told(folder, machine=None):
    return place_problem(PureWindowsPath(folder), machine or windows())


@pytest.mark.parametrize(
    "folder",
    [
        r"C:\Users\kari\AppData\Local\stkdesk",
        r"D:\stkdesk",
        r"\\?\C:\stkdesk",
    ],
)
def test_a_folder_on_a_disk_of_the_pc_is_fine(folder):
    assert told(folder) == ""


@pytest.mark.parametrize(
    "folder", [r"\\server\stk$", r"\\?\UNC\server\stk$", "//server/stk", r"H:\stk"]
)
def test_a_share_and_a_mapped_drive_are_the_network(folder):
    assert told(folder, windows(remote="H")) == places.NETWORK


def test_a_folder_that_it_has_moved_to_the_network_is_told_as_that():
    documents = r"C:\Users\kari\Documents"
    machine = windows(redirected={documents: r"\\server\hjem\kari"})
    assert told(documents + r"\stk", machine) == places.REDIRECTED
    assert told(r"C:\stk", machine) == ""


def test_a_folder_that_is_a_door_to_the_cloud_is_the_cloud():
    machine = windows(redirected={r"C:\Users\kari\Documents": r"C:\OneDrive\Dok"})
    assert told(r"C:\Users\kari\Documents", machine) == places.CLOUD


def test_the_folder_that_follows_the_account_is_told():
    assert told(APPDATA + r"\stkdesk") == places.ROAMING


def test_every_reason_says_what_to_do_instead():
    for reason in (places.CLOUD, places.NETWORK, places.REDIRECTED, places.ROAMING):
        assert "ødelagt. Velg en mappe" in reason
        assert "sikkerhetskopien kan ligge der" in reason


def test_a_register_in_the_cloud_is_not_opened_the_practice_one_neither(
    register_file, tmp_path
):
    cloud = tmp_path / "OneDrive - Fjordvik"
    cloud.mkdir()
    for ending in (".db", ".keys"):
        (cloud / f"register{ending}").write_bytes(
            register_file.with_suffix(ending).read_bytes()
        )
    before = {each.name: each.read_bytes() for each in cloud.iterdir()}
    with pytest.raises(CannotOpenError, match="nettskyen") as refused:
        open_register(cloud / "register.db", PASSWORD)
    assert "sikkerhetskopien kan ligge der" in refused.value.advice
    assert {each.name: each.read_bytes() for each in cloud.iterdir()} == before
    with pytest.raises(CannotSaveError, match="nettskyen"):
        create_register(cloud / "oving.db", "øvingskontoret", practice=True)
    assert not (cloud / "oving.db").exists()
