"""The complaints of the practice office: one at each stage, to learn on.

They are registered and decided by the errands the office itself uses, each on its day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import exists, or_, select, update
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
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letter_issuing import issue_letter
from stkdesk.services.letters import register_letter
from stkdesk.services.papers import moment_of
from stkdesk.storage.tables import (
    Case,
    Client,
    Complaint,
    Decision,
    JournalEntry,
    Letter,
    Paper,
    Person,
)


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
            ("Den som hjalp til før, har flyttet.", ""),
        ),
        "Vi har vurdert saken på nytt. Behovet er det samme som da vi fattet vedtaket.",
    ),
    Language.NYNORSK: (
        "Fleire timar i veka.",
        (
            ("Timane rekk ikkje til ein fast aktivitet.", "Vi har rekna med reisa."),
            ("Den som hjelpte til før, har flytta.", ""),
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
    _settle(session, today)


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
    language = session.get_one(Client, client).language
    wants, points, reassessment = WORDS[language]
    came = about.decided_on + timedelta(days=stage.came)
    draft = ComplaintDraft(
        decision_number=about.number,
        received_on=came,
        postmarked_on=came - timedelta(days=2),
        wants=wants,
        points=tuple(ComplaintPoint(*each) for each in points),
    )
    number = register_complaint(session, draft, today=came)
    if stage.is_confirmed:
        day = min(today, came + timedelta(days=2))
        letter = begin_letter(
            session, LetterKind.COMPLAINT_RECEIPT, client, complaint=number, today=day
        )
        issue_letter(session, register_letter(session, letter), 1, today=day)
    if stage.outcome is None:
        return
    decided = came + timedelta(days=21)
    draft = replace(
        draft, outcome=stage.outcome, outcome_on=decided, reassessment=reassessment
    )
    if stage.is_forwarded:
        draft = replace(draft, forwarded_on=decided + timedelta(days=1))
    day = decided + timedelta(days=1)
    if stage.governor is not None:
        day = decided + timedelta(days=62)
        draft = replace(draft, governor_outcome=stage.governor, governor_on=day)
    if stage.is_closed:
        draft = replace(draft, closed_on=day)
    version = session.get_one(Complaint, number).version
    edit_complaint(session, number, version, draft, today=day)


def _settle(session: Session, today: date) -> None:
    """Let everything look as if it were done on its day, the same in every office."""
    moment = moment_of(today)
    for table in (Case, JournalEntry, Complaint, Letter):
        session.execute(update(table).values(changed_at=moment))
    letters = Paper.letter_number.is_not(None)
    session.execute(update(Paper).where(letters).values(changed_at=moment))
