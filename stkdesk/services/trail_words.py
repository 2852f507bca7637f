"""The words for what stands in the log: records, fields and their values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from stkdesk.domain.formats import (
    clock_text,
    count,
    hours_text,
    km_text,
    kr,
    short_date,
)
from stkdesk.domain.language import Language
from stkdesk.domain.sheet_period import span_label
from stkdesk.storage.tables import Base

LONGEST = 400  # signs of a text shown in full

#: By the name an event carries: the word, and the letter of its short number.
RECORDS = {
    "clients": ("Bruker|Brukar", "B"),
    "contacts": ("Støttekontakt", "S"),
    "assignments": ("Oppdrag", "O"),
    "people": ("Person", "P"),
    "decisions": ("Vedtak", ""),
    "timesheets": ("Timeliste", ""),
    "papers": ("Papir", ""),
    "client_access": ("Tilgang til sperret bruker|Tilgang til sperra brukar", ""),
    "legal_holds": ("Stans i sletting", ""),
    "erasures": ("Forslag om sletting", ""),
    "organisations": ("Organisasjon", ""),
    "office": ("Kontoret", ""),
    "period_rules": ("Perioderegel", ""),
    "periods": ("Perioder|Periodar", ""),
    "rates": ("Sats", ""),
    "staff": ("Ansatt|Tilsett", ""),
    "four_eyes": ("Krav om to personer|Krav om to personar", ""),
    "retention_rules": ("Lagringstid", ""),
    "practice": ("Øvingskontoret", ""),
    "month_run": ("Månedens timelister|Timelistene for månaden", ""),
    "search": ("Hele registeret|Heile registeret", ""),
    "register": ("Registeret", ""),
    "events": ("Hendelse i loggen|Hending i loggen", ""),
}
#: What an event carries that is a list and no record.
LISTS = {
    "clients": "Brukere|Brukarar",
    "contacts": "Støttekontakter|Støttekontaktar",
    "assignments": "Oppdrag",
    "timesheets": "Månedsrapporter|Månadsrapportar",
    "papers": "Dokumenter|Dokument",
    "events": "Loggen",
    "today": "I dag",
}
FIELDS = {
    "account_number": "Kontonummer",
    "act": "Handling",
    "activity": "Aktivitet",
    "addresses": "Adresse",
    "administrator": "Administrator",
    "agreed_minutes": "Avtalte timer|Avtalte timar",
    "amount_ore": "Beløp",
    "appeal_address": "Adresse for klage",
    "applied_on": "Søkte",
    "approved_at": "Godkjent",
    "approved_by": "Godkjent av",
    "areas": "Områder|Område",
    "assignment_number": "Oppdrag",
    "authorised_from": "Tilgang fra|Tilgang frå",
    "authorised_to": "Tilgang til",
    "backup_days": "Sikkerhetskopi: dager den tas vare på|Tryggingskopi: dagar",
    "backup_folder": "Sikkerhetskopi: mappe|Tryggingskopi: mappe",
    "backup_hours": "Sikkerhetskopi: timer mellom|Tryggingskopi: timar mellom",
    "basis": "Grunnlag",
    "birth_date": "Fødselsdato",
    "capacity_minutes": "Kapasitet",
    "carry_over_minutes": "Overføring av timer|Overføring av timar",
    "case_number": "Saksnummer",
    "case_officer": "Saksbehandler|Saksbehandlar",
    "case_officer_phone": "Telefon til saksbehandler|Telefon til saksbehandlar",
    "caseworker": "Saksbehandler|Saksbehandlar",
    "city": "Poststed|Poststad",
    "client_number": "Bruker|Brukar",
    "client_relations": "Pårørende|Pårørande",
    "closed_at": "Lukket|Lukka",
    "closed_on": "Avsluttet|Avslutta",
    "coat_of_arms": "Kommunevåpen",
    "code": "Periode",
    "contact_number": "Støttekontakt",
    "content": "Brevet",
    "control_minutes": "Sum på papiret",
    "county_governor": "Statsforvalter|Statsforvaltar",
    "decided_on": "Bestemt",
    "deciding_unit": "Enhet som vedtar|Eining som vedtek",
    "decision_number": "Vedtak",
    "declaration_signed_on": "Taushetserklæring|Teieplikterklæring",
    "drive_cap_metres": "Tak for kjøring|Tak for køyring",
    "due_day": "Leveringsdag",
    "due_on": "Frist",
    "email": "E-post",
    "employee_number": "Ansattnummer|Tilsettnummer",
    "employment": "Tilknytning|Tilknyting",
    "end_on": "Slutt",
    "ended_on": "Sluttet|Slutta",
    "ends_on": "Varer til",
    "expense_cap_ore": "Tak for utgifter",
    "expense_ore": "Utgifter",
    "facts": "Faktum",
    "family_name": "Etternavn|Etternamn",
    "first_on": "Første dag",
    "fold_marks": "Brettemerker|Brettemerke",
    "gets_letters": "Får brev",
    "given_at": "Gitt",
    "given_name": "Fornavn|Førenamn",
    "goal": "Mål",
    "granted_minutes": "Innvilgede timer|Innvilga timar",
    "grounds": "Begrunnelse|Grunngiving",
    "has_car": "Har bil",
    "hours_unit": "Timer per|Timar per",
    "in_need": "Nødtilgang|Naudtilgang",
    "interests": "Interesser",
    "is_blocked": "Sperret|Sperra",
    "is_on": "Slått på",
    "kind": "Slag",
    "language": "Målform",
    "languages": "Språk",
    "last_on": "Siste dag",
    "law_version": "Forvaltningslov",
    "leader": "Leder|Leiar",
    "leader_title": "Lederens tittel|Tittelen til leiaren",
    "legal_basis": "Hjemmel|Heimel",
    "lifted_on": "Opphevet|Oppheva",
    "lock_minutes": "Minutter før låsing|Minutt før låsing",
    "login": "Brukernavn|Brukarnamn",
    "made_at": "Laget|Laga",
    "mailed_on": "Sendt",
    "may_sign": "Kan underskrive",
    "metres": "Kjøring|Køyring",
    "minutes": "Timer|Timar",
    "months": "Måneder|Månader",
    "municipality": "Kommune",
    "municipality_number": "Kommunenummer",
    "name": "Navn|Namn",
    "name_mode": "Navn på timelisten|Namn på timelista",
    "national_id": "Fødselsnummer",
    "national_id_kind": "Slags nummer",
    "opened_on": "Registrert",
    "organisation_number": "Organisasjon",
    "own_view": "Brukerens syn|Synet til brukaren",
    "pages": "Sider",
    "paid_on": "Utbetalt",
    "pay_code": "Lønnsart|Lønsart",
    "pay_ore": "Lønn|Løn",
    "payroll": "Lønn|Løn",
    "period_number": "Periode",
    "person_number": "Person",
    "phone": "Telefon",
    "phone_hours": "Telefontid",
    "postal_code": "Postnummer",
    "postal_line": "Postadresse",
    "printed_on": "Skrevet ut|Skrive ut",
    "proposed_at": "Foreslått|Føreslått",
    "proposed_by": "Foreslått av|Føreslått av",
    "protection": "Adressegradering",
    "reader": "Innsyn",
    "reason": "Grunn",
    "received_on": "Mottatt|Motteke",
    "reference": "Referanse",
    "relation": "Relasjon",
    "return_address": "Returadresse",
    "returned_on": "Kommet tilbake|Kome tilbake",
    "review_on": "Ny vurdering",
    "running_unit": "Enhet som følger opp|Eining som følgjer opp",
    "sees_protected": "Ser graderte",
    "sha256": "Lagret papir|Lagra papir",
    "sheet_number": "Timeliste",
    "since": "Siden|Sidan",
    "solution": "Løsning|Løysing",
    "staff_number": "Ansatt|Tilsett",
    "start_day": "Første dag i perioden",
    "start_minute": "Klokkeslett",
    "start_on": "Start",
    "started_on": "Begynte",
    "state": "Tilstand",
    "status": "Status",
    "street": "Gateadresse",
    "timesheet_lines": "Besøk",
    "valid_from": "Gjelder fra|Gjeld frå",
    "valid_to": "Gjelder til|Gjeld til",
    "visiting_line": "Besøksadresse",
    "visiting_place": "Besøkssted|Besøksstad",
    "web": "Nettsted|Nettstad",
    "wishes": "Ønsker|Ønske",
    "withheld_line": "Unntatt offentlighet|Unnateke offentlegheit",
    "work_on": "Dag",
}


def in_language(words: str, language: Language) -> str:
    """Return the half of ``bokmål|nynorsk`` in ``language``; one half is both."""
    bokmal, _, nynorsk = words.partition("|")
    return nynorsk if nynorsk and language is Language.NYNORSK else bokmal


def field_words(name: str, language: Language = Language.BOKMAL) -> str:
    """Return what a field is called on screen."""
    return in_language(FIELDS.get(name, name), language)


def record_words(
    table: str,
    record: int | None,
    detail: Mapping[str, Any],
    language: Language = Language.BOKMAL,
) -> str:
    """Return what an event is about: ``Oppdrag O-12, oktober 2026``."""
    is_list = record is None and ("words" in detail or "hits" in detail)
    if is_list and table in LISTS:
        return in_language(LISTS[table], language)
    words, letter = RECORDS.get(table, (table, ""))
    words = in_language(words, language)
    if table == "papers" and record is None and "count" in detail:
        many = in_language("papirer|papir", language)
        return count(int(detail["count"]), "papir", many)
    if record is not None and table != "office":
        words += f" {letter}-{record}" if letter else f" {record}"
    if code := str(detail.get("code", "")):
        words += f", {span_label(code).lower()}"
    return words


def value_words(table: str, name: str, value: Any) -> str:
    """Return a value as the screen shows it; "" for none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, dict):
        return f"{value.get('size', 0)} tegn"
    if isinstance(value, int):
        return _number_words(name, value)
    text = str(value)
    kind = _kind_of(table, name)
    if isinstance(kind, sa.Enum) and kind.enum_class is not None:
        return str(getattr(kind.enum_class(text), "label", text))
    if isinstance(kind, sa.Date):
        return short_date(date.fromisoformat(text))
    if name.endswith("_at"):
        return f"{datetime.fromisoformat(text).astimezone():%d.%m.%Y kl. %H.%M}"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _number_words(name: str, value: int) -> str:
    if name == "start_minute":
        return clock_text(value)
    if name.endswith("minutes"):
        return f"{hours_text(value)} t"
    if name.endswith("_ore"):
        return kr(value)
    if name.endswith("metres"):
        return f"{km_text(value)} km"
    return str(value)


def _kind_of(table: str, name: str) -> Any:
    """Return the type of a column; what is told with a client may be the person's."""
    for each in (table, "people"):
        found = Base.metadata.tables.get(each)
        if found is not None and name in found.c:
            return found.c[name].type
    return None
