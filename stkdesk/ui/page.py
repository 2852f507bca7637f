"""What every page of the window is."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from stkdesk.domain.staff import Right
from stkdesk.ui import theme
from stkdesk.ui.widgets.toast import show_toast
from stkdesk.ui.workspace import Workspace


class Page(QWidget):
    """One room of the office in the window: a title, and what is under it.

        class ClientsPage(Page):
            room, title, help_topic = "clients", "Brukere", "brukere"
            tables = frozenset({"clients", "people"})

            def refresh(self, tables): ...          # read again what is shown

    The window builds a page on its first visit with ``PageClass(workspace)`` and uses
    the methods below; a page overrides those it has an answer to. A page hears of
    changes only while it can be seen; what it missed, it hears when it is shown.

    Signals:
        head_changed: the title or the line beside it is another.
        goto: (room, number or None) leave for another room, perhaps for one record,
            or for one part of it: (number, part); or for a group of it, by its key.
    """

    room: ClassVar[str] = ""
    title: ClassVar[str] = ""
    help_topic: str = ""  # file in resources/help without ".md"
    tables: ClassVar[frozenset[str]] = frozenset()  # whose changes concern the page

    head_changed = Signal()
    goto = Signal(str, object)

    def __init__(self, workspace: Workspace) -> None:
        """Belong to ``workspace``; reads nothing before it is shown."""
        super().__init__()
        self.workspace = workspace
        self._subtitle = ""
        self._missed: frozenset[str] | None = frozenset()  # None: nothing missed
        # Else the largest page decides how small the window can be.
        self.setMinimumSize(theme.u(380), theme.u(260))
        workspace.changed.connect(self._on_changed)

    # What the window asks of a page.

    def heading(self) -> str:
        """Return the title at the top of the window."""
        return self.title

    @property
    def subtitle(self) -> str:
        """The line beside the title: a count, a date."""
        return self._subtitle

    def set_subtitle(self, text: str) -> None:
        """Change the line beside the title."""
        if text != self._subtitle:
            self._subtitle = text
            self.head_changed.emit()

    def shown(self) -> None:
        """The page was brought to the front; put the cursor where work begins."""

    def refresh(self, tables: frozenset[str]) -> None:
        """Read again what is shown; ``tables`` changed, empty: everything."""

    def new_record(self) -> None:
        """Ctrl+N: begin a new one of what the page holds."""

    def focus_search(self) -> None:
        """Ctrl+F: put the cursor in the search field."""

    def open_record(self, number: int) -> None:
        """Show the record ``number``."""

    def open_part(self, number: int, part: int) -> None:
        """Show one part of a record: of an assignment, its sheet of period ``part``."""
        self.open_record(number)

    def open_group(self, key: str) -> None:
        """Show one group of what the page holds, called ``key``."""

    def print_current(self) -> None:
        """Ctrl+P: print what is shown."""

    def next_pane(self) -> None:
        """F6: move the cursor to the next part of the page."""
        self.focusNextChild()

    def may_leave(self) -> bool:
        """Tell whether the window may close; ask the person if something is unsaved."""
        return True

    def mark_fresh(self) -> None:
        """Nothing has been missed: what is shown was just read by somebody else."""
        self._missed = None

    # What a page uses.

    def refuses(self, *rights: Right) -> bool:
        """Tell whether who is at work has none of ``rights``, and say so if not."""
        if self.workspace.may(*rights):
            return False
        self.toast("Rollen din gir ikke tilgang til dette.")
        return True

    def toast(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done; with ``undo`` it can be taken back (button, Ctrl+Z)."""
        if undo is None:
            show_toast(self.window(), text)
            return
        self.workspace.undoable(text, undo)
        show_toast(self.window(), text, self.workspace.undo)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._missed is not None:
            QTimer.singleShot(0, self, self._catch_up)

    def _catch_up(self) -> None:
        """Read what was missed, unless somebody has marked the page fresh meanwhile."""
        missed, self._missed = self._missed, None
        if missed is not None:
            self.refresh(missed)

    def _on_changed(self, tables: frozenset[str]) -> None:
        concerned = tables & self.tables
        if not concerned:
            return
        if self.isVisible():
            self.refresh(concerned)
        else:
            self._missed = concerned | (self._missed or frozenset())
