"""What is printed on an agreement (oppdragsavtale), and its frozen form."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date

from stkdesk.documents.frozen import frozen, thawed
from stkdesk.documents.own_words import OwnWords
from stkdesk.domain.assignment import Solution
from stkdesk.domain.contact import Employment
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import Address
from stkdesk.domain.rate import RateRow


@dataclass(frozen=True, slots=True)
class AgreementContent:
    """Everything printed on the agreement; nothing is looked up while printing."""

    reference: str  # of the paper, "A-2026-000018-7K"; by which it is found again
    language: Language
    sender: OfficeDraft
    address: Address  # of the support contact; shows in the window
    contact_name: str
    employee_number: str  # may be empty
    client_label: str  # in the office's name mode: name, initials or case number
    assignment_number: int
    solution: Solution
    employment: Employment
    valid_from: date
    valid_to: date | None  # None: until it is ended
    minutes: int
    hours_unit: HoursUnit
    made_on: date
    goal: str = ""
    expense_cap_ore: int | None = None  # a month; None: no expenses are agreed
    drive_cap_metres: int | None = None  # a month
    contact_person: str = ""
    contact_person_phone: str = ""
    renews: bool = False
    replaces_from: date | None = None  # first day of the agreement it takes over from
    rates: tuple[RateRow, ...] = ()  # in force on the first day, and those known later
    due_day: int = 5  # of the month, for the timesheet
    carry_over_minutes: int = 0
    drive_cap_ore: int | None = None  # a month; the narrower of the two holds
    expense_way: ExpenseWay = ExpenseWay.RECEIPTS
    needs_guardian: bool = False  # the support contact is under 18: one signs too
    own: OwnWords = field(default_factory=OwnWords)  # the office's texts that day
    revision: int = 1
    draft: bool = False  # prints UTKAST across every page
    practice: bool = False  # prints ØVING across every page


def agreement_to_json(content: AgreementContent) -> str:
    """Return the content as JSON text that ``agreement_from_json`` reads back equal."""
    return frozen(content)


def agreement_from_json(text: str) -> AgreementContent:
    """Return the content that was frozen as ``text``.

    Raises:
        ValueError: if the text is not a frozen agreement.

    """
    return thawed(AgreementContent, json.loads(text))
