"""Why a button is asleep: its reasons, kept with it for "Hvorfor ikke?" (Shift+F1).

    why(self._start, *conditions_in_words, act=self.remedied.emit)

puts the button to sleep with its reasons, and wakes it when there are none. The reasons
are its tip, and what a screen reader says of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from stkdesk.domain.rule import Broken, Remedy

KEYS = "Shift+F1"
TIP_LINES = 6
NEAR = Qt.FindChildOption.FindDirectChildrenOnly


class Reason(NamedTuple):
    """One reason: what hinders, by which rule, how it stands, and what helps."""

    sentence: str
    rule: str = ""  # law and section, or "Kontorets egen regel"
    now: str = ""  # the value the rule was judged by
    remedy: Remedy | None = None


Said = str | Broken | Reason
Act = Callable[[str], object]  # does the act of a remedy


class Asleep(QObject):
    """The reasons of one sleeping button; lives and goes with it."""

    def __init__(
        self, of: QObject, text: str, reasons: tuple[Reason, ...], act: Act | None
    ) -> None:
        """Belong to ``of``, which shows ``text``."""
        super().__init__(of)
        self.text, self.reasons, self.act = text, reasons, act


def why(button: QAbstractButton | QAction, *said: Said, act: Act | None = None) -> None:
    """Let ``button`` sleep for the reasons ``said``; without any, let it be awake.

    ``act`` does what a remedy says; without it, a remedy is told in words only.
    """
    told = tuple(_reason(each) for each in said)
    known = reasons_of(button)
    if known and known[0].reasons == told:
        known[0].act = act
        return
    if not known:
        button.setProperty("tip", button.toolTip())  # what it says when it is awake
    forget(button)
    button.setEnabled(not told)
    sentences = "\n".join(each.sentence for each in told)
    button.setToolTip(_tip(told) if told else str(button.property("tip") or ""))
    if isinstance(button, QAction):
        button.setStatusTip(sentences)
    else:
        button.setAccessibleDescription(sentences)
    if told:
        Asleep(button, shown_text(button), told, act)


def why_choice(
    of: QAbstractButton, text: str, *said: Said, act: Act | None = None
) -> None:
    """Keep the reasons of ``text``, a sleeping line of the menu of ``of``."""
    Asleep(of, text, tuple(_reason(each) for each in said), act)


def answer_why(window: QWidget) -> QShortcut:
    """Let Shift+F1 in ``window`` tell why its buttons are asleep."""
    return QShortcut(QKeySequence(KEYS), window, partial(_tell, window))


def _tell(window: QWidget) -> None:
    from stkdesk.ui.why_window import show_why  # when somebody asks

    show_why(window)


def reasons_of(button: QObject) -> tuple[Asleep, ...]:
    """Return why ``button``, or lines of its menu, are asleep; () when it is awake."""
    return tuple(button.findChildren(Asleep, options=NEAR))


def forget(button: QObject) -> None:
    """Forget why it was asleep."""
    for each in reasons_of(button):
        each.setParent(None)
        each.deleteLater()


def shown_text(button: QAbstractButton | QAction) -> str:
    """Return what a person calls the button."""
    text = button.text().replace("&", "").strip()
    if not text and isinstance(button, QAbstractButton):
        text = button.accessibleName()
    return text


def _tip(told: tuple[Reason, ...]) -> str:
    """Return the reasons, a line each; no more than one can take in at a glance."""
    lines = [each.sentence for each in told]
    if len(lines) > TIP_LINES:
        rest = len(lines) - TIP_LINES + 1
        lines = [*lines[: TIP_LINES - 1], f"… og {rest} til ({KEYS})"]
    return "\n".join(lines)


def _reason(said: Said) -> Reason:
    match said:
        case str():
            return Reason(said)
        case Broken():
            return Reason(said.sentence, said.source, remedy=said.remedy)
        case _:
            return said
