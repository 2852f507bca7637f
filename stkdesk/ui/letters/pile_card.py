"""The card of a letter that is begun: what it lacks, and where that is put right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import short_date
from stkdesk.domain.staff import Right
from stkdesk.services.draft_letter import DraftLetter
from stkdesk.ui.allowed import May, everybody
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.boxes import Item, column, line, row
from stkdesk.ui.widgets.buttons import button, more_button
from stkdesk.ui.widgets.texts import label


class PileCard(QWidget):
    """Shows one draft.

    Signals:
        remedy_wanted: the act of the remedy whose button was pressed.
        open_wanted, show_wanted, client_wanted, discard_wanted: go on with the letter,
            look at it, open whom it is about, throw it away.
    """

    remedy_wanted = Signal(str)
    open_wanted, show_wanted = Signal(), Signal()
    client_wanted, discard_wanted = Signal(), Signal()

    def __init__(self, draft: DraftLetter, may: May = everybody) -> None:
        """Show ``draft``, with what those who ``may`` can do about it."""
        super().__init__()
        edits = may(Right.EDIT_CASES)
        who = button(draft.client, "link", on=self.client_wanted.emit)
        begun = label(f"Kladd, sist endret {short_date(draft.begun_on)}", "small")
        items: list[Item] = [
            label(draft.kind.label, "h2", wrap=True),
            row(who, None),
            begun,
            line(),
        ]
        if not draft.missing:
            items.append(
                row(
                    Icon("CheckmarkCircle", "good", 20), (label("Klar til å sendes"), 1)
                )
            )
        for each in draft.missing:
            words = label(each.sentence, wrap=True)
            words.setMinimumWidth(1)
            items.append(row(Icon("Circle", "warn", 15), (words, 1)))
            if each.remedy is not None and edits:
                go = partial(self.remedy_wanted.emit, each.remedy.act)
                made = button(each.remedy.verb, "link", on=go)
                items.append(row(22, made, None, gap=0))
        items += [line(), self._acts(edits=edits)]
        self.setLayout(column(*items, None, gap=8, margins=20))

    def _acts(self, *, edits: bool) -> Item:
        look = button("Se brevet", icon="Eye", on=self.show_wanted.emit)
        if not edits:
            return row(look, None)
        go_on = button(
            "Åpne brevet", "primary", icon="Pencil", on=self.open_wanted.emit
        )
        more = more_button([("Kast kladden", "Trash", self.discard_wanted.emit)])
        return row(go_on, look, None, more)
