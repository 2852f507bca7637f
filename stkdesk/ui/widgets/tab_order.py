"""Where Tab goes, when widgets are put in after their window was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(stops: Sequence[QWidget], then: QWidget) -> None:
    """Let Tab go through ``stops`` and on to ``then``, after what stood before that.

    A widget made late is otherwise the very last of its window. Does nothing until
    all are in one window: what is put there together is in order by itself.
    """
    if any(each.window() is not then.window() for each in stops):
        return
    others = [each for each in _after(then) if each not in stops]
    before = next(filter(_stops, reversed(others)), then)
    for each in stops:
        QWidget.setTabOrder(before, each)
        before = each


def _after(widget: QWidget) -> Iterator[QWidget]:
    """Yield every other widget of the window, in the order of Tab."""
    each = widget.nextInFocusChain()
    while each is not None and each is not widget:
        yield each
        each = each.nextInFocusChain()


def _stops(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    shown = widget.isVisibleTo(widget.window())  # not one that is about to go
    return bool(by_tab) and shown and widget.focusProxy() is None
