"""The complaints of the practice office: one at each stage, to learn on.

They are registered and decided by the errands the office itself uses, each on its day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.complaint import (
    ComplaintDraft,
    ComplaintOutcome,
    ComplaintPoint,
    GovernorOutcome,
)
from stkdesk.domain.decision import DecisionState
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.person import Protection
from stkdesk.services.access import inner
from stkdesk.services.complaints import edit_complaint, register_complaint
from stkdesk.services.practice.post import draft_letter, post_letter
from stkdesk.services.practice.rows import noon
from stkdesk.storage.tables import Client, Complaint, Decision, Person
from stkdesk.storage.tables.base import clock_stands


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a complaint has come; days count from the decision, or from its coming.

    ``age`` is how old, in days, the decision must be, ``until`` how old it may be.
    """

    age: int
    until: int
    came: int  # days after the decision
    is_confirmed: bool = True
    outcome: ComplaintOutcome | None = None  # three weeks after it came
    is_forwarded: bool = False
    governor: GovernorOutcome | None = None  # two months after that
    is_closed: bool = False


MOST_TOLD = 3  # of costs, by letter
UPHELD, GRANTED = ComplaintOutcome.UPHELD, ComplaintOutcome.GRANTED
STAGES = (
    Stage(20, 32, 19, is_confirmed=False),
    Stage(25, 60, 18),
    Stage(75, 300, 70),
    Stage(45, 400, 14, outcome=GRANTED),
    Stage(45, 200, 12, outcome=UPHELD, is_forwarded=True),
    Stage(
        110,
        400,
        15,
        outcome=UPHELD,
        is_forwarded=True,
        governor=GovernorOutcome.SENT_BACK,
    ),
    Stage(
        120,
        900,
        17,
        outcome=UPHELD,
        is_forwarded=True,
        governor=GovernorOutcome.CONFIRMED,
        is_closed=True,
    ),
)
WORDS = {
    Language.BOKMAL: (
        "Flere timer i uken.",
        (
            ("Timene rekker ikke til en fast aktivitet.", "Vi har regnet med reisen."),
            ("Den som hjalp til før, har flyttet.", "Det tok vi med i vurderingen."),
        ),
        "Vi har vurdert saken på nytt. Behovet er det samme som da vi fattet vedtaket.",
    ),
    Language.NYNORSK: (
        "Fleire timar i veka.",
        (
            ("Timane rekk ikkje til ein fast aktivitet.", "Vi har rekna med reisa."),
            ("Den som hjelpte til før, har flytta.", "Det tok vi med i vurderinga."),
        ),
        "Vi har vurdert saka på nytt. Behovet er det same som då vi gjorde vedtaket.",
    ),
}


@inner
def put_complaints(session: Session, today: date) -> None:
    """Register one complaint for each stage a decision fits, each of its own client."""
    taken: set[int] = set()
    for stage in STAGES:
        found = _decision(session, stage, today, taken)
        if found is not None:
            taken.add(found.client_number)
            _complain(session, stage, found, today)
            session.expunge_all()
    _tell_of_costs(session)


def _tell_of_costs(session: Session) -> None:
    """Tell those who won of late that costs may be claimed (forvaltningsloven § 36)."""
    won = session.execute(
        select(Complaint.client_number, Complaint.number, Complaint.outcome_on)
        .join(Decision, Decision.number == Complaint.answered_by)
        .where(
            Complaint.outcome == GRANTED,
            Decision.state == DecisionState.ISSUED,
        )
        .order_by(Complaint.outcome_on.desc(), Complaint.number)
        .limit(MOST_TOLD)
    ).all()
    kind = LetterKind.REVERSAL_NOTICE
    for client, number, day in reversed(won):
        assert day is not None  # of one with an outcome
        letter = draft_letter(session, kind, client, day, complaint=number)
        post_letter(session, letter, day)


def _decision(
    session: Session, stage: Stage, today: date, taken: set[int]
) -> Decision | None:
    """Return the newest decision a complaint of this stage can be about."""
    newer = aliased(Decision)
    replaced = exists().where(
        newer.state == DecisionState.ISSUED,
        or_(
            newer.changes_number == Decision.number,
            newer.corrects_number == Decision.number,
        ),
    )
    return session.scalar(
        select(Decision)
        .join(Client, Client.number == Decision.client_number)
        .join(Person, Person.number == Client.person_number)
        .where(
            Decision.state == DecisionState.ISSUED,
            Decision.decided_on <= today - timedelta(days=stage.age),
            Decision.decided_on >= today - timedelta(days=stage.until),
            Decision.client_number.not_in(taken),
            Person.protection == Protection.OPEN,
            ~Client.is_blocked,
            ~replaced,
        )
        .order_by(Decision.decided_on.desc(), Decision.number)
        .limit(1)
    )


def _complain(session: Session, stage: Stage, about: Decision, today: date) -> None:
    assert about.decided_on is not None
    client = about.client_number
    wants, points, reassessment = WORDS[session.get_one(Client, client).language]
    came = about.decided_on + timedelta(days=stage.came)
    draft = ComplaintDraft(
        decision_number=about.number,
        received_on=came,
        postmarked_on=came - timedelta(days=2),
        wants=wants,
        points=tuple(ComplaintPoint(*each) for each in points),
    )
    with clock_stands(noon(came)):
        number = register_complaint(session, draft, today=came)
    if stage.is_confirmed:
        _confirm(session, client, number, min(today, came + timedelta(days=2)))
    if stage.outcome is None:
        return
    decided = came + timedelta(days=21)
    draft = replace(
        draft, outcome=stage.outcome, outcome_on=decided, reassessment=reassessment
    )
    _edit(session, number, draft, decided)
    day = decided + timedelta(days=1)
    if stage.is_forwarded:
        if not stage.is_closed:  # what is over, was sent before there were letters
            _forward(session, client, number, day)
        draft = replace(draft, forwarded_on=day)
    if stage.governor is not None:
        day = decided + timedelta(days=62)
        draft = replace(draft, governor_outcome=stage.governor, governor_on=day)
    if stage.is_closed:
        draft = replace(draft, closed_on=day)
    if stage.is_forwarded:
        _edit(session, number, draft, day)


def _edit(session: Session, number: int, draft: ComplaintDraft, day: date) -> None:
    version = session.get_one(Complaint, number).version
    with clock_stands(noon(day)):
        edit_complaint(session, number, version, draft, today=day)


def _confirm(session: Session, client: int, complaint: int, day: date) -> None:
    """Send the letter that says the complaint has come."""
    kind = LetterKind.COMPLAINT_RECEIPT
    letter = draft_letter(session, kind, client, day, complaint=complaint)
    post_letter(session, letter, day)


def _forward(session: Session, client: int, complaint: int, day: date) -> None:
    """Send the case to the county governor, and a copy of that to the client."""
    for kind in (LetterKind.FORWARDING, LetterKind.FORWARDING_NOTICE):
        letter = draft_letter(session, kind, client, day, complaint=complaint)
        post_letter(session, letter, day)
