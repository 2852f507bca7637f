"""The letter of a decision: everything printed in it, put together once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.documents.decision_content import DecisionContent
from stkdesk.documents.decision_words import MISSING
from stkdesk.domain.decision_facts import DecisionFacts
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.person import Address
from stkdesk.services.access import inner
from stkdesk.services.letter_texts import own_words
from stkdesk.services.office import OfficeCard
from stkdesk.services.recipients import Recipient
from stkdesk.storage.tables import Client

__all__ = ["DRAFT_REFERENCE", "MISSING", "addressed", "letter_of"]

DRAFT_REFERENCE = "UTKAST"
NOWHERE = Address("", (), "", "")


@inner
def letter_of(
    session: Session,
    client: Client,
    facts: DecisionFacts,
    office: OfficeCard,
    today: date,
) -> DecisionContent:
    """Return the letter, but for whom it goes to and what it is called."""
    draft, language = facts.draft, Language(client.language)
    decided_on = draft.decided_on or today
    grants = draft.kind.grants
    return DecisionContent(
        reference="",
        case_number="",
        language=language,
        kind=draft.kind,
        sender=office.draft,
        address=NOWHERE,
        client_name=full_name(client.person.given_name, client.person.family_name),
        client_birth_date=client.person.birth_date,
        decided_on=decided_on,
        made_on=today,
        legal_basis=draft.legal_basis,
        facts=draft.facts,
        grounds=draft.grounds,
        own_view=draft.own_view,
        goal=draft.goal if grants else "",
        applied_on=draft.applied_on,
        applied_minutes=draft.applied_minutes,
        complained_on=facts.complaint.received_on if facts.complaint else None,
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
        review_on=draft.review_on,
        items=draft.items,
        hours_unit=draft.hours_unit,
        expense_cap_ore=draft.expense_cap_ore,
        drive_cap_metres=draft.drive_cap_metres,
        service_code=draft.service_code,
        refused_part=draft.refused_part,
        no_grounds=draft.no_grounds,
        changed=facts.changed,
        change_basis=draft.change_basis if draft.kind.changes_another else None,
        is_own_wish=draft.is_own_wish,
        noticed_on=max((each.issued_on for each in facts.noticed), default=None)
        if facts.needs_notice
        else None,
        may_wait=facts.needs_notice,
        corrected=facts.corrected,
        correction=draft.correction if facts.corrected else "",
        act=office.draft.act_on(decided_on),
        is_withheld=draft.is_withheld,
        own=own_words(session, "decision", language, decided_on),
        signed_by_hand=office.draft.signed_by_hand,
        practice=office.practice,
    )


def addressed(
    letter: DecisionContent, chosen: Sequence[Recipient]
) -> list[DecisionContent]:
    """Return one letter for each recipient, naming the others as getting it too."""
    return [
        replace(
            letter,
            address=one.address,
            recipient=one.relation,
            is_copy=one.is_copy,
            copies=tuple(other.name for other in chosen if other is not one),
        )
        for one in chosen
    ]
