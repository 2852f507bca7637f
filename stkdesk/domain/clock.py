"""Every time limit of a case: the last day to do a thing, and whether it was in time.

The one place where limits are worked out; nothing here looks anything up. A limit
includes its last day. It is counted from the day after the one it begins on, ends on
the same weekday or the same day of the month, and on the next working day when that is
a Saturday, a Sunday or a holiday (domstolloven §§ 148 and 149); only the month of the
interim reply is never moved. A case rule is read on the day its limit begins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stkdesk.domain.calendar import months_later, next_working_day
from stkdesk.domain.case_rules import CaseRule, CaseRules

if TYPE_CHECKING:  # applications take time to load, and the first page counts limits
    from stkdesk.domain.application import Pause

MONTHS_TO_REVERSE = 3  # forvaltningsloven § 34 third paragraph
WEEKS_TO_CLAIM_COSTS = 3  # forvaltningsloven § 36 third paragraph
YEARS_TO_COMPLAIN = 1  # forvaltningsloven § 31 third paragraph


@dataclass(frozen=True, slots=True)
class ApplicationClock:
    """The limits of one application; None: it waits for the party, and stands still."""

    confirm_by: date
    interim_warning_on: date | None
    interim_due_on: date | None
    answer_by: date | None


def application_clock(
    received_on: date, pauses: Iterable[Pause], rules: CaseRules
) -> ApplicationClock:
    """Return every limit of an application received on a day."""
    pauses = tuple(pauses)
    return ApplicationClock(
        confirm_by(received_on, rules),
        interim_warning_on(received_on, pauses, rules),
        interim_due_on(received_on, pauses),
        answer_by(received_on, pauses, rules),
    )


def weeks_after(day: date, weeks: int) -> date:
    """Return the last day of a limit of so many weeks that begins on ``day``."""
    return next_working_day(day + timedelta(weeks=weeks))


def days_after(day: date, days: int) -> date:
    """Return the last day of a limit of so many days that begins on ``day``."""
    return next_working_day(day + timedelta(days=days))


def months_after(day: date, months: int) -> date:
    """Return the last day of a limit of so many months that begins on ``day``."""
    return next_working_day(months_later(day, months))


def confirm_by(received_on: date, rules: CaseRules) -> date:
    """Return by when an application or a complaint should have been confirmed."""
    return days_after(received_on, rules[CaseRule.CONFIRM_DAYS])


def interim_warning_on(
    received_on: date, pauses: Iterable[Pause], rules: CaseRules
) -> date | None:
    """Return from when an interim reply should be thought of; always before it is due.

    None while the case waits for the party.
    """
    warned = received_on + timedelta(days=rules[CaseRule.INTERIM_WARNING_DAYS])
    warned = min(warned, months_later(received_on, 1) - timedelta(days=1))
    return _pushed(warned, received_on, pauses)


def interim_due_on(received_on: date, pauses: Iterable[Pause] = ()) -> date | None:
    """Return the last day for an interim reply (forvaltningsloven § 11 a).

    The same day of the next month, or its last. Never moved by a weekend: it should
    rather go out early than late. None while the case waits for the party.
    """
    return _pushed(months_later(received_on, 1), received_on, pauses)


def answer_by(
    received_on: date, pauses: Iterable[Pause], rules: CaseRules
) -> date | None:
    """Return by when an application should have been answered.

    None while the case waits for the party. Source: forskrift 2006-12-15-1456
    §§ 36–41: from the day it came in, paused while the party delays.
    """
    last = received_on + timedelta(weeks=rules[CaseRule.ANSWER_WEEKS])
    return _pushed(last, received_on, pauses, is_moved=True)


def complaint_answer_by(received_on: date, rules: CaseRules) -> date:
    """Return by when a complaint should have been handled."""
    return weeks_after(received_on, rules[CaseRule.COMPLAINT_ANSWER_WEEKS])


def statement_by(sent_on: date, rules: CaseRules) -> date:
    """Return the last day to comment on an advance notice sent on a day (§ 16)."""
    return days_after(sent_on, rules[CaseRule.NOTICE_DAYS])


def information_by(sent_on: date, rules: CaseRules) -> date:
    """Return the last day to send what a letter sent on a day has asked for."""
    return days_after(sent_on, rules[CaseRule.INFORMATION_DAYS])


def known_on(letter_on: date, postal_days: int, entered: date | None = None) -> date:
    """Return the day a decision reached the party: the one entered, or by the post."""
    return entered or letter_on + timedelta(days=postal_days)


def last_day_to_complain(known_on: date, weeks: int) -> date:
    """Return the last day to complain for who knew of a decision on a day.

    Source: pasient- og brukerrettighetsloven § 7-5 (four weeks).
    """
    return weeks_after(known_on, weeks)


def last_day_for_any_complaint(decided_on: date) -> date:
    """Return the last day a late complaint may be treated (forvaltningsloven § 31)."""
    return months_after(decided_on, 12 * YEARS_TO_COMPLAIN)


def is_in_time(
    last_day: date,
    *,
    received_on: date,
    postmarked_on: date | None = None,
    is_electronic: bool = False,
) -> bool:
    """Tell whether a complaint came by ``last_day``.

    One by post is in time when it was posted in time (forvaltningsloven § 30), an
    electronic one when it has reached the office (eForvaltningsforskriften § 11).
    """
    if is_electronic or postmarked_on is None:
        return received_on <= last_day
    return min(postmarked_on, received_on) <= last_day


def last_day_to_reverse(received_on: date) -> date:
    """Return by when a change for the worse must be notified (§ 34).

    ``received_on``: when the municipality got the complaint.
    """
    return months_after(received_on, MONTHS_TO_REVERSE)


def last_day_to_claim_costs(notified_on: date) -> date:
    """Return the last day to claim costs after a decision is changed (§ 36)."""
    return weeks_after(notified_on, WEEKS_TO_CLAIM_COSTS)


def days_paused(pauses: Iterable[Pause], until: date) -> int:
    """Return how many days, up to and with ``until``, a case waited for the party.

    A day in two pauses counts once.
    """
    return sum(
        (min(last or until, until) - first).days + 1
        for first, last in _merged(pauses)
        if first <= until
    )


def _pushed(
    last: date, begun_on: date, pauses: Iterable[Pause], *, is_moved: bool = False
) -> date | None:
    """Return ``last`` later by the days of the pauses that began before it was over.

    None when one of them is not ended. ``is_moved``: to a working day.
    """
    for first, end in _merged(pauses, after=begun_on):
        settled = next_working_day(last) if is_moved else last
        if first > settled:
            break
        if end is None:
            return None
        last = max(last, first) + (end - first) + timedelta(days=1)
    return next_working_day(last) if is_moved else last


def _merged(
    pauses: Iterable[Pause], *, after: date = date.min
) -> list[tuple[date, date | None]]:
    """Return the days of ``pauses`` past ``after`` as stretches that never overlap.

    The day a limit begins on is not a day of it, so a pause cannot hold it up.
    """
    found: list[tuple[date, date | None]] = []
    for each in sorted(pauses, key=lambda each: each.paused_on):
        if each.resumed_on is not None and each.resumed_on <= after:
            continue
        first = each.paused_on
        if first <= after:
            first = after + timedelta(days=1)
        if found and (found[-1][1] is None or first <= found[-1][1]):
            begun, end = found[-1]
            later = (
                None
                if end is None or each.resumed_on is None
                else max(end, each.resumed_on)
            )
            found[-1] = (begun, later)
        else:
            found.append((first, each.resumed_on))
    return found
