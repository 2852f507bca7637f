"""Attendance nobody has registered: meetings of groups, clients with organisations."""

from __future__ import annotations

from collections.abc import Iterator

from stkdesk.domain.duties.attendance import (
    MEETINGS_MISSING,
    REPORT_MISSING,
    MeetingsFacts,
    ReportFacts,
)
from stkdesk.domain.duty import About
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Ask, Asked, Finder, Found, day

#: The period that is collected now: as for timesheets.
_PERIOD = (
    "SELECT number, code, last_on, due_on FROM periods WHERE last_on < ?"
    " ORDER BY last_on DESC LIMIT 1"
)


def _find_meetings(ask: Ask, asked: Asked) -> Iterator[Found]:
    for _number, _code, last, due in ask(_PERIOD, (asked.today.isoformat(),)):
        rows = ask(
            "SELECT g.number, g.name, count(*), min(m.meet_on)"
            " FROM group_meetings m JOIN activity_groups g ON g.number = m.group_number"
            " WHERE m.state = 'planned' AND m.meet_on <= ? AND EXISTS (SELECT 1"
            " FROM assignments a WHERE a.group_number = g.number"
            " AND a.status <> 'planned' AND a.start_on <= m.meet_on"
            " AND (a.end_on IS NULL OR a.end_on >= m.meet_on))"
            f" GROUP BY g.number, g.name ORDER BY g.number LIMIT {asked.most:d}",
            (last,),
        )
        for group, name, meetings, first in rows:
            period_last, due_on, first_on = day(last), day(due), day(first)
            assert period_last is not None
            assert due_on is not None
            assert first_on is not None
            facts = MeetingsFacts(period_last, due_on, first_on, meetings)
            yield Found((MEETINGS_MISSING,), facts, name, About(group=group))


def _find_reports(ask: Ask, asked: Asked) -> Iterator[Found]:
    for period, code, last, due in ask(_PERIOD, (asked.today.isoformat(),)):
        rows = ask(
            "SELECT a.number, a.client_number, o.number, o.name, c.given_name,"
            " c.family_name FROM periods p"
            " JOIN assignments a ON a.organisation_number IS NOT NULL"
            " JOIN organisations o ON o.number = a.organisation_number"
            " JOIN clients b ON b.number = a.client_number"
            " JOIN people c ON c.number = b.person_number"
            " WHERE p.number = ? AND a.status NOT IN ('planned', 'paused')"
            " AND a.start_on <= p.last_on"
            " AND (a.end_on IS NULL OR a.end_on >= p.first_on)"
            " AND NOT EXISTS (SELECT 1 FROM attendances t"
            " WHERE t.assignment_number = a.number"
            " AND t.attended_on BETWEEN p.first_on AND p.last_on)"
            " AND NOT EXISTS (SELECT 1 FROM timesheets s"
            " WHERE s.assignment_number = a.number AND s.period_number = p.number)"
            f"{asked.seen('a.client_number')}"
            f" ORDER BY a.number LIMIT {asked.most:d}",
            (period,),
        )
        for number, client, organisation, name, given, family in rows:
            period_last, due_on = day(last), day(due)
            assert period_last is not None
            assert due_on is not None
            told = f"Oppdrag O-{number} · for {full_name(given, family)}"
            about = About(client=client, assignment=number, organisation=organisation)
            yield Found(
                (REPORT_MISSING,),
                ReportFacts(period_last, due_on, code, told),
                name,
                about,
            )


MEETINGS = Finder(Right.READ_CASES, _find_meetings)
REPORTS = Finder(Right.READ_CASES, _find_reports)
