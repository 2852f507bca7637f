"""Agreements that wait for a signature, drafts, and those to be renewed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.duties.agreements import (
    BEFORE,
    NOT_MADE,
    RENEW,
    UNSIGNED,
    DraftFacts,
    RenewalFacts,
    WaitingFacts,
)
from stkdesk.domain.duty import About
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Ask, Asked, Finder, Found, day

_OPEN = """
    SELECT g.number, g.state, g.made_on, g.valid_from, a.number, a.client_number,
        c.given_name, c.family_name, h.given_name, h.family_name
    FROM agreements g JOIN assignments a ON a.number = g.assignment_number
    JOIN clients b ON b.number = a.client_number
    JOIN people c ON c.number = b.person_number
    JOIN contacts k ON k.number = a.contact_number
    JOIN people h ON h.number = k.person_number
"""
#: Signed agreements that run out from ``?`` to ``?``, with nothing after them.
TO_RENEW = """
    FROM agreements g JOIN assignments a ON a.number = g.assignment_number
    WHERE g.state = 'signed' AND g.renews AND g.ended_on IS NULL
    AND g.valid_to BETWEEN ? AND ? AND a.status IN ('active', 'paused')
    AND (a.end_on IS NULL OR a.end_on > g.valid_to)
    AND NOT EXISTS (SELECT 1 FROM agreements n
        WHERE n.assignment_number = g.assignment_number
        AND n.valid_from > g.valid_to AND n.state <> 'ended')
"""


def _find_open(ask: Ask, asked: Asked) -> Iterator[Found]:
    reminded = timedelta(days=asked.on.rules[CaseRule.AGREEMENT_SIGN_DAYS])
    if asked.client is not None:  # what comes later too
        made = drafted = "9999-12-31"
    else:
        made = (asked.today - reminded).isoformat()
        drafted = (asked.today + BEFORE).isoformat()
    rows = ask(
        f"{_OPEN} WHERE (g.state = 'made' AND g.made_on <= ?"
        " OR g.state = 'draft' AND g.valid_from <= ?)"
        f"{asked.seen('a.client_number')}"
        f" ORDER BY g.valid_from, g.number LIMIT {asked.most:d}",
        (made, drafted),
    )
    for number, state, made_on, first, assignment, client, *names in rows:
        helped, helper = full_name(*names[:2]), full_name(*names[2:])
        said = f"Oppdrag O-{assignment} · med {helper}"
        about = About(client=client, assignment=assignment, agreement=number)
        begins, was_made = day(first), day(made_on)
        assert begins is not None
        if state == "draft":
            yield Found((NOT_MADE,), DraftFacts(begins, said), helped, about)
        else:
            assert was_made is not None
            yield Found(
                (UNSIGNED,), WaitingFacts(was_made, begins, said), helped, about
            )


def _find_renewals(ask: Ask, asked: Asked) -> Iterator[Found]:
    days = asked.on.rules[CaseRule.AGREEMENT_RENEWAL_DAYS]
    if not days:
        return
    until = asked.today + timedelta(days=days)
    [(number, first)] = ask(
        f"SELECT count(*), min(g.valid_to) {TO_RENEW}{asked.seen('a.client_number')}",
        (asked.today.isoformat(), until.isoformat()),
    )
    if number:
        yield Found((RENEW,), RenewalFacts(number, day(first)), "", About())


OPEN = Finder(Right.READ_CASES, _find_open)
RENEWALS = Finder(Right.EDIT_CASES, _find_renewals)
