"""What the office fills in for each kind of letter to a support contact."""

from __future__ import annotations

from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.field_rules import OWN
from stkdesk.domain.letter import FieldShape, LetterField

PURPOSE = "politiregisterforskriften §§ 36-1 og 36-2"
NOTE = LetterField(
    "note",
    "Annet å si",
    is_required=False,
    hint="Står under «Annet du bør vite». La feltet stå tomt hvis det ikke er noe.",
)


def _day(key: str, label: str, advice: str, hint: str = "") -> LetterField:
    return LetterField(
        key, label, FieldShape.DATE, hint=hint, advice=advice, source=OWN
    )


def _line(key: str, label: str, advice: str, source: str = OWN) -> LetterField:
    return LetterField(key, label, FieldShape.LINE, advice=advice, source=source)


def _maybe(
    key: str, label: str, hint: str = "", shape: FieldShape = FieldShape.TEXT
) -> LetterField:
    return LetterField(key, label, shape, is_required=False, hint=hint)


CLIENT = _line("client_name", "Bruker", "Skriv hvem oppdraget gjelder.")
_PAUSE = (
    _day("pause_from", "Pause fra", "Skriv når pausen begynner."),
    _maybe("pause_to", "Til og med", "Tomt: dere vet det ikke ennå.", FieldShape.DATE),
)
_MONTH = _line("sheet_month", "Måned", "Skriv hvilken måned timelisten gjelder.")
_SEND_BY = _day("sheet_by", "Send innen", "Skriv når vi må ha timelisten.")
_SHEETS = LetterField(
    "sheets",
    "Timelister",
    hint="Én på hver linje, med oppdragets nummer. Nevn aldri brukeren.",
    advice="Skriv hvilke timelister det gjelder.",
    source=OWN,
)
_RATES = (
    _day("rates_from", "Gjelder fra", "Skriv når satsene gjelder fra."),
    LetterField(
        "rates",
        "Satser",
        hint="Én på hver linje.",
        advice="Skriv hva de nye satsene er.",
        source=OWN,
    ),
)
_MONTHS = LetterField(
    "months",
    "Måneder",
    hint="Én på hver linje. Nevn aldri brukeren.",
    advice="Skriv hvilke måneder det gjelder.",
    source=OWN,
)

CONTACT_LETTER_FIELDS: dict[ContactLetterKind, tuple[LetterField, ...]] = {
    ContactLetterKind.INTERVIEW: (
        _day("interview_on", "Dag", "Skriv hvilken dag samtalen er."),
        _line("interview_time", "Klokken", "Skriv når samtalen begynner."),
        _line("place", "Sted", "Skriv hvor samtalen er."),
        _maybe("with_whom", "Hvem du møter", shape=FieldShape.LINE),
        _maybe("bring", "Mer å ta med", "Én ting på hver linje."),
        NOTE,
    ),
    ContactLetterKind.APPROVED: (NOTE,),
    ContactLetterKind.REFUSED: (
        _maybe(
            "note",
            "Egne ord",
            "Brevet gir ingen grunn. Skriv aldri noe om politiattest eller vandel.",
        ),
    ),
    ContactLetterKind.CERTIFICATE_REQUEST: (
        LetterField("basis", "Hjemmel", FieldShape.BASIS, source=PURPOSE),
        _line("position", "Stilling", "Skriv hva oppdraget heter.", PURPOSE),
        _line(
            "position_type",
            "Stillingstype",
            "Skriv om det er et oppdrag eller en stilling.",
            PURPOSE,
        ),
        _line(
            "bring_to",
            "Hvor attesten leveres",
            "Skriv hvor støttekontakten viser fram attesten.",
        ),
    ),
    ContactLetterKind.START: (
        CLIENT,
        _maybe(
            "client_phone",
            "Telefon",
            "Til brukeren, eller til en foresatt. Skriv ikke adressen i brevet.",
            FieldShape.LINE,
        ),
        _day("start_on", "Oppstart", "Skriv når oppdraget begynner."),
        LetterField(
            "agreed_minutes",
            "Avtalte timer",
            FieldShape.MINUTES,
            advice="Skriv hvor mange timer dere har avtalt.",
            source=OWN,
        ),
        LetterField("hours_unit", "Regnet", FieldShape.UNIT, source=OWN),
        _day(
            "sheet_by",
            "Første timeliste innen",
            "Skriv når den første timelisten skal leveres.",
        ),
        _maybe("goal", "Målet med oppdraget", "Hentet fra oppdraget. Se over."),
        _maybe("first_week", "Mer om den første uken"),
        NOTE,
    ),
    ContactLetterKind.PAUSE: (CLIENT, *_PAUSE, NOTE),
    ContactLetterKind.END: (
        CLIENT,
        _day("last_on", "Siste dag", "Skriv den siste dagen."),
        _day(
            "last_sheet_by",
            "Siste timeliste innen",
            "Skriv når den siste timelisten skal leveres.",
        ),
        NOTE,
    ),
    ContactLetterKind.REFERENCE: (
        _day("work_from", "Fra", "Skriv når støttekontakten begynte."),
        _day("work_to", "Til og med", "Skriv den siste dagen."),
        _maybe("work_minutes", "Timer i alt", "Kan stå tomt.", FieldShape.MINUTES),
        LetterField(
            "work",
            "Slags arbeid",
            hint="Nevn aldri hvem støttekontakten har hjulpet.",
            advice="Skriv hva slags arbeid støttekontakten har gjort.",
            source=OWN,
        ),
        _maybe("note", "Om innsatsen"),
    ),
    ContactLetterKind.SHEET_RETURN: (
        _MONTH,
        _line("sheet_form", "Skjema", "Skriv hvilket skjema det gjelder."),
        _SEND_BY,
        LetterField(
            "reasons",
            "Dette må rettes",
            hint="Én ting på hver linje.",
            advice="Skriv hva som må rettes.",
            source=OWN,
        ),
        NOTE,
    ),
    ContactLetterKind.REMINDER_1: (_MONTH, _SEND_BY, _SHEETS, NOTE),
    ContactLetterKind.REMINDER_2: (
        _MONTH,
        _day("reminded_on", "Første purring", "Skriv når den første ble sendt."),
        _SEND_BY,
        _SHEETS,
        NOTE,
    ),
    ContactLetterKind.NEW_RATES: (*_RATES, NOTE),
    ContactLetterKind.BACK_PAY: (
        *_RATES,
        _line("back_pay", "Etterbetaling", "Skriv hvor mye som etterbetales."),
        _MONTHS,
        NOTE,
    ),
    ContactLetterKind.ANNUAL_STATEMENT: (
        _line("statement_year", "År", "Skriv hvilket år oppgaven gjelder."),
        _maybe("year_hours", "Timer", shape=FieldShape.LINE),
        _maybe("year_km", "Kjøring", shape=FieldShape.LINE),
        _maybe("year_expenses", "Utgifter", shape=FieldShape.LINE),
        _line("year_paid", "Sendt til lønn", "Skriv summen for året."),
        _MONTHS,
        NOTE,
    ),
}
