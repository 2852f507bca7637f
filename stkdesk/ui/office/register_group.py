"""Registeret: where it lies, and the password that opens it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QUrl
from PySide6.QtGui import QDesktopServices

from stkdesk.domain.errors import InvalidInputError, OfficeError, Problem
from stkdesk.services.office import is_practice
from stkdesk.services.passwords import replace_password
from stkdesk.ui import errors, theme
from stkdesk.ui.form_field import Field
from stkdesk.ui.jobs import Job
from stkdesk.ui.office.group import Group
from stkdesk.ui.office.setting import Setting
from stkdesk.ui.page import Page
from stkdesk.ui.password_field import PasswordField
from stkdesk.ui.password_pair import PasswordPair, loss_text
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column, flat, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

OWN = "Kontorets eget register. Alt her er om virkelige personer."
PRACTICE = "Øvingskontoret. Alle personene er oppdiktet; ØVING står på hvert papir."


class RegisterGroup(Group):
    """What IT asks about, and a new password."""

    def __init__(self, page: Page) -> None:
        """Show the register ``page`` works in."""
        super().__init__("Registeret")
        self._page = page
        self._file = page.workspace.database.register.file or Path()
        self._job: Job | None = None
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
        self._old = PasswordField()
        self._old_field = Field("&Nåværende passord", self._old)
        self._pair = PasswordPair("Nytt &passord", "Nytt passord en &gang til")
        self._banner = Banner(Tone.BAD)
        self._status = label("", "small")
        self._change = button("Endre passordet", "primary", on=self._on_change)
        self._change.setAutoDefault(True)
        inside = column(
            label("Passordet", "h3"),
            loss_text(),
            label(
                "Gjenopprettingskoder kommer i neste utgave. Til da er lappen den "
                "eneste veien inn.",
                "muted",
                wrap=True,
            ),
            4,
            self._banner,
            self._old_field,
            self._pair,
            row(self._change, (self._status, 1), gap=12),
            gap=8,
            margins=16,
        )
        self._password_card = flat(inside)
        self.body.addSpacing(theme.u(18))
        self.add(self._password_card)
        self.end()
        self._old.returnPressed.connect(self._pair.setFocus)
        self._pair.entered.connect(self._on_change)

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables:
            self._page.workspace.ask(
                is_practice, self._show_kind, key=(id(self), "practice")
            )

    def _show_kind(self, practice: bool) -> None:
        self._kind.setText(PRACTICE if practice else OWN)
        self._password_card.setVisible(not practice)  # its password is no secret

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))

    def _on_change(self) -> None:
        if self._job is not None:
            return
        self._banner.clear()
        self._old_field.show_problem(None)
        problems = list(self._pair.problems())
        if not self._old.value():
            problems.insert(0, Problem("old", "Skriv passordet dere bruker nå."))
        if problems:
            self._show_problems(problems)
            return
        self._pair.show_problems(())
        enable(self._change, False, "Passordet endres nå.")
        self._status.setText("Endrer passordet …")
        steps = replace_password(self._file, self._old.value(), *self._pair.values())
        self._job = Job(steps, self)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)

    def _on_done(self, _result: object) -> None:
        self._end()
        self._old.clear()
        self._old.hide_text()
        self._pair.empty()
        self._page.toast("Passordet er endret. Det gjelder fra neste gang.")

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, InvalidInputError):
            self._show_problems(error.problems)
        elif isinstance(error, OfficeError):
            self._banner.tell(error.title, error.advice)
        else:
            errors.show(self, error)

    def _end(self) -> None:
        self._job = None
        enable(self._change, True)
        self._status.setText("")

    def _show_problems(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        mine = [problem for problem in problems if problem.field == "old"]
        self._old_field.show_problem(mine[0] if mine else None)
        self._pair.show_problems(problems)
        (self._old if mine else self._pair).setFocus()
