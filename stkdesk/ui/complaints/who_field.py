"""Who complains: the client, somebody who is registered, or somebody who is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from stkdesk.domain.application import Applicant
from stkdesk.services.complaint_basis import Relative

Who = tuple[Applicant, int | None]  # and the relation, when it is registered


class WhoField(QComboBox):
    """A list of those who may complain; the wheel does not change it unasked."""

    def __init__(self, relatives: Sequence[Relative]) -> None:
        """Offer the client, the ``relatives``, and each kind without a name."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # nor is it entered by it
        self._offer(Applicant.SELF.label, (Applicant.SELF, None))
        for each in relatives:
            kind = Applicant(each.relation.value)
            self._offer(f"{each.name} ({kind.label.lower()})", (kind, each.number))
        for kind in Applicant:
            if kind is not Applicant.SELF:
                self._offer(f"{kind.label}, ikke registrert", (kind, None))

    def value(self) -> Who:
        """Return who is chosen."""
        kind, _, number = str(self.currentData()).partition(":")
        return Applicant(kind), int(number) if number else None

    def set_value(self, who: Who) -> None:
        """Choose ``who``; somebody no longer registered is chosen without the name."""
        at = self.findData(_key(who))
        self.setCurrentIndex(at if at >= 0 else self.findData(_key((who[0], None))))

    def wheelEvent(self, event: Any) -> None:
        event.ignore()  # a wheel meant for the form must not change what is chosen

    def _offer(self, text: str, who: Who) -> None:
        self.addItem(text, _key(who))


def _key(who: Who) -> str:
    kind, number = who
    return f"{kind.value}:{number or ''}"
