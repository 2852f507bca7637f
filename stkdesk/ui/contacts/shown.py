"""What the parts of a support contact's card are built from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from stkdesk.domain.contact import ContactDraft
from stkdesk.domain.duty import About
from stkdesk.domain.staff import Right
from stkdesk.services.contact_case import ContactCase
from stkdesk.services.contacts import ContactCard
from stkdesk.ui.allowed import May

ACTIVE = "recruiting/active"  # acts the page of the contacts does itself
AGAIN = "recruiting/again"
SHREDDED, RETURNED = "certificate/shredded", "certificate/returned"
UNDO_MERGE = "merge_undone"  # followed by the number of the merge
WELCOME = "contact_letter/welcome"


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """One support contact in full: the register's own facts, and the case."""

    card: ContactCard
    case: ContactCase

    @property
    def number(self) -> int:
        """The short number."""
        return self.card.number

    @property
    def version(self) -> int:
        """The version that was read."""
        return self.card.version

    @property
    def draft(self) -> ContactDraft:
        """The form."""
        return self.card.draft

    @property
    def name(self) -> str:
        """The full name."""
        return self.card.name


class Shown(NamedTuple):
    """One support contact on the day it is, who looks, and what their presses do."""

    record: ContactRecord
    today: date
    may: May
    act: Callable[[str, About], object]  # name of an act, what it is about
    open: Callable[[str, object], object]  # room, record

    @property
    def card(self) -> ContactCard:
        """The register's own facts."""
        return self.record.card

    @property
    def case(self) -> ContactCase:
        """Recruiting, agreements and letters."""
        return self.record.case

    @property
    def about(self) -> About:
        """The support contact itself."""
        return About(contact=self.card.number)

    @property
    def is_merged(self) -> bool:
        """Whether this entry went into another, and is only kept to look at."""
        return self.case.merged_into is not None

    @property
    def edits(self) -> bool:
        """Whether the one at work may change the support contact."""
        return self.may(Right.EDIT_CONTACTS)

    def does(self, name: str, about: About | None = None) -> Callable[[], object]:
        """Return what a button does: the act ``name``."""
        return lambda: self.act(name, about or self.about)
