"""Changing how the program looks while it runs."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QPalette

from stkdesk.ui import memory, theme
from stkdesk.ui.fonts import BUNDLED, families
from stkdesk.ui.theme import Look, Scheme
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.texts import label


@pytest.fixture(autouse=True)
def light_again(qapp):
    yield
    theme.apply(qapp, Look(Scheme.LIGHT))


def test_the_person_can_choose_dark(qapp):
    theme.apply(qapp, Look(Scheme.DARK))
    assert theme.now().is_dark
    assert qapp.palette().color(QPalette.ColorRole.Window).lightness() < 60


def test_the_system_decides_until_the_person_does(qapp):
    before = qapp.styleHints().colorScheme()
    theme.apply(qapp, Look(Scheme.DARK))
    theme.apply(qapp, Look(Scheme.SYSTEM))
    assert qapp.styleHints().colorScheme() is not Qt.ColorScheme.Dark or (
        before is Qt.ColorScheme.Dark
    )
    assert theme.now().name == theme.tokens_for(qapp, Look(Scheme.SYSTEM)).name


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_high_contrast_is_a_set_of_its_own(qapp, scheme):
    theme.apply(qapp, Look(scheme, high_contrast=True))
    assert theme.now().name.endswith("contrast")


def test_larger_text_makes_everything_measured_larger(qapp, qtbot):
    before = theme.row_height()
    with qtbot.waitSignal(theme.notices.resized):
        theme.apply(qapp, Look(Scheme.LIGHT, points=13))
    assert theme.u(10) == 13
    assert theme.row_height() > before
    text = label("Hei")
    qtbot.addWidget(text)
    assert text.font().pointSizeF() == 13


def test_the_look_is_remembered(qapp):
    chosen = Look(Scheme.DARK, points=11, high_contrast=True)
    memory.use_look(qapp, chosen)
    assert memory.remembered_look() == chosen


def test_a_spoiled_memory_gives_the_usual_look():
    kept = memory.window_settings()
    kept.setValue("look/scheme", "purple")
    kept.setValue("look/points", "many")
    kept.sync()
    assert memory.remembered_look() == Look()


def test_colours_go_by_the_name_of_their_job(qapp):
    assert theme.colour("accent").name().upper() == theme.now().accent
    assert theme.colour("bad").name().upper() == theme.pair(Tone.BAD).ink


def test_a_window_nobody_sees_has_the_bundled_typeface_on_windows_too(
    qapp, monkeypatch
):
    """The self-test's, and that of the tests: without it only boxes are drawn."""
    monkeypatch.setattr(sys, "platform", "win32")
    assert families.__wrapped__() == [BUNDLED]
    assert QFontInfo(QFont(BUNDLED)).family() == BUNDLED
