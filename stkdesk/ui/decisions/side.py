"""What stands beside the fields: what the decision lacks, and its letter."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from stkdesk.ui.decisions.gate_panel import GatePanel
from stkdesk.ui.decisions.letter_view import LetterView
from stkdesk.ui.widgets.boxes import column, frame, line
from stkdesk.ui.workspace import Workspace


class Side(QFrame):
    """The list of what is missing above the letter.

    Where there is no room for the letter, the list stands in ``under``.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Show nothing yet."""
        super().__init__()
        self.gate, self.letter = GatePanel(), LetterView(workspace)
        self._within: QVBoxLayout = column(self.gate, line(), (self.letter, 1), gap=0)
        self.setLayout(self._within)
        self._under = column(gap=0)
        self.under = frame(column(line(), self._under, gap=0))
        self.under.hide()
        self._has_room = True

    def make_room(self, *, has_room: bool) -> None:
        """Show the letter, or take it away."""
        if has_room is self._has_room:
            return
        self._has_room = has_room
        self.setVisible(has_room)
        self.under.setVisible(not has_room)
        (self._within if has_room else self._under).insertWidget(0, self.gate)
