"""Who applied: the client, somebody registered beside them, or somebody new."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from stkdesk.domain.application import Applicant
from stkdesk.domain.client import RelativeDraft
from stkdesk.domain.person import PersonDraft
from stkdesk.ui import theme
from stkdesk.ui.clients.relative_form import RelativeForm
from stkdesk.ui.clients.relative_text import from_text, line_of, name_of, to_text
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

Who = tuple[Applicant, int | None]  # and the relation, when it is registered


class ApplicantField(QWidget):
    """A list of who may have applied, and a button that writes in somebody new.

    Signals:
        edited: another was chosen, or somebody was written in.
    """

    edited = Signal()

    def __init__(self, workspace: Workspace, home: Callable[[], PersonDraft]) -> None:
        """Offer the client, and each kind without a name."""
        super().__init__()
        self._workspace, self._home = workspace, home
        self._new: RelativeDraft | None = None
        self._is_told = False  # by the person, or by what is registered
        self.list = _List()
        self.list.setAccessibleName("Hvem har søkt")  # the label is the whole field's
        self.list.setFixedWidth(theme.u(330))
        self._write_in = button("Skriv inn …", on=self.write_in)
        self._who = label("", "small", wrap=True)
        self._who.setMinimumWidth(1)
        self.setLayout(column(row(self.list, self._write_in, None), self._who, gap=4))
        self.setFocusProxy(self.list)
        self.list.activated.connect(self._on_chosen)
        self.list.currentIndexChanged.connect(self._show)
        self.offer(())

    def offer(self, relatives: Sequence[RelativeDraft]) -> None:
        """Offer ``relatives``, with the client and those who are not registered."""
        who = self.value() if self.list.count() else (Applicant.SELF, None)
        with QSignalBlocker(self.list):
            self.list.clear()
            self._add(Applicant.SELF.label, (Applicant.SELF, None))
            for each in relatives:
                kind = Applicant(each.relation.value)
                told = f"{name_of(each)} ({kind.label.lower()})"
                self._add(told, (kind, each.number))
            for kind in Applicant:
                if kind is not Applicant.SELF:
                    self._add(f"{kind.label}, ikke registrert", (kind, None))
        self.set_value(who)

    def value(self) -> Who:
        """Return who is chosen."""
        kind, _, number = str(self.list.currentData()).partition(":")
        return Applicant(kind), int(number) if number else None

    def set_value(self, who: Who) -> None:
        """Choose ``who``; somebody no longer registered is chosen without the name."""
        at = self.list.findData(_key(who))
        self.list.setCurrentIndex(
            at if at >= 0 else self.list.findData(_key((who[0], None)))
        )
        self._show()

    def propose(self, kind: Applicant) -> None:
        """Let ``kind`` be who has applied, until somebody says who it was.

        The first of that kind who is registered, if anybody is.
        """
        if not self._is_told and self.value()[0] is not kind:
            keys = [str(self.list.itemData(at)) for at in range(self.list.count())]
            first = (n for n, key in enumerate(keys) if key.startswith(kind.value))
            self.list.setCurrentIndex(next(first, 0))

    @property
    def new(self) -> RelativeDraft | None:
        """Who was written in, if such a one is chosen."""
        kind, number = self.value()
        is_asked = number is None and kind.relation is not None
        if self._new is None or not is_asked or self._new.relation is not kind.relation:
            return None
        return self._new

    def set_new(self, new: RelativeDraft | None) -> None:
        """Let ``new`` be who was written in."""
        self._new = new
        self._show()

    def write_in(self) -> None:
        """Ask who it is."""
        relation = self.value()[0].relation
        assert relation is not None
        known = self.new or RelativeDraft(relation)
        RelativeForm(
            self.window(),
            self._workspace,
            known,
            self._on_written,
            is_new=True,
            home=self._home,
        ).open()

    def draft_text(self) -> str:
        """Return who is chosen and who was written in, for a draft."""
        new = to_text((self._new,) if self._new else (), {})
        return json.dumps([str(self.list.currentData()), new])

    def set_draft_text(self, text: str) -> None:
        """Choose who ``draft_text`` told of."""
        self._is_told = True
        key, new = json.loads(text) if text else [_key((Applicant.SELF, None)), ""]
        found, _ = from_text(new)
        self._new = found[0] if found else None
        kind, _, number = key.partition(":")
        self.set_value((Applicant(kind), int(number) if number else None))

    def shown_text(self) -> str:
        """Return who it is, as a person reads it."""
        new = self.new
        return name_of(new) if new else self.list.currentText()

    def _on_chosen(self) -> None:
        self._is_told = True
        self._show()
        self.edited.emit()

    def _on_written(self, new: RelativeDraft) -> None:
        self._new, self._is_told = new, True
        self.set_value((Applicant(new.relation.value), None))
        self.edited.emit()

    def _show(self) -> None:
        if not self.list.count():
            return
        kind, number = self.value()
        asks = number is None and kind.relation is not None
        self._write_in.setVisible(asks)
        new = self.new
        self._write_in.setText("Endre …" if new else "Skriv inn …")
        self._write_in.setAccessibleName(f"Skriv inn hvem: {kind.label.lower()}")
        self._who.setText(f"{name_of(new)} · {line_of(new)}" if new else "")
        self._who.setVisible(new is not None)

    def _add(self, text: str, who: Who) -> None:
        self.list.addItem(text, _key(who))


class _List(QComboBox):
    """A list the wheel does not change unasked."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: Any) -> None:
        event.ignore()


def _key(who: Who) -> str:
    kind, number = who
    return f"{kind.value}:{number or ''}"
