"""A small form that asks for a day, and perhaps why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from stkdesk.ui.fields import DateField, TextArea
from stkdesk.ui.form import Form
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Work = Callable[["Session", date, str], Any]


class DayForm(Form):
    """Does ``work`` with the day and the reason; ``then`` gets what comes of it."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        title: str,
        work: Work,
        then: Callable[[Any], object],
        *,
        day: tuple[str, str],
        reason: tuple[str, str] | None = None,
        intro: str = "",
    ) -> None:
        """Ask for ``day`` and ``reason``: name in a Problem, and label."""
        super().__init__(parent, title, intro=intro, width=460)
        self._workspace, self._work, self._then = workspace, work, then
        self._day = DateField(workspace.today)
        self._day.set_value(workspace.today())
        self._day_name, self._reason = day[0], TextArea(2)
        self.add(*day, self._day, width=150)
        if reason is not None:
            self.add(*reason, self._reason)
        self.begin()

    def hand_in(self, draft: Any) -> None:
        day, reason, work = self._day.value(), self._reason.value(), self._work
        if day is None:
            day = self._workspace.today()

        def _done(result: Any) -> None:
            self.saved()
            self._then(result)

        self._workspace.save(
            lambda session: work(session, day, reason), _done, self.not_saved
        )
