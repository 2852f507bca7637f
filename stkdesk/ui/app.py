"""Starting the window: at once, with everything that takes time after it.

The window is painted before anything that reads the register is loaded. What follows,
from an empty window to an open office, is in ``ui/start``.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from stkdesk import __version__, settings
from stkdesk.resources import resource
from stkdesk.ui import errors, memory, theme
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.start.arguments import read_arguments
from stkdesk.ui.start.leading import Start
from stkdesk.ui.start.neighbour import handed_over
from stkdesk.ui.theme import Look

if TYPE_CHECKING:
    from stkdesk.ui.start.trial import Seen


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed.

    If one of ours has the register already, that one comes to the front instead.
    """
    gc.disable()  # nothing becomes garbage while modules load; see _settle
    asked = read_arguments(sys.argv[1:] if arguments is None else arguments)
    if asked.data is not None:
        settings.use_data_folder(asked.data)
    look = memory.remembered_look()
    look = look._replace(scheme=asked.scheme or look.scheme)
    application = make_application(look, asked.for_qt)
    errors.show_faults()
    theme.follow_system(application)
    file = asked.db or (
        settings.practice_file() if asked.practice else settings.register_file()
    )
    server = asked.server
    if not (server or asked.db or asked.practice):
        server = settings.chosen_server() or ""
    if not server and handed_over(file):
        return 0
    window = MainWindow(practice=asked.practice)
    start = Start(window, file, practice=asked.practice, server=server)
    application.aboutToQuit.connect(start.close)
    window.show()
    QTimer.singleShot(0, start, start.begin)
    QTimer.singleShot(errors.CALM_MS, window, lambda: errors.tell_of_crash(window))
    return application.exec()


def make_application(look: Look, for_qt: Sequence[str] = ()) -> QApplication:
    """Return the application, Norwegian and dressed in ``look``.

    ``for_qt`` are arguments of the toolkit itself, such as ``-platform offscreen``.
    """
    application = QApplication([*sys.argv[:1], *for_qt])
    prepare(application, look)
    return application


def prepare(application: QApplication, look: Look) -> None:
    """Give ``application`` its language, its name and its look."""
    QLocale.setDefault(QLocale("nb_NO"))
    application.setApplicationName("stkdesk")
    application.setApplicationVersion(__version__)
    application.setWindowIcon(QIcon(str(resource("stkdesk.svg"))))
    words = QTranslator(application)
    words.load(str(resource("i18n/qtbase_nb.qm")))
    application.installTranslator(words)
    theme.apply(application, look)


def try_unseen(
    register: Path, picture: Path, *, today: date, for_qt: Sequence[str]
) -> Seen:
    """Open the practice office in ``register``, visit its rooms, and tell what one saw.

    For the self-test: ``for_qt`` says that there is no screen. See ``start/trial``.
    """
    from stkdesk.ui.start.trial import try_window

    make_application(Look(), for_qt)
    return try_window(register, picture, today=today)
