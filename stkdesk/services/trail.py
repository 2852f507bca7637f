"""A person's own log: who has read and changed what is kept about them, and why.

Source: pasientjournalforskriften § 14 (the person may see the log: who, belonging to
what, on what basis, in which period), the standard for this register too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from stkdesk.documents.trail_content import TrailExtract, TrailLine
from stkdesk.documents.trail_extract import build
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import inner, needs
from stkdesk.services.office import open_office
from stkdesk.services.seeing import refuse_blocked
from stkdesk.services.trail_list import sittings
from stkdesk.services.trail_words import field_words, record_words
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    Event,
    EventDetail,
    Paper,
    Person,
    Staff,
    Timesheet,
)
from stkdesk.storage.trail import note

MOST_FIELDS = 4  # named; more are counted


@needs(Right.EXPORT_PERSON, Right.READ_TRAIL)
def person_trail(
    session: Session, person_number: int, *, language: Language = Language.BOKMAL
) -> tuple[TrailLine, ...]:
    """Return who has read and done what with what is kept about a person.

    Oldest first. What lies between a client and a support contact stands in the log
    of both, told by its number and without the other's name.

    Raises:
        BlockedError: if it is a client that the one at work may not see.

    """
    client = select(Client.number).where(Client.person_number == person_number)
    refuse_blocked(session, session.scalar(client))
    found = session.execute(_events_about(session, person_number)).all()
    endings = {
        each.reference: each.at for each in found if each.action is Action.CLOSED
    }
    signed_in = sittings(session, [each.sitting for each in found if each.sitting])
    return tuple(
        _line(each, endings.get(each.seq), signed_in.get(each.sitting, {}), language)
        for each in found
        if each.action is not Action.CLOSED
    )


@needs(Right.EXPORT_PERSON, Right.READ_TRAIL)
def print_person_trail(
    session: Session,
    person_number: int,
    *,
    today: date,
    language: Language = Language.BOKMAL,
    reference: str = "",
) -> bytes:
    """Return the log of a person as an archive file, to be handed to that person.

    ``reference`` is that of the paper it lies with, when there is one.

    Raises:
        NotFoundError: if there is no such person.
        BlockedError: if it is a client that the one at work may not see.
        CannotPrintError: if a letter of a name will not print.

    """
    person = session.get(Person, person_number)
    if person is None:
        raise NotFoundError("Personen finnes ikke lenger i registeret.")
    office = open_office(session, today=today)
    lines = person_trail(session, person_number, language=language)
    note(
        session,
        Action.EXPORTED,
        "people",
        person_number,
        person=person_number,
        detail={"kind": "trail"},
    )
    return build(
        TrailExtract(
            sender=office.draft,
            language=language,
            name=full_name(person.given_name, person.family_name),
            birth_date=person.birth_date,
            made_on=today,
            lines=lines,
            reference=reference,
            practice=office.practice,
        )
    )


@inner
def _events_about(session: Session, person_number: int) -> Select[*tuple[Any, ...]]:
    meant = or_(Event.person_number == person_number, *_shared(session, person_number))
    return (
        select(
            Event.seq,
            Event.at,
            Event.action,
            Event.table_name,
            Event.record,
            Event.reference,
            Event.sitting,
            Staff.name.label("staff"),
            EventDetail.body,
        )
        .outerjoin(Staff, Staff.number == Event.staff_number)
        .outerjoin(EventDetail, EventDetail.seq == Event.seq)
        .where(meant)
        .order_by(Event.seq)
    )


def _shared(session: Session, person_number: int) -> list[ColumnElement[bool]]:
    """Return the conditions that an event is about the person as a support contact."""
    contact = session.scalar(
        select(Contact.number).where(Contact.person_number == person_number)
    )
    if contact is None:
        return []
    helping = select(Assignment.number).where(Assignment.contact_number == contact)
    records = {
        "assignments": helping,
        "timesheets": select(Timesheet.number).where(
            Timesheet.assignment_number.in_(helping)
        ),
        "papers": select(Paper.number).where(
            Paper.contact_number == contact, Paper.decision_number.is_(None)
        ),
    }
    return [
        and_(Event.table_name == table, Event.record.in_(numbers))
        for table, numbers in records.items()
    ]


def _line(
    found: Any, until: Any, sitting: dict[str, Any], language: Language
) -> TrailLine:
    detail: dict[str, Any] = json.loads(found.body) if found.body else {}
    return TrailLine(
        at=found.at,
        until=until,
        who=str(sitting.get("name") or found.staff or "stkdesk"),
        unit=str(sitting.get("unit", "")),
        roles=tuple(sitting.get("roles", ())),
        action=found.action,
        what=record_words(found.table_name, found.record, detail, language),
        fields=_fields(detail, language) if found.action is Action.CHANGED else "",
        case=str(detail.get("case", "")),
        reason=str(detail.get("reason", "")),
    )


def _fields(detail: dict[str, Any], language: Language) -> str:
    """Return what was changed, by the names of the fields and without values."""
    names: Sequence[str] = [*detail.get("fields", {}), *detail.get("parts", {})]
    told = [field_words(name, language).lower() for name in names[:MOST_FIELDS]]
    if len(names) > MOST_FIELDS:
        told.append(f"og {len(names) - MOST_FIELDS} til")
    return ", ".join(told)
