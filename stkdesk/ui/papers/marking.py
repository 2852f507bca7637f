"""Noting what happened to papers, so that it can be taken back with one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

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

    def _noted(marking: Marking) -> None:
        if not marking.papers:
            show_toast(window, f"Papirene er merket som {act.done} fra før.")
        else:
            _say(window, workspace, marking, f"merket som {act.done}")
        if then is not None:
            then()

    def _refused(error: BaseException) -> None:
        if not isinstance(error, NotPrintedError):
            errors.show(window, error)
            return
        ask(
            window,
            error.title,
            error.advice,
            (
                "Ja, merk som skrevet ut og sendt",
                "primary",
                lambda: note(window, workspace, act, papers, then, printed_too=True),
            ),
        )

    workspace.save(
        lambda s: mark(s, act, papers, on=today, printed_too=printed_too),
        _noted,
        _refused,
    )


def note_not(
    window: QWidget, workspace: Workspace, act: PaperAct, papers: Sequence[int]
) -> None:
    """Note that ``act`` did not happen to ``papers`` after all."""

    def _noted(marking: Marking) -> None:
        if marking.papers:
            _say(window, workspace, marking, f"ikke lenger merket som {act.done}")

    workspace.save(
        lambda s: unmark(s, act, papers), _noted, partial(errors.show, window)
    )


def _say(window: QWidget, workspace: Workspace, marking: Marking, what: str) -> None:
    text = f"{count(marking.papers, 'papir', 'papirer')} {what}"

    workspace.undoable(text, lambda: workspace.save(lambda s: take_back(s, marking)))
    show_toast(window, text, workspace.undo)
