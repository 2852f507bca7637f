"""What clients, support contacts and guardians have in common: a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Protection(StrEnum):
    """Address protection in the national register (folkeregisterloven § 10-4).

    The flag is itself confidential: shown to those who need it, never printed.
    """

    OPEN = "ugradert"
    CLIENT_ADDRESS = "klientadresse"
    CONFIDENTIAL = "fortrolig"
    STRICT = "strengt_fortrolig"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Protection.OPEN: "Ugradert",
            Protection.CLIENT_ADDRESS: "Klientadresse",
            Protection.CONFIDENTIAL: "Fortrolig",
            Protection.STRICT: "Strengt fortrolig",
        }[self]

    @property
    def stops_mail(self) -> bool:
        """Whether papers to this person are taken out of a print run, onto a list."""
        return self in (Protection.CONFIDENTIAL, Protection.STRICT)


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person as filled in on a form, before the office has accepted it."""

    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    national_id: str = ""  # 11 digits, spaces allowed; may be empty
    phone: str = ""
    email: str = ""
    street: str = ""
    postal_code: str = ""  # four digits as text
    city: str = ""
    protection: Protection = Protection.OPEN


@dataclass(frozen=True, slots=True)
class Address:
    """Where a letter goes; the lines of a window envelope."""

    name: str
    lines: tuple[str, ...]  # street or box; at most three
    postal_code: str
    city: str
