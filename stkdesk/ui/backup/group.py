"""Sikkerhetskopi, among the settings: where, how often, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from stkdesk.configuration.choices import chosen
from stkdesk.configuration.keys import Key
from stkdesk.domain.backup import BackupRules, BackupState, Health, standing
from stkdesk.domain.errors import InvalidInputError, Problem
from stkdesk.domain.progress import Progress
from stkdesk.services.backups import (
    Shelf,
    back_up,
    backup_rules,
    backup_state,
    backups_on_shelf,
    change_backup_rules,
    is_kept_by_us,
    try_newest_backup,
)
from stkdesk.ui import errors, theme
from stkdesk.ui.background import Worker
from stkdesk.ui.backup.keeper import local_now
from stkdesk.ui.backup.words import contents_text, taken_text
from stkdesk.ui.jobs import Job
from stkdesk.ui.office.editors import Choices, DayLine, Line
from stkdesk.ui.office.group import Group
from stkdesk.ui.office.setting import Setting
from stkdesk.ui.page import Page
from stkdesk.ui.progress import JobDialog
from stkdesk.ui.question import ask
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import clear, column, flat, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

HOURS = (("1", "Hver time"), ("2", "2 timer"), ("4", "4 timer"), ("8", "8 timer"))
SHOWN = 8  # backups; the rest are in the folder
SAME_DISK = "Kopiene ligger på samme disk som registeret. Ryker disken, er begge borte."
ELSEWHERE = "Velg en mappe på nettverket eller en annen disk; kopiene er kryptert."
ASK_IT = "Si det til IT, som har valgt mappen."
SERVER = "Registeret ligger på en server. IT tar sikkerhetskopi av den."
PRACTICE = "Øvingskontoret kopieres ikke av seg selv, men du kan prøve alt her."


class BackupGroup(Group):
    """Where backups go, which there are, and getting back to one."""

    def __init__(self, page: Page, clock: Callable[[], datetime] = local_now) -> None:
        """Show the backups of the register ``page`` works in."""
        super().__init__(
            "Sikkerhetskopi",
            "Tas når programmet åpnes og lukkes, og mens det er åpent.",
        )
        self._page, self._clock = page, clock
        self._worker = Worker("shelf", self)
        self._rules = BackupRules()
        self._job: Job | None = None
        self._warning, self._good = Banner(Tone.WARN), Banner(Tone.GOOD)
        self._folder = Line()
        self._hours = Choices(HOURS, "Hvor ofte")
        self._days = DayLine()
        self._folder_row = Setting(
            "&Mappe for kopiene",
            "Gjerne på nettverket. Kopiene er kryptert; nøkkelfilen er med.",
            self._folder,
            button("Velg …", on=self._browse),
        )
        self._hours_row = Setting("Hvor ofte", "Mens programmet er åpent.", self._hours)
        self._days_row = Setting(
            "&Slett etter antall dager",
            "Kopier eldre enn dette fjernes, så slettede personer ikke blir liggende.",
            self._days,
        )
        self._take = button("Ta sikkerhetskopi nå", "primary", on=self._on_take)
        self._try = button("Prøv gjenoppretting", on=self._on_try)
        self._back = button("Gjenopprett …", icon="ArrowUndo", on=self._on_restore)
        for each in (self._take, self._try, self._back):
            each.setAutoDefault(True)
        self._list: QVBoxLayout = column(gap=6)
        self._by_it = chosen(Key.BACKUP_FOLDER)
        if self._by_it.is_managed:
            self._folder_row.lock(self._by_it)
        self._lay_out()
        self._folder.done.connect(self._on_edited)
        self._days.done.connect(self._on_edited)
        self._hours.done.connect(self._on_edited)

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables or "register_facts" in tables:
            self._page.workspace.ask(_read, self._show, key=(id(self), "backups"))
            database = self._page.workspace.database
            if database.register.file is not None:
                self._worker.ask(
                    lambda: backups_on_shelf(database), self._show_shelf, key="shelf"
                )

    # Showing.

    def _show(self, read: tuple[BackupRules, BackupState, bool]) -> None:
        self._rules, state, is_kept = read
        if not self._folder.hasFocus():
            shown = self._by_it.text or self._rules.folder
            self._folder.set_value(QDir.toNativeSeparators(shown))
        self._days.set_value(self._rules.days)
        self._hours.show_choice(str(self._rules.hours))
        self._warning.clear()
        self._good.clear()
        if self._page.workspace.database.register.file is None:
            self._warning.tell(SERVER)
            for each in (self._take, self._try, self._back):
                enable(each, False, SERVER)
            return
        if not is_kept:
            self._warning.tell(PRACTICE)
            return
        told = standing(state, self._clock())
        banner = self._good if told.health is Health.GOOD else self._warning
        banner.tell(told.line.removesuffix(" ✓"), told.advice)

    def _show_shelf(self, shelf: Shelf) -> None:
        place = QDir.toNativeSeparators(str(shelf.folder))
        self._folder.setPlaceholderText(place)
        advice = ASK_IT if self._by_it.is_managed else ELSEWHERE
        together = f"{SAME_DISK} {advice}" if shelf.is_same_disk else ""
        warning = shelf.problem or together
        problem = Problem("folder", warning, blocks=False) if warning else None
        self._folder_row.show_warning(problem)
        clear(self._list)
        now = self._clock()
        for each in shelf.backups[:SHOWN]:
            words = column(
                label(taken_text(each, now)),
                label(contents_text(each), "small", wrap=True),
                gap=0,
            )
            self._list.addWidget(flat(row((words, 1), margins=(12, 7, 12, 7))))
        more = len(shelf.backups) - SHOWN
        if more > 0:
            self._list.addWidget(label(f"… og {more} til i mappen", "small"))
        if not shelf.backups:
            self._list.addWidget(label("Det er ikke tatt noen kopi ennå.", "muted"))

    # Changing.

    def _on_edited(self) -> None:
        own = self._rules.folder if self._by_it.text else self._folder.value().strip()
        rules = BackupRules(
            own,
            int(self._hours.chosen or self._rules.hours),
            self._days.value() or 0,
        )
        if rules == self._rules:
            return
        rows = {
            "folder": self._folder_row,
            "hours": self._hours_row,
            "days": self._days_row,
        }
        before = self._rules

        def _saved(_none: object) -> None:
            self._rules = rules
            for name, setting in rows.items():
                if getattr(before, name) != getattr(rules, name):
                    setting.show_saved()

        def _refused(error: BaseException) -> None:
            if isinstance(error, InvalidInputError):
                for problem in error.problems:
                    rows[problem.field].show_problem(problem)
            else:
                errors.show(self, error)

        self._page.workspace.save(
            lambda session: change_backup_rules(session, rules), _saved, _refused
        )

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Mappe for sikkerhetskopier", self._folder.value())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_folder)
        dialog.open()

    def _on_folder(self, folder: str) -> None:
        self._folder.set_value(QDir.toNativeSeparators(folder))
        self._on_edited()

    # Doing.

    def _on_take(self) -> None:
        database, now = self._page.workspace.database, self._clock()

        def _steps() -> Generator[Progress, None, str]:
            made = yield from back_up(database, now=now)
            return f"Sikkerhetskopien er tatt og kontrollert: {made.file.name}"

        self._run(_steps(), "Tar sikkerhetskopi")

    def _on_try(self) -> None:
        database, now = self._page.workspace.database, self._clock()

        def _steps() -> Generator[Progress, None, str]:
            manifest = yield from try_newest_backup(database, now=now)
            return f"Den nyeste kopien lar seg gjenopprette: {manifest.rows} rader."

        self._run(_steps(), "Prøver å gjenopprette den nyeste kopien")

    def _run(self, steps: Generator[Progress, None, str], title: str) -> None:
        if self._job is not None:
            return
        self._job = Job(steps, self)
        self._job.done.connect(self._on_done)
        self._job.stopped.connect(self._on_end)
        self._job.failed.connect(self._on_end)
        JobDialog(self._page, self._job, title)

    def _on_done(self, told: object) -> None:
        self._on_end()
        self._page.toast(str(told))

    def _on_end(self, _error: object = None) -> None:
        self._job = None
        self._page.workspace.changed.emit(frozenset({"register_facts"}))

    def _on_restore(self) -> None:
        wanted = getattr(self.window(), "restore_wanted", None)
        ask(
            self._page,
            "Gjenopprette fra sikkerhetskopi?",
            "Registeret lukkes først. Så velger du hvilken kopi dere vil tilbake til. "
            "Ingenting endres før du har valgt og skrevet passordet.",
            ("Lukk og velg kopi", "primary", wanted.emit if wanted else self._on_end),
        )

    def _open_folder(self) -> None:
        folder = self._folder.value() or self._folder.placeholderText()
        QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    def _lay_out(self) -> None:
        self.body.addSpacing(theme.u(6))
        self.add(self._good)
        self.add(self._warning)
        for setting in (self._folder_row, self._hours_row, self._days_row):
            self.add(setting)
        self.body.addSpacing(theme.u(14))
        self.body.addLayout(row(self._take, self._try, self._back, None))
        self.body.addSpacing(theme.u(14))
        opener = button("Åpne mappen", "link", on=self._open_folder)
        self.body.addLayout(row(label("Kopiene", "h3"), None, opener))
        self.body.addSpacing(theme.u(6))
        self.body.addLayout(self._list)
        self.end()


def _read(session: Session) -> tuple[BackupRules, BackupState, bool]:
    return backup_rules(session), backup_state(session), is_kept_by_us(session)
