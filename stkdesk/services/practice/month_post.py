"""What goes back and forth about the sheets of a period: sent back, and asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.calendar import next_working_day
from stkdesk.domain.sheet_ledger import ReminderStep, ReturnReason
from stkdesk.domain.sheet_period import SheetSpan
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.practice.careers import Stint
from stkdesk.services.practice.sheets import InventedSheet

Row = dict[str, Any]
WHY = (
    (ReturnReason.SIGNATURE, ""),
    (ReturnReason.RECEIPT, "Kvitteringen for kinobilletten lå ikke ved."),
    (ReturnReason.DRIVING, "Skriv hvor turen gikk, og hvor langt det var."),
    (ReturnReason.OTHER, "Arket er vått, og timene kan ikke leses."),
)
CAME_AGAIN = 9  # every so many sheets that are entered was sent back first
A_WEEK = timedelta(days=7)
STEPS = (  # and days after the deadline
    (ReminderStep.FIRST, 6),
    (ReminderStep.SECOND, 20),
    (ReminderStep.PHONE, 30),
)
ASKED = 6  # every so many of those that have not come is asked for


def return_rows(
    sheets: Sequence[tuple[int, InventedSheet]], today: date, by: int | None
) -> Iterator[Row]:
    """Yield why sheets were sent back; some have come again."""
    for number, sheet in sheets:
        back = sheet.state is SheetState.RECEIVED and number % CAME_AGAIN == 1
        if sheet.corrects is None and (back or sheet.state is SheetState.RETURNED):
            reason, note = WHY[number % len(WHY)]
            sent_on = min(sheet.received_on + timedelta(days=1), today)
            yield {
                "sheet_number": number,
                "reason": reason,
                "note": note,
                "sent_on": sent_on,
                "sent_by": by,
                "back_on": min(sent_on + A_WEEK, today) if back else None,
            }


def reminder_rows(
    missing: Sequence[Stint], period: int, span: SheetSpan, today: date, by: int | None
) -> Iterator[Row]:
    """Yield the reminders of the sheets that have not come, as far as time has run."""
    waited = [one for one in missing if one.status is AssignmentStatus.ACTIVE]
    for place, stint in enumerate(waited):
        if place % ASKED:
            continue
        for step, days in STEPS:
            made_on = next_working_day(span.due_on + timedelta(days=days))
            if made_on <= today:
                yield {
                    "assignment_number": stint.number,
                    "period_number": period,
                    "step": step,
                    "made_on": made_on,
                    "made_by": by,
                }
