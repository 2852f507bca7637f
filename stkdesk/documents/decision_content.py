"""What is printed in a decision, and its frozen form kept beside the register."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from stkdesk.documents.frozen import frozen, thawed
from stkdesk.documents.own_words import OwnWords
from stkdesk.domain.client import Relation
from stkdesk.domain.decision import ChangeBasis, DecisionKind, GrantItem
from stkdesk.domain.decision_facts import EarlierDecision
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language
from stkdesk.domain.office import LawVersion, OfficeDraft
from stkdesk.domain.person import Address


@dataclass(frozen=True, slots=True)
class DecisionContent:
    """Everything printed in the letter; nothing is looked up while printing."""

    reference: str  # of the paper, "V-2026-000118-7K"
    case_number: str  # our reference, "2026/14"
    language: Language
    kind: DecisionKind
    sender: OfficeDraft
    address: Address  # of whoever gets this copy: the client, a parent, a guardian
    client_name: str  # the party
    client_birth_date: date | None
    decided_on: date
    made_on: date
    legal_basis: str  # one rule on each line
    facts: str
    grounds: str
    own_view: str = ""
    goal: str = ""
    applied_on: date | None = None
    applied_minutes: int | None = None  # in ``hours_unit``
    complained_on: date | None = None  # when the complaint it answers came
    valid_from: date | None = None  # of an end: the first day without the service
    valid_to: date | None = None  # None: until further notice
    review_on: date | None = None
    items: tuple[GrantItem, ...] = ()
    hours_unit: HoursUnit = HoursUnit.WEEK  # of every item
    expense_cap_ore: int | None = None  # a month
    drive_cap_metres: int | None = None  # a month
    service_code: str = "9"  # IPLOS/KPR; kept, not printed
    refused_part: str = ""  # why the rest was refused; of a refusal: what is not met
    no_grounds: bool = False  # granted in full, and nobody is dissatisfied
    changed: EarlierDecision | None = None  # what is changed, ended or reversed
    change_basis: ChangeBasis | None = None
    is_own_wish: bool = False
    noticed_on: date | None = None  # when the advance notice was sent
    may_wait: bool = False  # says how to ask that it waits for the appeal (fvl § 42)
    corrected: EarlierDecision | None = None  # the one whose slip is put right
    correction: str = ""  # what was wrong
    recipient: Relation | None = None  # what the recipient is to the client, if another
    is_copy: bool = False  # for information: another gets it on the party's behalf
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()  # who else gets the letter
    act: LawVersion = LawVersion.ACT_1967  # that held when it was decided
    is_withheld: bool = True  # prints why it is not public
    own: OwnWords = field(default_factory=OwnWords)  # the office's texts that day
    signed_by_hand: bool = True  # False: "elektronisk godkjent"; never both
    revision: int = 1
    draft: bool = False  # prints UTKAST across every page
    practice: bool = False  # prints ØVING across every page

    @property
    def granted_minutes(self) -> int | None:
        """All that is granted, in ``hours_unit``; None: nothing is."""
        return sum(item.minutes for item in self.items) or None


def content_to_json(content: DecisionContent) -> str:
    """Return the content as JSON text that ``content_from_json`` reads back equal."""
    return frozen(content)


def content_from_json(text: str) -> DecisionContent:
    """Return the content that was frozen as ``text``.

    Until step 0003 a letter had one ``solution``, and the sender chose the
    administration act.

    Raises:
        ValueError: if the text is not a frozen decision.

    """
    try:
        stored = _as_now(json.loads(text))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("not a frozen decision") from error
    return thawed(DecisionContent, stored)


def _as_now(stored: dict[str, Any]) -> dict[str, Any]:
    """Return what was frozen before step 0003 by the names of today."""
    sender = dict(stored["sender"])
    act = sender.pop("law_version", None)
    now = {**stored, "sender": sender}
    if act is not None:
        now |= {"act": act, "is_withheld": sender.get("withheld_line", True)}
    if "solution" in now:
        solution, minutes = now.pop("solution"), now.pop("granted_minutes", None)
        now["items"] = [{"solution": solution, "minutes": minutes}] if minutes else []
    return now
