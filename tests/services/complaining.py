"""An issued decision to complain about, and the letters of a complaint."""

from datetime import date

from PIL import Image
from sqlalchemy import select

from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.letter import LetterState
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Decision, Letter

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
