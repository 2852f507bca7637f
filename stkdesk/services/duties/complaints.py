"""Open complaints, found for the duties about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from stkdesk.domain.duty import About
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Ask, Asked, Finder, Found, day

if TYPE_CHECKING:
    from stkdesk.domain.complaint_case import ComplaintCase

_LETTERS = (
    "complaint_receipt",
    "interim_reply",
    "forwarding",
    "forwarding_notice",
    "reversal_notice",
)


def _last(kind: str) -> str:
    """Return the SQL for the day the last letter of ``kind`` was made final."""
    return (
        "(SELECT max(l.issued_on) FROM letters l WHERE l.client_number ="
        f" c.client_number AND l.kind = '{kind}' AND l.complaint_number = c.number)"
    )


def _find(ask: Ask, asked: Asked) -> Iterator[Found]:
    letters = ", ".join(_last(kind) for kind in _LETTERS)
    rows = ask(
        "SELECT c.number, c.client_number, c.decision_number, p.given_name,"
        " p.family_name, w.state, w.number, w.kind, w.decided_on, c.received_on,"
        " c.postmarked_on, c.known_on, c.grounds_asked_on, c.grounds_on,"
        " c.is_electronic, c.is_signed, c.late_reason, c.outcome, c.outcome_on,"
        " c.forwarded_on, c.governor_outcome, c.governor_on, d.decided_on,"
        " (SELECT min(m.mailed_on) FROM papers m WHERE m.decision_number = d.number"
        f" AND m.letter_number IS NULL), d.no_grounds, {letters}"
        " FROM complaints c JOIN clients b ON b.number = c.client_number"
        " JOIN people p ON p.number = b.person_number"
        " JOIN decisions d ON d.number = c.decision_number"
        " LEFT JOIN decisions w ON w.number = c.answered_by"
        f" WHERE c.closed_on IS NULL{asked.seen('c.client_number')}"
        f" ORDER BY c.received_on LIMIT {asked.most:d}",
        (),
    )
    if not rows:
        return
    # First when there is a complaint: what follows from one takes time to load.
    from stkdesk.domain.duties.complaints import DUTIES

    for number, client, decision, given, family, state, answer, *rest in rows:
        yield Found(
            DUTIES,
            _case(rest, state == "issued", asked),
            full_name(given, family),
            About(
                client=client,
                complaint=number,
                decision=decision,
                draft=answer if state == "draft" else None,
            ),
        )


def _case(row: Sequence[Any], is_answered: bool, asked: Asked) -> ComplaintCase:
    from stkdesk.domain.complaint import (
        ComplaintDraft,
        ComplaintOutcome,
        GovernorOutcome,
    )
    from stkdesk.domain.complaint_case import ComplaintCase
    from stkdesk.domain.complaint_limit import Appealed, timeliness
    from stkdesk.domain.decision import DecisionKind

    answer_kind, answer_on, came, posted, known, grounds_asked, grounds = row[:7]
    electronic, signed, late_reason, outcome, outcome_on, forwarded = row[7:13]
    governor, governor_on, decided, mailed, no_grounds, *letters = row[13:]
    draft = ComplaintDraft(
        received_on=day(came),
        postmarked_on=day(posted),
        known_on=day(known),
        grounds_asked_on=day(grounds_asked),
        grounds_on=day(grounds),
        is_electronic=bool(electronic),
        is_signed=bool(signed),
        late_reason=late_reason,
        outcome=ComplaintOutcome(outcome) if outcome else None,
        outcome_on=day(outcome_on),
        forwarded_on=day(forwarded),
        governor_outcome=GovernorOutcome(governor) if governor else None,
        governor_on=day(governor_on),
    )
    decided_on = day(decided)
    assert decided_on is not None  # of an issued decision
    appealed = Appealed(decided_on, day(mailed), bool(no_grounds))
    judged = timeliness(draft, appealed, asked.on.rules)
    receipt, interim, forwarding, told, costs = map(day, letters)
    return ComplaintCase(
        draft=draft,
        verdict=judged.verdict if judged else None,
        rules=asked.on.rules,
        receipt_on=receipt,
        interim_on=interim,
        forwarding_on=forwarding,
        party_told_on=told,
        costs_told_on=costs,
        answer_kind=DecisionKind(answer_kind) if is_answered else None,
        answer_on=day(answer_on) if is_answered else None,
    )


FINDER = Finder(Right.READ_CASES, _find)
