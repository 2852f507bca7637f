"""Who is signed in, at the foot of the rail, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu

from stkdesk.domain.names import initials_of
from stkdesk.domain.staff import Actor, roles_text
from stkdesk.ui.icons import icon
from stkdesk.ui.widgets.avatar import Avatar
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.record import pressable
from stkdesk.ui.widgets.texts import Role


class RailFoot(QFrame):
    """The name and the roles of who is signed in; pressed, a menu opens.

    Signals:
        password_wanted: change the own password.
        lock_wanted: lock the window.
        leave_wanted: sign out.
    """

    password_wanted, lock_wanted, leave_wanted = Signal(), Signal(), Signal()

    def __init__(self) -> None:
        """Show nobody yet."""
        super().__init__()
        self._last = ""  # when the same person was here before
        self._practice = False
        self._who = Avatar("", 34)
        self._name, self._roles = _Elided("h3"), _Elided("small")
        self._words = frame(column(self._name, self._roles, gap=0))
        self._press = pressable(
            row(self._who, (self._words, 1), gap=11, margins=(6, 5, 6, 5)),
            "",
            self.open_menu,
        )
        self._press.setProperty("kind", "ghost")
        self._press.setAutoDefault(True)
        self._lock = button(
            "", "ghost", icon="PadlockLocked", tip="Lås (Ctrl+L)", name="Lås"
        )
        self._lock.clicked.connect(self.lock_wanted)
        self.setLayout(row((self._press, 1), self._lock, gap=2, margins=(8, 6, 10, 8)))
        self.menu: QMenu | None = None
        self.hide()

    def show_person(self, actor: Actor, *, practice: bool) -> None:
        """Show who is signed in."""
        self._practice = practice
        roles = roles_text(actor.roles)
        self._who.show_initials(initials_of(actor.name))
        self._name.tell(actor.name)
        self._roles.tell(roles)
        self._press.setAccessibleName(f"Logget inn: {actor.name}, {roles}")
        self._press.setToolTip(f"{actor.name}\n{roles}")
        self.show()

    def show_last(self, text: str) -> None:
        """Tell when the same person was last here, in the menu."""
        self._last = text

    def set_slim(self, slim: bool) -> None:
        """Show the initials only."""
        self._words.setVisible(not slim)
        self._lock.setVisible(not slim)

    def open_menu(self) -> None:
        """Offer what can be done: another password, the lock, signing out."""
        self.menu = menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._last:
            told = menu.addAction(self._last)
            told.setEnabled(False)
            menu.addSeparator()
        if not self._practice:  # its password is no secret
            self._offer("Bytt passord …", "Pencil", self.password_wanted.emit)
        lock = self._offer("Lås", "PadlockLocked", self.lock_wanted.emit)
        lock.setShortcut(QKeySequence("Ctrl+L"))
        lock.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # told, not heard
        lock.setShortcutVisibleInContextMenu(True)
        self._offer("Logg ut", "ArrowLeft", self.leave_wanted.emit)
        place = self._press.mapToGlobal(QPoint(0, -menu.sizeHint().height()))
        menu.popup(place)

    def _offer(self, text: str, picture: str, act: Callable[[], object]) -> QAction:
        assert self.menu is not None
        made = self.menu.addAction(icon(picture), text)
        made.triggered.connect(partial(_press, act))
        return made


def _press(act: Callable[[], object], _checked: bool = False) -> None:
    act()


class _Elided(QLabel):
    """A line that ends in … where there is no room; the button says the whole."""

    def __init__(self, role: Role) -> None:
        """Look like ``role``."""
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setMinimumWidth(1)

    def tell(self, text: str) -> None:
        """Show ``text``, as much of it as there is room for."""
        self._whole = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        right = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, right, self.width()))
