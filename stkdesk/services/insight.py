"""Innsyn: from somebody's question to a bundle that is printed and on record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents import trail_extract
from stkdesk.documents.insight_bundle import build_bundle
from stkdesk.documents.insight_content import InsightContent, Section
from stkdesk.documents.trail_content import TrailExtract
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.insight import InsightDraft, Part, insight_problems
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.person import Address
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import needs
from stkdesk.services.addressing import newest_address, postal_address
from stkdesk.services.insight_facts import facts_about
from stkdesk.services.insight_papers import Choice, choices_of, listed_papers
from stkdesk.services.legal_holds import person_behind
from stkdesk.services.numbering import take_references
from stkdesk.services.office import OfficeCard, open_office
from stkdesk.services.paper_sight import refuse_letter_to, refuse_letters_about
from stkdesk.services.papers import PaperLinks, keep_paper, open_paper_bytes
from stkdesk.services.printing import MadePaper
from stkdesk.services.recipients import SELF, letter_recipients
from stkdesk.services.seeing import refuse_blocked
from stkdesk.services.trail import person_trail
from stkdesk.storage.person_rows import PersonRows, rows_of
from stkdesk.storage.tables import Client, Contact, Person, PersonAddress
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class InsightCard:
    """What the form needs to ask about."""

    name: str  # for the screen
    choices: tuple[Choice, ...]
    receivers: tuple[tuple[int, str], ...]  # key and name; those proposed first


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read for one bundle; drawing it needs the register no more."""

    content: InsightContent
    papers: tuple[bytes, ...]
    log: bytes | None
    links: PaperLinks


@needs(Right.EXPORT_PERSON)
def open_insight(
    session: Session, room: str, number: int, *, today: date
) -> InsightCard:
    """Return what may be asked for about a record of ``clients`` or ``contacts``.

    Raises:
        NotFoundError: if there is no such record.
        BlockedError: if the person at work may not see the client.
        NotAllowedError: if somebody lives where the one at work may not see.

    """
    found = _found(session, room, number)
    note(session, Action.OPENED, room, number, person=found.person)
    person = session.get_one(Person, found.person)
    name = full_name(person.given_name, person.family_name)
    choices = choices_of(session, room, found, _language(session, room, number))
    receivers: tuple[tuple[int, str], ...] = ((SELF, name),)
    if room == "clients":
        everybody = letter_recipients(session, number, today=today)
        receivers = tuple((each.key, each.name) for each in everybody)
    return InsightCard(name, choices, receivers)


@needs(Right.EXPORT_PERSON)
def papers_about(
    session: Session, room: str, number: int
) -> tuple[PersonRows, tuple[Choice, ...]]:
    """Return where everything about a person stands, and his or her kept papers.

    Raises as ``open_insight`` does.
    """
    found = _found(session, room, number)
    return found, choices_of(session, room, found, _language(session, room, number))


@needs(Right.EXPORT_PERSON)
def gather_insight(
    session: Session,
    room: str,
    number: int,
    draft: InsightDraft,
    *,
    today: date,
    receiver: int | None = None,
) -> Gathered:
    """Read everything for the bundle, and take its reference; ``receiver`` gets it.

    Raises:
        InvalidInputError: if the draft has problems, each by its field.
        NotFoundError: if there is no such record.
        BlockedError: if the person at work may not see the client.
        NotAllowedError: if somebody lives where the one at work may not see.

    """
    refuse_blocking(insight_problems(draft, today=today))
    found = _found(session, room, number)
    office = open_office(session, today=today)
    language = _language(session, room, number)
    papers = listed_papers(session, room, found, language, draft)
    [reference] = take_references(session, PaperKind.INSIGHT, today.year)
    content = _content(
        session, room, number, draft, office, reference, receiver, today=today
    )
    span = (draft.first_on, draft.last_on)
    sections: tuple[Section, ...] = ()
    if Part.DATA in draft.parts:
        sections = facts_about(session, found, language, span)
    content = replace(
        content, sections=sections, papers=tuple(paper for _, paper in papers)
    )
    enclosed = [n for n, paper in papers if paper.is_enclosed]
    links = PaperLinks(**{f"{room[:-1]}_number": number})
    return Gathered(
        content,
        tuple(open_paper_bytes(session, each) for each in enclosed),
        _log(session, found, draft, content),
        links,
    )


@needs(Right.EXPORT_PERSON)
def keep_insight(
    session: Session, gathered: Gathered, data: bytes, draft: InsightDraft, today: date
) -> MadePaper:
    """Put the bundle on record, and note in the trail that it was made."""
    content = gathered.content
    number = keep_paper(
        session,
        content.reference,
        PaperKind.INSIGHT,
        content.language,
        links=gathered.links,
        today=today,
        data=data,
    )
    told = {
        "parts": sorted(part.value for part in draft.parts),
        "received_on": content.received_on.isoformat(),
        "due_on": content.due_on.isoformat(),
        "basis": draft.basis.value,
        "withheld": len(draft.withheld),
    }
    note(session, Action.ANSWERED, "papers", number, detail=told)
    return MadePaper(number, content.reference, PaperKind.INSIGHT, data)


@needs(Right.EXPORT_PERSON)
def make_insight(
    session: Session,
    room: str,
    number: int,
    draft: InsightDraft,
    *,
    today: date,
    receiver: int | None = None,
) -> MadePaper:
    """Return the bundle, written down and kept; everything or nothing.

    Raises as ``gather_insight`` does, and:
        CannotPrintError: if the address is missing, or a paper cannot be enclosed.
        DamagedPaperError: if a kept paper is not the one that was kept.

    """
    gathered = gather_insight(
        session, room, number, draft, today=today, receiver=receiver
    )
    data = build_bundle(gathered.content, gathered.papers, gathered.log)
    return keep_insight(session, gathered, data, draft, today)


def _found(session: Session, room: str, number: int) -> PersonRows:
    """Return the rows of the person, if the one at work may see them."""
    person = person_behind(session, room, number)
    if room == "clients":
        refuse_blocked(session, number)
        refuse_letters_about(session, number)
    else:
        refuse_letter_to(session, number)
    return rows_of(session, person)


def _language(session: Session, room: str, number: int) -> Language:
    if room == "clients":
        return session.get_one(Client, number).language
    return session.get_one(Contact, number).language


def _content(
    session: Session,
    room: str,
    number: int,
    draft: InsightDraft,
    office: OfficeCard,
    reference: str,
    receiver: int | None,
    *,
    today: date,
) -> InsightContent:
    language = _language(session, room, number)
    found = _person(session, person_behind(session, room, number))
    name = full_name(found.given_name, found.family_name)
    address, on_behalf = postal_address(name, found, language), False
    if room == "clients":
        address, on_behalf = _addressed(session, number, receiver, today)
    assert draft.received_on is not None
    assert draft.due_on is not None
    return InsightContent(
        reference=reference,
        language=language,
        sender=office.draft,
        address=address,
        person_name=name,
        of_contact=room == "contacts",
        parts=draft.parts,
        received_on=draft.received_on,
        due_on=draft.due_on,
        made_on=today,
        basis=draft.basis,
        first_on=draft.first_on,
        last_on=draft.last_on,
        on_behalf=on_behalf,
        practice=office.practice,
    )


def _addressed(
    session: Session, client: int, receiver: int | None, today: date
) -> tuple[Address, bool]:
    """Return where the bundle goes, and whether that is to another than the client."""
    everybody = letter_recipients(session, client, today=today)
    for each in everybody:
        if each.key == receiver or (receiver is None and each.is_proposed):
            return each.address, each.key != SELF
    raise CannotPrintError(
        "Ingen kan få svaret.", "Registrer brukeren eller vergen med adresse."
    )


def _person(session: Session, number: int) -> Any:
    return session.execute(
        select(
            Person.given_name,
            Person.family_name,
            Person.protection,
            PersonAddress.street,
            PersonAddress.postal_code,
            PersonAddress.city,
        )
        .outerjoin(PersonAddress, PersonAddress.number == newest_address(Person.number))
        .where(Person.number == number)
    ).one()


def _log(
    session: Session, found: PersonRows, draft: InsightDraft, content: InsightContent
) -> bytes | None:
    if Part.LOG not in draft.parts:
        return None
    first, last = draft.first_on or date.min, draft.last_on or date.max
    lines = person_trail(session, found.person, language=content.language)
    person = session.get_one(Person, found.person)
    return trail_extract.build(
        TrailExtract(
            sender=content.sender,
            language=content.language,
            name=content.person_name,
            birth_date=person.birth_date,
            made_on=content.made_on,
            lines=tuple(
                line for line in lines if first <= line.at.astimezone().date() <= last
            ),
            reference=content.reference,
            practice=content.practice,
        )
    )
