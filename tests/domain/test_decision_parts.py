"""What is typed for one kind of decision waits while another is chosen."""

from dataclasses import fields
from datetime import date

import pytest

from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import (
    ChangeBasis,
    DecisionDraft,
    DecisionKind,
    GrantItem,
    NoticeException,
)
from stkdesk.domain.decision_gate import decision_problems
from stkdesk.domain.decision_parts import PARTS, of_kind, to_keep

FULL = DecisionDraft(
    client_number=1,
    application_number=2,
    complaint_number=3,
    changes_number=4,
    applied_on=date(2026, 11, 2),
    applied_minutes=600,
    decided_on=date(2026, 11, 16),
    valid_from=date(2026, 12, 1),
    valid_to=date(2027, 11, 30),
    review_on=date(2027, 6, 1),
    items=(GrantItem(Solution.INDIVIDUAL, 240),),
    expense_cap_ore=300_00,
    drive_cap_metres=150_000,
    goal="Ut.",
    facts="Lite kontakt.",
    own_view="Vil ut.",
    grounds="Nok.",
    no_grounds=True,
    refused_part="Behovet er dekket.",
    legal_basis="§ 3-2",
    change_basis=ChangeBasis.INVALID,
    is_own_wish=True,
    notice_exception=NoticeException.NOT_FOUND,
)


def of(kind, **changes):
    values = {each.name: getattr(FULL, each.name) for each in fields(FULL)}
    return DecisionDraft(**{**values, "kind": kind, **changes})


@pytest.mark.parametrize("kind", DecisionKind)
def test_only_a_kind_that_grants_has_hours(kind):
    issued = of_kind(of(kind))
    assert bool(issued.items) is kind.grants
    assert bool(issued.goal) is kind.grants
    assert issued.facts == FULL.facts
    assert bool(issued.changes_number) is kind.changes_another


@pytest.mark.parametrize("kind", DecisionKind)
def test_nothing_set_aside_keeps_the_decision_from_being_approved(kind):
    problems = decision_problems(of_kind(of(kind)))
    unseen = {each.field for each in problems} - PARTS[kind]
    assert unseen == set()


@pytest.mark.parametrize("kind", DecisionKind)
def test_what_is_typed_is_kept_for_every_kind_and_what_is_chosen_is_not(kind):
    kept = to_keep(of(kind))
    assert (kept.items, kept.goal) == (FULL.items, FULL.goal)
    assert (kept.refused_part, kept.applied_minutes) == ("Behovet er dekket.", 600)
    assert kept.valid_to == FULL.valid_to
    for name in ("complaint_number", "change_basis", "no_grounds"):
        assert bool(getattr(kept, name)) is (name in PARTS[kind])


def test_an_end_nobody_sees_does_not_keep_a_draft_from_being_saved():
    early = of(DecisionKind.ENDED, valid_from=date(2028, 1, 1))
    assert to_keep(early).valid_to is None
    assert to_keep(of(DecisionKind.CHANGED)).valid_to == FULL.valid_to
