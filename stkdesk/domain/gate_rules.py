"""Which rules an assignment must keep to become active, and how strict each is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.errors import Problem


class GateRule(StrEnum):
    """One condition for an assignment to be active."""

    DECISION = "decision"  # a vedtak in force
    HOURS_LEFT = "hours_left"  # within what it grants
    AGREEMENT = "agreement"  # signed by both
    DECLARATION = "declaration"  # of confidentiality, signed
    CERTIFICATE = "certificate"  # of the police, seen and accepted
    EXCLUSION = "exclusion"  # hol § 5-4 a
    AGE = "age"
    EMPLOYEE_NUMBER = "employee_number"
    ACCOUNT = "account"
    VETO = "veto"  # never these two
    OVERLAP = "overlap"  # another active assignment of the same two in the same days
    MEMBERSHIP = "membership"  # a group that runs, with a leader who is ready
    CAPACITY = "capacity"  # of the support contact: only ever looked at

    @property
    def can_be_permissive(self) -> bool:
        """Whether the office may let an assignment start all the same, with a reason.

        What the law leaves no choice about is always strict, and what hinders nothing
        has nothing to go past.
        """
        return self not in (
            GateRule.DECISION,
            GateRule.CERTIFICATE,
            GateRule.DECLARATION,
            GateRule.EXCLUSION,
            GateRule.OVERLAP,
            GateRule.MEMBERSHIP,  # the leaders' certificates are of it
            GateRule.CAPACITY,
        )


@dataclass(frozen=True, slots=True)
class SetStrictness:
    """How strict the office is about a rule, from a day on."""

    rule: GateRule
    valid_from: date
    is_strict: bool


def strict_on(day: date, rows: Iterable[SetStrictness]) -> frozenset[GateRule]:
    """Return the rules that are strict on ``day``; until the office says, all are."""
    found: dict[GateRule, SetStrictness] = {}
    for row in rows:
        known = found.get(row.rule)
        if row.valid_from <= day and (
            known is None or row.valid_from >= known.valid_from
        ):
            found[row.rule] = row
    return frozenset(
        rule
        for rule in GateRule
        if not rule.can_be_permissive or rule not in found or found[rule].is_strict
    )


def strictness_problems(wanted: SetStrictness) -> tuple[Problem, ...]:
    """Return why the office may not be so strict, or so permissive, about a rule."""
    if wanted.is_strict or wanted.rule.can_be_permissive:
        return ()
    return (Problem("is_strict", "Dette kravet kan det ikke gjøres unntak fra."),)
