"""What a paper that is made asks of the office until it has arrived."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from stkdesk.domain.case_rules import CaseRules
from stkdesk.domain.duty import Duty, Urgency, day_text
from stkdesk.domain.rule import Remedy
from stkdesk.domain.staff import Right


class PaperFacts(NamedTuple):
    """Where one paper to a party is."""

    title: str  # "Vedtak", "Brev"
    made_on: date
    printed_on: date | None = None
    mailed_on: date | None = None
    returned_on: date | None = None  # of a letter: it did not reach anybody
    by_hand: bool = False
    is_renewed: bool = False  # another was made of the same after it came back


def _print_from(facts: PaperFacts, _rules: CaseRules) -> date | None:
    silent = facts.by_hand or facts.printed_on or facts.mailed_on or facts.returned_on
    return None if silent else facts.made_on


def _mail_from(facts: PaperFacts, _rules: CaseRules) -> date | None:
    silent = facts.by_hand or facts.mailed_on or facts.returned_on
    return None if silent else facts.printed_on


def _hand_from(facts: PaperFacts, _rules: CaseRules) -> date | None:
    waits = facts.by_hand and not (facts.mailed_on or facts.returned_on)
    return facts.made_on if waits else None


def _returned_from(facts: PaperFacts, _rules: CaseRules) -> date | None:
    return None if facts.is_renewed else facts.returned_on


_LOOK = (Right.MAKE_PAPERS,)
PRINT: Duty[PaperFacts] = Duty(
    "paper_not_printed",
    "Skal skrives ut",
    "PrinterSmall",
    "Forvaltningsloven § 27",
    _print_from,
    lambda facts: f"{facts.title} er ikke skrevet ut",
    Remedy("Skriv ut", "room/papers"),
    detail=lambda facts: f"Laget {day_text(facts.made_on)}",
    does=_LOOK,
)
MAIL: Duty[PaperFacts] = Duty(
    "paper_not_mailed",
    "Skal sendes",
    "Paperplane",
    "Forvaltningsloven § 27",
    _mail_from,
    lambda facts: f"{facts.title} er ikke sendt",
    Remedy("Merk som sendt", "room/papers"),
    detail=lambda facts: (
        f"Skrevet ut {day_text(facts.printed_on)}" if facts.printed_on else ""
    ),
    does=_LOOK,
)
HAND_OVER: Duty[PaperFacts] = Duty(
    "paper_by_hand",
    "Leveres for hånd",
    "HandHeart",
    "Folkeregisterloven § 10-4",
    _hand_from,
    lambda facts: f"{facts.title} skal leveres for hånd",
    Remedy("Åpne", "room/papers"),
    detail="Det går ikke i posten: adressen er fortrolig",
    does=_LOOK,
    calm=Urgency.SOON,
)
RETURNED: Duty[PaperFacts] = Duty(
    "mail_returned",
    "Kommet i retur",
    "ArrowUndo",
    "Forvaltningsloven § 27",
    _returned_from,
    lambda facts: f"{facts.title} er kommet i retur",
    Remedy("Se adressen", "room/clients"),
    detail="Finn riktig adresse, og send det på nytt",
    calm=Urgency.SOON,
)
DUTIES = (PRINT, MAIL, HAND_OVER, RETURNED)
#: Of a letter to a support contact: the address is on another card.
OF_CONTACT = (
    *DUTIES[:-1],
    RETURNED._replace(remedy=Remedy("Se adressen", "room/contacts")),
)
