"""Identity numbers: which kind one is, and what looks wrong with it.

Sources: folkeregisterforskriften § 2-2 (series, D-number), Skatteetaten "nyttfnr2032"
(check digits, the rule from 2032), Norsk helsenett (H and FH numbers). A number is
never made to tell the sex of a person, and its century only for fødselsnummer while
the old rule lasts: with D-numbers and from 2032 it cannot be known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import chain, islice


class IdentityKind(StrEnum):
    """The families of identity numbers the office may meet."""

    FNR = "fnr"  # fødselsnummer
    DNR = "dnr"  # D-number: day + 40
    HNR = "hnr"  # help number of a hospital: month + 40
    FHNR = "fhnr"  # common help number: begins with 8 or 9, holds no date
    TENOR = "tenor"  # invented, Skatteetaten's test data: month + 80
    NAV = "nav"  # invented, NAV's test data: day + 40 and month + 40

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            IdentityKind.FNR: "Fødselsnummer",
            IdentityKind.DNR: "D-nummer",
            IdentityKind.HNR: "Hjelpenummer",
            IdentityKind.FHNR: "Felles hjelpenummer",
            IdentityKind.TENOR: "Øvingsnummer",
            IdentityKind.NAV: "Øvingsnummer",
        }[self]


NEW_RULE = date(2032, 1, 1)  # first day numbers are given by the new rule
LENGTH = 11
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
OLD_REMAINDERS = frozenset({0})
NEW_REMAINDERS = frozenset({0, 1, 2, 3})  # of the first check digit only
CENTURIES = (1800, 1900, 2000)
SERIES = (  # first and last birth year; numbers of the day in the order given out
    (1854, 1899, range(749, 499, -1)),
    (1900, 1999, range(499, -1, -1)),
    (1940, 1999, range(999, 899, -1)),
    (2000, 2039, range(999, 499, -1)),
)


def tidy_identity(text: str) -> str:
    """Return the digits of ``text`` and nothing else, as the register keeps them."""
    return "".join(sign for sign in text if sign in "0123456789")


def format_identity(text: str) -> str:
    """Return the number as papers print it, ``010203 12345``."""
    digits = tidy_identity(text)
    return f"{digits[:6]} {digits[6:]}".strip()


def masked_identity(text: str) -> str:
    """Return the number with its last five digits hidden, ``010203 •••••``."""
    digits = tidy_identity(text)
    return f"{digits[:6]} {'•' * len(digits[6:])}".strip()


def identity_kind(text: str, *, today: date | None = None) -> IdentityKind | None:
    """Return the kind of number, or None when no rule makes it a valid one.

    Real numbers by the rule of 2032 count only when ``today`` has come so far, or is
    not told. Month + 40 is a hospital's help number and an invented number of NAV
    alike; it is called the former, because that one may belong to a person.
    """
    digits = tidy_identity(text)
    if len(digits) != LENGTH:
        return None
    kind = _kind_by_shape(digits)
    if kind is None or not _check_digits_fit(digits, _remainders(kind, today)):
        return None
    dated = kind is IdentityKind.FHNR or any(_birth_dates(digits, kind, today))
    return kind if dated else None


def identity_problem(text: str, *, born: date | None, today: date | None = None) -> str:
    """Return what looks wrong with the number, "" when nothing does or it is empty.

    Never a reason to refuse it: an unusual number may still be a real one. With
    ``today`` a number by the rule of 2032 is suspected until that rule begins.
    """
    digits = tidy_identity(text)
    if not text.strip():
        return ""
    if len(digits) != LENGTH:
        return (
            f"Nummeret har {len(digits)} siffer. Det lagres først når det har {LENGTH}."
        )
    kind = _kind_by_shape(digits)
    if kind is None:
        return "De seks første sifrene er ingen dato. Se etter ombyttede siffer."
    if not _check_digits_fit(digits, _remainders(kind, today)):
        return "Kontrollsifrene stemmer ikke. Se etter ombyttede siffer."
    if kind is IdentityKind.FHNR:
        return ""
    dates = list(_birth_dates(digits, kind, today))
    if not dates:
        return "Nummeret passer ikke med noen dato. Se etter ombyttede siffer."
    if born is not None and born not in dates:
        return "Nummeret og fødselsdatoen passer ikke sammen. Se etter hva som er rett."
    return ""


def birth_date_of(text: str, *, today: date) -> date | None:
    """Return the birth date a fødselsnummer tells, or None when it cannot be known.

    The century is read from fødselsnummer only, and only while the old rule lasts;
    a D-number or an invented number never tells it.
    """
    kind = identity_kind(text, today=today)
    if kind is None or not _tells_century(kind, today):
        return None
    dates = [
        born for born in _birth_dates(tidy_identity(text), kind, today) if born <= today
    ]
    return dates[0] if len(dates) == 1 else None


def synthetic_identity(born: date, serial: int) -> str:
    """Return the invented number (month + 80) with place ``serial`` on that day.

    No living person can have it, so it is the only kind the practice office and the
    tests use. The same arguments always give the same number, other arguments
    another one. A day has some 400 of them.

    Raises:
        ValueError: if the day has no such serial, or its year no numbers at all.

    """
    # Taken one by one: an office of 50,000 asks for the first few of every day.
    asked = islice(_synthetic_numbers(born), serial, None) if serial >= 0 else iter(())
    number = next(asked, None)
    if number is None:
        there_are = sum(1 for _ in _synthetic_numbers(born))
        raise ValueError(f"a day of that year has {there_are} numbers")
    return number


def _synthetic_numbers(born: date) -> Iterator[str]:
    stem = f"{born.day:02}{born.month + 80}{born.year % 100:02}"
    individuals = chain.from_iterable(
        numbers for first, last, numbers in SERIES if first <= born.year <= last
    )
    found = (_with_check_digits(f"{stem}{number:03}") for number in individuals)
    return (number for number in found if len(number) == LENGTH)


def _kind_by_shape(digits: str) -> IdentityKind | None:
    """Tell the kind by what is added to day and month; None: no kind does that."""
    day, month = int(digits[:2]), int(digits[2:4])
    if day >= 80:
        return IdentityKind.FHNR
    raised = day > 40
    if 1 <= month <= 12:
        return IdentityKind.DNR if raised else IdentityKind.FNR
    if 41 <= month <= 52:
        return IdentityKind.NAV if raised else IdentityKind.HNR
    return IdentityKind.TENOR if 81 <= month <= 92 else None


def _birth_dates(digits: str, kind: IdentityKind, today: date | None) -> Iterator[date]:
    """Yield every birth date the number can stand for."""
    day, month = int(digits[:2]) % 40, int(digits[2:4]) % 40
    for century in CENTURIES:
        year = century + int(digits[4:6])
        if _tells_century(kind, today) and not _in_series(year, int(digits[6:9])):
            continue
        try:
            yield date(year, month, day)
        except ValueError:  # the 29th of February, or a day no month has
            continue


def _tells_century(kind: IdentityKind, today: date | None) -> bool:
    return kind is IdentityKind.FNR and today is not None and today < NEW_RULE


def _in_series(year: int, individual: int) -> bool:
    return any(
        first <= year <= last and individual in numbers
        for first, last, numbers in SERIES
    )


def _remainders(kind: IdentityKind, today: date | None) -> frozenset[int]:
    """Return what the first check digit may leave: more from 2032 than before."""
    if kind in (IdentityKind.HNR, IdentityKind.FHNR):
        return OLD_REMAINDERS
    if kind in (IdentityKind.FNR, IdentityKind.DNR) and today and today < NEW_RULE:
        return OLD_REMAINDERS
    return NEW_REMAINDERS


def _check_digits_fit(digits: str, remainders: frozenset[int]) -> bool:
    first = _weighted(digits, (*FIRST_WEIGHTS, 1))
    second = _weighted(digits, (*SECOND_WEIGHTS, 1))
    return first % 11 in remainders and second % 11 == 0


def _with_check_digits(stem: str) -> str:
    """Return the nine digits with both check digits; longer when one would be 10."""
    first = -_weighted(stem, FIRST_WEIGHTS) % 11
    second = -_weighted(f"{stem}{first}", SECOND_WEIGHTS) % 11
    return f"{stem}{first}{second}"


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(d) * w for d, w in zip(digits, weights, strict=False))
