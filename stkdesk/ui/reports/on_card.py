"""The reports of a client, on the client's card."""

from __future__ import annotations

from functools import partial

from stkdesk.domain.duty import About
from stkdesk.domain.formats import short_date
from stkdesk.services.report_rows import ReportRow
from stkdesk.ui.clients.shown import Shown
from stkdesk.ui.reports.marks import row_mark
from stkdesk.ui.widgets.boxes import Item, section
from stkdesk.ui.widgets.record import linked


def reports(shown: Shown, most: int) -> Item | None:
    """Return the newest reports; None when none has come."""
    found = shown.case.reports[:most]
    if not found:
        return None
    return section("Månedsrapporter", *(_report(shown, each) for each in found))


def _report(shown: Shown, each: ReportRow) -> Item:
    came = f"Mottatt {short_date(each.received_on)}" if each.received_on else ""
    wants = "Ønsker endring" if each.wants_change else ""
    told = (each.contact, came, wants)
    about = About(
        client=each.client_number,
        assignment=each.assignment_number,
        period=each.period_number,
    )
    return linked(
        "File",
        each.period,
        " · ".join(part for part in told if part),
        row_mark(each),
        partial(shown.act, "report/open", about),
    )
