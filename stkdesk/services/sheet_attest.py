"""What keeps sheets from being attested, asked of many at once in few questions.

Held up against decisions, agreements and rates as they are now. What was asked when a
sheet was registered and refused it then (vetting, other sheets) is not asked again.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from stkdesk.domain.agreement import AgreementDays
from stkdesk.domain.case_rules import CaseRules, rules_on
from stkdesk.domain.corrected import takes_back
from stkdesk.domain.formats import hours_text, short_date
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.in_force import Force
from stkdesk.domain.pay import Pay, pay_of
from stkdesk.domain.period import Period
from stkdesk.domain.rate import RateRow
from stkdesk.domain.sheet_checks import blocking_check, check_sheet
from stkdesk.domain.sheet_rules.frame import Agreed, Days, SheetFrame
from stkdesk.services.access import inner
from stkdesk.services.agreement_facts import agreement_days
from stkdesk.services.case_rules import list_case_rules
from stkdesk.services.in_force import forces_of
from stkdesk.services.pay_terms import in_pay, terms_of
from stkdesk.services.rates import rates_of
from stkdesk.services.sheet_frame import strictness_of
from stkdesk.services.sheet_lines import visit_of
from stkdesk.services.sheet_rows import chunks
from stkdesk.storage.tables import (
    Assignment,
    Contact,
    GateOverride,
    SheetPeriod,
    Timesheet,
)


@inner
def lacks_of_sheets(session: Session, numbers: Sequence[int]) -> dict[int, str]:
    """Return why each sheet cannot be attested; those that can are left out."""
    found: dict[int, str] = {}
    for some in chunks(sorted(set(numbers))):
        found |= _lacks(session, some)
    return found


def _lacks(session: Session, numbers: Sequence[int]) -> dict[int, str]:
    sheets = session.scalars(
        select(Timesheet)
        .where(Timesheet.number.in_(numbers))
        .options(selectinload(Timesheet.lines))
    ).all()
    wanted = {each.assignment_number for each in sheets}
    assignments = {
        each.number: each
        for each in session.scalars(
            select(Assignment)
            .where(Assignment.number.in_(wanted))
            .options(joinedload(Assignment.contact).joinedload(Contact.person))
        )
    }
    clients = sorted({each.client_number for each in assignments.values()})
    forces = forces_of(session, clients)
    agreements = agreement_days(session, sorted(wanted))
    past = _let_past(session, sorted(wanted))
    contacts = {number for each in assignments.values() for number in in_pay(each)}
    rates = rates_of(session, sorted(contacts))
    set_rules = list_case_rules(session)
    lacks: dict[int, str] = {}
    for sheet in sheets:
        about = assignments[sheet.assignment_number]
        row = session.get_one(SheetPeriod, sheet.period_number)
        period = Period(row.first_on, row.last_on)
        frame = _frame(
            about,
            period,
            forces.get(about.client_number, ()),
            agreements.get(about.number, ()),
            rules_on(period.last, set_rules),
            is_past=about.number in past,
        )
        if said := _lack(session, sheet, about, period, frame, rates):
            lacks[sheet.number] = said
    return lacks


def _lack(
    session: Session,
    sheet: Timesheet,
    about: Assignment,
    period: Period,
    frame: SheetFrame,
    rates: Sequence[RateRow],
) -> str:
    if sheet.control_minutes not in (None, sheet.minutes):
        return (
            f"Papiret sier {hours_text(sheet.control_minutes or 0)} timer, og besøkene "
            f"er {hours_text(sheet.minutes)}."
        )
    visits = [visit_of(line) for line in sheet.lines]
    added = [visit for visit in visits if not takes_back(visit)]  # all, but corrected
    if stops := blocking_check(check_sheet(added, frame)):
        return stops[0].message
    return _missing_rate(pay_of(added, rates, terms_of(session, about, period)))


def _missing_rate(pay: Pay) -> str:
    if not pay.missing:
        return ""
    kind, day = pay.missing[0]
    return f"Satsen «{kind.label}» mangler for {short_date(day)}."


def _frame(
    about: Assignment,
    period: Period,
    forces: Sequence[Force],
    agreements: Sequence[AgreementDays],
    rules: CaseRules,
    *,
    is_past: bool,
) -> SheetFrame:
    same = [each for each in forces if each.solution is about.solution]
    decided = tuple(Days(each.first, each.last) for each in same or forces)
    agreed = tuple(
        Agreed(Days(each.valid_from, each.last), each.signed_on)
        for each in agreements
        if each.last is None or each.last >= each.valid_from
    )
    is_ours = about.activated_on is not None  # begun in the register
    asks_agreement = about.contact_number is not None and (bool(agreements) or is_ours)
    return SheetFrame(
        period=period,
        starts_on=about.start_on,
        ends_on=about.end_on,
        decided=decided if decided or is_ours else None,
        agreed=agreed if asks_agreement else None,
        pays_driving=0 not in (about.drive_cap_metres, about.drive_cap_ore),
        strictness=strictness_of(rules, let_past=is_past),
    )


def _let_past(session: Session, assignments: Sequence[int]) -> frozenset[int]:
    """Return the assignments that were let past the rule of a signed agreement."""
    found = select(GateOverride.assignment_number).where(
        GateOverride.assignment_number.in_(assignments),
        GateOverride.rule == GateRule.AGREEMENT,
        GateOverride.lapsed_on.is_(None),
    )
    return frozenset(session.scalars(found))
