"""A paper in full: its head with what can be done to it, and its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stkdesk.domain.formats import count
from stkdesk.ui.papers.page_view import PageView
from stkdesk.ui.widgets.boxes import column, frame, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label


class PreviewPane(QWidget):
    """Title, number of pages, zoom, print and save; the pages under them."""

    def __init__(
        self,
        title: str,
        *,
        print_out: Callable[[], object] | None = None,
        save: Callable[[], object] | None = None,
    ) -> None:
        """Show no pages yet; without ``print_out`` or ``save``, no such button."""
        super().__init__()
        self.view = PageView()
        self._title = label(title, "h3", wrap=True)
        self._words = title
        self._marks: Sequence[tuple[int, str]] = ()
        self._about = label("", "small")
        self._place = label("", "small")
        smaller = button(
            "", "ghost", icon="ZoomMinus", tip="Mindre (-)", on=self.view.zoom_out
        )
        larger = button(
            "", "ghost", icon="ZoomPlus", tip="Større (+)", on=self.view.zoom_in
        )
        buttons: list[QWidget] = [smaller, larger]
        if print_out is not None:
            buttons.append(
                button(
                    "",
                    "ghost",
                    icon="PrinterSmall",
                    tip="Skriv ut (Ctrl+P)",
                    on=print_out,
                )
            )
        if save is not None:
            buttons.append(
                button("", "ghost", icon="Download", tip="Lagre som PDF …", on=save)
            )
        words = column(self._title, self._about, gap=1)
        head = row((words, 1), self._place, *buttons, gap=4, margins=(16, 10, 10, 10))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addWidget(frame(head))
        lay.addWidget(line())
        lay.addWidget(self.view, 1)
        self.view.moved.connect(self._on_moved)

    def show_pdf(self, data: bytes, title: str | None = None) -> None:
        """Show ``data``, under another title if one is given."""
        if title is not None:
            self._words = title
            self._title.setText(title)
        self.view.show_pdf(data)
        pages = count(self.view.pages, "side", "sider")
        self._about.setText(f"{pages}  ·  PDF  ·  {size_text(len(data))}")
        self._on_moved(self.view.page)

    def mark(self, marks: Sequence[tuple[int, str]]) -> None:
        """Let the title say what begins on each page (from 1), until the next does."""
        self._marks = sorted(marks)
        self._on_moved(self.view.page)

    def say(self, text: str) -> None:
        """Show no pages, and ``text`` for why."""
        self.view.show_pdf(b"")
        self._about.setText(text)
        self._place.setText("")

    def _on_moved(self, page: int) -> None:
        here = [text for start, text in self._marks if start <= page]
        self._title.setText((here and here[-1]) or self._words)
        many = self.view.pages > 1
        self._place.setText(f"Side {page} av {self.view.pages}" if many else "")


def size_text(size: int) -> str:
    """Return ``41 kB`` or ``1,4 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
