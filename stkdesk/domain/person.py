"""What clients, support contacts and guardians have in common: a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.errors import Problem
from stkdesk.domain.identity import identity_problem
from stkdesk.domain.matching import Gender


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
    def hides_address(self) -> bool:
        """Whether the address, and this word, are for those who may see them only."""
        return self is not Protection.OPEN

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
    gender: Gender | None = None  # None: not registered; never read from a number


@dataclass(frozen=True, slots=True)
class Address:
    """Where a letter goes; the lines of a window envelope."""

    name: str
    lines: tuple[str, ...]  # street or box; at most three
    postal_code: str
    city: str


def years_old(born: date, on: date) -> int:
    """Return the age in whole years on ``on``; ``born`` must not lie after it."""
    before_birthday = (on.month, on.day) < (born.month, born.day)
    return on.year - born.year - before_birthday


def same_home(one: PersonDraft, other: PersonDraft) -> bool:
    """Tell whether two people live together; without a postal code, by the street."""
    street, code = _home(one)
    streets, codes = {street, _home(other)[0]}, {code, _home(other)[1]} - {""}
    return bool(street) and len(streets) == 1 and len(codes) <= 1


def other_home(one: PersonDraft, other: PersonDraft) -> bool:
    """Tell whether it is known where both live, and that it is not together."""
    is_known = bool(_home(one)[0]) and bool(_home(other)[0])
    return is_known and not same_home(one, other)


def _home(draft: PersonDraft) -> tuple[str, str]:
    return draft.street.strip().casefold(), draft.postal_code.strip()


def person_problems(draft: PersonDraft, *, today: date) -> tuple[Problem, ...]:
    """Return what is wrong, or worth a look, with the person on a form.

    An identity number is only ever a warning: from 2032 the rules change, and an
    unusual number may still be a real one (nyttfnr2032, Skatteetaten).
    """
    found: list[Problem] = []
    if not draft.given_name.strip():
        found.append(Problem("given_name", "Skriv fornavnet."))
    if not draft.family_name.strip():
        found.append(Problem("family_name", "Skriv etternavnet."))
    if draft.birth_date is not None and draft.birth_date > today:
        found.append(Problem("birth_date", "Fødselsdatoen kan ikke være fram i tid."))
    if identity := identity_problem(
        draft.national_id, born=draft.birth_date, today=today
    ):
        found.append(Problem("national_id", identity, blocks=False))
    found += _contact_problems(draft)
    if draft.postal_code.strip() and not _is_postal_code(draft.postal_code):
        found.append(Problem("postal_code", "Postnummeret har fire siffer."))
    if draft.protection is Protection.STRICT and draft.street.strip():
        is_box = _is_post_box(draft.street)
        told = (
            "Adressen er strengt fortrolig. Se etter at dette er den åpne postadressen."
            if is_box
            else "Adressen er strengt fortrolig. Skriv bare den åpne postadressen."
        )
        found.append(Problem("street", told, blocks=not is_box))
    return tuple(found)


def _contact_problems(draft: PersonDraft) -> list[Problem]:
    """Return what looks mistyped in phone and e-mail; a foreign number has a plus."""
    found: list[Problem] = []
    phone = "".join(draft.phone.split())
    digits = sum(sign.isdigit() for sign in phone)
    if phone and not phone.startswith(("+", "00")) and digits not in (5, 8):
        found.append(Problem("phone", "Telefonnummeret har åtte siffer.", blocks=False))
    name, at, place = draft.email.strip().partition("@")
    if draft.email.strip() and not (name and at and "." in place):
        found.append(
            Problem("email", "Adressen skrives navn@eksempel.no.", blocks=False)
        )
    return found


def _is_postal_code(text: str) -> bool:
    return len(text.strip()) == 4 and text.strip().isdecimal()


def _is_post_box(street: str) -> bool:
    """Tell an open postal address (a box) from a place where somebody lives."""
    return street.strip().casefold().startswith(("postboks", "pb ", "pb.", "boks "))
