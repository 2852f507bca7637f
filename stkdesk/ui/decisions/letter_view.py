"""The letter of a decision as it will be, drawn again while somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from stkdesk.documents.print_file import build
from stkdesk.domain.decision import DecisionDraft
from stkdesk.domain.errors import OfficeError
from stkdesk.services.issuing import preview_decision
from stkdesk.services.recipients import Recipient
from stkdesk.ui.decisions.pick_field import PickField
from stkdesk.ui.papers.preview_pane import PreviewPane
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class LetterView(QFrame):
    """Shows the letter of one recipient with UTKAST across it; saves nothing.

    Signals:
        turned: the letter of another recipient is wanted.
    """

    turned = Signal()

    def __init__(self, workspace: Workspace) -> None:
        """Show nothing yet."""
        super().__init__()
        self._workspace = workspace
        self._asking = (id(self), "letter")
        self.destroyed.connect(partial(workspace.forget, self._asking))
        self.preview = PreviewPane("Slik blir brevet")
        self._whose = PickField("Den første")
        self._whose.removeItem(0)
        self._whose.setAccessibleName("Hvem sitt brev som vises")
        self._whose.activated.connect(lambda _at: self.turned.emit())
        self._choice = frame(
            row(label("Brevet til"), (self._whose, 1), gap=8, margins=(16, 8, 16, 0))
        )
        self._choice.hide()
        self.setLayout(
            column(self._choice, (self.preview, 1), gap=0, margins=(0, 0, 1, 0))
        )

    def offer(self, chosen: Sequence[Recipient]) -> None:
        """Let the person turn to the letter of each of ``chosen``."""
        was = self._whose.currentData()
        self._whose.clear()
        for one in chosen:
            copy = " (kopi)" if one.is_copy else ""
            self._whose.addItem(f"{one.name}{copy}", str(one.key))
        self._whose.setCurrentIndex(max(0, self._whose.findData(was)))
        self._choice.setVisible(len(chosen) > 1)

    def draw(self, draft: DecisionDraft) -> None:
        """Draw it on the worker, for who is chosen, or for the first to get one."""
        today, key = self._workspace.today(), self._whose.number()

        def _build(session: Session) -> bytes | str:
            letter = preview_decision(session, draft, today=today, recipient=key)
            try:
                return build(letter)
            except OfficeError as error:  # an address is missing: the form tells too
                return f"{error.title} {error.advice}".strip()

        self._workspace.ask(_build, self._show, key=self._asking)

    def _show(self, made: bytes | str) -> None:
        if isinstance(made, str):
            self.preview.say(made)
        else:
            self.preview.show_pdf(made)
