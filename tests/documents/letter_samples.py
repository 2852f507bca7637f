"""The letters of a case as they may be, with every field filled in."""

from dataclasses import replace
from datetime import date

from stkdesk.documents.case_letter_content import CaseLetter
from stkdesk.domain.complaint import ComplaintPoint
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import Address

GOVERNOR = Address("Statsforvalteren i Rogaland", ("Postboks 59",), "4001", "Stavanger")
ENCLOSURES = ("Klage 2.11.2026", "Vedtak 2026/14-3", "Kart 7.1.2026")
#: What is filled in, of every kind; a letter takes what is its own.
FIELDS = {
    "received_on": "2026-11-02",
    "answer_by": "2026-12-28",
    "expected_on": "2027-01-15",
    "deadline": "2026-12-07",
    "decided_on": "2026-10-05",
    "decision": "2026/14-3",
    "old_minutes": "360",
    "new_minutes": "180",
    "hours_unit": "week",
    "change_on": "2027-01-01",
    "forwarded_on": "2026-11-20",
    "new_decided_on": "2026-11-19",
    "missing_by": "2026-12-04",
    "contact_name": "Ola Testvik",
    "contact_phone": "40000001",
    "start_on": "2026-12-01",
    "agreed_minutes": "240",
    "meeting": "Treff A1.",
    "pause_from": "2026-12-14",
    "pause_to": "2027-01-10",
    "meanwhile": "Imens A1.",
    "last_on": "2026-12-31",
    "reason": "Grunn A1.",
    "reasons": "Grunn A1.\n\nGrunn B2.",
    "wanted": "Punkt A1.\n- Punkt B2.",
    "why": "Grunn C3.",
    "facts": "Fakta A1.\n\nFakta B2.",
    "missing": "Mangel A1.",
    "in_time": "Tidsrom A1.",
    "wants": "Plan A1.",
    "legal_basis": "Regel A1.\nRegel B2.",
    "assessment": "Tanke A1.",
    "note": "Tillegg A1.",
}
POINTS = (
    ComplaintPoint("Argument A1.", "Svar A1."),
    ComplaintPoint("Argument B2.", "Svar B2.\n\nSvar C3."),
)


def a_letter(kind, sender, client, language=Language.BOKMAL, **changes):
    """Return a letter of a kind with everything filled in, or the fields given.

    ``fields`` are laid over the usual ones; an empty text takes one away.
    """
    filled = {**FIELDS, **changes.pop("fields", {})}
    forwarding = kind is LetterKind.FORWARDING
    sender = replace(
        sender,
        governor_line="Postboks 59",
        governor_code="4001",
        governor_city="Stavanger",
    )
    enclosed = {
        LetterKind.FORWARDING: ENCLOSURES,
        LetterKind.FORWARDING_NOTICE: ("Kopi 2026/14-6",),
    }
    content = CaseLetter(
        reference="B-2026-000042-0R",
        case_number="2026/14-5",
        language=language,
        kind=kind,
        sender=sender,
        address=GOVERNOR if forwarding else client,
        client_name=client.name,
        client_birth_date=date(1988, 4, 3),
        made_on=date(2026, 11, 23),
        fields=tuple(sorted(filled.items())),
        points=POINTS if forwarding else (),
        enclosures=enclosed.get(kind, ()),
        copies=(client.name,) if forwarding else (),
    )
    return replace(content, **changes)


def every_letter(sender: OfficeDraft, client: Address, language):
    """Return the letters in one language, by a name for each."""
    return {
        f"letter_{kind.value}": a_letter(kind, sender, client, language)
        for kind in LetterKind
    }
