"""Unntak siste uke: which rules were gone past, by whom and why; to be printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from stkdesk.domain.formats import long_date, short_date
from stkdesk.services.assignment_gate import OverrideRow
from stkdesk.services.exceptions_list import (
    exceptions_of_week,
    first_day,
    print_exceptions,
    title_of,
)
from stkdesk.ui import theme
from stkdesk.ui.page import Page
from stkdesk.ui.papers.printer import print_pdf
from stkdesk.ui.papers.saving import ask_where_to_save
from stkdesk.ui.tokens import Tone
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import Item, column, frame, line, row, scrolled
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

WIDTH, HEIGHT = 640, 520  # pixels at text size 10


class Exceptions(QDialog):
    """A line for each exception, with the way to its assignment."""

    help_topic = "oppdrag"

    def __init__(self, page: Page, rows: Sequence[OverrideRow]) -> None:
        """Show ``rows`` over the window of ``page``."""
        super().__init__(page.window())
        self.setWindowTitle("Unntak siste uke")
        answer_why(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page = page
        today = page.workspace.today()
        days = f"{long_date(first_day(today))} – {long_date(today)}"
        items: list[Item] = []
        for each in rows:
            items += [line()] if items else []
            items.append(self._line(each))
        if not rows:
            items.append(label("Ingen unntak er gjort denne uken.", wrap=True))
        inside = QWidget()
        inside.setLayout(column(*items, None, gap=10, margins=(22, 4, 22, 14)))
        head = column(
            label("Unntak siste uke", "h2"),
            label(days, "small"),
            gap=2,
            margins=(22, 18, 22, 8),
        )
        save = button("Lagre som PDF …", icon="Download", on=self._save)
        close = button("Lukk", on=self.reject)
        out = button(
            "Skriv ut",
            "primary",
            icon="PrinterSmall",
            tip="Skriv ut listen (Ctrl+P)",
            on=self._print,
        )
        buttons = row(save, None, close, out, margins=(22, 12, 22, 12))
        self.setLayout(
            column(head, (scrolled(inside), 1), frame(buttons, "foot"), gap=0)
        )
        self.resize(theme.u(WIDTH), theme.u(HEIGHT))
        QShortcut(QKeySequence("Ctrl+P"), self, self._print)
        out.setFocus()

    def _line(self, each: OverrideRow) -> Item:
        by = f"{short_date(each.made_on)}  ·  {each.made_by}".strip(" ·")
        words = [
            label(f"{each.client} · O-{each.assignment_number}", "h3", wrap=True),
            label(each.reason, wrap=True, selectable=True),
            label(by, "small"),
        ]
        for word in words:
            word.setMinimumWidth(1)
        open_it = button(
            "Åpne",
            "link",
            name=f"Åpne O-{each.assignment_number}",
            on=lambda: self._open(each.assignment_number),
        )
        side = column(
            row(None, Badge(Mark(title_of(each.rule), Tone.WARN))),
            row(None, open_it),
            None,
            gap=4,
        )
        return row((column(*words, gap=2), 1), side, gap=12)

    def _open(self, number: int) -> None:
        self.accept()
        self._page.goto.emit("assignments", number)

    def _print(self) -> None:
        self._made(lambda data: print_pdf(self, data, "Unntak", self.raise_))

    def _save(self) -> None:
        def _ask(data: bytes) -> None:
            ask_where_to_save(self, data, "unntak.pdf", lambda _name: self.raise_())

        self._made(_ask)

    def _made(self, then: Callable[[bytes], None]) -> None:
        today = self._page.workspace.today()
        self._page.workspace.ask(
            lambda session: print_exceptions(session, today=today),
            then,
            key=(id(self), "print"),
            at_once=True,
        )


def show_exceptions(page: Page) -> None:
    """Read the exceptions of the week, and show them."""
    today = page.workspace.today()
    page.workspace.ask(
        lambda session: exceptions_of_week(session, today=today),
        lambda rows: Exceptions(page, rows).open(),
        key=(id(page), "exceptions"),
        at_once=True,
    )
