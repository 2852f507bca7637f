"""Noting what happened to papers, so that it can be taken back with one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import count
from stkdesk.services.paper_acts import (
    Marking,
    NotPrintedError,
    PaperAct,
    mark,
    take_back,
    unmark,
)
from stkdesk.ui import errors
from stkdesk.ui.question import ask
from stkdesk.ui.widgets.toast import show_toast
from stkdesk.ui.workspace import Workspace


def note(
    window: QWidget,
    workspace: Workspace,
    act: PaperAct,
    papers: Sequence[int],
    then: Callable[[], object] | None = None,
    *,
    printed_too: bool = False,
) -> None:
    """Note that ``act`` happened to ``papers`` today, and say so with Angre.

    Papers to be mailed that nobody noted as printed are asked about first. ``then``
    is done when it is noted.
    """
    today = workspace.today()
    try:
        marking = workspace.do(
            lambda s: mark(s, act, papers, on=today, printed_too=printed_too)
        )
    except NotPrintedError as unsure:
        ask(
            window,
            unsure.title,
            unsure.advice,
            (
                "Ja, merk som skrevet ut og sendt",
                "primary",
                lambda: note(window, workspace, act, papers, then, printed_too=True),
            ),
        )
        return
    except OfficeError as error:
        errors.show(window, error)
        return
    if not marking.papers:
        show_toast(window, f"Papirene er merket som {act.done} fra før.")
    else:
        _say(window, workspace, marking, f"merket som {act.done}")
    if then is not None:
        then()


def note_not(
    window: QWidget, workspace: Workspace, act: PaperAct, papers: Sequence[int]
) -> None:
    """Note that ``act`` did not happen to ``papers`` after all."""
    try:
        marking = workspace.do(lambda s: unmark(s, act, papers))
    except OfficeError as error:
        errors.show(window, error)
        return
    if marking.papers:
        _say(window, workspace, marking, f"ikke lenger merket som {act.done}")


def _say(window: QWidget, workspace: Workspace, marking: Marking, what: str) -> None:
    text = f"{count(marking.papers, 'papir', 'papirer')} {what}"

    def _back() -> None:
        workspace.do(lambda s: take_back(s, marking))

    workspace.undoable(text, _back)
    show_toast(window, text, workspace.undo)
