"""Who in the register may be the person one is typing: shown inside the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from stkdesk.domain.formats import short_date
from stkdesk.domain.person import PersonDraft
from stkdesk.services.duplicates import (
    Alike,
    PersonRoom,
    not_same_person,
    people_alike,
)
from stkdesk.ui.form import Form
from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce
from stkdesk.ui.workspace import Workspace

ASKED = ("given_name", "family_name", "birth_date", "national_id")
LETTERS = {PersonRoom.CLIENTS: "B", PersonRoom.CONTACTS: "S"}


class AlikePanel(QFrame):
    """A line for each of them, with Åpne and Ikke samme person; hidden when empty.

    Signals:
        wanted: the short number of one to open instead.
    """

    wanted = Signal(int)

    def __init__(
        self,
        workspace: Workspace,
        room: PersonRoom,
        read: Callable[[], PersonDraft],
        number: int | None = None,
    ) -> None:
        """Ask about the person ``read`` gives; ``number``: who is being edited."""
        super().__init__()
        self.setProperty("card", Tone.WARN.value)
        self._workspace, self._room, self._read = workspace, room, read
        self._number = number
        self._shown: tuple[Alike, ...] = ()
        self._asked: PersonDraft | None = None
        self.apart: frozenset[int] = frozenset()  # people said to be others
        self._title = label("", "h3", wrap=True)
        self._lines = column(gap=6)
        picture = column(Icon("PersonGroup", Tone.WARN.value, 22), None)
        words = column(self._title, self._lines, gap=6)
        self.setLayout(row(picture, (words, 1), gap=12, margins=(14, 10, 14, 11)))
        self.hide()

    def follow(self, form: Form) -> None:
        """Look each time one of the fields that tell who it is is left."""
        for name in ASKED:
            form.fields[name].left.connect(self.look)

    def look(self) -> None:
        """Ask the register, if something has changed since it was asked."""
        person = self._read()
        asked = PersonDraft(
            person.given_name, person.family_name, person.birth_date, person.national_id
        )
        if asked == self._asked or not self.isEnabled():
            return
        self._asked = asked
        room, number = self._room, self._number
        self._workspace.ask(
            lambda session: people_alike(session, room, asked, number=number),
            self.show_people,
            key=(id(self), "alike"),
            at_once=True,
        )

    def show_people(self, people: Sequence[Alike]) -> None:
        """Show those who are not said to be others."""
        found = tuple(
            each for each in people if each.is_same or each.person not in self.apart
        )
        if found == self._shown:
            return
        self._shown = found
        clear(self._lines)
        for each in found:
            self._lines.addWidget(self._line(each))
        certain = any(each.is_same for each in found)
        title = (
            "Fødselsnummeret er registrert fra før"
            if certain
            else "Kan dette være den samme?"
        )
        self._title.setText(title)
        self.setVisible(bool(found))
        if found:
            names = ", ".join(each.name for each in found)
            announce(self, f"{title} {names}")

    def forget(self) -> None:
        """Show nobody, and know of no answers."""
        self.apart, self._asked = frozenset(), None
        self.show_people(())

    def _line(self, each: Alike) -> QWidget:
        born = f" · født {short_date(each.birth_date)}" if each.birth_date else ""
        words = label(f"{each.name} · {LETTERS[self._room]}-{each.number}{born}")
        words.setWordWrap(True)
        words.setMinimumWidth(1)
        buttons = [
            button(
                "Åpne",
                name=f"Åpne: {each.name}",
                on=partial(self.wanted.emit, each.number),
            )
        ]
        if not each.is_same:
            buttons.append(
                button(
                    "Ikke samme person",
                    name=f"Ikke samme person: {each.name}",
                    on=partial(self._tell_apart, each),
                )
            )
        made = QWidget()
        made.setLayout(row((words, 1), *buttons, gap=8))
        return made

    def _tell_apart(self, each: Alike) -> None:
        """Remember it: at once when both are registered, else with the new one."""
        self.apart |= {each.person}
        left = tuple(other for other in self._shown if other is not each)
        self.show_people(left)
        room, number = self._room, self._number
        if number is not None:
            self._workspace.save(
                lambda session: not_same_person(session, room, number, each.person)
            )
