"""What a letter lacks: the one question of the form, the pile and the issuing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.case_rules import CaseRules
from stkdesk.domain.complaint_rules import FORWARDED
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterDraft, LetterKind
from stkdesk.domain.letter_rules import LetterFacts, rules_of
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.rule import Broken, broken
from stkdesk.domain.staff import Right
from stkdesk.services.access import inner, needs
from stkdesk.services.case_rules import case_rules
from stkdesk.services.letter_recipients import GOVERNOR, chosen_of, recipients_of
from stkdesk.services.office import open_office
from stkdesk.services.recipients import Recipient, age_of
from stkdesk.storage.tables import Client, Complaint, ComplaintArgument, Person


@dataclass(frozen=True, slots=True)
class Around:
    """What is the same for every letter of a day."""

    today: date
    rules: CaseRules
    office: OfficeDraft


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
    return lacks_around(session, draft, around(session, today), recipients)


@inner
def lacks_around(
    session: Session,
    draft: LetterDraft,
    known: Around,
    recipients: Sequence[int] | None = None,
) -> tuple[Broken, ...]:
    """Return the same, for one of many letters."""
    everybody = recipients_of(session, draft, today=known.today)
    chosen = chosen_of(everybody, recipients)
    return broken(rules_of(draft.kind), facts_of(session, draft, chosen, known))


@inner
def around(session: Session, today: date) -> Around:
    """Return what is the same for every letter of a day."""
    office = open_office(session, today=today).draft
    return Around(today, case_rules(session, today), office)


@needs(Right.READ_CASES)
def outside_facts(session: Session, draft: LetterDraft, *, today: date) -> LetterFacts:
    """Return what lies outside a letter, for a form to hold its rules against."""
    return facts_of(session, draft, (), around(session, today))


@inner
def facts_of(
    session: Session, draft: LetterDraft, chosen: Sequence[Recipient], known: Around
) -> LetterFacts:
    """Return a letter with what lies outside it, for its rules."""
    office = known.office
    born, language = _who(session, draft.client_number)
    arguments, unanswered = _arguments(session, draft.complaint_number)
    return LetterFacts(
        draft=draft,
        today=known.today,
        rules=known.rules,
        recipients=len(chosen),
        without_address=sum(
            not one.has_address for one in chosen if one.key != GOVERNOR
        ),
        goes_to_governor=any(one.key == GOVERNOR for one in chosen),
        language=language,
        age=age_of(born, known.today),
        addressees=tuple(one.relation for one in chosen if one.key != GOVERNOR),
        is_upheld=_is_upheld(session, draft),
        arguments=arguments,
        unanswered=unanswered,
        has_sender=_has_sender(office),
        has_governor=bool(
            office.governor_line.strip()
            and office.governor_code.strip()
            and office.governor_city.strip()
        ),
    )


def _who(session: Session, client: int) -> tuple[date | None, Language | None]:
    """Return birth date and written language of a client."""
    found = session.execute(
        select(Person.birth_date, Client.language)
        .join(Client, Client.person_number == Person.number)
        .where(Client.number == client)
    ).first()
    return (None, None) if found is None else (found[0], found[1])


def _is_upheld(session: Session, draft: LetterDraft) -> bool:
    """Tell whether the municipality holds on to some of what is complained about."""
    if draft.kind is not LetterKind.FORWARDING or draft.complaint_number is None:
        return True
    row = session.get(Complaint, draft.complaint_number)
    return row is not None and row.outcome in FORWARDED


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
