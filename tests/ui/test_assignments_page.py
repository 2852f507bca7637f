"""Oppdrag, as a caseworker uses it: the list, the months, the people of a card."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.ui.assignments.months import MonthPill
from stkdesk.ui.assignments.page import AssignmentsPage
from stkdesk.ui.main_window import MainWindow
from tests import builders as make
from tests import person
from tests.ui.registers import close_forms, shown, wait_for


@pytest.fixture
def periods(database):
    """Oskar is helped since New Year and Åse's assignment is being made ready."""
    with database.transaction() as session:
        make.rates(session)
        make.periods(session, 2025)
        periods = make.periods(session)
        make.an_assignment(session, "Oskar Moen", "Solveig Bakke", hours=16)
        make.an_assignment(
            session,
            "Åse Ødegård",
            "Håkon Aas",
            hours=4,
            status=AssignmentStatus.PLANNED,
            start_on=date(2026, 12, 1),
            end_on=date(2027, 11, 30),
        )
        make.a_sheet(session, 1, periods["2026-10"].number)
    return periods


@pytest.fixture
def page(qtbot, workspace, periods):
    yield shown(qtbot, AssignmentsPage(workspace), width=1360)
    close_forms()


@pytest.fixture
def running(qtbot, page):
    """The page with Oskar's assignment open."""
    page.open_record(1)
    wait_for(qtbot, page, "med Solveig Bakke · O-1")
    return page


def test_the_list_says_who_helps_whom_and_how_much(qtbot, page):
    rows = person.wait_for_rows(qtbot, page.table, 2)
    assert rows == [
        ["Oskar Moen", "Solveig Bakke", "fra 01.01.2026", "16 t/mnd", "Aktiv"],
        [
            "Åse Ødegård",
            "Håkon Aas",
            "01.12.2026 – 30.11.2027",
            "4 t/mnd",
            "Stoppet",
        ],
    ]
    assert page.subtitle == "1 aktiv"


def test_the_card_gives_hours_by_the_other_unit_too(running):
    assert person.says(running, "16 t per måned\n≈ 3,5 t per uke")


def test_every_month_of_the_year_is_a_pill_with_words(running):
    pills = running.findChildren(MonthPill)
    said = [each.accessibleName() for each in pills]
    assert len(said) == 12
    assert said[-2:] == [
        "Oktober 2026: ført, 3 timer",
        "November 2026: ventet",
    ]
    assert said[0] == "Desember 2025: ingen timeliste"
    assert not pills[0].isEnabled()


def test_a_pill_opens_the_timesheet_of_its_month(qtbot, running, periods):
    pill = running.findChildren(MonthPill)[-2]
    with qtbot.waitSignal(running.goto) as went:
        qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert went.args == ["timesheets", (1, periods["2026-10"].number)]


def test_timeliste_opens_the_one_that_comes_in_these_days(qtbot, running, periods):
    with qtbot.waitSignal(running.goto) as went:
        person.press(qtbot, running, "Timeliste")
    assert went.args == ["timesheets", (1, periods["2026-10"].number)]


def test_both_people_are_one_press_away(qtbot, running):
    for name, went_to in (
        ("Oskar Moen, Bruker · B-1", ["clients", 1]),
        ("Solveig Bakke, Individuell støttekontakt · S-1", ["contacts", 1]),
    ):
        with qtbot.waitSignal(running.goto) as went:
            person.press(qtbot, running, name)
        assert went.args == went_to


def test_an_empty_register_says_what_an_assignment_is(qtbot, workspace):
    page = shown(qtbot, AssignmentsPage(workspace))
    wait_for(qtbot, page, "Ingen oppdrag ennå")
    with qtbot.waitSignal(page.goto) as went:
        person.press(qtbot, page, "Til brukerne")
    assert went.args == ["clients", None]


def test_from_the_card_to_the_sheet_of_a_month_in_one_press(qtbot, workspace, periods):
    window = MainWindow()
    qtbot.addWidget(window)
    window.open_office(workspace, name="Byen kommune", place="", practice=False)
    window.resize(1440, 880)
    window.show()
    page = window.open("assignments", 1)
    wait_for(qtbot, page, "med Solveig Bakke · O-1")
    pill = page.findChildren(MonthPill)[-2]
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.page.heading() == "Timeliste")
    wait_for(qtbot, window.page, "Oskar Moen")
    assert window.page.is_entering
