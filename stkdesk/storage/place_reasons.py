"""Why a register must not lie somewhere, with a number IT can look up for each."""

from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    """Why a register must not lie in a place, what to do instead, and its number."""

    code: str
    why: str
    instead: str

    @property
    def advice(self) -> str:
        """What to do, and the number."""
        return f"{self.instead} Feilnummer: {self.code}."

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.why} {self.advice}"


INSTEAD = "Velg en mappe på selve maskinen; sikkerhetskopien kan ligge der."
NETWORK = Reason(
    "STK-101", "Mappen ligger på nettverket. Da kan registeret bli ødelagt.", INSTEAD
)
REDIRECTED = Reason(
    "STK-102",
    "Mappen ser ut til å ligge på maskinen, men er flyttet til nettverket (omdirigert "
    "profil). Da kan registeret bli ødelagt.",
    INSTEAD,
)
CLOUD = Reason(
    "STK-103", "Mappen kopieres til nettskyen. Da kan registeret bli ødelagt.", INSTEAD
)
ROAMING = Reason(
    "STK-104",
    "Mappen følger kontoen fra maskin til maskin (APPDATA). Da kan registeret bli "
    "ødelagt.",
    "Velg en mappe som blir på maskinen, for eksempel under LOCALAPPDATA; "
    "sikkerhetskopien kan ligge der.",
)
TOO_LONG = Reason(
    "STK-108",
    "Mappen har for langt navn. Filene ved siden av registeret får ikke plass.",
    "Velg en mappe med kortere navn, eller nærmere roten av disken.",
)
BAD_NAME = Reason(
    "STK-109",
    "Windows tar ikke et av navnene. Det er forbeholdt Windows, slutter på punktum "
    'eller mellomrom, eller har et av tegnene < > : " | ? * i seg.',
    "Velg et annet navn.",
)
SILENT = Reason(
    "STK-110",
    "Disken svarer ikke.",
    "Se etter at den er koblet til, eller velg en mappe på en annen disk.",
)
NOT_WRITABLE = Reason(
    "STK-105",
    "Mappen kan ikke skrives til.",
    "Be IT om skrivetilgang til mappen, eller velg en annen.",
)
READ_ONLY = Reason(
    "STK-106",
    "Disken er skrivebeskyttet.",
    "Velg en mappe på en annen disk.",
)
FULL = Reason("STK-107", "Disken er full.", "Rydd plass, eller velg en annen disk.")
MISSING = Reason(
    "STK-111",
    "Disken finnes ikke.",
    "Se etter at den er koblet til, eller velg en mappe på en annen disk.",
)
NO_FOLDER = Reason(
    "STK-112", "Det som er valgt, er en fil og ingen mappe.", "Velg en mappe."
)
