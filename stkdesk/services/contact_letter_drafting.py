"""What the register knows of a letter to a support contact before it is begun."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.documents.texts import texts
from stkdesk.domain.certificate import CertificateBasis
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.formats import clock_text
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.sheet_period import spans_of_year
from stkdesk.services.access import inner
from stkdesk.services.periods import list_periods, period_rule
from stkdesk.storage.tables import Assignment, Client, Person, Recruitment

K = ContactLetterKind


@inner
def prefilled(
    session: Session,
    kind: ContactLetterKind,
    contact_number: int,
    assignment: Assignment | None,
    language: Language,
    office: OfficeDraft,
    *,
    today: date,
) -> dict[str, str]:
    """Return the fields of a new letter, by key; what is not known is left out."""
    match kind:
        case K.INTERVIEW:
            filled = _interview(session, contact_number, office)
        case K.CERTIFICATE_REQUEST:
            filled = _request(language, office)
        case K.START | K.PAUSE | K.END if assignment is not None:
            filled = _of_assignment(session, assignment)
        case K.REFERENCE:
            filled = _reference(session, contact_number, assignment, language, today)
        case _:
            filled = {}
    return {key: text for key, text in filled.items() if text}


def _interview(session: Session, contact: int, office: OfficeDraft) -> dict[str, str]:
    row = session.scalar(select(Recruitment).filter_by(contact_number=contact))
    place = ", ".join(
        each for each in (office.visiting_line, office.visiting_place) if each
    )
    filled = {"place": place, "with_whom": office.case_officer.strip()}
    if row is None:
        return filled
    minute = row.interview_minute
    clock = "" if minute is None else clock_text(minute).replace(":", ".")
    return {
        "interview_on": _iso(row.interview_on),
        "interview_time": clock,
        "place": row.interview_place or place,
        "with_whom": office.case_officer.strip(),
    }


def _request(language: Language, office: OfficeDraft) -> dict[str, str]:
    words = texts(K.CERTIFICATE_REQUEST.value, language)
    visiting = (office.visiting_line, office.visiting_place)
    postal = (office.postal_line, f"{office.postal_code} {office.city}".strip())
    where = visiting if office.visiting_line else postal
    return {
        "basis": CertificateBasis.HEALTH.value,
        "position": words["typed.position"],
        "position_type": words["typed.position_type"],
        "bring_to": ", ".join(each for each in where if each),
    }


def _of_assignment(session: Session, row: Assignment) -> dict[str, str]:
    given, family, phone, protection = session.execute(
        select(Person.given_name, Person.family_name, Person.phone, Person.protection)
        .join(Client, Client.person_number == Person.number)
        .where(Client.number == row.client_number)
    ).one()
    filled = {
        "client_name": full_name(given, family),
        "client_phone": "" if protection.hides_address else phone,
        "start_on": row.start_on.isoformat(),
        "agreed_minutes": str(row.agreed_minutes or ""),
        "hours_unit": row.hours_unit.value,
        "sheet_by": _due_on(session, row.start_on).isoformat(),
        "goal": row.goal,
        "last_on": _iso(row.end_on),
        "last_sheet_by": _iso(row.last_sheet_on),
    }
    if row.end_on is not None and row.last_sheet_on is None:
        filled["last_sheet_by"] = _due_on(session, row.end_on).isoformat()
    if row.pauses:
        last = row.pauses[-1]
        filled["pause_from"] = last.from_on.isoformat()
        filled["pause_to"] = _iso(last.to_on)
    return filled


def _reference(
    session: Session,
    contact: int,
    row: Assignment | None,
    language: Language,
    today: date,
) -> dict[str, str]:
    first, last = session.execute(
        select(func.min(Assignment.start_on), func.max(Assignment.end_on)).where(
            Assignment.contact_number == contact
        )
    ).one()
    if row is not None:
        first, last = row.start_on, row.end_on
    words = texts(K.REFERENCE.value, language)
    return {
        "work_from": _iso(first),
        "work_to": "" if first is None else _iso(min(last or today, today)),
        "work": words["typed.work"],
    }


def _due_on(session: Session, day: date) -> date:
    """Return when the sheet of the period ``day`` lies in is due."""
    for row in list_periods(session, day.year):
        if day in row.period:
            return row.due_on
    rule = period_rule(session, date(day.year, 1, 1))  # the year is not cut yet
    return next(
        span.due_on for span in spans_of_year(rule, day.year) if day in span.period
    )


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
