"""A client, a contact, an assignment and what they need, in one line each.

Every builder takes the session first and gives back the short number; whatever the
test does not say is ordinary.
"""

from datetime import date

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.client import ClientStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.decision import GrantItem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.names import search_text, sort_key
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.timesheet import Visit
from stkdesk.services.periods import ensure_periods
from stkdesk.services.rates import KNOWN_DRIVING_RATES, set_rate
from stkdesk.services.sheet_drafts import SheetDraft
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.timesheets import register_sheet
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    Organisation,
    Person,
    PersonAddress,
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
        fields.setdefault("organisation_number", an_organisation(session))
    else:
        named = isinstance(contact, str)
        fields["contact_number"] = a_contact(session, contact) if named else contact
    fields.setdefault("status", AssignmentStatus.ACTIVE)
    fields.setdefault("start_on", START)
    fields.setdefault("hours_unit", HoursUnit.MONTH)
    assignment = Assignment(client_number=client, agreed_minutes=hours * 60, **fields)
    return _added(session, assignment)


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
    """Return a visit of 2026, three hours from 16:00."""
    return Visit(date(2026, month, day), start, minutes, **fields)


def a_sheet(session, assignment, period, *visits, today=date(2026, 11, 3), **fields):
    """Register a sheet of ``visits`` (one ordinary visit if none is given)."""
    opened = open_sheet(session, assignment, period)
    first = Visit(opened.period.period.first, 960, 180)
    draft = SheetDraft(
        assignment, period, visits or (first,), version=opened.draft.version, **fields
    )
    return register_sheet(session, draft, today=today)


def _added(session, record):
    session.add(record)
    session.flush()
    return record.number
