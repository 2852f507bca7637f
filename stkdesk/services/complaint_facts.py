"""What complaints are held against: the decision, its dispatch, letters and answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.case_rules import CaseRules, rules_on
from stkdesk.domain.complaint import ComplaintDraft, ComplaintPoint
from stkdesk.domain.complaint_case import ComplaintCase
from stkdesk.domain.complaint_limit import Appealed, Timeliness, timeliness
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.journal import DocumentKind, EntryKind, EntryState
from stkdesk.domain.letter import LetterKind, LetterState
from stkdesk.domain.office import LawVersion
from stkdesk.services.access import inner
from stkdesk.services.case_rules import list_case_rules
from stkdesk.services.office import open_office
from stkdesk.storage.person_rows import chunks
from stkdesk.storage.tables import Complaint, Decision, JournalEntry, Letter, Paper


@dataclass(frozen=True, slots=True)
class LimitBasis:
    """What the time limit of a complaint about one decision is counted by."""

    appealed: Appealed
    rules: CaseRules  # in force when it was decided: its letter told the limit
    act: LawVersion

    def judge(self, draft: ComplaintDraft) -> Timeliness | None:
        """Return the verdict on ``draft``; None until the day it came is known."""
        return timeliness(draft, self.appealed, self.rules, self.act)


@inner
def limit_bases(
    session: Session, decisions: Sequence[int], *, today: date
) -> dict[int, LimitBasis]:
    """Return the basis for each of these issued decisions."""
    office = open_office(session, today=today).draft
    set_rules = list_case_rules(session)
    found: dict[int, LimitBasis] = {}
    for some in chunks(decisions):
        sent = _sent(session, some)
        rows = session.execute(
            select(Decision.number, Decision.decided_on, Decision.no_grounds).where(
                Decision.number.in_(some), Decision.state == DecisionState.ISSUED
            )
        )
        for number, decided_on, no_grounds in rows:
            assert decided_on is not None  # of one issued: the table demands it
            found[number] = LimitBasis(
                Appealed(decided_on, sent.get(number), no_grounds),
                rules_on(decided_on, set_rules),
                office.act_on(decided_on),
            )
    return found


@inner
def complaint_cases(
    session: Session, complaints: Sequence[Complaint], *, today: date
) -> dict[int, ComplaintCase]:
    """Return where each complaint stands, in a handful of statements."""
    decisions = sorted({each.decision_number for each in complaints})
    bases = limit_bases(session, decisions, today=today)
    set_rules = list_case_rules(session)
    letters = _letters(session, [each.number for each in complaints])
    answers = _answers(session, [each.answered_by for each in complaints])
    cases: dict[int, ComplaintCase] = {}
    for each in complaints:
        draft = complaint_draft(each)
        judged = bases[each.decision_number].judge(draft)
        issued = letters.get(each.number, {})
        kind, on = answers.get(each.answered_by or 0, (None, None))
        cases[each.number] = ComplaintCase(
            draft=draft,
            verdict=judged.verdict if judged else None,
            rules=rules_on(each.received_on, set_rules),
            receipt_on=issued.get(LetterKind.COMPLAINT_RECEIPT),
            interim_on=issued.get(LetterKind.INTERIM_REPLY),
            forwarding_on=issued.get(LetterKind.FORWARDING),
            party_told_on=issued.get(LetterKind.FORWARDING_NOTICE),
            costs_told_on=issued.get(LetterKind.REVERSAL_NOTICE),
            answer_kind=kind,
            answer_on=on,
        )
    return cases


def complaint_draft(row: Complaint) -> ComplaintDraft:
    """Return the form of a complaint as it stands in the register."""
    return ComplaintDraft(
        decision_number=row.decision_number,
        received_on=row.received_on,
        postmarked_on=row.postmarked_on,
        known_on=row.known_on,
        grounds_asked_on=row.grounds_asked_on,
        grounds_on=row.grounds_on,
        is_electronic=row.is_electronic,
        is_signed=row.is_signed,
        complainant=row.complainant,
        relation_number=row.relation_number,
        wants=row.wants,
        points=tuple(ComplaintPoint(each.argument, each.answer) for each in row.points),
        late_reason=row.late_reason,
        reassessment=row.reassessment,
        outcome=row.outcome,
        outcome_on=row.outcome_on,
        forwarded_on=row.forwarded_on,
        governor_outcome=row.governor_outcome,
        governor_on=row.governor_on,
        governor_text=row.governor_text,
        closed_on=row.closed_on,
    )


def _sent(session: Session, decisions: Sequence[int]) -> dict[int, date]:
    """Return when each decision went out: by the journal, or else by its papers."""
    mailed = (
        select(Paper.decision_number, func.min(Paper.mailed_on))
        .where(
            Paper.decision_number.in_(decisions),
            Paper.letter_number.is_(None),
            Paper.mailed_on.is_not(None),
        )
        .group_by(Paper.decision_number)
    )
    dispatched = (
        select(JournalEntry.decision_number, func.min(JournalEntry.sent_on))
        .where(
            JournalEntry.decision_number.in_(decisions),
            JournalEntry.kind == EntryKind.OUTGOING,
            JournalEntry.document == DocumentKind.DECISION,
            JournalEntry.state != EntryState.VOID,
            JournalEntry.sent_on.is_not(None),
        )
        .group_by(JournalEntry.decision_number)
    )
    found: dict[int, date] = {}
    for rows in (session.execute(mailed), session.execute(dispatched)):
        found.update({number: day for number, day in rows if number and day})
    return found


def _letters(
    session: Session, complaints: Sequence[int]
) -> dict[int, dict[LetterKind, date]]:
    """Return the day of the last letter of each kind, for each complaint."""
    found: dict[int, dict[LetterKind, date]] = {}
    for some in chunks(complaints):
        rows = session.execute(
            select(Letter.complaint_number, Letter.kind, func.max(Letter.issued_on))
            .where(
                Letter.complaint_number.in_(some), Letter.state == LetterState.ISSUED
            )
            .group_by(Letter.complaint_number, Letter.kind)
        )
        for number, kind, day in rows:
            if number is not None and day is not None:
                found.setdefault(number, {})[kind] = day
    return found


def _answers(
    session: Session, decisions: Sequence[int | None]
) -> dict[int, tuple[DecisionKind, date | None]]:
    """Return kind and day of those decisions that are issued."""
    found: dict[int, tuple[DecisionKind, date | None]] = {}
    for some in chunks(sorted({each for each in decisions if each is not None})):
        rows = session.execute(
            select(Decision.number, Decision.kind, Decision.decided_on).where(
                Decision.number.in_(some), Decision.state == DecisionState.ISSUED
            )
        )
        found.update((number, (kind, day)) for number, kind, day in rows)
    return found
