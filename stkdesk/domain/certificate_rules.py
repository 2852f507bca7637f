"""The rules of a police certificate: how old it may be, and whether it still counts.

Source: helse- og omsorgstjenesteloven § 5-4 (never older than three months, measured
here the day it was shown) and § 5-4 a; politiregisterforskriften § 37-2 (destroyed when
it is needed no more).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from stkdesk.domain.calendar import months_later
from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.certificate import (
    CertificateBasis,
    CertificateDraft,
    CertificateResult,
)
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import long_date
from stkdesk.domain.rule import Remedy, Rule, broken

MOST_MONTHS = 3  # old when it is shown
A_YEAR = 12  # months
HEALTH_ACT = "Helse- og omsorgstjenesteloven § 5-4"
#: Told every time a certificate is registered (politiregisterloven § 47).
SECRECY_NOTICE = (
    "Du har taushetsplikt om det som står i politiattesten. Brudd på taushetsplikten "
    "kan straffes (politiregisterloven § 47). Attesten skal ikke skannes, og ingenting "
    "av det som står i den, skal skrives her."
)
ASK_ANEW = Remedy("Be om ny politiattest", "contact_letter/certificate_request")
REGISTER = Remedy("Registrer politiattest", "certificate/register")


class CertificateStanding(StrEnum):
    """What the certificates of one support contact come to."""

    NONE = "none"  # never asked for, never seen
    REQUESTED = "requested"  # asked for, and not seen yet
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"  # the newest that was seen
    OTHER_BASIS = "other_basis"  # accepted for the child welfare service only
    RENEW = "renew"  # engaged anew, or after a long pause: seen too long ago


class CertificateFacts(NamedTuple):
    """What is typed about a certificate, and the day it is typed."""

    draft: CertificateDraft
    today: date


def oldest_issue(seen_on: date) -> date:
    """Return the first day a certificate shown on ``seen_on`` may be issued.

    The same day three months before; the last of that month where it has no such day.
    """
    return months_later(seen_on, -MOST_MONTHS)


def is_fresh(issued_on: date, seen_on: date) -> bool:
    """Tell whether a certificate is neither too old nor from after it was shown."""
    return oldest_issue(seen_on) <= issued_on <= seen_on


def _not_after(name: str) -> Rule[CertificateFacts]:
    def test(facts: CertificateFacts) -> bool:
        day: date | None = getattr(facts.draft, name)
        return day is None or day <= facts.today

    return Rule(name, test, "Datoen kan ikke være fram i tid.", "Kontorets egen regel")


def _too_old(facts: CertificateFacts) -> bool:
    issued, seen = facts.draft.issued_on, facts.draft.seen_on
    return issued is not None and seen is not None and issued < oldest_issue(seen)


def _says_too_old(facts: CertificateFacts) -> str:
    seen = facts.draft.seen_on
    assert seen is not None
    return (
        "Attesten er eldre enn tre måneder. Vises den "
        f"{long_date(seen)}, må den være utstedt {long_date(oldest_issue(seen))} "
        "eller senere. Be om en ny."
    )


#: What must be so before a certificate is registered; each by its field.
CERTIFICATE_RULES: tuple[Rule[CertificateFacts], ...] = (
    *map(_not_after, ("requested_on", "issued_on", "seen_on", "disposed_on")),
    Rule(
        "issued_on",
        lambda facts: facts.draft.seen_on is None or facts.draft.issued_on is not None,
        "Skriv datoen attesten er utstedt.",
        HEALTH_ACT,
    ),
    Rule(
        "seen_on",
        lambda facts: (
            facts.draft.seen_on is not None
            or (facts.draft.result is None and facts.draft.issued_on is None)
        ),
        "Skriv datoen attesten ble vist.",
        HEALTH_ACT,
    ),
    Rule(
        "result",
        lambda facts: facts.draft.seen_on is None or facts.draft.result is not None,
        "Velg godtatt eller ikke godkjent.",
        HEALTH_ACT,
    ),
    Rule(
        "issued_on",
        lambda facts: (
            facts.draft.issued_on is None
            or facts.draft.seen_on is None
            or facts.draft.issued_on <= facts.draft.seen_on
        ),
        "Attesten kan ikke være utstedt etter at den ble vist. Se på begge datoene.",
        HEALTH_ACT,
    ),
    Rule("issued_on", lambda f: not _too_old(f), _says_too_old, HEALTH_ACT, ASK_ANEW),
    Rule(
        "issued_on",
        lambda facts: (
            facts.draft.issued_on is None
            or facts.draft.requested_on is None
            or facts.draft.requested_on <= facts.draft.issued_on
        ),
        "Attesten er utstedt før dere ba om den. Se at den gjelder dette formålet.",
        "Politiregisterforskriften § 36-1",
        blocks=False,
    ),
    Rule(
        "disposed_on",
        lambda facts: (
            (facts.draft.disposed_on is None) == (facts.draft.disposal is None)
        ),
        "Skriv både datoen og om attesten er makulert eller levert tilbake.",
        "Politiregisterforskriften § 37-2",
    ),
    Rule(
        "disposed_on",
        lambda facts: (
            facts.draft.disposed_on is None
            or (
                facts.draft.seen_on is not None
                and facts.draft.seen_on <= facts.draft.disposed_on
            )
        ),
        "Attesten må være vist før den makuleres eller leveres tilbake.",
        "Politiregisterforskriften § 37-2",
    ),
)


def certificate_problems(
    draft: CertificateDraft, *, today: date
) -> tuple[Problem, ...]:
    """Return what is wrong, or worth a look; the first of each field only."""
    found: dict[str, Problem] = {}
    for each in broken(CERTIFICATE_RULES, CertificateFacts(draft, today)):
        found.setdefault(each.key, each.problem)
    return tuple(found.values())


def certificate_standing(
    certificates: Iterable[CertificateDraft],
    *,
    today: date,
    rules: CaseRules,
    reengaged_on: date | None = None,
    last_active_on: date | None = None,
) -> CertificateStanding:
    """Return what ``certificates``, in the order they were made, come to today.

    ``reengaged_on``: engaged anew after having ended; ``last_active_on``: the last day
    of the newest assignment, today or later while one runs. An offer after a long
    pause is a new offer, and asks for a new certificate (hol § 5-4).
    """
    known = tuple(certificates)
    is_asked = any(each.seen_on is None for each in known)
    seen = sorted((each for each in known if each.seen_on), key=_seen)
    if not seen:
        return CertificateStanding.REQUESTED if is_asked else CertificateStanding.NONE
    of_health = [each for each in seen if each.basis is CertificateBasis.HEALTH]
    newest = [each[-1].result for each in (seen, of_health) if each]
    if CertificateResult.NOT_ACCEPTED in newest:
        return CertificateStanding.NOT_ACCEPTED
    ours = [
        each
        for each in seen
        if each.basis is CertificateBasis.HEALTH
        and each.result is CertificateResult.ACCEPTED
    ]
    if ours and counts_still(
        _seen(ours[-1]),
        today=today,
        rules=rules,
        reengaged_on=reengaged_on,
        last_active_on=last_active_on,
    ):
        return CertificateStanding.ACCEPTED
    if is_asked:
        return CertificateStanding.REQUESTED
    return CertificateStanding.RENEW if ours else CertificateStanding.OTHER_BASIS


def counts_still(
    seen_on: date,
    *,
    today: date,
    rules: CaseRules,
    reengaged_on: date | None = None,
    last_active_on: date | None = None,
) -> bool:
    """Tell whether a certificate seen then is for the engagement of today."""
    if reengaged_on is not None and seen_on < reengaged_on:
        return False
    months = rules[CaseRule.CERTIFICATE_PAUSE_MONTHS]
    rested_from = max(seen_on, last_active_on or seen_on)
    return not months or today <= months_later(rested_from, months)


def reminds_on(seen_on: date, rules: CaseRules) -> date | None:
    """Return the day the office wants to be reminded; None: it does not (the usual).

    The office's own policy: the law asks for no renewal.
    """
    years = rules[CaseRule.CERTIFICATE_REMINDER_YEARS]
    return months_later(seen_on, years * A_YEAR) if years else None


def _seen(certificate: CertificateDraft) -> date:
    assert certificate.seen_on is not None
    return certificate.seen_on
