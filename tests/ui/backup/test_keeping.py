"""The line at the foot of the window: backups are taken, tried and told of."""

from datetime import UTC, datetime, timedelta

import pytest

from stkdesk.domain.backup import BackupRules
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.backups import backup_state, backups_on_shelf, change_backup_rules
from stkdesk.services.office import set_up_office
from stkdesk.ui.backup.closing import TITLE
from stkdesk.ui.backup.keeper import BackupKeeper, local_now
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.start.keeping import Keeping
from tests import person

SLOW = 20_000


@pytest.fixture
def window(qtbot, workspace, today):
    """The window of an office that has never had a backup."""
    draft = OfficeDraft(municipality="Fjordvik kommune")
    workspace.do(lambda session: set_up_office(session, draft, today=today))
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1300, 800)
    window.open_office(workspace, name="", place="Her", practice=False)
    person.show(qtbot, window)
    yield window
    window.before_close = None
    window.workspace = None  # its owner closes it


@pytest.fixture
def keeping(window, workspace):
    """Who keeps the register, from the moment it is opened."""
    keeping = Keeping(window, workspace)
    yield keeping
    keeping.close()


def line(window):
    return window.status.backup


def wait_for(qtbot, window, text):
    def _said():
        return text in (line(window)._text.text() + line(window)._advice.text())

    qtbot.waitUntil(_said, timeout=SLOW)


def test_a_backup_is_taken_and_tried_when_the_office_opens(
    qtbot, window, keeping, database
):
    wait_for(qtbot, window, "Sist prøvd gjenopprettet")
    assert len(backups_on_shelf(database).backups) == 1
    now = datetime.now(UTC).astimezone()
    assert line(window)._text.text().startswith("Sikkerhetskopi: i dag ")
    assert f"{now:%d.%m.}" in line(window)._text.text()


def test_a_folder_that_is_away_is_red_with_a_way_out(
    qtbot, window, workspace, database, tmp_path
):
    away = tmp_path / "usb" / "kopier"
    away.mkdir(parents=True)
    workspace.do(lambda s: change_backup_rules(s, BackupRules(folder=str(away))))
    away.rmdir()
    away.parent.rmdir()
    keeping = Keeping(window, workspace)
    wait_for(qtbot, window, "ikke tatt ennå")
    wait_for(qtbot, window, "Mappen finnes ikke.")
    away.mkdir(parents=True)
    person.press(qtbot, window, "Ta kopi nå")
    wait_for(qtbot, window, "Sist prøvd gjenopprettet")
    assert len(list(away.glob("*.stkbackup"))) == 1
    keeping.close()


def test_what_was_saved_is_backed_up_before_the_window_closes(
    qtbot, window, keeping, workspace, database
):
    wait_for(qtbot, window, "Sist prøvd gjenopprettet")
    workspace.changed.emit(frozenset({"clients"}))
    window.workspace = None
    window.close()
    assert window.isVisible()
    person.wait_for_window(qtbot, TITLE)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=SLOW)
    assert len(backups_on_shelf(database).backups) == 2


def test_with_the_clock_set_back_backups_are_taken_and_tried_as_before(
    qtbot, window, workspace, database
):
    right = local_now()
    for now in (right + timedelta(days=40), right):
        keeper = BackupKeeper(workspace, window, clock=lambda now=now: now)
        with qtbot.waitSignal(keeper.closable, timeout=SLOW):
            keeper.begin()
        keeper.close()
    with database.reading() as session:
        state = backup_state(session)
    assert (state.last_at, state.tested_at) == (right, right)


def test_when_nothing_was_saved_the_window_closes_at_once(qtbot, window, keeping):
    wait_for(qtbot, window, "Sist prøvd gjenopprettet")
    window.workspace = None
    window.close()
    assert not window.isVisible()


def test_a_person_may_close_without_a_backup(qtbot, window, keeping, workspace):
    wait_for(qtbot, window, "Sist prøvd gjenopprettet")
    workspace.changed.emit(frozenset({"clients"}))
    window.workspace = None
    window.close()
    dialog = person.wait_for_window(qtbot, TITLE)
    person.press(qtbot, dialog, "Lukk uten kopi")
    assert not window.isVisible()


def test_the_line_leads_to_the_settings(qtbot, window, keeping):
    wait_for(qtbot, window, "Sist prøvd gjenopprettet")
    line(window)._text.click()
    assert window.page.title == "Innstillinger"
    qtbot.waitUntil(lambda: person.says(window, "Kopiene"), timeout=person.WAIT)


def test_nobody_keeps_the_practice_office(qtbot, window, workspace):
    workspace.do(
        lambda s: s.connection().exec_driver_sql(
            "UPDATE register_facts SET value = 'yes' WHERE name = 'practice'"
        )
    )
    keeping = Keeping(window, workspace)
    qtbot.waitUntil(lambda: not workspace.is_reading, timeout=person.WAIT)
    assert line(window).isHidden()
    assert not keeping.keeper.is_running
    keeping.close()
