"""Issuing a decision: from then on it never changes, and never is drawn again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.documents.decision_content import DecisionContent, content_to_json
from stkdesk.documents.print_file import build
from stkdesk.domain.decision import DecisionDraft, DecisionState
from stkdesk.domain.decision_gate import decision_problems
from stkdesk.domain.errors import CannotPrintError, NotFoundError, Problem
from stkdesk.domain.four_eyes import Act
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.person import Address
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import needs
from stkdesk.services.decisions import draft_of, find_decision, refuse_issued
from stkdesk.services.four_eyes import refuse_alone
from stkdesk.services.numbering import take_case_number, take_references
from stkdesk.services.office import OfficeCard, open_office
from stkdesk.services.paper_sight import refuse_letters_about
from stkdesk.services.papers import PaperLinks, keep_paper
from stkdesk.services.printing import MadePaper
from stkdesk.services.recipients import Recipient, letter_recipients
from stkdesk.storage.tables import Client
from stkdesk.storage.trail import note

DRAFT_REFERENCE = "UTKAST"
MISSING = "[ … ]"  # stands in the preview where the letter lacks a text
NOWHERE = Address("", (), "", "")


@dataclass(frozen=True, slots=True)
class Issued:
    """A decision just issued."""

    reference: str  # "2026/14"
    papers: tuple[MadePaper, ...]  # one for each who gets it


@needs(Right.ISSUE_DECISIONS)
def issue_decision(
    session: Session,
    number: int,
    version: int,
    *,
    today: date,
    recipients: Sequence[int] | None = None,
) -> Issued:
    """Give the decision its number, print it for each recipient, and lock it.

    All within the caller's transaction: when anything fails, everything is undone,
    and the number goes to the next decision.

    Args:
        session: a session that saves all or nothing.
        number: of the decision.
        version: the one the form saw.
        today: the day it is.
        recipients: keys of those who get it, as the office confirmed them; None:
            those proposed, for the console.

    Raises:
        NotFoundError: if the decision is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        AlreadyIssuedError: if it has been issued already.
        NotAllowedError: if one who may get it lives where the one at work may not see,
            or another than who last changed it is to issue it.
        InvalidInputError: if the decision lacks what it must have, or a recipient.
        CannotPrintError: if a letter cannot be printed, or the office has not said
            where an appeal goes and who has decided.

    """
    decision = find_decision(session, number)
    refuse_issued(decision)
    refuse_outdated(decision.version, version)
    refuse_alone(session, Act.ISSUE_DECISION, decision.changed_by)
    refuse_letters_about(session, decision.client_number)
    draft = draft_of(session, decision)
    chosen = _chosen(
        letter_recipients(session, decision.client_number, today=today), recipients
    )
    refuse_blocking([*decision_problems(draft), *_recipient_problems(chosen)])
    office = open_office(session, today=today)
    _refuse_nameless_sender(office.draft)
    decision.reference = take_case_number(session, today.year)
    letter = _content(_client(session, draft), draft, office, today)
    letter = replace(letter, case_number=decision.reference)
    letters = _addressed(letter, chosen)
    references = take_references(session, PaperKind.DECISION, today.year, len(letters))
    letters = [
        replace(one, reference=reference)
        for one, reference in zip(letters, references, strict=True)
    ]
    decision.content = content_to_json(letters[0])
    decision.state = DecisionState.ISSUED
    session.flush()
    note(session, Action.ISSUED, "decisions", number)
    made = tuple(
        _print(session, one, decision.client_number, number) for one in letters
    )
    return Issued(decision.reference, made)


def _refuse_nameless_sender(office: OfficeDraft) -> None:
    """Refuse a letter that says neither where an appeal goes nor who has decided.

    Source: forvaltningsloven § 27 tredje ledd; pasient- og brukerrettighetsloven § 7-2.
    """
    lacks = []
    if not (office.postal_line.strip() or office.appeal_address.strip()):
        lacks.append("postadressen")
    if not (office.case_officer.strip() or office.leader.strip()):
        lacks.append("navnet på saksbehandler eller leder")
    if lacks:
        raise CannotPrintError(
            f"Vedtaket mangler {' og '.join(lacks)} til kontoret.",
            "Fyll det ut under Innstillinger, Kontoret. Vedtaket er en kladd til da.",
        )


@needs(Right.READ_CASES)
def preview_decision(
    session: Session,
    draft: DecisionDraft,
    *,
    today: date,
    recipient: int | None = None,
) -> DecisionContent:
    """Return the letter as it would be, with UTKAST across it; saves nothing.

    ``recipient`` is the key of whose copy is shown; None: the first proposed.
    """
    client = _client(session, draft)
    everybody = letter_recipients(session, client.number, today=today)
    chosen = _chosen(everybody, None if recipient is None else [recipient])
    letter = _content(client, draft, open_office(session, today=today), today)
    letter = replace(
        letter,
        reference=DRAFT_REFERENCE,
        draft=True,
        facts=draft.facts.strip() or MISSING,
        grounds=draft.grounds.strip() or MISSING,
    )
    return _addressed(letter, chosen or everybody[:1])[0]


def _chosen(
    everybody: Sequence[Recipient], keys: Sequence[int] | None
) -> tuple[Recipient, ...]:
    return tuple(
        one
        for one in everybody
        if (one.is_proposed if keys is None else one.key in keys)
    )


def _recipient_problems(chosen: Sequence[Recipient]) -> list[Problem]:
    if not chosen:
        return [Problem("recipients", "Velg hvem som skal ha vedtaket.")]
    if not all(one.has_address for one in chosen):
        return [
            Problem(
                "recipients",
                "En mottaker mangler adresse. Fyll den ut på brukerens kort.",
            )
        ]
    return []


def _client(session: Session, draft: DecisionDraft) -> Client:
    client = session.get(Client, draft.client_number)
    if client is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    return client


def _content(
    client: Client, draft: DecisionDraft, office: OfficeCard, today: date
) -> DecisionContent:
    """Return the letter, but for whom it goes to."""
    name = full_name(client.person.given_name, client.person.family_name)
    return DecisionContent(
        reference="",
        case_number="",
        language=Language(client.language),
        kind=draft.kind,
        sender=office.draft,
        address=NOWHERE,
        client_name=name,
        client_birth_date=client.person.birth_date,
        decided_on=draft.decided_on or today,
        made_on=today,
        act=office.draft.act_on(draft.decided_on or today),
        signed_by_hand=office.draft.signed_by_hand,
        legal_basis=draft.legal_basis,
        facts=draft.facts,
        grounds=draft.grounds,
        own_view=draft.own_view,
        goal=draft.goal,
        applied_on=draft.applied_on,
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
        review_on=draft.review_on,
        items=draft.items,
        hours_unit=draft.hours_unit,
        expense_cap_ore=draft.expense_cap_ore,
        drive_cap_metres=draft.drive_cap_metres,
        practice=office.practice,
    )


def _addressed(
    letter: DecisionContent, chosen: Sequence[Recipient]
) -> list[DecisionContent]:
    """Return one letter for each recipient, naming the others as getting a copy."""
    return [
        replace(
            letter,
            address=one.address,
            recipient=one.relation,
            copies=tuple(other.name for other in chosen if other is not one),
        )
        for one in chosen
    ]


def _print(
    session: Session, letter: DecisionContent, client_number: int, number: int
) -> MadePaper:
    data = build(letter)
    paper = keep_paper(
        session,
        letter.reference,
        PaperKind.DECISION,
        letter.language,
        links=PaperLinks(client_number=client_number, decision_number=number),
        today=letter.made_on,
        data=data,
    )
    return MadePaper(paper, letter.reference, PaperKind.DECISION, data)
