"""Issuing a decision: from then on it never changes, and never is drawn again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.documents.decision_content import DecisionContent, content_to_json
from stkdesk.documents.print_file import build
from stkdesk.domain.decision import DecisionDraft, DecisionKind, DecisionState
from stkdesk.domain.decision_gate import gate
from stkdesk.domain.errors import CannotPrintError, NotFoundError, Problem
from stkdesk.domain.four_eyes import Act
from stkdesk.domain.journal import (
    DocumentKind,
    EntryDraft,
    EntryKind,
    Party,
    PartyRole,
)
from stkdesk.domain.office import LawVersion, OfficeDraft
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import needs
from stkdesk.services.decision_answers import set_answer
from stkdesk.services.decision_gate import decision_facts
from stkdesk.services.decision_letters import (
    DRAFT_REFERENCE,
    MISSING,
    addressed,
    letter_of,
)
from stkdesk.services.decisions import (
    draft_of,
    find_decision,
    refuse_issued,
)
from stkdesk.services.four_eyes import refuse_alone
from stkdesk.services.journal import journal, reference_of
from stkdesk.services.numbering import take_references
from stkdesk.services.office import open_office
from stkdesk.services.paper_sight import refuse_letters_about
from stkdesk.services.papers import PaperAddressee, PaperLinks, keep_paper
from stkdesk.services.printing import MadePaper
from stkdesk.services.recipients import SELF, Recipient, letter_recipients
from stkdesk.storage.tables import Application, Client, Decision
from stkdesk.storage.trail import note

ANSWERS = (DecisionKind.GRANTED, DecisionKind.PARTLY, DecisionKind.REFUSED)


@dataclass(frozen=True, slots=True)
class Issued:
    """A decision just issued."""

    reference: str  # "2026/14-3", its running id in the journal
    papers: tuple[MadePaper, ...]  # one for each who gets it


@needs(Right.ISSUE_DECISIONS)
def issue_decision(
    session: Session,
    number: int,
    version: int,
    *,
    today: date,
    recipients: Sequence[int] | None = None,
    left_out: str = "",
) -> Issued:
    """Journal the decision, freeze it, print it for each recipient, and lock it.

    Its running id in the journal is its reference. The application it answers is
    decided by it, and so is the complaint. All within the caller's transaction: when
    anything fails, everything is undone, and the id goes to the next document.

    Args:
        session: a session that saves all or nothing.
        number: of the decision.
        version: the one the form saw.
        today: the day it is.
        recipients: keys of those who get it, as the office confirmed them. None is
            enough for a grown-up who speaks for themselves, and nobody else: whoever
            speaks for another is shown and confirmed first.
        left_out: who should have it and does not, and why, as the log is to tell it.

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
    everybody = letter_recipients(session, decision.client_number, today=today)
    keys = _confirmed(everybody) if recipients is None else tuple(recipients)
    facts = decision_facts(session, draft, today=today, number=number, recipients=keys)
    refuse_blocking(each.problem for each in gate(facts))
    office = open_office(session, today=today)
    letter = letter_of(session, _client(session, draft), facts, office, today)
    _refuse_nameless_sender(office.draft, letter.act)
    chosen = [one for one in everybody if one.key in keys]
    decision.reference = _journalled(session, decision, draft, chosen, today)
    letter = replace(letter, case_number=decision.reference)
    letters = addressed(letter, chosen)
    references = take_references(session, PaperKind.DECISION, today.year, len(letters))
    letters = [
        replace(one, reference=reference)
        for one, reference in zip(letters, references, strict=True)
    ]
    decision.content = content_to_json(letters[0])
    decision.state = DecisionState.ISSUED
    session.flush()
    _answer(session, decision, draft)
    told = {"reason": left_out} if left_out else None
    note(session, Action.ISSUED, "decisions", number, detail=told)
    made = tuple(
        _print(session, one, to, decision)
        for one, to in zip(letters, chosen, strict=True)
    )
    return Issued(decision.reference, made)


def _confirmed(everybody: Sequence[Recipient]) -> tuple[int, ...]:
    """Return the client alone, when no other may speak for them."""
    proposed = [one.key for one in everybody if one.is_proposed]
    if proposed != [SELF] or any(one.asks for one in everybody):
        refuse_blocking([Problem("recipients", "Bekreft hvem som skal ha vedtaket.")])
    return (SELF,)


def _refuse_nameless_sender(office: OfficeDraft, act: LawVersion) -> None:
    """Refuse a letter that says neither where an appeal goes nor who has decided.

    Source: forvaltningsloven § 27 tredje ledd (2025: § 59 andre ledd, both names);
    pasient- og brukerrettighetsloven § 7-2.
    """
    lacks = []
    if not (office.postal_line.strip() or office.appeal_address.strip()):
        lacks.append("postadressen")
    names = [office.case_officer.strip(), office.leader.strip()]
    if act is LawVersion.ACT_2025 and not all(names):
        lacks.append("navnet på saksbehandler og leder")
    elif not any(names):
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
    chosen = [
        one
        for one in everybody
        if (one.is_proposed if recipient is None else one.key == recipient)
    ]
    facts = decision_facts(session, draft, today=today)
    office = open_office(session, today=today)
    letter = replace(
        letter_of(session, client, facts, office, today),
        reference=DRAFT_REFERENCE,
        draft=True,
        facts=draft.facts.strip() or MISSING,
    )
    if not draft.no_grounds:
        letter = replace(letter, grounds=draft.grounds.strip() or MISSING)
    return addressed(letter, chosen or everybody[:1])[0]


def _client(session: Session, draft: DecisionDraft) -> Client:
    client = session.get(Client, draft.client_number)
    if client is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    return client


def _journalled(
    session: Session,
    decision: Decision,
    draft: DecisionDraft,
    chosen: Sequence[Recipient],
    today: date,
) -> str:
    """Write the decision into the journal and return its running id."""
    kind = decision.kind.label.lower()
    corrects = " (rettet)" if decision.corrects_number is not None else ""
    entry = EntryDraft(
        client_number=decision.client_number,
        kind=EntryKind.OUTGOING,
        document=DocumentKind.DECISION,
        title=f"Vedtak om støttekontakt: {kind}{corrects}",
        document_on=decision.decided_on,
        parties=tuple(
            Party(PartyRole.COPY if one.is_copy else PartyRole.RECIPIENT, one.name)
            for one in chosen
        ),
        is_withheld=decision.is_withheld,
        application_number=decision.application_number,
        complaint_number=draft.complaint_number,
        decision_number=decision.number,
    )
    return reference_of(session, journal(session, entry, today=today))


def _answer(session: Session, decision: Decision, draft: DecisionDraft) -> None:
    """Let the application be decided, and the complaint answered, by the decision."""
    set_answer(session, decision, draft.complaint_number, issued=True)
    number, answers = decision.application_number, decision.kind in ANSWERS
    if decision.kind is DecisionKind.DISMISSED and draft.complaint_number is None:
        answers = True
    application = session.get(Application, number) if number is not None else None
    if answers and application is not None and application.decided_on is None:
        application.decided_on = decision.decided_on
    session.flush()


def _print(
    session: Session, letter: DecisionContent, to: Recipient, decision: Decision
) -> MadePaper:
    data = build(letter)
    links = PaperLinks(
        client_number=decision.client_number, decision_number=decision.number
    )
    paper = keep_paper(
        session,
        letter.reference,
        PaperKind.DECISION,
        letter.language,
        links=links,
        today=letter.made_on,
        data=data,
        to=PaperAddressee(to.name, to.is_copy, to.by_hand),
    )
    return MadePaper(
        paper, letter.reference, PaperKind.DECISION, data, by_hand=to.by_hand
    )
