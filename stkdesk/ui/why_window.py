"""«Hvorfor ikke?» (Shift+F1): what keeps buttons asleep, and what wakes them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QMenu,
    QWidget,
)

from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.why_not import KEYS, Asleep, Reason, reasons_of
from stkdesk.ui.widgets.boxes import Item, column, frame, line, row, scrolled
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

WIDTH, HIGHEST = 560, 520  # pixels at text size 10; above it the reasons scroll
NAMED = 2  # buttons with the same reasons that are named
NOTHING = "Alle knappene som vises her, kan brukes nå."
HIDDEN = "Det rollen din ikke gir tilgang til, vises ikke."


class WhyNot(QDialog):
    """A list of sleeping buttons, each with its reasons and what helps."""

    help_topic = "tastatur"

    def __init__(self, window: QWidget, asleep: tuple[Asleep, ...]) -> None:
        """Stand over ``window``; without anything asleep, say so."""
        super().__init__(window)
        self.setWindowTitle("Hvorfor ikke?")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._helps: list[QAbstractButton] = []
        items: list[Item] = []
        for texts, each in _together(asleep):
            items += [line()] if items else []
            items.append(self._told(texts, each))
        if not asleep:
            items = [label(NOTHING, wrap=True)]
        said = [label(HIDDEN, "small", wrap=True)]
        inside = QWidget()
        inside.setLayout(column(*items, *said, None, gap=12, margins=(22, 8, 22, 14)))
        area = scrolled(inside)
        head = row(label("Hvorfor ikke?", "h2"), margins=(22, 18, 22, 4))
        no = button("Lukk", "" if self._helps else "primary", on=self.reject)
        no.setAutoDefault(True)
        foot = frame(row(None, no, margins=(22, 12, 22, 12)), "foot")
        self.setLayout(column(head, (area, 1), foot, gap=0))
        self.setAccessibleDescription(_read_out(asleep) or NOTHING)
        self.resize(theme.u(WIDTH), self._height(inside))
        (self._helps[0] if self._helps else no).setFocus()
        QShortcut(QKeySequence(KEYS), self, self.reject)

    def _height(self, inside: QWidget) -> int:
        wanted = inside.heightForWidth(theme.u(WIDTH)) + theme.u(130)
        return min(wanted, theme.u(HIGHEST))

    def _told(self, texts: Sequence[str], asleep: Asleep) -> Item:
        head = row(
            Icon("PadlockLocked", Tone.QUIET.value, 18),
            (label(_named(texts), "h3", wrap=True), 1),
            gap=10,
        )
        lines = [self._reason(asleep, each) for each in asleep.reasons]
        return column(head, *lines, gap=10)

    def _reason(self, asleep: Asleep, reason: Reason) -> Item:
        words = [_words(reason.sentence)]
        if reason.now:
            words.append(_words(reason.now, small=True))
        if reason.rule:
            words.append(
                _words(f"Regel: {reason.rule}".replace("§ ", "§\u00a0"), small=True)
            )
        lay = row(28, (column(*words, gap=1), 1), gap=0)
        if reason.remedy is not None and asleep.act is not None:
            verb, act = reason.remedy.verb, partial(self._do, asleep, reason)
            made = button(verb, name=f"{verb}: {reason.sentence}", on=act)
            made.setAutoDefault(True)  # Enter presses it
            self._helps.append(made)
            lay.addSpacing(theme.u(12))
            lay.addLayout(column(made, None, gap=0))
        return lay

    def _do(self, asleep: Asleep, reason: Reason) -> None:
        act, remedy = asleep.act, reason.remedy
        self.accept()
        if act is not None and remedy is not None:
            act(remedy.act)


def show_why(window: QWidget) -> WhyNot:
    """Tell why the button under the mouse sleeps, or else all those in ``window``."""
    pointed = _pointed_at(window)
    made = WhyNot(window, pointed or asleep_in(window))
    made.open()
    return made


def asleep_in(where: QWidget) -> tuple[Asleep, ...]:
    """Return why the buttons one sees in ``where`` are asleep, in their order."""
    buttons = [
        each
        for each in where.findChildren(QAbstractButton)
        if each.isVisibleTo(where) and each.window() is where.window()
    ]
    buttons.sort(key=lambda each: _place(each, where))
    return tuple(told for each in buttons for told in reasons_of(each))


class WhyInMenu(QObject):
    """Lets Shift+F1 in an open menu tell why its lines are asleep."""

    def __init__(self, menu: QMenu, window: QWidget) -> None:
        """Belong to ``menu``, opened over ``window``."""
        super().__init__(menu)
        self._menu, self._window = menu, window
        menu.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        shift = Qt.KeyboardModifier.ShiftModifier
        if event.key() != Qt.Key.Key_F1 or event.modifiers() != shift:
            return False
        chosen = self._menu.activeAction()
        asleep = tuple(
            told for each in self._menu.actions() for told in reasons_of(each)
        )
        told = reasons_of(chosen) if chosen is not None else ()
        self._menu.close()
        WhyNot(self._window, told or asleep).open()
        return True


def _together(asleep: Sequence[Asleep]) -> list[tuple[list[str], Asleep]]:
    """Return each set of reasons once, with the buttons that sleep for them."""
    found: dict[tuple[Reason, ...], tuple[list[str], Asleep]] = {}
    for each in asleep:
        texts, _one = found.setdefault(each.reasons, ([], each))
        texts.append(each.text)
    return list(found.values())


def _named(texts: Sequence[str]) -> str:
    named = ", ".join(f"«{each}»" for each in texts[:NAMED])
    more = len(texts) - NAMED
    return f"{named} og {more} til" if more > 0 else named


def _pointed_at(window: QWidget) -> tuple[Asleep, ...]:
    """Return why the button under the mouse is asleep; () without one."""
    at = QApplication.widgetAt(QCursor.pos())
    while at is not None and at is not window:
        if isinstance(at, QAbstractButton):
            return reasons_of(at) if at.window() is window else ()
        at = at.parentWidget()
    return ()


def _place(of: QWidget, where: QWidget) -> tuple[int, int]:
    point = of.mapTo(where, of.rect().topLeft())
    return point.y(), point.x()


def _words(text: str, *, small: bool = False) -> QLabel:
    made = label(text, "small" if small else "", wrap=True, selectable=True)
    made.setMinimumWidth(1)
    return made


def _read_out(asleep: tuple[Asleep, ...]) -> str:
    return " ".join(
        f"{each.text}: {' '.join(reason.sentence for reason in each.reasons)}"
        for each in asleep
    )
