"""What a letter to a client says of an assignment, as far as the register knows it."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.field_rules import day_in
from stkdesk.domain.letter import LetterDraft
from stkdesk.domain.names import full_name
from stkdesk.services.access import inner
from stkdesk.services.in_force import decisions_in_force
from stkdesk.storage.tables import Assignment, Contact, Person

ONE_DAY = timedelta(days=1)


@inner
def of_assignment(session: Session, row: Assignment) -> dict[str, str]:
    """Return the fields of a letter about an assignment, by their keys.

    The support contact by name and phone; never where he or she lives, and of one at
    a secret address not the phone either.
    """
    filled = {
        "agreed_minutes": str(row.agreed_minutes or ""),
        "hours_unit": row.hours_unit.value,
        "start_on": row.start_on.isoformat(),
        "last_on": "" if row.end_on is None else row.end_on.isoformat(),
    }
    if row.pauses:
        last = row.pauses[-1]
        filled["pause_from"] = last.from_on.isoformat()
        filled["pause_to"] = "" if last.to_on is None else last.to_on.isoformat()
    found = session.execute(
        select(Person.given_name, Person.family_name, Person.phone, Person.protection)
        .join(Contact, Contact.person_number == Person.number)
        .where(Contact.number == row.contact_number)
    ).first()
    if found is not None:
        filled["contact_name"] = full_name(found.given_name, found.family_name)
        is_open = not found.protection.hides_address
        filled["contact_phone"] = found.phone if is_open else ""
    return filled


@inner
def right_stands(session: Session, draft: LetterDraft) -> bool:
    """Tell whether the client has a right to hours the day after the last day."""
    last: date | None = day_in(draft.text("last_on"))
    if last is None:
        return True
    return bool(decisions_in_force(session, draft.client_number, last + ONE_DAY))
