"""Those beside a client: parents, guardians, representatives and next of kin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from stkdesk.domain.client import RelativeDraft
from stkdesk.domain.person import PersonDraft, same_home
from stkdesk.services.access import inner
from stkdesk.services.guardian_ring import refuse_ring
from stkdesk.services.people import forget_unless_needed, person_draft
from stkdesk.services.seeing import save_person, shown_person
from stkdesk.storage.tables import Client, ClientRelation
from stkdesk.storage.tables.base import now


@inner
def relatives_of(session: Session, client: Client) -> tuple[RelativeDraft, ...]:
    """Return everyone beside a client, in the order they were registered."""
    return tuple(
        RelativeDraft(
            relation=each.relation,
            person=shown_person(session, each.person),
            gets_letters=each.gets_letters,
            mandate=each.mandate,
            authority_on=each.authority_on,
            valid_from=each.valid_from,
            valid_to=each.valid_to,
            number=each.number,
        )
        for each in client.relations
    )


@inner
def write_relatives(
    session: Session, client: Client, drafts: Sequence[RelativeDraft]
) -> None:
    """Let those of ``drafts`` stand beside ``client``, and nobody else.

    One that is already registered is known by its number. A person nobody needs any
    more goes out of the register with the relation.

    Raises:
        InvalidInputError: if the client would speak for one who speaks for the client.

    """
    refuse_ring(session, person_draft(client.person), drafts)
    known = {each.number: each for each in client.relations}
    kept = {draft.number for draft in drafts}
    gone = [each for number, each in known.items() if number not in kept]
    for each in gone:
        client.relations.remove(each)
        forget_unless_needed(session, each.person)
    for draft in drafts:
        person_as_kept = _sheltered(client, draft.person)
        row = None if draft.number is None else known.get(draft.number)
        if row is None:
            person = save_person(session, None, person_as_kept)
            row = ClientRelation(person=person, relation=draft.relation)
            client.relations.append(row)
        else:
            save_person(session, row.person, person_as_kept)
        _write(row, draft)


@inner
def add_relative(session: Session, client: Client, draft: RelativeDraft) -> int:
    """Let one more stand beside ``client``; return the number of the relation.

    Raises as ``write_relatives`` does.
    """
    refuse_ring(session, person_draft(client.person), (draft,))
    row = ClientRelation(
        person=save_person(session, None, _sheltered(client, draft.person)),
        relation=draft.relation,
    )
    _write(row, draft)
    client.relations.append(row)
    client.changed_at = now()  # who has the client open is told
    session.flush()
    return row.number


def _sheltered(client: Client, beside: PersonDraft) -> PersonDraft:
    """Return somebody beside a client as secret as the home they share.

    Else the address of the one would tell where the other lives.
    """
    home = person_draft(client.person)
    if beside.protection.hides_address or not home.protection.hides_address:
        return beside
    if not same_home(home, beside):
        return beside
    return replace(beside, protection=home.protection)


def _write(row: ClientRelation, draft: RelativeDraft) -> None:
    row.relation, row.gets_letters = draft.relation, draft.gets_letters
    row.mandate, row.authority_on = draft.mandate.strip(), draft.authority_on
    row.valid_from, row.valid_to = draft.valid_from, draft.valid_to
