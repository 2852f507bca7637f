"""The board of applicants: where each stands, since when, and the next thing to do.

Names of those the office calls about an applicant are never on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, or_
from sqlalchemy.orm import Session

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.names import full_name
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.domain.recruiting_rules import INVITE, lacks_of, step_of
from stkdesk.domain.recruiting_steps import SAID_NO, RecruitFacts, Step
from stkdesk.domain.recruiting_told import since
from stkdesk.domain.rule import Broken
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.recruiting_facts import Known, recruit_facts
from stkdesk.storage.tables import Contact, Recruitment
from stkdesk.storage.trail import note

CLOSED_FOR = timedelta(days=365)  # how long one who was not taken is on the board


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One applicant on the board."""

    number: int  # of the support contact
    name: str
    step: Step
    since: date | None  # the last day something was done
    waited_days: int
    applied_on: date | None
    next: Broken | None  # what is to be done first
    warnings: tuple[str, ...] = ()  # worth a look, and hinder nothing
    outcome: RecruitOutcome | None = None
    keeps_certificate: bool = False  # a paper that is not shredded or given back yet


@needs(Right.READ_RECRUITING)
def recruiting_board(
    session: Session, *, today: date, closed: bool = False
) -> tuple[BoardCard, ...]:
    """Return every applicant, by step and then who has waited longest; noted.

    ``closed``: those of the last year who were not taken too.
    """
    whose = Contact.status == ContactStatus.CANDIDATE
    if closed:
        whose = or_(
            whose,
            and_(
                Contact.status == ContactStatus.ENDED,
                Recruitment.outcome.in_(SAID_NO),
                Recruitment.assessed_on >= today - CLOSED_FOR,
            ),
        )
    known = recruit_facts(session, whose, today=today)
    note(session, Action.LISTED, "recruitments", detail={"hits": len(known)})
    every = [_card(number, one, today) for number, one in known.items()]
    cards = [card for card in every if closed or card.step.is_on_board]
    places = {step: at for at, step in enumerate(Step)}
    cards.sort(
        key=lambda card: (places[card.step], card.since or date.min, card.number)
    )
    return tuple(cards)


def _card(number: int, known: Known, today: date) -> BoardCard:
    facts = known.facts
    step = step_of(facts)
    lacks = lacks_of(facts)
    stands_since = since(facts)
    first = _next(facts, step, lacks)
    return BoardCard(
        number=number,
        name=full_name(known.given_name, known.family_name),
        step=step,
        since=stands_since,
        waited_days=max(0, (today - stands_since).days) if stands_since else 0,
        applied_on=facts.applied_on,
        next=first,
        warnings=tuple(
            each.sentence for each in lacks if not each.blocks and each is not first
        ),
        outcome=facts.outcome,
        keeps_certificate=facts.papers_kept > 0,
    )


def _next(facts: RecruitFacts, step: Step, lacks: tuple[Broken, ...]) -> Broken | None:
    """Return what hinders first; before an agreed meeting, the letter that invites."""
    if step is Step.INTERVIEW and (facts.interview_on or date.min) > facts.today:
        for each in lacks:
            if each.remedy == INVITE:
                return each
    return next((each for each in lacks if each.blocks), None)
