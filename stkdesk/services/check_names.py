"""Looking whether lists are searched by what the people in them are called now."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.names import search_text
from stkdesk.storage.tables import (
    Assignment,
    AssignmentNames,
    Client,
    Contact,
    Organisation,
    Paper,
    PaperNames,
    Person,
)
from stkdesk.storage.tables.names import CASE_SIGN

AT_A_TIME = 1000
CASE_SEPARATORS = str.maketrans("", "", "#/-. ")
_Helper = aliased(Person)


def assignment_names(session: Session) -> Iterator[str]:
    """Tell of assignments that are not found by client, contact or case number."""
    found = (
        select(
            Assignment.number,
            Person.sort_key,
            _Helper.sort_key,
            Person.search_text,
            func.coalesce(_Helper.search_text, ""),
            func.coalesce(Organisation.name, ""),
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
        plain = case.lower().translate(CASE_SEPARATORS)
        wanted = f"{client}{helper}{search_text(organisation)} {CASE_SIGN}{plain}"
        if [*keys, wanted] != [key, by, text]:
            yield f"Navn: oppdrag {number} finnes ikke under navnene i det."


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
