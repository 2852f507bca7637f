"""A complaint as a case: what it says, and what has been sent and decided since."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from stkdesk.domain.case_rules import CaseRules
from stkdesk.domain.clock import last_day_to_claim_costs, last_day_to_reverse
from stkdesk.domain.complaint import (
    ComplaintDraft,
    ComplaintOutcome,
    GovernorOutcome,
    Verdict,
)
from stkdesk.domain.decision import DecisionKind


@dataclass(frozen=True, slots=True)
class ComplaintCase:
    """A complaint, and what has been sent and decided because of it."""

    draft: ComplaintDraft
    verdict: Verdict | None = None
    rules: CaseRules = field(default_factory=CaseRules)
    receipt_on: date | None = None  # letters, when they were issued
    interim_on: date | None = None
    forwarding_on: date | None = None
    party_told_on: date | None = None  # with a copy of what was forwarded
    costs_told_on: date | None = None
    answer_kind: DecisionKind | None = None  # of the issued decision made because of it
    answer_on: date | None = None

    @property
    def sent_on(self) -> date | None:
        """When it went to the county governor."""
        return self.draft.forwarded_on or self.forwarding_on

    @property
    def is_open(self) -> bool:
        """Whether the municipality has yet to say what it makes of it."""
        return self.draft.outcome is None

    @property
    def is_answered(self) -> bool:
        """Whether the municipality's own outcome has become a decision."""
        kind = {
            ComplaintOutcome.GRANTED: DecisionKind.REVERSED,
            ComplaintOutcome.PARTLY: DecisionKind.REVERSED,
            ComplaintOutcome.DISMISSED: DecisionKind.DISMISSED,
        }.get(self.draft.outcome or ComplaintOutcome.UPHELD)
        return self.is_carried_out or (kind is not None and self.answer_kind is kind)

    @property
    def is_carried_out(self) -> bool:
        """Whether a decision has come after that of the county governor."""
        governor, answer = self.draft.governor_on, self.answer_on
        return governor is not None and answer is not None and answer >= governor

    @property
    def changed_on(self) -> date | None:
        """When it last was changed to the party's advantage; None: it has not been."""
        governor = self.draft.governor_outcome
        better = self.answer_kind in (
            DecisionKind.REVERSED,
            DecisionKind.GRANTED,
            DecisionKind.PARTLY,
        )
        ours = self.draft.outcome in (ComplaintOutcome.GRANTED, ComplaintOutcome.PARTLY)
        theirs = governor not in (None, GovernorOutcome.CONFIRMED)
        if better and (ours or (theirs and self.is_carried_out)):
            return self.answer_on
        return None

    @property
    def worse_by(self) -> date | None:
        """The last day for a change to the party's detriment (§ 34 third paragraph)."""
        received = self.draft.received_on
        if self.sent_on is None or received is None or self.draft.governor_outcome:
            return None
        return last_day_to_reverse(received)

    @property
    def costs_by(self) -> date | None:
        """The last day for the party to claim costs (§ 36 third paragraph)."""
        if self.changed_on is None or self.costs_told_on is None:
            return None
        return last_day_to_claim_costs(self.costs_told_on)
