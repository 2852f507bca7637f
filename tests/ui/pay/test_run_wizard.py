"""Kjør måneden in the window: by keys from what lacks to what is done."""

import pytest

from stkdesk.domain.listing import ListQuery
from stkdesk.domain.pay_run import RunState, RunStep
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.pay_runs import run_list
from stkdesk.storage.tables import Timesheet
from stkdesk.ui.memory import window_settings
from stkdesk.ui.pay.page import PayPage
from stkdesk.ui.pay.saving import REMEMBERED
from stkdesk.ui.pay.wizard import RunWizard
from stkdesk.ui.widgets.badge import Badge
from tests import builders as make
from tests import person
from tests.services import running

WAIT = 8_000


@pytest.fixture
def page(qtbot, workspace, database):
    """The room Lønn of an office with three sheets to pay, and one that is missing."""
    with database.transaction() as session:
        running.a_payable_month(session)
        make.an_assignment(session, "Ida Moe", "Kari Dal")
    page = PayPage(workspace)
    qtbot.addWidget(page)
    page.resize(1300, 860)
    page.show()
    qtbot.waitUntil(lambda: page.rows.is_loaded, timeout=WAIT)
    return page


def wizard(qtbot, page):
    """Press the button; return the wizard when it has worked the run out."""
    page.new_record()
    [found] = [each for each in page.findChildren(RunWizard) if each.isVisible()]
    qtbot.waitUntil(lambda: found.found is not None, timeout=WAIT)
    qtbot.waitUntil(found.isActiveWindow, timeout=WAIT)
    return found


def form(qtbot, title):
    """Return the form that has opened."""
    found = person.wait_for_window(qtbot, title)
    qtbot.waitUntil(found.isActiveWindow, timeout=WAIT)
    return found


def runs(database):
    with database.reading() as session:
        return run_list(session, ListQuery()).rows


def on(qtbot, window, times=1):
    """Press Ctrl+Enter."""
    for _ in range(times):
        person.key(qtbot, window, "Ctrl+Return")


def test_the_month_goes_to_payroll_by_ctrl_enter_alone(qtbot, page, database, tmp_path):
    folder = tmp_path / "lønn"
    folder.mkdir()
    window_settings().setValue(REMEMBERED, str(folder))
    window = wizard(qtbot, page)
    assert [row[0] for row in person.rows(window.lacks.table)] == ["Kari Dal"]
    on(qtbot, window, 2)
    assert len(person.rows(window.totals.table)) == 3
    on(qtbot, window)
    assert "O-1" in window.files.view.text.toPlainText()
    on(qtbot, window)
    window.doing.closes.setChecked(True)
    on(qtbot, window)  # does it
    qtbot.waitUntil(lambda: window.doing.good.isVisible(), timeout=WAIT)
    [run] = runs(database)
    assert (run.code, run.done) == ("2026-10-1", RunStep.DONE)
    assert len(list(folder.iterdir())) == 2
    assert person.says(window.doing, "Kjøringen er gjort.")
    qtbot.waitUntil(lambda: not window.on.isEnabled(), timeout=WAIT)
    marks = [badge.text() for badge in window.doing.findChildren(Badge)]
    assert marks == ["Gjort", "Gjort", "Gjort", "Gjort", "Ikke valgt"]


def test_a_sheet_taken_back_meanwhile_is_told_and_nothing_is_locked(
    qtbot, page, database, tmp_path
):
    window_settings().setValue(REMEMBERED, str(tmp_path))
    window = wizard(qtbot, page)
    window.show_pane(4)
    with database.transaction() as session:
        session.get(Timesheet, 2).state = SheetState.CHECKED
    on(qtbot, window)
    qtbot.waitUntil(window.banner.isVisible, timeout=WAIT)
    assert person.says(window, "1 timeliste er endret siden forhåndsvisningen.")
    assert runs(database) == ()
    qtbot.waitUntil(lambda: window.found is not None, timeout=WAIT)
    assert len(window.found.choice.taken) == 2  # read anew, ready to go on
    assert window.banner.isVisible()  # and the reason is still there to be read


def test_a_run_whose_folder_is_gone_is_gone_on_with_later(
    qtbot, page, database, tmp_path
):
    folder = tmp_path / "borte"
    window_settings().setValue(REMEMBERED, str(folder))
    window = wizard(qtbot, page)
    window.show_pane(4)
    on(qtbot, window)
    person.key(qtbot, form(qtbot, "stkdesk"), "Return")
    qtbot.waitUntil(window.doing.bad.isVisible, timeout=WAIT)
    [run] = runs(database)
    assert run.done is RunStep.LOCK
    window.reject()

    folder.mkdir()  # another day
    page.refresh(frozenset())
    page.open_record(run.number)
    qtbot.waitUntil(lambda: page.record is not None, timeout=WAIT)
    person.press(qtbot, page, "Gå videre")
    [later] = [w for w in page.findChildren(RunWizard) if w.isVisible()]
    qtbot.waitUntil(later.isActiveWindow, timeout=WAIT)
    on(qtbot, later)
    qtbot.waitUntil(lambda: later.doing.good.isVisible(), timeout=WAIT)
    [run] = runs(database)
    assert run.done is RunStep.DONE
    assert len(list(folder.iterdir())) == 2


def test_payroll_has_paid_and_one_not_paid_is_taken_back(
    qtbot, page, database, workspace
):
    with database.transaction() as session:
        period = make.periods(session)["2026-10"].number
        number = running.a_run(session, period)
    workspace.changed.emit(frozenset({"pay_runs"}))
    page.open_record(number)
    qtbot.waitUntil(lambda: page.record is not None, timeout=WAIT)
    person.press(qtbot, page, "Ta tilbake …")
    why = form(qtbot, "Ta tilbake lønnskjøringen")
    person.write(qtbot, why, "Hvorfor", "Feil lønnsart")
    person.key(qtbot, why, "Ctrl+S")
    assert runs(database)[0].state is RunState.REVERSED

    with database.transaction() as session:
        number = running.a_run(session, period)
    workspace.changed.emit(frozenset({"pay_runs"}))
    page.open_record(number)
    qtbot.waitUntil(lambda: page.record.row.number == number, timeout=WAIT)
    person.press(qtbot, page, "Lønn har betalt")
    person.key(qtbot, form(qtbot, "Lønn har betalt"), "Ctrl+S")
    qtbot.waitUntil(
        lambda: (
            {each.state for each in runs(database)}
            == {RunState.REVERSED, RunState.CONFIRMED}
        ),
        timeout=WAIT,
    )
