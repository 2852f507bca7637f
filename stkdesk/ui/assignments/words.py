"""How an assignment is told in few words, wherever it is shown."""

from __future__ import annotations

from datetime import date

from stkdesk.domain.assignment import AssignmentDraft, AssignmentStatus
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.formats import hours_text, km_text, kr, short_date
from stkdesk.domain.grants import DAYS_A_WEEK, HoursUnit
from stkdesk.services.assignment_gate import OverrideRow
from stkdesk.services.assignment_list import AssignmentRow
from stkdesk.services.assignments import AssignmentCard
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark

MARKS = {
    AssignmentStatus.PLANNED: (Tone.ACT, "Hourglass"),
    AssignmentStatus.ACTIVE: (Tone.GOOD, "Checkmark"),
    AssignmentStatus.PAUSED: (Tone.WARN, "Pause"),
    AssignmentStatus.ENDED: (Tone.QUIET, "Minus"),
}
STOPPED = Mark("Stoppet", Tone.BAD, "PadlockLocked")
DAYS_A_YEAR, MONTHS_A_YEAR = 365, 12


def status_mark(status: AssignmentStatus) -> Mark:
    """Return the badge of a status."""
    tone, icon = MARKS[status]
    return Mark(status.label, tone, icon)


def row_mark(row: AssignmentRow) -> Mark:
    """Return the badge of a row: stopped, when its gate is closed."""
    return STOPPED if row.is_stopped else status_mark(row.status)


def standing_marks(card: AssignmentCard) -> list[Mark]:
    """Return the badges of an assignment in full: stopped, when its gate is closed."""
    closed = any(each.blocks for each in card.conditions)
    match card.draft.status:
        case AssignmentStatus.PLANNED if closed:
            return [STOPPED]
        case AssignmentStatus.PAUSED if closed:
            return [status_mark(card.draft.status), STOPPED]
    return [status_mark(card.draft.status)]


def exception_words(made: OverrideRow) -> str:
    """Return who went past a rule, when and why."""
    by = f" av {made.made_by}" if made.made_by else ""
    return f"Unntak {short_date(made.made_on)}{by}: {made.reason}"


def hours_words(minutes: int, unit: HoursUnit) -> str:
    """Return ``8 t/mnd`` or ``4,5 t/uke``."""
    return f"{hours_text(minutes)} t/{'uke' if unit is HoursUnit.WEEK else 'mnd'}"


def other_unit(minutes: int, unit: HoursUnit) -> str:
    """Return the same hours by the other unit to the nearest half, ``≈ 5,5 t per uke``.

    A week is 7 of 365 days, a month a twelfth of them. Only to give an idea; nothing
    is counted by it.
    """
    week, month = DAYS_A_WEEK * MONTHS_A_YEAR, DAYS_A_YEAR
    if unit is HoursUnit.MONTH:
        return f"≈ {_halves(minutes * week, month)} t per uke"
    return f"≈ {_halves(minutes * month, week)} t per måned"


def days_words(start: date, end: date | None) -> str:
    """Return ``01.05.2026 – 28.12.2027``, or ``fra 01.05.2026``."""
    if end is None:
        return f"fra {short_date(start)}"
    return f"{short_date(start)} – {short_date(end)}"


def short_line(
    number: int, start: date, end: date | None, minutes: int, unit: HoursUnit
) -> str:
    """Return ``O-12 · fra 01.05.2026 · 8 t/mnd``; the end instead, if it has one."""
    days = f"til {short_date(end)}" if end else f"fra {short_date(start)}"
    return f"O-{number} · {days} · {hours_words(minutes, unit)}"


def _halves(share: int, parts: int) -> str:
    """Return ``share / parts`` minutes in hours, to the nearest half hour."""
    halves = (2 * share + 30 * parts) // (2 * 30 * parts)
    return hours_text(30 * halves)


def expense_words(draft: AssignmentDraft) -> str:
    """Return how expenses are covered, "" when only that receipts are paid."""
    if draft.expense_way is not ExpenseWay.RECEIPTS:
        return draft.expense_way.label
    cap = draft.expense_cap_ore
    return f"{kr(cap)} per måned" if cap is not None else ""


def driving_words(draft: AssignmentDraft) -> str:
    """Return how much driving is paid, "" when there is no cap."""
    caps = []
    if draft.drive_cap_metres is not None:
        caps.append(f"{km_text(draft.drive_cap_metres)} km")
    if draft.drive_cap_ore is not None:
        caps.append(kr(draft.drive_cap_ore))
    return f"{' og '.join(caps)} per måned" if caps else ""
