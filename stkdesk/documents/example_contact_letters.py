"""Letters to an invented support contact, to look at while the texts are edited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from stkdesk.documents.contact_letter_content import ContactLetterContent
from stkdesk.documents.contact_letter_parts import BUILDS
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.contact_letter_fields import CONTACT_LETTER_FIELDS
from stkdesk.domain.language import Language
from stkdesk.domain.letter import FieldShape
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import Address

_LINES = {
    "interview_time": "14.30",
    "place": "Rådhuset",
    "with_whom": "Per Prøve",
    "client_name": "Ola Eksempel",
    "client_phone": "40000001",
    "position": "Støttekontakt",
    "position_type": "Oppdrag",
    "bring_to": "Rådhuset",
    "sheet_month": "oktober 2026",
    "sheet_form": "T-2026-000123-3Q",
    "back_pay": "kr\N{NO-BREAK SPACE}412,50",
    "statement_year": "2026",
    "year_hours": "186,5 timer",
    "year_km": "640 km",
    "year_expenses": "kr\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}250,00",
    "year_paid": "kr\N{NO-BREAK SPACE}49\N{NO-BREAK SPACE}654,00",
}
_IDENTITY = "00000000000"


def contact_examples(
    kind: ContactLetterKind,
    sender: OfficeDraft,
    address: Address,
    language: Language,
    day: date,
    typed: str,
) -> Iterator[ContactLetterContent]:
    """Yield letters of a kind, as many as it takes to print each of its texts."""
    soon = (day + timedelta(days=14)).isoformat()
    filled = {}
    for each in CONTACT_LETTER_FIELDS[kind]:
        match each.shape:
            case FieldShape.DATE:
                filled[each.key] = soon
            case FieldShape.MINUTES:
                filled[each.key] = "240"
            case FieldShape.UNIT:
                filled[each.key] = "week"
            case FieldShape.LINE:
                filled[each.key] = _LINES[each.key]
            case FieldShape.TEXT:
                filled[each.key] = typed
    turns = BUILDS[kind].turns
    letter = ContactLetterContent(
        reference="EKSEMPEL",
        language=language,
        kind=kind,
        sender=sender,
        address=address,
        contact_name=address.name,
        contact_birth_date=date(1990, 1, 1),
        made_on=day,
        national_id=_IDENTITY,
        fields=tuple(sorted(filled.items())),
        signed_by_hand=sender.signed_by_hand,
        is_withheld=kind.names_client,
    )
    for turn in turns.ways if turns else ("",):
        yield replace(letter, turn=turn)
    yield replace(letter, sender=replace(sender, case_officer_phone=""))
