"""Which case the card of a client tells the course of, and its facts."""

from __future__ import annotations

from datetime import date

from stkdesk.domain.case_line import (
    AppliedFacts,
    CaseFacts,
    CaseStep,
    ComplainedFacts,
    DecidedFacts,
    case_line,
)
from stkdesk.domain.decision import DecisionState
from stkdesk.services.client_case import (
    ClientApplication,
    ClientCase,
    ClientComplaint,
)
from stkdesk.services.client_decisions import ClientDecision
from stkdesk.services.clients import ClientCard


def course_of(card: ClientCard) -> tuple[CaseStep, ...]:
    """Return the course of the case that is at work, or was last.

    A complaint that is not closed comes first, then an application that is not
    answered, then the newest decision.
    """
    if card.case is None:
        return ()
    case = card.case
    issued = {
        each.number: each
        for each in card.decisions
        if each.state is DecisionState.ISSUED and each.decided_on
    }
    complaint = _complaint(case, issued)
    if complaint is not None:
        decision = issued.get(complaint.decision_number)
        application = _application(case, decision)
    else:
        application = next((each for each in case.applications if each.is_open), None)
        decision = None
        if application is None:
            decision = next(iter(issued.values()), None)
            application = _application(case, decision)
    return case_line(
        CaseFacts(
            _applied(application, case) if application else None,
            _decided(decision) if decision else None,
            _complained(complaint, issued) if complaint else None,
        )
    )


def _complaint(
    case: ClientCase, issued: dict[int, ClientDecision]
) -> ClientComplaint | None:
    """Return the complaint at work; else one about the newest decision, or behind it.

    Not while an application waits.
    """
    open_ = [each for each in case.complaints if each.closed_on is None]
    if open_:
        return open_[0]
    newest = next(iter(issued), None)
    if any(each.is_open for each in case.applications):
        return None
    return next(
        (
            each
            for each in case.complaints
            if newest in (each.decision_number, each.answered_by)
        ),
        None,
    )


def _application(
    case: ClientCase, decision: ClientDecision | None
) -> ClientApplication | None:
    number = decision.application_number if decision else None
    if number is None and decision is None:
        return next(iter(case.applications), None)
    return next((each for each in case.applications if each.number == number), None)


def _applied(application: ClientApplication, case: ClientCase) -> AppliedFacts:
    return AppliedFacts(
        application.received_on,
        application.confirmed_on,
        application.interim_on,
        _due(case, "interim_reply", application.number),
        _due(case, "answer_application", application.number),
        application.withdrawn_on,
    )


def _due(case: ClientCase, key: str, application: int) -> date | None:
    """Return the last day of a duty about the application."""
    return next(
        (
            task.due_on
            for task in case.tasks
            if task.key == key and task.about.application == application
        ),
        None,
    )


def _decided(decision: ClientDecision) -> DecidedFacts:
    assert decision.decided_on is not None  # of an issued one
    return DecidedFacts(
        decision.kind, decision.decided_on, decision.ends_on, decision.review_on
    )


def _complained(
    complaint: ClientComplaint, issued: dict[int, ClientDecision]
) -> ComplainedFacts:
    answer = issued.get(complaint.answered_by or 0)
    return ComplainedFacts(
        complaint.received_on,
        complaint.outcome,
        complaint.outcome_on,
        complaint.forwarded_on,
        complaint.governor_outcome,
        complaint.governor_on,
        _decided(answer) if answer else None,
    )
