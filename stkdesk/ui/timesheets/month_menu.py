"""The menu and the keys of what can be done with the chosen sheets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from stkdesk.domain.sheet_course import CourseStep
from stkdesk.ui.allowed import May
from stkdesk.ui.icons import icon
from stkdesk.ui.timesheets.month_many import ACTS


class MonthMenu:
    """Gives a widget the acts of those who ``may``: by key, and in a menu."""

    def __init__(
        self,
        of: QWidget,
        may: May,
        take: Callable[[CourseStep], object],
        *more: tuple[str, str, str, Callable[[], object]],
    ) -> None:
        """Let keys pressed in ``of`` act; ``more``: text, keys, icon, what it does."""
        self._of = of
        self._actions = [
            self._action(act.text, act.keys, act.icon, partial(take, act.step))
            for act in ACTS
            if may(act.right)
        ]
        self._more = [self._action(*each) for each in more]

    def open(self, place: QPoint, heading: str) -> QMenu:
        """Open the menu at ``place`` on the screen; ``heading`` says for how many."""
        menu = QMenu(self._of)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(heading)
        title = QAction(heading, menu)
        title.setEnabled(False)
        menu.addAction(title)
        menu.addSeparator()
        menu.addActions(self._actions)
        if self._more:
            menu.addSeparator()
            menu.addActions(self._more)
        menu.popup(place)
        return menu

    def _action(
        self, text: str, keys: str, picture: str, on: Callable[[], object]
    ) -> QAction:
        made = QAction(icon(picture), text, self._of)
        if keys:
            made.setShortcut(QKeySequence(keys))
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setShortcutVisibleInContextMenu(True)
        made.triggered.connect(lambda _checked=False: on())
        self._of.addAction(made)
        return made
