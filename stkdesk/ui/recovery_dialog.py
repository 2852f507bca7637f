"""A new recovery code for a register that is open."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from stkdesk.domain.errors import InvalidInputError, OfficeError
from stkdesk.domain.recovery_code import new_code
from stkdesk.services.recovery import keep_recovery_code, recovery_sheet_of
from stkdesk.ui import errors, theme
from stkdesk.ui.background import Worker
from stkdesk.ui.recovery_page import RecoveryPage
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.boxes import column, scrolled
from stkdesk.ui.widgets.toast import show_toast
from stkdesk.ui.workspace import Workspace


class RecoveryDialog(QDialog):
    """Shows a fresh code; it counts from the moment two groups are typed back.

    Signals:
        made: the new code holds, and no earlier one.
    """

    made = Signal()

    def __init__(self, parent: QWidget, workspace: Workspace) -> None:
        """Make a code for the register of ``workspace``."""
        super().__init__(parent)
        self.setWindowTitle("Gjenopprettingskoden")
        answer_why(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace, self._code = workspace, new_code()
        self._worker = Worker("code", self)
        self.page = RecoveryPage(self._code, "Ferdig", "Avbryt")
        self.page.confirmed.connect(self._on_confirmed)
        self.page.went_back.connect(self.reject)
        inside = QWidget()
        inside.setLayout(column(self.page, None, margins=24))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(scrolled(inside))
        room = parent.window().size() * 0.96
        wanted = inside.sizeHint().expandedTo(self.sizeHint())
        wanted.setWidth(theme.u(640))
        wanted.setHeight(max(wanted.height(), theme.u(660)))
        self.resize(wanted.boundedTo(room))
        today, database = workspace.today(), workspace.database
        self.page.begin(lambda: recovery_sheet_of(database, self._code, today=today))
        self.page.setFocus()

    def _on_confirmed(self, typed: Mapping[int, str]) -> None:
        database, code = self._workspace.database, self._code
        self.page.hold(True, "Lagrer koden …")
        self._worker.ask(
            lambda: keep_recovery_code(database, code, typed),
            lambda _kept: self._on_kept(),
            self._on_refused,
            key="keep",
        )

    def _on_kept(self) -> None:
        window = self.parentWidget()
        self.accept()
        self.made.emit()
        if window is not None:
            show_toast(window, "Gjenopprettingskoden gjelder. Eldre ark kan makuleres.")

    def _on_refused(self, error: BaseException) -> None:
        self.page.hold(False)
        if isinstance(error, OfficeError) and not isinstance(error, InvalidInputError):
            self.page.banner.tell(error.title, error.advice)
        else:
            errors.show(self, error)
