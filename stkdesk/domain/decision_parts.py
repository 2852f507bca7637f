"""Which parts of a decision each kind has; the rest of a draft is set aside.

A caseworker may change the kind back and forth: what was typed for another kind stays
in the draft, and is left out of the letter, the gate and the decision that is issued.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType

from stkdesk.domain.decision import DecisionDraft, DecisionKind

EVERY = frozenset(
    {"client_number", "kind", "decided_on", "facts", "own_view", "grounds"}
    | {"legal_basis", "is_withheld", "corrects_number", "correction", "service_code"}
)
GRANT = frozenset(
    {"items", "hours_unit", "valid_from", "valid_to", "review_on", "goal"}
    | {"expense_cap_ore", "drive_cap_metres"}
)
APPLICATION = frozenset({"application_number", "applied_on"})
#: Answers to an application anew, once the county governor has sent the case back.
AGAIN = (DecisionKind.GRANTED, DecisionKind.PARTLY, DecisionKind.REFUSED)
CHANGE = frozenset(
    {"changes_number", "change_basis", "is_own_wish", "notice_exception"}
)

PARTS: Mapping[DecisionKind, frozenset[str]] = MappingProxyType(
    {
        DecisionKind.GRANTED: EVERY
        | GRANT
        | APPLICATION
        | {"applied_minutes", "no_grounds", "complaint_number"},
        DecisionKind.PARTLY: EVERY
        | GRANT
        | APPLICATION
        | {"applied_minutes", "refused_part", "complaint_number"},
        DecisionKind.REFUSED: EVERY
        | APPLICATION
        | {"refused_part", "complaint_number"},
        DecisionKind.CHANGED: EVERY | GRANT | CHANGE,
        DecisionKind.ENDED: EVERY | CHANGE | {"valid_from"},
        DecisionKind.DISMISSED: EVERY | APPLICATION | {"complaint_number"},
        DecisionKind.REVERSED: EVERY
        | GRANT
        | {"complaint_number", "changes_number", "notice_exception"},
    }
)
#: What is chosen and not typed: never kept for another kind, for others read it.
CHOSEN = frozenset(
    {"application_number", "complaint_number", "changes_number", "no_grounds"}
    | {"change_basis", "is_own_wish", "notice_exception"}
)


def of_kind(draft: DecisionDraft) -> DecisionDraft:
    """Return ``draft`` with nothing in it but what its kind has."""
    return _without(draft, {each.name for each in fields(draft)} - PARTS[draft.kind])


def to_keep(draft: DecisionDraft) -> DecisionDraft:
    """Return ``draft`` as it is saved unfinished: what is typed stays.

    But for an end before the beginning that nobody sees.
    """
    aside = CHOSEN - PARTS[draft.kind]
    first, last = draft.valid_from, draft.valid_to
    if "valid_to" not in PARTS[draft.kind] and first and last and last < first:
        aside |= {"valid_to"}
    return _without(draft, aside)


def _without(draft: DecisionDraft, names: set[str] | frozenset[str]) -> DecisionDraft:
    empty = DecisionDraft()
    return replace(draft, **{name: getattr(empty, name) for name in names})
