"""The office's own numbers for its cases: limits in days and weeks, with dates.

Everything local or unverified is here, as data with a day it holds from, which the
office edits; the law's own limits are the defaults.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CaseRule(StrEnum):
    """One number the casework goes by."""

    CONFIRM_DAYS = "confirm_days"
    INTERIM_WARNING_DAYS = "interim_warning_days"
    ANSWER_WEEKS = "answer_weeks"
    COMPLAINT_ANSWER_WEEKS = "complaint_answer_weeks"
    COMPLAINT_WEEKS = "complaint_weeks"
    POSTAL_DAYS = "postal_days"
    NOTICE_DAYS = "notice_days"
    INFORMATION_DAYS = "information_days"
    REVIEW_WARNING_DAYS = "review_warning_days"
    ATTACHMENT_MEGABYTES = "attachment_megabytes"

    @property
    def label(self) -> str:
        """The words on screen."""
        return _ABOUT[self][0]

    @property
    def unit(self) -> str:
        """What it counts, in the words on screen."""
        return _ABOUT[self][1]

    @property
    def usual(self) -> int:
        """The number until the office sets its own."""
        return _ABOUT[self][2]

    @property
    def basis(self) -> str:
        """Where the usual number comes from."""
        return _ABOUT[self][3]


OWN = "Kontorets egen regel"
_ABOUT: dict[CaseRule, tuple[str, str, int, str]] = {
    CaseRule.CONFIRM_DAYS: ("Bekrefte mottatt søknad eller klage", "dager", 3, OWN),
    CaseRule.INTERIM_WARNING_DAYS: (
        "Varsle om foreløpig svar etter",
        "dager",
        21,
        "Før måneden i forvaltningsloven § 11 a er ute",
    ),
    CaseRule.ANSWER_WEEKS: ("Svare på en søknad", "uker", 4, OWN),
    CaseRule.COMPLAINT_ANSWER_WEEKS: ("Behandle en klage", "uker", 8, OWN),
    CaseRule.COMPLAINT_WEEKS: (
        "Klagefrist",
        "uker",
        4,
        "Pasient- og brukerrettighetsloven § 7-5",
    ),
    CaseRule.POSTAL_DAYS: ("Et brev er framme etter", "dager", 7, OWN),
    CaseRule.NOTICE_DAYS: ("Frist for å uttale seg", "dager", 14, OWN),
    CaseRule.INFORMATION_DAYS: ("Frist for å sende opplysninger", "dager", 14, OWN),
    CaseRule.REVIEW_WARNING_DAYS: (
        "Varsle før ny vurdering eller utløp",
        "dager",
        60,
        OWN,
    ),
    CaseRule.ATTACHMENT_MEGABYTES: ("Største vedlegg", "MB", 25, OWN),
}


@dataclass(frozen=True, slots=True)
class SetRule:
    """A number the office has set, and the first day it holds."""

    rule: CaseRule
    valid_from: date
    value: int
    basis: str = ""


@dataclass(frozen=True, slots=True)
class CaseRules:
    """The numbers in force on one day."""

    values: tuple[tuple[CaseRule, int], ...] = ()

    def __getitem__(self, rule: CaseRule) -> int:
        """Return the number of ``rule``: the office's own, or the usual one."""
        return dict(self.values).get(rule, rule.usual)


def rules_on(day: date, rows: Iterable[SetRule]) -> CaseRules:
    """Return the numbers in force on ``day``: of each, the newest begun by then."""
    found: dict[CaseRule, SetRule] = {}
    for row in rows:
        known = found.get(row.rule)
        if row.valid_from <= day and (
            known is None or row.valid_from >= known.valid_from
        ):
            found[row.rule] = row
    return CaseRules(tuple((rule, row.value) for rule, row in found.items()))
