"""Looking whether somebody beside a client is in turn spoken for by the client."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.client import RelativeDraft
from stkdesk.domain.errors import InvalidInputError, Problem
from stkdesk.domain.guardians import (
    IN_RING,
    ITSELF,
    Identity,
    goes_round,
    identity_of,
)
from stkdesk.domain.person import PersonDraft
from stkdesk.services.access import inner
from stkdesk.services.people import person_draft
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import Client, ClientRelation, Person


@inner
def refuse_ring(
    session: Session, client: PersonDraft, drafts: Sequence[RelativeDraft]
) -> None:
    """Refuse relatives who would speak for the client and be spoken for by it.

    What stands in the file of a client the one at work may not see, is not looked at.

    Raises:
        InvalidInputError: by ``relatives``.

    """
    own = identity_of(client)
    beside = [identity_of(each.person) for each in drafts if each.relation.speaks_for]
    if own is None or not beside:
        return
    if own in beside:
        raise InvalidInputError((Problem("relatives", ITSELF),))
    hidden = hidden_clients(session)

    def spoken_for_by(who: Identity) -> set[Identity]:
        return _spoken_for_by(session, who, hidden)

    if goes_round(own, beside, spoken_for_by):
        raise InvalidInputError((Problem("relatives", IN_RING),))


def _spoken_for_by(
    session: Session, who: Identity, hidden: frozenset[int]
) -> set[Identity]:
    """Return those who speak for the client that is ``who``."""
    ward, speaker = aliased(Person), aliased(Person)
    found = (
        select(Client.number, ClientRelation.relation, speaker)
        .join(ward, ward.number == Client.person_number)
        .join(ClientRelation, ClientRelation.client_number == Client.number)
        .join(speaker, speaker.number == ClientRelation.person_number)
    )
    if isinstance(who, str):
        found = found.where(ward.national_id == who)
    elif who is not None:
        key, born = who
        found = found.where(ward.birth_date == born, ward.sort_key == key)
    return {
        identity_of(person_draft(person))
        for number, relation, person in session.execute(found)
        if relation.speaks_for and number not in hidden
    }
