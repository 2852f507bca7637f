"""The office's own numbers about collecting timesheets, for ``case_rules``.

By the code of the rule: label, unit, usual, lowest, highest, what the law says.
"""

from __future__ import annotations

from stkdesk.domain.contact_numbers import YES_NO
from stkdesk.domain.hours_rules import HoursRule

STRICTNESS = "(0 sier fra, 1 stopper attestering, 2 stopper føring)"

SHEET_NUMBERS = {
    "sheets_checked": HoursRule(
        "Timelister attesteres før de godkjennes",
        YES_NO,
        1,
        least=0,
        most=1,
        law="Økonomireglementet krever vanligvis at én attesterer at arbeidet er gjort "
        "og summen er riktig, og at en annen anviser. Med nei holder det med én "
        "underskrift.",
    ),
    "mail_days": HoursRule(
        "Et brev er framme etter, når timelister sendes i posten",
        "dager",
        5,
        least=0,
        most=30,
        law="Posten kommer annenhver virkedag (postloven § 7). En timeliste som er "
        "sendt tilbake, ventes igjen etter to ganger så lang tid.",
    ),
    "reminder_1_days": HoursRule(
        "Første purring, etter fristen",
        "dager",
        3,
        least=0,
        most=60,
        law="Regnes fra dagen timelisten skulle vært her.",
    ),
    "reminder_2_days": HoursRule(
        "Andre purring, etter den første",
        "dager",
        10,
        least=1,
        most=60,
        law="Regnes fra dagen første purring ble laget.",
    ),
    "phone_days": HoursRule(
        "Ringe, etter andre purring",
        "dager",
        10,
        least=1,
        most=60,
        law="Regnes fra dagen andre purring ble laget. Da kommer støttekontakten på "
        "ringelisten.",
    ),
    "sheet_decision": HoursRule(
        "Besøk på en dag uten vedtak",
        STRICTNESS,
        1,
        least=0,
        most=2,
        law="Hjelpen gis etter vedtak. Er vedtaket på vei, kan besøkene føres, og "
        "attesteringen vente.",
    ),
    "sheet_agreement": HoursRule(
        "Besøk før oppdragsavtalen er signert, eller uten avtale",
        STRICTNESS,
        1,
        least=0,
        most=2,
        law="Timer før avtalen er signert, betales ikke. Loven sier ikke når listen "
        "skal stoppes.",
    ),
    "sheet_driving": HoursRule(
        "Kjøring uten rute, formål eller navn på passasjer",
        STRICTNESS,
        1,
        least=0,
        most=2,
        law="Kjøregodtgjørelse er trekkfri når oppgaven har alt som kreves "
        "(skattebetalingsforskriften § 5-6-12).",
    ),
}
