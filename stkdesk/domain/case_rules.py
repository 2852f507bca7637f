"""The office's own numbers: limits in days and weeks, and what it asks of a contact.

Everything local or unverified is here, as data with a day it holds from, which the
office edits; the law's own limits are the defaults.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.contact_numbers import CONTACT_RULES, YES_NO
from stkdesk.domain.errors import Problem
from stkdesk.domain.hours_rules import HOURS_RULES
from stkdesk.domain.report_numbers import REPORT_NUMBERS
from stkdesk.domain.sheet_numbers import SHEET_NUMBERS


class RuleGroup(StrEnum):
    """Where a number is set: one place in the settings for each."""

    LIMITS = "limits"  # "Frister"
    CONTACTS = "contacts"  # "Krav til støttekontakter"
    HOURS = "hours"  # "Avtaler og timer"
    REPORTS = "reports"  # "Månedsrapporter"
    SHEETS = "sheets"  # "Timelister og purring"


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
    WAIT_HIGH_WEEKS = "wait_high_weeks"
    WAIT_URGENT_WEEKS = "wait_urgent_weeks"
    CONTACT_AGE = "contact_age"
    CONTACT_REFERENCES = "contact_references"
    CONTACT_CAR = "contact_car"
    CONTACT_COURSE = "contact_course"
    CERTIFICATE_PAUSE_MONTHS = "certificate_pause_months"
    CERTIFICATE_REMINDER_YEARS = "certificate_reminder_years"
    REFERENCE_DAYS = "reference_days"
    CERTIFICATE_WAIT_DAYS = "certificate_wait_days"
    READY_DAYS = "ready_days"
    AGREEMENT_SIGN_DAYS = "agreement_sign_days"
    AGREEMENT_RENEWAL_DAYS = "agreement_renewal_days"
    HOURS_NEAR_PERCENT = "hours_near_percent"
    HOURS_FULL_PERCENT = "hours_full_percent"
    HOURS_UNDER_PERCENT = "hours_under_percent"
    HOURS_UNDER_PERIODS = "hours_under_periods"
    HOLIDAY_PAY_PERMILLE = "holiday_pay_permille"
    HOLIDAY_PAY_OVER_60_PERMILLE = "holiday_pay_over_60_permille"
    REPORT_MONTHS = "report_months"
    REPORT_FIRST_MONTH = "report_first_month"
    KPR_SERVICE_CODE = "kpr_service_code"
    SHEETS_CHECKED = "sheets_checked"
    MAIL_DAYS = "mail_days"
    REMINDER_1_DAYS = "reminder_1_days"
    REMINDER_2_DAYS = "reminder_2_days"
    PHONE_DAYS = "phone_days"
    SHEET_DECISION = "sheet_decision"
    SHEET_AGREEMENT = "sheet_agreement"
    SHEET_DRIVING = "sheet_driving"

    @property
    def label(self) -> str:
        """The words on screen."""
        return _ABOUT[self].label

    @property
    def unit(self) -> str:
        """What it counts, in the words on screen."""
        return _ABOUT[self].unit

    @property
    def usual(self) -> int:
        """The number until the office sets its own."""
        return _ABOUT[self].usual

    @property
    def basis(self) -> str:
        """Where the usual number comes from."""
        return _ABOUT[self].basis

    @property
    def least(self) -> int:
        """The lowest number the law, or good sense, allows."""
        return _ABOUT[self].least

    @property
    def most(self) -> int:
        """The highest number that makes sense."""
        return _ABOUT[self].most

    @property
    def law(self) -> str:
        """What the law itself says about it, and the office cannot change."""
        return _ABOUT[self].law

    @property
    def group(self) -> RuleGroup:
        """Where in the settings it is set."""
        return _ABOUT[self].group

    @property
    def is_choice(self) -> bool:
        """Whether it is yes (1) or no (0), and not a number."""
        return _ABOUT[self].unit == YES_NO


@dataclass(frozen=True, slots=True)
class _About:
    label: str
    unit: str
    usual: int
    least: int
    most: int
    law: str
    basis: str = "Kontorets egen regel"
    group: RuleGroup = RuleGroup.LIMITS


_ABOUT: dict[CaseRule, _About] = {
    CaseRule.CONFIRM_DAYS: _About(
        "Bekrefte mottatt søknad eller klage",
        "dager",
        3,
        least=0,
        most=14,
        law="En elektronisk henvendelse skal bekreftes straks "
        "(eForvaltningsforskriften § 6).",
    ),
    CaseRule.INTERIM_WARNING_DAYS: _About(
        "Varsle om foreløpig svar etter",
        "dager",
        21,
        least=1,
        most=27,
        law="Foreløpig svar skal gis innen én måned etter at søknaden eller klagen kom "
        "inn (forvaltningsloven § 11 a). Måneden står fast, og flyttes ikke for helg. "
        "Her settes bare når I dag skal si fra.",
        basis="Før måneden i forvaltningsloven § 11 a er ute",
    ),
    CaseRule.ANSWER_WEEKS: _About(
        "Svare på en søknad",
        "uker",
        4,
        least=1,
        most=26,
        law="Saken skal avgjøres uten ugrunnet opphold (forvaltningsloven § 11 a). "
        "Fristen står stille mens dere venter på søkeren.",
    ),
    CaseRule.COMPLAINT_ANSWER_WEEKS: _About(
        "Behandle en klage",
        "uker",
        8,
        least=1,
        most=26,
        law="En klage som ikke fører fram, sendes til Statsforvalteren så snart saken "
        "er tilrettelagt (forvaltningsloven § 33).",
    ),
    CaseRule.COMPLAINT_WEEKS: _About(
        "Klagefrist",
        "uker",
        4,
        least=4,
        most=52,
        law="Loven gir fire uker fra vedtaket kom fram (pasient- og "
        "brukerrettighetsloven § 7-5). Dere kan gi lengre frist, aldri kortere. Etter "
        "ett år fra vedtaket kan ingen klage behandles (forvaltningsloven § 31).",
        basis="Pasient- og brukerrettighetsloven § 7-5",
    ),
    CaseRule.POSTAL_DAYS: _About(
        "Et brev er framme etter",
        "dager",
        7,
        least=0,
        most=30,
        law="Klagefristen løper fra brevet kom fram. Posten kommer annenhver virkedag "
        "(postloven § 7), så regn rundt en uke når dagen ikke er kjent.",
    ),
    CaseRule.NOTICE_DAYS: _About(
        "Frist for å uttale seg",
        "dager",
        14,
        least=1,
        most=90,
        law="Et forhåndsvarsel skal ha en frist for å uttale seg. Den løper fra dagen "
        "varselet sendes (forvaltningsloven § 16). Loven sier ikke hvor lang den er.",
    ),
    CaseRule.INFORMATION_DAYS: _About(
        "Frist for å sende opplysninger",
        "dager",
        14,
        least=1,
        most=90,
        law="Loven setter ingen frist. Mens dere venter på svaret, står fristen for å "
        "svare på søknaden stille.",
    ),
    CaseRule.REVIEW_WARNING_DAYS: _About(
        "Varsle før ny vurdering eller utløp",
        "dager",
        60,
        least=1,
        most=365,
        law="Et nytt vedtak bør være klart før det gamle går ut, så hjelpen ikke "
        "stanser.",
    ),
    CaseRule.WAIT_HIGH_WEEKS: _About(
        "Haster på ventelisten etter",
        "uker",
        8,
        least=1,
        most=52,
        law="Den som er innvilget timer, har krav på dem fra vedtaket gjelder. Etter "
        "så mange uker uten støttekontakt går hasten ett trinn opp av seg selv.",
    ),
    CaseRule.WAIT_URGENT_WEEKS: _About(
        "Haster mye på ventelisten etter",
        "uker",
        16,
        least=2,
        most=104,
        law="Den som er innvilget timer, har krav på dem fra vedtaket gjelder. Etter "
        "så mange uker går hasten to trinn opp av seg selv.",
    ),
    CaseRule.ATTACHMENT_MEGABYTES: _About(
        "Største vedlegg",
        "MB",
        25,
        least=1,
        most=100,
        law="Vedlegg ligger kryptert i registeret, og er med i hver sikkerhetskopi.",
    ),
    **{
        CaseRule(code): _About(*about, group=RuleGroup.CONTACTS)
        for code, about in CONTACT_RULES.items()
    },
    **{
        CaseRule(code): _About(*about, group=RuleGroup.HOURS)
        for code, about in HOURS_RULES.items()
    },
    **{
        CaseRule(code): _About(*about, group=RuleGroup.REPORTS)
        for code, about in REPORT_NUMBERS.items()
    },
    **{
        CaseRule(code): _About(*about, group=RuleGroup.SHEETS)
        for code, about in SHEET_NUMBERS.items()
    },
}


def rules_of(group: RuleGroup) -> tuple[CaseRule, ...]:
    """Return the numbers that are set in one place of the settings, in their order."""
    return tuple(rule for rule in CaseRule if rule.group is group)


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


def rule_problems(number: SetRule) -> tuple[Problem, ...]:
    """Return what is wrong with a number before the office may set it."""
    rule = number.rule
    if rule.least <= number.value <= rule.most:
        return ()
    asked = f"Skriv et tall fra {rule.least} til {rule.most} {rule.unit}."
    return (Problem("value", asked),)
