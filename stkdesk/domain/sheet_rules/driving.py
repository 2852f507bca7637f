"""Paid driving tells what a statement without tax must tell.

Source: skattebetalingsforskriften § 5-6-12 (11): day of departure and return, purpose,
arrangement attended, route with start and end point, local driving and reason for
detours, total distance, and names of passengers a supplement is claimed for. Day,
distance and arrangement stand on the line itself; name, address and signature on the
paper.
"""

from __future__ import annotations

from stkdesk.domain.sheet_rules.frame import SheetFrame
from stkdesk.domain.sheet_rules.remark import Remark, Severity
from stkdesk.domain.sheet_rules.rule import day_text, line_rule
from stkdesk.domain.timesheet import Visit

SOURCE = "Skattebetalingsforskriften § 5-6-12 (11)"


def missing_of(visit: Visit) -> tuple[str, ...]:
    """Return what the statement of a drive lacks, in words; () when it is whole.

    The purpose of such a drive is the assignment; where they went stands as its own
    purpose or as the note of the visit. It is back the same day unless another stands.
    """
    if visit.metres <= 0:
        return ()
    trip = visit.trip
    lacks = []
    if not (trip.purpose.strip() or visit.activity.strip()):
        lacks.append("hva turen gjaldt")
    if not trip.route.strip():
        lacks.append("rute")
    if trip.passengers > 0 and not trip.passenger_names.strip():
        lacks.append("navn på passasjer")
    return tuple(lacks)


def _missing(line: int, visit: Visit, frame: SheetFrame) -> Remark | None:
    lacks = missing_of(visit)
    if not lacks or not frame.pays_driving:
        return None
    *first, last = lacks
    told = f"{', '.join(first)} og {last}" if first else last
    said = f"{day_text(visit.work_on)}: kjøringen mangler {told}."
    return frame.strictness.driving.remark("trip", said, line)


def _back_too_early(line: int, visit: Visit, _frame: SheetFrame) -> Remark | None:
    back = visit.trip.back_on
    if back is None or back >= visit.work_on:
        return None
    said = f"{day_text(visit.work_on)}: kjøringen kan ikke slutte før den begynte."
    return Remark("trip_back", Severity.BLOCK, said, line)


def _passengers(line: int, visit: Visit, _frame: SheetFrame) -> Remark | None:
    if visit.trip.passengers <= 0 or visit.metres > 0:
        return None
    said = f"{day_text(visit.work_on)}: passasjerer er ført uten kilometer."
    return Remark("passengers_without_km", Severity.WARN, said, line)


TRIP = line_rule("trip", SOURCE, _missing)
TRIP_BACK = line_rule("trip_back", SOURCE, _back_too_early)
PASSENGERS = line_rule("passengers_without_km", SOURCE, _passengers)
