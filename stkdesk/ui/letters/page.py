"""Dokumenter, the part called Mangler noe: letters begun, and what each lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from stkdesk.domain.contact_letter import ContactLetterDraft
from stkdesk.domain.formats import count, short_date
from stkdesk.domain.letter import LetterDraft, LetterKind
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.staff import Right
from stkdesk.services.contact_letters import (
    discard_contact_letter,
    register_contact_letter,
)
from stkdesk.services.draft_letter import DraftLetter
from stkdesk.services.letter_pile import READY, letter_pile, open_draft
from stkdesk.services.letters import discard_letter, register_letter
from stkdesk.ui.contact_letters.form import open_contact_letter
from stkdesk.ui.contact_letters.remedies import put_right
from stkdesk.ui.letters.form import open_letter
from stkdesk.ui.letters.pile_card import PileCard
from stkdesk.ui.letters.remedies import leave
from stkdesk.ui.letters.showing import show_letter
from stkdesk.ui.papers.parts import PaperParts
from stkdesk.ui.register_page import RegisterPage
from stkdesk.ui.table import Column

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS = (
    Column("Brev", lambda row: row.kind.label, key="kind", strong=True),
    Column("Gjelder", lambda row: row.client, key="about", width=190, keep=9),
    Column("Mangler", lambda row: told(row), width=300, keep=8),
    Column(
        "Begynt", lambda row: short_date(row.begun_on), key="begun", width=96, keep=4
    ),
)


def told(row: DraftLetter) -> str:
    """Return what a letter lacks, in a line."""
    if not row.missing:
        return "Ingenting: klar til å sendes"
    first, rest = row.missing[0].sentence, len(row.missing) - 1
    return f"{first} Og {count(rest, 'ting', 'ting')} til." if rest else first


class LettersPage(RegisterPage):
    """The pile of letters that are begun, with what the one under the cursor lacks."""

    room, title, help_topic = "letters", "Mangler noe", "mangler-noe"
    tables = frozenset(
        {"letters", "enclosures", "people", "clients", "complaints"}
        | {"contact_letters", "contacts"}
    )
    columns = COLUMNS
    chips = (("", "Mangler noe"), (READY, "Klare til å sendes"))
    search_hint = "Søk i navn eller slags brev"
    nothing = (
        "CheckmarkCircle",
        "Ingen brev venter",
        "Et brev du begynner på og ikke gjør ferdig, kommer hit.",
    )
    card_width, list_width = 400, 560
    sorted_by = "begun"

    # What is particular to the room.

    def reading_rows(
        self, query: ListQuery
    ) -> Callable[[Session], ListPage[DraftLetter]]:
        today = self.workspace.today()
        return lambda session: letter_pile(session, query, today=today)

    def reading_record(self, number: int) -> Callable[[Session], DraftLetter]:
        today = self.workspace.today()
        return lambda session: open_draft(session, number, today=today)

    def card(self, record: DraftLetter) -> QWidget:
        made = PileCard(record, self.workspace.may)
        made.remedy_wanted.connect(partial(self._put_right, record))
        made.open_wanted.connect(lambda: self.edit_record(record))
        made.show_wanted.connect(lambda: self._show(record))
        made.client_wanted.connect(lambda: self._go_to_person(record))
        made.discard_wanted.connect(partial(self._discard, record.number))
        return made

    def edit_record(self, record: DraftLetter) -> None:
        """Enter: the letter, with the cursor in the first field that lacks."""
        first = record.missing[0].key if record.missing else ""
        self._open(record, first)

    def above(self) -> Sequence[QWidget]:
        return (PaperParts(self),)

    def list_changed(self, rows: ListPage[DraftLetter]) -> None:
        lacking = rows.chips.get("", 0)
        self.set_subtitle(
            f"{count(lacking, 'brev', 'brev')} kan ikke sendes ennå" if lacking else ""
        )

    # What can be done.

    def _open(self, record: DraftLetter, field: str) -> None:
        if self.refuses(Right.EDIT_CASES):
            return
        if record.client_number is not None:
            open_letter(
                self,
                self.workspace,
                None,
                record.client_number,
                number=record.number,
                field=field,
            )
        elif isinstance(record.draft, ContactLetterDraft):
            open_contact_letter(
                self,
                self.workspace,
                record.draft.kind,
                record.draft.contact_number,
                number=record.short_number,
            )

    def _show(self, record: DraftLetter) -> None:
        if isinstance(record.kind, LetterKind):
            show_letter(self, self.workspace, record.number, record.kind)
        else:  # the form has it beside the fields
            self._open(record, "")

    def _go_to_person(self, record: DraftLetter) -> None:
        if record.client_number is not None:
            self.goto.emit("clients", record.client_number)
        else:
            self.goto.emit("contacts", record.contact_number)

    def _put_right(self, record: DraftLetter, act: str) -> None:
        where, _, what = act.partition("/")
        if where == "field":
            self._open(record, what)
        elif isinstance(record.draft, LetterDraft):
            leave(self, where, record.draft)
        else:
            put_right(self, act, record.draft)

    def _discard(self, number: int) -> None:
        if self.refuses(Right.EDIT_CASES):
            return

        is_of_case = number > 0
        discard = discard_letter if is_of_case else discard_contact_letter
        register = register_letter if is_of_case else register_contact_letter

        def _gone(draft: Any) -> None:
            self.toast(
                "Kladden er kastet",
                lambda: self.workspace.save(lambda s: register(s, draft)),
            )

        self.workspace.save(lambda session: discard(session, abs(number)), _gone)
