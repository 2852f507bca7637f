"""What can be done with an assignment: the buttons of its card, and their menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.staff import Right
from stkdesk.services.assignments import AssignmentCard
from stkdesk.ui.allowed import May, allowed
from stkdesk.ui.why_not import why
from stkdesk.ui.widgets.buttons import button, more_button

if TYPE_CHECKING:
    from stkdesk.ui.assignments.card import AssignmentView

STARTS = {
    AssignmentStatus.PLANNED: "Start oppdrag",
    AssignmentStatus.PAUSED: "Fortsett oppdrag",
}
Line = tuple[str, str, Callable[[], object]]  # words, icon, what it does

PAUSE = ("Sett på pause …", "Pause", "pause")
END = ("Avslutt …", "CircleSlash", "end")
REOPEN = ("Ta opp igjen …", "ArrowUndo", "reopen")
COURSE = {  # what may happen to it next
    AssignmentStatus.PLANNED: (END,),
    AssignmentStatus.ACTIVE: (PAUSE, END),
    AssignmentStatus.PAUSED: (END,),
    AssignmentStatus.ENDED: (REOPEN,),
}
AGREEMENT = ("Oppdragsavtale …", "DocPencil", "agreement/new")
LETTERS = {  # of an assignment with a support contact
    AssignmentStatus.ACTIVE: (
        ("«Din støttekontakt» til brukeren …", "Paperplane", "letter/your_contact"),
        ("Oppstartsbrev …", "Paperplane", "contact_letter/start"),
    ),
    AssignmentStatus.ENDED: (("Attest …", "Seal", "contact_letter/reference"),),
}


class CardActs:
    """Builds the buttons of ``card``; its view hears what is pressed."""

    def __init__(self, card: AssignmentCard, may: May, view: AssignmentView) -> None:
        """Offer what those who ``may`` can do."""
        self._card, self._may, self._view = card, may, view
        self._status = card.draft.status

    def buttons(self) -> list[QPushButton]:
        """Return the likeliest first, and the menu of the rest last."""
        made: list[QPushButton] = []
        edits = self._may(Right.EDIT_CASES)
        if edits and self._status in STARTS:
            made.append(self._start())
        elif self._may(Right.READ_HOURS) and self._card.draft.contact_number:
            made.append(self._sheet())
        if edits:
            on = partial(self._view.wanted.emit, "edit")
            made.append(button("Rediger", icon="Pencil", tip="Rediger (F2)", on=on))
        more = self._more()
        return [*made, *([more_button(more)] if more else ())]

    def _start(self) -> QPushButton:
        on = partial(self._view.wanted.emit, "start")
        made = button(STARTS[self._status], "primary", icon="Rocket", on=on)
        hinders = [each.broken for each in self._card.conditions if each.blocks]
        why(made, *hinders, act=self._help)
        return made

    def _sheet(self) -> QPushButton:
        runs = self._status is AssignmentStatus.ACTIVE
        return button(
            "Timeliste",
            "primary" if runs else "",
            icon="Timer",
            tip="Før timelisten som kommer inn nå",
            on=partial(self._view.sheet_wanted.emit, None),
        )

    def _more(self) -> list[Line]:
        view, cases = self._view, Right.EDIT_CASES
        with_contact = self._card.draft.contact_number is not None
        letters = LETTERS.get(self._status, ()) if with_contact else ()
        ended = self._status is AssignmentStatus.ENDED
        agreement = (AGREEMENT,) if with_contact and not ended else ()
        acts = (*agreement, *letters)
        return allowed(
            self._may,
            *(
                (cases, (text, icon, partial(view.wanted.emit, name)))
                for text, icon, name in COURSE[self._status]
            ),
            *(
                (cases, (text, icon, partial(view.act_wanted.emit, name)))
                for text, icon, name in acts
            ),
            (
                Right.MAKE_PAPERS,
                (
                    "Skriv ut timeliste",
                    "PrinterSmall",
                    partial(view.wanted.emit, "print"),
                ),
            ),
        )

    def _help(self, name: str) -> None:
        """Do the remedy called ``name`` of what hinders."""
        for each in self._card.conditions:
            if each.blocks and each.remedy is not None and each.remedy.act == name:
                self._view.remedied.emit(each)
                return
