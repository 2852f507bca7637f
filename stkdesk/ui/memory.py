"""What the windows remember from one day to the next: sizes, columns, look.

Nothing about people: it lies unencrypted in the folder of the register.
"""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from stkdesk import settings
from stkdesk.ui import theme
from stkdesk.ui.theme import POINTS, Look, Scheme

SIZES = (POINTS, 11, 13)  # Normal, Større, Størst


def window_settings() -> QSettings:
    """Return what the windows remember."""
    return QSettings(str(settings.window_file()), QSettings.Format.IniFormat)


def remembered_look() -> Look:
    """Return the look the person chose, or the usual one."""
    kept = window_settings()
    scheme, points = Scheme.SYSTEM, POINTS
    with suppress(ValueError):
        scheme = Scheme(str(kept.value("look/scheme", scheme.value)))
    with suppress(ValueError):
        points = int(str(kept.value("look/points", points)))
    contrast = str(kept.value("look/contrast", "")) == "high"
    return Look(scheme, points if points in SIZES else POINTS, contrast)


def restore_size(window: QWidget) -> None:
    """Give ``window`` the size and place it had last, or one that fits the screen."""
    saved = window_settings().value("window/geometry")
    if not (isinstance(saved, QByteArray) and window.restoreGeometry(saved)):
        room = window.screen().availableSize() * 0.94
        window.resize(window.sizeHint().boundedTo(room))


def remember_size(window: QWidget) -> None:
    """Keep the size and place of ``window`` for the next time."""
    window_settings().setValue("window/geometry", window.saveGeometry())


def use_look(application: QApplication, look: Look) -> None:
    """Dress the program in ``look`` now and remember it."""
    kept = window_settings()
    kept.setValue("look/scheme", look.scheme.value)
    kept.setValue("look/points", look.points)
    kept.setValue("look/contrast", "high" if look.high_contrast else "")
    theme.apply(application, look)
