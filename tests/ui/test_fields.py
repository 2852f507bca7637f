"""Fields that know dates, identity numbers, postal codes and people."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QWidget

from stkdesk.domain.identity import synthetic_identity
from stkdesk.ui.field_identity import IdentityField, PostalCodeField
from stkdesk.ui.fields import Calendar, DateField
from stkdesk.ui.person_picker import Found, PersonPicker
from stkdesk.ui.widgets.boxes import column
from tests import person

TODAY = date(2026, 11, 16)
NUMBER = synthetic_identity(date(2008, 2, 1), 1)
PEOPLE = (
    Found(1, "Åse Østby", "født 01.02.2008"),
    Found(2, "Åse Moen", "født 03.04.1990"),
    Found(3, "Per Vik"),
)


@pytest.fixture
def place(qtbot):
    """A window with room for a field, and another to go to."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayout(column(QLineEdit(), None))
    window.resize(500, 400)
    person.show(qtbot, window)
    return window


def put(place, field):
    place.layout().insertWidget(0, field)
    field.show()
    field.setFocus()
    return field


def leave(place):
    place.layout().itemAt(1).widget().setFocus()


def test_alt_and_down_opens_a_norwegian_calendar(qtbot, place):
    field = put(place, DateField(lambda: TODAY))
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    [calendar] = [
        each for each in QApplication.topLevelWidgets() if isinstance(each, Calendar)
    ]
    assert calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    assert calendar.selectedDate() == QDate(2026, 11, 16)
    assert calendar.locale().standaloneMonthName(11) == "november"
    calendar.activated.emit(QDate(2026, 12, 24))
    assert field.value() == date(2026, 12, 24)
    assert field.text() == "24.12.2026"


def test_an_identity_number_is_masked_when_it_is_left(qtbot, place):
    field = put(place, IdentityField())
    qtbot.keyClicks(field, f"{NUMBER[:6]} {NUMBER[6:]}")
    assert field.value() == NUMBER
    leave(place)
    assert NUMBER[6:] not in field.text()
    assert "•" in field.text()
    assert field.value() == NUMBER


def test_vis_shows_the_number_and_says_so(qtbot, place):
    field = put(place, IdentityField())
    field.set_value(NUMBER)
    assert "•" in field.text()
    with qtbot.waitSignal(field.revealed):
        [eye] = [each for each in field.actions() if each.text() == "Vis"]
        eye.trigger()
    assert field.text().replace(" ", "") == NUMBER


def test_who_types_over_a_masked_number_writes_a_new_one(qtbot, place):
    field = put(place, IdentityField())
    field.set_value(synthetic_identity(date(1990, 5, 12), 3))
    qtbot.keyClick(field, Qt.Key.Key_End)
    assert "•" in field.text()  # walking about in it changes nothing
    with qtbot.assertNotEmitted(field.revealed):
        qtbot.keyClicks(field, NUMBER)
    assert field.value() == NUMBER
    leave(place)
    assert "•" in field.text()


def test_a_half_typed_number_stays_to_be_finished(qtbot, place):
    field = put(place, IdentityField())
    qtbot.keyClicks(field, "0102")
    leave(place)
    assert field.text() == "0102"


def test_the_postal_code_finds_its_place(qtbot, place):
    field = put(place, PostalCodeField({"6509": "KRISTIANSUND N"}.get))
    found = []
    field.place_found.connect(lambda text: found.append(text or ""))
    qtbot.keyClicks(field, "6509")
    assert found[-1] == "KRISTIANSUND N"
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert found[-1] == ""


@pytest.fixture
def picker(qtbot, workspace, place):
    def _find(_session, words):
        return [each for each in PEOPLE if words.casefold() in each.name.casefold()]

    return put(place, PersonPicker(workspace, _find, "Søk etter bruker"))


def hits(place):
    lists = [each for each in place.findChildren(QListWidget) if each.isVisible()]
    return [lists[0].item(at).text() for at in range(lists[0].count())] if lists else []


def test_people_are_found_while_one_types(qtbot, place, picker):
    qtbot.keyClicks(picker, "Åse")
    qtbot.waitUntil(lambda: len(hits(place)) == 2)
    assert hits(place)[1] == "Åse Moen  ·  født 03.04.1990"
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.picked) as picked:
        qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert picked.args == [2]
    assert (picker.value(), picker.text()) == (2, "Åse Moen")
    assert hits(place) == []


def test_the_hits_can_be_read_under_a_narrow_field(qtbot, place, picker):
    picker.setFixedWidth(90)
    qtbot.keyClicks(picker, "Åse")
    qtbot.waitUntil(lambda: len(hits(place)) == 2)
    [found] = [each for each in place.findChildren(QListWidget) if each.isVisible()]
    assert found.viewport().width() >= found.sizeHintForColumn(0)
    assert place.rect().contains(found.mapTo(place, found.rect().bottomRight()))


def test_a_name_nobody_was_chosen_for_is_told(qtbot, place, picker):
    qtbot.keyClicks(picker, "Ukjent")
    qtbot.waitUntil(lambda: hits(place) == ["Ingen treff"])
    assert picker.value() is None
    assert picker.complaint()


def test_changing_the_name_lets_go_of_the_person(qtbot, place, picker):
    picker.set_value(PEOPLE[2])
    assert picker.value() == 3
    qtbot.keyClick(picker, Qt.Key.Key_Backspace)
    assert picker.value() is None


def test_a_draft_keeps_who_was_chosen(qtbot, place, picker):
    picker.set_value(PEOPLE[0])
    kept = picker.draft_text()
    picker.clear()
    picker.set_draft_text(kept)
    assert (picker.value(), picker.text()) == (1, "Åse Østby")
