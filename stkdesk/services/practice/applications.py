"""The open applications of the practice office: one at each stage, to learn on.

They are registered, confirmed and paused by the errands the office itself uses, each
on its day, so that the first page shows a handful of real things to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, select, update
from sqlalchemy.orm import Session

from stkdesk.domain.application import Applicant, ApplicationDraft
from stkdesk.domain.assignment import Solution
from stkdesk.domain.calendar import months_later
from stkdesk.domain.client import OF_AGE, ClientStatus, Relation
from stkdesk.domain.decision import DecisionState
from stkdesk.domain.journal import DocumentKind
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.person import Protection
from stkdesk.services.access import inner
from stkdesk.services.application_pauses import pause_application, resume_application
from stkdesk.services.applications import register_application, withdraw_application
from stkdesk.services.assessments import register_assessment
from stkdesk.services.attachments import attach
from stkdesk.services.practice.assessments import assessment_now
from stkdesk.services.practice.post import draft_letter, post_letter
from stkdesk.services.practice.rows import noon
from stkdesk.services.practice.small_pdf import small_pdf
from stkdesk.storage.tables import (
    Application,
    Assessment,
    Client,
    ClientRelation,
    Complaint,
    Decision,
    JournalEntry,
    Person,
)
from stkdesk.storage.tables.base import clock_stands

MOST_WAITING = 12  # clients without a decision whose application is registered
LONG = 20  # days, after which an interim reply would be called for
SOON_OVER = timedelta(days=120)  # a decision: time to apply anew


@dataclass(frozen=True, slots=True)
class Stage:
    """How far an application has come; days count back from today.

    Days of 0 are those of things that have not been done.
    """

    came: int
    confirmed: int = 0
    interim: int = 0
    assessed: int = 0
    asked: int = 0  # for facts it waits for since
    withdrawn: int = 0
    by_parent: bool = False
    drafts: LetterKind | None = None  # a letter that is begun, and lacks something


JUST_IN = Stage(came=1)
STAGES = (  # of clients whose decision is soon over, the soonest first
    Stage(came=24, confirmed=23, interim=4, assessed=15),
    Stage(came=22, confirmed=21, assessed=12),
    JUST_IN,
    Stage(came=19, confirmed=18, assessed=10, asked=9),
    Stage(came=60, confirmed=58, withdrawn=44),
)
YOUTH = Stage(
    came=6, confirmed=5, by_parent=True, drafts=LetterKind.INFORMATION_REQUEST
)
SECRET = Stage(came=3, confirmed=1, assessed=1)

_WISHES = {
    Language.BOKMAL: "Vil gjerne fortsette som før, helst med litt flere timer.",
    Language.NYNORSK: "Vil gjerne halde fram som før, helst med litt fleire timar.",
}
_ENCLOSED = "Uttalelse fra fastlege"
_STATEMENT = (
    _ENCLOSED,
    "",
    "Dette er et oppdiktet vedlegg i øvingskontoret.",
    "",
    "Pasienten har nytte av å være i aktivitet sammen med andre, men",
    "trenger følge for å komme seg dit. Jeg anbefaler støttekontakt.",
)
_REASON = {
    Language.BOKMAL: "Vi venter på en uttalelse før vi kan avgjøre saken.",
    Language.NYNORSK: "Vi ventar på ei fråsegn før vi kan avgjere saka.",
}
_WANTED = {
    Language.BOKMAL: {
        "wanted": "Uttalelse fra fastlege\nTimeplan fra dagsenteret",
        "why": "Vi må vite hva du trenger følge til, og når.",
    },
    Language.NYNORSK: {
        "wanted": "Fråsegn frå fastlege\nTimeplan frå dagsenteret",
        "why": "Vi må vite kva du treng følgje til, og når.",
    },
}
_AWAITED = "Venter på uttalelse fra fastlege"


@inner
def put_applications(session: Session, today: date) -> None:
    """Register the applications of those who wait, and one for each stage."""
    for client, came, draft in _waiting(session):
        _apply_and_wait(session, client, came, draft, today)
    taken: set[int] = set()
    for stage, client in _chosen(session, today):
        if client not in taken:
            taken.add(client)
            _apply(session, stage, client, today)


@inner
def free_clients(session: Session) -> ColumnElement[bool]:
    """Return the condition of a client nothing else is going on about."""
    begun = select(Decision.client_number).where(Decision.state == DecisionState.DRAFT)
    waiting = select(Application.client_number).where(Application.decided_on.is_(None))
    complaining = select(Complaint.client_number)
    return and_(
        ~Client.is_blocked,
        Client.status == ClientStatus.ACTIVE,
        *(
            Client.number.not_in(each.correlate(None))
            for each in (begun, waiting, complaining)
        ),
    )


def _waiting(session: Session) -> list[tuple[int, date, int | None]]:
    """Return clients without an issued decision: when they applied, and the draft."""
    decided = select(Decision.client_number).where(
        Decision.state == DecisionState.ISSUED
    )
    draft = select(func.min(Decision.number)).where(
        Decision.client_number == Client.number
    )
    found = session.execute(
        select(Client.number, Client.opened_on, draft.scalar_subquery())
        .where(
            Client.status == ClientStatus.WAITING,
            Client.number.not_in(decided),
            ~Client.is_blocked,
        )
        .order_by(Client.opened_on.desc(), Client.number)
        .limit(MOST_WAITING)
    )
    return [(number, came, draft) for number, came, draft in found if came is not None]


def _apply_and_wait(
    session: Session, client: int, came: date, draft: int | None, today: date
) -> None:
    """Register the first application of a client; a long wait was for somebody else."""
    number = _register(session, client, came, today=came)
    _post(session, LetterKind.RECEIPT, client, number, min(came + _day(1), today))
    if (today - came).days > LONG:
        with clock_stands(noon(came + _day(6))):
            pause_application(session, number, came + _day(6), _AWAITED)
        with clock_stands(noon(today - _day(5))):
            resume_application(session, number, today - _day(5))
    if (today - came).days > 2:
        _assess(session, client, today - _day(2))
    if draft is not None:
        session.execute(
            update(Decision)
            .where(Decision.number == draft)
            .values(application_number=number, changed_at=noon(today))
        )
    session.expunge_all()


def _chosen(session: Session, today: date) -> Iterator[tuple[Stage, int]]:
    """Yield a client for each stage, as far as there are any."""
    born = Person.birth_date
    grown_up = born <= months_later(today, -12 * OF_AGE)
    in_the_open = Person.protection == Protection.OPEN
    over = select(Decision.client_number).where(
        Decision.state == DecisionState.ISSUED,
        Decision.valid_to.between(today + _day(1), today + SOON_OVER),
    )
    soon = over.order_by(Decision.valid_to, Decision.number)
    free = free_clients(session)
    people = (
        select(Client.number)
        .join(Person, Person.number == Client.person_number)
        .where(free)
        .order_by(Client.number.desc())
        .limit(len(STAGES))
    )
    parents = exists().where(
        ClientRelation.client_number == Client.number,
        ClientRelation.relation == Relation.PARENT,
    )
    children = people.where(in_the_open, ~grown_up, parents)
    with_two = (
        select(ClientRelation.client_number)
        .where(ClientRelation.relation == Relation.PARENT)
        .group_by(ClientRelation.client_number)
        .having(func.count() > 1)
    )
    for client in session.scalars(children.where(Client.number.in_(with_two)).limit(1)):
        yield YOUTH, client
    for client in session.scalars(people.where(~in_the_open, grown_up).limit(1)):
        yield SECRET, client
    fit = set(session.scalars(people.where(in_the_open, grown_up).limit(None)))
    renewing = list(dict.fromkeys(one for one in session.scalars(soon) if one in fit))
    yield from zip(STAGES, renewing, strict=False)


def _apply(session: Session, stage: Stage, client: int, today: date) -> None:
    """Register an application and take it as far as its stage."""
    came = today - _day(stage.came)
    relation = _parent(session, client) if stage.by_parent else None
    number = _register(session, client, came, today=came, relation=relation)
    language = session.get_one(Client, client).language
    if stage.confirmed:
        day = today - _day(stage.confirmed)
        _post(session, LetterKind.RECEIPT, client, number, day)
    if stage.assessed:
        _assess(session, client, today - _day(stage.assessed))
    if stage.asked:
        day, wanted = today - _day(stage.asked), _WANTED[language]
        _post(session, LetterKind.INFORMATION_REQUEST, client, number, day, wanted)
    if stage.interim:
        day, why = today - _day(stage.interim), {"reason": _REASON[language]}
        _post(session, LetterKind.INTERIM_REPLY, client, number, day, why)
    if stage.withdrawn:
        day = today - _day(stage.withdrawn)
        with clock_stands(noon(day)):
            withdraw_application(session, number, day, today=day)
    if stage.drafts is not None:
        draft_letter(session, stage.drafts, client, today, application=number)
    session.expunge_all()


def _register(
    session: Session,
    client: int,
    came: date,
    *,
    today: date,
    relation: int | None = None,
) -> int:
    """Register an application with what the doctor wrote, and return its number."""
    row = session.get_one(Client, client)
    draft = ApplicationDraft(
        client_number=client,
        received_on=came,
        applicant=Applicant.PARENT if relation else Applicant.SELF,
        relation_number=relation,
        wanted_minutes=240,
        solutions=frozenset({Solution.INDIVIDUAL}),
        wishes=row.wishes or _WISHES[row.language],
        enclosed=_ENCLOSED,
    )
    with clock_stands(noon(today)):
        number = register_application(session, draft, today=today)
        entry = session.scalars(
            select(JournalEntry.number).where(
                JournalEntry.application_number == number,
                JournalEntry.document == DocumentKind.APPLICATION,
            )
        ).one()
        attach(session, entry, _ENCLOSED, small_pdf(_STATEMENT), today=today)
    return number


def _post(
    session: Session,
    kind: LetterKind,
    client: int,
    application: int,
    day: date,
    fields: dict[str, str] | None = None,
) -> None:
    number = draft_letter(
        session, kind, client, day, application=application, fields=fields
    )
    post_letter(session, number, day)


def _assess(session: Session, client: int, day: date) -> None:
    """Let somebody have been met again, or for the first time, on ``day``."""
    known = Assessment.client_number == client
    if session.scalar(select(Assessment.number).where(known)) is None:
        language = session.get_one(Client, client).language
        with clock_stands(noon(day)):
            draft = assessment_now(client, day, language)
            register_assessment(session, draft, today=day)
        return
    session.execute(
        update(Assessment).where(known).values(assessed_on=day, changed_at=noon(day))
    )


def _parent(session: Session, client: int) -> int:
    return (
        session.scalars(
            select(ClientRelation.number)
            .where(
                ClientRelation.client_number == client,
                ClientRelation.relation == Relation.PARENT,
            )
            .order_by(ClientRelation.number)
        ).first()
        or 0
    )


def _day(days: int) -> timedelta:
    return timedelta(days=days)
