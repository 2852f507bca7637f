"""A week has 168 hours: more is never right, of one client or of one helper.

Source of the client's: Helsedirektoratet, IPLOS-registeret, spørsmål og svar.
Of the support contact it is a warning: two clients on one outing count twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from stkdesk.domain.formats import hours_text
from stkdesk.domain.grants import MOST_MINUTES_A_WEEK
from stkdesk.domain.sheet_rules.frame import SheetFrame
from stkdesk.domain.sheet_rules.remark import Remark, Severity
from stkdesk.domain.sheet_rules.rule import SheetRule
from stkdesk.domain.timesheet import Visit

Week = tuple[int, int]  # ISO year and week


def week_of(day: date) -> Week:
    """Return the ISO week of a day."""
    year, week, _ = day.isocalendar()
    return year, week


def _sum(
    visits: Sequence[Visit], frame: SheetFrame, *, of_client: bool
) -> Iterator[tuple[Week, int]]:
    """Yield the weeks of the sheet that have too many minutes, and how many."""
    weeks: dict[Week, int] = {}
    for visit in visits:
        week = week_of(visit.work_on)
        weeks[week] = weeks.get(week, 0) + visit.minutes
    for other in frame.others:
        counts = other.is_clients if of_client else other.is_contacts
        if counts and (week := week_of(other.work_on)) in weeks:
            weeks[week] += other.minutes
    yield from (
        (week, minutes)
        for week, minutes in weeks.items()
        if minutes > MOST_MINUTES_A_WEEK
    )


def _clients(visits: Sequence[Visit], frame: SheetFrame) -> Iterator[Remark]:
    for (_, week), minutes in _sum(visits, frame, of_client=True):
        said = f"Uke {week}: {hours_text(minutes)} timer hos brukeren. En uke har 168."
        yield Remark("client_week", Severity.BLOCK, said)


def _contacts(visits: Sequence[Visit], frame: SheetFrame) -> Iterator[Remark]:
    for (_, week), minutes in _sum(visits, frame, of_client=False):
        said = (
            f"Uke {week}: støttekontakten har {hours_text(minutes)} timer i alt. "
            "En uke har 168."
        )
        yield Remark("contact_week", Severity.WARN, said)


CLIENT_WEEK = SheetRule("client_week", "Helsedirektoratet, IPLOS", _clients)
CONTACT_WEEK = SheetRule("contact_week", "Kontorets egen regel", _contacts)
