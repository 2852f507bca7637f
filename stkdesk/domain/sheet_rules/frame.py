"""What a sheet is held up against: everything the rules need, read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from stkdesk.domain.period import Period
from stkdesk.domain.sheet_rules.strictness import USUAL, SheetStrictness

DAY = 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Days:
    """Days with or without an end, both included."""

    first: date
    last: date | None = None  # None: until further notice

    def __contains__(self, day: date) -> bool:
        """Tell whether ``day`` is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement that was made: its days, and when both had signed it."""

    days: Days
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Vetting:
    """When a support contact was let near clients; None: no such day is known."""

    certificate_on: date | None = None  # the first accepted certificate was seen
    declaration_on: date | None = None  # the first declaration was signed
    is_known: bool = True  # False: from before the office kept this in the register


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A visit on another sheet, of the same support contact or the same client."""

    assignment: int
    who: str  # the client, as the reader may see it
    work_on: date
    start_minute: int | None
    minutes: int
    is_contacts: bool = True  # of the same support contact
    is_clients: bool = False  # of the same client


@dataclass(frozen=True, slots=True)
class SheetFrame:
    """The facts around one assignment in one period.

    What is not known is None or empty, and then the rule about it is silent.
    """

    period: Period
    starts_on: date  # of the assignment
    ends_on: date | None = None  # None: until further notice
    granted_minutes: int | None = None  # in the period; None: not decided
    carry_over_minutes: int = 0  # that may move to another period
    carried_minutes: int = 0  # from the periods before: left (+) or overdrawn (-)
    pauses: tuple[Days, ...] = ()
    decided: tuple[Days, ...] | None = None  # days of the decisions; None: none known
    agreed: tuple[Agreed, ...] | None = None  # None: no agreement is known
    vetting: Vetting | None = None  # None: no support contact to vet
    others: tuple[OtherLine, ...] = ()
    pays_driving: bool = True
    strictness: SheetStrictness = USUAL


def any_of(spans: Iterable[Days], day: date) -> bool:
    """Tell whether ``day`` is in one of ``spans``."""
    return any(day in span for span in spans)
