"""The office's rules for how long things are kept; the program's own until then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.retention import RULES, Kind, Rule, RuleDraft, rule_problems
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import inner, needs
from stkdesk.storage.tables import RetentionRule


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule as it is in force."""

    rule: Rule  # the program's: words and category
    draft: RuleDraft
    version: int  # 0: never edited

    @property
    def is_decided(self) -> bool:
        """Whether the office has made it its own."""
        return self.draft.decided_on is not None


@needs(Right.ERASE, Right.EDIT_OFFICE)
def list_rules(session: Session) -> tuple[RuleRow, ...]:
    """Return every rule, in the order of ``Kind``."""
    edited = {row.kind: row for row in session.scalars(select(RetentionRule))}
    return tuple(_row(kind, edited.get(kind.value)) for kind in Kind)


@needs(Right.EDIT_OFFICE)
def set_rule(
    session: Session, kind: Kind, version: int, draft: RuleDraft, *, today: date
) -> None:
    """Put ``draft`` in place of the rule for ``kind``.

    Raises:
        InvalidInputError: if the draft has problems, each by its field.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    refuse_blocking(rule_problems(draft, today=today))
    rule = session.get(RetentionRule, kind.value)
    refuse_outdated(rule.version if rule else 0, version)
    if rule is None:
        rule = RetentionRule(kind=kind.value)
        session.add(rule)
    rule.months, rule.basis = draft.months, draft.basis.strip()
    rule.decided_on = draft.decided_on
    session.flush()


@inner
def months_of(session: Session, kind: Kind) -> int | None:
    """Return how many months ``kind`` is kept; None: for good."""
    edited = session.get(RetentionRule, kind.value)
    return RULES[kind].months if edited is None else edited.months


def _row(kind: Kind, edited: RetentionRule | None) -> RuleRow:
    rule = RULES[kind]
    if edited is None:
        return RuleRow(rule, RuleDraft(rule.months, rule.basis), 0)
    draft = RuleDraft(edited.months, edited.basis, edited.decided_on)
    return RuleRow(rule, draft, edited.version)
