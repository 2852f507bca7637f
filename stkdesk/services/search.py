"""One box that finds everything: people by how they are called, papers by number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from stkdesk.domain.client import ClientStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.names import full_name
from stkdesk.domain.paper import is_paper_reference
from stkdesk.domain.staff import Right
from stkdesk.services.access import actor_of, needs
from stkdesk.services.out_of_sight import BLOCKED_NAME
from stkdesk.services.people import matches
from stkdesk.services.seeing import hidden_clients, sees
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    Client,
    ClientNames,
    Contact,
    ContactNames,
    Organisation,
    Paper,
    Person,
)
from stkdesk.storage.trail import note_list
from stkdesk.storage.walking import walk

EACH = 6  # hits of each kind; who is not among them types one more letter
ASSIGNMENT = re.compile(r"\s*o-?(\d{1,9})\s*", re.IGNORECASE | re.ASCII)

CLIENT = re.compile(r"\s*b-?(\d{1,9})\s*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    room: str  # "clients", "contacts", "assignments", "papers", "groups" …
    number: int
    title: str
    detail: str


@needs()
def find(session: Session, text: str) -> tuple[Hit, ...]:
    """Return what ``text`` may mean, the likeliest first; nothing for no text.

    Only what the one at work may read.
    """
    if not text.strip():
        return ()
    actor = actor_of(session)
    hits = tuple(
        hit for look, right in KINDS if actor.may(right) for hit in look(session, text)
    )
    note_list(session, "search", ListQuery(search=text), len(hits))
    return hits


def _blocked(session: Session, text: str) -> list[Hit]:
    """Return a blocked client asked for by number, to be opened with a reason."""
    meant = CLIENT.fullmatch(text)
    if meant is None or int(meant[1]) not in hidden_clients(session):
        return []
    told = f"B-{meant[1]} · åpnes med en begrunnelse"
    return [Hit("clients", int(meant[1]), BLOCKED_NAME, told)]


def _clients(session: Session, text: str) -> list[Hit]:
    found = (
        select(
            Client.number,
            Person.given_name,
            Person.family_name,
            Person.birth_date,
            Client.status,
        )
        .join(Person, Person.number == Client.person_number)
        .join(ClientNames, ClientNames.client_number == Client.number)
        .where(
            walk(ClientNames.sort_key >= ""),
            matches(text, text=ClientNames.search_text),
            *_not_of(ClientNames.client_number, hidden_clients(session)),
        )
        .order_by(ClientNames.sort_key, ClientNames.client_number)
        .limit(EACH)
    )
    return [
        Hit(
            "clients",
            number,
            full_name(given, family),
            f"Bruker · {_born(born)}{ClientStatus(status).label.lower()}",
        )
        for number, given, family, born, status in session.execute(found)
    ]


def _contacts(session: Session, text: str) -> list[Hit]:
    found = (
        select(
            Contact.number,
            Person.given_name,
            Person.family_name,
            Person.phone,
            Contact.status,
            Person.protection,
        )
        .join(Person, Person.number == Contact.person_number)
        .join(ContactNames, ContactNames.contact_number == Contact.number)
        .where(
            walk(ContactNames.sort_key >= ""),
            matches(text, text=ContactNames.search_text),
        )
        .order_by(ContactNames.sort_key, ContactNames.contact_number)
        .limit(EACH)
    )
    return [
        Hit(
            "contacts",
            number,
            full_name(given, family),
            f"Støttekontakt · "
            f"{phone + ' · ' if phone and sees(session, protection) else ''}"
            f"{ContactStatus(status).label.lower()}",
        )
        for number, given, family, phone, status, protection in session.execute(found)
    ]


def _assignments(session: Session, text: str) -> list[Hit]:
    meant = ASSIGNMENT.fullmatch(text)
    if meant is None:
        return []
    number = session.scalar(
        select(Assignment.number).where(
            Assignment.number == int(meant[1]),
            *_not_of(Assignment.client_number, hidden_clients(session)),
        )
    )
    return (
        [] if number is None else [Hit("assignments", number, f"O-{number}", "Oppdrag")]
    )


def _groups(session: Session, text: str) -> list[Hit]:
    found = (
        select(ActivityGroup.number, ActivityGroup.name, ActivityGroup.place)
        .where(matches(text, text=ActivityGroup.search_text))
        .order_by(ActivityGroup.search_text, ActivityGroup.number)
        .limit(EACH)
    )
    return [
        Hit("groups", number, name, " · ".join(filter(None, ("Gruppe", place))))
        for number, name, place in session.execute(found)
    ]


def _organisations(session: Session, text: str) -> list[Hit]:
    found = (
        select(Organisation.number, Organisation.name)
        .where(matches(text, text=Organisation.search_text))
        .order_by(Organisation.search_text, Organisation.number)
        .limit(EACH)
    )
    return [
        Hit("organisations", number, name, "Frivillig organisasjon")
        for number, name in session.execute(found)
    ]


def _papers(session: Session, text: str) -> list[Hit]:
    if not is_paper_reference(text):
        return []
    found = select(Paper.number, Paper.reference, Paper.kind).where(
        Paper.reference == text.strip().upper()
    )
    return [
        Hit("papers", number, reference, kind.label)
        for number, reference, kind in session.execute(found)
    ]


def _not_of(column: Any, hidden: frozenset[int]) -> list[ColumnElement[bool]]:
    return [column.not_in(hidden)] if hidden else []


def _born(born: object) -> str:
    return f"født {born:%d.%m.%Y} · " if born else ""


#: What is looked through, the likeliest first, and who may read it.
KINDS = (
    (_assignments, Right.READ_HOURS),
    (_papers, Right.READ_CASES),
    (_blocked, Right.READ_CASES),
    (_clients, Right.READ_CASES),
    (_contacts, Right.READ_CONTACTS),
    (_groups, Right.READ_CASES),
    (_organisations, Right.READ_CASES),
)
