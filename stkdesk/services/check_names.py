"""Looking whether lists are searched by what the people in them are called now."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.names import search_text
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    AssignmentNames,
    Client,
    ClientNames,
    Contact,
    ContactNames,
    Organisation,
    Paper,
    PaperNames,
    Person,
)
from stkdesk.storage.tables.names import NUMBER_SIGN

AT_A_TIME = 1000
CASE_SIGNS = f"{NUMBER_SIGN}/-. "  # in a case number, typed or not
_Helper = aliased(Person)


@needs(Right.KEEP_REGISTER)
def client_names(session: Session) -> Iterator[str]:
    """Tell of clients that are not found by name or case number."""
    found = (
        select(
            Client.number,
            Person.sort_key,
            Person.search_text,
            Client.case_number,
            ClientNames.sort_key,
            ClientNames.search_text,
        )
        .join(Person, Person.number == Client.person_number)
        .outerjoin(ClientNames, ClientNames.client_number == Client.number)
        .order_by(Client.number)
        .execution_options(yield_per=AT_A_TIME)
    )
    for number, key, text, case, *kept in session.execute(found):
        if [key, f"{text} {_plain(case)}"] != kept:
            yield f"Navn: bruker {number} finnes ikke under navn og saksnummer."


@needs(Right.KEEP_REGISTER)
def contact_names(session: Session) -> Iterator[str]:
    """Tell of support contacts that are not found by name or staff number."""
    found = (
        select(
            Contact.number,
            Person.sort_key,
            Person.search_text,
            func.coalesce(Contact.employee_number, ""),
            ContactNames.sort_key,
            ContactNames.search_text,
        )
        .join(Person, Person.number == Contact.person_number)
        .outerjoin(ContactNames, ContactNames.contact_number == Contact.number)
        .where(Contact.merged_into.is_(None))
        .order_by(Contact.number)
        .execution_options(yield_per=AT_A_TIME)
    )
    for number, key, text, staff, *kept in session.execute(found):
        if [key, f"{text} {_plain(staff, NUMBER_SIGN)}"] != kept:
            yield f"Navn: støttekontakt {number} finnes ikke under navn og nummer."


@needs(Right.KEEP_REGISTER)
def assignment_names(session: Session) -> Iterator[str]:
    """Tell of assignments that are not found by client, contact or case number."""
    found = (
        select(
            Assignment.number,
            Person.sort_key,
            _Helper.sort_key,
            Person.search_text,
            func.coalesce(_Helper.search_text, ""),
            func.coalesce(Organisation.name, ActivityGroup.name, ""),
            Client.case_number,
            AssignmentNames.sort_key,
            AssignmentNames.provider_key,
            AssignmentNames.search_text,
        )
        .join(Client, Client.number == Assignment.client_number)
        .join(Person, Person.number == Client.person_number)
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(_Helper, _Helper.number == Contact.person_number)
        .outerjoin(Organisation, Organisation.number == Assignment.organisation_number)
        .outerjoin(ActivityGroup, ActivityGroup.number == Assignment.group_number)
        .outerjoin(
            AssignmentNames, AssignmentNames.assignment_number == Assignment.number
        )
        .order_by(Assignment.number)
        .execution_options(yield_per=AT_A_TIME)
    )
    for (
        number,
        *keys,
        client,
        helper,
        organisation,
        case,
        key,
        by,
        text,
    ) in session.execute(found):
        wanted = f"{client}{helper}{search_text(organisation)} {_plain(case)}"
        if [*keys, wanted] != [key, by, text]:
            yield f"Navn: oppdrag {number} finnes ikke under navnene i det."


@needs(Right.KEEP_REGISTER)
def paper_names(session: Session) -> Iterator[str]:
    """Tell of papers that are not found by reference, or by whom they are about."""
    person_number = func.coalesce(Contact.person_number, Client.person_number)
    found = (
        select(
            Paper.number,
            Paper.reference,
            Person.sort_key,
            func.coalesce(Person.search_text, ""),
            PaperNames.reference,
            PaperNames.sort_key,
            PaperNames.search_text,
        )
        .outerjoin(Contact, Contact.number == Paper.contact_number)
        .outerjoin(Client, Client.number == Paper.client_number)
        .outerjoin(Person, Person.number == person_number)
        .outerjoin(PaperNames, PaperNames.paper_number == Paper.number)
        .order_by(Paper.number)
        .execution_options(yield_per=AT_A_TIME)
    )
    for number, *pairs in session.execute(found):
        if pairs[:3] != pairs[3:]:
            yield f"Navn: papir {number} finnes ikke under navn og referanse."


def _plain(number: str, without: str = CASE_SIGNS) -> str:
    """Return ``number`` as names are kept with it: small letters, no signs in it."""
    small = "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in number)
    return NUMBER_SIGN + small.translate(str.maketrans("", "", without))
