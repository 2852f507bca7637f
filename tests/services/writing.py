"""A client with an application, a decision and a complaint, to write letters about."""

from datetime import date

from stkdesk.domain.application import ApplicationDraft
from stkdesk.domain.assignment import Solution
from stkdesk.domain.complaint import ComplaintDraft, ComplaintPoint
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.applications import register_application
from stkdesk.services.complaints import register_complaint
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import DecisionItem
from tests.services.complaining import issued

OFFICE = OfficeDraft(
    municipality="Fjordvik kommune",
    deciding_unit="Tjenestekontoret",
    postal_line="Postboks 124",
    postal_code="4481",
    city="Fjordvik",
    county_governor="Statsforvalteren i Rogaland",
    governor_line="Postboks 59",
    governor_code="4001",
    governor_city="Stavanger",
    case_officer="Kåre Næss",
    case_officer_phone="51004123",
)
APPLIED = date(2026, 11, 2)
COMPLAINED = date(2026, 11, 9)


def an_office(session, today, office=OFFICE):
    """Set up the office, with where the county governor gets post."""
    set_up_office(session, office, today=today)


def an_application(session, client, today, received_on=APPLIED):
    """Register an application and return its number."""
    draft = ApplicationDraft(client_number=client, received_on=received_on)
    return register_application(session, draft, today=today)


def a_grant(session, client, *, minutes=360, **fields):
    """Register a decision in force that grants six hours a week."""
    return issued(
        session,
        client,
        kind=DecisionKind.GRANTED,
        granted_minutes=minutes,
        facts="Bor alene og kjenner få.",
        legal_basis="helse- og omsorgstjenesteloven § 3-2",
        items=[DecisionItem(place=1, solution=Solution.INDIVIDUAL, minutes=minutes)],
        **fields,
    )


def a_complaint(session, decision, today, *, points=None, **fields):
    """Register a complaint about a decision and return its number."""
    if points is None:
        points = (ComplaintPoint("Timene er for få.", "Tre timer dekker behovet."),)
    draft = ComplaintDraft(
        decision_number=decision,
        received_on=COMPLAINED,
        wants="Vil ha seks timer.",
        points=points,
        **fields,
    )
    return register_complaint(session, draft, today=today)
