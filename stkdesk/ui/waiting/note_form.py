"""Ventelisten: how much somebody hurries, and why they wait."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stkdesk.domain.matching import WaitReason, WaitUrgency
from stkdesk.services.wait_notes import WaitDraft, Waiter, note_wait, open_wait, wait_of
from stkdesk.ui.fields import ChoiceField, TextArea
from stkdesk.ui.page import Page
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.small_form import fit_small
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def open_wait_note(page: Page, workspace: Workspace, client_number: int) -> None:
    """Open what is noted of the client's wait, or begin it."""

    def _open(found: Waiter) -> None:
        form = WaitNoteForm(page, client_number, found)
        if found.card is not None:
            number = found.card.number
            form.finished.connect(partial(workspace.put_away, "waits", number))
        form.wanted.connect(
            lambda _number: open_wait_note(page, workspace, client_number)
        )
        form.open()

    workspace.ask(
        lambda session: wait_of(session, client_number, today=workspace.today()),
        _open,
        key=(id(page), "wait note"),
        at_once=True,
    )


def _errands(client_number: int) -> Errands:
    def _edit(session: Session, _number: int, version: int, draft: WaitDraft) -> None:
        note_wait(session, client_number, version, draft)

    return Errands(
        room=f"wait/{client_number}",
        kind="waits",
        open=open_wait,
        register=lambda session, draft, _fine: note_wait(
            session, client_number, 0, draft
        ),
        edit=_edit,
    )


class WaitNoteForm(RecordForm):
    """Asks for urgency, reason and a note; one for each client."""

    help_topic = "venteliste"

    def __init__(self, page: Page, client_number: int, found: Waiter) -> None:
        """Show what is found over the window of ``page``."""
        super().__init__(
            page,
            "Notat til ventelisten",
            _errands(client_number),
            found.card,
            intro=f"Gjelder {found.name}. Hasten øker av seg selv med tiden, men ikke "
            "når brukeren venter etter eget ønske.",
            width=520,
        )
        self._client = client_number
        self._urgency = ChoiceField(tuple(WaitUrgency))
        self._reason, self._note = ChoiceField(tuple(WaitReason)), TextArea(3)
        self.add_row(
            self.add("urgency", "Haste&r", self._urgency, width=170),
            self.add("reason", "&Hvorfor venter brukeren", self._reason, width=240),
        )
        self.add(
            "note",
            "&Merknad",
            self._note,
            optional=True,
        )
        usual = WaitDraft(client_number, reason=found.reason)
        self.begin_with(found.card.draft if found.card else usual)
        fit_small(self)

    def fill(self, draft: WaitDraft) -> None:
        self._urgency.set_value(draft.urgency)
        self._reason.set_value(draft.reason)
        self._note.set_value(draft.note)

    def draft(self) -> WaitDraft:
        return WaitDraft(
            self._client,
            self._urgency.value(),
            self._reason.value(),
            self._note.value(),
        )

    def saved_text(self, _draft: WaitDraft) -> str:
        return "Notatet er lagret"
