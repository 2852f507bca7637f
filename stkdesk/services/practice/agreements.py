"""The agreements of the practice office: signed, on their way, and to be renewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from stkdesk.documents.agreement_content import AgreementContent, agreement_to_json
from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.client_label import client_label
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.names import full_name
from stkdesk.domain.paper import PaperKind, paper_reference
from stkdesk.domain.pay import hour_rate_of
from stkdesk.domain.rate import RateKind, RateRow, RateTable
from stkdesk.services.addressing import postal_address
from stkdesk.services.practice.careers import Stint
from stkdesk.services.practice.letters import texts_of
from stkdesk.services.practice.pay_terms import (
    drive_cap_of,
    expense_cap_of,
    own_rate_of,
    way_of,
)
from stkdesk.services.practice.sender import FJORDVIK, RATES, RULE

Row = dict[str, Any]
DAY = timedelta(days=1)
MADE, SIGNED, BACK = timedelta(days=12), timedelta(days=5), timedelta(days=3)  # before
RENEWING, UNSIGNED = 4, 6  # every fourth by the year; of these every sixth is out
SENT = timedelta(days=20)  # ago: those to be renewed that have not come back
KEPT = timedelta(days=3 * 366)  # back in time: older ones lie in the archive
JUST_MADE = timedelta(days=6)
FLAT = {
    ExpenseWay.HOUR: RateKind.EXPENSE_HOUR,
    ExpenseWay.MONTH: RateKind.EXPENSE_MONTH,
}
DRIVING = (RateKind.KM_STATE, RateKind.KM_PASSENGER)


@dataclass(slots=True, eq=False)
class Paper:
    """One agreement about an assignment."""

    stint: Stint
    state: AgreementState
    valid_from: date
    valid_to: date | None
    made_on: date
    signed_on: date | None
    ended_on: date | None = None
    renews: bool = False
    replaces: Paper | None = None
    number: int = 0
    serial: int = 0  # of its paper, among those of its year

    @property
    def reference(self) -> str:
        """The reference of its paper."""
        return paper_reference(PaperKind.AGREEMENT, self.made_on.year, self.serial)


def agreements_for(stints: Sequence[Stint], today: date) -> list[Paper]:
    """Return every agreement of the office, numbered in the order they were made."""
    found: list[Paper] = []
    renewing = 0
    for stint in stints:
        if stint.helper is None or stint.solution is not Solution.INDIVIDUAL:
            continue
        last = date(today.year, 12, 31)
        runs = stint.status in (AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED)
        outlasts = stint.end_on is None or stint.end_on > last
        if runs and outlasts and stint.number % RENEWING == 0:
            renewing += 1
            found += _by_the_year(stint, today, asked=renewing % UNSIGNED == 1)
        else:
            found += _once(stint, today)
    found.sort(key=lambda each: (each.made_on, each.stint.number))
    serials = Counter[int]()
    for number, each in enumerate(found, 1):
        serials[each.made_on.year] += 1
        each.number, each.serial = number, serials[each.made_on.year]
    return found


def _once(stint: Stint, today: date) -> Iterator[Paper]:
    """Yield the one agreement of an assignment, as long as that."""
    start, end = stint.start_on, stint.end_on
    if stint.status is AssignmentStatus.PLANNED:
        assert stint.helper is not None
        if stint.helper.stage is None:  # nobody begins on it before there is a yes
            signed = today - DAY
            yield Paper(
                stint, AgreementState.SIGNED, start, end, today - JUST_MADE, signed
            )
    elif stint.status is AssignmentStatus.ENDED:
        if end is not None and end >= today - KEPT:
            yield Paper(
                stint,
                AgreementState.ENDED,
                start,
                end,
                start - MADE,
                start - SIGNED,
                ended_on=end,
            )
    elif stint.waits_for_paper:
        yield Paper(stint, AgreementState.MADE, start, end, start - BACK, None)
    else:
        yield Paper(
            stint, AgreementState.SIGNED, start, end, start - MADE, start - SIGNED
        )


def _by_the_year(stint: Stint, today: date, *, asked: bool) -> Iterator[Paper]:
    """Yield the agreements of an assignment that is agreed on year by year."""
    year = today.year
    earlier = None
    first = stint.start_on
    if first.year < year:
        last = date(year - 1, 12, 31)
        first = max(first, date(year - 1, 1, 1))
        earlier = Paper(
            stint,
            AgreementState.SIGNED,
            first,
            last,
            first - MADE,
            first - SIGNED,
            renews=True,
        )
        yield earlier
        first = date(year, 1, 1)
    now = Paper(
        stint,
        AgreementState.SIGNED,
        first,
        date(year, 12, 31),
        first - MADE,
        first - SIGNED,
        renews=True,
        replaces=earlier,
    )
    yield now
    if asked and now.made_on < today - SENT:
        yield Paper(
            stint,
            AgreementState.MADE,
            date(year + 1, 1, 1),
            min(stint.end_on or date.max, date(year + 1, 12, 31)),
            today - SENT,
            None,
            renews=True,
            replaces=now,
        )


def agreement_row(each: Paper, stamp: Row, today: date) -> Row:
    """Return the row of an agreement, with what its paper says."""
    stint = each.stint
    assert stint.helper is not None
    return {
        "number": each.number,
        "assignment_number": stint.number,
        "state": each.state,
        "employment": stint.helper.draft.employment,
        "language": stint.helper.draft.language,
        "valid_from": each.valid_from,
        "valid_to": each.valid_to,
        "minutes": stint.minutes,
        "hours_unit": stint.grant.unit,
        "goal": texts_of(stint.career, stint.grant).goal,
        "expense_cap_ore": expense_cap_of(stint),
        "drive_cap_metres": stint.grant.drive_cap_metres,
        "drive_cap_ore": drive_cap_of(stint),
        "expense_way": way_of(stint),
        "contact_person": FJORDVIK.case_officer,
        "contact_person_phone": FJORDVIK.case_officer_phone,
        "renews": each.renews,
        "replaces_number": each.replaces.number if each.replaces else None,
        "made_on": each.made_on,
        "signed_on": each.signed_on,
        "returned_on": each.signed_on,
        "ended_on": each.ended_on,
        "content": agreement_to_json(content_of(each, today)),
        **stamp,
    }


def paper_row(each: Paper, made_at: Any, stamp: Row) -> Row:
    """Return the row of the paper of an agreement, made at that moment."""
    stint = each.stint
    assert stint.helper is not None
    return {
        "reference": each.reference,
        "kind": PaperKind.AGREEMENT,
        "language": stint.helper.draft.language,
        "pages": 3,
        "made_at": made_at,
        "printed_on": each.made_on,
        "mailed_on": each.made_on,
        "returned_on": each.signed_on,
        "client_number": stint.career.number,
        "contact_number": stint.helper.number,
        "assignment_number": stint.number,
        "agreement_number": each.number,
        **stamp,
    }


def papers_taken(agreements: Iterable[Paper]) -> Counter[int]:
    """Return how many agreements were made in each year."""
    return Counter(each.made_on.year for each in agreements)


def content_of(each: Paper, today: date) -> AgreementContent:
    """Return what an agreement says, as the office itself would have frozen it."""
    stint = each.stint
    assert stint.helper is not None
    contact, client = stint.helper.draft, stint.career.client.person
    person, language = contact.person, contact.language
    name = full_name(person.given_name, person.family_name)
    return AgreementContent(
        reference=each.reference,
        language=language,
        sender=FJORDVIK,
        address=postal_address(name, person, language),
        contact_name=name,
        employee_number=contact.employee_number,
        client_label=client_label(
            FJORDVIK.name_mode,
            given=client.given_name,
            family=client.family_name,
            case_number=stint.career.outside_number,
            assignment_number=stint.number,
            protection=client.protection,
        ),
        assignment_number=stint.number,
        solution=stint.solution,
        employment=contact.employment,
        valid_from=each.valid_from,
        valid_to=each.valid_to,
        minutes=stint.minutes,
        hours_unit=stint.grant.unit,
        made_on=each.made_on,
        goal=texts_of(stint.career, stint.grant).goal,
        expense_cap_ore=expense_cap_of(stint),
        drive_cap_metres=stint.grant.drive_cap_metres,
        drive_cap_ore=drive_cap_of(stint),
        expense_way=way_of(stint),
        contact_person=FJORDVIK.case_officer,
        contact_person_phone=FJORDVIK.case_officer_phone,
        renews=each.renews,
        replaces_from=each.replaces.valid_from if each.replaces else None,
        rates=_rates_for(each, today),
        due_day=RULE.due_day,
        carry_over_minutes=FJORDVIK.carry_over_minutes,
        practice=True,
    )


def _rates_for(each: Paper, today: date) -> tuple[RateRow, ...]:
    """Return the rates of who is paid on the first day, and those known after it."""
    stint, helper = each.stint, each.stint.helper
    assert helper is not None
    table = RateTable(
        (*RATES, *own_rate_of(helper, today)),
        contact=helper.number,
        born_on=helper.draft.person.birth_date,
    )
    kinds = (hour_rate_of(stint.solution), FLAT.get(way_of(stint)), *DRIVING)
    return tuple(
        row
        for kind in kinds
        if kind is not None
        for row in table.between(kind, each.valid_from, each.valid_to or date.max)
    )
