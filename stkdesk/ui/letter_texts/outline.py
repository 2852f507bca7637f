"""The letters and their paragraphs, as a list to move in with the arrow keys."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem

from stkdesk.documents.paragraphs import Paragraph
from stkdesk.domain.formats import short_date
from stkdesk.domain.letter_papers import FIRST, Part
from stkdesk.domain.merge_fields import shown
from stkdesk.services.letter_text_list import PaperRow, ParagraphRow
from stkdesk.ui import theme
from stkdesk.ui.tokens import Tone

HEADINGS = "Overskrifter"
_NAME = Qt.ItemDataRole.UserRole
_LONG = 64  # signs of a paragraph shown in the list


class Outline(QTreeWidget):
    """Letters, under each its parts, under each its paragraphs.

    Signals:
        chosen: the paper and the key of the paragraph the cursor is on.
    """

    chosen = Signal(str, str)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._items: dict[tuple[str, str], QTreeWidgetItem] = {}
        self.setProperty("role", "outline")
        self.setAccessibleName("Brev og avsnitt")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(theme.u(14))
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._on_current)

    def show_papers(self, papers: Sequence[PaperRow], kept: Collection[str]) -> None:
        """Show the letters; ``kept`` are the paragraphs with a draft of one's own.

        The cursor and what is open stay; nothing is told.
        """
        if not self._items:
            self._build(papers)
        for paper in papers:
            for row in paper.paragraphs:
                self._mark(row, kept)

    def go_to(self, paper: str, key: str = "") -> None:
        """Open ``paper`` and put the cursor on a paragraph of it, else on the first."""
        for (of, at), item in self._items.items():
            if of == paper and key in ("", at):
                self.setCurrentItem(item)
                self.scrollToItem(item)
                return

    def _build(self, papers: Sequence[PaperRow]) -> None:
        for paper in papers:
            top = QTreeWidgetItem(self, [paper.paper.title])
            top.setFont(0, theme.font(1.0, QFont.Weight.DemiBold))
            top.setFlags(top.flags() & ~Qt.ItemFlag.ItemIsSelectable)
            top.setToolTip(0, paper.paper.hint)
            parts: dict[str, QTreeWidgetItem] = {}
            for row in sorted(paper.paragraphs, key=_order):
                under = top
                if row.paragraph.section != FIRST:
                    under = parts.setdefault(
                        row.paragraph.section,
                        _part(top, row.paragraph.section, parts),
                    )
                self._add(under, row.paragraph)

    def _add(self, under: QTreeWidgetItem, paragraph: Paragraph) -> None:
        item = QTreeWidgetItem(under, [snippet(paragraph)])
        item.setData(0, _NAME, (paragraph.paper, paragraph.key))
        item.setToolTip(0, shown(_plain(paragraph.bokmal)))
        item.setSizeHint(0, QSize(0, theme.u(28)))
        self._items[paragraph.paper, paragraph.key] = item

    def _mark(self, row: ParagraphRow, kept: Collection[str]) -> None:
        item = self._items[row.paragraph.paper, row.paragraph.key]
        text, tone = "", Tone.QUIET
        if row.paragraph.name in kept:
            text, tone = "Kladd", Tone.WARN
        elif row.coming is not None:
            text, tone = f"Fra {short_date(row.coming)[:6]}", Tone.ACT
        elif row.is_own:
            text, tone = "Egen", Tone.GOOD
        item.setText(1, text)
        item.setForeground(1, QColor(theme.pair(tone).ink))
        item.setToolTip(1, _MEANS.get(text[:4], ""))

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        name = item.data(0, _NAME) if item is not None else None
        if name:
            self.chosen.emit(*name)


_MEANS = {
    "Klad": "Du har skrevet noe her som ikke er lagret",
    "Egen": "Kontorets egen tekst gjelder i dag",
    "Fra ": "En ny versjon begynner da",
}


def snippet(paragraph: Paragraph) -> str:
    """Return the beginning of a paragraph, as it is known in the list."""
    text = shown(" ".join(_plain(paragraph.bokmal).split()))
    return text if len(text) <= _LONG else text[:_LONG].rstrip() + " …"


def _part(
    top: QTreeWidgetItem, title: str, parts: dict[str, QTreeWidgetItem]
) -> QTreeWidgetItem:
    """Return the line of a part of a letter, made unless it is there."""
    if title in parts:
        return parts[title]
    made = QTreeWidgetItem(top, [title])
    made.setForeground(0, theme.colour("muted"))
    made.setFlags(made.flags() & ~Qt.ItemFlag.ItemIsSelectable)
    return made


def _order(row: ParagraphRow) -> int:
    """Put what stands first first, and the headings last."""
    if row.paragraph.section == FIRST:
        return 0 if row.paragraph.part is Part.HEADING else 1
    return 3 if row.paragraph.section == HEADINGS else 2


def _plain(body: str) -> str:
    return re.sub(r"</?b>", "", body)
