"""What a letter lacks: the one question of the form, the pile and the issuing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.letter import LetterDraft, LetterKind, LetterState
from stkdesk.domain.letter_rules import LetterFacts, rules_of
from stkdesk.domain.names import full_name
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.rule import Broken, broken
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import inner, needs
from stkdesk.services.case_rules import case_rules
from stkdesk.services.letter_recipients import GOVERNOR, chosen_of, recipients_of
from stkdesk.services.letters import draft_of
from stkdesk.services.office import open_office
from stkdesk.services.recipients import Recipient
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import (
    Client,
    ComplaintArgument,
    Letter,
    Person,
)
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class LackingLetter:
    """A draft that lacks something, for the pile of those."""

    number: int
    kind: LetterKind
    client_number: int
    client: str  # name, for the screen only
    missing: tuple[Broken, ...]  # what must be put right, in the order of the form


@needs(Right.READ_CASES)
def lacks(
    session: Session,
    draft: LetterDraft,
    *,
    today: date,
    recipients: Sequence[int] | None = None,
) -> tuple[Broken, ...]:
    """Return what ``draft`` lacks, and warnings, in the order of the form.

    ``recipients`` are keys of those who are to get it; None: those proposed.
    """
    chosen = chosen_of(recipients_of(session, draft, today=today), recipients)
    return broken(rules_of(draft.kind), facts_of(session, draft, chosen, today))


@needs(Right.READ_CASES)
def lacking_letters(session: Session, *, today: date) -> tuple[LackingLetter, ...]:
    """Return every draft that lacks something, the oldest first.

    The drafts are found by their own index; those of clients that the one at work may
    not see are left out.
    """
    drafts = (
        select(Letter, Person.given_name, Person.family_name)
        .join(Client, Client.number == Letter.client_number)
        .join(Person, Person.number == Client.person_number)
        .where(Letter.state == LetterState.DRAFT)
        .order_by(Letter.number)
    )
    if hidden := hidden_clients(session):
        drafts = drafts.where(Letter.client_number.not_in(hidden))
    found = []
    for letter, given, family in session.execute(drafts):
        draft = draft_of(session, letter)
        missing = tuple(
            each for each in lacks(session, draft, today=today) if each.blocks
        )
        if missing:
            name = full_name(given, family)
            found.append(
                LackingLetter(
                    letter.number, letter.kind, letter.client_number, name, missing
                )
            )
    if found:
        note(session, Action.LISTED, "letters", detail={"hits": len(found)})
    return tuple(found)


@inner
def facts_of(
    session: Session, draft: LetterDraft, chosen: Sequence[Recipient], today: date
) -> LetterFacts:
    """Return a letter with what lies outside it, for its rules."""
    office = open_office(session, today=today).draft
    arguments, unanswered = _arguments(session, draft.complaint_number)
    return LetterFacts(
        draft=draft,
        today=today,
        rules=case_rules(session, today),
        recipients=len(chosen),
        without_address=sum(
            not one.has_address for one in chosen if one.key != GOVERNOR
        ),
        goes_to_governor=any(one.key == GOVERNOR for one in chosen),
        arguments=arguments,
        unanswered=unanswered,
        has_sender=_has_sender(office),
        has_governor=bool(
            office.governor_line.strip()
            and office.governor_code.strip()
            and office.governor_city.strip()
        ),
    )


def _arguments(session: Session, complaint: int | None) -> tuple[int, int]:
    """Return how many arguments a complaint has, and how many lack an answer."""
    if complaint is None:
        return 0, 0
    is_open = case((ComplaintArgument.answer == "", 1), else_=0)
    found = session.execute(
        select(func.count(), func.sum(is_open)).where(
            ComplaintArgument.complaint_number == complaint
        )
    ).one()
    return found[0], found[1] or 0


def _has_sender(office: OfficeDraft) -> bool:
    """Tell whether a letter can say where to answer, and who has sent it."""
    where = office.postal_line.strip() or office.appeal_address.strip()
    return bool(where and (office.case_officer.strip() or office.leader.strip()))
