"""IT tells of the next version, in every room, until it is put away for the day."""

from datetime import date, timedelta

import pytest

from stkdesk.configuration import choices
from stkdesk.configuration.ini import Written
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.update_line import show_update_line
from tests import person

TODAY = date(2026, 11, 22)
FRIDAY = "Ny versjon legges ut fredag 18.00. Lukk programmet før du går."


@pytest.fixture
def it():
    """What IT says; a test may change it while the window is open."""
    said = {"UpdateNotice": FRIDAY}
    policy = choices.Machine(lambda: Written(tuple(said.items())), Written, Written)
    choices.use(policy)
    return said


@pytest.fixture
def window(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    person.show(qtbot, window)
    return window


def test_what_it_says_stands_in_the_window_until_it_is_put_away(qtbot, window, it):
    show_update_line(window, TODAY)
    assert person.says(window, FRIDAY)
    person.press(qtbot, window, "Skjul i dag")
    assert not person.says(window, FRIDAY)
    show_update_line(window, TODAY)
    assert not person.says(window, FRIDAY)
    show_update_line(window, TODAY + timedelta(days=1))
    assert person.says(window, FRIDAY)


def test_another_word_comes_up_the_same_day_and_none_takes_the_line_away(
    qtbot, window, it
):
    show_update_line(window, TODAY)
    person.press(qtbot, window, "Skjul i dag")
    it["UpdateNotice"] = "Utsatt til mandag."
    show_update_line(window, TODAY)
    assert person.says(window, "Utsatt til mandag.")
    it["UpdateNotice"] = ""
    show_update_line(window, TODAY)
    assert not person.says(window, "Utsatt til mandag.")


def test_a_window_built_anew_says_it_again(qtbot, window, it):
    show_update_line(window, TODAY)
    window.close_office()
    assert not person.says(window, FRIDAY)
    show_update_line(window, TODAY)
    qtbot.waitUntil(lambda: person.says(window, FRIDAY), timeout=person.WAIT)


def test_nothing_is_said_where_it_says_nothing(window):
    show_update_line(window, TODAY)
    assert window.under_top.count() == 0
