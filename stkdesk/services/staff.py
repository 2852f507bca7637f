"""Casework on those who work here (on screen: ansatte): roles, access, its end.

Their passwords are another matter: ``services.staff_keys``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    Problem,
)
from stkdesk.domain.login import fold_login
from stkdesk.domain.staff import (
    Right,
    Role,
    StaffDraft,
    StaffStatus,
    staff_problems,
    staff_status,
)
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import inner, needs
from stkdesk.storage.tables import Staff


@dataclass(frozen=True, slots=True)
class StaffCard:
    """One member of the staff, as the list shows it and the form edits it."""

    number: int
    version: int
    draft: StaffDraft
    has_password: bool  # one that opens the register; on a server it has its own
    status: StaffStatus
    last_signed_in_at: datetime | None


@needs(Right.MANAGE_STAFF)
def list_staff(session: Session, *, today: date) -> tuple[StaffCard, ...]:
    """Return everybody on the staff list: those who may come in first, by name."""
    found = session.scalars(select(Staff).order_by(Staff.name, Staff.number))
    cards = [_card(one, today) for one in found]
    return tuple(sorted(cards, key=lambda card: card.status is StaffStatus.ENDED))


@needs(Right.MANAGE_STAFF)
def open_staff(session: Session, number: int, *, today: date) -> StaffCard:
    """Return one member of the staff.

    Raises:
        NotFoundError: if there is none with this number.

    """
    return _card(find_staff(session, number), today)


@needs(Right.MANAGE_STAFF)
def add_staff(session: Session, draft: StaffDraft) -> int:
    """Put somebody on the staff list and return the number; no password yet.

    Raises:
        InvalidInputError: if something is missing, or the user name is taken.

    """
    refuse_blocking(staff_problems(draft))
    _refuse_taken(session, draft, None)
    member = Staff(name="", login="")
    _write(member, draft)
    session.add(member)
    session.flush()
    return member.number


@needs(Right.MANAGE_STAFF)
def edit_staff(
    session: Session, number: int, version: int, draft: StaffDraft, *, today: date
) -> None:
    """Put ``draft`` in place of what stands on the staff list.

    Raises:
        NotFoundError: if nobody has this number.
        InvalidInputError: if something is missing, the user name is taken, or belongs
            to a password that is in use.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        NotAllowedError: if nobody would be left who may let others in.

    """
    refuse_blocking(staff_problems(draft))
    member = find_staff(session, number)
    refuse_outdated(member.version, version)
    _refuse_taken(session, draft, number)
    if member.slot and fold_login(draft.login) != member.login:
        raise InvalidInputError(
            (
                Problem(
                    "login",
                    "Brukernavnet hører til passordet. Fjern tilgangen og gi den på "
                    "nytt for å bytte det.",
                ),
            )
        )
    still = Role.ADMINISTRATOR in draft.roles
    later = draft.authorised_from is not None and draft.authorised_from > today
    if not still or later or draft.authorised_to is not None:
        refuse_without_administrator(session, number, today=today)
    _write(member, draft)
    session.flush()


@inner
def find_staff(session: Session, number: int) -> Staff:
    """Return the row itself, for the other errands on the staff."""
    member = session.get(Staff, number)
    if member is None:
        raise NotFoundError("Den ansatte finnes ikke i registeret.")
    return member


@inner
def refuse_without_administrator(session: Session, number: int, *, today: date) -> None:
    """Refuse to let go of the last administrator who comes in with no end set.

    Raises:
        NotAllowedError: if ``number`` is the only one.

    """
    member = find_staff(session, number)
    if not _keeps_the_door(member, today):
        return
    others = session.scalars(
        select(Staff).where(Staff.administrator, Staff.number != number)
    )
    if not any(
        _keeps_the_door(other, today) and bool(other.slot) >= bool(member.slot)
        for other in others
    ):
        raise NotAllowedError(
            "Dette er den eneste administratoren.",
            "Gi en annen ansatt rollen Administrator først. Ellers kan ingen slippe "
            "andre inn.",
        )


def _keeps_the_door(member: Staff, today: date) -> bool:
    begun = member.authorised_from is None or member.authorised_from <= today
    return member.administrator and begun and member.authorised_to is None


def _card(member: Staff, today: date) -> StaffCard:
    draft = StaffDraft(
        name=member.name,
        login=member.login,
        roles=frozenset(role for role in Role if getattr(member, role.value)),
        sees_protected=member.sees_protected,
        authorised_from=member.authorised_from,
        authorised_to=member.authorised_to,
    )
    return StaffCard(
        number=member.number,
        version=member.version,
        draft=draft,
        has_password=bool(member.slot),
        status=staff_status(draft, today),
        last_signed_in_at=member.last_signed_in_at,
    )


def _refuse_taken(session: Session, draft: StaffDraft, number: int | None) -> None:
    taken = select(Staff.number).where(Staff.login == fold_login(draft.login))
    if session.scalar(taken) not in (None, number):
        raise InvalidInputError(
            (Problem("login", "En annen ansatt har dette brukernavnet."),)
        )


def _write(member: Staff, draft: StaffDraft) -> None:
    member.name = " ".join(draft.name.split())
    member.login = fold_login(draft.login)
    for role in Role:
        setattr(member, role.value, role in draft.roles)
    member.sees_protected = draft.sees_protected
    member.authorised_from = draft.authorised_from
    member.authorised_to = draft.authorised_to
