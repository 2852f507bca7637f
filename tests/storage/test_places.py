"""A register lies on a disk of this machine."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from stkdesk.domain.errors import CannotOpenError, CannotSaveError
from stkdesk.storage import clouds, place_reasons, places
from stkdesk.storage.opening import create_register, open_register
from stkdesk.storage.place_reasons import (
    BAD_NAME,
    CLOUD,
    NETWORK,
    REDIRECTED,
    ROAMING,
    TOO_LONG,
)
from stkdesk.storage.places import (
    REMOTE_DRIVE,
    Machine,
    is_cloud,
    place_problem,
    place_reason,
)
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


def windows(*, remote="", redirected=None, synced=(), volumes=None):
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
        volume=lambda drive: (volumes or {}).get(drive, "Windows"),
        synced=lambda _variables: synced,
    )


def told(folder, machine=None, name="stkdesk.db"):
    return place_reason(PureWindowsPath(folder), machine or windows(), name)


@pytest.mark.parametrize(
    "folder",
    [
        r"C:\Users\kari\AppData\Local\stkdesk",
        r"D:\stkdesk",
        r"\\?\C:\stkdesk",
    ],
)
def test_a_folder_on_a_disk_of_the_pc_is_fine(folder):
    assert told(folder) is None


@pytest.mark.parametrize(
    "folder", [r"\\server\stk$", r"\\?\UNC\server\stk$", "//server/stk", r"H:\stk"]
)
def test_a_share_and_a_mapped_drive_are_the_network(folder):
    assert told(folder, windows(remote="H")) is NETWORK


def test_a_folder_that_it_has_moved_to_the_network_is_told_as_that():
    documents = r"C:\Users\kari\Documents"
    machine = windows(redirected={documents: r"\\server\hjem\kari"})
    assert told(documents + r"\stk", machine) is REDIRECTED
    assert told(r"C:\stk", machine) is None


def test_a_folder_that_is_a_door_to_the_cloud_is_the_cloud():
    machine = windows(redirected={r"C:\Users\kari\Documents": r"C:\OneDrive\Dok"})
    assert told(r"C:\Users\kari\Documents", machine) is CLOUD


def test_the_folder_that_follows_the_account_is_told():
    assert told(APPDATA + r"\stkdesk") is ROAMING


def test_every_reason_says_what_to_do_instead_and_has_its_own_number():
    reasons = [value for value in vars(place_reasons).values() if is_reason(value)]
    assert len({reason.code for reason in reasons}) == len(reasons) >= 12
    for reason in reasons:
        assert reason.text.endswith(f". Feilnummer: {reason.code}.")
    for reason in (CLOUD, NETWORK, REDIRECTED, ROAMING):
        assert "ødelagt. Velg en mappe" in reason.text
        assert "sikkerhetskopien kan ligge der" in reason.text


def is_reason(value):
    return isinstance(value, place_reasons.Reason)


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


# OneDrive, and others that copy what lies on the disk.


@pytest.mark.parametrize(
    "folder",
    [
        r"C:\Users\kari\Fjordvik kommune\Fritid - Dokumenter\stk",  # a team's library
        r"c:\users\KARI\fjordvik kommune",
    ],
)
def test_the_library_of_a_team_is_the_cloud_by_what_onedrive_says(folder):
    machine = windows(synced=[r"C:\Users\kari\Fjordvik kommune"])
    assert told(folder, machine) is CLOUD
    assert told(r"C:\Users\kari\Fjordvika", machine) is None


def test_documents_that_onedrive_has_taken_over_are_the_cloud():
    documents = r"C:\Users\kari\Documents"
    machine = windows(redirected={documents: r"C:\Users\kari\OneDrive - Fjordvik\Dok"})
    assert told(documents, machine) is CLOUD


def test_a_disk_that_is_google_drive_is_the_cloud():
    assert told(r"G:\Min disk", windows(volumes={"G:\\": "Google Drive"})) is CLOUD
    assert told(r"G:\Min disk", windows(volumes={"G:\\": "Data"})) is None


def test_dropbox_tells_where_its_folder_lies(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    info = tmp_path / "Dropbox" / "info.json"
    info.write_text('{"business": {"path": "D:\\\\Felles"}}', "utf-8")
    variables = {"APPDATA": str(tmp_path), "HOME": "/nowhere"}
    assert clouds.synced_folders(variables) == ("D:\\Felles",)
    info.write_text("[1]", "utf-8")
    assert clouds.synced_folders(variables) == ()


def test_a_mounted_cloud_is_the_cloud():
    machine = Machine(mounts=lambda: "disk: /sky fuse.rclone rw 0 0")
    assert place_reason(Path("/sky/stk"), machine) is CLOUD


# Windows: subst, links and names.


def test_a_letter_that_stands_for_a_folder_is_where_that_folder_is():
    letters = {"X:\\": r"C:\Users\kari\OneDrive", "Y:\\": r"\\server\felles"}
    machine = windows(redirected={**letters, "Z:\\": r"C:\stk"})
    assert told(r"X:\stk", machine) is CLOUD
    assert told(r"Y:\stk", machine) is REDIRECTED
    assert told(r"Z:\stk", machine) is None


def test_a_long_way_of_writing_it_hides_nothing():
    assert told(rf"\\?\{APPDATA}\stk") is ROAMING
    assert told(r"\\?\H:\stk", windows(remote="H")) is NETWORK


@pytest.mark.parametrize(
    "name",
    ["CON", "nul.register", "Aux ", "com1", "LPT9.txt", "COM¹", "stk.", "stk ", "a?b"],
)
def test_a_name_windows_keeps_for_itself_is_told(name):
    assert told(rf"C:\kontor\{name}\data") is BAD_NAME
    assert told(r"C:\kontor", name=rf"{name}\x.db") is BAD_NAME
    assert place_reason(PurePosixPath("/srv") / name, unix()) is None


@pytest.mark.parametrize(
    "name", ["console", "COM", "com10", "nullpunkt", ".stk", "Ås-Ønes ✓ (1)", "50% #1"]
)
def test_a_name_that_only_looks_like_one_is_fine(name):
    assert told(rf"C:\kontor\{name}") is None


def test_a_folder_too_long_for_the_files_beside_a_register_is_told():
    longest = "C:\\" + "m" * 191
    assert told(longest) is None
    assert len(rf"{longest}\stkdesk.db") > 200
    assert told(longest + "m") is TOO_LONG
    assert told(longest, name=f"{'k' * 40}.db") is TOO_LONG
    machine = windows(redirected={"X:\\": longest})
    assert told(r"X:\stk", machine) is TOO_LONG


def unix():
    return Machine(real=lambda folder: folder, mounts=lambda: "")


def test_a_network_that_is_away_is_told_without_being_asked():
    def asked(_folder):
        raise AssertionError

    machine = Machine(drive_type=lambda _drive: REMOTE_DRIVE, real=asked)
    for folder in (r"\\server\felles", r"H:\stk"):
        assert place_reason(PureWindowsPath(folder), machine) is NETWORK
