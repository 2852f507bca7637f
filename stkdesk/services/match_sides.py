"""Both sides of a match as facts are judged: what is wished, and what is offered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.certificate_rules import CertificateStanding
from stkdesk.domain.client import OF_AGE
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.match_facts import ClientSide, ContactSide, Words
from stkdesk.domain.match_words import words_in
from stkdesk.domain.names import full_name
from stkdesk.domain.person import Protection, years_old
from stkdesk.domain.recruiting_rules import step_of
from stkdesk.domain.recruiting_steps import RecruitFacts, Step
from stkdesk.services.access import inner
from stkdesk.services.client_places import Areas, seen_areas
from stkdesk.services.recruiting_facts import recruit_facts
from stkdesk.services.seeing import sees
from stkdesk.services.unmet import GIVEN, agreed_minutes_a_month
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    MatchWish,
    Person,
    PersonAddress,
)


class KnownClient(NamedTuple):
    """One client: who it is, where, and the wishes."""

    number: int
    person_number: int
    name: str
    birth_date: date | None
    is_covered: bool | None  # by hol § 5-4 a
    where: Areas
    wish: ClientSide
    has_wish: bool


class KnownContact(NamedTuple):
    """One support contact: who it is, and what is offered."""

    number: int
    person_number: int
    name: str
    phone: str
    status: ContactStatus
    is_not_accepted: bool  # the newest certificate
    postal_code: str
    offer: ContactSide

    @property
    def has_ended(self) -> bool:
        """Whether the contact has stopped."""
        return self.status is ContactStatus.ENDED


@inner
def known_clients(
    session: Session, missing: dict[int, int], *, today: date
) -> dict[int, KnownClient]:
    """Return the clients in ``missing``: minutes a month nobody gives, by number."""
    found = (
        select(
            Client.number,
            Client.person_number,
            Client.is_protected_group,
            Person.given_name,
            Person.family_name,
            Person.birth_date,
            Person.protection,
            MatchWish.number.label("wish"),
            MatchWish.gender,
            MatchWish.age_from,
            MatchWish.age_to,
            MatchWish.needs_car,
            MatchWish.weekdays,
            MatchWish.languages,
            MatchWish.interests,
            MatchWish.areas,
            PersonAddress.city,
            PersonAddress.postal_code,
        )
        .join(Person, Person.number == Client.person_number)
        .outerjoin(MatchWish, MatchWish.client_number == Client.number)
        .outerjoin(PersonAddress, PersonAddress.person_number == Person.number)
        .where(Client.number.in_(missing))
        .order_by(PersonAddress.number)
    )
    clients = {}
    for row in session.execute(found):
        where = seen_areas(
            session, row.protection, row.areas, row.city, row.postal_code
        )
        clients[row.number] = KnownClient(
            row.number,
            row.person_number,
            full_name(row.given_name, row.family_name),
            row.birth_date,
            _is_covered(row.birth_date, row.is_protected_group, today),
            where,
            _wish(row, where, missing[row.number]),
            row.wish is not None,
        )
    return clients


@inner
def known_contacts(
    session: Session, numbers: Sequence[int], *, today: date
) -> dict[int, KnownContact]:
    """Return the support contacts in ``numbers``."""
    found = (
        select(
            Contact.number,
            Contact.person_number,
            Contact.status,
            Contact.has_car,
            Contact.weekdays,
            Contact.capacity_minutes,
            Contact.languages,
            Contact.interests,
            Contact.areas,
            Person.given_name,
            Person.family_name,
            Person.birth_date,
            Person.gender,
            Person.phone,
            Person.protection,
            PersonAddress.city,
            PersonAddress.postal_code,
        )
        .join(Person, Person.number == Contact.person_number)
        .outerjoin(PersonAddress, PersonAddress.person_number == Person.number)
        .where(Contact.number.in_(numbers))
        .order_by(PersonAddress.number)
    )
    agreed = _agreed(session, numbers)
    recruits = recruit_facts(session, Contact.number.in_(numbers), today=today)
    contacts = {}
    for row in session.execute(found):
        facts = recruits[row.number].facts
        is_open = row.protection is Protection.OPEN
        contacts[row.number] = KnownContact(
            row.number,
            row.person_number,
            full_name(row.given_name, row.family_name),
            row.phone if sees(session, row.protection) else "",
            row.status,
            facts.certificate is CertificateStanding.NOT_ACCEPTED,
            (row.postal_code or "") if is_open else "",
            _offer(row, facts, agreed.get(row.number, 0), is_open=is_open),
        )
    return contacts


def _is_covered(born: date | None, noted: bool | None, today: date) -> bool | None:
    """Children always are (hol § 5-4 a); of an adult it is noted, or not yet."""
    if noted:
        return True
    if born is None:
        return None
    return True if born <= today and years_old(born, today) < OF_AGE else noted


def _wish(row: Any, where: Areas, missing: int) -> ClientSide:
    areas: Words = words_in(where.areas)
    if row.wish is None:
        return ClientSide(minutes=missing, place=where.place)
    return ClientSide(
        minutes=missing,
        gender=row.gender,
        age_from=row.age_from,
        age_to=row.age_to,
        needs_car=row.needs_car,
        weekdays=row.weekdays,
        languages=words_in(row.languages),
        interests=words_in(row.interests),
        areas=areas,
        place=where.place,
    )


def _offer(row: Any, facts: RecruitFacts, agreed: int, *, is_open: bool) -> ContactSide:
    is_ready, stands = _standing(facts)
    return ContactSide(
        is_ready=is_ready,
        stands=stands,
        born=row.birth_date,
        gender=row.gender,
        has_car=row.has_car,
        weekdays=row.weekdays,
        capacity_minutes=row.capacity_minutes,
        agreed_minutes=agreed,
        languages=words_in(row.languages),
        interests=words_in(row.interests),
        areas=words_in(row.areas),
        place=words_in(row.city or "") if is_open else {},
    )


def _standing(facts: RecruitFacts) -> tuple[bool, str]:
    """Whether an assignment could start as far as the contact goes, in a few words."""
    step = step_of(facts)
    if step is Step.ACTIVE and facts.certificate is not CertificateStanding.ACCEPTED:
        return False, "Aktiv · mangler politiattest"
    if step is Step.ACTIVE and facts.declared_on is None:
        return False, "Aktiv · mangler taushetserklæring"
    if step in (Step.ACTIVE, Step.READY):
        return True, step.label
    if step.is_work:
        return False, f"Søker · {step.label.lower()}"
    return False, step.label


def _agreed(session: Session, numbers: Sequence[int]) -> dict[int, int]:
    """Return the minutes a month each has agreed to already."""
    found = session.execute(
        select(Assignment.contact_number, func.sum(agreed_minutes_a_month()))
        .where(Assignment.contact_number.in_(numbers), Assignment.status.in_(GIVEN))
        .group_by(Assignment.contact_number)
    )
    return {number: int(minutes) for number, minutes in found if number is not None}
