"""Draws the two pictures of the installer's wizard from the mark of the program.

NSIS takes uncompressed bitmaps of fixed sizes: 164 x 314 beside the first and the last
page, 150 x 57 on top of the others.
"""

import re
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtSvg import QSvgRenderer

MARK = Path(__file__).resolve().parents[1] / "stkdesk.svg"
DEEP, MIDDLE = QColor("#063C47"), QColor("#0B5C6B")  # the ground of the mark


def canvas(width: int, height: int) -> QImage:
    """Return a white picture of one pixel per pixel."""
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    return image


def bare_mark() -> bytes:
    """Return the mark without its ground, for one of the same colour."""
    text = MARK.read_text(encoding="utf-8")
    bare, count = re.subn(r"<rect[^>]*/>", "", text)
    if count != 1:
        raise ValueError(f"{MARK.name} has {count} grounds, not one")
    return bare.encode()


def side() -> QImage:
    """Return the picture beside the first and the last page."""
    image = canvas(164, 314)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QLinearGradient(0, 0, 0, 314)
    ground.setColorAt(0, MIDDLE)
    ground.setColorAt(1, DEEP)
    painter.fillRect(image.rect(), ground)
    QSvgRenderer(bare_mark()).render(painter, QRectF(22, 86, 120, 120))
    painter.end()
    return image


def head() -> QImage:
    """Return the small picture on top of the other pages."""
    image = canvas(150, 57)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(MARK)).render(painter, QRectF(102, 8, 41, 41))
    painter.end()
    return image


def draw(folder: Path) -> None:
    """Write side.bmp and head.bmp into ``folder``."""
    for name, picture in (("side", side()), ("head", head())):
        if not picture.save(str(folder / f"{name}.bmp"), "BMP"):
            raise OSError(f"cannot write {name}.bmp")
