"""The look in use: colours, text size, palette and style sheet.

    theme.apply(application, Look(scheme=Scheme.DARK, points=11))
    theme.now().accent          the colour in use, as "#RRGGBB"
    theme.colour("muted")       the same as a QColor; also names of tones: "bad"
    theme.u(12)                 12 pixels at text size 10, more when the text is larger

Painted widgets ask for colours when they paint, never keep them: the look may change
while they are up. What is remembered (pixmaps) has ``now().name`` in its key.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from stkdesk.ui import fonts, stylesheet
from stkdesk.ui.tokens import (
    DARK,
    DARK_CONTRAST,
    LIGHT,
    LIGHT_CONTRAST,
    Pair,
    Tokens,
    Tone,
)

_TONES = frozenset(tone.value for tone in Tone)
POINTS = 10  # the text size every pixel in the code is written for


class Scheme(StrEnum):
    """What the person chose under Innstillinger."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Scheme.SYSTEM: "System",
            Scheme.LIGHT: "Lyst",
            Scheme.DARK: "Mørkt",
        }[self]


class Look(NamedTuple):
    """How the program is to look."""

    scheme: Scheme = Scheme.SYSTEM
    points: int = POINTS  # text size
    high_contrast: bool = False


class Notices(QObject):
    """What is told when the look changes.

    Signals:
        resized: the text has another size; what was measured must be measured anew.
    """

    resized = Signal()


class _Current:
    tokens: Tokens = LIGHT
    look: Look = Look()


notices = Notices()


def now() -> Tokens:
    """Return the colours in use."""
    return _Current.tokens


def look() -> Look:
    """Return the look in use."""
    return _Current.look


def pair(tone: Tone) -> Pair:
    """Return ink and fill of ``tone`` in the colours in use."""
    return _Current.tokens.tone(tone)


def colour(name: str) -> QColor:
    """Return the colour called ``name``: a field of Tokens, or the ink of a Tone."""
    if name in _TONES:
        return QColor(_Current.tokens.tone(Tone(name)).ink)
    return QColor(getattr(_Current.tokens, name))


def u(pixels: float) -> int:
    """Return ``pixels`` (written for text size 10) at the text size in use."""
    return round(pixels * _Current.look.points / POINTS)


def font(scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font of the program, ``scale`` times its size."""
    made = QFont(QApplication.font())
    made.setPointSizeF(_Current.look.points * scale)
    made.setWeight(weight)
    return made


def row_height() -> int:
    """Return the height of a row in a list."""
    return max(u(38), QFontMetrics(QApplication.font()).height() + u(16))


def apply(application: QApplication, look: Look) -> None:
    """Dress the whole program in ``look``; takes a moment when many pages are up."""
    hints = application.styleHints()
    if look.scheme is Scheme.SYSTEM:
        hints.unsetColorScheme()
    else:
        dark = look.scheme is Scheme.DARK
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    _dress(application, look)


def follow_system(application: QApplication) -> None:
    """Change when the system does, for as long as the person chose System."""
    application.styleHints().colorSchemeChanged.connect(_on_system_change)


def _on_system_change() -> None:
    application = QApplication.instance()
    if (
        isinstance(application, QApplication)
        and tokens_for(application, _Current.look) is not now()
    ):
        _dress(application, _Current.look)


def tokens_for(application: QApplication, look: Look) -> Tokens:
    """Return the colours ``look`` asks for on this system."""
    if look.scheme is Scheme.SYSTEM:
        dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    else:
        dark = look.scheme is Scheme.DARK
    if look.high_contrast:
        return DARK_CONTRAST if dark else LIGHT_CONTRAST
    return DARK if dark else LIGHT


def _dress(application: QApplication, look: Look) -> None:
    resized = look.points != _Current.look.points
    _Current.look, _Current.tokens = look, tokens_for(application, look)
    if application.style().objectName() != "fusion":
        application.setStyle("Fusion")
    families = fonts.families()
    text = QFont(families[0])
    text.setFamilies(families)
    text.setPointSizeF(look.points)
    application.setFont(text)
    application.setPalette(_palette(_Current.tokens))
    chip = max(u(20), QFontMetrics(text).height())
    application.setStyleSheet(stylesheet.build(_Current.tokens, look.points, chip))
    if resized:
        notices.resized.emit()


def _palette(tokens: Tokens) -> QPalette:
    made, role = QPalette(), QPalette.ColorRole
    for which, name in {
        role.Window: tokens.bg,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.subtle,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.ToolTipBase: tokens.text,
        role.ToolTipText: tokens.surface,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.link,
        role.LinkVisited: tokens.link,
        role.PlaceholderText: tokens.muted,
        role.Accent: tokens.accent,
        role.Mid: tokens.border,
        role.Midlight: tokens.line,
        role.Dark: tokens.control,
        role.Light: tokens.surface,
        role.BrightText: tokens.on_accent,
    }.items():
        made.setColor(which, QColor(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.disabled))
    return made


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at ``widget`` again after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
