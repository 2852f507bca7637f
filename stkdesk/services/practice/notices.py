"""Advance notices of the practice office: one whose time is out, one just begun."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from stkdesk.domain.calendar import months_later
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.person import Protection
from stkdesk.services.access import inner
from stkdesk.services.practice.applications import free_clients
from stkdesk.services.practice.post import draft_letter, post_letter
from stkdesk.storage.tables import Client, ClientRelation, Decision, Person

SENT = timedelta(days=24)  # ago; the time to comment is out
FAR = timedelta(days=120)  # how long the decision lasts at least
A_WEEK_MORE = 60  # minutes that are left of the least

_REASONS = {
    Language.BOKMAL: "Du har begynt på dagsenter to dager i uken. Vi vurderer om du "
    "fortsatt trenger like mange timer.",
    Language.NYNORSK: "Du har byrja på dagsenter to dagar i veka. Vi vurderer om du "
    "framleis treng like mange timar.",
}
_FACTS = {
    Language.BOKMAL: "Dagsenteret har bekreftet plassen. Du er der tirsdag og torsdag.",
    Language.NYNORSK: "Dagsenteret har stadfesta plassen. Du er der tysdag og torsdag.",
}


@inner
def put_notices(session: Session, today: date) -> None:
    """Send one notice that hours may go down, and leave another half written."""
    for place, (client, language, had) in enumerate(_of_whom(session, today)):
        if place:
            draft_letter(session, LetterKind.ADVANCE_NOTICE, client, today)
            continue
        day = today - SENT
        fields = {
            "new_minutes": str(max(A_WEEK_MORE, had // 2)),
            "change_on": months_later(today, 1).replace(day=1).isoformat(),
            "reasons": _REASONS[language],
            "facts": _FACTS[language],
        }
        letter = draft_letter(
            session, LetterKind.ADVANCE_NOTICE, client, day, fields=fields
        )
        post_letter(session, letter, day)
    session.expunge_all()


def _of_whom(session: Session, today: date) -> list[tuple[int, Language, int]]:
    """Return two grown-ups who speak for themselves, and the minutes they have."""
    found = session.execute(
        select(Client.number, Client.language, Decision.granted_minutes)
        .join(Person, Person.number == Client.person_number)
        .join(Decision, Decision.client_number == Client.number)
        .where(
            free_clients(session),
            Person.protection == Protection.OPEN,
            ~exists().where(ClientRelation.client_number == Client.number),
            Decision.state == DecisionState.ISSUED,
            Decision.kind == DecisionKind.GRANTED,
            Decision.hours_unit == HoursUnit.WEEK,
            Decision.decided_on < today - SENT,
            Decision.valid_from <= today - SENT,
            Decision.valid_to >= today + FAR,
            Decision.granted_minutes > A_WEEK_MORE,
        )
        .order_by(Decision.decided_on, Decision.number)
        .limit(2)
    )
    return [(client, language, had or 0) for client, language, had in found]
