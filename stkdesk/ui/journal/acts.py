"""Eksport til arkivet: which documents, where to, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog

from stkdesk.domain.errors import Problem
from stkdesk.services.archive_export import (
    HandedOver,
    Wanted,
    export_archive,
    free_folder,
)
from stkdesk.ui.fields import DateField, TextField
from stkdesk.ui.form import Form
from stkdesk.ui.jobs import Job
from stkdesk.ui.page import Page
from stkdesk.ui.progress import JobDialog

INTRO = (
    "Dokumentene blir lagt i en ny mappe, med en liste over dem som arkivsystemet kan "
    "lese. Mappen er ikke beskyttet: den som har den, kan lese alt. Legg den bare der "
    "arkivet skal hente den. Eksporten kommer i loggen."
)
ARCHIVED = (
    "Det som er kommet inn eller sendt, blir låst for godt. Det som ikke er ekspedert, "
    "blir stående som det er."
)


class Chosen(NamedTuple):
    """What the form asks for."""

    wanted: Wanted
    archive: bool


class ExportForm(Form):
    """Asks for days or a case; then for a place, and then writes."""

    def __init__(self, page: Page, done: Callable[[HandedOver], object]) -> None:
        """Ask over the window of ``page``; ``done`` hears what was written."""
        super().__init__(
            page.window(),
            "Eksport til arkivet",
            save_text="Velg mappe …",
            intro=INTRO,
            width=520,
        )
        self._page, self._done = page, done
        today = page.workspace.today
        self._first, self._last = DateField(today), DateField(today)
        self._case, self._archive = TextField(), QCheckBox()
        first = self.add("first", "Journalført &fra", self._first, width=150)
        last = self.add("last", "&Til og med", self._last, width=150)
        self.add_row(first, last)
        self.add(
            "case",
            "Bare én &sak",
            self._case,
            optional=True,
            hint="For eksempel 2026/14.",
            width=150,
        )
        self.add("archive", "&Merk som Arkivert", self._archive, hint=ARCHIVED)
        self._first.set_value(today().replace(month=1, day=1))
        self._last.set_value(today())
        self.begin()

    def draft(self) -> Chosen:
        return Chosen(
            Wanted(self._first.value(), self._last.value(), self._case.value()),
            self._archive.isChecked(),
        )

    def check(self, draft: Chosen) -> tuple[Problem, ...]:
        first, last = draft.wanted.first, draft.wanted.last
        if first and last and last < first:
            return (Problem("last", "Den siste dagen kan ikke være før den første."),)
        return ()

    def hand_in(self, draft: Chosen) -> None:
        self._rest()
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        start = QStandardPaths.writableLocation(documents)
        dialog = QFileDialog(self, "Hvor skal mappen ligge?", start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self._export(draft, Path(chosen)))
        dialog.open()

    def _export(self, draft: Chosen, inside: Path) -> None:
        workspace = self._page.workspace
        today = workspace.today()
        window = self._page.window()
        steps = export_archive(
            workspace.database,
            draft.wanted,
            free_folder(inside, today=today),
            today=today,
            archive=draft.archive,
        )
        job = Job(steps, window)
        JobDialog(window, job, "Eksporterer til arkivet")
        job.done.connect(self._done)
        self.discard()


def done_text(done: HandedOver) -> str:
    """Return what is said when the folder is there."""
    return f"{done.told} ligger i «{done.folder.name}»"
