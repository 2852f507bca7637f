"""What a complaint rests on: the decision, whom it is about, and who may complain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.client import Relation
from stkdesk.domain.complaint import ComplaintDraft
from stkdesk.domain.complaint_limit import Timeliness
from stkdesk.domain.complaint_rules import (
    ComplaintFacts,
    can_be_counted,
    complaint_problems,
)
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.errors import NotFoundError, OfficeError, Problem
from stkdesk.domain.names import full_name
from stkdesk.services.access import inner
from stkdesk.services.complaint_facts import LimitBasis, limit_bases
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import Client, ClientRelation, Decision, Person


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody who may complain on behalf of the client."""

    number: int  # of the relation
    relation: Relation
    name: str


@dataclass(frozen=True, slots=True)
class ComplaintBasis:
    """What the form of a complaint needs to know beside the complaint."""

    client_number: int
    client: str  # name, for the screen only
    decision_number: int
    reference: str  # of the decision, "2026/14-3"
    kind: DecisionKind
    limit: LimitBasis
    relatives: tuple[Relative, ...]

    def judge(self, draft: ComplaintDraft, *, today: date) -> Timeliness | None:
        """Return the verdict on the time limit; None while the days cannot be right."""
        facts = ComplaintFacts(draft, self.limit.appealed, None, today)
        return self.limit.judge(draft) if can_be_counted(facts) else None

    def problems(self, draft: ComplaintDraft, *, today: date) -> tuple[Problem, ...]:
        """Return what must be put right in ``draft``, or is worth a look."""
        judged = self.judge(draft, today=today)
        verdict = judged.verdict if judged else None
        facts = ComplaintFacts(draft, self.limit.appealed, verdict, today)
        return complaint_problems(facts)


@inner
def basis_of(session: Session, decision_number: int, *, today: date) -> ComplaintBasis:
    """Return what a complaint about a decision rests on.

    Raises:
        NotFoundError: if there is no such decision.
        BlockedError: if its client is one the person at work may not see.
        OfficeError: if it is a draft still.

    """
    decision = session.get(Decision, decision_number)
    if decision is None:
        raise NotFoundError("Vedtaket finnes ikke lenger i registeret.")
    refuse_blocked(session, decision.client_number)
    if decision.state is not DecisionState.ISSUED:
        raise OfficeError(
            "Vedtaket er en kladd.",
            "Det kan først klages på det når det er godkjent. Gjelder klagen et "
            "tidligere vedtak, åpner du det.",
        )
    client = session.get(Client, decision.client_number)
    assert client is not None
    return ComplaintBasis(
        client_number=client.number,
        client=full_name(client.person.given_name, client.person.family_name),
        decision_number=decision_number,
        reference=decision.reference or "",
        kind=decision.kind,
        limit=limit_bases(session, [decision_number], today=today)[decision_number],
        relatives=_relatives(session, client.number),
    )


def _relatives(session: Session, client_number: int) -> tuple[Relative, ...]:
    rows = session.execute(
        select(
            ClientRelation.number,
            ClientRelation.relation,
            Person.given_name,
            Person.family_name,
        )
        .join(Person, Person.number == ClientRelation.person_number)
        .where(ClientRelation.client_number == client_number)
        .order_by(ClientRelation.number)
    )
    return tuple(
        Relative(number, relation, full_name(given, family))
        for number, relation, given, family in rows
    )
