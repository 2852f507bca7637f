"""What is printed in the answer to somebody who asks for access (innsyn)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.insight import Basis, Part
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import Address


@dataclass(frozen=True, slots=True)
class Section:
    """Some facts under one heading, in the words of the person."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """One document in the list of them."""

    title: str  # "Vedtak"
    reference: str
    made_on: date
    pages: int
    left_out: str = ""  # why it is not enclosed; "" when it is
    withheld: str = ""  # the office's reason, when it withholds it

    @property
    def is_enclosed(self) -> bool:
        """Whether its pages are in the bundle."""
        return not self.left_out


@dataclass(frozen=True, slots=True)
class InsightContent:
    """Everything printed in the letter and the lists; nothing is looked up later."""

    reference: str  # of the paper, "I-2026-000003-7K"
    language: Language
    sender: OfficeDraft
    address: Address  # of whoever gets it: the person, or who speaks for him or her
    person_name: str
    of_contact: bool  # about a support contact; else about a client
    parts: frozenset[Part]
    received_on: date
    due_on: date
    made_on: date
    basis: Basis
    first_on: date | None = None
    last_on: date | None = None
    sections: tuple[Section, ...] = ()
    papers: tuple[ListedPaper, ...] = ()
    on_behalf: bool = False  # it goes to somebody who speaks for the person
    practice: bool = False  # prints ØVING across every page
    revision: int = 1
