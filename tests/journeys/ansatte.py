"""Going to Innstillinger → Ansatte, for the journeys that let somebody in."""

from stkdesk.ui.office.page import OfficePage
from tests import person


def open_staff(desk):
    """Go to the staff list by the keyboard."""
    at = [room.key for room in desk.window.rooms].index("office")
    desk.key(f"Ctrl+{at + 1}")
    page = desk.window.page
    assert isinstance(page, OfficePage)
    page.shown()
    desk.type("<Home>")
    while not person.says(page, "Hva hver enkelt får se og gjøre"):
        desk.type("<Down>")
    return page


def let_in(desk, name, role, password):
    """Add somebody with a role and a first password."""
    desk.press("Ny ansatt")
    form = person.wait_for_window(desk.qtbot, "Ny ansatt")
    desk.type(name, where=form)
    person.field(form, role).setFocus()
    desk.type("<Space>", where=form)
    person.write(desk.qtbot, form, "Passord", password)
    desk.type("<Return>", password, "<Ctrl+S>", where=form)
    desk.wait_for(f"{name} er lagt til")
    desk.wait_for(name)


def sign_out(desk):
    desk.choose("Logg ut")
    desk.wait_for("Glemt passordet?")
