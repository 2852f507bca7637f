"""The letters to support contacts as they may be, with every field filled in."""

from dataclasses import replace
from datetime import date

from stkdesk.documents.contact_letter_content import ContactLetterContent
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.contact_letter_fields import CONTACT_LETTER_FIELDS
from stkdesk.domain.language import Language

IDENTITY = "15079012345"  # invented: its check digits are wrong
#: What is filled in, of every kind; a letter takes what is its own.
FIELDS = {
    "interview_on": "2026-12-03",
    "interview_time": "14.30",
    "place": "Rådhuset, møterom 2",
    "with_whom": "Kåre Næss Sørbø",
    "bring": "Papir A1.\n- Papir B2.",
    "basis": "hol_5_4",
    "position": "Støttekontakt",
    "position_type": "Oppdrag",
    "bring_to": "Rådhusgata 7, 4480 Fjordvik",
    "client_name": "Åse Bjørnsdatter Ødegård",
    "client_phone": "40000002",
    "start_on": "2026-12-01",
    "agreed_minutes": "240",
    "hours_unit": "week",
    "sheet_by": "2027-01-05",
    "goal": "Plan A1.",
    "first_week": "Treff A1.",
    "pause_from": "2026-12-14",
    "pause_to": "2027-01-10",
    "last_on": "2026-12-31",
    "last_sheet_by": "2027-01-05",
    "work_from": "2024-02-01",
    "work_to": "2026-10-31",
    "work_minutes": "7200",
    "work": "Oppdrag A1.",
    "note": "Tillegg A1.",
    "sheet_month": "oktober 2026",
    "sheet_form": "T-2026-000123-3Q",
    "reminded_on": "2026-11-09",
    "sheets": "Oppdrag O-12, skjema T-2026-000123-3Q\nOppdrag O-31",
    "rates_from": "2026-09-01",
    "rates": "Time, individuell støttekontakt: kr 262,50 per time (før kr 241,35)",
    "back_pay": "kr\u00a0412,50",
    "months": "September 2026: kr 190,00\nOktober 2026: kr 222,50",
    "statement_year": "2026",
    "year_hours": "186,5",
    "year_km": "640 km",
    "year_expenses": "kr\u00a01\u00a0250,00",
    "year_paid": "kr\u00a049\u00a0654,00",
}
#: What the program itself words, in the language of the letter.
WORDED = {
    Language.BOKMAL: {"reasons": "Underskriften din mangler.\nKvittering mangler."},
    Language.NYNORSK: {"reasons": "Underskrifta di manglar.\nKvittering manglar."},
}


def a_contact_letter(kind, sender, contact, language=Language.BOKMAL, **changes):
    """Return a letter of a kind with everything filled in, or the fields given.

    ``fields`` are laid over the usual ones; an empty text takes one away.
    """
    keys = {each.key for each in CONTACT_LETTER_FIELDS[kind]}
    filled = {**FIELDS, **WORDED[language], **changes.pop("fields", {})}
    is_request = kind is ContactLetterKind.CERTIFICATE_REQUEST
    content = ContactLetterContent(
        reference="B-2026-000043-2M",
        language=language,
        kind=kind,
        sender=sender,
        address=contact,
        contact_name=contact.name,
        contact_birth_date=date(1990, 7, 15),
        made_on=date(2026, 11, 23),
        national_id=IDENTITY if is_request else "",
        fields=tuple(sorted((key, filled[key]) for key in keys)),
        is_withheld=kind.names_client,
    )
    return replace(content, **changes)


def every_contact_letter(sender, contact, language):
    """Return the letters to contacts in one language, by a name for each."""
    return {
        f"contact_{kind.value}": a_contact_letter(kind, sender, contact, language)
        for kind in ContactLetterKind
    }
