"""What a card tells of entries that were put together, and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stkdesk.domain.formats import short_date
from stkdesk.services.contact_merging import MergeRow, undo_merge
from stkdesk.ui.contacts.shown import UNDO_MERGE, Shown
from stkdesk.ui.question import ask
from stkdesk.ui.widgets.record import linked

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from stkdesk.ui.page import Page


def merged_with(shown: Shown) -> list[QWidget]:
    """Return a line for each entry that went into this one, or where this one went."""
    told = [
        (each.gone, f"{each.name} · {short_date(each.merged_on)}")
        for each in shown.case.merges
    ]
    if (into := shown.case.merged_into) is not None:
        told.insert(0, (into.number, f"{into.name} · bruk dette kortet"))
    return [
        linked(
            "PersonGroup",
            f"Slått sammen med S-{number}",
            words,
            on=partial(shown.open, "contacts", number),
        )
        for number, words in told
    ]


def undo_text(merge: MergeRow) -> str:
    """Return what the line of the menu says."""
    return f"Angre sammenslåing med S-{merge.gone} …"


def undo_act(merge: MergeRow) -> str:
    """Return the name of the act that takes ``merge`` apart."""
    return f"{UNDO_MERGE}/{merge.number}"


def ask_undo(page: Page, number: int) -> None:
    """Ask, and take the two apart again."""
    workspace = page.workspace
    today = workspace.today()

    def _undo() -> None:
        workspace.save(
            lambda session: undo_merge(session, number, today=today),
            lambda _gone: page.toast("Sammenslåingen er angret"),
        )

    ask(
        page,
        "Angre sammenslåingen?",
        "De blir to støttekontakter igjen, og det som ble flyttet, flyttes tilbake.",
        ("Angre sammenslåingen", "primary", _undo),
    )
