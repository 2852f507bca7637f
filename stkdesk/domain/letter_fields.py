"""What the caseworker fills in for each kind of letter, and why it must be there."""

from __future__ import annotations

from stkdesk.domain.letter import FieldShape, LetterField, LetterKind

INTERIM = "forvaltningsloven § 11 a, ny lov § 17"
NOTICE = "forvaltningsloven § 16, ny lov § 42"
FORWARDS = "forvaltningsloven § 33"
OWN = "Kontorets egen regel"

NOTE = LetterField(
    "note",
    "Annet å si",
    is_required=False,
    hint="Står under «Annet du bør vite». La feltet stå tomt hvis det ikke er noe.",
)


def _day(key: str, label: str, advice: str, source: str, hint: str = "") -> LetterField:
    return LetterField(
        key, label, FieldShape.DATE, hint=hint, advice=advice, source=source
    )


def _text(
    key: str, label: str, advice: str, source: str, hint: str = ""
) -> LetterField:
    return LetterField(key, label, hint=hint, advice=advice, source=source)


RECEIVED = _day("received_on", "Søknaden mottatt", "Skriv når søknaden kom.", OWN)
COMPLAINED = _day("received_on", "Klagen mottatt", "Skriv når klagen kom.", FORWARDS)
DECIDED = _day(
    "decided_on",
    "Vedtaksdato",
    "Skriv datoen på vedtaket det gjelder.",
    FORWARDS,
    "Datoen på vedtaket det gjelder.",
)

WHO_HELPS = LetterField(
    "contact_name",
    "Støttekontakt",
    FieldShape.LINE,
    advice="Skriv hvem som er støttekontakt.",
    source=OWN,
)

LETTER_FIELDS: dict[LetterKind, tuple[LetterField, ...]] = {
    LetterKind.RECEIPT: (
        RECEIVED,
        _day(
            "answer_by",
            "Svar innen",
            "Skriv når søkeren kan vente svar.",
            "eForvaltningsforskriften § 6, ny lov § 10",
        ),
        NOTE,
    ),
    LetterKind.INTERIM_REPLY: (
        _day("received_on", "Mottatt", "Skriv når saken kom inn.", INTERIM),
        _day(
            "expected_on",
            "Svar ventes innen",
            "Skriv når svaret kan ventes.",
            INTERIM,
        ),
        _text(
            "reason",
            "Hvorfor det tar lengre tid",
            "Skriv hvorfor saken tar mer enn en måned.",
            INTERIM,
            "Skriv til mottakeren, med du og vi.",
        ),
        NOTE,
    ),
    LetterKind.INFORMATION_REQUEST: (
        RECEIVED,
        _day(
            "deadline",
            "Frist",
            "Skriv fristen for å sende opplysningene.",
            OWN,
        ),
        _text(
            "wanted",
            "Hva vi trenger",
            "Skriv hva vi trenger, én ting på hver linje.",
            "forvaltningsloven § 17",
            "Én ting på hver linje.",
        ),
        _text(
            "why",
            "Hvorfor vi trenger det",
            "Skriv hvorfor vi trenger opplysningene.",
            "forvaltningsloven § 17",
        ),
        NOTE,
    ),
    LetterKind.ADVANCE_NOTICE: (
        _day(
            "decided_on",
            "Vedtaket i dag er fra",
            "Skriv datoen på vedtaket som gjelder i dag.",
            NOTICE,
        ),
        _day("change_on", "Endring fra", "Skriv når endringen skal gjelde.", NOTICE),
        _day(
            "deadline",
            "Frist for å uttale seg",
            "Skriv fristen for å uttale seg.",
            NOTICE,
            "Regnes fra dagen varselet blir sendt.",
        ),
        LetterField(
            "old_minutes",
            "Timer i dag",
            FieldShape.MINUTES,
            advice="Skriv hvor mange timer brukeren har i dag.",
            source=NOTICE,
        ),
        LetterField(
            "new_minutes",
            "Timer vi vurderer",
            FieldShape.MINUTES,
            hint="0: støttekontakten tar slutt.",
            advice="Skriv hvor mange timer dere vurderer. 0: tjenesten slutter.",
            source=NOTICE,
        ),
        LetterField("hours_unit", "Regnet", FieldShape.UNIT, source=NOTICE),
        _text(
            "reasons",
            "Hvorfor vi vurderer dette",
            "Skriv hvorfor dere vurderer endringen.",
            NOTICE,
            "Skriv til mottakeren, med du og vi.",
        ),
        _text(
            "facts",
            "Opplysninger vi bygger på",
            "Skriv opplysningene dere bygger på.",
            NOTICE,
            "Hentet fra kartleggingen. Se over og skriv om.",
        ),
    ),
    LetterKind.COMPLAINT_RECEIPT: (
        COMPLAINED,
        DECIDED,
        _day(
            "answer_by",
            "Behandlet innen",
            "Skriv når dere regner med å ha behandlet klagen.",
            "eForvaltningsforskriften § 6, ny lov § 10",
        ),
        LetterField(
            "missing",
            "Hva klagen mangler",
            is_required=False,
            hint="Fylles ut bare når klagen må rettes, for eksempel underskrives.",
            advice="Skriv hva klagen mangler, eller ta bort fristen for å rette.",
            source="forvaltningsloven § 32",
        ),
        LetterField(
            "missing_by",
            "Frist for å rette klagen",
            FieldShape.DATE,
            is_required=False,
            advice="Skriv fristen for å rette klagen.",
            source="forvaltningsloven § 32",
        ),
        NOTE,
    ),
    LetterKind.FORWARDING: (
        COMPLAINED,
        DECIDED,
        LetterField(
            "decision",
            "Vedtakets referanse",
            FieldShape.LINE,
            advice="Skriv referansen på vedtaket som er påklaget.",
            source=FORWARDS,
        ),
        _text(
            "in_time",
            "Klagefristen",
            "Skriv om klagen kom i tide, og hvorfor den behandles hvis den ikke gjorde "
            "det.",
            "forvaltningsloven §§ 30 og 31",
        ),
        _text("wants", "Hva klagen gjelder", "Skriv hva klageren vil oppnå.", FORWARDS),
        _text("facts", "Saksforholdet", "Skriv hva saken gjelder.", FORWARDS),
        _text(
            "legal_basis",
            "Regler",
            "Skriv reglene vedtaket bygger på.",
            FORWARDS,
            "En regel på hver linje.",
        ),
        _text(
            "assessment",
            "Samlet vurdering",
            "Skriv hvorfor kommunen opprettholder vedtaket.",
            FORWARDS,
        ),
    ),
    LetterKind.FORWARDING_NOTICE: (
        COMPLAINED,
        DECIDED,
        _day(
            "forwarded_on",
            "Sendt Statsforvalteren",
            "Skriv når saken ble sendt Statsforvalteren.",
            "forvaltningsloven § 33 fjerde ledd",
        ),
        NOTE,
    ),
    LetterKind.YOUR_CONTACT: (
        WHO_HELPS,
        LetterField(
            "contact_phone",
            "Støttekontaktens telefon",
            FieldShape.LINE,
            is_required=False,
            hint="Adressen til støttekontakten skal aldri stå i brevet.",
        ),
        _day("start_on", "Oppstart", "Skriv når støttekontakten begynner.", OWN),
        LetterField(
            "agreed_minutes",
            "Avtalte timer",
            FieldShape.MINUTES,
            advice="Skriv hvor mange timer dere har avtalt.",
            source=OWN,
        ),
        LetterField("hours_unit", "Regnet", FieldShape.UNIT, source=OWN),
        LetterField(
            "meeting",
            "Om det første møtet",
            is_required=False,
            hint="Tid og sted, hvis det er avtalt.",
        ),
        NOTE,
    ),
    LetterKind.ASSIGNMENT_PAUSE: (
        WHO_HELPS,
        _day("pause_from", "Pause fra", "Skriv når pausen begynner.", OWN),
        LetterField(
            "pause_to",
            "Til og med",
            FieldShape.DATE,
            is_required=False,
            hint="Tomt: dere vet det ikke ennå.",
        ),
        LetterField(
            "meanwhile",
            "Hva som skjer i pausen",
            is_required=False,
            hint="Hvis noe er avtalt, for eksempel en annen støttekontakt.",
        ),
        NOTE,
    ),
    LetterKind.ASSIGNMENT_END: (
        WHO_HELPS,
        _day("last_on", "Siste dag", "Skriv den siste dagen.", OWN),
        NOTE,
    ),
    LetterKind.REVERSAL_NOTICE: (
        COMPLAINED,
        DECIDED,
        _day(
            "new_decided_on",
            "Det nye vedtaket er fra",
            "Skriv datoen på det nye vedtaket.",
            "forvaltningsloven § 36",
        ),
        NOTE,
    ),
}
