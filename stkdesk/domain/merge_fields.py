"""Merge fields: the places in a letter's text that are filled in from the case.

A text holds ``{applied}``; the office sees and types «søknadsdato». The key is the
same in bokmål and nynorsk, so a field is one thing however the letter is written. A
word between guillemets that names no field is a quotation, and stays one.

Optional text is data: a paragraph that names a field which is empty in the case is
left out of the letter. What must be said may therefore not lean on such a field.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_STORED = re.compile(r"{(\w+)}")
_SHOWN = re.compile(r"«\s*([^«»\n]{1,60}?)\s*»")
ALIKE = 0.72  # how near a name must be to be taken for a slip


@dataclass(frozen=True, slots=True)
class MergeField:
    """One thing a letter's text can say about the case."""

    key: str  # as it stands in a stored text: {applied}
    name: str  # as the office sees it: «søknadsdato»
    is_optional: bool = False  # need not stay where the standard text has it
    is_always: bool = False  # never empty, whatever the case

    @property
    def token(self) -> str:
        """What is shown in an editor."""
        return f"«{self.name}»"


def field_called(key: str) -> MergeField:
    """Return the field with the key ``key``; one nobody has named is called so."""
    return FIELDS.get(key, MergeField(key, key))


def keys_in(body: str) -> list[str]:
    """Return the keys of the fields a stored text names, each once, in order."""
    return list(dict.fromkeys(_STORED.findall(body)))


def shown(body: str) -> str:
    """Return a stored text as the office sees it."""
    return _STORED.sub(lambda found: field_called(found[1]).token, body)


def stored(text: str, allowed: Collection[str]) -> str:
    """Return what the office has typed as it is stored.

    Only names of fields among ``allowed`` become fields; other words between
    guillemets stand as they are.
    """
    keys = _keys_by_name(allowed)
    return _SHOWN.sub(
        lambda found: (
            "{%s}" % keys[_fold(found[1])]  # noqa: UP031 - braces
            if _fold(found[1]) in keys
            else found[0]
        ),
        text,
    )


def slips(text: str, allowed: Collection[str]) -> list[tuple[str, str]]:
    """Return words between guillemets that look like a field and are none.

    Each with the name of the field it looks like. ``text`` is as it is stored.
    """
    names = {_fold(field_called(key).name): field_called(key).name for key in allowed}
    every = {_fold(field.name): field.name for field in FIELDS.values()}
    found: list[tuple[str, str]] = []
    for name in _SHOWN.findall(text):
        near = get_close_matches(_fold(name), names, 1, ALIKE)
        if near:
            found.append((name, names[near[0]]))
        elif _fold(name) in every:  # a field, but not of this letter
            found.append((name, ""))
    return found


def _keys_by_name(allowed: Iterable[str]) -> dict[str, str]:
    return {_fold(field_called(key).name): key for key in allowed}


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def _named(*fields: tuple[str, str], **marks: bool) -> dict[str, MergeField]:
    return {key: MergeField(key, name, **marks) for key, name in fields}


#: Legal references, by their keys in ``resources/letters/laws.toml``.
LAWS = _named(
    ("service", "lov: tjenesten"),
    ("right", "lov: rett til tjenester"),
    ("participation", "lov: medvirkning"),
    ("procedure", "lov: saksbehandling"),
    ("appeal", "lov: klage"),
    ("insight", "lov: innsyn"),
    ("costs", "lov: sakskostnader"),
    ("suspension", "lov: utsatt iverksetting"),
    ("reasons", "lov: begrunnelse"),
    ("correcting", "lov: retting"),
    ("guidance", "lov: veiledning"),
    ("withheld", "lov: unntatt offentlighet"),
    ("interim", "lov: foreløpig svar"),
    ("investigation", "lov: utredning"),
    ("notice", "lov: forhåndsvarsel"),
    ("assistance", "lov: hjelp av fullmektig"),
    ("change", "lov: endre vedtak"),
    ("forwarding", "lov: oversendelse"),
    ("secrecy_service", "lov: taushetsplikt i tjenesten"),
    ("secrecy", "lov: taushetsplikt"),
    ("no_snooping", "lov: forbud mot å lete"),
    ("penalty", "lov: straff"),
    ("driving", "lov: kjøring"),
    ("insight_journal", "lov: innsyn i journal"),
    ("insight_case", "lov: innsyn i saken"),
    ("insight_data", "lov: innsyn i opplysninger"),
    ("certificate", "lov: politiattest"),
    ("certificate_child", "lov: politiattest i barnevernet"),
    ("withhold_case", "lov: unntak fra innsyn"),
    is_always=True,
)
#: Every field of the letters. Two fields of one letter never share a name.
FIELDS = (
    _named(
        ("amount", "timer"),
        ("first", "fra dato"),
        ("role", "rolle"),
        ("hours", "antall timer"),
        ("last_day", "siste dag"),
        ("received", "mottatt dato"),
        ("decided", "vedtaksdato"),
        ("new_decided", "dato for nytt vedtak"),
        ("expected", "svar ventes"),
        ("answer_by", "svarfrist"),
        ("deadline", "frist"),
        ("missing_by", "frist for å rette"),
        ("forwarded", "oversendt dato"),
        ("old_amount", "timer i dag"),
        ("new_amount", "timer vi vurderer"),
        ("sent_to", "hovedmottaker"),
        ("corrected", "dato for rettet vedtak"),
        ("electronic", "adresse for elektronisk klage"),
        ("governor_address", "Statsforvalterens adresse"),
        ("decision", "vedtakets referanse"),
        ("county", "fylke"),
        ("contact", "støttekontakt"),
        ("start", "oppstart"),
        ("agreed_amount", "avtalte timer"),
        ("pause_from", "pause fra"),
        ("client", "bruker"),
        ("interview_on", "dag for samtalen"),
        ("interview_time", "klokkeslett"),
        ("place", "sted"),
        ("bring_to", "hvor attesten leveres"),
        ("sheet_by", "frist for timelisten"),
        ("last_sheet_by", "frist for siste timeliste"),
        ("work_from", "første arbeidsdag"),
        ("work_to", "siste arbeidsdag"),
        ("due_day", "leveringsdag"),
        ("sheet_month", "måned"),
        ("reminded_on", "dato for første purring"),
        ("rates_from", "dato satsene gjelder fra"),
        ("back_pay", "etterbetaling"),
        ("statement_year", "år"),
        ("year_hours", "timer i året"),
        ("year_km", "kjøring i året"),
        ("year_expenses", "utgifter i året"),
        ("year_paid", "sum for året"),
    )
    | _named(
        ("applied", "søknadsdato"),
        ("expense_cap", "ramme for utgifter"),
        ("drive_cap", "ramme for kjøring"),
        ("carry", "timer som kan flyttes"),
        ("contact_person", "kontaktperson"),
        ("person_phone", "kontaktpersonens telefon"),
        ("replaced", "dato for tidligere avtale"),
        ("applied_amount", "timer søkt om"),
        ("last", "til dato"),
        ("review", "ny vurdering"),
        ("complained", "klagedato"),
        ("noticed", "varselsdato"),
        ("changed", "dato for tidligere vedtak"),
        ("changed_reference", "tidligere vedtak"),
        ("corrected_reference", "rettet vedtak"),
        ("contact_phone", "støttekontaktens telefon"),
        ("client_phone", "brukerens telefon"),
        ("with_whom", "hvem du møter"),
        ("pause_to", "pause til"),
        ("unit", "enhet som følger opp"),
        ("officer", "saksbehandler"),
        ("phone", "telefon"),
        ("handled_by", "saksbehandlers navn"),
        ("responsible", "ansvarlig for vedtaket"),
        is_optional=True,
    )
    | _named(
        ("name", "navn"),
        ("municipality", "kommunen"),
        ("address", "adressen vår"),
        ("governor", "Statsforvalteren"),
        ("sent", "sendt dato"),
        ("municipality", "kommunen"),
        is_always=True,
    )
    | LAWS
)
