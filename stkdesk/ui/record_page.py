"""What the three registers have in common beside list and card: form, keys, counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from stkdesk.domain.listing import ListPage
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.register_page import RegisterPage


class RecordPage(RegisterPage):
    """A register whose records are made and edited in a form; F2 edits."""

    list_width = 560

    def list_changed(self, rows: ListPage[Any]) -> None:
        """Count everybody on the chip "Alle"."""
        self.filter.show_counts({"": rows.everything})

    def edit_current(self) -> None:
        """Edit the record in the card."""
        if self.record is not None:
            self.edit_record(self.record)

    def ask_insight(self) -> None:
        """Answer the person in the card, who asks what is kept (innsyn)."""
        # At the press: it loads the print room.
        from stkdesk.ui.insight.form import ask_insight

        if self.record is not None:
            ask_insight(self, self.record.number)

    def ask_export(self) -> None:
        """Take everything about the person in the card out, as a file."""
        from stkdesk.ui.insight.export import ask_export

        if self.record is not None:
            ask_export(self, self.record.number)

    def open_form(self, make: Callable[[], RecordForm]) -> None:
        """Show the form ``make`` gives, to those who may save what is in it.

        What it saves, or finds in its place, is opened after.
        """
        if self.refuses(*self.edit_rights):
            return
        form = make()
        form.registered.connect(self._on_registered)
        form.wanted.connect(self.open_record)
        form.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.edit_current()
        else:
            super().keyPressEvent(event)

    def _on_registered(self, number: int) -> None:
        """Show the new record in the whole list, whatever was searched for."""
        if self.search.text() or self.filter.chosen:
            self.search.clear()
            self.filter.choose("")
        self.open_record(number)
