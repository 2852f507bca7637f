"""Registeret: where it lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QUrl
from PySide6.QtGui import QDesktopServices

from stkdesk.services.office import is_practice
from stkdesk.ui.office.group import Group
from stkdesk.ui.office.setting import Setting
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

OWN = "Kontorets eget register. Alt her er om virkelige personer."
PRACTICE = "Øvingskontoret. Alle personene er oppdiktet; ØVING står på hvert papir."


class RegisterGroup(Group):
    """What IT asks about."""

    def __init__(self, page: Page) -> None:
        """Show the register ``page`` works in."""
        super().__init__("Registeret")
        self._page = page
        self._file = page.workspace.database.register.file or Path()
        self._kind = label("", wrap=True)
        place = QDir.toNativeSeparators(str(self._file))
        path = label(place, wrap=True, selectable=True)
        path.setAccessibleName(f"Registeret ligger i {place}")
        self.add(Setting("Filen", "Nøkkelfilen (.keys) ligger ved siden av.", path))
        opener = button("Åpne mappen", icon="Folder", on=self._open_folder)
        opener.setAutoDefault(True)
        self.add(
            Setting(
                "Mappen",
                "Ta sikkerhetskopi av registeret og nøkkelfilen sammen.",
                row(opener, None),
            )
        )
        self.add(Setting("Hva slags", "", self._kind))
        self.end()

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables:
            self._page.workspace.ask(
                is_practice, self._show_kind, key=(id(self), "practice")
            )

    def _show_kind(self, practice: bool) -> None:
        self._kind.setText(PRACTICE if practice else OWN)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))
