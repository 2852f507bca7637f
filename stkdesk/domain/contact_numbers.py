"""What the office asks of a support contact, as numbers of its own, for ``case_rules``.

By the code of the rule: label, unit, usual, lowest, highest, what the law says.
"""

from __future__ import annotations

from typing import NamedTuple

YES_NO = "(0 er nei, 1 er ja)"


class ContactNumber(NamedTuple):
    """What is said of one number."""

    label: str
    unit: str
    usual: int
    least: int
    most: int
    law: str
    basis: str = "Kontorets egen regel"


CONTACT_RULES = {
    "contact_age": ContactNumber(
        "Laveste alder for en støttekontakt",
        "år",
        18,
        least=15,
        most=30,
        law="Loven setter ingen grense. Kontoret kan gjøre unntak for én person, med "
        "en begrunnelse. Er støttekontakten under 18 år, skriver en foresatt under på "
        "taushetserklæringen også.",
    ),
    "contact_references": ContactNumber(
        "Referanser som skal ringes",
        "referanser",
        2,
        least=0,
        most=5,
        law="Søkeren oppgir hvem dere kan ringe. Loven sier ikke hvor mange.",
    ),
    "contact_car": ContactNumber(
        "Støttekontakten må ha bil",
        YES_NO,
        0,
        least=0,
        most=1,
        law="Loven krever ikke bil. Kontoret kan gjøre unntak for én person, med en "
        "begrunnelse.",
    ),
    "contact_course": ContactNumber(
        "Kurs før støttekontakten er klar",
        YES_NO,
        0,
        least=0,
        most=1,
        law="Loven krever ikke kurs.",
    ),
    "certificate_pause_months": ContactNumber(
        "Ny politiattest etter en pause på",
        "måneder (0 er aldri)",
        12,
        least=0,
        most=60,
        law="Politiattest skal kreves ved tilbud om oppdrag (helse- og "
        "omsorgstjenesteloven § 5-4). Et tilbud etter en lang pause er et nytt tilbud. "
        "Loven sier ikke hvor lang pausen må være.",
    ),
    "certificate_reminder_years": ContactNumber(
        "Minne om politiattesten hvert",
        "år (0 er av)",
        0,
        least=0,
        most=10,
        law="Loven krever ikke at attesten fornyes. Dette er bare en lokal påminnelse, "
        "og stanser ingen oppdrag.",
        basis="Av, til kontoret slår den på",
    ),
    "reference_days": ContactNumber(
        "Minne om å ringe referanser etter",
        "dager",
        7,
        least=0,
        most=90,
        law="Regnes fra dagen søknaden kom.",
    ),
    "certificate_wait_days": ContactNumber(
        "Minne om politiattest som ikke er vist etter",
        "dager",
        21,
        least=14,
        most=120,
        law="Politiet skal utstede attesten innen 14 dager "
        "(politiregisterforskriften § 36-6).",
    ),
    "ready_days": ContactNumber(
        "Minne om støttekontakter som er klare, etter",
        "dager",
        14,
        least=0,
        most=120,
        law="Ingen skal bli glemt når alt er i orden.",
    ),
}
