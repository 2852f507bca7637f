"""How errors are told to the person at the desk."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from stkdesk import logs
from stkdesk.domain.errors import OfficeError
from stkdesk.logs import crashes
from stkdesk.ui import theme
from stkdesk.ui.icons import Tile
from stkdesk.ui.qt_messages import on_message
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

if TYPE_CHECKING:
    from stkdesk.ui.main_window import MainWindow

CALM_MS = 800  # after the window is there: the start comes first

log = logging.getLogger(__name__)


class Message(QDialog):
    """Tells what went wrong and what to do; closed by Enter or Esc."""

    def __init__(
        self, parent: QWidget | None, title: str, advice: str, tone: Tone
    ) -> None:
        """Say ``title`` in large, ``advice`` under it; offer help with what is bad."""
        super().__init__(parent)
        self.setWindowTitle("stkdesk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title, self.advice = title, advice
        self.setAccessibleName(title)
        self.setAccessibleDescription(advice)
        head = label(title, "h2", wrap=True)
        text = label(advice, wrap=True, selectable=True)
        if not advice:
            text.hide()
        understood = button("OK", "primary", on=self.accept)
        understood.setDefault(True)
        icon = "XMarkOctagonFill" if tone is Tone.BAD else "ExclamationmarkTriangle"
        picture = column(Tile(icon, tone.value, 40), None)
        words = column(head, text, None, gap=6)
        body = row(picture, (words, 1), gap=16, margins=(22, 22, 22, 18))
        acts = row(None, understood, margins=(22, 12, 22, 12))
        if tone is Tone.BAD:
            acts.insertWidget(0, button("Lag &diagnosepakke", on=self._diagnose))
        foot = frame(acts, "foot")
        self.setLayout(column(body, foot, gap=0))
        self.setMinimumWidth(theme.u(460))
        understood.setFocus()

    def _diagnose(self) -> None:
        """Let the person gather what whoever mends it must know."""
        from stkdesk.ui.diagnosis.diagnosis_window import open_diagnosis

        parent = self.parentWidget()
        self.accept()
        open_diagnosis(parent)


def show(parent: QWidget | None, error: BaseException) -> None:
    """Tell what went wrong; never stops the program, never waits for an answer.

    An OfficeError is told in its own words. Anything else is a fault of the program:
    it goes to the log, and the person gets a reference to quote. No personal data
    from the error reaches the screen or the log.
    """
    if isinstance(error, OfficeError):
        title, advice, tone = error.title, error.advice, Tone.WARN
    else:
        title, tone = "Noe gikk galt i programmet.", Tone.BAD
        advice = (
            "Se etter om det siste du gjorde er lagret. "
            f"Oppgi referansen {logs.note(error)} til brukerstøtte."
        )
    Message(parent or QApplication.activeWindow(), title, advice, tone).open()


def show_faults() -> None:
    """Show every exception nobody else caught; leave traces of what none can show.

    What goes wrong where nothing can be shown, on another thread or while something
    is being cleared away, is only logged, and so is what Qt complains about.
    """

    def _hook(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
        else:
            show(None, error)

    sys.excepthook = _hook
    sys.unraisablehook = _on_unseen
    threading.excepthook = _on_unseen
    qInstallMessageHandler(on_message)
    crashes.watch("vindu")
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.aboutToQuit.connect(_on_end)
        application.commitDataRequest.connect(_on_end)  # the person is logging off


def tell_of_crash(window: MainWindow) -> None:
    """Say it in ``window`` if the program stopped by itself the last time."""
    if crashes.told_of_crashes():
        from stkdesk.ui.diagnosis.after_crash import CrashNotice

        CrashNotice(window)


def _on_end() -> None:
    log.info("the window is closed")
    crashes.end()


def _on_unseen(fault: sys.UnraisableHookArgs | threading.ExceptHookArgs) -> None:
    if fault.exc_value is not None:
        logs.note(fault.exc_value)
