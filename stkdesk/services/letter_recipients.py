"""Who gets a letter of a case: the party's side, and the governor of a forwarding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.documents.case_letter_words import governor
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterDraft, LetterKind
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import Address
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.letters import letter_client
from stkdesk.services.office import open_office
from stkdesk.services.recipients import Recipient, letter_recipients

GOVERNOR = -1  # key of the county governor among the recipients


@needs(Right.READ_CASES)
def recipients_of(
    session: Session, draft: LetterDraft, *, today: date
) -> tuple[Recipient, ...]:
    """Return who may get a letter, those proposed first.

    A forwarding goes to the governor; those who speak for the party get a copy of it
    (forvaltningsloven § 33).

    Raises:
        NotFoundError: if there is no such client.

    """
    people = letter_recipients(session, draft.client_number, today=today)
    if draft.kind is not LetterKind.FORWARDING:
        return people
    office = open_office(session, today=today).draft
    language = letter_client(session, draft.client_number).language
    copies = (
        replace(one, is_copy=True, why=f"Parten skal ha kopi. {one.why}")
        for one in people
    )
    return (_governor(office, language), *copies)


def chosen_of(
    everybody: Sequence[Recipient], keys: Sequence[int] | None
) -> tuple[Recipient, ...]:
    """Return those with these keys; None: those proposed."""
    return tuple(
        one
        for one in everybody
        if (one.is_proposed if keys is None else one.key in keys)
    )


def _governor(office: OfficeDraft, language: Language) -> Recipient:
    name = governor(office, language)
    lines = tuple(line for line in (office.governor_line.strip(),) if line)
    place = Address(
        name, lines, office.governor_code.strip(), office.governor_city.strip()
    )
    return Recipient(
        key=GOVERNOR,
        name=name,
        relation=None,
        address=place,
        by_hand=False,
        is_proposed=True,
        why="Klageinstansen avgjør saken.",
    )
