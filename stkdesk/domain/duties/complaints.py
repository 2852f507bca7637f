"""What an open complaint asks of the office: its consequences, as duties.

What follows from a complaint is told once, in ``complaint_steps``; here it is judged
by the day like everything else that is to be done.
"""

from __future__ import annotations

from datetime import date

from stkdesk.domain.calendar import months_later
from stkdesk.domain.case_rules import CaseRules
from stkdesk.domain.clock import last_day_to_reverse
from stkdesk.domain.complaint_case import ComplaintCase
from stkdesk.domain.complaint_rules import FORWARDED
from stkdesk.domain.complaint_steps import (
    CLOSE,
    CONSEQUENCES,
    Consequence,
    consequences,
)
from stkdesk.domain.duty import Duty, Urgency, day_text
from stkdesk.domain.rule import Remedy

HEADING = "Klager"
MONTHS_TO_WARN = 2  # of the three in forvaltningsloven § 34


def _received(case: ComplaintCase) -> date:
    assert case.draft.received_on is not None  # of one that is registered
    return case.draft.received_on


def _duty(each: Consequence, icon: str) -> Duty[ComplaintCase]:
    """Return the duty that ``each`` is, until it is done."""

    def begins(case: ComplaintCase, _rules: CaseRules) -> date | None:
        if case.draft.closed_on or not each.applies(case) or each.rule.test(case):
            return None
        if each is CLOSE and consequences(case)[-1].key != CLOSE.rule.key:
            return None
        if each.is_waiting:
            return date.max  # told of, and nothing to do for the office
        asked = each.shown_from(case) if each.shown_from else None
        stages = (case.draft.governor_on, case.sent_on, case.draft.outcome_on)
        begun = next((day for day in stages if day is not None), _received(case))
        return asked or begun

    assert each.rule.remedy is not None
    return Duty(
        f"complaint_{each.rule.key}",
        HEADING,
        icon,
        each.rule.source,
        begins,
        each.heading,
        each.rule.remedy,
        due=lambda case, _rules: each.due(case) if each.due else None,
        detail=lambda case: each.rule.says(case).removesuffix("."),
        calm=Urgency.SOON,
    )


def _three_months_from(case: ComplaintCase, _rules: CaseRules) -> date | None:
    may_go = case.is_open or case.draft.outcome in FORWARDED
    if case.draft.closed_on or case.sent_on or not may_go:
        return None
    return months_later(_received(case), MONTHS_TO_WARN)


THREE_MONTHS: Duty[ComplaintCase] = Duty(
    "complaint_three_months",
    HEADING,
    "Hourglass",
    "Forvaltningsloven § 34 tredje ledd",
    _three_months_from,
    "Klage er ikke sendt til Statsforvalteren",
    Remedy("Åpne klagen", "complaint/open"),
    due=lambda case, _rules: last_day_to_reverse(_received(case)),
    detail=lambda case: (
        f"Kom {day_text(_received(case))}. Etter tre måneder kan vedtaket ikke endres "
        "til skade for brukeren"
    ),
    calm=Urgency.SOON,
)
_ICONS = {
    "receipt": "InboxDown",
    "late": "ExclamationmarkTriangle",
    "reassess": "Tasklist",
    "interim": "Clock",
    "forward": "Paperplane",
    "party_told": "Paperplane",
    "governor": "Hourglass",
    "costs": "SackKroner",
    "close": "Checkmark",
}
DUTIES: tuple[Duty[ComplaintCase], ...] = (
    *(
        _duty(each, _ICONS.get(each.rule.key, "Seal"))
        for each in (*CONSEQUENCES, CLOSE)
    ),
    THREE_MONTHS,
)
