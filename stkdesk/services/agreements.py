"""Casework on agreements (oppdragsavtaler): drafts, making, signing, ending."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.agreement_content import agreement_to_json
from stkdesk.documents.print_file import build
from stkdesk.domain.agreement import AgreementDraft, AgreementState
from stkdesk.domain.agreement_rules import (
    AGREEMENT_RULES,
    SIGNING_RULES,
    SigningFacts,
)
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.rule import Broken, broken
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import inner, needs
from stkdesk.services.agreement_facts import agreement_assignment, agreement_facts
from stkdesk.services.agreement_paper import agreement_content
from stkdesk.services.agreement_rows import (
    AgreementMadeError,
    agreement_draft,
    agreements_about,
    find_agreement,
    refuse_made,
)
from stkdesk.services.agreement_start import first_draft
from stkdesk.services.gate_guard import keeping_gates
from stkdesk.services.numbering import take_references
from stkdesk.services.papers import PaperLinks, keep_paper
from stkdesk.services.printable import unprintable
from stkdesk.services.printing import MadePaper
from stkdesk.storage.tables import Agreement, Paper
from stkdesk.storage.trail import note

ONE_DAY = timedelta(days=1)
_TYPED = ("goal", "contact_person", "contact_person_phone")


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One line of the agreements of an assignment."""

    number: int
    state: AgreementState
    valid_from: date
    valid_to: date | None
    made_on: date | None
    signed_on: date | None
    ended_on: date | None
    renews: bool


@needs(Right.EDIT_CASES)
def begin_agreement(
    session: Session, assignment_number: int, *, today: date
) -> AgreementDraft:
    """Return a new agreement, filled in from assignment, decisions and the last one.

    Raises:
        NotFoundError: if there is no such assignment.
        NoAgreementError: if no support contact would sign it.

    """
    return first_draft(session, assignment_number, today=today)


@needs(Right.READ_CASES)
def agreements_of(session: Session, assignment_number: int) -> tuple[AgreementRow, ...]:
    """Return every agreement about an assignment, the newest first.

    Whoever shows them notes it.
    """
    found = (
        select(
            Agreement.number,
            Agreement.state,
            Agreement.valid_from,
            Agreement.valid_to,
            Agreement.made_on,
            Agreement.signed_on,
            Agreement.ended_on,
            Agreement.renews,
        )
        .where(Agreement.assignment_number == assignment_number)
        .order_by(Agreement.valid_from.desc(), Agreement.number.desc())
    )
    return tuple(AgreementRow(*row) for row in session.execute(found))


@needs(Right.EDIT_CASES)
def agreement_lacks(
    session: Session, draft: AgreementDraft, number: int | None = None, *, today: date
) -> tuple[Broken, ...]:
    """Return what a draft lacks before it can be made, and what is worth a look."""
    facts = agreement_facts(session, draft, today=today, number=number)
    return broken(AGREEMENT_RULES, facts)


@needs(Right.EDIT_CASES)
def save_agreement(
    session: Session,
    draft: AgreementDraft,
    number: int | None = None,
    version: int | None = None,
    *,
    today: date,
) -> int:
    """Keep a draft, a new one without ``number``, and return its number.

    Raises:
        InvalidInputError: if something is wrong, each problem by its field.
        NotFoundError: if the assignment, or the draft, is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        AgreementMadeError: if it has been made.

    """
    _refuse(session, draft, number, today)
    assert draft.assignment_number is not None
    assert draft.valid_from is not None
    assert draft.minutes is not None
    if number is None:
        agreement = Agreement(
            assignment_number=draft.assignment_number,
            valid_from=draft.valid_from,
            minutes=draft.minutes,
        )
        session.add(agreement)
    else:
        agreement = find_agreement(session, number)
        refuse_made(agreement)
        refuse_outdated(agreement.version, version or 0)
    for each in fields(AgreementDraft):
        value = getattr(draft, each.name)
        setattr(agreement, each.name, value.strip() if each.name in _TYPED else value)
    session.flush()
    return agreement.number


@needs(Right.EDIT_CASES)
def make_agreement(
    session: Session, number: int, version: int, *, today: date
) -> MadePaper:
    """Freeze the agreement and print it for both to sign.

    All within the caller's transaction: when anything fails, everything is undone.

    Raises:
        NotFoundError: if it is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        AgreementMadeError: if it has been made already.
        InvalidInputError: if something is wrong, each problem by its field.
        NotAllowedError: if the one at work may not see where the contact lives.
        CannotPrintError: if it cannot be printed.

    """
    agreement = find_agreement(session, number)
    refuse_made(agreement)
    refuse_outdated(agreement.version, version)
    draft = agreement_draft(agreement)
    assignment = agreement_assignment(session, agreement.assignment_number)
    _refuse(session, draft, number, today)
    content = agreement_content(session, draft, today=today)
    [reference] = take_references(session, PaperKind.AGREEMENT, today.year)
    content = replace(content, reference=reference)
    agreement.content = agreement_to_json(content)
    agreement.made_on = today
    agreement.state = AgreementState.MADE
    session.flush()
    note(session, Action.ISSUED, "agreements", number)
    data = build(content)
    links = PaperLinks(
        client_number=assignment.client_number,
        contact_number=assignment.contact_number,
        assignment_number=assignment.number,
        agreement_number=number,
    )
    paper = keep_paper(
        session,
        reference,
        PaperKind.AGREEMENT,
        content.language,
        links=links,
        today=today,
        data=data,
    )
    return MadePaper(paper, reference, PaperKind.AGREEMENT, data)


@needs(Right.EDIT_CASES)
def signing_lacks(
    session: Session,
    number: int,
    signed_on: date | None,
    returned_on: date | None,
    *,
    today: date,
) -> tuple[Broken, ...]:
    """Return what is wrong, or worth a look, with the days of a signed agreement."""
    agreement = find_agreement(session, number)
    assert agreement.made_on is not None
    facts = SigningFacts(
        agreement.made_on, agreement.valid_from, signed_on, returned_on, today
    )
    return broken(SIGNING_RULES, facts)


@needs(Right.EDIT_CASES)
def sign_agreement(
    session: Session,
    number: int,
    version: int,
    signed_on: date | None,
    returned_on: date | None,
    *,
    today: date,
) -> None:
    """Write down that both have signed, and when the agreement was back.

    The paper it was printed on is returned the same day; the agreement it replaces
    ends the day before this one begins.

    Raises:
        NotFoundError: if it is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        AgreementMadeError: if it is not waiting to be signed.
        InvalidInputError: if a day cannot be right, each problem by its field.

    """
    agreement = find_agreement(session, number)
    refuse_outdated(agreement.version, version)
    if agreement.state is not AgreementState.MADE:
        raise AgreementMadeError(
            "Avtalen venter ikke på å bli signert.",
            "Åpne den på nytt for å se hvordan den står.",
        )
    lacks = signing_lacks(session, number, signed_on, returned_on, today=today)
    refuse_blocking([each.problem for each in lacks])
    with keeping_gates(session, assignment=agreement.assignment_number, today=today):
        agreement.signed_on = signed_on
        agreement.returned_on = returned_on or signed_on
        agreement.state = AgreementState.SIGNED
        _end_replaced(session, agreement, today)
        session.flush()
    papers = select(Paper).where(
        Paper.agreement_number == number, Paper.returned_on.is_(None)
    )
    for paper in session.scalars(papers):
        paper.returned_on = agreement.returned_on
    session.flush()


@inner
def end_agreements(
    session: Session, assignment_number: int, on: date
) -> tuple[int, ...]:
    """End what is made about an assignment that ends on ``on``; drafts are dropped.

    Return the numbers of those that ended.
    """
    ended = []
    for agreement in agreements_about(session, assignment_number):
        if agreement.state is AgreementState.DRAFT:
            session.delete(agreement)
        elif agreement.state is not AgreementState.ENDED:
            agreement.state, agreement.ended_on = AgreementState.ENDED, on
            ended.append(agreement.number)
    session.flush()
    return tuple(ended)


def _refuse(
    session: Session, draft: AgreementDraft, number: int | None, today: date
) -> None:
    """Refuse what the rules, or the typeface, will not have."""
    lacks = agreement_lacks(session, draft, number, today=today)
    typed = {name: getattr(draft, name) for name in _TYPED}
    refuse_blocking([*(each.problem for each in lacks), *unprintable(typed)])


def _end_replaced(session: Session, agreement: Agreement, today: date) -> None:
    """End the agreement this one takes over from, the day before it begins."""
    if agreement.replaces_number is None:
        return
    old = session.get(Agreement, agreement.replaces_number)
    last = agreement.valid_from - ONE_DAY
    if old is None or (old.valid_to is not None and old.valid_to <= last):
        return  # it ended by itself
    old.ended_on = last if old.ended_on is None else min(old.ended_on, last)
    if agreement.valid_from <= today or old.signed_on is None:
        old.state = AgreementState.ENDED
