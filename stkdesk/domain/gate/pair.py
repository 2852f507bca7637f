"""Of the two and what they have agreed: agreement, veto, overlap, group, capacity."""

from __future__ import annotations

from dataclasses import replace

from stkdesk.domain.account import organisation_number_problem
from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.formats import hours_text, short_date
from stkdesk.domain.gate.check import Check, GateState, Verdict, look, met, missing
from stkdesk.domain.gate.facts import GateFacts, OrganisationFacts, Promise, SignedPaper
from stkdesk.domain.gate.grant import within
from stkdesk.domain.gate.vetting import certificate, declaration
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.rule import Remedy

MAKE = Remedy("Lag avtale", "agreement/new")
RETURNED = Remedy("Registrer signert", "agreement/open")
FINISH = Remedy("Gjør ferdig avtalen", "agreement/open")
RENEW = Remedy("Lag ny avtale", "agreement/new")
ORGANISATION = Remedy("Åpne organisasjon", "organisation/open")
GROUP = Remedy("Åpne gruppe", "group/open")
ASSIGNMENT = Remedy("Rediger oppdrag", "assignment/edit")
OTHERS = Remedy("Se støttekontakten", "room/contacts")
MATCH = Remedy("Finn en annen", "matching/open")


def agreement(facts: GateFacts) -> Verdict | None:
    """Signed by both, and in force on the day it is judged for."""
    if facts.organisation is not None:
        return _of_organisation(facts.organisation, facts)
    if facts.helper is None:
        return None
    holding = [each for each in facts.agreements if each.holds_on(facts.day)]
    signed = [
        each for each in holding if each.signed_on and each.signed_on <= facts.today
    ]
    if signed:
        return _in_force(max(signed, key=lambda each: each.number), facts)
    return _not_in_force(facts)


def _in_force(paper: SignedPaper, facts: GateFacts) -> Verdict:
    assert paper.signed_on is not None
    told = f"Signert {short_date(paper.signed_on)}"
    if (paper.minutes, paper.unit) != (facts.minutes, facts.unit):
        hours = f"{hours_text(paper.minutes)} t {paper.unit.label}"
        evidence = f"{told}, men avtalen gjelder {hours}"
        return replace(look(evidence, RENEW), agreement=paper.number)
    if paper.valid_to is None:
        return met(told)
    if facts.outlasts(paper.valid_to):
        told += f". Går ut {short_date(paper.valid_to)}, oppdraget varer lenger"
        return replace(look(told, RENEW), agreement=paper.number)
    return met(f"{told} · gjelder til {short_date(paper.valid_to)}")


def _not_in_force(facts: GateFacts) -> Verdict:
    open_ones = [
        each for each in facts.agreements if each.state is not AgreementState.ENDED
    ]
    if not open_ones:
        told = "Avtalen er avsluttet" if facts.agreements else "Ingen avtale er laget"
        return missing(told, MAKE)
    newest = max(open_ones, key=lambda each: each.number)
    match newest.state:
        case AgreementState.DRAFT:
            return missing("Avtalen er en kladd", FINISH, agreement=newest.number)
        case AgreementState.MADE:
            sent = f" {short_date(newest.made_on)}" if newest.made_on else ""
            told = f"Sendt til signering{sent}, ikke kommet tilbake"
            return missing(told, RETURNED, agreement=newest.number)
    if newest.valid_from > facts.day:
        told = f"Avtalen gjelder først fra {short_date(newest.valid_from)}"
    elif newest.valid_to is not None and newest.valid_to < facts.day:
        told = f"Avtalen gikk ut {short_date(newest.valid_to)}"
    else:
        told = "Avtalen er signert fram i tid"
    return missing(told, RENEW, agreement=newest.number)


def _of_organisation(each: OrganisationFacts, facts: GateFacts) -> Verdict:
    number = each.organisation_number
    if not number.strip():
        return missing("Organisasjonsnummer mangler", ORGANISATION)
    if odd := organisation_number_problem(number):
        return missing(odd, ORGANISATION)
    first, last = each.agreement_from, each.agreement_to
    if first is None:
        return missing("Avtale med organisasjonen er ikke registrert", ORGANISATION)
    if first > facts.day:
        told = f"Avtalen med organisasjonen gjelder først fra {short_date(first)}"
        return missing(told, ORGANISATION)
    if last is not None and last < facts.day:
        told = f"Avtalen med organisasjonen gikk ut {short_date(last)}"
        return missing(told, ORGANISATION)
    if last is None:
        return met(f"Avtale med organisasjonen fra {short_date(first)}")
    if facts.outlasts(last):
        told = f"Avtalen med organisasjonen går ut {short_date(last)}"
        return look(f"{told}, oppdraget varer lenger", ORGANISATION)
    return met(f"Avtale med organisasjonen til {short_date(last)}")


def veto(facts: GateFacts) -> Verdict | None:
    """Nobody who helps is one the office never puts together with the client."""
    if not facts.helpers:
        return None
    for helper in facts.helpers:
        if helper.is_vetoed:
            told = "Kontoret har bestemt at disse to aldri settes sammen"
            return missing(told, MATCH, contact=helper.number)
    return met("Ingenting er registrert")


def overlap(facts: GateFacts) -> Verdict:
    """The same two have no other running assignment in the same days."""
    for each in facts.others:
        if each.is_same_pair and each.runs and each.meets(facts.start_on, facts.end_on):
            told = f"De har oppdrag O-{each.number} i de samme dagene ({_days(each)})"
            return missing(told, ASSIGNMENT)
    return met("De har ikke andre oppdrag sammen i de samme dagene")


def _days(each: Promise) -> str:
    first = short_date(each.start_on)
    return f"{first} – {short_date(each.end_on)}" if each.end_on else f"fra {first}"


def membership(facts: GateFacts) -> Verdict | None:
    """The group meets that day, and everybody who leads it is ready."""
    group = facts.group
    if group is None:
        return None
    if group.first_on is not None and group.first_on > facts.day:
        return missing(f"Gruppen starter {short_date(group.first_on)}", GROUP)
    if group.last_on is not None and group.last_on < facts.day:
        return missing(f"Gruppen sluttet {short_date(group.last_on)}", GROUP)
    if not group.leaders:
        return missing("Gruppen har ingen leder", GROUP)
    for leader in group.leaders:
        for title, verdict in (
            ("taushetserklæringen", declaration(leader, facts)),
            ("politiattesten", certificate(leader, facts)),
        ):
            if verdict.state is GateState.MISSING:
                evidence = verdict.evidence[:1].lower() + verdict.evidence[1:]
                told = f"Gruppelederen S-{leader.number}: {title} – {evidence}"
                return missing(told, verdict.remedy, contact=leader.number)
    return met("Gruppen er i gang, og lederne er klare")


def capacity(facts: GateFacts) -> Verdict | None:
    """What the support contact has promised is within what he or she can give."""
    helper = facts.helper
    if helper is None or not helper.capacity_minutes:
        return None
    promised = [
        (facts.minutes, facts.unit),
        *(
            (each.minutes, each.unit)
            for each in helper.promises
            if each.runs and each.meets(facts.day, facts.end_on)
        ),
    ]
    can = f"{hours_text(helper.capacity_minutes)} t per måned"
    if not within(promised, [(helper.capacity_minutes, HoursUnit.MONTH)]):
        return look(f"Til sammen mer enn støttekontakten kan ({can})", OTHERS)
    return met(f"Kan {can}")


CHECKS = (
    Check(GateRule.AGREEMENT, "Oppdragsavtale", "Kontorets egen regel", agreement),
    Check(
        GateRule.MEMBERSHIP,
        "Gruppen",
        "Helse- og omsorgstjenesteloven §§ 5-4 og 12-1; kontorets egen regel",
        membership,
    ),
    Check(GateRule.VETO, "Aldri sammen", "Kontorets egen regel", veto),
    Check(GateRule.OVERLAP, "Andre oppdrag sammen", "Kontorets egen regel", overlap),
    Check(
        GateRule.CAPACITY,
        "Støttekontaktens kapasitet",
        "Kontorets egen regel",
        capacity,
    ),
)
