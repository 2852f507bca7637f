"""Everything about one person as a file, to a place the person at work chooses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from stkdesk.services.person_export import FILE_NAME, save_person
from stkdesk.ui import errors
from stkdesk.ui.page import Page
from stkdesk.ui.question import ask

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def ask_export(page: Page, number: int) -> None:
    """Say what the file is, then ask where it goes, then write it."""
    ask(
        page.window(),
        "Hent ut alt om personen",
        "Du får en zip-fil med alle opplysningene, papirene og loggen. Filen er ikke "
        "beskyttet: den som har den, kan lese alt. Legg den på et trygt sted, og slett "
        "den når den er levert. At den er hentet ut, kommer i loggen.",
        ("Velg sted …", "primary", lambda: _ask_where(page, number)),
    )


def _ask_where(page: Page, number: int) -> None:
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(documents)
    dialog = QFileDialog(page.window(), "Lagre som zip", folder, "Zip (*.zip)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("zip")
    dialog.selectFile(FILE_NAME.format(day=page.workspace.today().isoformat()))
    dialog.fileSelected.connect(lambda chosen: _write(page, number, Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _write(page: Page, number: int, file: Path) -> None:
    room, today = page.room, page.workspace.today()

    def _export(session: Session) -> None:
        save_person(session, room, number, file, today=today)

    page.workspace.save(
        _export,
        lambda _done: page.toast(f"Lagret: {file.name}"),
        lambda error: errors.show(page.window(), error),
    )
