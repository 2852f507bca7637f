"""Sheets it is time to remind of, and sheets sent back that have not come again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.duties.post import (
    REMIND,
    RETURNED_OUT,
    RemindFacts,
    ReturnedFacts,
)
from stkdesk.domain.duty import About
from stkdesk.domain.names import full_name
from stkdesk.domain.sheet_period import span_label
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Ask, Asked, Finder, Found, day
from stkdesk.services.duties.hours import EXPECTED, LAST_PERIOD


def _find_due(ask: Ask, asked: Asked) -> Iterator[Found]:
    """Find how many of the period that is collected now are to be reminded of."""
    rules, today = asked.on.rules, asked.today

    def _before(rule: CaseRule) -> str:
        return (today - timedelta(days=rules[rule])).isoformat()

    for period, code, due in ask(LAST_PERIOD, (today.isoformat(),)):
        due_on = day(due)
        assert due_on is not None
        if today < due_on + timedelta(days=rules[CaseRule.REMINDER_1_DAYS]):
            return
        late = (today - timedelta(days=2 * rules[CaseRule.MAIL_DAYS])).isoformat()
        rows = ask(
            "SELECT sum(CASE WHEN m.first IS NULL AND NOT EXISTS (SELECT 1"
            " FROM papers f WHERE f.assignment_number = a.number"
            " AND f.period_number = p.number AND f.kind = 'timesheet'"
            " AND f.mailed_on > ?) THEN 1 ELSE 0 END),"
            " sum(CASE WHEN m.first <= ? AND m.second IS NULL THEN 1 ELSE 0 END),"
            " sum(CASE WHEN m.second <= ? AND m.phone IS NULL THEN 1 ELSE 0 END)"
            " FROM periods p JOIN assignments a ON true LEFT JOIN ("
            " SELECT r.assignment_number, r.period_number,"
            " max(CASE WHEN r.step = 'first' THEN r.made_on END) AS first,"
            " max(CASE WHEN r.step = 'second' THEN r.made_on END) AS second,"
            " max(CASE WHEN r.step = 'phone' THEN r.made_on END) AS phone"
            " FROM sheet_reminders r GROUP BY r.assignment_number, r.period_number"
            ") m ON m.assignment_number = a.number AND m.period_number = p.number"
            f" WHERE p.number = ? AND {EXPECTED} AND NOT EXISTS (SELECT 1"
            " FROM timesheets t WHERE t.assignment_number = a.number"
            f" AND t.period_number = p.number){asked.seen('a.client_number')}",
            (
                late,
                _before(CaseRule.REMINDER_2_DAYS),
                _before(CaseRule.PHONE_DAYS),
                period,
            ),
        )
        for counts in rows:
            facts = RemindFacts(due_on, code, *(int(each or 0) for each in counts))
            yield Found((REMIND,), facts, span_label(code), About())


def _find_returned(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        "SELECT a.number, a.client_number, p.code, h.given_name, h.family_name,"
        " min(r.sent_on) FROM sheet_returns r"
        " JOIN timesheets t ON t.number = r.sheet_number"
        " JOIN periods p ON p.number = t.period_number"
        " JOIN assignments a ON a.number = t.assignment_number"
        " JOIN contacts k ON k.number = a.contact_number"
        " JOIN people h ON h.number = k.person_number"
        " WHERE r.back_on IS NULL AND t.state = 'returned'"
        f"{asked.seen('a.client_number')}"
        " GROUP BY a.number, a.client_number, p.code, h.given_name, h.family_name"
        f" ORDER BY a.number LIMIT {asked.most:d}",
        (),
    )
    for number, client, code, given, family, sent in rows:
        sent_on = day(sent)
        assert sent_on is not None
        facts = ReturnedFacts(sent_on, code, f"Oppdrag O-{number}")
        about = About(client=client, assignment=number)
        yield Found((RETURNED_OUT,), facts, full_name(given, family), about)


DUE = Finder(Right.READ_CASES, _find_due)
RETURNED = Finder(Right.READ_CASES, _find_returned)
