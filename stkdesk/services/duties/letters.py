"""Letters that are begun, and notices that were answered or not, for their duties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from stkdesk.domain.duties.letters import FINISH, GO_ON, LetterFacts, NoticeFacts
from stkdesk.domain.duty import About
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Ask, Asked, Finder, Found, day

NOTICE_LASTS = timedelta(days=180)  # after which it is too old to build on

_OF_CLIENT = (
    " JOIN clients b ON b.number = l.client_number"
    " JOIN people p ON p.number = b.person_number"
)


def _find_drafts(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        "SELECT l.number, l.client_number, p.given_name, p.family_name, l.kind,"
        f" l.fields, l.changed_at FROM letters l{_OF_CLIENT}"
        f" WHERE l.state = 'draft'{asked.seen('l.client_number')}"
        f" ORDER BY l.number LIMIT {asked.most:d}",
        (),
    )
    for number, client, given, family, kind, fields, changed in rows:
        title, missing = _lacks(kind, _read(fields))
        yield Found(
            (FINISH,),
            LetterFacts(title, day(str(changed)) or asked.today, missing),
            full_name(given, family),
            About(client=client, letter=number),
        )


def _lacks(kind: str, fields: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return what a letter is called, and the required fields that are empty."""
    # First when there is a letter: the kinds and their fields take time to load.
    from stkdesk.domain.letter import LetterKind
    from stkdesk.domain.letter_fields import LETTER_FIELDS

    letter = LetterKind(kind)
    missing = tuple(
        each.label
        for each in LETTER_FIELDS[letter]
        if each.is_required and not fields.get(each.key, "").strip()
    )
    return letter.label, missing


def _find_notices(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        "SELECT l.number, l.client_number, l.decision_number, p.given_name,"
        " p.family_name, l.issued_on, l.fields, (SELECT max(d.number) FROM decisions d"
        " WHERE d.client_number = l.client_number AND d.state = 'draft')"
        f" FROM letters l{_OF_CLIENT}"
        " WHERE l.kind = 'advance_notice' AND l.state = 'issued' AND l.issued_on >= ?"
        " AND NOT EXISTS (SELECT 1 FROM decisions d"
        " WHERE d.client_number = l.client_number AND d.state = 'issued'"
        " AND d.decided_on >= l.issued_on)"
        f"{asked.seen('l.client_number')} ORDER BY l.issued_on LIMIT {asked.most:d}",
        ((asked.today - NOTICE_LASTS).isoformat(),),
    )
    for number, client, decision, given, family, issued, fields, draft in rows:
        issued_on = day(issued)
        assert issued_on is not None
        yield Found(
            (GO_ON,),
            NoticeFacts(
                issued_on, _deadline(_read(fields)), is_begun=draft is not None
            ),
            full_name(given, family),
            About(client=client, letter=number, decision=decision, draft=draft),
        )


def _read(fields: str) -> Mapping[str, str]:
    import json  # when there is a letter: the first page is waited for

    read: dict[str, str] = json.loads(fields)
    return read


def _deadline(fields: Mapping[str, str]) -> date | None:
    try:
        return date.fromisoformat(fields.get("deadline", ""))
    except ValueError:
        return None


DRAFTS = Finder(Right.READ_CASES, _find_drafts)
NOTICES = Finder(Right.READ_CASES, _find_notices)
