"""The office's own numbers about agreements and hours, for ``case_rules``.

By the code of the rule: label, unit, usual, lowest, highest, what the law says.
"""

from __future__ import annotations

from typing import NamedTuple


class HoursRule(NamedTuple):
    """What is said of one number."""

    label: str
    unit: str
    usual: int
    least: int
    most: int
    law: str


HOURS_RULES = {
    "agreement_sign_days": HoursRule(
        "Purre på avtaler som ikke er signert etter",
        "dager",
        14,
        least=1,
        most=120,
        law="Regnes fra dagen avtalen ble laget. Timer før avtalen er signert, betales "
        "ikke.",
    ),
    "agreement_renewal_days": HoursRule(
        "Minne om å fornye avtaler som går ut, før siste dag",
        "dager (0 er aldri)",
        0,
        least=0,
        most=120,
        law="Gjelder avtaler som er merket for fornyelse. Med et tall over null "
        "slutter nye avtaler ved årsskiftet, og I dag minner om dem.",
    ),
    "hours_near_percent": HoursRule(
        "Varsle når brukte timer nærmer seg vedtaket",
        "prosent av det som er innvilget",
        80,
        least=50,
        most=99,
        law="Regnes innenfor en timeperiode. Vises på kortet, og stanser ingenting.",
    ),
    "hours_full_percent": HoursRule(
        "Varsle når vedtaket er brukt opp",
        "prosent av det som er innvilget",
        100,
        least=80,
        most=150,
        law="Vedtaket sier hvor mange timer brukeren har rett til. Timer ut over det "
        "må avtales, eller følge av et nytt vedtak.",
    ),
    "hours_under_percent": HoursRule(
        "Lite bruk: mindre enn",
        "prosent av det som er innvilget",
        50,
        least=1,
        most=99,
        law="Hjelp som er innvilget og ikke blir gitt, er ikke gitt. Spør hvorfor.",
    ),
    "hours_under_periods": HoursRule(
        "Lite bruk: så mange perioder på rad",
        "perioder",
        2,
        least=1,
        most=12,
        law="Ferie og sykdom gir én tom måned. Flere på rad bør noen spørre om.",
    ),
    "holiday_pay_permille": HoursRule(
        "Feriepenger for arbeidstakere",
        "promille av honoraret",
        120,
        least=102,
        most=200,
        law="Ferieloven § 10 gir minst 102 promille (10,2 %). Tariffavtalen gir 120. "
        "Vises bare til opplysning: lønnskontoret regner dem ut.",
    ),
    "holiday_pay_over_60_permille": HoursRule(
        "Feriepenger for arbeidstakere over 60 år",
        "promille av honoraret",
        143,
        least=125,
        most=223,
        law="Ferieloven § 10 gir 23 promille mer (2,3 prosentpoeng), opp til 6 G.",
    ),
    "kpr_service_code": HoursRule(
        "Tjenestekode for støttekontakt i KPR",
        "(tjenestetype)",
        9,
        least=1,
        most=99,
        law="9 er Støttekontakt i Helsedirektoratets tabell. Står på listen til "
        "KPR-kontroll. Fagsystemet er kilden og rapporterer.",
    ),
}
