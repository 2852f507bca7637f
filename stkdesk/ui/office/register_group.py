"""Registeret: where it lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QUrl
from PySide6.QtGui import QDesktopServices

from stkdesk import settings
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
        register = page.workspace.database.register
        self._file = register.file
        self._kind = label("", wrap=True)
        if self._file is None:
            self._show_server(register.place)
        else:
            self._show_file(self._file)
        self.add(Setting("Hva slags", "", self._kind))
        self.end()

    def _show_server(self, place: str) -> None:
        where = label(place, wrap=True, selectable=True)
        server = Setting("Serveren", "IT tar sikkerhetskopi av den.", where)
        self.add(server)
        by_it = settings.database_url()
        if by_it.is_managed:
            server.lock(by_it)

    def _show_file(self, file: Path) -> None:
        place = QDir.toNativeSeparators(str(file))
        path = label(place, wrap=True, selectable=True)
        path.setAccessibleName(f"Registeret ligger i {place}")
        setting = Setting("Filen", "Nøkkelfilen (.keys) ligger ved siden av.", path)
        self.add(setting)
        by_it = settings.who_places_the_register()
        if by_it is not None and file == settings.register_file():
            setting.lock(by_it)
        opener = button("Åpne mappen", icon="Folder", on=self._open_folder)
        opener.setAutoDefault(True)
        self.add(
            Setting(
                "Mappen",
                "Ta sikkerhetskopi av registeret og nøkkelfilen sammen.",
                row(opener, None),
            )
        )

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables:
            self._page.workspace.ask(
                is_practice, self._show_kind, key=(id(self), "practice")
            )

    def _show_kind(self, practice: bool) -> None:
        self._kind.setText(PRACTICE if practice else OWN)

    def _open_folder(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))
