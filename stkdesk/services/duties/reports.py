"""Concerns in monthly reports that nobody has met."""

from __future__ import annotations

from collections.abc import Iterator

from stkdesk.domain.duties.reports import REPORT_CONCERN, ConcernFacts
from stkdesk.domain.duty import About
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Ask, Asked, Finder, Found, day


def _find(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        "SELECT a.number, a.client_number, r.period_number, p.code, r.received_on,"
        " h.given_name, h.family_name, c.given_name, c.family_name"
        " FROM month_reports r JOIN periods p ON p.number = r.period_number"
        " JOIN assignments a ON a.number = r.assignment_number"
        " JOIN clients b ON b.number = a.client_number"
        " JOIN people c ON c.number = b.person_number"
        " LEFT JOIN contacts k ON k.number = a.contact_number"
        " LEFT JOIN people h ON h.number = k.person_number"
        " WHERE r.is_concern AND r.concern_met_on IS NULL"
        f"{asked.seen('a.client_number')}"
        f" ORDER BY r.received_on, r.number LIMIT {asked.most:d}",
        (),
    )
    for assignment, client, period, code, received, *names in rows:
        given, family, client_given, client_family = names
        received_on = day(received)
        assert received_on is not None
        helper = full_name(given or "", family or "") or "støttekontakten"
        yield Found(
            (REPORT_CONCERN,),
            ConcernFacts(received_on, code, helper),
            full_name(client_given, client_family),
            About(client=client, assignment=assignment, period=period),
        )


CONCERNS = Finder(Right.READ_CASES, _find)
