"""Freezing all that is known of an agreement onto its paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.documents.agreement_content import AgreementContent
from stkdesk.domain.agreement import AgreementDraft
from stkdesk.domain.client_label import client_label
from stkdesk.domain.contact import OF_AGE
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.letter_papers import AGREEMENT
from stkdesk.domain.names import full_name
from stkdesk.domain.person import years_old
from stkdesk.domain.rate import RateKind, RateRow, RateTable
from stkdesk.domain.staff import Right
from stkdesk.services.access import inner, needs
from stkdesk.services.addressing import postal_address
from stkdesk.services.agreement_facts import agreement_assignment
from stkdesk.services.letter_texts import own_words
from stkdesk.services.office import open_office
from stkdesk.services.paper_sight import refuse_letter_to
from stkdesk.services.pay_terms import in_pay, terms_of
from stkdesk.services.people import person_draft
from stkdesk.services.rate_rows import rates_of
from stkdesk.storage.tables import Agreement, Assignment, Contact

NOT_SAID = date.max
DRAFT_REFERENCE = "UTKAST"
_DRIVING = (RateKind.KM_STATE, RateKind.KM_PASSENGER)
_FLAT = {
    ExpenseWay.HOUR: RateKind.EXPENSE_HOUR,
    ExpenseWay.MONTH: RateKind.EXPENSE_MONTH,
}


@inner
def agreement_content(
    session: Session, draft: AgreementDraft, *, today: date
) -> AgreementContent:
    """Return what is printed; without the reference of its paper.

    Raises:
        NotAllowedError: if the one at work may not see where the contact lives.

    """
    assignment = agreement_assignment(session, draft.assignment_number)
    assert assignment.contact_number is not None
    refuse_letter_to(session, assignment.contact_number)
    contact = session.get(Contact, assignment.contact_number)
    assert contact is not None
    office = open_office(session, today=today)
    person, client = contact.person, assignment.client
    name = full_name(person.given_name, person.family_name)
    helped = client.person
    replaced = (
        session.get(Agreement, draft.replaces_number)
        if draft.replaces_number is not None
        else None
    )
    first = draft.valid_from or assignment.start_on
    return AgreementContent(
        reference="",
        language=draft.language,
        sender=office.draft,
        address=postal_address(name, person_draft(person), draft.language),
        contact_name=name,
        employee_number=contact.employee_number or "",
        client_label=client_label(
            office.draft.name_mode,
            given=helped.given_name,
            family=helped.family_name,
            case_number=client.case_number,
            assignment_number=assignment.number,
            protection=helped.protection,
        ),
        assignment_number=assignment.number,
        solution=assignment.solution,
        employment=draft.employment,
        valid_from=first,
        valid_to=draft.valid_to,
        minutes=draft.minutes or 0,
        hours_unit=draft.hours_unit,
        made_on=today,
        goal=draft.goal.strip(),
        expense_cap_ore=draft.expense_cap_ore,
        drive_cap_metres=draft.drive_cap_metres,
        drive_cap_ore=draft.drive_cap_ore,
        expense_way=draft.expense_way,
        contact_person=draft.contact_person.strip(),
        contact_person_phone=draft.contact_person_phone.strip(),
        renews=draft.renews,
        replaces_from=replaced.valid_from if replaced is not None else None,
        rates=_rates(session, assignment, draft.expense_way, first, draft.valid_to),
        due_day=office.period_due_day,
        carry_over_minutes=office.draft.carry_over_minutes,
        needs_guardian=(
            person.birth_date is not None
            and years_old(person.birth_date, max(today, person.birth_date)) < OF_AGE
        ),
        own=own_words(session, AGREEMENT, draft.language, today),
        practice=office.practice,
    )


@needs(Right.EDIT_CASES)
def preview_agreement(
    session: Session, draft: AgreementDraft, *, today: date
) -> AgreementContent:
    """Return the agreement as it would be, with UTKAST across it; saves nothing."""
    content = agreement_content(session, draft, today=today)
    return replace(content, reference=DRAFT_REFERENCE, draft=True)


def _rates(
    session: Session,
    assignment: Assignment,
    way: ExpenseWay,
    first: date,
    last: date | None,
) -> tuple[RateRow, ...]:
    """Return the rates on the first day, and those known to begin before the last."""
    terms = terms_of(session, assignment)
    table = RateTable(
        rates_of(session, in_pay(assignment)),
        contact=terms.contact,
        born_on=terms.born_on,
    )
    found: list[RateRow] = []
    for kind in (terms.hour_kind, _FLAT.get(way), *_DRIVING):
        if kind is not None:
            found += table.between(kind, first, last or NOT_SAID)
    return tuple(found)
