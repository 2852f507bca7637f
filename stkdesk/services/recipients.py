"""Who gets a decision: proposed by the rules, always confirmed by the office."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.client import OF_AGE, Relation
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.person import Address, years_old
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.addressing import newest_address, postal_address
from stkdesk.services.seeing import refuse_blocked, sees
from stkdesk.storage.tables import Client, ClientRelation, Person, PersonAddress

OWN_COPY_AGE = 15  # years; forvaltningsloven §§ 16 and 27
NOT_SHOWN = "[ … ]"  # an address, to those who may not see it
SELF = 0  # the client's own key among the recipients


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may get the decision."""

    key: int  # number of the relation; SELF for the client
    name: str
    relation: Relation | None  # None: the client
    address: Address
    by_hand: bool  # the address is protected: not printed, the letter is handed over
    is_proposed: bool
    why: str  # the rule, in the words of the office

    @property
    def has_address(self) -> bool:
        """Whether the letter can be addressed."""
        return bool(self.address.postal_code or self.by_hand)


@needs(Right.READ_CASES)
def decision_recipients(
    session: Session, client_number: int, *, today: date
) -> tuple[Recipient, ...]:
    """Return who may get a decision about the client, those proposed first.

    Proposed: an adult gets it; so does a guardian who is to have the letters, and
    then on the adult's behalf. For somebody under 18 the parents get it (those who
    are to have the letters, or all if that is not said), and from 15 years the
    client gets a copy too. Nobody else is on the list.

    Source: forvaltningsloven §§ 12, 16 and 27; vergemålsloven § 16.

    Raises:
        NotFoundError: if there is no such client.

    """
    refuse_blocked(session, client_number)
    client = session.execute(
        _people(Client.language)
        .join(Client, Client.person_number == Person.number)
        .where(Client.number == client_number)
    ).first()
    if client is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    others = session.execute(
        _people(
            ClientRelation.number, ClientRelation.relation, ClientRelation.gets_letters
        )
        .join(ClientRelation, ClientRelation.person_number == Person.number)
        .where(
            ClientRelation.client_number == client_number,
            ClientRelation.relation != Relation.NEXT_OF_KIN,
            or_(ClientRelation.valid_to.is_(None), ClientRelation.valid_to >= today),
        )
        .order_by(ClientRelation.number)
    ).all()
    born = client.birth_date
    age = years_old(born, today) if born is not None and born <= today else OF_AGE
    found = (
        _for_a_minor(client, others, age)
        if age < OF_AGE
        else _for_an_adult(client, others)
    )
    unseen = {
        SELF if one is client else one.number
        for one in (client, *others)
        if not sees(session, one.protection)
    }
    shown = [_veiled(one) if one.key in unseen else one for one in found]
    return tuple(sorted(shown, key=lambda one: not one.is_proposed))


def _veiled(one: Recipient) -> Recipient:
    """Return a recipient without address; who may see it, makes the letter."""
    return replace(one, address=Address(one.name, (), "", NOT_SHOWN), by_hand=False)


def _for_an_adult(client: Any, others: Any) -> list[Recipient]:
    language = client.language
    guardians = [one for one in others if one.relation is Relation.GUARDIAN]
    represented = any(one.gets_letters for one in guardians)
    itself = _recipient(
        client,
        language,
        proposed=not represented,
        why="Vedtaket gjelder brukeren selv. Vergen får det på brukerens vegne."
        if represented
        else "Vedtaket gjelder brukeren selv.",
    )
    return [
        itself,
        *(
            _recipient(
                one,
                language,
                proposed=one.gets_letters,
                why="Vergen skal ha brevene."
                if one.gets_letters
                else "Vergen er ikke satt opp til å ha brevene.",
            )
            for one in guardians
        ),
    ]


def _for_a_minor(client: Any, others: Any, age: int) -> list[Recipient]:
    language = client.language
    named = any(one.gets_letters for one in others)
    return [
        *(
            _recipient(
                one,
                language,
                proposed=one.gets_letters or not named,
                why=f"Brukeren er under {OF_AGE} år."
                if one.gets_letters or not named
                else "Er ikke satt opp til å ha brevene.",
            )
            for one in others
        ),
        _recipient(
            client,
            language,
            proposed=age >= OWN_COPY_AGE,
            why=f"Har fylt {OWN_COPY_AGE} år og skal ha sitt eget eksemplar."
            if age >= OWN_COPY_AGE
            else f"Er under {OWN_COPY_AGE} år. Foresatte får vedtaket.",
        ),
    ]


def _recipient(
    found: Any, language: Language, *, proposed: bool, why: str
) -> Recipient:
    name = full_name(found.given_name, found.family_name)
    relation = getattr(found, "relation", None)
    return Recipient(
        key=SELF if relation is None else found.number,
        name=name,
        relation=relation,
        address=postal_address(name, found, language),
        by_hand=found.protection.stops_mail,
        is_proposed=proposed,
        why=why,
    )


def _people(*more: Any) -> Any:
    return (
        select(
            Person.given_name,
            Person.family_name,
            Person.birth_date,
            Person.protection,
            PersonAddress.street,
            PersonAddress.postal_code,
            PersonAddress.city,
            *more,
        )
        .select_from(Person)
        .outerjoin(PersonAddress, PersonAddress.number == newest_address(Person.number))
    )
