"""Issued decisions that end or are to be looked at again, found for their duties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.duties.decisions import DUTIES, DecisionFacts
from stkdesk.domain.duty import About
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Ask, Asked, Finder, Found, day

TOLD_FOR = timedelta(days=30)  # after the day has come
FAR = timedelta(days=3660)  # ahead, when one client is asked about

#: Whether a decision ``n`` of the same client has come after ``d``, or is begun.
_FOLLOWED = """
    EXISTS (SELECT 1 FROM decisions n WHERE n.client_number = d.client_number
    AND n.number <> d.number AND (n.number > d.number OR n.state = 'draft'
    OR (n.kind NOT IN ('refused', 'dismissed') AND n.valid_from IS NOT NULL
    AND (n.valid_to IS NULL OR n.valid_to > d.valid_to))))
"""


def _find(ask: Ask, asked: Asked) -> Iterator[Found]:
    warned = timedelta(days=asked.on.rules[CaseRule.REVIEW_WARNING_DAYS])
    first = asked.today - TOLD_FOR
    last = asked.today + (FAR if asked.client is not None else warned)
    ends = (first.isoformat(), last.isoformat())
    columns = "number, client_number, kind, valid_from, valid_to, review_on"
    issued = f"SELECT {columns} FROM decisions WHERE state = 'issued'"
    seen = asked.seen("client_number")
    for number, client, given, family, to, review, applied, assessed in ask(
        "SELECT d.number, d.client_number, p.given_name, p.family_name, d.valid_to,"
        " d.review_on, EXISTS (SELECT 1 FROM applications a"
        " WHERE a.client_number = d.client_number AND a.decided_on IS NULL"
        " AND a.withdrawn_on IS NULL), s.assessed_on"
        f" FROM ({issued} AND valid_to BETWEEN ? AND ?{seen}"
        f" UNION {issued} AND review_on BETWEEN ? AND ?{seen}) d"
        " JOIN clients b ON b.number = d.client_number"
        " JOIN people p ON p.number = b.person_number"
        " LEFT JOIN assessments s ON s.client_number = d.client_number"
        f" WHERE b.status <> 'ended' AND NOT {_FOLLOWED}"
        f" ORDER BY coalesce(d.valid_to, d.review_on) LIMIT {asked.most:d}",
        ends * 2,
    ):
        ends_on, review_on = day(to), day(review)
        yield Found(
            DUTIES,
            DecisionFacts(
                ends_on if ends_on and ends_on >= first else None,
                review_on if review_on and review_on >= first else None,
                has_application=bool(applied),
                assessed_on=day(assessed),
            ),
            full_name(given, family),
            About(client=client, decision=number),
        )


FINDER = Finder(Right.READ_CASES, _find)
