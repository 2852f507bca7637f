"""What an empty office is asked for: its name, its periods, where its register lies."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from stkdesk import settings
from stkdesk.domain.errors import InvalidInputError, OfficeError, Problem
from stkdesk.domain.office import OfficeDraft, office_problems
from stkdesk.storage.place_trial import trial_reason
from stkdesk.storage.places import place_problem
from stkdesk.ui.fields import TextField
from stkdesk.ui.form_field import Field
from stkdesk.ui.start.managed import by_it
from stkdesk.ui.start.step import Step
from stkdesk.ui.tokens import Tone
from stkdesk.ui.why_not import why
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.chips import Chips
from stkdesk.ui.widgets.texts import label

PERIODS = (("1", "Kalendermåned"), ("21", "21.–20."))
PERIOD_HINTS = {
    "1": "Timelisten for oktober går fra 1. til 31. oktober.",
    "21": "Timelisten for oktober går fra 21. september til 20. oktober.",
}
TAKEN = "Det ligger et register der fra før. Velg en annen mappe."


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What has been asked for."""

    draft: OfficeDraft
    start_day: int
    folder: Path


class NewOfficeForm(Step):
    """Asks what the office is called and where its register shall lie.

    Signals:
        wanted: a NewOffice to make.
        went_back: the person wants to choose again.
    """

    def __init__(self, folder: Path, file_name: str) -> None:
        """Suggest ``folder`` as the place of the register called ``file_name``."""
        super().__init__()
        self.banner = Banner(Tone.BAD)
        self._name, self._place = TextField(), TextField()
        self._place.set_value(_shown(folder))
        self._by_it = settings.who_places_the_register()
        self._periods = Chips(PERIODS, "Timelisteperiode")
        self._file_name = file_name
        self._fields = {
            "municipality": Field(
                "&Navn på kommunen",
                self._name,
                hint="Slik det skal stå på papirene, for eksempel «Fjordvik kommune».",
            ),
            "period_start_day": Field(
                "Timelisteperiode", self._periods, hint=PERIOD_HINTS["1"]
            ),
            "folder": Field(
                "&Mappe for registeret",
                self._place,
                hint=by_it(self._by_it)
                if self._by_it
                else "En mappe på selve maskinen, ikke på nettverket eller i skyen.",
            ),
        }
        self._lay_out()
        self._connect()
        self._place.setEnabled(self._by_it is None)
        self.setFocusProxy(self._name)

    def asked(self) -> NewOffice:
        """Return what has been filled in."""
        return NewOffice(
            OfficeDraft(municipality=self._name.value()),
            int(self._periods.chosen),
            Path(self._place.value() or ".").expanduser(),
        )

    def submit(self) -> None:
        """Emit ``wanted`` if nothing stands in the way."""
        self.banner.clear()
        asked = self.asked()
        if not self.show_problems(self._found(asked)):
            self.wanted.emit(asked)

    def refuse(self, error: OfficeError) -> None:
        """Tell why the office was not made; everything typed stays."""
        if isinstance(error, InvalidInputError):
            self.show_problems(error.problems)
        else:
            self.banner.tell(error.title, error.advice)
            self._place.setFocus()

    def _found(self, asked: NewOffice) -> list[Problem]:
        found = list(office_problems(asked.draft))
        if not asked.folder.is_absolute():
            found.append(Problem("folder", "Skriv hele navnet på mappen."))
        elif text := place_problem(asked.folder):
            found.append(Problem("folder", text))
        elif reason := trial_reason(asked.folder):
            found.append(Problem("folder", reason.text))
        elif os.path.exists(asked.folder / self._file_name):
            found.append(Problem("folder", TAKEN))
        return found

    def _check_place(self) -> None:
        mine = [each for each in self._found(self.asked()) if each.field == "folder"]
        self._fields["folder"].show_problem(next(iter(mine), None))

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Mappe for registeret", self._place.value())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_folder)
        dialog.open()

    def _on_folder(self, folder: str) -> None:
        self._place.set_value(QDir.toNativeSeparators(folder))
        self._check_place()
        self._place.setFocus()

    def _on_period(self, key: str) -> None:
        self._fields["period_start_day"].set_hint(PERIOD_HINTS[key])

    def _on_name(self) -> None:
        if self._fields["municipality"].has_problem and self._name.value():
            self._fields["municipality"].show_problem(None)

    def _connect(self) -> None:
        self._periods.picked.connect(self._on_period)
        self._name.textEdited.connect(self._on_name)
        self._name.returnPressed.connect(self.submit)
        self._place.returnPressed.connect(self.submit)
        self._place.editingFinished.connect(self._check_place)
        QShortcut(QKeySequence.StandardKey.Save, self, self.submit)

    def _lay_out(self) -> None:
        browse = button("Velg en annen mappe …", icon="Folder", on=self._browse)
        if self._by_it:
            why(browse, by_it(self._by_it))
        back = button("Tilbake", icon="ArrowLeft", on=self.went_back.emit)
        make = button("Neste", "primary", on=self.submit)
        for each in (browse, back, make):
            each.setAutoDefault(True)
        fields = self._fields
        self.setLayout(
            column(
                label("Start tomt kontor", "h1"),
                label("Alt kan endres senere.", "muted"),
                2,
                self.banner,
                fields["municipality"],
                fields["period_start_day"],
                fields["folder"],
                row(browse, None),
                10,
                row(back, (self._status, 1), make, gap=12),
                gap=8,
            )
        )


def _shown(folder: Path) -> str:
    return QDir.toNativeSeparators(str(folder))
