"""Clients who wait, support contacts and staff, found for their duties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from stkdesk.domain.duties.people import (
    ACCESS_ENDS,
    ACCESS_ENDS_SOON,
    DECLARATION,
    GLASS,
    WAITS,
    AccessFacts,
    DeclarationFacts,
    GlassFacts,
    WaitFacts,
)
from stkdesk.domain.duty import About
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Ask, Asked, Finder, Found, day

TOLD_FOR = timedelta(days=7)  # that a blocked client was opened in need
#: Whether the newest decision of a client ``c`` gives nothing to wait for.
_REFUSED = """
    EXISTS (SELECT 1 FROM decisions d WHERE d.client_number = c.number
    AND d.state = 'issued' AND d.kind IN ('refused', 'ended') AND NOT EXISTS
    (SELECT 1 FROM decisions n WHERE n.client_number = c.number
    AND n.state = 'issued' AND n.kind <> 'dismissed' AND n.number > d.number))
"""


def _find_waiting(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        "SELECT c.number, p.given_name, p.family_name, c.opened_on FROM clients c"
        " JOIN people p ON p.number = c.person_number WHERE c.status = 'waiting'"
        " AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.client_number = c.number"
        " AND a.decided_on IS NULL AND a.withdrawn_on IS NULL)"  # it has duties itself
        f" AND NOT {_REFUSED}"
        f"{asked.seen('c.number')}"
        f" ORDER BY c.opened_on NULLS FIRST LIMIT {asked.most:d}",
        (),
    )
    for number, given, family, since in rows:
        about = About(client=number)
        yield Found((WAITS,), WaitFacts(day(since)), full_name(given, family), about)


def _find_unsigned(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        "SELECT k.number, p.given_name, p.family_name, k.started_on FROM contacts k"
        " JOIN people p ON p.number = k.person_number"
        " WHERE k.status = 'active' AND k.declaration_signed_on IS NULL"
        f" ORDER BY k.started_on NULLS FIRST LIMIT {asked.most:d}",
        (),
    )
    for number, given, family, start in rows:
        about = About(contact=number)
        yield Found(
            (DECLARATION,),
            DeclarationFacts(day(start)),
            full_name(given, family),
            about,
        )


def _find_ending(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        "SELECT number, name, authorised_to FROM staff"
        " WHERE authorised_to BETWEEN ? AND ?"
        f" ORDER BY authorised_to LIMIT {asked.most:d}",
        (asked.today.isoformat(), (asked.today + ACCESS_ENDS_SOON).isoformat()),
    )
    for number, name, end in rows:
        ends_on = day(end)
        assert ends_on is not None
        yield Found((ACCESS_ENDS,), AccessFacts(ends_on), name, About(staff=number))


def _find_broken(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        "SELECT s.number, s.name, a.ends_on, count(DISTINCT a.client_number)"
        " FROM client_access a JOIN staff s ON s.number = a.staff_number"
        " WHERE a.in_need AND a.ends_on >= ? GROUP BY s.number, s.name, a.ends_on"
        f" ORDER BY a.ends_on DESC, s.name LIMIT {asked.most:d}",
        ((asked.today - TOLD_FOR).isoformat(),),
    )
    for number, name, ended, clients in rows:
        on = day(ended)
        assert on is not None
        yield Found((GLASS,), GlassFacts(on, clients), name, About(staff=number))


WAITING = Finder(Right.READ_CASES, _find_waiting)
UNSIGNED = Finder(Right.READ_CASES, _find_unsigned)
ENDING = Finder(Right.MANAGE_STAFF, _find_ending)
BROKEN = Finder(Right.READ_TRAIL, _find_broken)
