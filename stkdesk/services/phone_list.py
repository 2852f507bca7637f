"""The list of whom to call, when two letters have not brought the sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.documents.phone_list import PhoneLine, PhoneList, build
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.sheet_ledger import ReminderStep
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.office import is_practice, open_office
from stkdesk.services.periods import find_period
from stkdesk.services.reminder_rows import ReminderRow, reminder_rows
from stkdesk.storage.trail import note


@needs(Right.MAKE_PAPERS)
def phone_list(
    session: Session, period_number: int, assignments: Sequence[int], *, today: date
) -> bytes:
    """Return the list to print of whom to call about these sheets; nothing is stored.

    Support contacts who have had the second letter and not been called. It names no
    client, and no number that the one at work may not see.

    Raises:
        CannotPrintError: if there is nobody to call, or a name will not print.

    """
    period = find_period(session, period_number)
    rows = reminder_rows(
        session, period, today=today, only=assignments, step=ReminderStep.PHONE
    )
    by_contact: dict[int, list[ReminderRow]] = defaultdict(list)
    for row in rows:
        if not row.hindrance:
            by_contact[row.contact_number].append(row)
    if not by_contact:
        raise CannotPrintError(
            "Ingen å ringe.", "På ringelisten kommer de som har fått andre purring."
        )
    detail = {"code": period.code, "pages": "ringeliste", "count": len(by_contact)}
    note(session, Action.PRINTED, "sheet_reminders", detail=detail)
    lines = tuple(
        PhoneLine(
            sheets[0].contact,
            sheets[0].phone,
            tuple(row.assignment for row in sheets),
            tuple(
                sorted(
                    {
                        on
                        for row in sheets
                        for step, on in row.facts.taken.items()
                        if step is not ReminderStep.PHONE
                    }
                )
            ),
        )
        for sheets in by_contact.values()
    )
    sender = open_office(session, today=today).draft
    return build(PhoneList(sender, today, period.label, lines, is_practice(session)))
