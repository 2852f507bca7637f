"""Doing what the card of a support contact offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from stkdesk.domain.certificate import CertificateEnd
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.duty import About
from stkdesk.domain.staff import Right
from stkdesk.ui.acts import act
from stkdesk.ui.assignments.form import new_assignment
from stkdesk.ui.contacts import becoming
from stkdesk.ui.contacts.form import contact_errands
from stkdesk.ui.contacts.merged import ask_undo
from stkdesk.ui.contacts.shown import (
    ACTIVE,
    AGAIN,
    RETURNED,
    SHREDDED,
    UNDO_MERGE,
    WELCOME,
    ContactRecord,
)
from stkdesk.ui.person_picker import Found
from stkdesk.ui.record_saving import save_change

if TYPE_CHECKING:
    from stkdesk.ui.contacts.page import ContactsPage

ENDS = {SHREDDED: CertificateEnd.SHREDDED, RETURNED: CertificateEnd.RETURNED}


class ContactActs:
    """What can be done about one support contact, from its page."""

    def __init__(self, page: ContactsPage, record: ContactRecord) -> None:
        """Act on ``record``, with forms above ``page``."""
        self._page, self._record = page, record

    def do(self, name: str, about: About) -> None:
        """Do the act ``name``; what no card in particular owns is in ``ui.acts``."""
        kind, _, what = name.partition("/")
        if name in ENDS:
            self._dispose(ENDS[name], about)
        elif kind == "status":
            self._set_status(ContactStatus(what))
        elif kind == UNDO_MERGE:
            self._undo_merge(int(what))
        elif kind == "contact_letter_number":
            self._open_letter(int(what))
        elif name in (own := self._own()):
            own[name]()
        else:
            act(self._page, name, about)

    def _own(self) -> dict[str, Callable[[], object]]:
        number, page = self._record.number, self._page
        return {
            ACTIVE: partial(becoming.become_active, page, number),
            AGAIN: partial(becoming.take_up_again, page, number),
            WELCOME: partial(becoming.print_welcome_pack, page, number),
            "contact/edit": page.edit_current,
            "contact/merge": self._merge,
            "assignment/new": self._new_assignment,
            "declaration/print": self.print_declaration,
            "insight/ask": page.ask_insight,
            "insight/export": page.ask_export,
        }

    def print_declaration(self) -> None:
        """Make a declaration of confidentiality, ready for the printer."""
        # At the press: it loads the print room.
        from stkdesk.ui.papers.actions import print_declaration

        if not self._page.refuses(Right.MAKE_PAPERS):
            print_declaration(self._page, self._page.workspace, self._record.number)

    def _new_assignment(self) -> None:
        found = Found(self._record.number, self._record.name)
        new_assignment(self._page, contact=found)

    def _merge(self) -> None:
        from stkdesk.ui.contacts.merge_form import MergeForm

        if not self._page.refuses(Right.EDIT_CONTACTS):
            MergeForm(self._page, self._record.card).open()

    def _undo_merge(self, number: int) -> None:
        if not self._page.refuses(Right.EDIT_CONTACTS):
            ask_undo(self._page, number)

    def _open_letter(self, number: int) -> None:
        from stkdesk.ui.contact_letters.form import open_contact_letter

        kinds = {each.number: each.kind for each in self._record.case.letters}
        open_contact_letter(
            self._page,
            self._page.workspace,
            kinds[number],
            self._record.number,
            number=number,
        )

    def _dispose(self, end: CertificateEnd, about: About) -> None:
        from stkdesk.ui.contacts.disposal import dispose

        card = self._record.case.recruitment
        for row in card.certificates if card is not None else ():
            if row.number == about.certificate:
                dispose(self._page, row, end)

    def _set_status(self, status: ContactStatus) -> None:
        card = self._record.card
        draft = replace(card.draft, status=status)
        text = f"{card.name}: {status.label.lower()}"
        errands = contact_errands(self._page.workspace)
        save_change(self._page, errands, card, draft, text)
