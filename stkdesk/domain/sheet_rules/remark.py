"""What a rule has found in a sheet, and how much it weighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How much a remark weighs. Only BLOCK keeps a sheet from being saved."""

    INFO = 0
    WARN = 1
    BLOCK = 2


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing found in a sheet.

    ``line`` counts from 0 in the visits as given, None when the whole sheet is
    meant; ``other`` is the second line when two do not go together.
    """

    code: str
    severity: Severity
    message: str
    line: int | None = None
    other: int | None = None
    stops_check: bool = False  # the sheet may be kept, not attested, as it is


def blocking(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """Return the remarks that keep the sheet from being saved."""
    return tuple(one for one in remarks if one.severity is Severity.BLOCK)


def blocking_check(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """Return the remarks that keep the sheet from being attested."""
    return tuple(
        one for one in remarks if one.stops_check or one.severity is Severity.BLOCK
    )
