"""The keys of the entry, heard before those of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoStack
from PySide6.QtWidgets import QWidget

Act = Callable[[], object]


class KeyedPage(QWidget):
    """A page that knows the keys; the entry says what each of them does."""

    undo_stack: QUndoStack

    def leave(self) -> None:
        """Esc: go back to the grid."""

    def save(self, *, go_on: bool) -> None:
        """Ctrl+Enter: hand in and ``go_on``; Ctrl+S: hand in."""

    def copy_row(self) -> None:
        """Ctrl+D: copy a visit."""

    def suggest(self) -> None:
        """Ctrl+M: the pattern of the month before."""

    def say_nothing(self) -> None:
        """Ctrl+0: nothing was done in the period."""

    def event(self, event: QEvent) -> bool:
        # Taken before shortcuts of the window see them: here Ctrl+Z takes back on the
        # sheet, not the last thing done in the office.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._act_of(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def _act_of(self, event: QKeyEvent) -> Act | None:
        key, stack = Qt.Key(event.key()), self.undo_stack
        if event.matches(QKeySequence.StandardKey.Undo):
            # With nothing left to take back here, the window takes back what it did.
            return stack.undo if stack.canUndo() else None
        if event.matches(QKeySequence.StandardKey.Redo):
            return stack.redo
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._acts_with_control().get(key)
        return self.leave if key is Qt.Key.Key_Escape else None

    def _acts_with_control(self) -> dict[Qt.Key, Act]:
        return {
            Qt.Key.Key_Y: self.undo_stack.redo,
            Qt.Key.Key_Return: lambda: self.save(go_on=True),
            Qt.Key.Key_Enter: lambda: self.save(go_on=True),
            Qt.Key.Key_S: lambda: self.save(go_on=False),
            Qt.Key.Key_D: self.copy_row,
            Qt.Key.Key_M: self.suggest,
            Qt.Key.Key_0: self.say_nothing,
        }
