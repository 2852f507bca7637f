"""Ctrl+K: find a person, an assignment, a page or an action, and go there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from stkdesk.domain.names import fold
from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon
from stkdesk.ui.widgets.boxes import column, frame, line, row
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

TYPING_MS = 60  # rest between two keys before the register is asked
NONE = "Ingen treff på «{words}». Søk på navn, nummer eller kommando."


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to go to or do."""

    title: str
    detail: str
    icon: str
    act: Callable[[], object]


#: Finds records: gets the words and who to deliver the entries to.
Search = Callable[[str, Callable[[Sequence[Entry]], None]], None]


class Palette(QWidget):
    """Lies over the whole window until something is chosen, or Esc.

    A child and not a window of its own: without a compositor (remote desktops) a
    see-through window gets black corners.
    """

    def __init__(
        self, window: QWidget, entries: Sequence[Entry], search: Search
    ) -> None:
        """Offer ``entries``, and what ``search`` finds once something is typed."""
        super().__init__(window)
        self._window, self._entries, self._search = window, tuple(entries), search
        self._before = window.focusWidget()
        self.field = QLineEdit()
        self.field.setProperty("bare", "true")
        self.field.setPlaceholderText("Søk etter navn, nummer eller kommando")
        self.field.setAccessibleName("Søk etter navn, nummer eller kommando")
        self.field.setFont(theme.font(1.2))
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName("Treff")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Entries(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._none = label("", "muted", wrap=True)
        self._none.hide()  # until something has been looked for in vain
        keys = label("↑↓ velg    Enter åpne    Esc lukk", "small")
        inside = column(
            self.field,
            line(),
            row(self._none, margins=(16, 12, 16, 0)),
            row(self.list, margins=6),
            line(),
            row(keys, None, margins=(16, 7, 16, 9)),
            gap=0,
        )
        self._card = frame(inside, "over")
        self._card.setParent(self)
        self._shown: list[Entry] = []
        self._found: tuple[Entry, ...] = ()
        self._rest = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._rest.timeout.connect(self._ask)
        self.field.textChanged.connect(self._on_text)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._on_clicked)
        window.installEventFilter(self)
        self._place()
        self._fill()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Go away and give the focus back."""
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        if self._before is not None:
            self._before.setFocus()

    def texts(self) -> list[str]:
        """Return the titles offered now, in order."""
        return [entry.title for entry in self._shown]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(Qt.Key(event.key()))
        elif watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.dismiss()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.dismiss()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(0, 0, 0, 70))

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        width = min(theme.u(640), self.width() - theme.u(40))
        height = min(theme.u(430), self.height() - theme.u(60))
        top = min(theme.u(70), max(8, (self.height() - height) // 2))
        self._card.setGeometry((self.width() - width) // 2, top, width, height)

    def _on_text(self, _text: str) -> None:
        self._found = ()
        self._fill()
        self._rest.start()

    def _ask(self) -> None:
        words = self.field.text().strip()
        if words:
            self._search(words, lambda found: self._on_found(words, found))

    def _on_found(self, words: str, found: Sequence[Entry]) -> None:
        if words == self.field.text().strip():
            self._found = tuple(found)
            self._fill()
            self._none.setText(NONE.format(words=words))
            self._none.setVisible(not self._shown)
            announce(self.field, f"{len(self._shown)} treff")

    def _fill(self) -> None:
        words = fold(self.field.text()).split()
        local = [
            entry
            for entry in self._entries
            if all(word in fold(f"{entry.title} {entry.detail}") for word in words)
        ]
        self._shown = [*self._found, *local] if words else local
        self._none.hide()
        self.list.clear()
        for entry in self._shown:
            item = QListWidgetItem(entry.title)
            item.setData(Qt.ItemDataRole.UserRole, (entry.detail, entry.icon))
            spoken = f"{entry.title}, {entry.detail}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _on_key(self, key: Qt.Key) -> bool:
        last = self.list.count() - 1
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -8,
            Qt.Key.Key_PageDown: 8,
        }
        if key in steps:
            at = self.list.currentRow() + steps[key]
            self.list.setCurrentRow(max(0, min(last, at)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentRow())
            return True
        if key == Qt.Key.Key_Escape:
            self.dismiss()
            return True
        return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)  # nowhere else to go

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._take(self.list.row(item))

    def _take(self, at: int) -> None:
        if 0 <= at < len(self._shown):
            entry = self._shown[at]
            self.dismiss()
            entry.act()


class _Entries(QStyledItemDelegate):
    """Paints an icon, the title, and where it leads at the right."""

    def sizeHint(
        self,
        _option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        return QSize(theme.u(100), theme.u(42))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect = QRectF(option.rect).adjusted(2, 1, -2, -1)  # type: ignore[attr-defined]
        detail, picture = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection"))
            painter.drawRoundedRect(rect, 7, 7)
        side = theme.u(18)
        place = QRectF(
            rect.left() + theme.u(12), rect.center().y() - side / 2, side, side
        )
        paint_icon(painter, picture, place, theme.colour("muted"))
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(1.0, QFont.Weight.Medium))
        words = rect.adjusted(theme.u(42), 0, -theme.u(14), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.setFont(theme.font(0.92))
        painter.setPen(theme.colour("muted"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(words, right, detail)
        painter.restore()
