"""The rail at the left: the rooms of the office as tabs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QTabBar

from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon
from stkdesk.ui.rooms import Room
from stkdesk.ui.tokens import Tone

WIDE, SLIM = 228, 64  # pixels at text size 10


class Rail(QTabBar):
    """Page tabs standing under one another, each an icon, a word and a count.

    A tab bar, so that a screen reader says "page tab, 3 of 7"; painted here, because
    Qt would turn the words on their side.
    """

    def __init__(self) -> None:
        """Start without tabs."""
        super().__init__()
        self.setShape(QTabBar.Shape.RoundedWest)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Rom")
        self._icons: list[str] = []
        self._counts: list[tuple[int, Tone]] = []
        self._keys: list[str] = []
        self._under: list[str] = []  # key of the room whose tab it shares, or ""
        self._slim = False
        self._hovered = -1

    def add_room(self, room: Room, shortcut: str) -> None:
        """Add a tab; a room under another has none that is seen, and lights that."""
        self._icons.append(room.icon)
        self._counts.append((0, Tone.QUIET))
        self._keys.append(room.key)
        self._under.append(room.under)
        at = self.addTab(room.title)
        self.setTabToolTip(at, f"{room.title} ({shortcut})")
        self.setAccessibleTabName(at, room.title)
        self.setTabVisible(at, room.under not in self._keys)

    def clear_rooms(self) -> None:
        """Take all tabs away, to be added again for somebody else."""
        self._hovered = -1
        for at in reversed(range(self.count())):
            self.removeTab(at)
        for each in (self._icons, self._counts, self._keys, self._under):
            each.clear()

    def show_count(self, at: int, count: int, tone: Tone) -> None:
        """Write a count of what there is to do on tab ``at``; 0 takes it away."""
        self._counts[at] = (count, tone)
        text = self.tabText(at)
        self.setAccessibleTabName(at, f"{text}, {count} å gjøre" if count else text)
        self.update()

    def set_slim(self, slim: bool) -> None:
        """Show icons only, or icons and words."""
        self._slim = slim
        self.setFixedWidth(theme.u(SLIM if slim else WIDE))
        self.updateGeometry()
        self.update()

    def tabSizeHint(self, _index: int) -> QSize:
        text = QFontMetrics(theme.font()).height()
        width = theme.u(SLIM if self._slim else WIDE)
        return QSize(width, max(theme.u(42), text + theme.u(22)))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.u(SLIM), self.tabSizeHint(0).height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shown = Qt.Key, [n for n in range(self.count()) if self.isTabVisible(n)]
        place = shown.index(self._lit()) if self._lit() in shown else 0
        target = {
            key.Key_Up: shown[max(0, place - 1)] if shown else None,
            key.Key_Down: shown[min(len(shown) - 1, place + 1)] if shown else None,
            key.Key_Home: shown[0] if shown else None,
            key.Key_End: shown[-1] if shown else None,
        }.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self.setCurrentIndex(target)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.tabAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for at in range(self.count()):
                if self.isTabVisible(at):
                    self._paint_tab(painter, at, self.tabRect(at))

    def _lit(self) -> int:
        """Return which tab is that of the room in front."""
        at = self.currentIndex()
        under = self._under[at] if 0 <= at < len(self._under) else ""
        return self._keys.index(under) if under in self._keys else at

    def _paint_tab(self, painter: QPainter, at: int, whole: QRect) -> None:
        rect = QRectF(whole).adjusted(theme.u(10), 2, -theme.u(10), -2)
        asleep = not self.isEnabled()
        here = at == self._lit() and not asleep
        if here or at == self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if here else "sunken"))
            painter.drawRoundedRect(rect, 8, 8)
        ink = theme.colour("accent" if here else "disabled" if asleep else "text")
        side = theme.u(20)
        inset = (rect.width() - side) / 2 if self._slim else theme.u(11)
        place = QRectF(rect.left() + inset, rect.center().y() - side / 2, side, side)
        picture = ink if here or asleep else theme.colour("muted")
        paint_icon(painter, self._icons[at], place, picture)
        if not self._slim:
            weight = QFont.Weight.DemiBold if here else QFont.Weight.Normal
            painter.setFont(theme.font(1.0, weight))
            painter.setPen(ink)
            words = rect.adjusted(theme.u(22) + side, 0, -theme.u(8), 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.tabText(at))
        self._paint_count(painter, rect, *self._counts[at])
        keyboard = Qt.WidgetAttribute.WA_KeyboardFocusChange
        if here and self.hasFocus() and self.window().testAttribute(keyboard):
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 7, 7)

    def _paint_count(
        self, painter: QPainter, rect: QRectF, count: int, tone: Tone
    ) -> None:
        if not count:
            return
        pair = theme.pair(tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(pair.fill))
        if self._slim:  # a dot: the number is read out and stands in the wide rail
            painter.setBrush(QColor(pair.ink))
            at = QPoint(
                round(rect.right() - theme.u(8)), round(rect.top() + theme.u(9))
            )
            painter.drawEllipse(at, theme.u(4), theme.u(4))
            return
        font = theme.font(0.85, QFont.Weight.DemiBold)
        width = QFontMetrics(font).horizontalAdvance(str(count)) + theme.u(13)
        width, height = max(theme.u(22), width), theme.u(20)
        box = QRectF(
            rect.right() - width - theme.u(8),
            rect.center().y() - height / 2,
            width,
            height,
        )
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(pair.ink))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))

    def _hover(self, at: int) -> None:
        if at != self._hovered:
            self._hovered = at
            self.update()
