"""An issued decision to complain about, and the letters of a complaint."""

from dataclasses import replace
from datetime import date

from PIL import Image
from sqlalchemy import select

from stkdesk.domain.client import Relation
from stkdesk.domain.complaint import ComplaintDraft, ComplaintPoint
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.letter import LetterState
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.complaints import (
    edit_complaint,
    open_complaint,
    register_complaint,
)
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Client, ClientRelation, Decision, Letter
from tests.builders import a_client, a_person

DECIDED = date(2026, 10, 12)


def an_office(session, today):
    """Set up the office, with a county governor."""
    office = OfficeDraft(
        municipality="Fjordvik kommune",
        county_governor="Statsforvalteren i Rogaland",
    )
    set_up_office(session, office, today=today)


def issued(session, client, *, on=DECIDED, kind=DecisionKind.REFUSED, **fields):
    """Register a decision that is issued; its number in the journal is its own."""
    count = len(session.scalars(select(Decision.number)).all())
    decision = Decision(
        client_number=client,
        kind=kind,
        state=DecisionState.ISSUED,
        decided_on=on,
        valid_from=on,
        reference=f"2026/14-{count + 1}",
        content="{}",
        **fields,
    )
    session.add(decision)
    session.flush()
    return decision.number


def a_letter(session, client, complaint, kind, on):
    session.add(
        Letter(
            kind=kind,
            client_number=client,
            complaint_number=complaint,
            state=LetterState.ISSUED,
            issued_on=on,
            content="{}",
        )
    )
    session.flush()


def a_picture(folder, name):
    """Return a file that could be the picture of a letter."""
    file = folder / f"{name}.png"
    Image.new("L", (8, 8), 255).save(file)
    return file


def with_guardian(session):
    """Register a client with a guardian."""
    number = a_client(session, "Åse Bø")
    session.get(Client, number).relations = [
        ClientRelation(person=a_person("Liv Bø"), relation=Relation.GUARDIAN)
    ]
    session.flush()
    return number


def whole(decision):
    """Return a complaint in time, with two arguments, one of them answered."""
    return ComplaintDraft(
        decision_number=decision,
        received_on=date(2026, 11, 10),
        postmarked_on=date(2026, 11, 9),
        wants="Fire timer i uken.",
        points=(
            ComplaintPoint("Behovet har økt.", ""),
            ComplaintPoint("Søsteren har flyttet.", "Det har vi lagt vekt på."),
        ),
    )


def registered(session, draft, today, **more):
    return open_complaint(
        session, register_complaint(session, draft, today=today, **more), today=today
    )


def decided(session, card, today, outcome, **changes):
    """Give the complaint an outcome, and return it as it stands then."""
    draft = replace(card.draft, outcome=outcome, outcome_on=today, **changes)
    edit_complaint(session, card.number, card.version, draft, today=today)
    return open_complaint(session, card.number, today=today)
