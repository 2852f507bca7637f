"""The course of a case (saksgang): what has been done, and what comes, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.complaint import ComplaintOutcome, GovernorOutcome
from stkdesk.domain.decision import DecisionKind


class Reached(StrEnum):
    """How far a step has come."""

    DONE = "done"
    NOW = "now"  # the first that is not done
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One step of a case; the day it was done, or is to be done by."""

    title: str
    on: date | None
    reached: Reached
    is_limit: bool = False  # ``on`` is the last day, not the day itself


@dataclass(frozen=True, slots=True)
class AppliedFacts:
    """The application a case began with, and its letters."""

    received_on: date
    confirmed_on: date | None = None
    interim_on: date | None = None
    interim_due_on: date | None = None  # while one is asked for
    answer_by: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class DecidedFacts:
    """The decision a case came to; what is left of it after later ones."""

    kind: DecisionKind
    decided_on: date
    valid_to: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class ComplainedFacts:
    """The complaint about the decision."""

    received_on: date
    outcome: ComplaintOutcome | None = None
    outcome_on: date | None = None
    forwarded_on: date | None = None
    governor_outcome: GovernorOutcome | None = None
    governor_on: date | None = None
    answer: DecidedFacts | None = None  # the decision made because of it


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case, from the application to what came of a complaint."""

    applied: AppliedFacts | None = None
    decided: DecidedFacts | None = None
    complained: ComplainedFacts | None = None


def case_line(facts: CaseFacts) -> tuple[CaseStep, ...]:
    """Return the steps of a case in order: those done, the next, and what comes."""
    done: list[tuple[str, date]] = []
    ahead: list[tuple[str, date | None]] = []
    if facts.applied is not None:
        _apply(facts.applied, facts.decided is not None, done, ahead)
    if facts.decided is not None:
        done.append((facts.decided.kind.label, facts.decided.decided_on))
    last = facts.decided
    if facts.complained is not None:
        _complain(facts.complained, done, ahead)
        last = facts.complained.answer or last
    if last is not None and not ahead:
        _end(last, ahead)
    reached = [Reached.NOW, *[Reached.COMING] * len(ahead)]
    limits = facts.decided is None  # what a decision brings comes on its day
    return (
        *(CaseStep(title, on, Reached.DONE) for title, on in done),
        *(CaseStep(*step, reached[at], limits) for at, step in enumerate(ahead)),
    )


def _apply(
    applied: AppliedFacts,
    is_decided: bool,
    done: list[tuple[str, date]],
    ahead: list[tuple[str, date | None]],
) -> None:
    done.append(("Søknad", applied.received_on))
    if applied.confirmed_on:
        done.append(("Bekreftet", applied.confirmed_on))
    if applied.interim_on:
        done.append(("Foreløpig svar", applied.interim_on))
    if applied.withdrawn_on:
        done.append(("Trukket", applied.withdrawn_on))
    elif not is_decided:
        if not (applied.confirmed_on or applied.interim_on):
            ahead.append(("Bekreftelse", None))
        if applied.interim_due_on and not applied.interim_on:
            ahead.append(("Foreløpig svar", applied.interim_due_on))
        ahead.append(("Vedtak", applied.answer_by))


def _complain(
    complained: ComplainedFacts,
    done: list[tuple[str, date]],
    ahead: list[tuple[str, date | None]],
) -> None:
    done.append(("Klage", complained.received_on))
    outcome, governor = complained.outcome, complained.governor_outcome
    if outcome is None:
        ahead.append(("Ny vurdering av vedtaket", None))
        return
    if complained.outcome_on:
        done.append((outcome.label, complained.outcome_on))
    if complained.forwarded_on:
        done.append(("Sendt Statsforvalteren", complained.forwarded_on))
        if governor is None:
            ahead.append(("Svar fra Statsforvalteren", None))
    elif outcome is ComplaintOutcome.UPHELD and governor is None:
        ahead.append(("Oversendelse", None))
    if governor is not None and complained.governor_on:
        done.append((f"Statsforvalteren: {governor.label}", complained.governor_on))
    if complained.answer is not None:
        answer = complained.answer
        done.append((answer.kind.label, answer.decided_on))
        done.sort(key=lambda step: step[1])
    elif governor not in (None, GovernorOutcome.CONFIRMED) or outcome in (
        ComplaintOutcome.GRANTED,
        ComplaintOutcome.DISMISSED,
    ):
        ahead.append(("Nytt vedtak", None))


def _end(last: DecidedFacts, ahead: list[tuple[str, date | None]]) -> None:
    """Say when a decision that grants is looked at again, and when it runs out."""
    if not last.kind.grants:
        return
    if last.review_on is not None:
        ahead.append(("Ny vurdering", last.review_on))
    if last.valid_to is not None:
        ahead.append(("Utløper", last.valid_to))
    ahead.sort(key=lambda step: step[1] or date.max)


def newest(steps: Sequence[CaseStep], most: int) -> tuple[CaseStep, ...]:
    """Return at most so many steps: the next ones, and the newest of those done."""
    done = [step for step in steps if step.reached is Reached.DONE]
    ahead = [step for step in steps if step.reached is not Reached.DONE]
    left = max(0, most - len(ahead))
    return (*done[max(0, len(done) - left) :], *ahead[:most])
