"""Which letters can be written to a client now, and why the others cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.complaint import ComplaintOutcome, GovernorOutcome
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.staff import Right
from stkdesk.services.access import inner, needs
from stkdesk.services.in_force import decisions_in_force
from stkdesk.services.letters import last_letter
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import Application, Assignment, Complaint

_UPHELD = (ComplaintOutcome.UPHELD, ComplaintOutcome.PARTLY)
_CHANGED = (ComplaintOutcome.GRANTED, ComplaintOutcome.PARTLY)
_S = AssignmentStatus
_WON = (GovernorOutcome.GRANTED, GovernorOutcome.PARTLY)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a letter is about: short numbers, None where it is not about one."""

    application: int | None = None
    decision: int | None = None
    complaint: int | None = None
    assignment: int | None = None


@dataclass(frozen=True, slots=True)
class OfferedLetter:
    """One kind of letter, for the menu of a client."""

    kind: LetterKind
    matter: Matter
    why_not: str = ""  # "" when it can be written

    @property
    def is_offered(self) -> bool:
        """Whether it can be written now."""
        return not self.why_not


@dataclass(frozen=True, slots=True)
class _Case:
    """What a client has at the office now."""

    applications: Sequence[int]  # open ones, the newest first
    decisions: Sequence[int]  # that hold today, the newest first
    complaints: Sequence[Complaint]  # the newest first
    forwarded: frozenset[int]  # complaints that were sent to the governor
    assignments: Sequence[Assignment]  # with a support contact, the newest first


Finder = Callable[[_Case], Matter | None]


@needs(Right.READ_CASES)
def offered_letters(
    session: Session, client_number: int, *, today: date
) -> tuple[OfferedLetter, ...]:
    """Return every kind of letter, each with what it would be about, or why not.

    Raises:
        BlockedError: if the client is one the person at work may not see.

    """
    found = _case(session, client_number, today)
    offers = []
    for kind, (finder, why_not) in _FINDERS.items():
        matter = finder(found)
        offers.append(
            OfferedLetter(kind, Matter(), why_not)
            if matter is None
            else OfferedLetter(kind, matter)
        )
    return tuple(offers)


@inner
def matter_of(
    session: Session, kind: LetterKind, client_number: int, *, today: date
) -> Matter:
    """Return what a letter of a kind would be about; nothing when there is nothing."""
    finder, _why_not = _FINDERS[kind]
    return finder(_case(session, client_number, today)) or Matter()


def _case(session: Session, client_number: int, today: date) -> _Case:
    refuse_blocked(session, client_number)
    applications = session.scalars(
        select(Application.number)
        .where(
            Application.client_number == client_number,
            Application.decided_on.is_(None),
            Application.withdrawn_on.is_(None),
        )
        .order_by(Application.received_on.desc(), Application.number.desc())
    ).all()
    complaints = session.scalars(
        select(Complaint)
        .where(Complaint.client_number == client_number)
        .order_by(Complaint.received_on.desc(), Complaint.number.desc())
    ).all()
    holding = decisions_in_force(session, client_number, today)
    forwarded = frozenset(
        each.number for each in complaints if _is_forwarded(session, each)
    )
    decisions = [each.number for each in reversed(holding)]
    assignments = session.scalars(
        select(Assignment)
        .where(
            Assignment.client_number == client_number,
            Assignment.contact_number.is_not(None),
        )
        .order_by(Assignment.start_on.desc(), Assignment.number.desc())
    ).all()
    return _Case(applications, decisions, complaints, forwarded, assignments)


def _is_forwarded(session: Session, complaint: Complaint) -> bool:
    if complaint.outcome not in _UPHELD:
        return False
    if complaint.forwarded_on is not None:
        return True
    sent = last_letter(session, LetterKind.FORWARDING, complaint=complaint.number)
    return sent is not None


def _complaint(found: _Case, fits: Callable[[Complaint], bool]) -> Matter | None:
    return next(
        (
            Matter(decision=each.decision_number, complaint=each.number)
            for each in found.complaints
            if fits(each)
        ),
        None,
    )


def _assignment(found: _Case, *statuses: AssignmentStatus) -> Matter | None:
    return next(
        (
            Matter(decision=each.decision_number, assignment=each.number)
            for each in found.assignments
            if each.status in statuses
        ),
        None,
    )


def _application(found: _Case) -> Matter | None:
    return Matter(found.applications[0]) if found.applications else None


def _open_complaint(found: _Case) -> Matter | None:
    return _complaint(found, lambda each: each.outcome is None)


_NO_APPLICATION = "Brukeren har ingen søknad til behandling."
_NO_CASE = "Brukeren har verken søknad eller klage til behandling."

_FINDERS: dict[LetterKind, tuple[Finder, str]] = {
    LetterKind.RECEIPT: (_application, _NO_APPLICATION),
    LetterKind.INTERIM_REPLY: (
        lambda found: _application(found) or _open_complaint(found),
        _NO_CASE,
    ),
    LetterKind.INFORMATION_REQUEST: (
        lambda found: _application(found) or _open_complaint(found),
        _NO_CASE,
    ),
    LetterKind.ADVANCE_NOTICE: (
        lambda found: Matter(decision=found.decisions[0]) if found.decisions else None,
        "Brukeren har ikke noe vedtak som gjelder i dag.",
    ),
    LetterKind.COMPLAINT_RECEIPT: (
        _open_complaint,
        "Brukeren har ingen klage til behandling.",
    ),
    LetterKind.FORWARDING: (
        lambda found: _complaint(
            found,
            lambda each: each.outcome in _UPHELD and each.governor_outcome is None,
        ),
        "Vurder klagen først: bare en klage der vedtaket blir stående, sendes videre.",
    ),
    LetterKind.FORWARDING_NOTICE: (
        lambda found: _complaint(found, lambda each: each.number in found.forwarded),
        "Ingen klage er sendt til Statsforvalteren. Lag oversendelsen først.",
    ),
    LetterKind.YOUR_CONTACT: (
        lambda found: _assignment(found, _S.PLANNED, _S.ACTIVE),
        "Brukeren har ikke noe oppdrag som skal i gang.",
    ),
    LetterKind.ASSIGNMENT_PAUSE: (
        lambda found: _assignment(found, _S.PAUSED, _S.ACTIVE),
        "Brukeren har ikke noe oppdrag å ta pause i.",
    ),
    LetterKind.ASSIGNMENT_END: (
        lambda found: _assignment(found, _S.ENDED, _S.ACTIVE, _S.PAUSED),
        "Brukeren har ikke noe oppdrag som slutter.",
    ),
    LetterKind.REVERSAL_NOTICE: (
        lambda found: _complaint(
            found,
            lambda each: (
                each.governor_outcome in _WON
                or (each.outcome in _CHANGED and each.answered_by is not None)
            ),
        ),
        "Ingen klage har ført til et nytt vedtak.",
    ),
}
