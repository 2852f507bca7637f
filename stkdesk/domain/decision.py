"""Decisions (vedtak): what must be in one before it may be issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.assignment import Solution
from stkdesk.domain.errors import Problem
from stkdesk.domain.grants import MOST_MINUTES_A_WEEK, WEEKS_A_MONTH_IN_KPR, HoursUnit


class DecisionKind(StrEnum):
    """The outcome of a case; more kinds come with the case work."""

    GRANTED = "granted"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The word on screen."""
        return "Innvilgelse" if self is DecisionKind.GRANTED else "Avslag"


class DecisionState(StrEnum):
    """A draft may change; an issued decision never does."""

    DRAFT = "draft"
    ISSUED = "issued"

    @property
    def label(self) -> str:
        """The word on screen."""
        return "Kladd" if self is DecisionState.DRAFT else "Vedtatt"


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A decision as filled in on the form."""

    client_number: int | None = None
    kind: DecisionKind = DecisionKind.GRANTED
    applied_on: date | None = None
    decided_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None  # None: until further notice
    review_on: date | None = None
    solution: Solution = Solution.INDIVIDUAL
    granted_minutes: int | None = None
    hours_unit: HoursUnit = HoursUnit.WEEK
    expense_cap_ore: int | None = None
    drive_cap_metres: int | None = None
    goal: str = ""
    facts: str = ""
    own_view: str = ""
    grounds: str = ""
    legal_basis: str = ""  # one rule on each line


def decision_problems(draft: DecisionDraft) -> tuple[Problem, ...]:
    """Return what hinders the decision from being issued, each by its field.

    Source: forvaltningsloven §§ 23–25 and 27 (outcome, facts, rules, grounds);
    hours, period and organisation: pasient- og brukerrettighetsloven § 2-7 with the
    practice of Helsedirektoratet (IS-2442). Goal and the client's own view are
    what a good decision has, so they are warnings.
    """
    found: list[Problem] = []
    if draft.client_number is None:
        found.append(Problem("client", "Velg hvem vedtaket gjelder."))
    if draft.decided_on is None:
        found.append(Problem("decided_on", "Skriv vedtaksdatoen."))
    if not draft.facts.strip():
        found.append(Problem("facts", "Skriv opplysningene vedtaket bygger på."))
    if not draft.grounds.strip():
        found.append(Problem("grounds", "Skriv begrunnelsen."))
    if not draft.legal_basis.strip():
        found.append(Problem("legal_basis", "Skriv hjemmelen."))
    if draft.kind is DecisionKind.GRANTED:
        found += _grant_problems(draft)
    if not draft.own_view.strip():
        found.append(
            Problem("own_view", "Skriv gjerne hva brukeren selv mener.", blocks=False)
        )
    return tuple(found)


def _grant_problems(draft: DecisionDraft) -> list[Problem]:
    found: list[Problem] = []
    if not draft.granted_minutes or draft.granted_minutes < 0:
        found.append(
            Problem("granted_minutes", "Skriv hvor mange timer som innvilges.")
        )
    elif (
        draft.hours_unit is HoursUnit.WEEK
        and draft.granted_minutes > MOST_MINUTES_A_WEEK
    ):
        found.append(Problem("granted_minutes", "En uke har bare 168 timer."))
    elif draft.granted_minutes > MOST_MINUTES_A_WEEK * WEEKS_A_MONTH_IN_KPR:
        found.append(Problem("granted_minutes", "Så mange timer har ikke en måned."))
    if draft.valid_from is None:
        found.append(Problem("valid_from", "Skriv datoen vedtaket gjelder fra."))
    elif draft.valid_to is not None and draft.valid_to < draft.valid_from:
        found.append(Problem("valid_to", "Vedtaket kan ikke slutte før det begynner."))
    if draft.valid_to is None and draft.review_on is None:
        found.append(
            Problem(
                "review_on",
                "Et vedtak inntil videre trenger en dato for ny vurdering.",
            )
        )
    if not draft.goal.strip():
        found.append(Problem("goal", "Skriv gjerne målet med tjenesten.", blocks=False))
    return found
