"""The preview: pages on the screen, turned and sized with the keys."""

from io import BytesIO
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from stkdesk.domain.progress import drive
from stkdesk.services.printing import print_month
from stkdesk.ui.papers.page_view import PageView
from tests.ui.papers.conftest import TODAY

WAIT = 8000


@pytest.fixture
def pdf(database, run):
    """Six pages."""
    out = BytesIO()
    drive(print_month(database, run, out, today=TODAY), Event(), lambda _: None)
    return out.getvalue()


@pytest.fixture
def view(qtbot, pdf):
    view = PageView()
    qtbot.addWidget(view)
    view.resize(520, 420)
    view.show()
    view.show_pdf(pdf)
    ready(qtbot, view)
    return view


def ready(qtbot, view):
    qtbot.waitUntil(lambda: view.is_ready, timeout=WAIT)


def colours(view):
    image = view.viewport().grab().toImage()
    places = range(20, min(image.width(), image.height()), 7)
    return {QColor(image.pixel(x, y)).name() for x in places for y in places}


def test_the_paper_is_seen(view):
    shown = colours(view)
    assert "#ffffff" in shown
    assert len(shown) > 5  # and something is printed on it


def test_page_keys_turn_the_pages(qtbot, view):
    assert (view.page, view.pages) == (1, 6)
    qtbot.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert view.page == 2
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page == 6
    qtbot.keyClick(view, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert view.page == 5
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 1
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 0


def test_the_page_is_told_to_those_who_cannot_see_it(qtbot, view):
    qtbot.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert view.accessibleDescription() == "Side 2 av 6"


def test_plus_and_minus_change_the_size_and_stay_on_the_page(qtbot, view):
    view.go_to(3)
    before = view._scale()
    with qtbot.waitSignal(view.resized):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view._scale() > before
    assert view.page == 3
    assert view.horizontalScrollBar().maximum() > 0
    ready(qtbot, view)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view._scale() < before
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view._scale() == before
    assert view.horizontalScrollBar().maximum() == 0


def test_a_wider_window_shows_a_larger_page(qtbot, view):
    before = view._scale()
    view.resize(760, 420)
    assert view._scale() > before
    ready(qtbot, view)


def test_only_pages_near_those_seen_are_kept(qtbot, view):
    view.go_to(6)
    ready(qtbot, view)
    assert 0 not in view._pictures
    assert len(view._pictures) <= 6


def test_another_paper_takes_the_place_of_the_first(qtbot, view, pdf):
    view.show_pdf(b"")
    assert (view.page, view.pages) == (0, 0)
    assert view.is_ready
    view.show_pdf(pdf)
    ready(qtbot, view)
    assert view.page == 1
