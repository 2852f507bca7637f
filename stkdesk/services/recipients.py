"""Who gets a letter about a client: proposed by the rules, confirmed by the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date, bindparam, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.client import OF_AGE, Relation
from stkdesk.domain.decision_facts import CONSENT_AGE, OWN_COPY_AGE, PARTY_AGE
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.person import Address, Protection, years_old
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.addressing import newest_address, postal_address
from stkdesk.services.seeing import refuse_blocked, sees, who_sees
from stkdesk.services.sending import PRINT
from stkdesk.storage.tables import Client, ClientRelation, Person, PersonAddress

NOT_SHOWN = "[ … ]"  # an address, to those who may not see it
SELF = 0  # the client's own key among the recipients
ASK = "Spør før brevet går hit: foresatte bor ikke alle sammen med barnet."


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may get a letter about the client."""

    key: int  # number of the relation; SELF for the client
    name: str
    relation: Relation | None  # None: the client
    address: Address
    by_hand: bool  # the address is protected: not printed, the letter is handed over
    is_proposed: bool
    why: str  # the rule, in the words of the office
    is_copy: bool = False  # for information; another gets it on the party's behalf
    asks: str = ""  # what the office must ask itself before it goes here

    @property
    def has_address(self) -> bool:
        """Whether the letter can be addressed, by the one at work or by another."""
        return self.is_unseen or self.by_hand or not PRINT.problems(self.address)

    @property
    def is_unseen(self) -> bool:
        """Whether another must make the letter: one who may see the address."""
        return self.address.city == NOT_SHOWN


@needs(Right.READ_CASES)
def letter_recipients(
    session: Session, client_number: int, *, today: date
) -> tuple[Recipient, ...]:
    """Return who may get a letter about the client, those proposed first.

    Proposed: an adult gets it; so does a guardian who is to have the letters, and
    then on the adult's behalf. A representative (fullmektig) gets every letter as far
    as the authority reaches, and the party a copy. For somebody under 18 the parents
    get it (those who are to have the letters, or all if that is not said), and from 15
    years the client gets one too. A parent who does not live with the child is never
    proposed unless the office has said so, and not even then when the child's address
    is protected: then the office is asked. Next of kin are not on the list.

    Source: forvaltningsloven §§ 12, 16 and 27; vergemålsloven § 16; pasient- og
    brukerrettighetsloven §§ 3-4 and 6-5.

    Raises:
        NotFoundError: if there is no such client.

    """
    refuse_blocked(session, client_number)
    asked = {"number": client_number, "day": today}
    client = session.execute(_client_asked(), asked).first()
    if client is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    others = session.execute(_others_asked(), asked).all()
    age = age_of(client.birth_date, today)
    grown = age is None or age >= OF_AGE
    found = (
        _for_an_adult(client, others)
        if grown
        else _for_a_minor(client, others, age or 0)
    )
    unseen = {
        SELF if one is client else one.number
        for one in (client, *others)
        if not sees(session, one.protection)
    }
    if unseen:
        who = who_sees(session)
        found = [_veiled(one, who) if one.key in unseen else one for one in found]
    return tuple(sorted(found, key=lambda one: not one.is_proposed))


@cache
def _client_asked() -> Any:
    """Return the question about the client; made once, it takes a millisecond."""
    return (
        _people(Client.language)
        .join(Client, Client.person_number == Person.number)
        .where(Client.number == bindparam("number"))
    )


@cache
def _others_asked() -> Any:
    """Return the question about who speaks for the client."""
    begins, ends = ClientRelation.valid_from, ClientRelation.valid_to
    day = bindparam("day", type_=Date)
    return (
        _people(
            ClientRelation.number,
            ClientRelation.relation,
            ClientRelation.gets_letters,
            ClientRelation.mandate,
            ClientRelation.authority_on,
        )
        .join(ClientRelation, ClientRelation.person_number == Person.number)
        .where(
            ClientRelation.client_number == bindparam("number"),
            ClientRelation.relation != Relation.NEXT_OF_KIN,
            or_(begins.is_(None), begins <= day),
            or_(ends.is_(None), ends >= day),
        )
        .order_by(ClientRelation.number)
    )


def age_of(born: date | None, today: date) -> int | None:
    """Return whole years; None when the birth date is unknown or to come."""
    return years_old(born, today) if born is not None and born <= today else None


def _veiled(one: Recipient, who: str) -> Recipient:
    """Return a recipient without address, and that ``who`` makes the letter."""
    why = f"{one.why} Lagre kladden, og be {who} om å gjøre brevet ferdig."
    address = Address(one.name, (), "", NOT_SHOWN)
    return replace(one, address=address, by_hand=False, why=why)


def _for_an_adult(client: Any, others: Any) -> list[Recipient]:
    guardians = [one for one in others if one.relation is Relation.GUARDIAN]
    guarded = any(one.gets_letters for one in guardians)
    empowered = any(_speaks(one) for one in others)
    why = "Saken gjelder brukeren selv."
    if guarded:
        why += " Vergen får det på brukerens vegne."
    elif empowered:
        why += " Fullmektigen får det på brukerens vegne, brukeren får kopi."
    itself = _recipient(
        client, client.language, proposed=not guarded, why=why, is_copy=empowered
    )
    return [
        itself,
        *(_guardian(one, client.language) for one in guardians),
        *_representatives(others, client.language),
    ]


def _guardian(one: Any, language: Language) -> Recipient:
    why = "Vergen er ikke satt opp til å ha brevene."
    if one.gets_letters:
        why = "Vergen skal ha brevene."
    if one.mandate.strip():
        why += f" Mandat: {one.mandate.strip()}"
    return _recipient(one, language, proposed=one.gets_letters, why=why)


def _speaks(one: Any) -> bool:
    """Tell whether it is a representative whose written authority is here."""
    return (
        one.relation is Relation.REPRESENTATIVE
        and one.gets_letters
        and one.authority_on is not None
    )


def _representatives(others: Any, language: Language) -> list[Recipient]:
    found = []
    for one in others:
        if one.relation is not Relation.REPRESENTATIVE:
            continue
        why, asks = "Fullmektigen er ikke satt opp til å ha brevene.", ""
        if _speaks(one):
            why = "Fullmektigen skal ha brevene så langt fullmakten rekker."
        elif one.gets_letters:
            why = "Fullmakten er ikke registrert med dato."
            asks = "Har dere en skriftlig fullmakt? En advokat trenger ingen."
        if one.mandate.strip():
            why += f" Fullmakten gjelder: {one.mandate.strip()}"
        made = _recipient(one, language, proposed=_speaks(one), why=why)
        found.append(replace(made, asks=asks))
    return found


def _for_a_minor(client: Any, others: Any, age: int) -> list[Recipient]:
    language = client.language
    parents = [one for one in others if one.relation is not Relation.REPRESENTATIVE]
    named = any(one.gets_letters for one in parents)
    itself = _recipient(
        client,
        language,
        proposed=age >= OWN_COPY_AGE,
        why=f"Har fylt {OWN_COPY_AGE} år og skal ha sitt eget eksemplar."
        if age >= OWN_COPY_AGE
        else f"Er under {OWN_COPY_AGE} år. Foresatte får brevet."
        if age < PARTY_AGE
        else f"Er selv part fra {PARTY_AGE} år. Under {OWN_COPY_AGE} år får foresatte "
        "brevet.",
    )
    return [
        *(_parent(one, client, parents, named=named, age=age) for one in parents),
        itself,
        *_representatives(others, language),
    ]


def _parent(
    one: Any, client: Any, parents: Sequence[Any], *, named: bool, age: int
) -> Recipient:
    wanted = one.gets_letters or not named
    why = f"Brukeren er under {OF_AGE} år."
    if not wanted:
        why = "Er ikke satt opp til å ha brevene."
    elif PARTY_AGE <= age < CONSENT_AGE:
        why += " Har barnet sagt at foresatte ikke skal vite om saken?"
    apart = _home(one) != _home(client)
    if client.protection is not Protection.OPEN:
        must_ask = apart
    else:
        must_ask = apart and not one.gets_letters and len(parents) > 1
    made = _recipient(one, client.language, proposed=wanted and not must_ask, why=why)
    return replace(made, asks=ASK) if must_ask else made


def _home(one: Any) -> tuple[str, str]:
    return ((one.street or "").strip().casefold(), one.postal_code or "")


def _recipient(
    found: Any, language: Language, *, proposed: bool, why: str, is_copy: bool = False
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
        is_copy=is_copy,
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
