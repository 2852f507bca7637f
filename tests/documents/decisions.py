"""A decision of every kind, with all that its kind must tell.

The typed texts are made of words both languages share, so that what is ours stands out.
"""

from dataclasses import replace
from datetime import date

from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import ChangeBasis, DecisionKind, GrantItem
from stkdesk.domain.decision_facts import EarlierDecision
from stkdesk.domain.office import LawVersion
from tests.documents.samples import NB, a_decision

BOTH = (GrantItem(Solution.INDIVIDUAL, 240), GrantItem(Solution.GROUP, 90))
ALONE = (GrantItem(Solution.INDIVIDUAL, 150),)
BEFORE = EarlierDecision(
    number=7,
    reference="2026/11-4",
    kind=DecisionKind.GRANTED,
    decided_on=date(2026, 1, 12),
    valid_from=date(2026, 2, 1),
    ends_on=date(2027, 1, 31),
    items=(GrantItem(Solution.INDIVIDUAL, 240),),
    expense_cap_ore=300_00,
    drive_cap_metres=150_000,
)
REFUSED_BEFORE = EarlierDecision(
    8, "2026/11-4", DecisionKind.REFUSED, date(2026, 1, 12)
)
NOTHING = {
    **{"items": (), "goal": "", "valid_to": None, "review_on": None},
    **{"expense_cap_ore": None, "drive_cap_metres": None},
}
LESS = {"may_wait": True, "noticed_on": date(2026, 2, 16), "changed": BEFORE}

BY_KIND = {
    DecisionKind.GRANTED: {"items": BOTH, "expense_cap_ore": 300_00},
    DecisionKind.PARTLY: {"applied_minutes": 600, "refused_part": "Rest A1."},
    DecisionKind.REFUSED: {**NOTHING, "valid_from": None, "refused_part": "Kravet A1."},
    DecisionKind.CHANGED: {
        **LESS,
        **{"items": ALONE, "change_basis": ChangeBasis.FROM_DECISION},
        **{"applied_on": None, "valid_to": BEFORE.ends_on, "expense_cap_ore": 200_00},
    },
    DecisionKind.ENDED: {
        **NOTHING,
        **LESS,
        **{"applied_on": None, "change_basis": ChangeBasis.OTHER_LAW},
    },
    DecisionKind.DISMISSED: {
        **NOTHING,
        **{"applied_on": None, "valid_from": None},
        **{"complained_on": date(2026, 3, 2), "changed": REFUSED_BEFORE},
    },
    DecisionKind.REVERSED: {
        **{"applied_on": None, "complained_on": date(2026, 2, 5)},
        "changed": REFUSED_BEFORE,
    },
}


def decision_of(kind, language=NB, act=LawVersion.ACT_1967, **changes):
    """Return a decision of ``kind`` that lacks nothing."""
    whole = a_decision(language=language, kind=kind, act=act, **BY_KIND[kind])
    return replace(whole, **changes)


def every_decision(language, act=LawVersion.ACT_1967):
    """Return one of each kind, by a name for it."""
    return {
        f"decision_{kind.value}": decision_of(kind, language, act)
        for kind in DecisionKind
    }
