"""Issuing a letter of a case: from then on it never changes, nor is drawn again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.documents.case_letter_content import CaseLetter, content_to_json
from stkdesk.documents.print_file import build
from stkdesk.domain.complaint import ComplaintOutcome, ComplaintPoint, GovernorOutcome
from stkdesk.domain.journal import (
    DocumentKind,
    EntryDraft,
    EntryKind,
    Party,
    PartyRole,
)
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterDraft, LetterKind, LetterState
from stkdesk.domain.letter_rules import rules_of
from stkdesk.domain.names import full_name
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.person import Address
from stkdesk.domain.rule import broken
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import needs
from stkdesk.services.application_pauses import pause_application
from stkdesk.services.complaint_outcome import note_forwarded
from stkdesk.services.journal import journal, reference_of
from stkdesk.services.letter_assignments import right_stands
from stkdesk.services.letter_facts import around, facts_of
from stkdesk.services.letter_recipients import GOVERNOR, chosen_of, recipients_of
from stkdesk.services.letter_texts import own_words
from stkdesk.services.letters import (
    draft_of,
    find_letter,
    letter_client,
    refuse_issued,
)
from stkdesk.services.numbering import take_references
from stkdesk.services.office import open_office
from stkdesk.services.paper_sight import refuse_letters_about
from stkdesk.services.papers import PaperAddressee, PaperLinks, keep_paper
from stkdesk.services.printing import MadePaper
from stkdesk.services.recipients import Recipient
from stkdesk.storage.tables import Application, Complaint
from stkdesk.storage.trail import note

DRAFT_REFERENCE = "UTKAST"
NOWHERE = Address("", (), "", "")
_HALF = (ComplaintOutcome.PARTLY,)
_WON = (GovernorOutcome.GRANTED, GovernorOutcome.PARTLY)


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """A letter just issued."""

    reference: str  # its running id in the journal, "2026/14-5"
    papers: tuple[MadePaper, ...]  # one for each who gets it


@needs(Right.EDIT_CASES)
def issue_letter(
    session: Session,
    number: int,
    version: int,
    *,
    today: date,
    recipients: Sequence[int] | None = None,
    left_out: str = "",
) -> IssuedLetter:
    """Journal the letter, print it for each recipient, and lock it.

    All within the caller's transaction: when anything fails, everything is undone, and
    the number goes to the next document. A request for facts lets the application wait
    from today.

    Args:
        session: a session that saves all or nothing.
        number: of the letter.
        version: the one the form saw.
        today: the day it is sent.
        recipients: keys of those who get it, as the office confirmed them; None: those
            proposed, for the console.
        left_out: who does not get it though they should, and why; for the log.

    Raises:
        NotFoundError: if the letter is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        LetterIssuedError: if it has been issued already.
        NotAllowedError: if one who may get it lives where the one at work may not see.
        InvalidInputError: if it lacks what it must have, each problem by its field.
        CannotPrintError: if it cannot be printed.

    """
    letter = find_letter(session, number)
    refuse_issued(letter)
    refuse_outdated(letter.version, version)
    refuse_letters_about(session, letter.client_number)
    draft = draft_of(session, letter)
    chosen = chosen_of(recipients_of(session, draft, today=today), recipients)
    facts = facts_of(session, draft, chosen, around(session, today))
    refuse_blocking([each.problem for each in broken(rules_of(draft.kind), facts)])
    entry = journal(session, _entry(draft, chosen, number, today), today=today)
    reference = reference_of(session, entry)
    content = replace(_content(session, draft, today), case_number=reference)
    references = take_references(session, PaperKind.LETTER, today.year, len(chosen))
    letters = [
        replace(one, reference=stem)
        for one, stem in zip(addressed(content, chosen), references, strict=True)
    ]
    letter.language = content.language
    letter.content = content_to_json(letters[0])
    letter.issued_on = today
    letter.state = LetterState.ISSUED
    session.flush()
    detail = {"reason": left_out} if left_out else None
    note(session, Action.ISSUED, "letters", number, detail=detail)
    made = tuple(
        _print(session, one, to, draft, number)
        for one, to in zip(letters, chosen, strict=True)
    )
    _let_it_wait(session, draft, reference, today)
    if draft.kind is LetterKind.FORWARDING and draft.complaint_number is not None:
        note_forwarded(session, draft.complaint_number, today)
    return IssuedLetter(reference, made)


@needs(Right.READ_CASES)
def preview_letter(
    session: Session,
    draft: LetterDraft,
    *,
    today: date,
    recipient: int | None = None,
) -> CaseLetter:
    """Return the letter as it would be, with UTKAST across it; saves nothing.

    What is missing stands as [ … ]. ``recipient`` is the key of whose copy is shown;
    None: the first proposed.
    """
    everybody = recipients_of(session, draft, today=today)
    chosen = chosen_of(everybody, None if recipient is None else [recipient])
    letter = _content(session, draft, today)
    letter = replace(letter, reference=DRAFT_REFERENCE, draft=True)
    found = addressed(letter, chosen or everybody[:1])
    return found[0]


def addressed(letter: CaseLetter, chosen: Sequence[Recipient]) -> list[CaseLetter]:
    """Return one letter for each recipient, naming the others as getting a copy.

    A copy of what is sent to the governor says so.
    """
    to_governor = any(one.key == GOVERNOR for one in chosen)
    sent_to = next((one.name for one in chosen if not one.is_copy), "")
    return [
        replace(
            letter,
            address=one.address,
            recipient=one.relation,
            sent_to=sent_to if to_governor and one.is_copy else "",
            copies=tuple(
                other.name
                for other in chosen
                if other is not one and not (to_governor and other.key == GOVERNOR)
            ),
        )
        for one in chosen
    ]


def _content(session: Session, draft: LetterDraft, today: date) -> CaseLetter:
    """Return the letter, but for whom it goes to."""
    client = letter_client(session, draft.client_number)
    office, language = open_office(session, today=today), Language(client.language)
    complaint = (
        session.get(Complaint, draft.complaint_number)
        if draft.complaint_number is not None
        else None
    )
    return CaseLetter(
        reference="",
        case_number="",
        language=language,
        kind=draft.kind,
        sender=office.draft,
        address=NOWHERE,
        client_name=full_name(client.person.given_name, client.person.family_name),
        client_birth_date=client.person.birth_date,
        made_on=today,
        fields=tuple(sorted((key, text.strip()) for key, text in draft.fields.items())),
        turn=_turn(session, draft, complaint),
        points=_points(draft, complaint),
        enclosures=tuple(each.title.strip() for each in draft.enclosures),
        own=own_words(session, draft.kind.value, language, today),
        act=office.draft.act_on(today),
        signed_by_hand=office.draft.signed_by_hand,
        is_withheld=draft.is_withheld,
        practice=office.practice,
    )


def _turn(session: Session, draft: LetterDraft, complaint: Complaint | None) -> str:
    """Return which of its turns the letter takes; see ``case_letter_parts``."""
    match draft.kind:
        case LetterKind.ADVANCE_NOTICE:
            return "ended" if draft.text("new_minutes") == "0" else "changed"
        case LetterKind.INTERIM_REPLY | LetterKind.INFORMATION_REQUEST:
            return "application" if complaint is None else "complaint"
        case LetterKind.FORWARDING | LetterKind.FORWARDING_NOTICE:
            half = complaint is not None and complaint.outcome in _HALF
            return "partly" if half else "upheld"
        case LetterKind.REVERSAL_NOTICE:
            won = complaint is not None and complaint.governor_outcome in _WON
            return "governor" if won else "office"
        case LetterKind.ASSIGNMENT_PAUSE:
            return "until" if draft.text("pause_to") else "open"
        case LetterKind.ASSIGNMENT_END:
            return "stands" if right_stands(session, draft) else "over"
    return ""


def _points(
    draft: LetterDraft, complaint: Complaint | None
) -> tuple[ComplaintPoint, ...]:
    if draft.kind is not LetterKind.FORWARDING or complaint is None:
        return ()
    return tuple(
        ComplaintPoint(each.argument, each.answer) for each in complaint.points
    )


def _entry(
    draft: LetterDraft, chosen: Sequence[Recipient], number: int, today: date
) -> EntryDraft:
    return EntryDraft(
        client_number=draft.client_number,
        kind=EntryKind.OUTGOING,
        document=DocumentKind.LETTER,
        title=draft.kind.label,
        document_on=today,
        parties=tuple(
            Party(PartyRole.COPY if one.is_copy else PartyRole.RECIPIENT, one.name)
            for one in chosen
        ),
        is_withheld=draft.is_withheld,
        application_number=draft.application_number,
        complaint_number=draft.complaint_number,
        decision_number=draft.decision_number,
        letter_number=number,
    )


def _print(
    session: Session, letter: CaseLetter, to: Recipient, draft: LetterDraft, number: int
) -> MadePaper:
    data = build(letter)
    paper = keep_paper(
        session,
        letter.reference,
        PaperKind.LETTER,
        letter.language,
        links=PaperLinks(
            client_number=draft.client_number,
            decision_number=None,
            letter_number=number,
        ),
        today=letter.made_on,
        data=data,
        to=PaperAddressee(to.name, is_copy=to.is_copy, by_hand=to.by_hand),
    )
    return MadePaper(
        paper, letter.reference, PaperKind.LETTER, data, by_hand=to.by_hand
    )


def _let_it_wait(
    session: Session, draft: LetterDraft, reference: str, today: date
) -> None:
    """Stop the clock of an application while it waits for what is asked for."""
    number = draft.application_number
    if draft.kind is not LetterKind.INFORMATION_REQUEST or number is None:
        return
    row = session.get(Application, number)
    if row is None or row.decided_on is not None or row.withdrawn_on is not None:
        return
    reason = f"Bedt om opplysninger ({reference})"
    pause_application(session, number, max(today, row.received_on), reason)
