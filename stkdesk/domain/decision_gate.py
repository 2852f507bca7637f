"""The gate of a decision: every rule it must meet before it may be issued.

The same rules write the sentence by a field, in the list of what is missing, and on the
button that is asleep.
"""

from __future__ import annotations

from stkdesk.domain.decision import DecisionDraft
from stkdesk.domain.decision_case_rules import CASE_RULES
from stkdesk.domain.decision_draft_rules import DRAFT_RULES
from stkdesk.domain.decision_facts import DecisionFacts
from stkdesk.domain.errors import Problem
from stkdesk.domain.rule import Broken, Rule, broken

RULES: tuple[Rule[DecisionFacts], ...] = (*DRAFT_RULES, *CASE_RULES)


def gate(facts: DecisionFacts) -> tuple[Broken, ...]:
    """Return every rule that does not hold; those that block hinder the decision."""
    return broken(RULES, facts)


def decision_problems(draft: DecisionDraft) -> tuple[Problem, ...]:
    """Return what can be told from the draft alone, each by its field."""
    return tuple(each.problem for each in gate(DecisionFacts(draft)))
