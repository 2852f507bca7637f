"""The pages of a PDF on the screen, drawn from memory by a worker."""

from __future__ import annotations

from functools import cache, partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame

from stkdesk.documents.pictures import Picture, page_count, page_picture
from stkdesk.ui import theme
from stkdesk.ui.background import Worker

A4 = (595.2756, 841.8898)  # points; every paper of ours
_GAP = 12  # pixels between pages
_STEP = 1.25  # of one zoom
_LEAST, _MOST = 0.35, 4.0  # pixels a point
_NEAR = 3  # pages kept on either side of those seen


class PageView(QAbstractScrollArea):
    """Shows every page under the one before, as wide as there is room for.

    PgUp and PgDn go a screen, Ctrl+PgUp and Ctrl+PgDn a page, Home and End to the
    ends; plus and minus change the size, 0 fits the width again.

    Signals:
        moved: the page now at the top, counted from 1.
        resized: how many percent of its real size the paper is shown at.
    """

    moved, resized = Signal(int), Signal(int)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.pages = 0
        self._data = b""
        self._round = 0  # pictures of an earlier paper are dropped
        self._zoom: float | None = None  # None: as wide as there is room for
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._asked: set[tuple[int, float]] = set()
        self._worker = _drawer()
        self.destroyed.connect(partial(_forget, self._worker, id(self)))
        self._last_page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setMinimumSize(theme.u(220), theme.u(200))
        self.setAccessibleName("Forhåndsvisning")
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._repaint)

    # What the pane around it uses.

    @property
    def page(self) -> int:
        """The page at the top, counted from 1; 0 when there is none."""
        if not self.pages:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        return min(self.pages, 1 + int(middle // self._page_step()))

    @property
    def is_ready(self) -> bool:
        """Whether every page that can be seen is drawn at its size."""
        scale = self._picture_scale()
        return all(
            page in self._pictures and self._pictures[page][0] == scale
            for page in self._seen()
        )

    def show_pdf(self, data: bytes) -> None:
        """Show ``data`` from its first page; empty: nothing."""
        self._round += 1
        keep = self.verticalScrollBar().value() if self._data and data else 0
        self._data = data
        self._pictures.clear()
        self._asked.clear()
        self.pages = page_count(data) if data else 0
        self._measure()
        self.verticalScrollBar().setValue(keep)
        self._on_scrolled()

    def zoom_in(self) -> None:
        """Show the paper larger."""
        self._set_zoom(self._scale() * _STEP)

    def zoom_out(self) -> None:
        """Show the paper smaller."""
        self._set_zoom(self._scale() / _STEP)

    def fit_width(self) -> None:
        """Show the paper as wide as there is room for."""
        self._set_zoom(None)

    def go_to(self, page: int) -> None:
        """Bring ``page``, counted from 1, to the top."""
        top = (max(1, min(page, self.pages)) - 1) * self._page_step()
        self.verticalScrollBar().setValue(round(top))

    # Qt.

    def sizeHint(self) -> QSize:
        # Low: a scroll area around the card would otherwise make room for all of it.
        return QSize(theme.u(520), theme.u(220))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self.page
        self._measure()
        if page > 1:
            self.go_to(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key, event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        bar = self.verticalScrollBar()
        match event.key():
            case key.Key_PageDown | key.Key_Space if not control:
                bar.setValue(bar.value() + bar.pageStep())
            case key.Key_PageUp | key.Key_Backspace if not control:
                bar.setValue(bar.value() - bar.pageStep())
            case key.Key_PageDown:
                self.go_to(self.page + 1)
            case key.Key_PageUp:
                self.go_to(self.page - 1)
            case key.Key_Home:
                bar.setValue(0)
            case key.Key_End:
                bar.setValue(bar.maximum())
            case key.Key_Plus:
                self.zoom_in()
            case key.Key_Minus:
                self.zoom_out()
            case key.Key_0:
                self.fit_width()
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
        else:
            super().wheelEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), theme.colour("subtle"))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for page in self._seen():
                self._paint_page(painter, page)
            keyboard = Qt.WidgetAttribute.WA_KeyboardFocusChange
            if self.hasFocus() and self.window().testAttribute(keyboard):
                painter.setPen(QPen(theme.colour("focus"), 2))
                painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, page: int) -> None:
        rect = self._rect(page)
        painter.fillRect(rect, Qt.GlobalColor.white)
        drawn = self._pictures.get(page)
        if drawn is not None:
            painter.drawImage(rect, drawn[1])
        painter.setPen(theme.colour("line"))
        painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    # Where things are.

    def _scale(self) -> float:
        """Return logical pixels a point."""
        if self._zoom is not None:
            return self._zoom
        room = self.viewport().width() - 2 * theme.u(_GAP)
        return max(_LEAST, min(_MOST, room / A4[0]))

    def _picture_scale(self) -> float:
        return round(self._scale() * self.devicePixelRatioF(), 3)

    def _page_step(self) -> float:
        return A4[1] * self._scale() + theme.u(_GAP)

    def _rect(self, page: int) -> QRectF:
        """Return where ``page``, counted from 0, lies in the viewport."""
        wide, gap = A4[0] * self._scale(), theme.u(_GAP)
        left = max(float(gap), (self.viewport().width() - wide) / 2)
        top = gap + page * self._page_step() - self.verticalScrollBar().value()
        return QRectF(
            round(left - self.horizontalScrollBar().value()),
            round(top),
            round(wide),
            round(A4[1] * self._scale()),
        )

    def _seen(self) -> range:
        """Return the pages in the viewport, counted from 0."""
        top, step = self.verticalScrollBar().value(), self._page_step()
        first = max(0, int((top - theme.u(_GAP)) // step))
        last = int((top + self.viewport().height()) // step)
        return range(first, min(self.pages, last + 1))

    def _measure(self) -> None:
        """Set the scroll bars for the size the paper is shown at."""
        gap, view = theme.u(_GAP), self.viewport()
        high = round(self.pages * self._page_step() + gap)
        wide = round(A4[0] * self._scale() + 2 * gap)
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, high - view.height()))
        vertical.setPageStep(max(1, view.height() - 2 * gap))
        vertical.setSingleStep(theme.u(40))
        horizontal.setRange(0, 0 if self._zoom is None else max(0, wide - view.width()))
        horizontal.setPageStep(view.width())
        self.resized.emit(round(100 * self._scale() * 72 / self.logicalDpiX()))
        self._want()

    def _set_zoom(self, zoom: float | None) -> None:
        page = self.page
        self._zoom = None if zoom is None else max(_LEAST, min(_MOST, zoom))
        self._measure()
        self.go_to(page)
        self._repaint()

    # Drawing.

    def _on_scrolled(self) -> None:
        self._want()
        self._repaint()
        if self.page != self._last_page:
            self._last_page = self.page
            self.setAccessibleDescription(f"Side {self.page} av {self.pages}")
            self.moved.emit(self.page)

    def _repaint(self) -> None:
        self.viewport().update()

    def _want(self) -> None:
        """Ask for the pages that can be seen, and forget those far away."""
        scale, seen = self._picture_scale(), self._seen()
        for page in [p for p in self._pictures if not _near(p, seen)]:
            del self._pictures[page]
            self._asked = {each for each in self._asked if each[0] != page}
        for page in seen:
            if (page, scale) not in self._asked:
                self._asked = {e for e in self._asked if e[0] != page}
                self._asked.add((page, scale))
                self._worker.ask(
                    partial(page_picture, self._data, page, scale),
                    partial(self._on_picture, self._round, page, scale),
                    key=(id(self), page % _SLOTS),
                )

    def _on_picture(
        self, asked_in: int, page: int, scale: float, made: Picture
    ) -> None:
        if asked_in != self._round:
            return
        self._pictures[page] = (scale, image_of(made))
        self._repaint()


_SLOTS = 64  # more pages than can be seen at once


@cache
def _drawer() -> Worker:
    """Return the one worker that draws for every view: starting a thread takes time."""
    return Worker("preview", QApplication.instance())


def _forget(worker: Worker, view: int) -> None:
    """Drop what a view that has gone away asked for."""
    for slot in range(_SLOTS):
        worker.forget((view, slot))


def image_of(made: Picture) -> QImage:
    """Return ``made`` as an image of Qt, with pixels of its own."""
    shape = (
        QImage.Format.Format_Grayscale8 if made.grey else QImage.Format.Format_RGB888
    )
    return QImage(made.pixels, made.width, made.height, made.stride, shape).copy(
        QRect(0, 0, made.width, made.height)
    )


def _near(page: int, seen: range) -> bool:
    return bool(seen) and seen[0] - _NEAR <= page <= seen[-1] + _NEAR
