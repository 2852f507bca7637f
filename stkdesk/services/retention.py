"""What may be deleted by now: proposed, approved by another, and carried out.

Nothing is deleted by itself. ``due`` is a list to look at and changes nothing;
``propose`` writes down that somebody wants it, ``approve`` that another agrees, and
``deletion_run`` carries it out. Source: arkivforskrifta §§ 3 and 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.decision import DecisionState
from stkdesk.domain.errors import InvalidInputError, NotFoundError, OfficeError, Problem
from stkdesk.domain.four_eyes import Act
from stkdesk.domain.retention import Kind
from stkdesk.domain.staff import Right
from stkdesk.services.access import actor_of, needs
from stkdesk.services.deletion import MustBeKeptError, plan_deletion
from stkdesk.services.four_eyes import four_eyes, refuse_alone
from stkdesk.services.legal_holds import short_names
from stkdesk.services.retention_due import Due, due_now
from stkdesk.services.retention_rules import list_rules
from stkdesk.storage.person_rows import rows_of
from stkdesk.storage.tables import Decision, Deletion, Erasure, Staff
from stkdesk.storage.tables.base import now


@dataclass(frozen=True, slots=True)
class Proposal:
    """A deletion that somebody has proposed."""

    number: int
    kind: Kind
    person: int | None
    who: str
    basis: str
    since: date | None
    proposed_by: str
    proposed_at: datetime
    approved_by: str  # "" until somebody has
    is_mine: bool  # proposed by whoever asks

    @property
    def is_approved(self) -> bool:
        """Whether it may be carried out."""
        return bool(self.approved_by)


@dataclass(frozen=True, slots=True)
class DeletionRow:
    """The receipt of a deletion that was carried out."""

    number: int
    at: datetime
    kind: Kind
    basis: str
    done_by: str
    approved_by: str


@needs(Right.ERASE)
def list_due(session: Session, *, today: date) -> tuple[Due, ...]:
    """Return what the rules let be deleted by ``today`` and nobody has proposed yet."""
    proposed = {
        (each.kind, each.person_number) for each in session.scalars(select(Erasure))
    }
    return tuple(
        each
        for each in due_now(session, list_rules(session), today=today)
        if (each.kind.value, each.person) not in proposed
    )


@needs(Right.ERASE)
def propose(
    session: Session, wanted: Sequence[tuple[Kind, int | None]], *, today: date
) -> int:
    """Propose what is due for deletion; return how many proposals were made.

    Raises:
        NotFoundError: if one of them is not due any more.
        MustBeKeptError: if a hold is on one of them.

    """
    by_key = {(each.kind, each.person): each for each in list_due(session, today=today)}
    for kind, person in wanted:
        each = by_key.get((kind, person))
        if each is None:
            raise NotFoundError(
                "Noe av dette kan ikke foreslås slettet lenger.", "Se listen på nytt."
            )
        plan_deletion(session, kind, person, today=today)
        _add(session, kind, person, each.basis, each.since)
    return len(wanted)


@needs(Right.ERASE)
def propose_person(
    session: Session, person: int, reason: str, *, today: date
) -> Proposal:
    """Propose to delete somebody before time: registered by mistake, or on request.

    What must be kept is kept: a file with a decision, what somebody was paid by.

    Raises:
        InvalidInputError: if no reason is given.
        NotFoundError: if there is nobody with this number.
        MustBeKeptError: if a hold, a rule or a pay list stands in the way.

    """
    if not reason.strip():
        raise InvalidInputError((Problem("reason", "Skriv hvorfor."),))
    kind = _kind_of(session, person)
    plan_deletion(session, kind, person, today=today)
    number = _add(session, kind, person, reason.strip(), None)
    return next(each for each in list_proposals(session) if each.number == number)


@needs(Right.ERASE)
def approve(session: Session, number: int) -> None:
    """Agree that something is deleted.

    Raises:
        NotFoundError: if it is not proposed any more.
        SamePersonError: if another than the one who proposed it must agree.

    """
    proposal = _find(session, number)
    refuse_alone(session, Act.ERASE, proposal.proposed_by)
    proposal.approved_at, proposal.approved_by = now(), actor_of(session).number
    session.flush()


@needs(Right.ERASE)
def withdraw(session: Session, number: int) -> None:
    """Take a proposal back; nothing is deleted.

    Raises:
        NotFoundError: if it is not proposed any more.

    """
    session.delete(_find(session, number))
    session.flush()


@needs(Right.ERASE)
def list_proposals(session: Session) -> tuple[Proposal, ...]:
    """Return what is proposed, oldest first."""
    found = session.scalars(select(Erasure).order_by(Erasure.number)).all()
    people = [each.person_number for each in found if each.person_number is not None]
    named, staff = short_names(session, people), _staff(session)
    return tuple(
        Proposal(
            number=each.number,
            kind=Kind(each.kind),
            person=each.person_number,
            who=named.get(each.person_number or 0, "Alle"),
            basis=each.basis,
            since=each.since,
            proposed_by=staff.get(each.proposed_by, ""),
            proposed_at=each.proposed_at,
            approved_by=staff.get(each.approved_by, "") if each.approved_at else "",
            is_mine=each.proposed_by == actor_of(session).number,
        )
        for each in found
    )


@needs(Right.ERASE)
def list_deletions(session: Session, *, most: int = 50) -> tuple[DeletionRow, ...]:
    """Return the receipts of what was deleted, newest first."""
    staff = _staff(session)
    found = select(Deletion).order_by(Deletion.number.desc()).limit(most)
    return tuple(
        DeletionRow(
            each.number,
            each.at,
            Kind(each.kind),
            each.basis,
            staff.get(each.staff_number, ""),
            staff.get(each.approved_by, ""),
        )
        for each in session.scalars(found)
    )


@needs(Right.ERASE)
def needs_another(session: Session) -> bool:
    """Tell whether a deletion is approved by another than the one who proposed it."""
    return four_eyes(session)[Act.ERASE]


def _kind_of(session: Session, person: int) -> Kind:
    """Return by which rule somebody is kept."""
    found = rows_of(session, person)
    if found.of("clients"):
        issued = select(Decision.number).where(
            Decision.client_number.in_(found.of("clients")),
            Decision.state == DecisionState.ISSUED,
        )
        if session.scalar(issued.limit(1)) is None:
            return Kind.APPLICATION
        raise MustBeKeptError(
            "Saken har vedtak og skal bevares.",
            "Bevaringsforskrifta § 62 er lagt til grunn. Fristen kan endres under "
            "Innstillinger, Oppbevaring og sletting.",
        )
    if found.of("contacts"):
        has_helped = bool(found.everywhere("assignments"))
        return Kind.CONTRACTOR if has_helped else Kind.APPLICANT
    raise NotFoundError("Personen er verken bruker eller støttekontakt.")


def _add(
    session: Session, kind: Kind, person: int | None, basis: str, since: date | None
) -> int:
    taken = select(Erasure.number).where(
        Erasure.kind == kind.value, Erasure.person_number == person
    )
    if session.scalar(taken) is not None:
        raise OfficeError("Det er alt foreslått.", "Se listen over forslag.")
    made = Erasure(
        kind=kind.value,
        person_number=person,
        basis=basis,
        since=since,
        proposed_at=now(),
        proposed_by=actor_of(session).number,
    )
    session.add(made)
    session.flush()
    return made.number


def _find(session: Session, number: int) -> Erasure:
    found = session.get(Erasure, number)
    if found is None:
        raise NotFoundError("Forslaget er trukket eller alt gjennomført.")
    return found


def _staff(session: Session) -> dict[int | None, str]:
    names = session.execute(select(Staff.number, Staff.name)).all()
    return {None: "Programmet", **{number: name for number, name in names}}
