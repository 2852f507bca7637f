"""The window: the rail of rooms, the page in front, the bars around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from stkdesk.ui import theme
from stkdesk.ui.memory import remember_size, restore_size
from stkdesk.ui.page import Page
from stkdesk.ui.rail import Rail
from stkdesk.ui.rail_foot import RailFoot
from stkdesk.ui.rooms import KEYS, KEYS_OF_PAGE, ROOMS, Room, room_keys
from stkdesk.ui.tokens import Tone
from stkdesk.ui.top_bar import Brand, StatusLine, TopBar
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.toast import show_toast
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:  # loaded when they are first wanted, not at start
    from stkdesk.ui.help_panel import HelpPanel
    from stkdesk.ui.palette import Palette

SLIM_BELOW = 1180  # pixels at text size 10: the rail shows icons only

TITLE = "stkdesk"  # never a name: it stands in the task bar for all to see
FRAME = 5  # pixels of the frame of the practice office


class MainWindow(QWidget):
    """Shows one page at a time. Pages are built on their first visit.

    Until ``open_office`` there is no register: ``show_front`` shows what stands in
    its place (signing in, the first start), and the rail is asleep.
    """

    restore_wanted = Signal()  # close the register and go back to a backup
    key_wanted = Signal()  # close the register and give it another key
    rebuilt = Signal()  # what stood in the rail and the bars must be told again

    def __init__(
        self, rooms: Sequence[Room] = ROOMS, *, practice: bool = False
    ) -> None:
        """Show nothing yet; ``practice`` frames the window from the first moment."""
        super().__init__()
        self.setWindowTitle(TITLE)
        self._all_rooms = self.rooms = tuple(rooms)
        self.pages: dict[str, Page] = {}
        self.workspace: Workspace | None = None
        self._front: QWidget | None = None
        self._cover: QWidget | None = None  # while the window is locked
        self.before_close: Callable[[], bool] | None = None  # False: not yet
        self._shortcuts: list[QShortcut] = []
        self._office, self._place, self._practice = "", "", practice
        self.palette_shown: Palette | None = None
        self.help: HelpPanel | None = None
        self._before_help: QWidget | None = None  # what had the focus
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        self._build()
        self._add_keys()
        theme.notices.resized.connect(self._rebuild)
        self.setMinimumSize(theme.u(640), theme.u(420))
        restore_size(self)

    # What stands in the window.

    def show_front(self, front: QWidget) -> None:
        """Show ``front`` instead of a page, while no register is open."""
        if self._front is not None:
            self.stack.removeWidget(self._front)
            self._front.deleteLater()
        self._front = front
        self.stack.addWidget(front)
        self.stack.setCurrentWidget(front)
        front.setFocus()

    def open_office(
        self, workspace: Workspace, *, name: str, place: str, practice: bool
    ) -> None:
        """Let the rooms be visited that the one at work in ``workspace`` may enter.

        ``place`` says where the register lies.
        """
        self.workspace = workspace
        self._show_rooms([r for r in self._all_rooms if workspace.may(*r.rights)])
        workspace.undone.connect(self._on_undone)
        self._place = place
        if practice != self._practice:
            self._practice = practice
            self._show_practice()
        self._wake()
        self.show_office(name)
        self.rail.setFocus()

    def follow_rights(self) -> None:
        """Show the rooms of the one at work, and read anew what is in them."""
        assert self.workspace is not None
        may = self.workspace.may
        self.rooms = tuple(r for r in self._all_rooms if may(*r.rights))
        self._rebuild()

    def close_office(self) -> None:
        """Let go of the register and of everything read from it; the rail sleeps."""
        workspace, self.workspace = self.workspace, None
        self._office, self._place, self._practice = "", "", False
        self.rooms = self._all_rooms
        self._rebuild()
        if workspace is not None:
            workspace.close()

    def cover(self, screen: QWidget, title: str) -> None:
        """Show ``screen`` and nothing else; no key of the window does anything."""
        self._cover = screen
        self._edge.hide()
        lay = self.layout()
        if lay is not None:
            lay.addWidget(screen)
        screen.show()
        self.setWindowTitle(title)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
        screen.setFocus()

    def uncover(self) -> None:
        """Take away what covered the window."""
        if self._cover is not None:
            self._cover.hide()
            self._cover.deleteLater()
            self._cover = None
        self._edge.show()
        self.setWindowTitle(TITLE)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(True)

    def show_office(self, name: str) -> None:
        """Show the name of the municipality over the rail."""
        self._office = name
        self.brand.show_office(name)

    def show_count(self, room: str, count: int, tone: Tone) -> None:
        """Show a count of what there is to do on the tab of ``room``."""
        keys = [each.key for each in self.rooms]
        if room in keys:
            self.rail.show_count(keys.index(room), count, tone)

    @property
    def page(self) -> Page | None:
        """The page in front."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def open(self, room: str, number: object = None) -> Page | None:
        """Go to ``room``, and to the record ``number`` there, if it may be entered."""
        keys = [each.key for each in self.rooms]
        if self.workspace is None or room not in keys:
            return None
        at = keys.index(room)
        if self.rail.currentIndex() != at:
            self.rail.setCurrentIndex(at)
        else:
            self._visit(at)
        page = self.pages[room]
        if self.rail.hasFocus():
            page.shown()
        if isinstance(number, int):
            page.open_record(number)
        elif isinstance(number, str):
            page.open_group(number)
        elif isinstance(number, tuple):
            page.open_part(*number)
        return page

    def toast(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done at the foot of the window."""
        show_toast(self, text, undo)

    def show_help(self) -> None:
        """F1: open the help of the page in front, or close it."""
        topic = getattr(self.page or self._front, "help_topic", "")
        if self.help is not None and self.help.isVisible() and self.help.topic == topic:
            self._hide_help()
            return
        if self.help is None:
            from stkdesk.ui.help_panel import HelpPanel

            self.help = HelpPanel()
            self.help.closed.connect(self._hide_help)
            self._middle.addWidget(self.help)
        if not self.help.isVisible():
            self._before_help = self.focusWidget()
        self.help.show_topic(topic)

    def show_palette(self) -> None:
        """Ctrl+K: find anything."""
        from stkdesk.ui.finding import open_palette

        if self.workspace is not None:
            self.palette_shown = open_palette(self, self.workspace)

    def run(self, room: str, method: str) -> None:
        """Go to ``room`` and do what its page calls ``method``."""
        page = self.open(room)
        if page is not None:
            getattr(page, method)()

    def _open_at(self, at: int) -> None:
        if at < len(self.rooms):
            self.open(self.rooms[at].key)

    # Building.

    def _build(self) -> None:
        self.brand, self.rail, self.foot = Brand(), Rail(), RailFoot()
        self.top, self.status = TopBar(), StatusLine()
        self.stack = QStackedWidget()
        self._side = frame(
            column(self.brand, self.rail, None, self.foot, gap=0), "rail"
        )
        self._show_rooms(self.rooms)
        self.rail.setEnabled(False)
        self.top.allow_search(False)
        self.rail.currentChanged.connect(self._visit)
        self.top.search_wanted.connect(self.show_palette)
        self.top.help_wanted.connect(self.show_help)
        self.help = None
        self._middle = row((self.stack, 1), gap=0)
        self.under_top = column(gap=0)  # what must be seen in every room
        right = column(self.top, self.under_top, (self._middle, 1), gap=0)
        inside = column((row(self._side, (right, 1), gap=0), 1), self.status, gap=0)
        self._edge = QFrame()
        ground = frame(inside)
        ground.setProperty("card", "ground")
        self._edge.setLayout(row(ground))
        if self._practice:
            self._show_practice()
        lay = self.layout()
        if lay is not None:
            lay.addWidget(self._edge)
        if self._cover is not None:
            self._edge.hide()
        self._fit()

    def _show_rooms(self, rooms: Sequence[Room]) -> None:
        """Show a tab for each of ``rooms``; nothing is visited by it."""
        self.rooms = tuple(rooms)
        blocked = self.rail.blockSignals(True)
        self.rail.clear_rooms()
        for at, room in enumerate(self.rooms):
            self.rail.add_room(room, room_keys(at))
        self.rail.blockSignals(blocked)

    def _wake(self) -> None:
        """Let everything be used, now that a register is open."""
        self.rail.setEnabled(True)
        self.top.allow_search(True)
        if self.workspace is not None:
            self.foot.show_person(self.workspace.actor, practice=self._practice)
        self.status.show_place(self._place)
        self.status.show_saved("Alt er lagret")

    def _show_practice(self) -> None:
        """Frame the window and say ØVING, or take both away."""
        side = FRAME if self._practice else 0
        self._edge.setProperty("card", "practice" if self._practice else "")
        self.top.show_practice(self._practice)
        inside = self._edge.layout()
        if inside is not None:
            inside.setContentsMargins(side, side, side, side)
        theme.restyle(self._edge)

    def _rebuild(self) -> None:
        """Build all anew: the text has another size, or there are other rooms."""
        room = next((k for k, page in self.pages.items() if page is self.page), "")
        for child in self.children():
            if isinstance(child, QWidget) and hasattr(child, "dismiss"):
                child.dismiss()
        old = self._edge
        old.hide()
        old.deleteLater()
        self.pages.clear()
        self._front = None
        self._build()
        if self.workspace is not None:
            self._wake()
            self.show_office(self._office)
            at = next((n for n, r in enumerate(self.rooms) if r.key == room), 0)
            self.rail.setCurrentIndex(at)
            self._visit(at)
            self.rebuilt.emit()

    def _add_keys(self) -> None:
        for at in range(len(self._all_rooms)):
            if keys := room_keys(at):
                self._key(keys, partial(self._open_at, at))
        self._key("Ctrl+K", self.show_palette)
        self._key("F1", self.show_help)
        self._shortcuts.append(answer_why(self))
        for keys, (room, method) in KEYS.items():
            self._key(keys, partial(self.run, room, method))
        self._key("Ctrl+Z", self._undo)
        for keys, method in KEYS_OF_PAGE.items():
            self._key(keys, partial(self._on_page, method))

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        self._shortcuts.append(QShortcut(QKeySequence(keys), self, act))

    def _on_page(self, method: str) -> None:
        if self.page is not None:
            getattr(self.page, method)()

    # Visiting rooms.

    def _visit(self, at: int) -> None:
        if self.workspace is None or not 0 <= at < len(self.rooms):
            return
        room = self.rooms[at]
        page = self.pages.get(room.key) or self._build_page(room, self.workspace)
        if self._front is not None:
            self.stack.removeWidget(self._front)
            self._front.deleteLater()
            self._front = None
        self.stack.setCurrentWidget(page)
        self._show_head()
        if self.help is not None and self.help.isVisible():
            self.help.show_topic(page.help_topic)
        if not self.rail.hasFocus():
            page.shown()

    def _build_page(self, room: Room, workspace: Workspace) -> Page:
        page = room.page_class()(workspace)
        self.pages[room.key] = page
        page.head_changed.connect(self._show_head)
        page.goto.connect(self.open)
        self.stack.addWidget(page)
        return page

    def _show_head(self) -> None:
        if self.page is not None:
            self.top.show_head(self.page.heading(), self.page.subtitle)

    # Undo, help, size, closing.

    def _undo(self) -> None:
        if self.workspace is not None and not self.workspace.undo():
            self.toast("Det er ikke noe å angre.")

    def _on_undone(self, text: str) -> None:
        self.toast(f"Angret: {text}")

    def _hide_help(self) -> None:
        """Close the help and go on where one was, e.g. in the middle of a field."""
        before = self._before_help
        if self.help is not None:
            self.help.hide()
        shown = self.stack.currentWidget()
        if before is not None and isValid(before) and shown.isAncestorOf(before):
            before.setFocus()
        elif self.page is not None:
            self.page.shown()
        else:
            shown.setFocus()

    def _fit(self) -> None:
        slim = self.width() < theme.u(SLIM_BELOW)
        self.rail.set_slim(slim)
        self.brand.set_slim(slim)
        self.foot.set_slim(slim)
        self._side.setFixedWidth(self.rail.width())
        self.top.fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.u(1440), theme.u(880))

    def closeEvent(self, event: QCloseEvent) -> None:
        asks = self._cover is None  # nobody is there to answer while it is locked
        if asks and not all(page.may_leave() for page in self.pages.values()):
            event.ignore()
            return
        if self.before_close is not None and not self.before_close():
            event.ignore()
            return
        remember_size(self)
        super().closeEvent(event)
        if self.workspace is not None:
            self.workspace.close()
            self.workspace = None
