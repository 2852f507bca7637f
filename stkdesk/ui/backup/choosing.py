"""Choosing among the backups in a folder; whether each is whole is found out here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from stkdesk.domain.backup import FoundBackup
from stkdesk.domain.errors import OfficeError
from stkdesk.services.restoring import found_backups, is_whole
from stkdesk.ui import theme
from stkdesk.ui.background import Worker
from stkdesk.ui.backup.words import contents_text, taken_text
from stkdesk.ui.errors import show
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

WHOLE, DAMAGED, WAITING = "hel", "skadet, kan ikke brukes", "kontrolleres …"


class ChooseBackup(QWidget):
    """Lists the backups, the newest first.

    Signals:
        chosen: (folder, FoundBackup) the person wants back to.
        left: the person changed their mind.
    """

    chosen, left = Signal(object, object), Signal()

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        """Show what lies in ``folder``."""
        super().__init__()
        self._clock = clock
        self._worker = Worker("backups", self)
        self._found: tuple[FoundBackup, ...] = ()
        self._states: dict[str, str] = {}
        self._banner = Banner(Tone.WARN)
        self._place = label("", "small", wrap=True, selectable=True)
        self._list = QListWidget()
        self._list.setAccessibleName("Sikkerhetskopier")
        self._list.setMinimumHeight(theme.u(250))
        self._list.setProperty("role", "groups")
        self._next = button("Neste", "primary", on=self._on_next)
        back = button("Tilbake", on=self.left.emit)
        other = button("Annen mappe …", icon="Folder", on=self._browse)
        for each in (self._next, back, other):
            each.setAutoDefault(True)
        self.setLayout(
            column(
                label("Gjenopprett fra sikkerhetskopi", "h1", wrap=True),
                label("Hvilken kopi vil dere tilbake til?", "muted", wrap=True),
                6,
                self._banner,
                row((self._place, 1), other),
                self._list,
                6,
                row(back, None, self._next),
                gap=8,
            )
        )
        self.setFocusProxy(self._list)
        self._list.itemActivated.connect(self._on_activated)
        self._list.currentRowChanged.connect(self._on_row)
        self.look_in(folder)

    def look_in(self, folder: Path) -> None:
        """Show what lies in ``folder`` instead."""
        self._folder = folder
        self._place.setText(QDir.toNativeSeparators(str(folder)))
        self._show(())
        self._worker.ask(
            lambda: found_backups(folder), self._on_found, self._on_away, key="folder"
        )

    def _on_found(self, found: tuple[FoundBackup, ...]) -> None:
        self._banner.clear()
        if not found:
            self._banner.tell(
                "Det ligger ingen sikkerhetskopier i mappen.",
                "Velg en annen mappe, for eksempel på nettverket.",
            )
        self._states = {
            each.name: WAITING if each.manifest else DAMAGED for each in found
        }
        self._show(found)
        for each in found:
            if each.manifest is not None:
                file = self._folder / each.name
                self._worker.ask(
                    partial(is_whole, file),
                    partial(self._on_looked_at, each.name),
                    key=each.name,
                )

    def _on_away(self, error: BaseException) -> None:
        if isinstance(error, OfficeError):
            self._banner.tell(error.title, error.advice)
        else:
            show(self, error)

    def _on_looked_at(self, name: str, whole: bool) -> None:
        self._states[name] = WHOLE if whole else DAMAGED
        for at, each in enumerate(self._found):
            if each.name == name:
                self._list.item(at).setText(self._line(each))
        self._on_row(self._list.currentRow())

    def _show(self, found: tuple[FoundBackup, ...]) -> None:
        self._found = found
        self._list.clear()
        for each in found:
            item = QListWidgetItem(self._line(each), self._list)
            item.setSizeHint(QSize(0, theme.u(38)))
        if found:
            self._list.setCurrentRow(0)
        self._on_row(self._list.currentRow())

    def _line(self, backup: FoundBackup) -> str:
        state = self._states[backup.name]
        taken = taken_text(backup, self._clock())
        return f"{taken}  ·  {contents_text(backup)} · {state}"

    def _on_row(self, at: int) -> None:
        usable = 0 <= at < len(self._found) and (
            self._states[self._found[at].name] != DAMAGED
        )
        enable(self._next, usable, "Velg en kopi som er hel.")

    def _on_activated(self, _item: QListWidgetItem) -> None:
        self._on_next()

    def _on_next(self) -> None:
        at = self._list.currentRow()
        if self._next.isEnabled() and at >= 0:
            self.chosen.emit(self._folder, self._found[at])

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Mappe med sikkerhetskopier", str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_folder)
        dialog.open()

    def _on_folder(self, folder: str) -> None:
        self.look_in(Path(folder))
