"""What the tests of the settings have in common: Fjordvik, and how to get about."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from stkdesk.domain.office import OfficeDraft
from stkdesk.services.office import open_office
from tests import person

FJORDVIK = OfficeDraft(
    municipality="Fjordvik kommune",
    phone="01 00 40 00",
    return_address="Fjordvik kommune, 6601 Sunndalsøra",
)


def wait_until_read(qtbot, page):
    name = person.field(page, "Kommune")
    qtbot.waitUntil(lambda: name.text() == "Fjordvik kommune", timeout=person.WAIT)
    qtbot.waitUntil(lambda: not page.workspace.is_reading, timeout=person.WAIT)


def open_group(qtbot, page, title):
    """Go to a group with the mouse, and wait until it has been read."""
    groups = page.findChild(QListWidget)
    [line] = groups.findItems(title, Qt.MatchFlag.MatchExactly)
    place = groups.visualItemRect(line).center()
    qtbot.mouseClick(groups.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: not page.workspace.is_reading, timeout=person.WAIT)
    assert person.says(page, title)


def office(page):
    today = page.workspace.today()
    return page.workspace.read(lambda session: open_office(session, today=today)).draft
