"""A client, a contact, an assignment and what they need, in one line each.

Every builder takes the session first and gives back the short number; whatever the
test does not say is ordinary.
"""

from datetime import UTC, date, datetime

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.calendar import months_later
from stkdesk.domain.certificate import CertificateResult
from stkdesk.domain.client import ClientStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.decision import DecisionKind, DecisionState, GrantItem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.names import search_text, sort_key
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.timesheet import Trip, Visit
from stkdesk.services.periods import ensure_periods
from stkdesk.services.rates import KNOWN_DRIVING_RATES, set_rate
from stkdesk.services.sheet_course import approve_sheets, check_sheets
from stkdesk.services.sheet_drafts import SheetDraft
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.timesheets import register_sheet
from stkdesk.storage.tables import (
    Agreement,
    Assignment,
    Client,
    Contact,
    Decision,
    DecisionItem,
    Declaration,
    Organisation,
    Person,
    PersonAddress,
    PoliceCertificate,
)

START = date(2026, 1, 1)


def individual(minutes):
    """Return what a decision grants: one contact, and so many minutes."""
    return (GrantItem(Solution.INDIVIDUAL, minutes),)


def a_person(name, **fields):
    """Return a person called ``name``, "Given Family", not yet in the register."""
    given, _, family = name.rpartition(" ")
    fields.setdefault("birth_date", date(2008, 2, 1))
    address = PersonAddress(street="Fjordgata 1", postal_code="6509", city="Byen")
    return Person(
        given_name=given,
        family_name=family,
        sort_key=sort_key(family, given),
        search_text=search_text(given, family),
        addresses=[address],
        **fields,
    )


def a_client(session, name="Oskar Moen", *, person=None, **fields):
    """Register a client."""
    fields.setdefault("status", ClientStatus.ACTIVE)
    client = Client(person=a_person(name, **(person or {})), **fields)
    return _added(session, client)


def a_contact(session, name="Håkon Solheim", *, person=None, **fields):
    """Register a support contact."""
    fields.setdefault("status", ContactStatus.ACTIVE)
    born = {"birth_date": date(1985, 5, 17), **(person or {})}
    contact = Contact(person=a_person(name, **born), **fields)
    return _added(session, contact)


def an_organisation(session, name="Byen Turlag"):
    """Register a voluntary organisation."""
    return _added(session, Organisation(name=name))


def an_assignment(
    session, client="Oskar Moen", contact="Håkon Solheim", *, hours=24, **fields
):
    """Register an assignment; people given by name are registered with it."""
    if isinstance(client, str):
        client = a_client(session, client)
    if fields.get("solution") is Solution.ORGANISATION:
        if "organisation_number" not in fields:
            fields["organisation_number"] = an_organisation(session)
    else:
        named = isinstance(contact, str)
        fields["contact_number"] = a_contact(session, contact) if named else contact
    fields.setdefault("status", AssignmentStatus.ACTIVE)
    fields.setdefault("start_on", START)
    fields.setdefault("hours_unit", HoursUnit.MONTH)
    assignment = Assignment(client_number=client, agreed_minutes=hours * 60, **fields)
    return _added(session, assignment)


def a_ready_contact(session, name="Håkon Solheim", *, seen_on=START, **fields):
    """Register a support contact who may help anybody: vetted, signed and payable."""
    fields.setdefault("declaration_signed_on", seen_on)
    fields.setdefault("account_number", "86011117947")
    number = a_contact(session, name, **fields)
    contact = session.get(Contact, number)
    contact.employee_number = contact.employee_number or str(900_000 + number)
    session.add(Declaration(contact_number=number, signed_on=seen_on))
    a_certificate(session, number, seen_on)
    return number


def a_certificate(session, contact, seen_on=START, result=None, **fields):
    """Register that a police certificate was seen, issued a month before."""
    fields.setdefault("issued_on", months_later(seen_on, -1))
    certificate = PoliceCertificate(
        contact_number=contact,
        seen_on=seen_on,
        result=result or CertificateResult.ACCEPTED,
        **fields,
    )
    return _added(session, certificate)


def a_grant(session, client, minutes=240, *, solution=Solution.INDIVIDUAL, **fields):
    """Register an issued decision that grants a client so many minutes a month."""
    fields.setdefault("reference", f"2026/{session.query(Decision).count() + 1}")
    fields.setdefault("valid_from", START)
    fields.setdefault("hours_unit", HoursUnit.MONTH)
    decision = Decision(
        client_number=client,
        kind=DecisionKind.GRANTED,
        state=DecisionState.ISSUED,
        decided_on=START,
        content="{}",
        items=[DecisionItem(place=1, solution=solution, minutes=minutes)],
        **fields,
    )
    return _added(session, decision)


def an_agreement(session, assignment, *, signed_on=START, **fields):
    """Register a signed agreement about an assignment, as it says."""
    about = session.get(Assignment, assignment)
    fields.setdefault("valid_from", min(about.start_on, signed_on))
    fields.setdefault("minutes", about.agreed_minutes)
    fields.setdefault("hours_unit", about.hours_unit)
    agreement = Agreement(
        assignment_number=assignment,
        state=AgreementState.SIGNED,
        made_on=signed_on,
        signed_on=signed_on,
        content="{}",
        **fields,
    )
    return _added(session, agreement)


def make_ready(session, assignment):
    """Put everything in order that the gate of an assignment asks about."""
    about = session.get(Assignment, assignment)
    client = session.get(Client, about.client_number)
    if client.is_protected_group is None:
        client.is_protected_group = False
    a_grant(
        session,
        about.client_number,
        about.agreed_minutes,
        solution=about.solution,
        hours_unit=about.hours_unit,
    )
    if about.organisation_number is not None:
        organisation = session.get(Organisation, about.organisation_number)
        organisation.organisation_number = organisation.organisation_number or (
            "940155223"
        )
        organisation.agreement_from = organisation.agreement_from or START
    if about.contact_number is not None:
        contact = session.get(Contact, about.contact_number)
        contact.declaration_signed_on = contact.declaration_signed_on or START
        contact.account_number = contact.account_number or "86011117947"
        contact.employee_number = contact.employee_number or str(
            900_000 + contact.number
        )
        a_certificate(session, contact.number)
        an_agreement(session, assignment)
    session.flush()
    return assignment


def rates(session, *, hour_ore=241_35):
    """Set the rates of 2026."""
    for kind in (RateKind.HOUR_INDIVIDUAL, RateKind.HOUR_GROUP):
        set_rate(session, RateRow(kind, START, hour_ore))
    for row in KNOWN_DRIVING_RATES:
        set_rate(session, row)


def periods(session, year=2026):
    """Make the periods of ``year`` and return them by their codes."""
    return {row.code: row for row in ensure_periods(session, year)}


def a_visit(day, start=960, minutes=180, *, month=10, **fields):
    """Return a visit of 2026, three hours from 16:00; a drive is told of whole."""
    if fields.get("metres"):
        fields.setdefault("trip", Trip("tur", "Hjem – svømmehallen – hjem"))
    return Visit(date(2026, month, day), start, minutes, **fields)


def a_sheet(session, assignment, period, *visits, today=date(2026, 11, 3), **fields):
    """Register a sheet of ``visits`` (one ordinary visit if none is given)."""
    opened = open_sheet(session, assignment, period)
    first = Visit(opened.period.period.first, 960, 180)
    draft = SheetDraft(
        assignment, period, visits or (first,), version=opened.draft.version, **fields
    )
    return register_sheet(session, draft, today=today)


def checked(session, *sheets, now=datetime(2026, 11, 4, 9, tzinfo=UTC)):
    """Attest sheets that are entered, and return their numbers."""
    done = check_sheets(session, sheets, now=now)
    assert not done.left, done.left
    return done.numbers


def approved(session, *sheets, now=datetime(2026, 11, 5, 9, tzinfo=UTC)):
    """Attest and approve sheets that are entered, and return their numbers."""
    checked(session, *sheets, now=now)
    done = approve_sheets(session, sheets, now=now)
    assert not done.left, done.left
    return done.numbers


def _added(session, record):
    session.add(record)
    session.flush()
    return record.number
