"""Open applications, found for the duties about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stkdesk.domain.duties.applications import DUTIES, ApplicationFacts
from stkdesk.domain.duty import About
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Ask, Asked, Finder, Found, day

if TYPE_CHECKING:
    from stkdesk.domain.application import Pause

_OPEN = "a.decided_on IS NULL AND a.withdrawn_on IS NULL"


def _last(kind: str) -> str:
    """Return the SQL for the day the last letter of ``kind`` was made final."""
    return (
        "(SELECT max(l.issued_on) FROM letters l WHERE l.client_number ="
        f" a.client_number AND l.kind = '{kind}' AND l.application_number = a.number)"
    )


def _find(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        "SELECT a.number, a.client_number, p.given_name, p.family_name, a.received_on,"
        f" a.needs_no_interim, {_last('receipt')}, {_last('interim_reply')},"
        " s.assessed_on, (SELECT max(d.number) FROM decisions d"
        " WHERE d.application_number = a.number AND d.state = 'draft')"
        " FROM applications a JOIN clients b ON b.number = a.client_number"
        " JOIN people p ON p.number = b.person_number"
        " LEFT JOIN assessments s ON s.client_number = a.client_number"
        f" WHERE {_OPEN}{asked.seen('a.client_number')}"
        f" ORDER BY a.received_on LIMIT {asked.most:d}",
        (),
    )
    if not rows:
        return
    pauses = _pauses(ask, asked)
    for number, client, given, family, came, unneeded, *rest in rows:
        confirmed, interim, assessed, draft = rest
        received_on = day(came)
        assert received_on is not None
        yield Found(
            DUTIES,
            ApplicationFacts(
                received_on,
                tuple(pauses.get(number, ())),
                confirmed_on=day(confirmed),
                interim_on=day(interim),
                interim_is_unnecessary=bool(unneeded),
                assessed_on=day(assessed),
                is_begun=draft is not None,
            ),
            full_name(given, family),
            About(client=client, application=number, draft=draft),
        )


def _pauses(ask: Ask, asked: Asked) -> dict[int, list[Pause]]:
    """Return the pauses of all open applications, in one question."""
    rows = ask(
        "SELECT c.application_number, c.paused_on, c.resumed_on FROM applications a"
        " JOIN case_pauses c ON c.application_number = a.number"
        f" WHERE {_OPEN}{asked.seen('a.client_number')} ORDER BY c.paused_on",
        (),
    )
    found: dict[int, list[Pause]] = {}
    if not rows:
        return found
    from stkdesk.domain.application import Pause  # takes time to load

    for number, paused, resumed in rows:
        paused_on = day(paused)
        assert paused_on is not None
        found.setdefault(number, []).append(Pause(paused_on, day(resumed)))
    return found


FINDER = Finder(Right.READ_CASES, _find)
