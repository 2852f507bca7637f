"""The field of a client's form that holds everyone beside the client."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.client import Relation, RelativeDraft
from stkdesk.domain.person import PersonDraft
from stkdesk.ui.clients.relative_form import RelativeForm
from stkdesk.ui.clients.relative_text import (
    from_text,
    line_of,
    name_of,
    reach_of,
    shown,
    to_text,
)
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.boxes import clear, column, flat, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

RELATIVES = "Fo&resatte, verge, fullmektig og pårørende"
NEW = -1  # the place of one that is being added


class RelativesField(QWidget):
    """A line for each of them, with Endre and Fjern, and a button to add one.

    What is typed of one and not taken in is kept in the draft of the client's form,
    and stands there again when the same one is opened.

    Signals:
        edited: somebody was added, changed or taken away, or is being typed.
    """

    edited = Signal()

    def __init__(
        self,
        workspace: Workspace,
        *,
        home: Callable[[], PersonDraft] | None = None,
        is_minor: Callable[[], bool] = lambda: False,
    ) -> None:
        """Hold nobody; ``home`` tells where the client lives."""
        super().__init__()
        self._workspace, self._home, self._is_minor = workspace, home, is_minor
        self._relatives: tuple[RelativeDraft, ...] = ()
        self._typing: dict[str, Any] = {}  # place and texts of one not finished
        self._form: RelativeForm | None = None
        self._lines = column(gap=6)
        self._add = button("Legg til …", icon="Plus", on=partial(self.open, NEW))
        self._add.setAccessibleName("Legg til foresatt, verge eller andre")
        self._unfinished = label("Du er ikke ferdig med en av dem.", "warning")
        self._unfinished.hide()
        foot = row(self._add, self._unfinished, None, gap=10)
        self.setLayout(column(self._lines, foot, gap=6))
        self.setFocusProxy(self._add)

    def value(self) -> tuple[RelativeDraft, ...]:
        """Return everyone who is taken in."""
        return self._relatives

    def set_value(self, relatives: tuple[RelativeDraft, ...]) -> None:
        """Show ``relatives``."""
        self._relatives = tuple(relatives)
        clear(self._lines)
        for at, each in enumerate(self._relatives):
            self._lines.addWidget(self._line(at, each))

    def complaint(self) -> str:
        """Return what to do about one that is not finished, "" if there is none."""
        if not self._typing:
            return ""
        return "Gjør ferdig den du begynte på, eller forkast den."

    def draft_text(self) -> str:
        """Return everyone, and what is typed this moment, for a draft."""
        return to_text(self._relatives, self._typing)

    def set_draft_text(self, text: str) -> None:
        """Show what ``draft_text`` told of."""
        relatives, self._typing = from_text(text)
        self.set_value(relatives)
        self._unfinished.setVisible(bool(self._typing))

    def shown_text(self) -> str:
        """Return everyone, as a person reads it."""
        return "\n".join(shown(each) for each in self._relatives)

    def open(self, at: int) -> None:
        """Open the one at a place for change; ``NEW``: somebody new.

        One at a time: Alt+R presses the button too, a moment after it has the cursor.
        """
        if self._form is not None:
            return
        relative = self._new() if at == NEW else self._relatives[at]
        form = RelativeForm(
            self.window(),
            self._workspace,
            relative,
            partial(self._take, at),
            is_new=at == NEW,
            home=self._home,
        )
        if self._typing and self._typing["at"] == at:
            form.restore(self._typing["texts"])
        for each in form.fields.values():
            each.edited.connect(self._on_typed)
        form.finished.connect(self._on_closed)
        self._form, self._at = form, at
        form.open()

    def _new(self) -> RelativeDraft:
        if not self._is_minor():
            return RelativeDraft()
        return RelativeDraft(Relation.PARENT)

    def _take(self, at: int, relative: RelativeDraft) -> None:
        found = [*self._relatives]
        if at == NEW:
            found.append(relative)
        else:
            found[at] = relative
        self._typing = {}
        self.set_value(tuple(found))
        self.edited.emit()

    def _remove(self, at: int) -> None:
        found = [*self._relatives]
        del found[at]
        self._typing = {}  # it may be about the one that is gone
        self._unfinished.hide()
        self.set_value(tuple(found))
        self._add.setFocus()
        self.edited.emit()

    def _on_typed(self) -> None:
        assert self._form is not None
        self._typing = {"at": self._at, "texts": dict(self._form.texts())}
        self.edited.emit()

    def _on_closed(self) -> None:
        """Closed by a person, taken in or not; what is put aside stays typed."""
        if self._form is not None and not self._form.is_put_aside:
            self._typing = {}
        self._form = None
        self._unfinished.setVisible(bool(self._typing))
        self.edited.emit()

    def _line(self, at: int, relative: RelativeDraft) -> QWidget:
        name = name_of(relative)
        words = [
            label(name, "h3", wrap=True),
            label(line_of(relative), "small", wrap=True),
        ]
        if reach := reach_of(relative):
            words.append(label(reach, "small", wrap=True))
        for each in words:
            each.setMinimumWidth(1)
        change = button("Endre", name=f"Endre: {name}", on=partial(self.open, at))
        remove = button(
            "Fjern",
            "ghost",
            tip="Fjern. Slutter noen, kan du heller skrive til og med-dato.",
            name=f"Fjern: {name}",
            on=partial(self._remove, at),
        )
        return flat(
            row(
                Icon("PersonGroup"),
                (column(*words, gap=0), 1),
                change,
                remove,
                gap=10,
                margins=(12, 8, 8, 8),
            )
        )
