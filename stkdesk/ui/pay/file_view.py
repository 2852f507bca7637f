"""A file of a run on the screen: the pages of a PDF, or the text payroll reads."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget

from stkdesk.documents.payroll_file_reading import file_text
from stkdesk.domain.pay_run import RunFileKind
from stkdesk.domain.run_preview import RunFile
from stkdesk.ui.papers.preview_pane import PreviewPane


class FileView(QStackedWidget):
    """Shows one file at a time, just as it will be delivered."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName("Lønnsfilen")
        self.pages = PreviewPane("Kontrolliste")
        self.addWidget(self.text)
        self.addWidget(self.pages)

    def show_file(self, file: RunFile) -> None:
        """Show ``file``."""
        if file.kind is RunFileKind.CONTROL_LIST:
            self.pages.show_pdf(file.data, file.name)
            self.setCurrentWidget(self.pages)
            return
        self.text.setPlainText(file_text(file.data))
        self.setCurrentWidget(self.text)
