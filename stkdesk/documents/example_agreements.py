"""Agreements about invented people, to look at while the texts are edited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from stkdesk.documents.agreement_content import AgreementContent
from stkdesk.domain.assignment import Solution
from stkdesk.domain.contact import Employment
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import Address
from stkdesk.domain.rate import RateKind, RateRow

_GOAL = {
    Language.BOKMAL: "Komme seg ut blant andre to ganger i uken, og finne én fast "
    "aktivitet.",
    Language.NYNORSK: "Kome seg ut blant andre to gonger i veka, og finne éin fast "
    "aktivitet.",
}


def example_agreements(
    sender: OfficeDraft, language: Language, day: date, address: Address
) -> Iterator[AgreementContent]:
    """Yield as many as it takes to print every text; the most ordinary first."""
    first = day + timedelta(days=14)
    rates = (
        (RateKind.HOUR_INDIVIDUAL, 200_00),
        (RateKind.KM_STATE, 5_00),
        (RateKind.KM_PASSENGER, 1_00),
    )
    ordinary = AgreementContent(
        reference="EKSEMPEL",
        language=language,
        sender=sender,
        address=address,
        contact_name=address.name,
        employee_number="",
        client_label="E.E.",
        assignment_number=1,
        solution=Solution.INDIVIDUAL,
        employment=Employment.CONTRACTOR,
        valid_from=first,
        valid_to=date(first.year, 12, 31),
        minutes=16 * 60,
        hours_unit=HoursUnit.MONTH,
        made_on=day,
        goal=_GOAL[language],
        expense_cap_ore=300_00,
        drive_cap_metres=100_000,
        contact_person=sender.case_officer,
        contact_person_phone=sender.case_officer_phone,
        renews=True,
        replaces_from=day - timedelta(days=200),
        rates=tuple(RateRow(kind, date(day.year, 1, 1), ore) for kind, ore in rates),
        carry_over_minutes=120,
    )
    yield ordinary
    yield replace(
        ordinary,
        employment=Employment.EMPLOYEE,
        valid_to=None,
        expense_cap_ore=None,
        drive_cap_metres=None,
        carry_over_minutes=0,
        rates=(),
    )
    yield replace(ordinary, expense_cap_ore=0, drive_cap_metres=0)
    flat = replace(ordinary, drive_cap_metres=None, drive_cap_ore=175_00)
    yield replace(flat, expense_way=ExpenseWay.HOUR)
    yield replace(flat, expense_way=ExpenseWay.MONTH)
