"""The hours meter on a card: what it says, and what it says aloud."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from stkdesk.domain.assignment import Solution
from stkdesk.domain.hours_meter import (
    Amounts,
    AssignmentMeter,
    HoursMeter,
    Signal,
    SignalKind,
    Span,
    SpanMeter,
)
from stkdesk.domain.period import Period
from stkdesk.ui.widgets.hours_bar import HoursBar
from stkdesk.ui.widgets.hours_meter import HoursMeterView
from tests import person

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
PARTS = tuple(
    AssignmentMeter(at, Solution.INDIVIDUAL, name, Amounts(0, 600, 540, 0))
    for at, name in ((1, "Håkon Solheim"), (2, "Kafégruppa"))
)


ORDINARY = Amounts(1440, 1200, 1080, 600)


def meter(amounts=ORDINARY, signals=()):
    spans = (
        SpanMeter(Span.PERIOD, OCTOBER, amounts, PARTS),
        SpanMeter(Span.YEAR, YEAR, Amounts(17280, 14400, 9000, 8000), PARTS[:1]),
    )
    return HoursMeter(spans, signals)


@pytest.fixture
def show(qtbot, qapp):
    def showing(*given, **named):
        view = HoursMeterView(*given, **named)
        qtbot.addWidget(view)
        view.resize(360, 300)
        view.show()
        view.grab()  # paints every part of it
        return view

    return showing


def said(view):
    return [each.text() for each in view.findChildren(QLabel) if each.isVisible()]


def test_it_says_all_four_amounts(show):
    view = show(meter())

    assert {"18 av 24 timer", "75 %", "24 t", "20 t", "18 t", "10 t"} <= set(said(view))
    assert view.findChild(HoursBar).accessibleName() == (
        "Perioden: innvilget 24 timer, avtalt 20 timer, ført 18 timer, betalt 10 timer"
    )


def test_other_days_are_one_press_away(qtbot, show):
    view = show(meter())

    person.press(qtbot, view, "Året")

    assert "150 av 288 timer" in said(view)
    assert "1. jan.–31. des. 2026" in said(view)


def test_each_assignment_is_told_and_opened(qtbot, show):
    opened = []
    view = show(meter(), opened.append)

    person.press(qtbot, view, "Kafégruppa")

    assert opened == [2]
    assert said(view).count("9 av 10 t avtalt") == 2


def test_one_assignment_alone_is_not_listed(show):
    view = show(meter(), with_parts=False)

    assert [b.text() for b in view.findChildren(QPushButton)] == ["Perioden", "Året"]


@pytest.mark.parametrize(
    ("amounts", "head", "percent"),
    [
        (Amounts(960, 960, 1020, 0), "1 time over det som er innvilget", "106 %"),
        (Amounts(600, 600, 599, 0), "9,98 av 10 timer", "99 %"),
        (Amounts(0, 720, 300, 0), "5 av 12 timer", "41 %"),
        (Amounts(), "0 av 0 timer", ""),
    ],
)
def test_over_and_nothing_granted_are_said_in_words(show, amounts, head, percent):
    texts = said(show(meter(amounts)))

    assert head in texts
    assert percent in texts


def test_what_to_look_at_stands_under(show):
    signal = Signal(SignalKind.UNDER, Span.PERIOD, "Spør hvorfor.")

    assert "Spør hvorfor." in said(show(meter(signals=(signal,))))
