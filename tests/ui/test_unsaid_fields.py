"""Fields for what need not be known: nothing said is not a no."""

from stkdesk.domain.matching import Gender
from stkdesk.ui.unsaid_fields import MaybeField, WeekdaysField, YesNoField
from tests import person


def test_nothing_said_stays_nothing(qtbot):
    gender, car = MaybeField(tuple(Gender), "Ikke registrert"), YesNoField("Ikke spurt")
    for field in (gender, car):
        qtbot.addWidget(field)
        assert field.value() is None
    for value in (Gender.MAN, None):
        gender.set_value(value)
        assert gender.value() is value
    for answer in (True, False, None):
        car.set_value(answer)
        assert car.value() is answer


def test_days_are_ticked_by_keys_and_kept_in_a_draft(qtbot):
    days = WeekdaysField()
    qtbot.addWidget(days)
    person.show(qtbot, days)
    days.setFocus()
    person.key(qtbot, days.focusProxy(), "Space")
    person.key(qtbot, days.focusProxy(), "Right")
    person.key(qtbot, days.window().focusWidget(), "Right")
    person.key(qtbot, days.window().focusWidget(), "Space")
    assert days.value() == 0b101
    assert days.shown_text() == "mandag, onsdag"
    again = WeekdaysField()
    qtbot.addWidget(again)
    again.set_draft_text(days.draft_text())
    assert again.value() == 0b101
