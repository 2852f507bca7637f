"""Adding files to a document that stands in the journal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from stkdesk.domain.errors import Problem
from stkdesk.services.attachments import attach_files
from stkdesk.ui.form import Form
from stkdesk.ui.journal.files_field import FilesField, files_in
from stkdesk.ui.page import Page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class FilesForm(Form):
    """Asks for the files; the document itself does not change."""

    help_topic = "journal"

    def __init__(self, page: Page, number: int) -> None:
        """Ask over the window of ``page``."""
        super().__init__(
            page.window(), "Legg til vedlegg", save_text="Legg til", width=520
        )
        self._page, self._number = page, number
        self._files = FilesField(page.workspace)
        self.add("files", "&Vedlegg", self._files)
        self.setAcceptDrops(True)
        self.begin()

    def draft(self) -> tuple[Path, ...]:
        return self._files.value()

    def check(self, draft: tuple[Path, ...]) -> tuple[Problem, ...]:
        return () if draft else (Problem("files", "Velg minst én fil."),)

    def hand_in(self, draft: tuple[Path, ...]) -> None:
        number, today = self._number, self._page.workspace.today()

        def _attach(session: Session) -> None:
            attach_files(session, number, draft, today=today)

        self._page.workspace.save(_attach, self._on_saved, self.not_saved)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._files.add(files_in(event.mimeData()))
        event.acceptProposedAction()

    def _on_saved(self, _none: object) -> None:
        self._page.toast("Vedlegget er lagt til")
        self.saved()


def add_files(page: Page, number: int) -> None:
    """Ask for files to add to the document ``number``."""
    FilesForm(page, number).open()
