"""Another password for the one who is signed in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from stkdesk.domain.errors import InvalidInputError, OfficeError, Problem
from stkdesk.services.passwords import replace_own_password
from stkdesk.ui import errors, theme
from stkdesk.ui.form_field import Field
from stkdesk.ui.jobs import Job
from stkdesk.ui.password_field import PasswordField
from stkdesk.ui.password_pair import PasswordPair
from stkdesk.ui.tokens import Tone
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import show_toast
from stkdesk.ui.workspace import Workspace

WIDTH = 520  # pixels at text size 10
CHANGED = "Passordet er endret. Det gjelder fra neste gang."
FORGOTTEN = (
    "Glemmer du det, kan en administrator lage et nytt sammen med deg. Ingenting går "
    "tapt av det."
)


class OwnPassword(QWidget):
    """The password in use, and a new one twice.

    Signals:
        changed: the new one holds.
        busy: True while it is being changed.
    """

    changed, busy = Signal(), Signal(bool)

    def __init__(self, workspace: Workspace) -> None:
        """Change the password of whoever is at work in ``workspace``."""
        super().__init__()
        self._workspace = workspace
        self._job: Job | None = None
        self._old = PasswordField()
        self._old_field = Field("&Nåværende passord", self._old)
        self._pair = PasswordPair("Nytt &passord", "Nytt passord en &gang til")
        self._banner = Banner(Tone.BAD)
        self.setLayout(column(self._banner, self._old_field, self._pair, gap=8))
        self.setFocusProxy(self._old)
        self._old.returnPressed.connect(self._pair.setFocus)
        self._pair.entered.connect(self.submit)

    @property
    def is_busy(self) -> bool:
        """Whether it is being changed."""
        return self._job is not None

    def submit(self) -> None:
        """Change it if nothing stands in the way."""
        if self._job is not None:
            return
        self._banner.clear()
        self._old_field.show_problem(None)
        problems = list(self._pair.problems())
        if not self._old.value():
            problems.insert(0, Problem("old", "Skriv passordet du bruker nå."))
        if problems:
            self._show_problems(problems)
            return
        self._pair.show_problems(())
        self.busy.emit(True)
        self._job = Job(
            replace_own_password(
                self._workspace.database, self._old.value(), *self._pair.values()
            ),
            self,
        )
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)

    def _on_done(self, _result: object) -> None:
        self._end()
        self._old.clear()
        self._old.hide_text()
        self._pair.empty()
        self.changed.emit()

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
        self.busy.emit(False)

    def _show_problems(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        mine = [problem for problem in problems if problem.field == "old"]
        self._old_field.show_problem(mine[0] if mine else None)
        self._pair.show_problems(problems)
        (self._old if mine else self._pair).setFocus()


class OwnPasswordDialog(QDialog):
    """Asks for another password, over the window."""

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        """Ask whoever is at work in ``workspace``."""
        super().__init__(parent)
        self.setWindowTitle("Bytt passord")
        answer_why(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._asks = OwnPassword(workspace)
        self._change = button("Endre passordet", "primary", on=self._asks.submit)
        self._status = label("", "small")
        self._no = button("Avbryt", on=self.reject)
        body = column(
            label("Bytt passord", "h2"),
            label(FORGOTTEN, "muted", wrap=True),
            4,
            self._asks,
            gap=6,
            margins=(22, 20, 22, 14),
        )
        foot = row((self._status, 1), self._no, self._change, margins=(22, 12, 22, 12))
        self.setLayout(column(body, frame(foot, "foot"), gap=0))
        self.setMinimumWidth(theme.u(WIDTH))
        lay = self.layout()
        if lay is not None:  # a hint that wraps needs more than the layout asks for
            self.setMinimumHeight(lay.totalHeightForWidth(theme.u(WIDTH)))
        self._asks.busy.connect(self._on_busy)
        self._asks.changed.connect(self._on_changed)
        self._asks.setFocus()

    def reject(self) -> None:
        """Close, unless it is being changed."""
        if not self._asks.is_busy:
            super().reject()

    def _on_busy(self, on: bool) -> None:
        enable(self._change, not on, "Passordet endres nå.")
        self._status.setText("Endrer passordet …" if on else "")

    def _on_changed(self) -> None:
        self.accept()
        window = self.parentWidget()
        if window is not None:
            show_toast(window, CHANGED)
