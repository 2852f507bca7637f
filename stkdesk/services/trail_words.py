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
from stkdesk.services.trail_fields import FIELDS
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
    "own_rates": ("Egen sats|Eigen sats", ""),
    "staff": ("Ansatt|Tilsett", ""),
    "four_eyes": ("Krav om to personer|Krav om to personar", ""),
    "retention_rules": ("Lagringstid", ""),
    "applications": ("Søknad", ""),
    "assessments": ("Kartlegging", ""),
    "complaints": ("Klage", ""),
    "letters": ("Brev", ""),
    "enclosures": ("Vedlegg", ""),
    "cases": ("Sak", ""),
    "journal_entries": ("Journalpost", ""),
    "attachments": ("Vedlegg i journalen", ""),
    "not_same_people": ("Ikke samme person|Ikkje same person", ""),
    "recruitments": ("Rekruttering", ""),
    "police_certificates": ("Politiattest", ""),
    "declarations": ("Taushetserklæring|Teieplikterklæring", ""),
    "contact_letters": ("Brev til støttekontakt", ""),
    "contact_merges": ("Sammenslåing|Samanslåing", ""),
    "agreements": ("Oppdragsavtale", ""),
    "gate_overrides": ("Unntak fra krav|Unntak frå krav", ""),
    "gate_rules": ("Krav til oppstart", ""),
    "activity_groups": ("Aktivitetsgruppe", "G"),
    "group_meetings": ("Gruppemøte", ""),
    "attendances": ("Oppmøte", ""),
    "waits": ("Venting", ""),
    "match_wishes": ("Ønsker for støttekontakt|Ønske for støttekontakt", ""),
    "inquiries": ("Forespørsel|Førespurnad", ""),
    "vetoes": ("Aldri sammen|Aldri saman", ""),
    "letter_texts": ("Brevtekst", ""),
    "citations": ("Lovhenvisning|Lovtilvising", ""),
    "case_rules": ("Frist", ""),
    "leader_sheets": ("Timer som gruppeleder|Timar som gruppeleiar", ""),
    "sheet_reminders": ("Purring", ""),
    "pay_runs": ("Lønnskjøring|Lønskøyring", ""),
    "pay_codes": ("Lønnsart|Lønsart", ""),
    "payroll_layouts": ("Oppsett av lønnsfilen|Oppsett av lønsfila", ""),
    "month_reports": ("Månedsrapport|Månadsrapport", ""),
    "report_topics": ("Spørsmål i månedsrapporten|Spørsmål i månadsrapporten", ""),
    "kpr": ("KPR-kontroll", ""),
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
    "recruitments": "Rekruttering",
    "assignments": "Oppdrag",
    "timesheets": "Månedsrapporter|Månadsrapportar",
    "leader_sheets": "Timene til gruppelederne|Timane til gruppeleiarane",
    "pay_runs": "Lønnskjøringer|Lønskøyringar",
    "papers": "Dokumenter|Dokument",
    "waiting": "Ventelisten|Ventelista",
    "matching": "Hvem som passer|Kven som passar",
    "journal_entries": "Journalen",
    "month_reports": "Rapportene fra støttekontaktene|Rapportane frå støttekontaktane",
    "kpr": "KPR-kontroll",
    "events": "Loggen",
    "today": "I dag",
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
    if table in LISTS and (is_list or table not in RECORDS):
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
