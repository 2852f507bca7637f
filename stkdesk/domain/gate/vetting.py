"""Of those who help: confidentiality, the police certificate, age, pay facts."""

from __future__ import annotations

from collections.abc import Callable

from stkdesk.domain.account import account_problem
from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.certificate import CertificateBasis, CertificateResult
from stkdesk.domain.certificate_rules import (
    CertificateStanding,
    certificate_standing,
    oldest_issue,
)
from stkdesk.domain.formats import short_date
from stkdesk.domain.gate.check import Check, Verdict, look, met, missing
from stkdesk.domain.gate.facts import GateFacts, Helper
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.person import years_old
from stkdesk.domain.rule import Remedy

CHILD = 18  # years; below it everybody is of the group of hol § 5-4 a

SIGN = Remedy("Registrer signert", "declaration/sign")
REGISTER = Remedy("Registrer sett", "certificate/register")
REQUEST = Remedy("Lag anmodning", "contact_letter/certificate_request")
EDIT_CONTACT = "Rediger støttekontakt"
BIRTH_DATE = Remedy(EDIT_CONTACT, "contact/birth_date")
EMPLOYEE_NUMBER = Remedy(EDIT_CONTACT, "contact/employee_number")
ACCOUNT = Remedy(EDIT_CONTACT, "contact/account_number")
PROTECTED = Remedy("Rediger bruker", "client/is_protected_group")
EXCEPTION = Remedy("Skriv unntak", "recruiting/assessment")


def of_contact(
    judge: Callable[[Helper, GateFacts], Verdict],
) -> Callable[[GateFacts], Verdict | None]:
    """Return what judges the support contact; nothing when there is none."""

    def judged(facts: GateFacts) -> Verdict | None:
        return None if facts.helper is None else judge(facts.helper, facts)

    return judged


def declaration(helper: Helper, facts: GateFacts) -> Verdict:
    """Signed, by the day it is judged for."""
    signed = helper.declaration_signed_on
    if signed is None:
        return missing("Ikke registrert som signert", SIGN, contact=helper.number)
    if signed > facts.today:
        return missing(
            f"Signert {short_date(signed)}, som ikke har kommet",
            SIGN,
            contact=helper.number,
        )
    return met(f"Signert {short_date(signed)}")


def certificate(helper: Helper, facts: GateFacts) -> Verdict:
    """Seen, fresh when it was seen, accepted, and for this offer."""
    seen = helper.newest_seen(CertificateBasis.HEALTH)
    shown = f"Vist {short_date(seen.seen_on)}" if seen and seen.seen_on else "Ikke vist"
    match standing(helper, facts):
        case CertificateStanding.ACCEPTED:
            assert seen is not None
            assert seen.seen_on is not None
            assert seen.issued_on is not None
            if seen.issued_on < oldest_issue(seen.seen_on):
                told = f"{shown}, og var da eldre enn tre måneder"
                return missing(told, REQUEST, contact=helper.number)
            return met(f"{shown} · utstedt {short_date(seen.issued_on)}")
        case CertificateStanding.REQUESTED:
            return missing("Bedt om, ikke vist ennå", REGISTER, contact=helper.number)
        case CertificateStanding.NOT_ACCEPTED:
            return missing("Ikke godkjent", REQUEST, contact=helper.number)
        case CertificateStanding.OTHER_BASIS:
            told = "Den som er vist, gjelder barnevernet"
            return missing(told, REQUEST, contact=helper.number)
        case CertificateStanding.RENEW:
            told = f"{shown}. Et nytt oppdrag krever ny politiattest"
            return missing(told, REQUEST, contact=helper.number)
        case CertificateStanding.NONE:
            return missing("Ikke vist", REQUEST, contact=helper.number)


def standing(helper: Helper, facts: GateFacts) -> CertificateStanding:
    """Return what the helper's certificates come to for this assignment."""
    is_at_work = facts.promise.runs or any(each.runs for each in helper.promises)
    return certificate_standing(
        helper.certificates,
        today=facts.day,
        rules=facts.rules,
        reengaged_on=helper.ended_on or helper.reengaged_on,
        last_active_on=facts.day if is_at_work else helper.last_active_on,
    )


def is_protected(facts: GateFacts) -> bool | None:
    """Tell whether the client is of the group of § 5-4 a; None when it is not known."""
    born = facts.client_birth_date
    if born is not None and born <= facts.day and years_old(born, facts.day) < CHILD:
        return True
    if facts.is_protected_group:
        return True
    return None if born is None else facts.is_protected_group


def exclusion(facts: GateFacts) -> Verdict | None:
    """Nobody whose certificate was not accepted helps one of the protected group."""
    if facts.organisation is not None or not facts.helpers:
        return None
    protected = is_protected(facts)
    if protected is False:
        return met("Brukeren hører ikke til gruppen i § 5-4 a")
    for helper in facts.helpers:
        newest = (helper.newest_seen(), helper.newest_seen(CertificateBasis.HEALTH))
        if any(
            seen is not None and seen.result is CertificateResult.NOT_ACCEPTED
            for seen in newest
        ):
            who = (
                "Brukeren er barn eller har utviklingshemning"
                if protected
                else "Det er ikke registrert om brukeren har utviklingshemning"
            )
            told = f"{who}, og politiattesten er ikke godkjent"
            return missing(told, contact=helper.number)
    if protected is None:
        return look(
            "Ukjent: ikke registrert om brukeren omfattes av § 5-4 a", PROTECTED
        )
    return met("Brukeren er vernet. Ingenting er til hinder")


def age(helper: Helper, facts: GateFacts) -> Verdict:
    """Of age on the day it is judged for, or with an exception."""
    born = helper.birth_date
    if born is None:
        return missing("Fødselsdato mangler", BIRTH_DATE, contact=helper.number)
    years = years_old(born, facts.day) if born <= facts.day else 0
    least = facts.rules[CaseRule.CONTACT_AGE]
    if years >= least:
        return met(f"{years} år")
    if helper.age_exception.strip():
        return met(f"{years} år. Unntak er begrunnet")
    told = f"{years} år, og kontoret krever {least}"
    return missing(told, EXCEPTION, contact=helper.number)


def employee_number(helper: Helper, _facts: GateFacts) -> Verdict:
    """There is one, for pay."""
    if not helper.employee_number.strip():
        return missing("Ansattnummer mangler", EMPLOYEE_NUMBER, contact=helper.number)
    return met("Registrert")


def account(helper: Helper, _facts: GateFacts) -> Verdict:
    """There is one, for pay."""
    if not helper.account_number.strip():
        return missing("Kontonummer mangler", ACCOUNT, contact=helper.number)
    if odd := account_problem(helper.account_number):
        return look(odd, ACCOUNT)
    return met("Registrert")


CHECKS = (
    Check(
        GateRule.DECLARATION,
        "Taushetserklæring",
        "Helse- og omsorgstjenesteloven § 12-1; forvaltningsloven § 13 c",
        of_contact(declaration),
    ),
    Check(
        GateRule.CERTIFICATE,
        "Politiattest",
        "Helse- og omsorgstjenesteloven § 5-4",
        of_contact(certificate),
    ),
    Check(
        GateRule.EXCLUSION,
        "Omfattes av § 5-4 a",
        "Helse- og omsorgstjenesteloven § 5-4 a",
        exclusion,
    ),
    Check(GateRule.AGE, "Alder", "Kontorets egen regel", of_contact(age)),
    Check(
        GateRule.EMPLOYEE_NUMBER,
        "Ansattnummer",
        "Kontorets egen regel",
        of_contact(employee_number),
    ),
    Check(GateRule.ACCOUNT, "Kontonummer", "Kontorets egen regel", of_contact(account)),
)
