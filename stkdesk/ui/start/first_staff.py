"""The first who will sign in: a name, a user name, a password."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut

from stkdesk.domain.password import password_problems
from stkdesk.domain.staff import FIRST_ROLES, StaffDraft, staff_problems
from stkdesk.ui.fields import TextField
from stkdesk.ui.form_field import Field
from stkdesk.ui.password_pair import PasswordPair
from stkdesk.ui.start.step import Step
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

INTRO = (
    "Du blir den første ansatte i registeret, og kan slippe inn flere under "
    "Innstillinger → Ansatte. Hver og en får sitt eget passord."
)


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """Who has been asked for."""

    staff: StaffDraft
    password: str
    again: str

    def __repr__(self) -> str:
        """Never show the password."""
        return "FirstPerson(…)"


class FirstStaffForm(Step):
    """Asks who the first is.

    Signals:
        wanted: a FirstPerson.
        went_back: the person wants to change the office.
    """

    def __init__(self, account: str = "") -> None:
        """Suggest the name of the ``account`` of this machine as the user name."""
        super().__init__()
        self._name, self._login = TextField(), TextField()
        self._login.set_value(account)
        self._passwords = PasswordPair()
        self._fields = {
            "name": Field("&Navnet ditt", self._name),
            "login": Field(
                "&Brukernavn",
                self._login,
                hint="Det du skriver når du logger inn, for eksempel det samme som på "
                "maskinen.",
            ),
            **self._passwords.fields,
        }
        self._lay_out()
        self.setFocusProxy(self._name)
        self._name.returnPressed.connect(self._login.setFocus)
        self._login.returnPressed.connect(self._passwords.setFocus)
        self._passwords.entered.connect(self.submit)
        for name in ("name", "login"):
            field = self._fields[name]
            field.edited.connect(lambda field=field: field.show_problem(None))
        QShortcut(QKeySequence.StandardKey.Save, self, self.submit)

    def asked(self) -> FirstPerson:
        """Return what has been filled in."""
        staff = StaffDraft(
            name=self._name.value(),
            login=self._login.value(),
            roles=FIRST_ROLES,
            sees_protected=True,
        )
        return FirstPerson(staff, *self._passwords.values())

    def submit(self) -> None:
        """Emit ``wanted`` if nothing stands in the way."""
        asked = self.asked()
        found = [
            *staff_problems(asked.staff),
            *password_problems(asked.password, asked.again),
        ]
        if not self.show_problems(found):
            self.wanted.emit(asked)

    def _lay_out(self) -> None:
        back = button("Tilbake", icon="ArrowLeft", on=self.went_back.emit)
        onwards = button("Neste", "primary", on=self.submit)
        for each in (back, onwards):
            each.setAutoDefault(True)
        self.setLayout(
            column(
                label("Hvem er du?", "h1"),
                label(INTRO, "muted", wrap=True),
                2,
                self._fields["name"],
                self._fields["login"],
                4,
                self._passwords,
                10,
                row(back, (self._status, 1), onwards, gap=12),
                gap=8,
            )
        )
