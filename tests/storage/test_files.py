"""Files are put in their place, also where others look at them."""

import sys

import pytest

from stkdesk.storage import files


@pytest.fixture
def scanned(tmp_path, monkeypatch):
    """A file that a virus scanner of Windows has open for the first few tries."""
    file, tries = tmp_path / "ny.db", []
    file.write_bytes(b"nytt")
    whole = files.Path.replace

    def held(which, place):
        tries.append(which)
        if len(tries) <= 2:
            raise PermissionError(13, "sharing violation")
        return whole(which, place)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(files, "PAUSES", (0, 0, 0))
    monkeypatch.setattr("stkdesk.storage.files.Path.replace", held)
    return file


def test_what_a_virus_scanner_looks_at_is_put_in_place_when_it_is_done(scanned):
    place = scanned.with_name("register.db")
    place.write_bytes(b"gammelt")
    files.put_in_place(scanned, place)
    assert place.read_bytes() == b"nytt"
    assert not scanned.exists()
