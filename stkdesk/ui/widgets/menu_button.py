"""A button with a menu; what cannot be chosen now says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from stkdesk.ui.icons import icon as icon_called
from stkdesk.ui.why_not import why, why_choice
from stkdesk.ui.widgets.buttons import button


class Choice(NamedTuple):
    """One line of a menu; with a reason it is asleep, and the reason is its tip."""

    text: str
    on: Callable[[], object]
    why_not: str = ""
    icon: str = ""


def menu_button(
    text: str, choices: Sequence[Choice], *, icon: str = "", tip: str = ""
) -> QPushButton:
    """Return a button that opens a menu of ``choices``."""
    made = button(f"{text}  ▾", icon=icon, tip=tip, name=text)
    for choice in choices:
        if choice.why_not:
            why_choice(made, f"{text}: {choice.text}", choice.why_not)
    made.clicked.connect(lambda _checked=False: show_menu(made, choices))
    return made


def show_menu(under: QPushButton, choices: Sequence[Choice]) -> QMenu:
    """Open a menu of ``choices`` under a button; it goes with the button."""
    menu = QMenu(under)
    menu.setToolTipsVisible(True)
    for choice in choices:
        action = QAction(choice.text, menu)
        if choice.icon:
            action.setIcon(icon_called(choice.icon))
        if choice.why_not:
            why(action, choice.why_not)
        action.triggered.connect(lambda _checked=False, on=choice.on: on())
        menu.addAction(action)
    from stkdesk.ui.why_window import WhyInMenu  # when there is a menu

    WhyInMenu(menu, under.window())
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
    return menu
