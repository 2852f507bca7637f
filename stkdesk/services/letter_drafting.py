"""Beginning a letter: everything the register knows is filled in.

What is filled in is in the client's language, and the caseworker may write over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import unescape

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.own_words import OwnWords
from stkdesk.domain.calendar import next_working_day
from stkdesk.domain.case_rules import CaseRules
from stkdesk.domain.clock import (
    answer_by,
    complaint_answer_by,
    information_by,
    interim_due_on,
    statement_by,
)
from stkdesk.domain.complaint import GovernorOutcome, Verdict
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterDraft, LetterKind
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.applications import pauses_of
from stkdesk.services.assessments import assessed
from stkdesk.services.assessments import facts_of as facts_of_assessment
from stkdesk.services.case_rules import case_rules
from stkdesk.services.complaint_facts import complaint_draft, limit_bases
from stkdesk.services.letter_assignments import of_assignment
from stkdesk.services.letter_enclosures import usual_enclosures
from stkdesk.services.letter_matter import refuse_others
from stkdesk.services.letter_offers import Matter, matter_of
from stkdesk.services.letter_texts import own_words
from stkdesk.services.letters import last_letter, letter_client
from stkdesk.services.office import open_office
from stkdesk.storage.tables import Application, Assignment, Complaint, Decision

LATER = timedelta(weeks=4)  # an interim reply: when an answer may be expected
_WON = (GovernorOutcome.GRANTED, GovernorOutcome.PARTLY)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a letter is about, as it stands in the register."""

    today: date
    rules: CaseRules  # of limits that begin today
    began: CaseRules  # of those that began when the matter came in
    language: Language
    words: OwnWords
    cited: Mapping[str, str]
    application: Application | None
    decision: Decision | None
    complaint: Complaint | None
    assignment: Assignment | None


@needs(Right.EDIT_CASES)
def begin_letter(
    session: Session,
    kind: LetterKind,
    client_number: int,
    *,
    application: int | None = None,
    decision: int | None = None,
    complaint: int | None = None,
    assignment: int | None = None,
    today: date,
) -> LetterDraft:
    """Return the form of a new letter, with all that is known filled in.

    When it is not said what it is about, it is the newest it can be about.

    Raises:
        NotFoundError: if there is no such client, or the matter is of another.
        BlockedError: if the client is one the person at work may not see.

    """
    client = letter_client(session, client_number)
    matter = Matter(application, decision, complaint, assignment)
    refuse_others(
        session,
        client_number,
        application=application,
        decision=decision,
        complaint=complaint,
        assignment=assignment,
    )
    if matter == Matter():
        matter = matter_of(session, kind, client_number, today=today)
    office = open_office(session, today=today).draft
    words = own_words(session, kind.value, client.language, today)
    row = _get(session, Complaint, matter.complaint)
    helped = _get(session, Assignment, matter.assignment)
    about = matter.decision
    if about is None and (row or helped) is not None:
        about = (row or helped).decision_number
    applied = _get(session, Application, matter.application)
    came = row or applied
    known = _Known(
        today=today,
        rules=case_rules(session, today),
        began=case_rules(session, came.received_on if came else today),
        language=client.language,
        words=words,
        cited=words.cited(client.language, office.act_on(today), today),
        application=applied,
        decision=_get(session, Decision, about),
        complaint=row,
        assignment=helped,
    )
    draft = LetterDraft(
        kind=kind,
        client_number=client_number,
        application_number=matter.application,
        decision_number=about,
        complaint_number=matter.complaint,
        assignment_number=matter.assignment,
        fields=MappingProxyType(_filled(session, kind, known, client_number)),
        is_withheld=office.withheld_line,
    )
    return usual_enclosures(session, draft, client.language)


def _get(session: Session, table: type, number: int | None) -> Any:
    return None if number is None else session.get(table, number)


def _filled(
    session: Session, kind: LetterKind, known: _Known, client_number: int
) -> dict[str, str]:
    filled = dict(_days(known))
    match kind:
        case LetterKind.RECEIPT:
            filled |= _answer(known)
        case LetterKind.INTERIM_REPLY:
            filled |= _expected(known)
        case LetterKind.INFORMATION_REQUEST:
            filled["deadline"] = information_by(known.today, known.rules).isoformat()
        case LetterKind.ADVANCE_NOTICE:
            filled |= _notice(known)
            found = assessed(session, client_number)
            filled["facts"] = "" if found is None else facts_of_assessment(found)
            filled |= _considered(session, known)
        case LetterKind.COMPLAINT_RECEIPT:
            filled |= _complaint_receipt(known)
        case LetterKind.FORWARDING:
            filled |= _forwarding(session, known)
        case LetterKind.FORWARDING_NOTICE:
            filled |= _forwarded(session, known)
        case LetterKind.REVERSAL_NOTICE:
            filled |= _reversal(session, known)
        case (
            LetterKind.YOUR_CONTACT
            | LetterKind.ASSIGNMENT_PAUSE
            | LetterKind.ASSIGNMENT_END
        ) if known.assignment is not None:
            filled |= of_assignment(session, known.assignment)
    return {key: text for key, text in filled.items() if text}


def _days(known: _Known) -> Iterator[tuple[str, str]]:
    """Yield when the matter came in, and the decision it is about."""
    if known.complaint is not None:
        yield "received_on", known.complaint.received_on.isoformat()
    elif known.application is not None:
        yield "received_on", known.application.received_on.isoformat()
    if known.decision is not None and known.decision.decided_on is not None:
        yield "decided_on", known.decision.decided_on.isoformat()


def _answer(known: _Known) -> dict[str, str]:
    row = known.application
    if row is None:
        return {}
    day = answer_by(row.received_on, pauses_of(row), known.began)
    return {"answer_by": "" if day is None or day <= known.today else day.isoformat()}


def _expected(known: _Known) -> dict[str, str]:
    """Return when an answer may be expected: as promised, else some weeks from now.

    The letter says that it takes more than a month, so a day within it is none.
    """
    month: date | None = None
    if known.complaint is not None:
        received = known.complaint.received_on
        day: date | None = complaint_answer_by(received, known.began)
        month = interim_due_on(received)
    elif known.application is not None:
        row = known.application
        day = answer_by(row.received_on, pauses_of(row), known.began)
        month = interim_due_on(row.received_on, pauses_of(row))
    else:
        day = None
    if day is None or day <= max(known.today, month or known.today):
        day = next_working_day(known.today + LATER)
    return {"expected_on": day.isoformat()}


def _notice(known: _Known) -> dict[str, str]:
    filled = {"deadline": statement_by(known.today, known.rules).isoformat()}
    if known.decision is not None:
        filled["old_minutes"] = str(known.decision.granted_minutes or 0)
        filled["hours_unit"] = known.decision.hours_unit.value
    return filled


def _considered(session: Session, known: _Known) -> dict[str, str]:
    """Return what a decision that is begun would change, and why, as far as written."""
    if known.decision is None:
        return {}
    begun = session.scalar(
        select(Decision)
        .where(
            Decision.changes_number == known.decision.number,
            Decision.state == DecisionState.DRAFT,
            Decision.kind.in_((DecisionKind.CHANGED, DecisionKind.ENDED)),
        )
        .order_by(Decision.number.desc())
        .limit(1)
    )
    if begun is None:
        return {}
    filled = {"reasons": begun.grounds, "facts": begun.facts}
    if begun.valid_from is not None:
        filled["change_on"] = begun.valid_from.isoformat()
    if begun.kind is DecisionKind.ENDED:
        filled["new_minutes"] = "0"
    elif begun.granted_minutes and begun.hours_unit is known.decision.hours_unit:
        filled["new_minutes"] = str(begun.granted_minutes)
    return {key: text for key, text in filled.items() if text}


def _complaint_receipt(known: _Known) -> dict[str, str]:
    row = known.complaint
    if row is None:
        return {}
    day = complaint_answer_by(row.received_on, known.began)
    filled = {"answer_by": "" if day <= known.today else day.isoformat()}
    if not row.is_signed:
        [text] = _texts(known, LetterKind.COMPLAINT_RECEIPT, "missing.unsigned")
        deadline = information_by(known.today, known.rules)
        filled |= {"missing": text, "missing_by": deadline.isoformat()}
    return filled


def _forwarding(session: Session, known: _Known) -> dict[str, str]:
    row, decision = known.complaint, known.decision
    if row is None or decision is None:
        return {}
    return {
        "decision": decision.reference or "",
        "in_time": _in_time(session, known),
        "wants": row.wants,
        "facts": decision.facts,
        "legal_basis": decision.legal_basis,
        "assessment": row.reassessment,
    }


def _in_time(session: Session, known: _Known) -> str:
    """Return the sentence on the time limit; "" when it must be written by hand."""
    row = known.complaint
    assert row is not None
    bases = limit_bases(session, [row.decision_number], today=known.today)
    judged = bases[row.decision_number].judge(complaint_draft(row))
    verdict = judged.verdict if judged else None
    if verdict is Verdict.IN_TIME:
        return " ".join(_texts(known, LetterKind.FORWARDING, "in_time_words.in_time"))
    if verdict is Verdict.EXCUSED:
        found = _texts(known, LetterKind.FORWARDING, "in_time_words.excused")
        return "\n\n".join([*found, row.late_reason])
    return ""


def _texts(known: _Known, kind: LetterKind, key: str) -> list[str]:
    texts = known.words.texts(kind.value, known.language)
    return [unescape(text) for text in texts.filled(key, known.cited)]


def _forwarded(session: Session, known: _Known) -> dict[str, str]:
    row = known.complaint
    if row is None:
        return {}
    sent = last_letter(session, LetterKind.FORWARDING, complaint=row.number)
    day = sent or row.forwarded_on
    return {"forwarded_on": "" if day is None else day.isoformat()}


def _reversal(session: Session, known: _Known) -> dict[str, str]:
    row = known.complaint
    if row is None:
        return {}
    day = row.governor_on if row.governor_outcome in _WON else None
    if day is None and row.answered_by is not None:
        answer = session.get(Decision, row.answered_by)
        day = answer.decided_on if answer is not None else None
    return {"new_decided_on": "" if day is None else day.isoformat()}
