"""Letters and decisions on paper that have not arrived, found for their duties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from stkdesk.domain.duties.papers import DUTIES, OF_CONTACT, PaperFacts
from stkdesk.domain.duty import About
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Ask, Asked, Finder, Found, day

TOLD_FOR = timedelta(days=90)  # an older paper is told of in the list of papers only

_TITLES = {"decision": "Vedtak", "letter": "Brev"}
_COLUMNS = "number, kind, client_number, made_at, printed_on, mailed_on, returned_on"
_SAME = (
    "SELECT 1 FROM papers n WHERE n.client_number = m.client_number"
    " AND n.number > m.number AND n.recipient = m.recipient"
    " AND (n.decision_number = m.decision_number OR n.letter_number = m.letter_number)"
)


def _find(ask: Ask, asked: Asked) -> Iterator[Found]:
    since = (asked.today - TOLD_FOR).isoformat()
    columns = f"{_COLUMNS}, by_hand, decision_number, letter_number, recipient"
    columns += ", contact_number"
    seen = asked.seen("coalesce(client_number, 0)")
    rows = ask(
        "SELECT m.number, m.kind, m.client_number, p.given_name, p.family_name,"
        " m.made_at, m.printed_on, m.mailed_on, m.returned_on, m.by_hand,"
        f" m.returned_on IS NOT NULL AND EXISTS ({_SAME}), m.contact_number FROM ("
        f"SELECT {columns} FROM papers WHERE kind IN ('decision', 'letter')"
        # The day of it: else all papers made since are gone through by an index.
        f" AND mailed_on IS NULL AND date(made_at) >= ?{seen}"
        f" UNION SELECT {columns} FROM papers WHERE returned_on >= ?"
        f" AND kind IN ('decision', 'letter'){seen}) m"
        " LEFT JOIN clients b ON b.number = m.client_number"
        " LEFT JOIN contacts k ON k.number = m.contact_number"
        " JOIN people p ON p.number = coalesce(k.person_number, b.person_number)"
        # That it is not mailed is told to those who may know why.
        " WHERE ? = 1 OR NOT m.by_hand"
        f" ORDER BY m.number LIMIT {asked.most:d}",
        (since, since, int(asked.sees_protected)),
    )
    for number, kind, client, given, family, made, *rest in rows:
        printed, mailed, returned, by_hand, renewed, contact = rest
        yield Found(
            DUTIES if contact is None else OF_CONTACT,
            PaperFacts(
                _TITLES[kind],
                day(str(made)) or asked.today,
                day(printed),
                day(mailed),
                day(returned),
                by_hand=bool(by_hand),
                is_renewed=bool(renewed),
            ),
            full_name(given, family),
            About(client=client, paper=number)
            if contact is None
            else About(contact=contact, paper=number),
        )


FINDER = Finder(Right.READ_CASES, _find)
