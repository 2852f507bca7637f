"""What those who want to help ask of the office, and the certificates it has seen.

One line for each applicant: the next thing, in the words of the rule that is broken.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.duty import Duty, Urgency, day_text
from stkdesk.domain.rule import Remedy
from stkdesk.domain.staff import Right

HEADING = "Nye støttekontakter"
FIND = Remedy("Finn oppdrag", "matching/clients")
OWN = "Kontorets egen regel"


class ApplicantFacts(NamedTuple):
    """Where an applicant stands, and the next thing as its rule says it."""

    step: str  # value of ``recruiting_steps.Step``
    since: date | None  # the last day something was done
    sentence: str = ""
    remedy: Remedy = FIND
    interview_on: date | None = None  # agreed, and not noted yet
    requested_on: date | None = None  # a certificate, not seen yet


class UntoldFacts(NamedTuple):
    """An applicant who was not taken, and has had no letter of it."""

    assessed_on: date


class KeptFacts(NamedTuple):
    """A certificate the office has no more need of, and has not disposed of."""

    since: date  # seen, or the day the contact or the last assignment ended
    is_over: bool = True  # the contact ended or was not taken
    is_idle: bool = False  # what it was shown for has ended, and nothing has followed


class ReminderFacts(NamedTuple):
    """A certificate, and the day the office wants to be reminded of it."""

    seen_on: date
    reminds_on: date


def _begins(facts: ApplicantFacts, rules: CaseRules) -> date | None:
    if facts.interview_on is not None:
        return None  # TALK tells it
    since = facts.since or date.min
    if facts.step == "references":
        return _later(since, rules[CaseRule.REFERENCE_DAYS])
    if facts.requested_on is not None:
        return _later(facts.requested_on, rules[CaseRule.CERTIFICATE_WAIT_DAYS])
    return since


def _due(facts: ApplicantFacts, rules: CaseRules) -> date | None:
    if facts.step != "ready" or facts.since is None:
        return None
    return _later(facts.since, rules[CaseRule.READY_DAYS])


def _what(facts: ApplicantFacts) -> str:
    """Return the sentence as a heading; the name comes after it."""
    return facts.sentence.removesuffix(".")


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days) if day > date.min else day


APPLICANT: Duty[ApplicantFacts] = Duty(
    "applicant",
    HEADING,
    "PersonGroup",
    OWN,
    _begins,
    lambda facts: _what(facts) or "Er klar, og venter på oppdrag",
    lambda facts: facts.remedy,
    due=_due,
    detail=lambda facts: (
        f"Siden {day_text(facts.since)}" if facts.since else "Uten søknadsdato"
    ),
    does=(Right.EDIT_CONTACTS,),
)
TALK: Duty[ApplicantFacts] = Duty(
    "applicant_talk",
    HEADING,
    "PersonGroup",
    OWN,
    lambda facts, _rules: facts.interview_on,
    lambda facts: _what(facts),
    lambda facts: facts.remedy,
    due=lambda facts, _rules: (
        facts.interview_on + timedelta(days=1) if facts.interview_on else None
    ),
    detail="Samtale med søker",
    calm=Urgency.SOON,
    does=(Right.EDIT_CONTACTS,),
)
UNTOLD: Duty[UntoldFacts] = Duty(
    "applicant_untold",
    HEADING,
    "PersonGroup",
    OWN,
    lambda facts, _rules: facts.assessed_on,
    "Søkeren har ikke fått brev om at hun eller han ikke er godkjent",
    Remedy("Lag brev", "contact_letter/refused"),
    detail=lambda facts: f"Avgjort {day_text(facts.assessed_on)}",
    does=(Right.MAKE_PAPERS,),
)
DISPOSE: Duty[KeptFacts] = Duty(
    "certificate_kept",
    "Politiattester",
    "ShieldLock",
    "Politiregisterforskriften § 37-2",
    lambda facts, _rules: facts.since,
    "Makuler eller lever tilbake politiattesten",
    Remedy("Registrer", "certificate/register"),
    calm=Urgency.LATE,
    detail=lambda facts: (
        "Støttekontakten har sluttet, og attesten trengs ikke lenger"
        if facts.is_over
        else "Oppdraget er avsluttet, og attesten trengs ikke lenger"
        if facts.is_idle
        else "Attesten er vurdert, og trengs ikke lenger"
    ),
    does=(Right.EDIT_CONTACTS,),
)
REMIND: Duty[ReminderFacts] = Duty(
    "certificate_reminder",
    "Politiattester",
    "ShieldLock",
    OWN,
    lambda facts, _rules: facts.reminds_on,
    "Se på politiattesten igjen",
    Remedy("Åpne rekruttering", "recruiting/open"),
    detail=lambda facts: (
        f"Vist {day_text(facts.seen_on)} {facts.seen_on.year}. Lokal påminnelse: loven "
        "krever ikke ny attest"
    ),
    does=(Right.EDIT_CONTACTS,),
)
