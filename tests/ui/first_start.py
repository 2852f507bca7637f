"""Going through the first start with keyboard and mouse, for those who test it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from stkdesk.ui.code_fields import GroupField
from tests import person

PASSWORD = "ullgenser med kaffe"
SLOW = 30_000  # milliseconds; the password is stretched for some seconds


def shown(qtbot, front):
    qtbot.addWidget(front)
    front.resize(1000, 900)
    person.show(qtbot, front)
    front.setFocus()
    return front


def keys(qtbot, *presses):
    """Press keys where the cursor is; what is no name of a key is typed."""
    for press in presses:
        focus = QApplication.focusWidget()
        if hasattr(Qt.Key, f"Key_{press}"):
            qtbot.keyClick(focus, getattr(Qt.Key, f"Key_{press}"))
        else:
            qtbot.keyClicks(focus, press)


def fill_in(qtbot, front, *, name="Fjordvik kommune"):
    """Tell about the office."""
    keys(qtbot, "Return")
    person.write(qtbot, front, "Navn på kommunen", name)


def tell_who(qtbot, front, *, password=PASSWORD, again=None):
    """Go on from the office, and tell who the first one is."""
    person.press(qtbot, front, "Neste")
    person.write(qtbot, front, "Navnet ditt", "Kari Nordmann")
    person.write(qtbot, front, "Brukernavn", "Kari")
    person.write(qtbot, front, "Passord", password)
    person.write(qtbot, front, "Passordet en gang til", again or password)


def code_on(front):
    """Return the nine groups on the screen."""
    shown = sorted(
        (each for each in front.findChildren(QLabel) if each.isVisible()),
        key=lambda each: each.accessibleName(),
    )
    return [each.text() for each in shown if each.accessibleName().startswith("Gruppe")]


def type_back(qtbot, front):
    """Type the two groups that are asked for; return the code."""
    code = code_on(front)
    for field in front.findChildren(GroupField):
        if field.isVisible():
            number = int(field.accessibleName().removeprefix("Gruppe "))
            field.setFocus()
            qtbot.keyClicks(field, code[number - 1].lower())
    return "-".join(code)


def make(qtbot, front):
    """Go through it all, and return the register's file and the code."""
    fill_in(qtbot, front)
    tell_who(qtbot, front)
    person.press(qtbot, front, "Neste")
    code = type_back(qtbot, front)
    with qtbot.waitSignal(front.ready, timeout=SLOW) as ready:
        person.press(qtbot, front, "Lag kontoret")
    return ready.args[0], code
