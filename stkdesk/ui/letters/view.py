"""A letter as it will be, drawn again while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from stkdesk.documents.print_file import Content, build
from stkdesk.domain.errors import OfficeError
from stkdesk.ui.papers.preview_pane import PreviewPane
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class LetterView(QFrame):
    """Shows the letter with UTKAST across it; saves nothing."""

    def __init__(self, workspace: Workspace) -> None:
        """Show nothing yet."""
        super().__init__()
        self._workspace = workspace
        self._asking = (id(self), "letter")
        self.destroyed.connect(partial(workspace.forget, self._asking))
        self.preview = PreviewPane("Slik blir brevet")
        self.setLayout(column(self.preview, margins=(0, 0, 1, 0)))

    def draw(self, read: Callable[[Session], Content]) -> None:
        """Draw the letter that ``read`` returns, on the worker."""

        def _build(session: Session) -> bytes | str:
            try:
                return build(read(session))
            except OfficeError as error:  # an address is missing: the form tells too
                return f"{error.title} {error.advice}".strip()

        self._workspace.ask(_build, self._show, key=self._asking)

    def _show(self, made: bytes | str) -> None:
        if isinstance(made, str):
            self.preview.say(made)
        else:
            self.preview.show_pdf(made)
