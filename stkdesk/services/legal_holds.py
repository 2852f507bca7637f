"""Holds: that nothing about a person may be deleted for now, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import InvalidInputError, NotFoundError, OfficeError, Problem
from stkdesk.domain.staff import Right
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.storage.person_rows import chunks
from stkdesk.storage.tables import Client, Contact, LegalHold, Person


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold in force."""

    number: int
    person: int
    who: str  # "Bruker 12"; never a name
    reason: str
    since: date


@needs(Right.ERASE)
def hold(session: Session, person: int, reason: str, *, today: date) -> int:
    """Let nothing about ``person`` be deleted from now on; return the hold's number.

    Raises:
        InvalidInputError: if no reason is given.
        NotFoundError: if there is nobody with this number.
        OfficeError: if there is a hold already.

    """
    if not reason.strip():
        raise InvalidInputError((Problem("reason", "Skriv hvorfor."),))
    if session.get(Person, person) is None:
        raise NotFoundError("Personen finnes ikke lenger i registeret.")
    if any(each.person == person for each in list_holds(session)):
        raise OfficeError(
            "Sletting er alt stanset for denne personen.",
            "Se grunnen i listen over stanset sletting.",
        )
    made = LegalHold(
        person_number=person,
        reason=reason.strip(),
        since=today,
        staff_number=actor_of(session).number,
    )
    session.add(made)
    session.flush()
    return made.number


@needs(Right.ERASE)
def lift_hold(session: Session, number: int, *, today: date) -> None:
    """End a hold; it stays on record.

    Raises:
        NotFoundError: if it is not there, or ended already.

    """
    found = session.get(LegalHold, number)
    if found is None or found.lifted_on is not None:
        raise NotFoundError("Stansen er alt opphevet.")
    found.lifted_on = max(today, found.since)
    session.flush()


@needs(Right.ERASE)
def list_holds(session: Session) -> tuple[HoldRow, ...]:
    """Return the holds in force, oldest first."""
    found = session.scalars(
        select(LegalHold)
        .where(LegalHold.lifted_on.is_(None))
        .order_by(LegalHold.number)
    ).all()
    named = short_names(session, [each.person_number for each in found])
    return tuple(
        HoldRow(
            each.number,
            each.person_number,
            named.get(each.person_number, f"Person {each.person_number}"),
            each.reason,
            each.since,
        )
        for each in found
    )


@needs(Right.ERASE, Right.EXPORT_PERSON)
def person_behind(session: Session, room: str, number: int) -> int:
    """Return the person behind a record of ``clients`` or ``contacts``.

    Raises:
        NotFoundError: if there is no such record.

    """
    kind: type[Client] | type[Contact] = Client if room == "clients" else Contact
    found = session.scalar(select(kind.person_number).where(kind.number == number))
    if found is None:
        word = "Brukeren" if room == "clients" else "Støttekontakten"
        raise NotFoundError(f"{word} finnes ikke lenger i registeret.")
    return found


@inner
def short_names(session: Session, people: list[int]) -> dict[int, str]:
    """Return what to call ``people`` without a name: by their short numbers."""
    told: dict[int, str] = {}
    for some in chunks(people):
        for kind, word in ((Contact, "Støttekontakt"), (Client, "Bruker")):
            found = select(kind.person_number, kind.number).where(
                kind.person_number.in_(some)
            )
            for person, number in session.execute(found):
                told[person] = f"{word} {number}"
    return told
