"""Texts of ``resources/help`` on the screen, in the colours and sizes in use."""

from __future__ import annotations

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from stkdesk.resources import resource
from stkdesk.ui import theme

SIZES = {1: 1.5, 2: 1.15, 3: 1.0}  # of headings, times the text size
# Above and below headings, pixels at text size 10.
SPACE = {1: (0, 6), 2: (16, 4), 3: (10, 2)}
LINE_HEIGHT = 118.0  # per cent
INDENT = 20  # pixels at text size 10
CELL_PADDING = 4  # pixels at text size 10
TABLE_WIDTH = 99  # per cent: with its outer lines it must not be wider than the page


def help_text(topic: str) -> str:
    """Return the text ``topic``.

    Raises:
        FileNotFoundError: if it is not written.

    """
    return resource(f"help/{topic}.md").read_text(encoding="utf-8")


def show_markdown(browser: QTextBrowser, text: str) -> None:
    """Show ``text``, from its beginning.

    Qt gives headings of Markdown no room and lists too much: both are set here.
    """
    document = browser.document()
    document.setDefaultStyleSheet(
        f"a {{ color:{theme.now().link}; }} h1, h2, h3 {{ color:{theme.now().text}; }}"
    )
    document.setIndentWidth(theme.u(INDENT))
    browser.setMarkdown(text)
    cursor = QTextCursor(document)
    while True:
        level = cursor.blockFormat().headingLevel()
        shape = QTextBlockFormat()
        height = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        shape.setLineHeight(LINE_HEIGHT, height.value)
        if level in SIZES:
            above, below = SPACE[level]
            shape.setTopMargin(theme.u(above))
            shape.setBottomMargin(theme.u(below))
            _letter(cursor, SIZES[level])
        cursor.mergeBlockFormat(shape)
        _soften(cursor)
        if not cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
            break
    for part in document.rootFrame().childFrames():
        if isinstance(part, QTextTable):
            _rule(part)
    browser.moveCursor(QTextCursor.MoveOperation.Start)


def _rule(table: QTextTable) -> None:
    """Give ``table`` thin lines; Qt's own are double, and wider than the page."""
    shape = table.format().toTableFormat()
    shape.setBorderCollapse(True)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QColor(theme.now().border))
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, TABLE_WIDTH))
    shape.setCellPadding(theme.u(CELL_PADDING))
    table.setFormat(shape)


def _letter(cursor: QTextCursor, scale: float) -> None:
    """Set the letters of the block at ``cursor``."""
    heading = QTextCursor(cursor.block())
    heading.select(QTextCursor.SelectionType.BlockUnderCursor)
    letters = heading.charFormat()
    # A step in size from Markdown goes before a size in points: take it away, which
    # merging cannot do.
    letters.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
    letters.setFontPointSize(theme.look().points * scale)
    letters.setFontWeight(QFont.Weight.DemiBold)
    heading.setCharFormat(letters)


def _soften(cursor: QTextCursor) -> None:
    """Give what is bold in the block at ``cursor`` the boldest letters we have.

    A heavier weight than the fonts bring is smeared by Qt.
    """
    at = cursor.block().begin()
    while not at.atEnd():
        part = at.fragment()
        if part.charFormat().fontWeight() > QFont.Weight.DemiBold.value:
            strong = QTextCursor(cursor.block())
            strong.setPosition(part.position())
            keep = QTextCursor.MoveMode.KeepAnchor
            strong.setPosition(part.position() + part.length(), keep)
            weight = QTextCharFormat()
            weight.setFontWeight(QFont.Weight.DemiBold)
            strong.mergeCharFormat(weight)
            at = cursor.block().begin()
        else:
            at += 1
