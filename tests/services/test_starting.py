"""The first day of an office: all of it is made, or nothing."""

import errno
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from stkdesk.domain.errors import CannotSaveError, InvalidInputError
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.progress import drive
from stkdesk.domain.rate import RateKind
from stkdesk.services import starting
from stkdesk.services.office import is_practice, open_office
from stkdesk.services.rates import list_rates
from stkdesk.services.starting import start_office
from stkdesk.storage.opening import open_register

TODAY = date(2026, 11, 16)
PASSWORD = "ullgenser med kaffe"
FJORDVIK = OfficeDraft(municipality="Fjordvik kommune")


def start(file, password=PASSWORD, again=PASSWORD, draft=FJORDVIK, start_day=21):
    """Make the office, and return what was told on the way."""
    told = []
    steps = start_office(
        file, password, again, draft, period_start_day=start_day, today=TODAY
    )
    drive(steps, Event(), told.append)
    return told


def test_a_new_office_opens_with_its_password_and_knows_its_periods(tmp_path):
    file = tmp_path / "nytt" / "stkdesk.db"
    told = start(file)
    database = open_register(file, PASSWORD)
    with database.reading() as session:
        office = open_office(session, today=TODAY)
        rates = {rate.kind for rate in list_rates(session)}
        assert not is_practice(session)
    database.close()
    assert office.draft == FJORDVIK
    assert office.period_start_day == 21
    assert rates == {RateKind.KM_STATE, RateKind.KM_TAX_FREE, RateKind.KM_PASSENGER}
    assert [each.done for each in told] == [0, 1, 2]


@pytest.mark.parametrize(
    ("password", "again", "draft", "field"),
    [
        (PASSWORD, PASSWORD, OfficeDraft(), "municipality"),
        ("kort", "kort", FJORDVIK, "password"),
        (PASSWORD, "noe annet", FJORDVIK, "again"),
    ],
)
def test_nothing_is_made_while_something_must_be_put_right(
    tmp_path, password, again, draft, field
):
    with pytest.raises(InvalidInputError) as refusal:
        start(tmp_path / "stkdesk.db", password, again, draft)
    assert [problem.field for problem in refusal.value.problems] == [field]
    assert list(tmp_path.iterdir()) == []


def test_a_register_that_is_there_is_not_touched(tmp_path):
    file = tmp_path / "stkdesk.db"
    file.write_bytes(b"old")
    with pytest.raises(CannotSaveError, match="fra før"):
        start(file)
    assert file.read_bytes() == b"old"


def test_giving_up_leaves_nothing_behind(tmp_path):
    steps = start_office(
        tmp_path / "stkdesk.db", PASSWORD, PASSWORD, FJORDVIK, today=TODAY
    )
    next(steps)
    next(steps)
    assert list(tmp_path.iterdir())
    steps.close()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_halfway_leaves_nothing_behind(tmp_path, monkeypatch):
    def _full(*_arguments, **_more):
        raise CannotSaveError("Disken er full.")

    monkeypatch.setattr(starting, "set_up_office", _full)
    with pytest.raises(CannotSaveError, match="full"):
        start(tmp_path / "stkdesk.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_nobody_may_look_into_is_told_as_such(tmp_path, monkeypatch):
    def _denied(*_arguments, **_options):
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "mkdir", _denied)
    with pytest.raises(CannotSaveError, match="kan ikke skrives til"):
        start(tmp_path / "stkdesk.db")
