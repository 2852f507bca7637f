"""Freezing all that is known of the sheets of a run onto their statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, literal, null, select
from sqlalchemy.orm import Session, aliased

from stkdesk.documents.statement_content import Signed, Statement
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.pay import PayLine
from stkdesk.domain.sheet_period import span_label
from stkdesk.domain.timesheet import Visit
from stkdesk.services.access import inner
from stkdesk.services.addressing import newest_address, postal_address
from stkdesk.services.leader_facts import led_meetings
from stkdesk.services.papers import PaperLinks
from stkdesk.services.pay_lines import leader_lines_of, pay_lines_of
from stkdesk.services.periods import find_period
from stkdesk.services.run_sheets import RunSheet
from stkdesk.services.seeing import hidden_clients, sees
from stkdesk.services.sheet_lines import visit_of
from stkdesk.storage.tables import (
    Client,
    Contact,
    LeaderSheet,
    Paper,
    Person,
    PersonAddress,
    Staff,
    Timesheet,
    TimesheetLine,
)

_Helped = aliased(Person)  # the client as a person, beside the support contact


@dataclass(frozen=True, slots=True)
class StatementRun:
    """What holds for every statement of one run."""

    sender: OfficeDraft
    code: str  # "2026-10-1"
    pay_on: date
    made_on: date
    practice: bool


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """One statement, whose it is, and what points at the client in free text."""

    sheet: RunSheet
    content: Statement
    links: PaperLinks
    client_names: tuple[str, ...]
    hides_routes: bool  # they would lead to a protected address


@inner
def may_be_stated(session: Session, sheets: Sequence[RunSheet]) -> tuple[RunSheet, ...]:
    """Return those whose statement the one at work may make.

    Not of a client out of sight, nor with an address that may not be seen: somebody
    else makes those.
    """
    hidden = hidden_clients(session)
    contacts = {each.contact_number for each in sheets if each.contact_number}
    found = session.execute(
        select(Contact.number, Person.protection)
        .join(Person, Person.number == Contact.person_number)
        .where(Contact.number.in_(contacts))
    )
    unseen = {number for number, shield in found if not sees(session, shield)}
    return tuple(
        each
        for each in sheets
        if each.client_number not in hidden and each.contact_number not in unseen
    )


@inner
def statement_facts(
    session: Session, sheets: Sequence[RunSheet], run: StatementRun
) -> tuple[StatementFacts, ...]:
    """Return the statement of each of some sheets, in that order; no reference yet."""
    own = [each.number for each in sheets if not each.is_leader]
    led = [each.number for each in sheets if each.is_leader]
    people = _people(session, sheets)
    stored = _stored(session, own, led)
    names = _staff(session)
    visits = _visits(session, own)
    papers = _signed_papers(session, sheets)
    paid = (pay_lines_of(session, own), leader_lines_of(session, led))
    clients, streets = _clients(session, sheets), _streets(session, sheets)
    return tuple(
        _facts(
            sheet,
            run,
            people[sheet.contact_number],
            stored[sheet.is_leader, sheet.number],
            names,
            _meetings(session, sheet)
            if sheet.is_leader
            else visits.get(sheet.number, ()),
            paid[sheet.is_leader].get(sheet.number, ()),
            papers.get((sheet.place, sheet.period_number), ""),
            clients.get(sheet.client_number),
            streets.get(sheet.client_number, ()),
        )
        for sheet in sheets
        if sheet.contact_number is not None
    )


def _facts(
    sheet: RunSheet,
    run: StatementRun,
    person: Any,
    stored: Any,
    names: Mapping[int, str],
    visits: tuple[Visit, ...],
    lines: tuple[PayLine, ...],
    paper: str,
    client: Any,
    streets: tuple[str, ...],
) -> StatementFacts:
    name = full_name(person.given_name, person.family_name)
    language: Language = person.language
    given, family = (client.given_name, client.family_name) if client else ("", "")
    code = sheet.sheet_code
    content = Statement(
        reference="",
        language=language,
        sender=run.sender,
        contact_name=name,
        employee_number=sheet.employee_number,
        address=postal_address(name, person, language),
        client=full_name(given, family) if client else sheet.code,
        assignment_code=sheet.code,
        sheet_code=code,
        period_label=span_label(sheet.period_code),
        run_code=run.code,
        pay_on=run.pay_on,
        made_on=run.made_on,
        visits=visits,
        lines=lines,
        entered=Signed(names.get(stored.entered_by, ""), stored.received_on),
        checked=_signed(names, stored.checked_by, stored.checked_at),
        approved=_signed(names, stored.approved_by, stored.approved_at),
        paper_reference=paper,
        correction=sheet.serial - 1,
        corrects=code.partition("/")[0] if sheet.serial > 1 else "",
        correction_reason=stored.correction_reason,
        is_leader=sheet.is_leader,
        practice=run.practice,
    )
    links = PaperLinks(
        client_number=sheet.client_number,
        contact_number=sheet.contact_number,
        assignment_number=None if sheet.is_leader else sheet.place,
        period_number=sheet.period_number,
    )
    words = (*given.split(), *family.split(), client.case_number) if client else ()
    words += streets
    shielded = client is not None and client.protection.stops_mail
    return StatementFacts(sheet, content, links, words, shielded)


def _signed(names: Mapping[int, str], by: int | None, at: datetime | None) -> Signed:
    return Signed(
        names.get(by, "") if by is not None else "",
        at.astimezone().date() if at is not None else None,
    )


def _people(session: Session, sheets: Sequence[RunSheet]) -> dict[int | None, Any]:
    found = (
        select(
            Contact.number,
            Contact.language,
            *(Person.given_name, Person.family_name, Person.protection),
            *(PersonAddress.street, PersonAddress.postal_code, PersonAddress.city),
        )
        .join(Person, Person.number == Contact.person_number)
        .outerjoin(PersonAddress, PersonAddress.number == newest_address(Person.number))
        .where(Contact.number.in_({each.contact_number for each in sheets}))
    )
    return {row.number: row for row in session.execute(found)}


def _clients(session: Session, sheets: Sequence[RunSheet]) -> dict[int | None, Any]:
    found = (
        select(
            Client.number,
            Client.case_number,
            *(_Helped.given_name, _Helped.family_name, _Helped.protection),
        )
        .join(_Helped, _Helped.number == Client.person_number)
        .where(Client.number.in_({each.client_number for each in sheets}))
    )
    return {row.number: row for row in session.execute(found)}


def _streets(
    session: Session, sheets: Sequence[RunSheet]
) -> dict[int | None, tuple[str, ...]]:
    """Return where each client lives or has lived, with and without the number."""
    found: dict[int | None, tuple[str, ...]] = {}
    rows = session.execute(
        select(Client.number, PersonAddress.street)
        .join(PersonAddress, PersonAddress.person_number == Client.person_number)
        .where(
            Client.number.in_({each.client_number for each in sheets}),
            PersonAddress.street != "",
        )
    )
    for number, street in rows:
        told = (street, street.rstrip("0123456789 ")) if street[:1].isalpha() else ()
        found[number] = (*found.get(number, ()), street, *told)
    return found


def _stored(
    session: Session, own: Sequence[int], led: Sequence[int]
) -> dict[tuple[bool, int], Any]:
    found: dict[tuple[bool, int], Any] = {
        (False, row.number): row for row in session.execute(_of_sheets(own))
    }
    for row in session.execute(_of_leaders(led)):
        found[True, row.number] = row
    return found


def _of_sheets(numbers: Sequence[int]) -> Select[*tuple[Any, ...]]:
    sheet = Timesheet
    return select(
        *(sheet.number, sheet.entered_by, sheet.received_on, sheet.correction_reason),
        *(sheet.checked_by, sheet.checked_at, sheet.approved_by, sheet.approved_at),
    ).where(sheet.number.in_(numbers))


def _of_leaders(numbers: Sequence[int]) -> Select[*tuple[Any, ...]]:
    sheet = LeaderSheet
    return select(
        *(sheet.number, sheet.entered_by, null().label("received_on")),
        literal("").label("correction_reason"),
        *(sheet.checked_by, sheet.checked_at, sheet.approved_by, sheet.approved_at),
    ).where(sheet.number.in_(numbers))


def _visits(session: Session, numbers: Sequence[int]) -> dict[int, tuple[Visit, ...]]:
    lines = session.scalars(
        select(TimesheetLine)
        .where(TimesheetLine.sheet_number.in_(numbers))
        .order_by(
            TimesheetLine.sheet_number,
            TimesheetLine.work_on,
            TimesheetLine.start_minute.nulls_first(),
            TimesheetLine.number,
        )
    )
    found: dict[int, list[Visit]] = {}
    for line in lines:
        found.setdefault(line.sheet_number, []).append(visit_of(line))
    return {number: tuple(visits) for number, visits in found.items()}


def _meetings(session: Session, sheet: RunSheet) -> tuple[Visit, ...]:
    """Return the meetings of a leader's period; a correction has none of its own."""
    if sheet.serial > 1 or sheet.contact_number is None:
        return ()
    period = find_period(session, sheet.period_number).period
    led = led_meetings(session, period, [sheet.contact_number])
    meetings = led.get((sheet.contact_number, sheet.place), ())
    return tuple(meeting.visit for meeting in meetings)


def _signed_papers(
    session: Session, sheets: Sequence[RunSheet]
) -> dict[tuple[int | None, int | None], str]:
    """Return the reference of the form each sheet was entered from."""
    asked = {each.place for each in sheets if not each.is_leader}
    rows = session.execute(
        select(Paper.assignment_number, Paper.period_number, Paper.reference)
        .where(
            Paper.assignment_number.in_(asked),
            Paper.period_number.in_({each.period_number for each in sheets}),
            Paper.kind == PaperKind.TIMESHEET,
            Paper.sha256.is_(None),
        )
        .order_by(Paper.number)
    )
    return {(row.assignment_number, row.period_number): row.reference for row in rows}


def _staff(session: Session) -> dict[int, str]:
    found = session.execute(select(Staff.number, Staff.name))
    return {number: name for number, name in found}
