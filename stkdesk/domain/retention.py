"""How long each kind of record is kept, and from which day it may be deleted.

The default rules are data with a date: what the laws say as far as they could be read
on ``AS_OF``, and a proposal where they leave it to the office (arkivforskrifta § 3).
None of them is the office's own before the office has decided it. Sources, each with
what is sure and what is assumed, stand in the rule.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.errors import Problem

AS_OF = date(2026, 11, 1)  # when the laws below were read


class Kind(StrEnum):
    """What is kept by one rule. Stored by value."""

    CASE = "case"
    APPLICATION = "application"
    TIMESHEETS = "timesheets"
    EMPLOYEE = "employee"
    CONTRACTOR = "contractor"
    APPLICANT = "applicant"
    LOG = "log"
    DRAFTS = "drafts"

    @property
    def label(self) -> str:
        """The words on screen."""
        return RULES[self].label


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of how long."""

    kind: Kind
    label: str
    since: str  # what the time is counted from, in words
    months: int | None  # None: kept for good
    category: str  # what bevaringsforskrifta says about it
    basis: str
    is_sure: bool = False  # whether the law says it in so many words


RULES: dict[Kind, Rule] = {
    rule.kind: rule
    for rule in (
        Rule(
            Kind.CASE,
            "Saksmappe med vedtak",
            "etter at saken er avsluttet",
            None,
            "Bevares (bevaringsforskrifta § 62, antatt)",
            "Dokumenter om rettigheter og plikter som kan gi grunnlag for krav, "
            "bevares. At et vanlig vedtak om støttekontakt hører med, er antatt.",
        ),
        Rule(
            Kind.APPLICATION,
            "Søknad som aldri ble avgjort",
            "etter at saken er avsluttet",
            12,
            "Ikke nevnt i bevaringsforskrifta",
            "Kontorets egen frist (arkivforskrifta § 3). Forslag: ett år.",
        ),
        Rule(
            Kind.TIMESHEETS,
            "Timelister og lønnsgrunnlag",
            "fra slutten av året perioden var i",
            60,
            "Ikke nevnt i bevaringsforskrifta",
            "Fem år etter regnskapsårets slutt (bokføringsloven § 13), lagt til grunn "
            "for kommunen også.",
        ),
        Rule(
            Kind.EMPLOYEE,
            "Støttekontakt med arbeidsavtale",
            "etter at støttekontakten har sluttet",
            None,
            "Bevares (bevaringsforskrifta § 33)",
            "Tilsetting, arbeidsavtale og lønn som har betydning for pensjon, bevares.",
            is_sure=True,
        ),
        Rule(
            Kind.CONTRACTOR,
            "Støttekontakt med oppdragsavtale",
            "etter at støttekontakten har sluttet",
            60,
            "Ikke nevnt i bevaringsforskrifta",
            "Kontorets egen frist (arkivforskrifta § 3). Forslag: som lønnsgrunnlaget. "
            "Navnet i andres saker byttes ut med et nummer.",
        ),
        Rule(
            Kind.APPLICANT,
            "Støttekontakt som aldri fikk oppdrag",
            "etter at støttekontakten er satt til sluttet",
            12,
            "Ikke nevnt i bevaringsforskrifta",
            "Kontorets egen frist (arkivforskrifta § 3). Forslag: ett år.",
        ),
        Rule(
            Kind.LOG,
            "Detaljer i loggen",
            "etter at det ble logget",
            None,
            "Ikke nevnt i bevaringsforskrifta",
            "Slettes sammen med opplysningene de gjelder (etter mønster av "
            "pasientjournalloven § 25). Hvem som gjorde hva og når, blir stående.",
        ),
        Rule(
            Kind.DRAFTS,
            "Skjema som ble skrevet og aldri lagret",
            "etter at det sist ble skrevet i",
            3,
            "Ikke arkivverdig",
            "Kontorets egen frist. Forslag: tre måneder.",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as the office edits it."""

    months: int | None
    basis: str
    decided_on: date | None = None  # None: the office has not decided it


def rule_problems(draft: RuleDraft, *, today: date) -> tuple[Problem, ...]:
    """Return what stands in the way of a rule."""
    found = []
    if draft.months is not None and not 1 <= draft.months <= 1200:
        found.append(Problem("months", "Skriv et antall måneder fra 1 til 1200."))
    if not draft.basis.strip():
        found.append(Problem("basis", "Skriv hvorfor fristen er som den er."))
    if draft.decided_on is not None and draft.decided_on > today:
        found.append(Problem("decided_on", "Datoen kan ikke være fram i tid."))
    return tuple(found)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def deletable_from(kind: Kind, ended_on: date, months: int | None) -> date | None:
    """Return the first day on which it may be deleted; None: never.

    ``ended_on`` is the day the time of ``kind`` is counted from: for timesheets the
    last day of the period, and then to the end of that year.
    """
    if months is None:
        return None
    if kind is Kind.TIMESHEETS:
        ended_on = date(ended_on.year, 12, 31)
    return months_after(ended_on, months)


def oldest_kept(today: date, months: int) -> date:
    """Return the day from which things are kept; what is older may go."""
    years, month = divmod(today.month - 1 - months, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
