"""A drawn envelope: what shows through its window, where the sheet lies and slides."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from stkdesk.domain.envelope import (
    BLOCK_HEIGHT,
    SHEET_WIDTH,
    Box,
    Envelope,
    envelope_of,
)
from stkdesk.domain.office import OfficeDraft
from stkdesk.ui import theme
from stkdesk.ui.tokens import Tokens, Tone

LINES = ("Mottakerens navn", "Etasje eller c/o", "Gate eller postboks", "0000 STED")
FIRST, STEP, SIZE = 46, 41, 37  # tenths of a millimetre: base lines and letters
RETURN, RETURN_SIZE = -14, 25
GAP, WIDE, HIGH = 14, 300, 250  # pixels at text size 10
PAPER, INK, FAINT = QColor("#ffffff"), QColor("#1c2430"), QColor("#566273")


class EnvelopePreview(QWidget):
    """Two pictures of the envelope: the sheet as it is put in, and slid all it can."""

    def __init__(self) -> None:
        """Show nothing until there are measures to show."""
        super().__init__()
        self._draft = OfficeDraft()
        self.setMinimumHeight(theme.u(HIGH))
        self.show_measures(self._draft)

    def sizeHint(self) -> QSize:
        return QSize(theme.u(2 * WIDE + GAP), theme.u(HIGH))

    def show_measures(self, draft: OfficeDraft) -> None:
        """Show the address where ``draft`` has it."""
        self._draft = draft
        first, slid = (seen_in(draft, slid=slid) for slid in (False, True))
        self.setAccessibleName(
            f"{envelope_of(draft.letter_fold).title}-konvolutt. "
            f"Slik arket legges: {first} Når det har sklidd: {slid}"
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        width = (self.width() - theme.u(GAP)) / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number, slid in enumerate((False, True)):
                left = number * (width + theme.u(GAP))
                self._paint(painter, QRectF(left, 0, width, self.height()), slid=slid)

    def _paint(self, painter: QPainter, room: QRectF, *, slid: bool) -> None:
        """Paint one envelope with its caption in ``room``."""
        envelope, tokens = envelope_of(self._draft.letter_fold), theme.now()
        title = "Når arket har sklidd" if slid else "Slik arket legges"
        caption = theme.u(36)
        scale = min(
            room.width() / envelope.width, (room.height() - caption) / envelope.height
        )
        painter.save()
        painter.translate(room.topLeft())
        painter.save()
        painter.scale(scale, scale)
        _paint_envelope(painter, envelope, self._draft, tokens, slid=slid)
        painter.restore()
        font = QFont(self.font())
        painter.setFont(font)
        y = envelope.height * scale + theme.u(16)
        painter.setPen(QColor(tokens.text))
        painter.drawText(QPointF(0, y), title)
        good = is_seen(self._draft, slid=slid)
        painter.setPen(QColor(tokens.muted if good else tokens.tone(Tone.BAD).ink))
        painter.drawText(QPointF(0, y + theme.u(16)), seen_in(self._draft, slid=slid))
        painter.restore()


def is_seen(draft: OfficeDraft, *, slid: bool) -> bool:
    """Tell whether all of the address shows; ``slid``: when the sheet is moved."""
    envelope = envelope_of(draft.letter_fold)
    right, down = envelope.slide if slid else (0, 0)
    window = envelope.window
    left, top = draft.address_left + right, draft.address_top + down
    return (
        window.left <= left
        and envelope.block_right + right <= window.right
        and window.top <= top
        and top + BLOCK_HEIGHT <= window.bottom
    )


def seen_in(draft: OfficeDraft, *, slid: bool) -> str:
    """Return the same in words."""
    if is_seen(draft, slid=slid):
        return "Hele adressen synes."
    return "Ikke hele adressen synes."


def _paint_envelope(
    painter: QPainter,
    envelope: Envelope,
    draft: OfficeDraft,
    tokens: Tokens,
    *,
    slid: bool,
) -> None:
    """Paint in tenths of a millimetre, from the upper left corner."""
    right, down = envelope.slide if slid else (0, 0)
    window = _rect(envelope.window)
    painter.setPen(QPen(QColor(tokens.control), 6))
    painter.setBrush(QColor(tokens.subtle))
    painter.drawRoundedRect(
        QRectF(3, 3, envelope.width - 6, envelope.height - 6), 20, 20
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.disabled), 4, Qt.PenStyle.DashLine))
    painter.drawRect(QRectF(right, down, SHEET_WIDTH, envelope.fold))
    painter.setPen(QPen(QColor(tokens.control), 5))
    painter.setBrush(PAPER)
    painter.drawRoundedRect(window, 18, 18)
    painter.setClipRect(window)
    x, top = draft.address_left + right, draft.address_top + down
    room = envelope.block_right - draft.address_left
    _write(painter, x, top + RETURN, _return_line(draft), RETURN_SIZE, FAINT, room)
    for number, line in enumerate(LINES):
        _write(painter, x, top + FIRST + number * STEP, line, SIZE, INK)
    painter.setClipping(False)


def _return_line(draft: OfficeDraft) -> str:
    return f"Retur: {draft.return_address or draft.municipality}"


def _write(
    painter: QPainter,
    x: float,
    y: float,
    text: str,
    size: int,
    ink: QColor,
    room: float = SHEET_WIDTH,
) -> None:
    """Write a line with its base line at ``y``; smaller when ``room`` asks for it."""
    font = QFont(painter.font())
    font.setPixelSize(size)
    wide = QFontMetricsF(font).horizontalAdvance(text)
    if wide > room:
        font.setPixelSize(max(1, int(size * room / wide)))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(QPointF(x, y), text)


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
