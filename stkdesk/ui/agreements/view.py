"""An agreement as it will be, drawn again while somebody types."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from stkdesk.documents.print_file import build
from stkdesk.domain.agreement import AgreementDraft
from stkdesk.domain.errors import OfficeError
from stkdesk.services.agreement_paper import preview_agreement
from stkdesk.ui.papers.preview_pane import PreviewPane
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class AgreementView(QFrame):
    """Shows the agreement with UTKAST across it; saves nothing."""

    def __init__(self, workspace: Workspace) -> None:
        """Show nothing yet."""
        super().__init__()
        self._workspace = workspace
        self._asking = (id(self), "agreement")
        self.destroyed.connect(partial(workspace.forget, self._asking))
        self.preview = PreviewPane("Slik blir avtalen")
        self.setLayout(column(self.preview, margins=(0, 0, 1, 0)))

    def draw(self, draft: AgreementDraft) -> None:
        """Draw it on the worker; what cannot be printed is said in its place."""
        today = self._workspace.today()

        def _build(session: Session) -> bytes | str:
            try:
                return build(preview_agreement(session, draft, today=today))
            except OfficeError as error:  # an address is missing: the form tells too
                return f"{error.title} {error.advice}".strip()

        self._workspace.ask(_build, self._show, key=self._asking)

    def _show(self, made: bytes | str) -> None:
        if isinstance(made, str):
            self.preview.say(made)
        else:
            self.preview.show_pdf(made)
