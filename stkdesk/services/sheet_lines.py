"""The lines of a sheet as visits, and visits as lines: the one place they meet."""

from __future__ import annotations

from stkdesk.domain.timesheet import Trip, Visit
from stkdesk.storage.tables import TimesheetLine


def visit_of(line: TimesheetLine) -> Visit:
    """Return a line as a visit, with all that stands on it."""
    return Visit(
        line.work_on,
        line.start_minute,
        line.minutes,
        line.metres,
        line.expense_ore,
        line.activity,
        has_receipt=line.has_receipt,
        account=line.account,
        trip=Trip(
            line.purpose,
            line.route,
            line.detour,
            line.passengers,
            line.passenger_names,
            line.back_on,
        ),
    )


def line_of(visit: Visit) -> TimesheetLine:
    """Return a new line of a visit."""
    trip = visit.trip
    return TimesheetLine(
        work_on=visit.work_on,
        start_minute=visit.start_minute,
        minutes=visit.minutes,
        metres=visit.metres,
        expense_ore=visit.expense_ore,
        activity=visit.activity,
        has_receipt=visit.has_receipt,
        account=visit.account,
        purpose=trip.purpose,
        route=trip.route,
        detour=trip.detour,
        passengers=trip.passengers,
        passenger_names=trip.passenger_names,
        back_on=trip.back_on,
    )
