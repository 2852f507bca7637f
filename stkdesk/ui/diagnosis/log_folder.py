"""Åpne loggmappen: where the logs lie, in the file manager of the machine."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from stkdesk import logs
from stkdesk.logs.files import folders


def open_log_folder() -> None:
    """Show the folder this program writes its log in."""
    file = logs.file_in_use()
    folder = file.parent if file is not None else folders()[0]
    with suppress(OSError):  # then the machine says itself that it is not there
        folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
