"""The fourth pane of the wizard: the very files that payroll will get."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from stkdesk.domain.run_preview import RunFile, RunPreview
from stkdesk.ui.pay.file_view import FileView
from stkdesk.ui.widgets.boxes import card, column
from stkdesk.ui.widgets.chips import Chips
from stkdesk.ui.widgets.empty import Empty
from stkdesk.ui.widgets.texts import label

PAYROLL, CONTROL = "0", "1"


class FilesPane(QWidget):
    """Shows one file at a time; what is locked is these bytes."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._files: Sequence[RunFile] = ()
        self.chips = Chips(
            ((PAYROLL, "Lønnsfil"), (CONTROL, "Kontrolliste")), "Hvilken fil"
        )
        self.view = FileView()
        self._about = label("", "muted", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(card(column((self.view, 1), gap=0)))
        empty = ("Ingen filer ennå", "Ingen timelister er klare for lønn.")
        self._stack.addWidget(Empty("File", *empty))
        self.setLayout(
            column(
                label("Forhåndsvisning", "h2"),
                self._about,
                self.chips,
                (self._stack, 1),
                gap=8,
                margins=18,
            )
        )
        self.chips.picked.connect(self._show)

    def show_run(self, found: RunPreview) -> None:
        """Show the files of ``found``."""
        self._files = found.files
        told = (
            "Dette er filene slik lønn får dem, tegn for tegn. Ingen bruker er nevnt."
        )
        self._about.setText(told if found.files else "")
        self.chips.setVisible(bool(found.files))
        self._stack.setCurrentIndex(0 if found.files else 1)
        self._show(self.chips.chosen or PAYROLL)

    def begin(self) -> None:
        """Put the cursor in the file."""
        if not self._files:
            return
        inside = self.view.currentWidget()
        (self.view.pages.view if inside is self.view.pages else inside).setFocus()

    def _show(self, key: str) -> None:
        if self._files:
            self.view.show_file(self._files[int(key)])
